"""Who may do what: the whole table. A role is held at a shelter, in a region or for the nation, with its verbs."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person does at a shelter or for the fund."""

    WORKER = "worker"  # hulpverlener
    SHELTER_LEAD = "shelter_lead"  # teamleider
    ADMINISTRATOR = "administrator"  # fondsbeheerder
    AUDITOR = "auditor"  # controleur
    OVERSEER = "overseer"  # toezichthouder
    OPERATOR = "operator"  # beheerder


class Verb(StrEnum):
    """What a role may allow; views, queries and actions require one of these."""

    READ_CASELOAD = "read_caseload"  # residents, stays, costs, evidence of the actor's shelter
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
    """The person on whose behalf a query reads or an action writes. Holds no session and no request."""

    id: UUID
    name: str
    roles: tuple[RoleAssignment, ...]
    pseudonym: str = ""

    def may(self, verb: Verb) -> bool:
        """Tell whether any of the actor's roles may do this anywhere."""
        return any(verb in MAY[each.role] for each in self.roles)

    def shelters(self, verb: Verb) -> frozenset[UUID]:
        """Return the shelters where the actor may do this."""
        return frozenset(each.shelter_id for each in self.roles if each.shelter_id and verb in MAY[each.role])

    def regions(self, verb: Verb) -> frozenset[UUID]:
        """Return the regions for whose fund the actor may do this: never by a role at a shelter."""
        regional = [each for each in self.roles if each.shelter_id is None]
        return frozenset(each.region_id for each in regional if each.region_id and verb in MAY[each.role])

    def role_for(self, verb: Verb, shelter_id: UUID | None = None, region_id: UUID | None = None) -> Role:
        """Return the role by which the actor does this: at that shelter, else for that region, else the first that may.

        Raises:
            LookupError: when none of the roles may.
        """
        able = [each for each in self.roles if verb in MAY[each.role]]
        if not able:
            raise LookupError(verb)
        here = [each for each in able if shelter_id is not None and each.shelter_id == shelter_id]
        there = [each for each in able if each.shelter_id is None and each.region_id == region_id]
        return (here or there or able)[0].role
