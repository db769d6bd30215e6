"""Keep a line of a draft: who is paid, what is asked out of hardship, the evidence behind it."""

from itertools import product
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from fund.claims import queries
from fund.claims.drafts import changing, lock_claim, save
from fund.claims.models import Claim, Line, LineEvidence
from fund.claims.rules import AT_FUND, State
from fund.core.errors import NotFound, Refusal, WrongStep
from fund.evidence import queries as evidences
from fund.keys.sealed import open_text, seal
from fund.payees import queries as payees
from fund.people.act import Act
from fund.people.rules import Actor
from fund.residents import queries as residents
from fund.residents.models import Resident
from fund.residents.rules import says_her_name
from fund.texts.queries import in_force
from fund.trail.models import Audience

MOST_HARDSHIP = 2000
PAYABLE = AT_FUND | {State.DECIDED, State.OBJECTED}


def drop_line(act: Act, line_id: UUID, *, version: int | None = None) -> Claim:
    """Take a line off a draft; its cost stays noted."""
    claim, line = _own_line(act, line_id, version)
    act.session.execute(delete(LineEvidence).where(LineEvidence.line_id == line.id))
    act.session.delete(line)
    act.session.flush()
    return save(act, claim)


def put_line(
    act: Act,
    line_id: UUID,
    *,
    payee_kind: str,
    payee_id: UUID | None,
    version: int | None = None,
) -> Claim:
    """Write who is paid for a line: the kind that the policy reads, and the account, where it is known already.

    Raises:
        NotFound: when the account is another shelter's or another resident's.
        Refusal: when the account is of another kind, or the policy does not pay that kind for these costs.
    """
    claim, line = _own_line(act, line_id, version)
    rules = in_force(act.session, claim.region_id, line.from_).rules
    if payee_kind not in rules.payees_of(rules.categories[line.category]):
        raise Refusal("Aan deze begunstigde betaalt het fonds dit niet. Kies een andere.", beside="payee_kind")
    if payee_id is not None:
        _fits(act.session, act.by, claim, payee_id, payee_kind)
    line.payee_kind, line.payee_id = payee_kind, payee_id
    return save(act, claim)


def name_account(act: Act, line_id: UUID, payee_id: UUID) -> Claim:
    """Say on which account the payee of a submitted line is paid; the fund decides on the kind of payee, and that stays as it was.

    Raises:
        NotFound: when the line or the account is another shelter's, or the account another resident's.
        Refusal: when the account is of another kind.
        WrongStep: when the claim was withdrawn, or the payment stands in a batch or went to the bank.
    """
    claim, line = queries.own_line(act.session, act.by, line_id)
    lock_claim(act, claim.id)
    changing(act, claim.id, None, states=PAYABLE)
    pieces = _alike(act.session, line)
    for one in pieces:
        act.session.refresh(one, ["paying"])  # a batch may have been made while she waited for her turn
    if line.paying:
        raise WrongStep("De betaling van deze kosten staat al klaar of is gedaan. De rekening blijft zoals zij is.")
    _fits(act.session, act.by, claim, payee_id, line.payee_kind)
    for one in pieces:
        one.payee_id = one.payee_id if one.paying else payee_id
    save(act, claim)
    act.record("claims.name_account", claim.about, audience=Audience.HOME)
    return claim


def ask_hardship(act: Act, line_id: UUID, text: str, *, version: int | None = None) -> Claim:
    """Write why the rules would be too hard on her for this line (Awb 4:84), sealed under her key; an empty text takes it back.

    Raises:
        Refusal: when it is too long, or says her name.
    """
    claim, line = _own_line(act, line_id, version)
    neat = text.strip()
    if len(neat) > MOST_HARDSHIP:
        raise Refusal("Dit is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_HARDSHIP, beside="hardship")
    resident = residents.one(act.session, act.by, claim.resident_id)
    if says_her_name(neat, open_text(act.session, resident, Resident.name)):
        raise Refusal(
            "Hier staat haar naam in. Het fonds kent haar als %(reference)s.",
            reference=resident.reference,
            beside="hardship",
        )
    if neat:
        seal(act.session, line, Line.hardship, resident.key_id, neat)
    else:
        line.hardship = None
    return save(act, claim)


def attach(act: Act, line_id: UUID, *evidence_ids: UUID, version: int | None = None) -> Claim:
    """Put evidence behind a line of a draft, or of a claim that the fund asked to complete; twice changes nothing.

    Raises:
        NotFound: when the evidence is another resident's.
    """
    claim, line = queries.own_line(act.session, act.by, line_id)
    if claim.submitted_at is not None:
        lock_claim(act, claim.id)
    changing(act, claim.id, version, states=frozenset({State.DRAFT, State.INCOMPLETE}))
    pieces = [evidences.one(act.session, act.by, evidence_id) for evidence_id in evidence_ids]
    if any(piece.resident_id != claim.resident_id for piece in pieces):
        raise NotFound
    for one, piece in product(_alike(act.session, line), pieces):
        if act.session.get(LineEvidence, (one.id, piece.id)) is None:
            act.session.add(LineEvidence(line_id=one.id, evidence_id=piece.id))
    act.session.flush()
    return save(act, claim)


def _fits(session: Session, by: Actor, claim: Claim, payee_id: UUID, kind: str) -> None:
    payee = payees.one(session, by, payee_id)
    if payee.shelter_id != claim.shelter_id or payee.resident_id not in (None, claim.resident_id):
        raise NotFound
    if payee.kind != kind:
        raise Refusal("Deze rekening hoort bij een andere begunstigde.", beside="payee_id")


def _alike(session: Session, line: Line) -> list[Line]:
    # the pieces of one cost
    return [
        one
        for one in queries.lines(session, line.claim_id)
        if one.id == line.id or (line.cost_id and one.cost_id == line.cost_id)
    ]


def _own_line(act: Act, line_id: UUID, version: int | None) -> tuple[Claim, Line]:
    claim, line = queries.own_line(act.session, act.by, line_id)
    return changing(act, claim.id, version), line
