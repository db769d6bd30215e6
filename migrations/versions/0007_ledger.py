"""The books of each fund: gapless numbers, allowed flows by foreign key, guarded earmarks, and rows that are written once."""

import sqlalchemy as sa
from alembic import op

revision = "0007_ledger"
down_revision = "0006_texts"


def upgrade() -> None:
    _ledger_account()
    _flow()
    _book()
    _budget()
    _entry()
    _month_close()
    _reservation()


def _ledger_account() -> None:
    op.create_table(
        "ledger_account",
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("nl", sa.String(length=60), nullable=False),
        sa.Column("en", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_ledger_account")),
    )


def _flow() -> None:
    op.create_table(
        "flow",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("debit", sa.String(length=4), nullable=False),
        sa.Column("credit", sa.String(length=4), nullable=False),
        sa.ForeignKeyConstraint(["credit"], ["ledger_account.code"], name=op.f("fk_flow_credit")),
        sa.ForeignKeyConstraint(["debit"], ["ledger_account.code"], name=op.f("fk_flow_debit")),
        sa.PrimaryKeyConstraint("kind", "debit", "credit", name=op.f("pk_flow")),
    )


def _book() -> None:
    op.create_table(
        "book",
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(length=64), nullable=False),
        sa.Column("last_month", sa.String(length=7), nullable=True),
        sa.Column("closed_until", sa.String(length=7), nullable=True),
        sa.CheckConstraint("last_number >= 0", name=op.f("ck_book_last_number")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_book_fund_id")),
        sa.PrimaryKeyConstraint("fund_id", name=op.f("pk_book")),
    )


def _budget() -> None:
    op.create_table(
        "budget",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "specific_grant", "gift", "general_grant", "reserve", name="source", native_enum=False, length=40, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.String(length=400), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("committed", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_budget_amount")),
        sa.CheckConstraint("committed >= 0", name=op.f("ck_budget_committed")),
        sa.CheckConstraint("paid >= 0", name=op.f("ck_budget_paid")),
        sa.CheckConstraint("reserved + committed + paid <= amount", name=op.f("ck_budget_room")),
        sa.CheckConstraint("reserved >= 0", name=op.f("ck_budget_reserved")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_budget_fund_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget")),
        sa.UniqueConstraint("fund_id", "year", "name", name=op.f("uq_budget_fund_id_year_name")),
        sa.UniqueConstraint("id", "fund_id", name=op.f("uq_budget_id_fund_id")),
    )


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("journal", sa.Integer(), nullable=False),
        sa.Column("debit", sa.String(length=4), nullable=False),
        sa.Column("credit", sa.String(length=4), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("claim_reference", sa.String(length=20), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("payee", sa.String(length=64), nullable=True),
        sa.Column("budget_id", sa.Uuid(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("from_", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("text_sha256", sa.String(length=64), nullable=True),
        sa.Column("decided_by", sa.String(length=20), nullable=True),
        sa.Column("released_by", sa.String(length=20), nullable=True),
        sa.Column("reverses", sa.Integer(), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_entry_cents")),
        sa.CheckConstraint("debit <> credit", name=op.f("ck_entry_two_accounts")),
        sa.CheckConstraint("number > 0", name=op.f("ck_entry_number")),
        sa.CheckConstraint("released_by <> decided_by", name=op.f("ck_entry_two_people")),
        sa.ForeignKeyConstraint(["budget_id", "fund_id"], ["budget.id", "budget.fund_id"], name=op.f("fk_entry_budget_id_fund_id")),
        sa.ForeignKeyConstraint(["fund_id", "reverses"], ["entry.fund_id", "entry.number"], name=op.f("fk_entry_fund_id_reverses")),
        sa.ForeignKeyConstraint(["fund_id"], ["book.fund_id"], name=op.f("fk_entry_fund_id")),
        sa.ForeignKeyConstraint(
            ["kind", "debit", "credit"], ["flow.kind", "flow.debit", "flow.credit"], name=op.f("fk_entry_kind_debit_credit")
        ),
        sa.PrimaryKeyConstraint("fund_id", "number", name=op.f("pk_entry")),
        sa.UniqueConstraint("fund_id", "reverses", name=op.f("uq_entry_fund_id_reverses")),
    )
    op.create_index(op.f("ix_entry_fund_id_claim_reference_position"), "entry", ["fund_id", "claim_reference", "position"], unique=False)
    op.create_index(op.f("ix_entry_fund_id_month_number"), "entry", ["fund_id", "month", "number"], unique=False)


def _month_close() -> None:
    op.create_table(
        "month_close",
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("manifest", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("previous_sha256", sa.String(length=64), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["fund_id"], ["book.fund_id"], name=op.f("fk_month_close_fund_id")),
        sa.PrimaryKeyConstraint("fund_id", "month", name=op.f("pk_month_close")),
    )


def _reservation() -> None:
    op.create_table(
        "reservation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("claim_reference", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("reserved", "committed", "freed", name="state", native_enum=False, length=40, create_constraint=True),
            nullable=False,
        ),
        sa.CheckConstraint("cents > 0", name=op.f("ck_reservation_cents")),
        sa.ForeignKeyConstraint(["budget_id"], ["budget.id"], name=op.f("fk_reservation_budget_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservation")),
    )
    op.create_index(op.f("ix_reservation_budget_id_state"), "reservation", ["budget_id", "state"], unique=False)
    op.create_index(
        "uq_reservation_open",
        "reservation",
        ["claim_id", "position"],
        unique=True,
        sqlite_where=sa.text("state <> 'freed'"),
        postgresql_where=sa.text("state <> 'freed'"),
    )


def downgrade() -> None:
    op.drop_table("reservation")
    op.drop_table("month_close")
    op.drop_table("entry")
    op.drop_table("budget")
    op.drop_table("book")
    op.drop_table("flow")
    op.drop_table("ledger_account")
