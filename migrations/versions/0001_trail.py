"""Audit events and access entries, before every other package's tables; their rows are written once.

They refer to rows by id, without foreign keys, so that they outlive the erasure of what they are about.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001_trail"
down_revision = None

WRITTEN_ONCE = ("audit_event", "access_entry")


def _on_sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: written once'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _on_postgresql(table: str) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {table}_written_once() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table}: written once'; END $$",
        f"CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_written_once()",
    ]


def upgrade() -> None:
    _access_entry()
    _audit_event()
    guard = _on_sqlite if op.get_bind().dialect.name == "sqlite" else _on_postgresql
    for table in WRITTEN_ONCE:
        for statement in guard(table):
            op.get_bind().exec_driver_sql(statement)


def _access_entry() -> None:
    op.create_table(
        "access_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint", sa.String(length=60), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_entry")),
    )
    op.create_index(op.f("ix_access_entry_by_id_at"), "access_entry", ["by_id", "at"], unique=False)
    op.create_index(op.f("ix_access_entry_resident_id_at"), "access_entry", ["resident_id", "at"], unique=False)


def _audit_event() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("verb", sa.String(length=60), nullable=False),
        sa.Column(
            "audience",
            sa.Enum("all", "home", "fund", name="audience", native_enum=False, length=40, create_constraint=True),
            nullable=False,
        ),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=True),
        sa.Column("claim_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("cents", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("endpoint", sa.String(length=60), nullable=True),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_index(op.f("ix_audit_event_claim_id_at"), "audit_event", ["claim_id", "at"], unique=False)
    op.create_index(op.f("ix_audit_event_resident_id_at"), "audit_event", ["resident_id", "at"], unique=False)


def downgrade() -> None:
    op.drop_table("audit_event")
    op.drop_table("access_entry")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_event_written_once()")
        op.execute("DROP FUNCTION access_entry_written_once()")
