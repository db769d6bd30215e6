"""Keep a line of a draft: who is paid, hardship, the evidence for it; and cut lines when the claim is submitted."""

from collections.abc import Iterable
from itertools import product
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import undefer

from fund.claims import queries
from fund.claims.assessment import pieces
from fund.claims.dossier import Dossier
from fund.claims.drafts import open_to_change, save, take
from fund.claims.models import Claim, Line, LineEvidence
from fund.claims.rules import PAYABLE, State
from fund.core.errors import NotFound, Refusal, WrongStep
from fund.evidence import queries as evidences
from fund.keys.sealed import open_, open_text, seal
from fund.payees.queries import payee_for
from fund.payees.rules import fit_kind
from fund.people.act import Act
from fund.residents import queries as residents
from fund.residents.models import Resident
from fund.residents.rules import says_her_name
from fund.texts.queries import pair_in_force
from fund.trail.models import Audience

MOST_HARDSHIP = 2000


def drop_line(act: Act, line_id: UUID, *, version: int | None = None) -> Claim:
    """Take a line off a draft; its cost remains noted."""
    dossier, line = _draft_line(act, line_id, version)
    take_off(dossier, [line])
    return save(act, dossier)


def take_off(dossier: Dossier, lines: Iterable[Line]) -> None:
    """Delete lines of a draft; their costs can be changed again, since no line refers to them any more."""
    line_ids = [line.id for line in lines]
    dossier.session.execute(delete(LineEvidence).where(LineEvidence.line_id.in_(line_ids)))
    dossier.session.execute(delete(Line).where(Line.id.in_(line_ids)))
    dossier.reread_lines()


def put_line(
    act: Act,
    line_id: UUID,
    *,
    payee_kind: str,
    payee_id: UUID | None,
    version: int | None = None,
) -> Claim:
    """Write who is paid for a line: the kind that the policy reads and, when it is known already, the account.

    Raises:
        NotFound: when the account belongs to another shelter or another resident.
        Refusal: when the account is of another kind, or the policy does not pay that kind for these costs.
    """
    dossier, line = _draft_line(act, line_id, version)
    rules = pair_in_force(dossier.texts, line.from_).rules
    fit_kind(payee_kind, rules.payees_of(rules.categories[line.category]))
    if payee_id is not None:
        _fit_payee(act, dossier.claim, payee_id, payee_kind)
    line.payee_kind, line.payee_id = payee_kind, payee_id
    return save(act, dossier)


def name_account(act: Act, line_id: UUID, payee_id: UUID) -> Claim:
    """Name the account on which the payee of a submitted line is paid.

    The kind of payee stays as it was, since the fund decides on that.

    Raises:
        NotFound: when the line or the account belongs to another shelter, or the account to another resident.
        Refusal: when the account is of another kind.
        WrongStep: when the claim was withdrawn, or the payment is in a batch or went to the bank.
    """
    claim_id = queries.own_line(act.session, act.by, line_id)[0].id
    dossier = take(act, claim_id, None, PAYABLE)
    of = dossier.line(line_id)
    if of.paying:
        raise WrongStep("De betaling van deze kosten staat al klaar of is gedaan. De rekening blijft zoals zij is.")
    _fit_payee(act, dossier.claim, payee_id, of.payee_kind)
    for piece in _pieces_of(dossier, of):
        piece.payee_id = piece.payee_id if piece.paying else payee_id
    save(act, dossier)
    act.record("claims.name_account", dossier.claim.about, audience=Audience.HOME)
    return dossier.claim


def ask_hardship(act: Act, line_id: UUID, text: str, *, version: int | None = None) -> Claim:
    """Write why the rules would be too hard on the resident for this line (Awb 4:84), sealed under her key.

    An empty text takes it back.

    Raises:
        Refusal: when it is too long, or contains her name.
    """
    dossier, line = _draft_line(act, line_id, version)
    neat = text.strip()
    if len(neat) > MOST_HARDSHIP:
        raise Refusal("Dit is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_HARDSHIP, beside="hardship")
    resident = residents.resident(act.session, act.by, dossier.claim.resident_id)
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
    return save(act, dossier)


def attach(act: Act, line_id: UUID, *evidence_ids: UUID, version: int | None = None) -> Claim:
    """Attach evidence to a line of a draft, or of a claim that the fund asked to complete; twice changes nothing.

    Raises:
        NotFound: when the evidence belongs to another resident.
    """
    claim = queries.own_line(act.session, act.by, line_id)[0]
    states = (State.DRAFT, State.INCOMPLETE)
    dossier = (take if claim.submitted_at else open_to_change)(act, claim.id, version, states)
    added = [evidences.evidence_by_id(act.session, act.by, evidence_id) for evidence_id in evidence_ids]
    if any(evidence.resident_id != claim.resident_id for evidence in added):
        raise NotFound
    for line, evidence in product(_pieces_of(dossier, dossier.line(line_id)), added):
        if act.session.get(LineEvidence, (line.id, evidence.id)) is None:
            act.session.add(LineEvidence(line_id=line.id, evidence_id=evidence.id))
    return save(act, dossier)


def split(dossier: Dossier) -> None:
    """Replace each line by a line for each of its pieces, numbered from 1, all with its evidence and hardship."""
    cut = [(line, pieces(dossier, line)) for line in dossier.lines]
    last = sum(len(parts) for _, parts in cut)
    _make_room(dossier, last)
    position = 0
    for line, parts in cut:
        for piece in parts:
            position += 1
            if piece is parts[0]:
                line.shape(piece, position)
            else:
                _like(dossier, line, line.cut(piece, position))
        dossier.session.flush()
    if last > len(cut):
        dossier.reread_lines()


def _make_room(dossier: Dossier, last: int) -> None:
    # free every position before another line takes it: the table allows no two alike, not even for a moment
    if [line.position for line in dossier.lines] == list(range(1, last + 1)):
        return
    for line in reversed(dossier.lines):
        line.position += last
        dossier.session.flush()


def _like(dossier: Dossier, line: Line, piece: Line) -> None:
    """Add a piece of a line, with its hardship and its evidence."""
    session = dossier.session
    session.add(piece)
    hardship = session.scalar(
        select(Line).where(Line.id == line.id, Line.hardship.is_not(None)).options(undefer(Line.hardship))
    )
    if hardship is not None:
        seal(session, piece, Line.hardship, dossier.resident.key_id, open_(session, hardship, Line.hardship))
    session.flush()
    behind = select(LineEvidence.evidence_id).where(LineEvidence.line_id == line.id)
    session.add_all(LineEvidence(line_id=piece.id, evidence_id=id_) for id_ in session.scalars(behind).all())


def _fit_payee(act: Act, claim: Claim, payee_id: UUID, kind: str) -> None:
    payee_for(act.session, act.by, payee_id, kind=kind, shelter_id=claim.shelter_id, resident_id=claim.resident_id)


def _pieces_of(dossier: Dossier, line: Line) -> Iterable[Line]:
    """Return the pieces of one cost."""
    return [each for each in dossier.lines if each.id == line.id or (line.cost_id and each.cost_id == line.cost_id)]


def _draft_line(act: Act, line_id: UUID, version: int | None) -> tuple[Dossier, Line]:
    claim, line = queries.own_line(act.session, act.by, line_id)
    return open_to_change(act, claim.id, version, {State.DRAFT}), line
