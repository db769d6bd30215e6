"""Data keys, wrapped by a region's key that never enters the database: erasing a row's key erases what it sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0004_keys"
down_revision = "0003_regions"


def upgrade() -> None:
    _data_key()


def _data_key() -> None:
    op.create_table(
        "data_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("general_of", sa.Uuid(), nullable=True),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(wrapped IS NULL) = (erased_at IS NOT NULL)", name=op.f("ck_data_key_erased")),
        sa.ForeignKeyConstraint(["general_of"], ["region.id"], name=op.f("fk_data_key_general_of")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_data_key_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_key")),
        sa.UniqueConstraint("general_of", name=op.f("uq_data_key_general_of")),
    )
    op.create_index(op.f("ix_data_key_region_id"), "data_key", ["region_id"], unique=False)


def downgrade() -> None:
    op.drop_table("data_key")
