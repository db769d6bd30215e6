"""Evidence: pages rebuilt from pixels and sealed, and in clear only the facts that the fund may see."""

import sqlalchemy as sa
from alembic import op

revision = "0009_evidence"
down_revision = "0008_residents"


def upgrade() -> None:
    _evidence()
    _evidence_page()


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("shelter_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("issuer", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=True),
        sa.Column("media", sa.String(length=20), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("attested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attested_by", sa.Uuid(), nullable=True),
        sa.Column("doubted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("doubt", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("(attested_at IS NULL) = (attested_by IS NULL)", name=op.f("ck_evidence_attested")),
        sa.CheckConstraint("(doubted_at IS NULL) = (doubt IS NULL)", name=op.f("ck_evidence_doubted")),
        sa.CheckConstraint("(pages > 0) = (media IS NOT NULL)", name=op.f("ck_evidence_pages")),
        sa.CheckConstraint("attested_by <> made_by", name=op.f("ck_evidence_second_person")),
        sa.CheckConstraint("cents >= 0", name=op.f("ck_evidence_cents")),
        sa.CheckConstraint("doubted_at IS NULL OR attested_at IS NULL", name=op.f("ck_evidence_one_answer")),
        sa.ForeignKeyConstraint(["attested_by"], ["account.id"], name=op.f("fk_evidence_attested_by")),
        sa.ForeignKeyConstraint(["key_id"], ["data_key.id"], name=op.f("fk_evidence_key_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_evidence_made_by")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_evidence_region_id")),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_evidence_resident_id")),
        sa.ForeignKeyConstraint(["shelter_id"], ["shelter.id"], name=op.f("fk_evidence_shelter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_resident_id_made_at"), "evidence", ["resident_id", "made_at"], unique=False)


def _evidence_page() -> None:
    op.create_table(
        "evidence_page",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_evidence_page_number")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_page_evidence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_page")),
        sa.UniqueConstraint("evidence_id", "number", name=op.f("uq_evidence_page_evidence_id_number")),
    )


def downgrade() -> None:
    op.drop_table("evidence_page")
    op.drop_table("evidence")
