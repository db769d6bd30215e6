"""Payees on the screen: written by one, checked by a colleague; elsewhere they are not there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from fund.payees import actions, queries
from fund.payees.models import Payee
from fund.people.act import Act
from tests.payees.payees import stored, written
from tests.residents.cast import AT, NAME, Cast
from tests.statements import statements
from tests.visitor import Visitor, looks, words

TYPED = {"kind": "insurer", "holder": "Zorgverzekeraar Noord", "iban": "NL91 ABNA 0417 1643 00"}


def test_a_payee_of_hers_is_registered_shown_and_checked(app: Flask, session: Session, kept: Cast) -> None:
    answer = Visitor(app, kept.bakker, session).send(f"/residents/{kept.resident.id}/payees/new", **TYPED)
    assert answer.status_code == 303
    colleague = Visitor(app, kept.de_wit, session)
    said = words(colleague.get("/payees"))
    assert "Eén rekening wacht" in said and kept.resident.reference in said and "0417" not in said
    said = words(colleague.get(answer.location))
    assert "NL91 ABNA 0417 1643 00" in said and "Zorgverzekeraar Noord" in said
    assert colleague.send(answer.location, f"{answer.location}/check").status_code == 303
    assert "Er staat nog niemand" in words(colleague.get("/payees"))  # checked, hers only: on her own page
    assert "Zorgverzekeraar Noord" in words(colleague.get(f"/residents/{kept.resident.id}/payees"))
    seen = {(look.endpoint, look.resident_id) for look in looks(session, kept.de_wit)}
    assert seen == {(f"payees.{page}", kept.resident.id) for page in ("index", "show", "of_resident")}


def test_thirty_payees_go_on_to_a_next_page_who_waits_first(
    app: Flask, session: Session, kept: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries.payee_page, "__kwdefaults__", {"after": "", "most": 12})
    all_of_them = [written(session, kept, hers=False) for _ in range(30)]
    for nth, payee in enumerate(all_of_them):
        payee.made_at = AT + timedelta(minutes=nth // 4)  # two of each at a time: then the key itself decides
        if nth % 2:
            actions.check(Act(session, kept.de_wit, AT), payee.id)
    session.commit()
    visitor, path = Visitor(app, kept.bakker, session), "/payees"
    seen: list[str] = []
    sizes: list[int] = []
    while path:
        page = visitor.see(path)
        assert "15 rekeningen wachten" in page.text_content()
        found = [link.get("href") or "" for link in page.xpath("//tbody//a") if "/payees/" in (link.get("href") or "")]
        sizes.append(len(found))
        seen += found
        path = next((link.get("href") or "" for link in page.iter("a") if link.text == "Volgende"), "")
    newest_first = sorted(
        all_of_them, key=lambda payee: (payee.checked_at is not None, -payee.made_at.timestamp(), payee.id)
    )
    assert (sizes, seen) == ([12, 12, 6], [f"/payees/{payee.id}" for payee in newest_first])
    onward = queries.payee_page(session, kept.bakker, most=4).onward
    assert len(statements(app, visitor, f"/payees?after={onward}")) <= 3


def test_an_account_that_was_checked_meanwhile_takes_nobody_off_the_next_page(session: Session, kept: Cast) -> None:
    for _ in range(4):
        written(session, kept, hers=False)
    first = queries.payee_page(session, kept.de_wit, most=2)
    actions.check(Act(session, kept.de_wit, AT), first.rows[1].payee.id)
    second = queries.payee_page(session, kept.de_wit, after=first.onward)
    assert [row.payee.checked_at is None for row in second.rows] == [True, True, False] and (
        first.waiting,
        second.waiting,
    ) == (4, 3)


@pytest.mark.parametrize("mangled", ["x", "0.x", "2.00000000-0000-4000-8000-000000000000", "0.1.2"])
def test_a_mangled_address_shows_the_beginning(app: Flask, session: Session, kept: Cast, mangled: str) -> None:
    written(session, kept, hers=False)
    page = words(Visitor(app, kept.bakker, session).get(f"/payees?after={mangled}"))
    assert "Zorgverzekeraar Noord" in page and "Naar het begin" not in page


def test_hers_come_first_then_the_teams_by_name_and_the_shelters_own_last(
    app: Flask, session: Session, kept: Cast
) -> None:
    for kind, hers in (("shelter", False), ("landlord", False), ("insurer", True)):
        written(session, kept, kind, hers=hers)
    page = Visitor(app, kept.bakker, session).see(f"/residents/{kept.resident.id}/payees")
    kinds = [row.xpath("td[1]")[0].text_content().strip() for row in page.xpath("//tbody/tr")]
    assert kinds == ["Verzekeraar", "Verhuurder", "Opvang"]


def test_all_that_is_wrong_with_an_account_is_said_at_once(app: Flask, session: Session, kept: Cast) -> None:
    wrong = {"kind": "", "holder": " ", "iban": "NL00"}
    said = words(Visitor(app, kept.bakker, session).send(f"/residents/{kept.resident.id}/payees/new", **wrong))
    assert "Drie dingen kloppen nog niet" in said and "op welke naam" in said and "Dit is geen rekeningnummer" in said


def test_a_payee_of_the_team_is_registered(app: Flask, session: Session, kept: Cast) -> None:
    assert Visitor(app, kept.bakker, session).send("/payees/new", **TYPED).status_code == 303
    (payee,) = stored(session, Payee)
    assert isinstance(payee, Payee) and (payee.resident_id, payee.shelter_id) == (None, kept.shelter_id)


def test_only_the_lead_is_offered_the_shelters_own_accounts(app: Flask, session: Session, kept: Cast) -> None:
    def offered(visitor: Visitor, path: str) -> set[str | None]:
        return {option.get("value") for option in visitor.see(path).iter("option")}

    lead, worker = Visitor(app, kept.lind, session), Visitor(app, kept.bakker, session)
    assert {"shelter", "residents_account"} <= offered(lead, "/payees/new")
    assert not {"shelter", "residents_account", "resident"} & offered(worker, "/payees/new")
    hers = offered(lead, f"/residents/{kept.resident.id}/payees/new")
    assert "resident" in hers and not {"shelter", "residents_account"} & hers


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "Kies wie u betaalt"),
        ({"kind": "shelter"}, "Ongeldige keuze."),
        ({"holder": ""}, "op welke naam"),
        ({"holder": NAME}, "haar naam"),
        ({"iban": ""}, "geen rekeningnummer"),
        ({"iban": "NL92ABNA0417164300"}, "tikfout"),
    ],
)
def test_each_mistake_is_said_and_what_was_typed_stays(
    app: Flask, session: Session, kept: Cast, wrong: dict[str, str], said: str
) -> None:
    answer = Visitor(app, kept.bakker, session).send(f"/residents/{kept.resident.id}/payees/new", **TYPED | wrong)
    assert answer.status_code == 422 and said in words(answer)
    for name in ("holder", "iban"):
        assert f'value="{(TYPED | wrong)[name]}"' in answer.text
    assert stored(session, Payee) == []


def test_who_wrote_it_is_shown_no_button(app: Flask, session: Session, kept: Cast) -> None:
    payee = written(session, kept)
    page = Visitor(app, kept.lind, session).see(f"/payees/{payee.id}")
    assert f"/payees/{payee.id}/check" not in [form.action for form in page.forms]


@pytest.mark.parametrize("who", ["nijs", "vos", "fonk"])
def test_elsewhere_none_of_it_is_there(app: Flask, session: Session, kept: Cast, who: str) -> None:
    payee, visitor = written(session, kept), Visitor(app, getattr(kept, who), session)
    for page in ("/payees/{0}", "/payees/{0}/route", "/residents/{1}/payees", "/residents/{1}/payees/new"):
        known, unknown = (
            visitor.get(page.format(payee.id, kept.resident.id)),
            visitor.get(page.format(uuid4(), uuid4())),
        )
        assert known.status_code == unknown.status_code == 404
    assert "Zorgverzekeraar" not in visitor.get("/payees").text
    assert looks(session, getattr(kept, who)) == []
