"""What a worker does with payees in these tests, in one line each."""

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.payees import actions
from fund.payees.models import Payee, Route
from fund.payees.rules import Answer, Safety, Way
from fund.people.act import Act
from tests.residents.cast import AT, TODAY, Cast

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
UNSEEN = Safety(NO, NO)
IBAN = "NL91 ABNA 0417 1643 00"


def registered(
    session: Session, cast: Cast, kind: str = "insurer", *, hers: bool = True, checked: bool = True
) -> Payee:
    shelters_own = kind in {"shelter", "residents_account"}
    payee = actions.register(
        Act(session, cast.lind if shelters_own else cast.bakker, AT),
        shelter_id=cast.shelter_id,
        resident_id=cast.resident.id if hers and not shelters_own else None,
        kind=kind,
        holder="Rekening Z" if shelters_own else "Zorgverzekeraar Noord",
        iban=IBAN,
    )
    return actions.check(Act(session, cast.de_wit, AT), payee.id) if checked else payee


def routed(session: Session, cast: Cast, payee: Payee, way: Way, safety: Safety = UNSEEN, **other: object) -> Route:
    chosen: dict[str, object] = {"way": way, "consent_on": TODAY, "by": cast.bakker, **asdict(safety), **other}
    by = chosen.pop("by")
    return actions.choose_route(Act(session, by, AT), cast.resident.id, payee.id, **chosen)  # type: ignore[arg-type]


def written(session: Session, cast: Cast, kind: str = "insurer", *, hers: bool = True) -> Payee:
    payee = actions.register(
        Act(session, cast.lind, AT),
        shelter_id=cast.shelter_id,
        resident_id=cast.resident.id if hers else None,
        kind=kind,
        holder="Zorgverzekeraar Noord",
        iban=IBAN,
    )
    session.commit()
    return payee


def stored(session: Session, of: type[Payee] | type[Route]) -> list[Payee | Route]:
    found: list[Payee | Route] = list(session.scalars(select(of)))
    session.commit()
    return found
