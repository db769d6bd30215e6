"""Count what a page asks of the database, beside sign-in, the menu and the look."""

import re

from flask import Flask
from sqlalchemy import event

from fund.web.database import db
from tests.visitor import Visitor

BESIDE = re.compile(r"^BEGIN|FROM account\b|INSERT INTO access_entry|^SELECT \(SELECT count\(claim\.id\)")


def statements(app: Flask, visitor: Visitor, path: str) -> list[str]:
    """Open a page, which is there, and return its statements;
    it was opened before, so that what is read once was read."""
    visitor.see(path)
    asked: list[str] = []

    def listen(*about: object) -> None:
        asked.append(str(about[2]))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    try:
        visitor.see(path)
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    return [statement for statement in asked if not BESIDE.search(statement)]
