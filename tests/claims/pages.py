"""A claim at the screen: shortcuts that read it anew, and forms filled in as the page gives them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.claims import actions
from fund.claims.models import Claim
from fund.people.act import Act
from fund.web import clock
from tests.claims.cast import AT, Cast, ready
from tests.visitor import Visitor, words


def draft(session: Session, cast: Cast) -> Claim:
    claim = actions.draft(
        Act(session, cast.bakker, AT), cast.stay.id, [cast.fee().id, cast.cost("SAFETY", 124000, "supplier").id]
    )
    session.commit()
    return claim


def filed(session: Session, cast: Cast) -> Claim:
    claim = ready(cast, cast.fee())
    actions.submit(Act(session, cast.bakker, clock.now()), claim.id)
    session.commit()
    return claim


def again(session: Session, claim: Claim) -> Claim:
    """Read a claim anew, and let go of the database."""
    session.expire_all()
    found = session.get_one(Claim, claim.id)
    session.refresh(found)
    session.commit()
    return found


def all_claims(session: Session) -> list[Claim]:
    session.expire_all()
    found = list(session.scalars(select(Claim)))
    session.commit()
    return found


def said(visitor: Visitor, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200, answer.text
    return words(answer)


def fields(visitor: Visitor, path: str) -> dict[str, str]:
    """Return what the form on a page would send."""
    form = next(form for form in visitor.see(path).forms if form.fields.get("once"))
    return {name: value for name, value in form.fields.items() if isinstance(value, str)}
