"""Idempotency keys of forms, unique by person and key: a second click waits for the first and gets its response."""

import sqlalchemy as sa
from alembic import op

revision = "0002_web"
down_revision = "0001_trail"


def upgrade() -> None:
    _idempotency_key()


def _idempotency_key() -> None:
    op.create_table(
        "idempotency_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("location", sa.String(length=400), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idempotency_key")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_idempotency_key_person_id_key")),
    )


def downgrade() -> None:
    op.drop_table("idempotency_key")
