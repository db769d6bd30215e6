"""What a shelter's team does in the demo: admit, note costs, add evidence, ask whether paying is safe, file claims."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from fund.claims import actions as claims
from fund.claims import queries as claim_queries
from fund.core.calendar import day_of
from fund.core.money import in_dutch
from fund.demo import evidence_page
from fund.demo.cast import Cast
from fund.demo.places import PEOPLE
from fund.demo.stories import Bill, Fate, Filing, Story
from fund.evidence import actions as evidence
from fund.payees import actions as payees
from fund.payees.rules import Answer, Way
from fund.people.act import Act
from fund.people.rules import Role
from fund.residents import actions as residents
from fund.stays import actions as stays
from fund.stays.fees import Per
from fund.stays.rules import Noted, Place


@dataclass
class StoryRun:
    """A story in progress: who works on it, and the ids of what was created so far."""

    story: Story
    number: int
    worker: str
    colleague: str
    resident_id: UUID | None = None
    stay_id: UUID | None = None
    admitted_on: date = date.min
    costs: dict[int, UUID] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    @property
    def minute(self) -> int:
        """Return the minute of its acts, which spreads the stories over the hour."""
        return self.number % 50

    @property
    def stay(self) -> UUID:
        """Return the stay, once she was admitted."""
        if self.stay_id is None:
            raise LookupError(self.story.name)
        return self.stay_id

    @property
    def resident(self) -> UUID:
        """Return the resident, once she was registered."""
        if self.resident_id is None:
            raise LookupError(self.story.name)
        return self.resident_id


def begin(story: Story, number: int) -> StoryRun:
    """Give a story to a worker of its shelter; a colleague attests the evidence."""
    team = [person.email for person in PEOPLE if person.at == story.shelter]
    lead = next(person.email for person in PEOPLE if person.at == story.shelter and person.role is Role.SHELTER_LEAD)
    workers = [email for email in team if email != lead]
    return StoryRun(story, number, workers[number % len(workers)], lead)


def admit(cast: Cast, at: datetime, of: StoryRun) -> None:
    """Register her and admit her."""

    def done(act: Act) -> tuple[UUID, UUID]:
        her = residents.register(
            act,
            shelter_id=cast.shelters[of.story.shelter],
            file_number=f"D-{26000 + of.number * 7}",
            name=of.story.name,
            contact_rule="Alleen bellen tussen 10 en 12 uur",
        )
        stay = stays.admit(act, her.id, admitted_on=act.today, place=Place.SHELTER, children=of.story.children)
        return her.id, stay.id

    of.resident_id, of.stay_id = cast.act(of.worker, at, done)
    of.admitted_on = day_of(at)


def order_fee(cast: Cast, at: datetime, of: StoryRun) -> None:
    """Note the fee order, with its evidence, which a colleague attests."""
    night = of.story.night
    if night is None:
        return
    proof = _add_evidence(cast, at, of, "fee_order", line=f"Per nacht EUR {in_dutch(night)}")
    cast.act(
        of.worker,
        at,
        lambda act: stays.order_fee(
            act,
            of.stay,
            issued_on=day_of(at),
            from_=of.admitted_on,
            per=Per.NIGHT,
            cents=night,
            evidence_id=proof,
        ),
    )


def note(cast: Cast, at: datetime, of: StoryRun, place: int) -> None:
    """Note one bill."""
    bill = of.story.bills[place]
    proof = _add_evidence(cast, at, of, bill.evidence, line=f"EUR {in_dutch(bill.cents)}", cents=bill.cents)
    from_ = of.admitted_on + timedelta(days=bill.after)
    of.costs[place] = cast.act(
        of.worker,
        at,
        lambda act: stays.note_cost(act, of.stay, _noted(cast, of, bill, from_), evidence_ids=[proof]).id,
    )
    _ask_whether_safe(cast, at, of, bill)


def leave(cast: Cast, at: datetime, of: StoryRun) -> None:
    """Note that she left today."""
    cast.act(of.worker, at, lambda act: stays.leave(act, of.stay, left_on=day_of(at)))


def file(cast: Cast, at: datetime, of: StoryRun, filing: Filing) -> UUID:
    """File a claim for what was noted; return its id."""
    ids = [of.costs[place] for place in filing.bills if place in of.costs]
    if filing.fee:
        until = min(day_of(at), of.admitted_on + timedelta(days=of.story.nights or 9999))
        fee = cast.act(
            of.worker,
            at,
            lambda act: stays.note_fee(act, of.stay, from_=of.admitted_on, until=until).id,
        )
        ids.append(fee)

    def done(act: Act) -> UUID:
        claim = claims.draft(act, of.stay, ids)
        claims.urge(act, claim.id, filing.urgent)
        if filing.fate is not Fate.DRAFT:
            claims.mandate(act, claim.id, of.admitted_on + timedelta(days=1))
            claims.submit(act, claim.id)
        return claim.id

    return cast.act(of.worker, at + timedelta(minutes=20), done)


def complete(cast: Cast, at: datetime, of: StoryRun, claim_id: UUID) -> None:
    """Answer the fund's request with one more piece of evidence."""
    proof = _add_evidence(cast, at, of, "declaration", line="Aanvulling")

    def done(act: Act) -> None:
        line = claim_queries.lines(act.session, claim_id)[0]
        claims.attach(act, line.id, proof)
        claims.complete(act, claim_id)

    cast.act(of.worker, at, done)


