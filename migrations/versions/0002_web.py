"""The once-key of a form, unique by person and key: a second click waits for the first and gets its answer."""

import sqlalchemy as sa
from alembic import op

revision = "0002_web"
down_revision = "0001_trail"


def upgrade() -> None:
    _once_key()


def _once_key() -> None:
    op.create_table(
        "once_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("location", sa.String(length=400), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_once_key")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_once_key_person_id_key")),
    )


def downgrade() -> None:
    op.drop_table("once_key")
