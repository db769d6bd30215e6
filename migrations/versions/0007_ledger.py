"""The books of each fund: numbers without gaps, allowed flows by foreign key, guarded budgets, rows written once."""

import sqlalchemy as sa
from alembic import op

revision = "0007_ledger"
down_revision = "0006_texts"

# kind, then debit<credit for each way that money may go; those of a cost are added when a budget first pays it
FLOWS = {
    "contributed": "1100<0500 1100<8000",
    "freed": "9000<9100",
    "paid": "1190<1100",
    "released": "1620<1190",
    "reopened": "1190<1620",
    "reserved": "9100<9000",
    "returned": "1100<1190",
    "reversed": "0500<1100 1100<1190 1190<1100 1190<1620 1620<1190 8000<1100",
}

ON_SQLITE = (
    "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entry: written once'); END",
    "CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entry: written once'); END",
    "CREATE TRIGGER month_close_no_update BEFORE UPDATE ON month_close BEGIN "
    "SELECT RAISE(ABORT, 'month_close: written once'); END",
    "CREATE TRIGGER month_close_no_delete BEFORE DELETE ON month_close BEGIN "
    "SELECT RAISE(ABORT, 'month_close: written once'); END",
    "CREATE TRIGGER entry_next_number BEFORE INSERT ON entry "
    "WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry WHERE fund_id = NEW.fund_id) "
    "OR EXISTS (SELECT 1 FROM entry WHERE fund_id = NEW.fund_id "
    "AND (number = NEW.number OR reverses = NEW.reverses)) "
    "BEGIN SELECT RAISE(ABORT, 'entry: not the next number'); END",
    "CREATE TRIGGER month_close_new_month BEFORE INSERT ON month_close "
    "WHEN EXISTS (SELECT 1 FROM month_close WHERE fund_id = NEW.fund_id AND month = NEW.month) "
    "BEGIN SELECT RAISE(ABORT, 'month_close: already there'); END",
)
ON_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION entry_written_once() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'entry: written once'; END $$",
    "CREATE TRIGGER entry_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION entry_written_once()",
    "CREATE OR REPLACE FUNCTION month_close_written_once() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'month_close: written once'; END $$",
    "CREATE TRIGGER month_close_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON month_close "
    "FOR EACH STATEMENT EXECUTE FUNCTION month_close_written_once()",
)


def upgrade() -> None:
    _flow()
    _book()
    _budget()
    _budget_category()
    _month_close()
    _entry()
    _reservation()
    for statement in ON_SQLITE if op.get_bind().dialect.name == "sqlite" else ON_POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)
    _flows()


def _flow() -> None:
    op.create_table(
        "flow",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("debit", sa.String(length=4), nullable=False),
        sa.Column("credit", sa.String(length=4), nullable=False),
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
                "specific_grant",
                "gift",
                "general_grant",
                "reserve",
                name="source",
                native_enum=False,
                length=40,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.String(length=400), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("for_every_cost", sa.Boolean(), nullable=False),
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


def _budget_category() -> None:
    op.create_table(
        "budget_category",
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["budget_id"], ["budget.id"], name=op.f("fk_budget_category_budget_id")),
        sa.ForeignKeyConstraint(["category"], ["cost_account.category"], name=op.f("fk_budget_category_category")),
        sa.PrimaryKeyConstraint("budget_id", "category", name=op.f("pk_budget_category")),
    )


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
        sa.CheckConstraint(
            "(budget_id IS NOT NULL AND category IS NOT NULL) "
            "OR debit IN ('0500', '8000') OR credit IN ('0500', '8000')",
            name=op.f("ck_entry_earmarked"),
        ),
        sa.CheckConstraint("cents > 0", name=op.f("ck_entry_cents")),
        sa.CheckConstraint("debit <> credit", name=op.f("ck_entry_two_accounts")),
        sa.CheckConstraint("number > 0", name=op.f("ck_entry_number")),
        sa.CheckConstraint("released_by <> decided_by", name=op.f("ck_entry_two_people")),
        sa.ForeignKeyConstraint(
            ["budget_id", "category"],
            ["budget_category.budget_id", "budget_category.category"],
            name=op.f("fk_entry_budget_id_category"),
        ),
        sa.ForeignKeyConstraint(
            ["budget_id", "fund_id"], ["budget.id", "budget.fund_id"], name=op.f("fk_entry_budget_id_fund_id")
        ),
        sa.ForeignKeyConstraint(
            ["fund_id", "reverses"], ["entry.fund_id", "entry.number"], name=op.f("fk_entry_fund_id_reverses")
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["book.fund_id"], name=op.f("fk_entry_fund_id")),
        sa.ForeignKeyConstraint(
            ["kind", "debit", "credit"],
            ["flow.kind", "flow.debit", "flow.credit"],
            name=op.f("fk_entry_kind_debit_credit"),
        ),
        sa.PrimaryKeyConstraint("fund_id", "number", name=op.f("pk_entry")),
        sa.UniqueConstraint("fund_id", "reverses", name=op.f("uq_entry_fund_id_reverses")),
    )
    op.create_index(
        op.f("ix_entry_fund_id_claim_reference_position"),
        "entry",
        ["fund_id", "claim_reference", "position"],
        unique=False,
    )
    op.create_index(op.f("ix_entry_fund_id_month_number"), "entry", ["fund_id", "month", "number"], unique=False)


def _reservation() -> None:
    op.create_table(
        "reservation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("claim_reference", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "reserved", "committed", "freed", name="state", native_enum=False, length=40, create_constraint=True
            ),
            nullable=False,
        ),
        sa.CheckConstraint("cents > 0", name=op.f("ck_reservation_cents")),
        sa.ForeignKeyConstraint(
            ["budget_id", "category"],
            ["budget_category.budget_id", "budget_category.category"],
            name=op.f("fk_reservation_budget_id_category"),
        ),
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


def _flows() -> None:
    flows = sa.table("flow", *(sa.column(name, sa.String()) for name in ("kind", "debit", "credit")))
    ways = [(kind, *way.split("<")) for kind, listed in FLOWS.items() for way in listed.split()]
    op.bulk_insert(flows, [dict(zip(("kind", "debit", "credit"), way, strict=True)) for way in ways])


def downgrade() -> None:
    op.drop_table("reservation")
    op.drop_table("entry")
    op.drop_table("month_close")
    op.drop_table("budget_category")
    op.drop_table("budget")
    op.drop_table("book")
    op.drop_table("flow")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION entry_written_once()")
        op.execute("DROP FUNCTION month_close_written_once()")
