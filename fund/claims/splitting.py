"""Cut the lines of a claim at its submission, so that each has one version of the rules."""

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from fund.claims import queries, weighing
from fund.claims.models import Claim, Line, LineEvidence
from fund.claims.pieces import Piece
from fund.keys.sealed import open_, seal
from fund.residents.models import Resident

_COPIED = ("claim_id", "cost_id", "category", "payee_kind", "payee_id", "reference", "guaranteed")


def split(session: Session, claim: Claim, texts: weighing.Texts) -> None:
    """Put a line for each piece in place of each line, in order and numbered from 1; evidence and hardship go with every piece."""
    whole = [(line, weighing.pieces(session, claim, line, texts)) for line in queries.lines(session, claim.id)]
    last = sum(len(cut) for _, cut in whole)
    _make_room(session, claim, last)
    position = 0
    for line, cut in whole:
        for place, piece in enumerate(cut):
            position += 1
            if place:
                _like(session, line, piece, position)
            else:
                _shape(line, piece, position)
        session.flush()


def _make_room(session: Session, claim: Claim, room: int) -> None:
    # a number is free before another line takes it: the table allows no two alike, not even for a moment
    for line in reversed(queries.lines(session, claim.id)):
        line.position += room
        session.flush()


def _shape(line: Line, piece: Piece, position: int) -> None:
    line.position, line.from_, line.until, line.units = position, piece.from_, piece.until, piece.units
    line.claimed, line.received, line.facts = piece.claimed, piece.received, dict(piece.facts)


def _like(session: Session, line: Line, piece: Piece, position: int) -> None:
    other = Line(**{name: getattr(line, name) for name in _COPIED})
    _shape(other, piece, position)
    session.add(other)
    hardship = _hardship(session, line)
    if hardship is not None:
        key_id = session.scalars(
            select(Resident.key_id).join(Claim, Claim.resident_id == Resident.id).where(Claim.id == line.claim_id)
        ).one()
        seal(session, other, Line.hardship, key_id, hardship)
    session.flush()
    behind = select(LineEvidence.evidence_id).where(LineEvidence.line_id == line.id)
    session.add_all(LineEvidence(line_id=other.id, evidence_id=piece_id) for piece_id in session.scalars(behind).all())


def _hardship(session: Session, line: Line) -> bytes | None:
    asked = select(Line).where(Line.id == line.id, Line.hardship.is_not(None)).options(undefer(Line.hardship))
    found = session.scalar(asked)
    return open_(session, found, Line.hardship) if found else None
