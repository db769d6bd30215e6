"""The database session of a request. A GET gets a read-only one: it takes no lock, and any write raises."""

from typing import Any

from flask import current_app
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from fund.db import READS


class RequestSession(Session):
    """The session of one request."""


db = SQLAlchemy(session_options={"class_": RequestSession, "expire_on_commit": False})


def session() -> Session:
    """Return this request's database session (not Flask's `session`, the cookie)."""
    return db.session


def second_session() -> Session:
    """Return another session than the request's own, for what must be written whatever becomes of the request."""
    return db.sessionmaker()


def only_read() -> None:
    """Make this request's session read-only: it begins without a lock and refuses to write."""
    db.session.bind = current_app.extensions["reading_engine"]


def _reads(of: Session) -> bool:
    return bool(of.bind and of.bind.get_execution_options().get(READS, False))


@event.listens_for(RequestSession, "before_flush")
def _no_flush(of: Session, context: UOWTransaction, instances: Any) -> None:
    if _reads(of) and (of.new or of.dirty or of.deleted):
        raise RuntimeError("a GET writes nothing")


@event.listens_for(RequestSession, "do_orm_execute")
def _no_statement(state: ORMExecuteState) -> None:
    if _reads(state.session) and (state.is_insert or state.is_update or state.is_delete):
        raise RuntimeError("a GET writes nothing")
