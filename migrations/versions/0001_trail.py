"""The trail stands before every other room: steps and looks are ids without foreign keys, so that they outlive erasure."""

import sqlalchemy as sa
from alembic import op

revision = "0001_trail"
down_revision = None

ON_SQLITE = (
    "CREATE TRIGGER step_no_update BEFORE UPDATE ON step BEGIN SELECT RAISE(ABORT, 'step: written once'); END",
    "CREATE TRIGGER step_no_delete BEFORE DELETE ON step BEGIN SELECT RAISE(ABORT, 'step: written once'); END",
    "CREATE TRIGGER look_no_update BEFORE UPDATE ON look BEGIN SELECT RAISE(ABORT, 'look: written once'); END",
    "CREATE TRIGGER look_no_delete BEFORE DELETE ON look BEGIN SELECT RAISE(ABORT, 'look: written once'); END",
)
ON_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION step_written_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'step: "
    "written once'; END $$",
    "CREATE TRIGGER step_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON step FOR EACH STATEMENT EXECUTE FUNCTION step_written_once()",
    "CREATE OR REPLACE FUNCTION look_written_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'look: "
    "written once'; END $$",
    "CREATE TRIGGER look_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON look FOR EACH STATEMENT EXECUTE FUNCTION look_written_once()",
)


def upgrade() -> None:
    _look()
    _step()
    for statement in ON_SQLITE if op.get_bind().dialect.name == "sqlite" else ON_POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)


def _look() -> None:
    op.create_table(
        "look",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint", sa.String(length=60), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look")),
    )
    op.create_index(op.f("ix_look_by_id_at"), "look", ["by_id", "at"], unique=False)
    op.create_index(op.f("ix_look_resident_id_at"), "look", ["resident_id", "at"], unique=False)


def _step() -> None:
    op.create_table(
        "step",
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    op.create_index(op.f("ix_step_claim_id_at"), "step", ["claim_id", "at"], unique=False)
    op.create_index(op.f("ix_step_resident_id_at"), "step", ["resident_id", "at"], unique=False)


def downgrade() -> None:
    op.drop_table("step")
    op.drop_table("look")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION step_written_once()")
        op.execute("DROP FUNCTION look_written_once()")
