"""A fund with its administrators and an auditor, another fund next to it,
and shortcuts for a line's way through the books."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.core.money import Cents
from fund.db import new_id
from fund.ledger import actions, journal
from fund.ledger.chart import Source
from fund.ledger.journal import Row, Subject
from fund.ledger.models import ROW, Entry, row_of
from fund.people.act import Act
from fund.people.rules import Actor, Role, RoleAssignment
from fund.policy import nation_text
from fund.regions import actions as regions
from fund.regions.models import LegalForm
from fund.texts import actions as texts

TEXT = "a" * 64
FEE, LIVING, SAFETY = "4100", "4110", "4150"  # the accounts of their costs


def on(month: int, day: int, hour: int = 9) -> datetime:
    """Return a moment of 2026, in UTC."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Hendriks decides, Bos releases, Van Loon audits; Vos administers the fund next door."""

    fund_id: UUID
    next_door_id: UUID
    hendriks: Actor
    bos: Actor
    van_loon: Actor
    vos: Actor
    overseer: Actor


def cast(session: Session) -> Cast:
    """Put everyone in place, and the nation's text."""
    texts.publish(session, on(1, 1), nation_text())
    here, there = (_fund(session, code) for code in ("havenmond", "heuvelrand"))
    return Cast(
        fund_id=here[1],
        next_door_id=there[1],
        hendriks=_reader("M. Hendriks", "fb-04", RoleAssignment(Role.ADMINISTRATOR, here[0])),
        bos=_reader("T. Bos", "fb-11", RoleAssignment(Role.ADMINISTRATOR, here[0])),
        van_loon=_reader("P. van Loon", "co-01", RoleAssignment(Role.AUDITOR, here[0])),
        vos=_reader("K. Vos", "fb-21", RoleAssignment(Role.ADMINISTRATOR, there[0])),
        overseer=_reader("J. Willems", "tz-01", RoleAssignment(Role.OVERSEER)),
    )


def adopt(
    session: Session,
    cast: Cast,
    cents: Cents,
    *,
    name: str = "Rijksuitkering",
    source: Source = Source.SPECIFIC_GRANT,
    year: int = 2026,
    only_for: tuple[str, ...] = (),
    at: datetime | None = None,
) -> UUID:
    """Adopt a budget on 1 July 2026, of that year and for every cost unless told otherwise."""
    budget = actions.adopt_budget(
        Act(session, cast.hendriks, at or on(7, 1)),
        cast.fund_id,
        year=year,
        source=source,
        name=name,
        purpose="opvang",
        terms="",
        cents=cents,
        categories=only_for,
    )
    return budget.id


@dataclass(frozen=True)
class Line:
    """One line of a claim on its way through the books of a fund."""

    session: Session
    cast: Cast
    cents: Cents
    category: str = "SHELTER_FEE"
    reference: str = "VF-9SVC-M4"
    position: int = 1
    claim_id: UUID = UUID(int=7)

    def reserve(self, at: datetime, budget_id: UUID | None = None) -> None:
        actions.reserve(
            Act(self.session, self.cast.hendriks, at),
            self.cast.fund_id,
            claim_id=self.claim_id,
            reference=self.reference,
            position=self.position,
            category=self.category,
            cents=self.cents,
            budget_id=budget_id,
        )

    def grant(self, at: datetime, cents: Cents | None = None) -> None:
        actions.commit(
            Act(self.session, self.cast.hendriks, at),
            self.cast.fund_id,
            claim_id=self.claim_id,
            position=self.position,
            cents=self.cents if cents is None else cents,
            payee="p" * 64,
            from_=date(2026, 8, 3),
            until=date(2026, 10, 1),
            text_sha256=TEXT,
        )

    def subject(self, budget_id: UUID) -> Subject:
        return Subject(
            claim_reference=self.reference,
            position=self.position,
            payee="p" * 64,
            budget_id=budget_id,
            category=self.category,
            decided_by=self.cast.hendriks.pseudonym,
            released_by=self.cast.bos.pseudonym,
        )

    def pay(self, at: datetime, budget_id: UUID, cents: Cents | None = None) -> None:
        """Release it and see it paid."""
        for event in (journal.released, journal.paid):
            actions.post(
                Act(self.session, self.cast.hendriks, at),
                self.cast.fund_id,
                event(self.subject(budget_id), cents or self.cents),
            )


def rows(session: Session, cast: Cast) -> list[Row]:
    """Return every entry of the fund."""
    found = session.execute(select(*ROW).where(Entry.fund_id == cast.fund_id).order_by(Entry.number))
    return [row_of(row) for row in found]


def _fund(session: Session, code: str) -> tuple[UUID, UUID]:
    region = regions.found(
        session, code=code, name=code.title(), legal_form=LegalForm.MUNICIPALITY, inhabitants=400_000
    )
    fund = regions.endow(
        session,
        region.id,
        name=f"Kostenfonds {code.title()}",
        account_name="Gemeente",
        iban="NL91ABNA0417164300",
        bic="ABNANL2A",
        address="Plein 1",
        objection_address="Plein 1",
        phone="088 1234567",
    )
    return region.id, fund.id


def _reader(name: str, pseudonym: str, standing: RoleAssignment) -> Actor:
    return Actor(new_id(), name, (standing,), pseudonym)
