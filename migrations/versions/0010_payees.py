"""Payees, with sealed accounts, and the way of paying each that is safe for the resident."""

import sqlalchemy as sa
from alembic import op

revision = "0010_payees"
down_revision = "0009_evidence"


def upgrade() -> None:
    _payee()
    _route()


def _payee() -> None:
    op.create_table(
        "payee",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("shelter_id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("holder", sa.LargeBinary(), nullable=False),
        sa.Column("iban", sa.LargeBinary(), nullable=False),
        sa.Column("bic", sa.String(length=11), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(checked_at IS NULL) = (checked_by IS NULL)", name=op.f("ck_payee_checked")),
        sa.CheckConstraint("checked_by <> made_by", name=op.f("ck_payee_second_person")),
        sa.ForeignKeyConstraint(["checked_by"], ["account.id"], name=op.f("fk_payee_checked_by")),
        sa.ForeignKeyConstraint(["key_id"], ["data_key.id"], name=op.f("fk_payee_key_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_payee_made_by")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_payee_region_id")),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_payee_resident_id")),
        sa.ForeignKeyConstraint(["shelter_id"], ["shelter.id"], name=op.f("fk_payee_shelter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payee")),
    )
    op.create_index(op.f("ix_payee_resident_id"), "payee", ["resident_id"], unique=False)
    op.create_index(op.f("ix_payee_shelter_id_kind"), "payee", ["shelter_id", "kind"], unique=False)


def _route() -> None:
    op.create_table(
        "route",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("payee_id", sa.Uuid(), nullable=False),
        sa.Column(
            "sees_bill",
            sa.Enum("yes", "no", "unknown", name="sees_bill", native_enum=False, length=40, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "sees_payment",
            sa.Enum("yes", "no", "unknown", name="sees_payment", native_enum=False, length=40, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "only_hers",
            sa.Enum("yes", "no", "unknown", name="only_hers", native_enum=False, length=40, create_constraint=True),
            nullable=True,
        ),
        sa.Column(
            "overdrawn",
            sa.Enum("yes", "no", "unknown", name="overdrawn", native_enum=False, length=40, create_constraint=True),
            nullable=True,
        ),
        sa.Column(
            "way",
            sa.Enum(
                "direct",
                "residents_account",
                "reimburse",
                "hold",
                name="way",
                native_enum=False,
                length=40,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "way <> 'direct' OR (sees_bill = 'no' AND sees_payment = 'no')", name=op.f("ck_route_unseen")
        ),
        sa.CheckConstraint(
            "way <> 'reimburse' OR (coalesce(only_hers, '') = 'yes' AND coalesce(overdrawn, '') = 'no')",
            name=op.f("ck_route_own_account"),
        ),
        sa.CheckConstraint("way = 'hold' OR consent_on IS NOT NULL", name=op.f("ck_route_consent")),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_route_asked_by")),
        sa.ForeignKeyConstraint(["payee_id"], ["payee.id"], name=op.f("fk_route_payee_id")),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_route_resident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route")),
    )
    op.create_index(
        op.f("ix_route_resident_id_payee_id_asked_at"), "route", ["resident_id", "payee_id", "asked_at"], unique=False
    )


def downgrade() -> None:
    op.drop_table("route")
    op.drop_table("payee")
