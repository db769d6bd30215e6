"""Every route × method × role × relation is as access.txt says; what is not hers is as what never was."""

import pytest
from flask import Blueprint, Flask

from tests.guards.access import ROLES, Row, faults, shapes, table
from tests.journeys.forms import DEEDS
from tests.world import World

pytestmark = pytest.mark.usefixtures("december")

WITHOUT_A_DEED = {"/sign-in", "/sign-in/again", "/sign-out", "/exit", "/payees/{supplier}/check"}
WEIGHED = ("/weigh", "/precheck")  # shown as she types, and kept nowhere


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)  # as it is deployed; each package's views, on both
@pytest.mark.parametrize("role", ROLES)
def test_everyone_gets_what_the_table_says(app: Flask, world: World, role: str) -> None:
    assert list(faults(app, world, role, table())) == []


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_every_route_has_its_row_and_every_row_its_route(app: Flask) -> None:
    rows, routes = {row.shape for row in table()}, shapes(app)
    assert {"without a row in access.txt": routes - rows, "without a route": rows - routes} == {
        "without a row in access.txt": set(),
        "without a route": set(),
    }


def test_every_form_has_its_deed_and_every_deed_its_form() -> None:
    paths = {row.path.partition("?")[0] for row in table() if row.method == "POST"}
    forms = {path for path in paths if not path.endswith(WEIGHED)} - WITHOUT_A_DEED
    deeds = {deed.row for deed in DEEDS}
    assert {"without a deed in tests/journeys/forms.py": forms - deeds, "without a form": deeds - forms} == {
        "without a deed in tests/journeys/forms.py": set(),
        "without a form": set(),
    }


PLANTED = Blueprint("planted", __name__)
PLANTED.add_url_rule("/claims/<uuid:id>/peek", "peek", lambda id: "her", methods=["GET"])


@pytest.mark.parametrize("blueprints", [(PLANTED,)])
@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_planted_route_is_seen(app: Flask) -> None:
    assert ("GET", "/claims/*/peek") in shapes(app) - {row.shape for row in table()}


@pytest.mark.parametrize("blueprints", [(PLANTED,)])
@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_door_left_open_is_seen(app: Flask, world: World) -> None:
    row = Row("GET", "/claims/{resident}/peek", ("sign-in", "ok", "ok", "absent", "absent", "absent", "absent"))
    assert len(list(faults(app, world, "nobody", [row]))) == 4
    assert len(list(faults(app, world, "worker", [row]))) == 3
