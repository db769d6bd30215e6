"""Residents: a pseudonym, and personal facts sealed under a data key of her own."""

import sqlalchemy as sa
from alembic import op

revision = "0008_residents"
down_revision = "0007_ledger"


def upgrade() -> None:
    _resident()


def _resident() -> None:
    op.create_table(
        "resident",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("shelter_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_number", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("contact_rule", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["data_key.id"], name=op.f("fk_resident_key_id")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_resident_region_id")),
        sa.ForeignKeyConstraint(["shelter_id"], ["shelter.id"], name=op.f("fk_resident_shelter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resident")),
        sa.UniqueConstraint("key_id", name=op.f("uq_resident_key_id")),
        sa.UniqueConstraint("region_id", "reference", name=op.f("uq_resident_region_id_reference")),
    )
    op.create_index(op.f("ix_resident_shelter_id_made_at"), "resident", ["shelter_id", "made_at"], unique=False)


def downgrade() -> None:
    op.drop_table("resident")
