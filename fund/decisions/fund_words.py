"""What the fund wrote of a claim, for the claim's own page."""

from sqlalchemy.orm import Session

from fund.claims.life import FundWords
from fund.claims.models import Claim
from fund.claims.rules import DECIDED, State
from fund.decisions import queries
from fund.decisions.models import Stage
from fund.decisions.reasons import SAID
from fund.texts.labels import in_page_language


def of(session: Session, claim: Claim) -> FundWords:
    """Return what the fund asks while a claim is incomplete, and its reasons once it is decided."""
    if claim.state is State.INCOMPLETE:
        completion = queries.completion(session, claim.id)
        return FundWords(asked=completion[1] if completion else "")
    if claim.state in DECIDED:
        return FundWords(reasons=_reasons(session, claim))
    return FundWords()


def _reasons(session: Session, claim: Claim) -> dict[int, str]:
    decision = queries.newest_decision(session, claim.id, Stage.FINAL)
    given = queries.given_of(session, decision) if decision else {}
    return {position: f"{in_page_language(SAID[of.code])} {of.reason}".strip() for position, of in given.items()}
