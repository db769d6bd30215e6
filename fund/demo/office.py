"""What the funds' administrators do in the demo: ask, decide, batch, release, read bank statements, close months."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from fund.claims import queries as claims
from fund.claims.assessment import assess
from fund.claims.dossier import Dossier
from fund.claims.rules import State
from fund.core.calendar import Month, add_working_days
from fund.core.errors import Refusal
from fund.decisions import actions as decisions
from fund.decisions.reasons import Code
from fund.decisions.rules import Given
from fund.demo import bank
from fund.demo.cast import Cast
from fund.demo.places import PEOPLE
from fund.ledger import actions as ledger
from fund.ledger import queries as ledger_queries
from fund.payouts import actions as payouts
from fund.payouts import queries as payout_queries
from fund.payouts.models import Batch
from fund.people.act import Act
from fund.people.rules import Role
from fund.regions import queries as regions

LESS = (
    "Het fonds betaalt ten hoogste het bedrag dat in de beleidsregel staat. "
    "Over de rest kunt u hulp bij schulden krijgen."
)
NOT_OURS = "Dit soort kosten staat niet in de beleidsregel. Wij hebben afgewogen of dat te hard is."
WEIGHED = "Wij hebben afgewogen of dit besluit te hard uitpakt. Dat is hier niet zo."


def administrators(code: str) -> list[str]:
    """Return the administrators of a region's fund."""
    return [person.email for person in PEOPLE if person.role is Role.ADMINISTRATOR and person.at == code]


def decide(cast: Cast, at: datetime, code: str, claim_id: UUID, *, turn: int, confirm: bool = True) -> None:
    """Decide a claim by the rules; where that takes a second person, one confirms, unless `confirm` is False."""
    first, second = administrators(code)[turn % 2], administrators(code)[(turn + 1) % 2]

    def done(act: Act) -> bool:
        claim = claims.claim(act.session, act.by, claim_id)
        weighed = assess(Dossier(act.session, claim), act.today).lines
        lines = {
            line.position: _given(line.claimed - line.received, by_rules.granted)
            for line, by_rules in zip(claims.lines(act.session, claim_id), weighed, strict=True)
        }
        if not any(given.cents for given in lines.values()):
            decisions.propose_refusal(act, claim_id, version=claim.version, lines=lines, hardship=WEIGHED)
            return True
        decisions.grant(act, claim_id, version=claim.version, lines=lines, hardship=WEIGHED)
        return claims.claim(act.session, act.by, claim_id).state is State.PROPOSED

    if cast.act(first, at, done) and confirm:
        cast.act(second, at + timedelta(hours=1), lambda act: _confirm(act, claim_id))


def propose_refusal(cast: Cast, at: datetime, code: str, claim_id: UUID, *, turn: int, confirm: bool) -> None:
    """Propose to refuse everything, with reasons; a second person confirms, unless `confirm` is False."""
    first, second = administrators(code)[turn % 2], administrators(code)[(turn + 1) % 2]

    def done(act: Act) -> None:
        claim = claims.claim(act.session, act.by, claim_id)
        lines = {
            line.position: Given(0, Code.COVERED_ELSEWHERE, "De gemeente heeft deze kosten al betaald.")
            for line in claims.lines(act.session, claim_id)
        }
        decisions.propose_refusal(act, claim_id, version=claim.version, lines=lines, hardship=WEIGHED)

    cast.act(first, at, done)
    if confirm:
        cast.act(second, at + timedelta(hours=1), lambda act: _confirm(act, claim_id))


def ask(cast: Cast, at: datetime, code: str, claim_id: UUID) -> None:
    """Ask to complete a claim within two weeks."""

    def done(act: Act) -> None:
        claim = claims.claim(act.session, act.by, claim_id)
        by_day = add_working_days(act.today, 10)
        decisions.ask(
            act,
            claim_id,
            version=claim.version,
            what="Stuur een verklaring over de reden van deze kosten.",
            answer_by=by_day,
        )

    cast.act(administrators(code)[0], at, done)


def object_to(cast: Cast, at: datetime, code: str, claim_id: UUID) -> None:
    """Register an objection."""

    def done(act: Act) -> None:
        claim = claims.claim(act.session, act.by, claim_id)
        decisions.register_objection(act, claim_id, version=claim.version, received_on=act.today)

    cast.act(administrators(code)[0], at, done)


def pay(cast: Cast, at: datetime, code: str) -> list[UUID]:
    """Batch what is due, and have each batch released by somebody who decided nothing in it; return their ids."""
    people = administrators(code)

    def done(act: Act) -> list[tuple[UUID, frozenset[UUID]]]:
        try:
            made = payouts.batch(act, cast.funds[code])
        except Refusal:
            return []
        return [(batch.id, payout_queries.deciders(payout_queries.payments_of(act.session, batch))) for batch in made]

    batches = cast.act(people[0], at, done)
    for batch_id, deciders in batches:
        releaser = next(email for email in reversed(people) if cast.accounts[email] not in deciders)
        cast.act(releaser, at + timedelta(hours=1), partial(_release, batch_id))
    return [batch_id for batch_id, _ in batches]


def batch_only(cast: Cast, at: datetime, code: str) -> None:
    """Put what is due in a batch that waits for a second person."""

    def done(act: Act) -> None:
        try:
            payouts.batch(act, cast.funds[code])
        except Refusal:
            return

    cast.act(administrators(code)[0], at, done)


def answer(cast: Cast, at: datetime, code: str, batch_ids: list[UUID], *, returns: bool) -> None:
    """Read the bank's statement of these batches; with `returns` the largest transfer came back."""
    if not batch_ids:
        return

    def done(act: Act) -> None:
        files = [payout_queries.file(act.session, act.session.get_one(Batch, batch_id)) for batch_id in batch_ids]
        found = sorted(
            (transfer for file in files for transfer in bank.transfers(file)), key=lambda of: (of.cents, of.iban)
        )
        iban = regions.fund(act.session, cast.funds[code]).iban
        source = bank.statement(iban, act.today, found, found[-1:] if returns else ())
        payouts.read_statement(act, cast.funds[code], source)

    cast.act(administrators(code)[-1], at, done)


def close(cast: Cast, at: datetime, code: str, month: Month) -> None:
    """Close a month."""

    def done(act: Act) -> None:
        hashes = ledger_queries.texts_of_month(act.session, cast.regions[code], month)
        try:
            ledger.close_month(act, cast.funds[code], month, texts=hashes)
        except Refusal:
            return

    cast.act(administrators(code)[-1], at, done)


def _release(batch_id: UUID, act: Act) -> None:
    payouts.release(act, batch_id)


def _confirm(act: Act, claim_id: UUID) -> None:
    decisions.confirm(act, claim_id, version=claims.claim(act.session, act.by, claim_id).version)


def _given(asked: int, granted: int) -> Given:
    if granted >= asked:
        return Given(asked)
    if granted == 0:
        return Given(0, Code.NOT_IN_CATEGORIES, NOT_OURS)
    return Given(granted, Code.ABOVE_MAXIMUM, LESS)


def month_ends(first: date, today: date) -> list[Month]:
    """Return the months from that of `first` that are over."""
    months, month = [], Month.of(first)
    while month < Month.of(today):
        months.append(month)
        month = month.following
    return months
