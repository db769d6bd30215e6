"""What the migrations lay as a second guard on what is written once, for both databases."""

from fund.ledger.models import Close, Entry

BOOK_TABLES = (Entry.__tablename__, Close.__tablename__)

_NEXT_NUMBER = """CREATE TRIGGER entry_next_number BEFORE INSERT ON entry
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry WHERE fund_id = NEW.fund_id)
  OR EXISTS (SELECT 1 FROM entry WHERE fund_id = NEW.fund_id AND (number = NEW.number OR reverses = NEW.reverses))
BEGIN SELECT RAISE(ABORT, 'entry: not the next number'); END"""

_NEW_MONTH = """CREATE TRIGGER month_close_new_month BEFORE INSERT ON month_close
WHEN EXISTS (SELECT 1 FROM month_close WHERE fund_id = NEW.fund_id AND month = NEW.month)
BEGIN SELECT RAISE(ABORT, 'month_close: already there'); END"""


def append_only(dialect: str, table: str) -> list[str]:
    """Return the statements by which a table refuses UPDATE, DELETE and (on PostgreSQL) TRUNCATE."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table}: written once'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_written_once() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table}: written once'; END $$",
        f"CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_written_once()",
    ]


def create(dialect: str) -> list[str]:
    """Return every trigger of the books.

    On SQLite also: next number, no existing key (`INSERT OR REPLACE` passes the others).
    """
    statements = [statement for table in BOOK_TABLES for statement in append_only(dialect, table)]
    return [*statements, _NEXT_NUMBER, _NEW_MONTH] if dialect == "sqlite" else statements
