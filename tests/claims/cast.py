"""The people of tests.residents.cast with a fund that has money, the texts of Havenmond, a stay,
and shortcuts to costs and evidence."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

import fund.policy
from fund.claims import actions
from fund.claims.models import Claim
from fund.core.money import Cents
from fund.evidence.models import Evidence
from fund.ledger import actions as ledger
from fund.ledger.chart import Source
from fund.people.act import Act
from fund.regions.queries import fund_of
from fund.stays import actions as stays
from fund.stays.fees import Per
from fund.stays.models import Cost, Stay
from fund.stays.rules import Noted, Place
from fund.texts import actions as texts
from tests.residents import cast as people

TEXTS = Path(fund.policy.__file__).parent


def at(month: int, day: int, hour: int = 9) -> datetime:
    """Return a moment of 2026, in UTC."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


AT = at(10, 5)
TODAY = date(2026, 10, 5)
BUDGET = 5_000_000
ADMITTED, LEFT = date(2026, 8, 3), date(2026, 10, 1)


@dataclass(frozen=True)
class Cast(people.Cast):
    """Everyone of tests.residents.cast; she stays at Huis Zuidwal from 3 August until 1 October 2026,
    with one child."""

    fund_id: UUID
    stay: Stay
    session: Session

    def cost(self, category: str, cents: Cents, payee: str, *evidence: Evidence, **more: object) -> Cost:
        """Note a cost of 20 September, or of another period."""
        values: dict[str, object] = {"from_": date(2026, 9, 20), "until": date(2026, 9, 21), "facts": {}} | more
        noted = Noted(category=category, cents=cents, payee_kind=payee, **values)  # type: ignore[arg-type]
        return stays.note_cost(
            Act(self.session, self.bakker, AT), self.stay.id, noted, evidence_ids=[piece.id for piece in evidence]
        )

    def fee(self, from_: date = ADMITTED, until: date = LEFT, cents: Cents = 3137) -> Cost:
        """Note the shelter's fee, with its attested order."""
        order = self.evidence("fee_order")
        stays.order_fee(
            Act(self.session, self.bakker, AT),
            self.stay.id,
            issued_on=date(2026, 8, 24),
            from_=from_,
            per=Per.NIGHT,
            cents=cents,
            evidence_id=order.id,
        )
        return stays.note_fee(Act(self.session, self.bakker, AT), self.stay.id, from_=from_, until=until)

    def evidence(self, kind: str, *, attested: bool = True) -> Evidence:
        """Put a piece of evidence of hers of 1 September in its place, without its pages."""
        hers = self.resident
        piece = Evidence(
            resident_id=hers.id,
            region_id=hers.region_id,
            shelter_id=hers.shelter_id,
            kind=kind,
            issuer="Huis Zuidwal",
            number=None,
            issued_on=date(2026, 9, 1),
            cents=None,
            media=None,
            pages=0,
            key_id=hers.key_id,
            made_at=AT,
            made_by=self.bakker.id,
            attested_at=AT if attested else None,
            attested_by=self.de_wit.id if attested else None,
        )
        self.session.add(piece)
        self.session.flush()
        return piece


def cast(session: Session, cents: Cents = BUDGET, *, place: str = "havenmond") -> Cast:
    """Put everyone in place."""
    team = people.cast(session)
    fund_id = fund_of(session, team.region_id).id
    if cents:
        ledger.adopt_budget(
            Act(session, team.fonk, at(7, 1)),
            fund_id,
            year=2026,
            source=Source.GENERAL_GRANT,
            name="Opvang",
            purpose="",
            terms="",
            cents=cents,
        )
    texts.publish(session, datetime(2025, 12, 1, tzinfo=UTC), (TEXTS / "nation.toml").read_text())
    region = (TEXTS / "regions" / f"{place}.toml").read_text()
    texts.publish(session, datetime(2025, 12, 1, tzinfo=UTC), region, region_id=team.region_id)
    stay = stays.admit(
        Act(session, team.bakker, AT), team.resident.id, admitted_on=ADMITTED, place=Place.SHELTER, children=1
    )
    stays.leave(Act(session, team.bakker, AT), stay.id, left_on=LEFT)
    return Cast(**vars(team), fund_id=fund_id, stay=stay, session=session)


def ready(cast: Cast, *costs: Cost) -> Claim:
    """Begin a claim with these costs, and with her mandate."""
    claim = actions.draft(Act(cast.session, cast.bakker, AT), cast.stay.id, [cost.id for cost in costs])
    return actions.mandate(Act(cast.session, cast.bakker, AT), claim.id, date(2026, 10, 1))