def withdraw(cast: Cast, at: datetime, of: StoryRun, claim_id: UUID) -> None:
    """Withdraw a claim."""
    cast.act(of.worker, at, lambda act: claims.withdraw(act, claim_id))


def _noted(cast: Cast, of: StoryRun, bill: Bill, from_: date) -> Noted:
    return Noted(
        category=bill.category,
        from_=from_,
        until=from_ + timedelta(days=bill.days),
        cents=bill.cents,
        payee_kind=bill.payee,
        payee_id=cast.payees.get((of.story.shelter, bill.payee)),
        issuer=None if bill.evidence == "declaration" else f"Leverancier {of.number}",
        bill_number=None if bill.evidence == "declaration" else f"{of.number}-{bill.category[:4]}",
        reference=None if bill.payee == "shelter" else f"2026{of.number:04}{bill.after:03}",
        due_on=from_ + timedelta(days=bill.due_in),
        facts=dict(bill.facts),
    )


def _add_evidence(cast: Cast, at: datetime, of: StoryRun, kind: str, *, line: str, cents: int | None = None) -> UUID:
    upload = None if kind == "declaration" else evidence_page.png(kind.replace("_", " ").capitalize(), [line])

    def done(act: Act) -> UUID:
        return evidence.add(
            act,
            resident_id=of.resident,
            kind=kind,
            issuer=of.story.shelter if kind in ("declaration", "fee_order") else f"Leverancier {of.number}",
            number=None,
            issued_on=act.today,
            cents=cents,
            upload=upload,
        ).id

    proof = cast.act(of.worker, at, done)
    if upload is not None:
        cast.act(of.colleague, at + timedelta(minutes=10), lambda act: evidence.attest(act, proof))
    return proof


def _ask_whether_safe(cast: Cast, at: datetime, of: StoryRun, bill: Bill) -> None:
    payee_id = cast.payees.get((of.story.shelter, bill.payee))
    if payee_id is None or bill.payee == "shelter" or bill.payee in of.asked or not of.story.asked:
        return
    of.asked.add(bill.payee)
    unseen = of.number % 4 != 0
    cast.act(
        of.worker,
        at,
        lambda act: payees.choose_route(
            act,
            of.resident,
            payee_id,
            sees_bill=Answer.NO if unseen else Answer.UNKNOWN,
            sees_payment=Answer.NO if unseen else Answer.YES,
            only_hers=None,
            overdrawn=None,
            way=Way.DIRECT if unseen else Way.RESIDENTS_ACCOUNT,
            consent_on=day_of(at),
        ),
    )
