"""Who may do what: the whole table. A role stands somewhere (a shelter, a region, the nation) and does verbs there."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person is for the fund."""

    WORKER = "worker"  # hulpverlener
    SHELTER_LEAD = "shelter_lead"  # teamleider
    ADMINISTRATOR = "administrator"  # fondsbeheerder
    AUDITOR = "auditor"  # controleur
    OVERSEER = "overseer"  # toezichthouder
    OPERATOR = "operator"  # beheerder


class Verb(StrEnum):
    """What a person may want to do; views, queries and actions ask for these."""

    READ_CASELOAD = "read_caseload"  # residents, stays, costs, evidence of her shelter
    KEEP_CASELOAD = "keep_caseload"  # admit, note costs, upload, ask for safe routes
    READ_CLAIM = "read_claim"
    FILE_CLAIM = "file_claim"  # draft, submit, complete, withdraw
    READ_QUEUE = "read_queue"
    DECIDE = "decide"
    READ_PAYOUTS = "read_payouts"
    RELEASE = "release"  # release, export, import the bank's statement
    READ_LEDGER = "read_ledger"
    DOWNLOAD_LEDGER = "download_ledger"
    CLOSE_MONTH = "close_month"
    READ_TEXTS = "read_texts"
    COMPARE_REGIONS = "compare_regions"
    KEEP_ACCOUNTS = "keep_accounts"
    KEEP_TEAM = "keep_team"


_SHELTER = frozenset({Verb.READ_CASELOAD, Verb.KEEP_CASELOAD, Verb.READ_CLAIM, Verb.FILE_CLAIM, Verb.READ_TEXTS})

MAY: dict[Role, frozenset[Verb]] = {
    Role.WORKER: _SHELTER,
    Role.SHELTER_LEAD: _SHELTER | {Verb.KEEP_TEAM},
    Role.ADMINISTRATOR: frozenset(
        {
            Verb.READ_CLAIM,
            Verb.READ_QUEUE,
            Verb.DECIDE,
            Verb.READ_PAYOUTS,
            Verb.RELEASE,
            Verb.READ_LEDGER,
            Verb.DOWNLOAD_LEDGER,
            Verb.CLOSE_MONTH,
            Verb.READ_TEXTS,
        }
    ),
    Role.AUDITOR: frozenset({Verb.READ_LEDGER, Verb.DOWNLOAD_LEDGER, Verb.READ_TEXTS}),
    Role.OVERSEER: frozenset({Verb.COMPARE_REGIONS, Verb.READ_TEXTS}),
    Role.OPERATOR: frozenset({Verb.KEEP_ACCOUNTS}),
}

AT_SHELTER = frozenset({Role.WORKER, Role.SHELTER_LEAD})


@dataclass(frozen=True, slots=True)
class RoleAssignment:
    """One role in one place: a shelter (with its region), a region, or the whole nation (both None)."""

    role: Role
    region_id: UUID | None = None
    shelter_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who asks: what every query and action takes. Holds no session and no request."""

    id: UUID
    name: str
    roles: tuple[RoleAssignment, ...]
    pseudonym: str = ""

    def may(self, verb: Verb) -> bool:
        """Tell whether any of her roles may do this anywhere."""
        return any(verb in MAY[standing.role] for standing in self.roles)

    def shelters(self, verb: Verb) -> frozenset[UUID]:
        """Return the shelters where she may do this."""
        return frozenset(s.shelter_id for s in self.roles if s.shelter_id is not None and verb in MAY[s.role])

    def regions(self, verb: Verb) -> frozenset[UUID]:
        """Return the regions whose fund or books she may do this for (never by a role at a shelter)."""
        return frozenset(
            s.region_id for s in self.roles if s.region_id is not None and s.shelter_id is None and verb in MAY[s.role]
        )

    def role_for(self, verb: Verb, shelter_id: UUID | None = None, region_id: UUID | None = None) -> Role:
        """Return the role by which this is done there: at that shelter, else for that region, else the first that may.

        Raises:
            LookupError: none of the roles may.
        """
        able = [each for each in self.roles if verb in MAY[each.role]]
        if not able:
            raise LookupError(verb)
        here = [each for each in able if shelter_id is not None and each.shelter_id == shelter_id]
        there = [each for each in able if each.shelter_id is None and each.region_id == region_id]
        return (here or there or able)[0].role
