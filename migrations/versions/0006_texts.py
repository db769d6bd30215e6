"""A policy text in force is never written over, and its categories keep their accounts in the books."""

import sqlalchemy as sa
from alembic import op

revision = "0006_texts"
down_revision = "0005_people"


def upgrade() -> None:
    _policy_text()
    _cost_account()


def _policy_text() -> None:
    op.create_table(
        "policy_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("from_", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["published_by"], ["account.id"], name=op.f("fk_policy_text_published_by")),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_policy_text_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_text")),
        sa.UniqueConstraint(
            "region_id", "from_", name=op.f("uq_policy_text_region_id_from_"), postgresql_nulls_not_distinct=True
        ),
    )


def _cost_account() -> None:
    op.create_table(
        "cost_account",
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("nl", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("category", name=op.f("pk_cost_account")),
        sa.UniqueConstraint("code", name=op.f("uq_cost_account_code")),
    )


def downgrade() -> None:
    op.drop_table("cost_account")
    op.drop_table("policy_text")
