"""Read access.txt, and walk it as a person."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from fund.people.rules import Actor
from tests.visitor import Visitor, without_keys
from tests.world import Shelter, World

ROLES = ("nobody", "worker", "lead", "admin", "auditor", "overseer", "operator")
REACH = {"worker": 1, "lead": 1, "admin": 2, "auditor": 2, "overseer": 3, "operator": 3}  # of: own, next door, abroad
PLAIN = {
    "file": "css/theme.css",
    "to": "nl",
    "number": "1",
    "year": "2026",
    "month": "2026-11",
    "code": "1620",
    "end": "csv",
}
PUBLIC = {"region"}
UNKNOWN = UUID("00000000-0000-4000-8000-00000000dead")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    method: str
    path: str
    outcomes: tuple[str, ...]

    @property
    def shape(self) -> tuple[str, str]:
        """Return the method and the address with its holes, as a route has it."""
        return self.method, re.sub(r"\{\w+\}", "*", self.path.partition("?")[0])

    @property
    def thing(self) -> str | None:
        """Return the name of the thing that the address is about."""
        return next((name for name in re.findall(r"\{(\w+)\}", self.path) if name not in PLAIN), None)

    def outcome(self, role: str) -> str:
        """Return what that role gets."""
        return self.outcomes[ROLES.index(role)]

    def at(self, id: UUID | None) -> str:
        """Return the address of that thing."""
        return self.path.format_map(PLAIN | {str(self.thing): id})


def table() -> list[Row]:
    """Read the table."""
    lines = Path(__file__).with_name("access.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    assert {len(row) for row in rows} == {2 + len(ROLES)}
    return [Row(row[0], row[1], tuple(row[2:])) for row in rows]


def shapes(app: Flask) -> set[tuple[str, str]]:
    """Return the shape of every route of the app."""
    return {
        (method, re.sub(r"<[^>]+>", "*", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method in ("GET", "POST", "PUT", "PATCH", "DELETE")
    }


def people(world: World) -> dict[str, Actor | None]:
    """Return who stands for each role; the administrator has decided nothing."""
    return {
        "nobody": None,
        "worker": world.own.worker,
        "lead": world.own.lead,
        "admin": world.office.third,
        "auditor": world.office.auditor,
        "overseer": world.overseer,
        "operator": world.operator,
    }


def thing_of(shelter: Shelter, name: str) -> UUID:
    """Return a thing of a shelter, or of the fund behind it."""
    known = shelter.things | {
        "fund": shelter.fund_id,
        "region": shelter.region_id,
        "supplier": shelter.payees["supplier"],
    }
    return known[name]


def faults(app: Flask, world: World, role: str, rows: Sequence[Row]) -> Iterator[str]:
    """Walk the table as one of a role: yield what differs from it,
    and what a far thing tells more than an unknown one."""
    walker = Visitor(app, people(world)[role])
    for row in rows:
        if row.thing is None:
            yield from _fault(row, role, "", _get(walker, row, None), row.outcome(role))
            continue
        shelters = (world.own, world.next_door, world.abroad)
        ids = list(dict.fromkeys(thing_of(shelter, row.thing) for shelter in shelters))
        near = {
            thing_of(shelter, row.thing) for shelter in shelters[: 3 if row.thing in PUBLIC else REACH.get(role, 0)]
        }
        unknown = _get(walker, row, UNKNOWN)
        yield from _fault(row, role, "unknown", unknown, "sign-in" if role == "nobody" else "absent")
        for id in sorted(ids, key=near.__contains__):  # far first: what is done to a near one changes the menu
            answer = _get(walker, row, id)
            yield from _fault(
                row, role, str(ids.index(id)), answer, row.outcome(role) if id in near or role == "nobody" else "absent"
            )
            if outcome(role, answer) in ("absent", "sign-in") and without_keys(answer, id) != without_keys(
                unknown, UNKNOWN
            ):
                yield f"{role}: {row.method} {row.path} tells a thing from one that never was"


def outcome(role: str, answer: TestResponse) -> str:
    """Say in the words of the table what an answer is."""
    if role == "nobody" and (answer.status_code == 400 or "/sign-in" in (answer.location or "")):
        return "sign-in"
    if answer.status_code < 400 or answer.status_code in (409, 422):
        return "ok"
    return {403: "refused", 404: "absent"}.get(answer.status_code, str(answer.status_code))


def _get(walker: Visitor, row: Row, id: UUID | None) -> TestResponse:
    if row.method == "GET":
        return walker.get(row.at(id))
    answer = walker.post(row.at(id))
    if answer.status_code == 303:
        walker.get(answer.location)  # where what was done is said, and not on the next page
    return answer


def _fault(row: Row, role: str, which: str, answer: TestResponse, wanted: str) -> Iterator[str]:
    got = outcome(role, answer)
    if got != wanted:
        yield f"{role}: {row.method} {row.path} {which} is {got} ({answer.status_code}), not {wanted}"
