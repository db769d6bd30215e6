"""The log says where, never what or who."""

import json

import pytest
from flask import Flask

from fund.web.logs import only_allowed
from tests.visitor import Visitor
from tests.web.probe import EMAIL


def test_a_fault_is_logged_by_its_place_and_never_by_its_words(
    app: Flask, operator: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    app.testing = False
    operator.post("/probe/broken/Haar-Naam")
    written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    fault = next(line for line in lines if line["event"] == "fault")
    assert fault["error"] == "ZeroDivisionError"
    assert any(place.startswith("web/app_class.py:") for place in fault["where"])
    assert lines[-1]["endpoint"] == "probe.broken"
    assert "Haar-Naam" not in written
    assert EMAIL not in written


def test_what_nobody_thought_of_is_not_written() -> None:
    assert only_allowed({"event": "request", "path": "/claims/1", "name": "zij"}) == {"event": "request"}
