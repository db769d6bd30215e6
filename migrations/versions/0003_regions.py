"""Regions, their shelters and their funds: each region has one fund, so that work can be split by fund."""

import sqlalchemy as sa
from alembic import op

revision = "0003_regions"
down_revision = "0002_web"


def upgrade() -> None:
    _region()
    _fund()
    _shelter()


def _region() -> None:
    op.create_table(
        "region",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column(
            "legal_form",
            sa.Enum(
                "municipality", "foundation", name="legalform", native_enum=False, length=40, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("inhabitants", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
        sa.UniqueConstraint("code", name=op.f("uq_region_code")),
    )


def _fund() -> None:
    op.create_table(
        "fund",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("account_name", sa.String(length=70), nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=False),
        sa.Column("bic", sa.String(length=11), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("objection_address", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_fund_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
        sa.UniqueConstraint("region_id", name=op.f("uq_fund_region_id")),
    )


def _shelter() -> None:
    op.create_table(
        "shelter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("waived_nights", sa.Integer(), nullable=False),
        sa.Column("post_box", sa.String(length=120), nullable=False),
        sa.CheckConstraint("places >= 0", name=op.f("ck_shelter_places")),
        sa.CheckConstraint("waived_nights >= 0", name=op.f("ck_shelter_waived_nights")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_shelter_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelter")),
        sa.UniqueConstraint("region_id", "name", name=op.f("uq_shelter_region_id_name")),
    )


def downgrade() -> None:
    op.drop_table("shelter")
    op.drop_table("fund")
    op.drop_table("region")
