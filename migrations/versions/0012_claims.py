"""Claims and their lines, with what was granted on each line, and assessments with their receipts."""

import sqlalchemy as sa
from alembic import op

revision = "0012_claims"
down_revision = "0011_stays"


def upgrade() -> None:
    _claim()
    _assessment()
    _claim_line()
    _line_evidence()


def _claim() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("shelter_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "incomplete",
                "proposed",
                "held",
                "decided",
                "objected",
                "withdrawn",
                name="state",
                native_enum=False,
                length=40,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("admitted_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("mandate_on", sa.Date(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("law_by", sa.Date(), nullable=True),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("claimed", sa.BigInteger(), nullable=False),
        sa.Column("granted", sa.BigInteger(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("granted", "part", "refused", name="outcome", native_enum=False, length=40, create_constraint=True),
            nullable=True,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_claim_fund_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_claim_made_by")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_claim_region_id")),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_claim_resident_id")),
        sa.ForeignKeyConstraint(["shelter_id"], ["shelter.id"], name=op.f("fk_claim_shelter_id")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_claim_stay_id")),
        sa.ForeignKeyConstraint(["submitted_by"], ["account.id"], name=op.f("fk_claim_submitted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("reference", name=op.f("uq_claim_reference")),
    )
    op.create_index(op.f("ix_claim_region_id_state_due_on"), "claim", ["region_id", "state", "due_on"], unique=False)
    op.create_index(op.f("ix_claim_resident_id"), "claim", ["resident_id"], unique=False)
    op.create_index(op.f("ix_claim_shelter_id_state"), "claim", ["shelter_id", "state"], unique=False)
    op.create_index(op.f("ix_claim_stay_id"), "claim", ["stay_id"], unique=False)


def _assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_assessment_by_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_assessment_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index(op.f("ix_assessment_claim_id"), "assessment", ["claim_id"], unique=False)


def _claim_line() -> None:
    op.create_table(
        "claim_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cost_id", sa.Uuid(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("from_", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("claimed", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("payee_kind", sa.String(length=40), nullable=False),
        sa.Column("payee_id", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.String(length=35), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("guaranteed", sa.Boolean(), nullable=False),
        sa.Column("hardship", sa.LargeBinary(), nullable=True),
        sa.Column("held", sa.BigInteger(), nullable=True),
        sa.Column("granted", sa.BigInteger(), nullable=True),
        sa.Column("units_granted", sa.Integer(), nullable=True),
        sa.Column("floor_units", sa.Integer(), nullable=True),
        sa.Column("surplus", sa.BigInteger(), nullable=True),
        sa.Column("unlimited", sa.Boolean(), nullable=False),
        sa.Column("paying", sa.Boolean(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("granted", "part", "refused", name="outcome", native_enum=False, length=40, create_constraint=True),
            nullable=True,
        ),
        sa.CheckConstraint("claimed > 0", name=op.f("ck_claim_line_claimed")),
        sa.CheckConstraint(
            "granted IS NULL OR granted >= 0 AND granted + received <= claimed", name=op.f("ck_claim_line_granted")
        ),
        sa.CheckConstraint("held > 0", name=op.f("ck_claim_line_held")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_line_claim_id")),
        sa.ForeignKeyConstraint(["cost_id"], ["cost.id"], name=op.f("fk_claim_line_cost_id")),
        sa.ForeignKeyConstraint(["payee_id"], ["payee.id"], name=op.f("fk_claim_line_payee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_line")),
        sa.UniqueConstraint("claim_id", "position", name=op.f("uq_claim_line_claim_id_position")),
    )
    op.create_index(op.f("ix_claim_line_cost_id"), "claim_line", ["cost_id"], unique=False)


def _line_evidence() -> None:
    op.create_table(
        "line_evidence",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_line_evidence_evidence_id")),
        sa.ForeignKeyConstraint(["line_id"], ["claim_line.id"], name=op.f("fk_line_evidence_line_id")),
        sa.PrimaryKeyConstraint("line_id", "evidence_id", name=op.f("pk_line_evidence")),
    )


def downgrade() -> None:
    op.drop_table("line_evidence")
    op.drop_table("claim_line")
    op.drop_table("assessment")
    op.drop_table("claim")
