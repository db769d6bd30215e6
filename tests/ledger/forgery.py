"""A database administrator who changes what nobody may change."""

from sqlalchemy import text
from sqlalchemy.orm import Session


def tamper(session: Session, *statements: str) -> None:
    """Do as a database administrator could: without the triggers."""
    if session.get_bind().dialect.name == "sqlite":
        for trigger in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            session.execute(text(f"DROP TRIGGER {trigger}"))
    else:
        for table in ("entry", "month_close"):
            session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
    for statement in statements:
        session.execute(text(statement))
