"""Nobody does alone what takes two: who filed does not decide, who proposed does not confirm,
who decided does not release."""

from datetime import date

import pytest
from flask import Flask

from fund.people import actions as people
from fund.people.rules import Actor, Role
from fund.web.database import db
from tests.visitor import Visitor, words
from tests.world import World

pytestmark = pytest.mark.usefixtures("december")


def appoint(app: Flask, person: Actor, role: Role, world: World) -> None:
    with app.app_context(), db.sessionmaker.begin() as session:
        people.appoint(session, person.id, role, from_=date(2026, 1, 1), region_id=world.office.region_id)


@pytest.mark.parametrize("verb", ["grant", "propose"])
def test_who_filed_does_not_decide_even_as_an_administrator(app: Flask, world: World, verb: str) -> None:
    appoint(app, world.own.worker, Role.ADMINISTRATOR, world)
    filer, other = Visitor(app, world.own.worker), Visitor(app, world.office.third)
    desk = f"/queue/{world.own.things['submitted']}"
    typed = {
        "hardship": "Dit is niet te hard voor haar.",
        "lines-0-reason": "Al betaald door een ander.",
        "lines-1-reason": "Ook al betaald.",
    }
    if verb == "propose":
        typed |= {"lines-0-code": "covered_elsewhere", "lines-1-code": "covered_elsewhere"}
    assert not [
        text for text in filer.see(desk).xpath("//main//button/text()") if "toekennen" in text or "afwijzing" in text
    ]
    answer = filer.copy(other, desk, f"{desk}/{verb}", **typed)
    assert (answer.status_code, "U hebt deze aanvraag zelf ingediend." in words(answer)) == (403, True)
    assert other.send(desk, f"{desk}/{verb}", **typed).status_code == 303


def test_who_proposed_does_not_confirm(app: Flask, world: World) -> None:
    desk = f"/queue/{world.own.things['proposed']}"
    first, second = Visitor(app, world.office.first), Visitor(app, world.office.second)
    answer = first.copy(second, desk, f"{desk}/confirm")
    assert (answer.status_code, "zelf voorgesteld" in words(answer)) == (403, True)
    assert second.send(desk, "/confirm").status_code == 303


def test_who_decided_does_not_release(app: Flask, world: World) -> None:
    page = f"/payouts/{world.own.things['batched_batch']}"
    first, third = Visitor(app, world.office.first), Visitor(app, world.office.third)
    assert not first.see(page).xpath("//form[contains(@action, '/release')]")
    answer = first.copy(third, page, f"{page}/release")
    assert (answer.status_code, "beslissing van uzelf" in words(answer)) == (403, True)
    assert third.send(page, "/release").status_code == 303


def test_who_registered_an_account_or_paper_does_not_check_it(app: Flask, world: World) -> None:
    colleague, worker = Visitor(app, world.own.colleague), Visitor(app, world.own.worker)
    for page, verb in (
        (f"/payees/{world.own.things['payee']}", "check"),
        (f"/evidence/{world.own.things['paper']}", "attest"),
    ):
        assert colleague.post(f"{page}/{verb}").status_code == 403
        assert worker.send(page, f"/{verb}").status_code == 303
