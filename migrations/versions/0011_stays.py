"""Stays, fee orders, and costs noted as they arise, so that a claim is filed from what is already there."""

import sqlalchemy as sa
from alembic import op

revision = "0011_stays"
down_revision = "0010_payees"


def upgrade() -> None:
    _stay()
    _cost()
    _fee_order()
    _cost_evidence()


def _stay() -> None:
    op.create_table(
        "stay",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("shelter_id", sa.Uuid(), nullable=False),
        sa.Column("admitted_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column(
            "place",
            sa.Enum("shelter", "hotel", name="place", native_enum=False, length=40, create_constraint=True),
            nullable=False,
        ),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("declared_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("children BETWEEN 0 AND 20", name=op.f("ck_stay_children")),
        sa.CheckConstraint("left_on IS NULL OR left_on >= admitted_on", name=op.f("ck_stay_order")),
        sa.ForeignKeyConstraint(["declared_by"], ["account.id"], name=op.f("fk_stay_declared_by")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_stay_region_id")),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_stay_resident_id")),
        sa.ForeignKeyConstraint(["shelter_id"], ["shelter.id"], name=op.f("fk_stay_shelter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stay")),
    )
    op.create_index(op.f("ix_stay_resident_id"), "stay", ["resident_id"], unique=False)
    op.create_index(op.f("ix_stay_shelter_id_admitted_on"), "stay", ["shelter_id", "admitted_on"], unique=False)


def _cost() -> None:
    op.create_table(
        "cost",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("shelter_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("from_", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("issuer", sa.String(length=80), nullable=True),
        sa.Column("bill_number", sa.String(length=40), nullable=True),
        sa.Column("bill_mark", sa.String(length=64), nullable=True),
        sa.Column("reference", sa.String(length=35), nullable=True),
        sa.Column("payee_kind", sa.String(length=40), nullable=False),
        sa.Column("payee_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_cost_cents")),
        sa.CheckConstraint("received >= 0 AND received <= cents", name=op.f("ck_cost_received")),
        sa.CheckConstraint("units > 0", name=op.f("ck_cost_units")),
        sa.CheckConstraint("until > from_", name=op.f("ck_cost_order")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_cost_made_by")),
        sa.ForeignKeyConstraint(["payee_id"], ["payee.id"], name=op.f("fk_cost_payee_id")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_cost_region_id")),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_cost_resident_id")),
        sa.ForeignKeyConstraint(["shelter_id"], ["shelter.id"], name=op.f("fk_cost_shelter_id")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_cost_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost")),
    )
    op.create_index(op.f("ix_cost_region_id_bill_mark"), "cost", ["region_id", "bill_mark"], unique=False)
    op.create_index(op.f("ix_cost_resident_id"), "cost", ["resident_id"], unique=False)
    op.create_index(op.f("ix_cost_shelter_id_due_on"), "cost", ["shelter_id", "due_on"], unique=False)
    op.create_index(op.f("ix_cost_stay_id"), "cost", ["stay_id"], unique=False)


def _fee_order() -> None:
    op.create_table(
        "fee_order",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("from_", sa.Date(), nullable=False),
        sa.Column(
            "per",
            sa.Enum("night", "month", name="per", native_enum=False, length=40, create_constraint=True),
            nullable=False,
        ),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_fee_order_cents")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_fee_order_evidence_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_fee_order_made_by")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_fee_order_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_order")),
    )
    op.create_index(op.f("ix_fee_order_stay_id"), "fee_order", ["stay_id"], unique=False)


def _cost_evidence() -> None:
    op.create_table(
        "cost_evidence",
        sa.Column("cost_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["cost_id"], ["cost.id"], name=op.f("fk_cost_evidence_cost_id")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_cost_evidence_evidence_id")),
        sa.PrimaryKeyConstraint("cost_id", "evidence_id", name=op.f("pk_cost_evidence")),
    )


def downgrade() -> None:
    op.drop_table("cost_evidence")
    op.drop_table("fee_order")
    op.drop_table("cost")
    op.drop_table("stay")
