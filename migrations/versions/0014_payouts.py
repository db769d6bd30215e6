"""Payments, batches with their sealed bank files, and the bank's statements."""

import sqlalchemy as sa
from alembic import op

revision = "0014_payouts"
down_revision = "0013_decisions"


def upgrade() -> None:
    _batch()
    _statement()
    _unmatched()
    _transfer()
    _payment()
    _carried()


def _batch() -> None:
    op.create_table(
        "batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("message", sa.String(length=35), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "released",
                "not_executed",
                name="batchstate",
                native_enum=False,
                length=40,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.Column("execute_on", sa.Date(), nullable=True),
        sa.Column("file", sa.LargeBinary(), nullable=True),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("not_executed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_executed_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("not_executed_by <> released_by", name=op.f("ck_batch_second_person")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_batch_fund_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_batch_made_by")),
        sa.ForeignKeyConstraint(["not_executed_by"], ["account.id"], name=op.f("fk_batch_not_executed_by")),
        sa.ForeignKeyConstraint(["released_by"], ["account.id"], name=op.f("fk_batch_released_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sa.UniqueConstraint("message", name=op.f("uq_batch_message")),
    )
    op.create_index(op.f("ix_batch_fund_id"), "batch", ["fund_id"], unique=False)


def _statement() -> None:
    op.create_table(
        "statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_by", sa.Uuid(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_statement_fund_id")),
        sa.ForeignKeyConstraint(["read_by"], ["account.id"], name=op.f("fk_statement_read_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("fund_id", "sha256", name=op.f("uq_statement_fund_id_sha256")),
    )


def _unmatched() -> None:
    op.create_table(
        "unmatched",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_unmatched_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmatched")),
    )
    op.create_index(op.f("ix_unmatched_statement_id"), "unmatched", ["statement_id"], unique=False)


def _transfer() -> None:
    op.create_table(
        "transfer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("end_to_end", sa.String(length=35), nullable=False),
        sa.Column("payee_id", sa.Uuid(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("remittance", sa.String(length=140), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "confirmed",
                "returned",
                name="transferstate",
                native_enum=False,
                length=40,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("return_code", sa.String(length=4), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_transfer_batch_id")),
        sa.ForeignKeyConstraint(["payee_id"], ["payee.id"], name=op.f("fk_transfer_payee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
        sa.UniqueConstraint("end_to_end", name=op.f("uq_transfer_end_to_end")),
    )
    op.create_index(op.f("ix_transfer_batch_id"), "transfer", ["batch_id"], unique=False)


def _payment() -> None:
    op.create_table(
        "payment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("payee_id", sa.Uuid(), nullable=True),
        sa.Column("remittance", sa.String(length=35), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "due",
                "batched",
                "released",
                "paid",
                name="paymentstate",
                native_enum=False,
                length=40,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("second_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pay_by", sa.Date(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Uuid(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.CheckConstraint("cents > 0", name=op.f("ck_payment_cents")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_payment_claim_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_payment_decided_by")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_payment_fund_id")),
        sa.ForeignKeyConstraint(["payee_id"], ["payee.id"], name=op.f("fk_payment_payee_id")),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_payment_resident_id")),
        sa.ForeignKeyConstraint(["second_by"], ["account.id"], name=op.f("fk_payment_second_by")),
        sa.ForeignKeyConstraint(["transfer_id"], ["transfer.id"], name=op.f("fk_payment_transfer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("claim_id", "position", name=op.f("uq_payment_claim_id_position")),
    )
    op.create_index(op.f("ix_payment_fund_id_state_pay_by"), "payment", ["fund_id", "state", "pay_by"], unique=False)
    op.create_index(op.f("ix_payment_transfer_id"), "payment", ["transfer_id"], unique=False)


def _carried() -> None:
    op.create_table(
        "carried",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name=op.f("fk_carried_payment_id")),
        sa.ForeignKeyConstraint(["transfer_id"], ["transfer.id"], name=op.f("fk_carried_transfer_id")),
        sa.PrimaryKeyConstraint("transfer_id", "payment_id", name=op.f("pk_carried")),
    )
    op.create_index(op.f("ix_carried_payment_id"), "carried", ["payment_id"], unique=False)


def downgrade() -> None:
    op.drop_table("carried")
    op.drop_table("payment")
    op.drop_table("transfer")
    op.drop_table("unmatched")
    op.drop_table("statement")
    op.drop_table("batch")
