"""The dossier of a claim: what its checks, actions and pages look at, each read once."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.orm import Session

from fund import policy
from fund.claims import queries
from fund.claims.models import Claim, Line
from fund.claims.rules import EarlierLine, State
from fund.core.errors import NotFound
from fund.evidence.models import Evidence
from fund.regions import queries as regions
from fund.regions.models import Shelter
from fund.residents.models import Resident
from fund.stays.models import Stay
from fund.texts.queries import texts_of

Texts: TypeAlias = Sequence[policy.Policy]


class Dossier:
    """A claim with its lines, texts, evidence, history, stay and resident, each read when it is first asked for.

    Where something is weighed it is opened under the fund's lock, so that nothing changes meanwhile. Never kept after a
    commit.
    """

    def __init__(self, session: Session, claim: Claim) -> None:
        self.session = session
        self.claim = claim

    @cached_property
    def lines(self) -> Sequence[Line]:
        """Return its lines, in their order."""
        return queries.lines(self.session, self.claim.id)

    @cached_property
    def texts(self) -> Texts:
        """Return every version of the nation's policy text and of the region's, oldest first."""
        return texts_of(self.session, self.claim.region_id)

    @cached_property
    def evidence(self) -> Mapping[UUID, Sequence[Evidence]]:
        """Return the evidence behind each line, by line id."""
        return queries.evidence(self.session, self.lines)

    @cached_property
    def earlier(self) -> Sequence[EarlierLine]:
        """Return the lines of the resident's other claims that count for this one."""
        return queries.earlier_lines(self.session, self.claim)

    @cached_property
    def stay(self) -> Stay:
        """Return the stay whose costs it claims."""
        return self.session.get_one(Stay, self.claim.stay_id)

    @cached_property
    def shelter(self) -> Shelter:
        """Return the shelter that files it."""
        return regions.shelter(self.session, self.claim.shelter_id)

    @cached_property
    def resident(self) -> Resident:
        """Return the resident who claims."""
        return self.session.get_one(Resident, self.claim.resident_id)

    @property
    def known(self) -> Claim | Stay:
        """Return what holds children and dates: for a draft the stay as it is today, else the claim as submitted."""
        return self.stay if self.claim.state is State.DRAFT else self.claim

    @property
    def window(self) -> Mapping[str, date]:
        """Return the days between which costs count; a day of leaving that is not known is left out."""
        known = self.known
        return {"admitted_on": known.admitted_on} | ({"left_on": known.left_on} if known.left_on else {})

    def line(self, line_id: UUID) -> Line:
        """Return the line with this id; NotFound when the claim has none."""
        found = next((line for line in self.lines if line.id == line_id), None)
        if found is None:
            raise NotFound
        return found

    def reread_lines(self) -> None:
        """Let lines and evidence be read again, after they were changed."""
        self.__dict__.pop("lines", None)
        self.__dict__.pop("evidence", None)
