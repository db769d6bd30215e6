"""The forms of a claim, with what they offer.

Each carries the version of the claim that the worker saw: an older page is stale.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are of the version before
from wtforms.validators import InputRequired, Length

from fund.claims import pages, queries
from fund.claims.dossier import Dossier
from fund.claims.lines import MOST_HARDSHIP
from fund.claims.models import Claim, Line
from fund.claims.rules import State
from fund.evidence import queries as evidences
from fund.evidence.forms import EvidenceForm
from fund.evidence.models import Evidence
from fund.payees.queries import Listed
from fund.payees.rules import Way
from fund.people.rules import Actor
from fund.stays.models import Cost
from fund.texts.labels import category, evidence_kind, payee_kind
from fund.web import filters
from fund.web.fields import DayField, Picks
from fund.web.forms import VersionedForm

WAYS = {
    Way.DIRECT: _l("Rechtstreeks"),
    Way.RESIDENTS_ACCOUNT: _l("Via de bewonersrekening"),
    Way.REIMBURSE: _l("Zij heeft al betaald en krijgt het terug"),
    Way.HOLD: _l("Nog niet betalen"),
}


class CostsForm(VersionedForm):
    """Which costs are claimed; on a new form all of them are ticked."""

    costs = Picks(_l("Welke kosten vraagt u aan?"), [InputRequired(_l("Kies ten minste één kostenpost."))])

    def __init__(self, claim: Claim, costs: Sequence[Cost], **given: Any) -> None:
        self.offered = {str(cost.id): cost for cost in costs}
        super().__init__(version=claim.version or 0, costs=list(self.offered), **given)
        self.costs.choices = [
            SelectChoice(str(cost.id), f"{category(cost.category)}, {filters.euro(cost.cents)}") for cost in costs
        ]

    @property
    def picked(self) -> list[Cost]:
        """Return the costs that were ticked."""
        return [self.offered[value] for value in self.costs.data or () if value in self.offered]

    @property
    def chosen(self) -> list[UUID]:
        """Return the ids of the costs that were ticked."""
        return [cost.id for cost in self.picked]


class LineForm(VersionedForm):
    """Who is paid for a line, and why the rules would be too hard on the resident."""

    payee = RadioField(_l("Wie wordt betaald?"), [InputRequired(_l("Kies wie betaald wordt."))])
    hardship = TextAreaField(
        _l("Vraagt u om hardheid? (mag leeg)"),
        [Length(max=MOST_HARDSHIP, message=_l("Dit is te lang. Gebruik ten hoogste 2000 tekens."))],
        description=_l(
            "Schrijf waarom de regels voor haar te hard zijn. Het fonds leest dit. Noem geen namen of adressen."
        ),
    )

    def __init__(self, dossier: Dossier, actor: Actor, line: Line) -> None:
        claim = dossier.claim
        payee = f"{line.payee_kind}:{line.payee_id or ''}"
        hardship = queries.hardships(dossier.session, claim).get(line.id, "")
        super().__init__(version=claim.version, payee=payee, hardship=hardship)
        is_draft = claim.state is State.DRAFT
        accounts = pages.accounts_of(dossier, actor)
        kinds = pages.payee_kinds(dossier, line) if is_draft else (line.payee_kind,)
        self.payee.choices = [choice for kind in kinds for choice in _payees(kind, accounts, or_unknown=is_draft)]
        if not is_draft:
            del self.hardship

    @property
    def paid_to(self) -> tuple[str, UUID | None]:
        """Return the kind of payee that was chosen, and the account where it is known."""
        kind, _colon, id_ = str(self.payee.data).partition(":")
        return kind, UUID(id_) if id_ else None


class MandateForm(VersionedForm):
    """The day of the resident's mandate, or urgency."""

    mandate_on = DayField(_l("Op welke dag ondertekende zij de machtiging?"), description=_l("Bijvoorbeeld 20-11-2026"))
    urgent = BooleanField(
        _l("Dit heeft haast"),
        description=_l(
            "Het fonds beslist dan met spoed. Tekende zij nog niet, dan mag de machtiging binnen 5 werkdagen volgen."
        ),
    )

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Require one of the two."""
        fits = bool(super().validate(extra_validators))
        if fits and not self.mandate_on.data and not (self.urgent and self.urgent.data):
            self.mandate_on.errors = [_l("Vul de dag in waarop zij tekende, of kies dat het haast heeft.")]
            return False
        return fits


class AttachForm(VersionedForm):
    """Which of the resident's evidence supports a line."""

    evidence = Picks(
        _l("Welke bewijsstukken horen hierbij?"),
        [InputRequired(_l("Kies een bewijsstuk, of voeg een nieuw stuk toe."))],
    )

    def __init__(self, dossier: Dossier, actor: Actor, line: Line, **given: Any) -> None:
        super().__init__(version=dossier.claim.version, **given)
        behind = {evidence.id for evidence in dossier.evidence[line.id]}
        known = evidences.evidence_of_resident(dossier.session, actor, dossier.claim.resident_id)
        rest = [evidence for evidence in known if evidence.id not in behind]
        self.evidence.choices = [SelectChoice(str(evidence.id), _label(evidence)) for evidence in rest]


class NewEvidenceForm(EvidenceForm, VersionedForm):
    """New evidence for a line, of the kinds that its category asks."""

    def __init__(self, dossier: Dossier, line: Line, **given: Any) -> None:
        kinds = {kind: evidence_kind(kind) for kind in pages.evidence_kinds(dossier, line)}
        super().__init__(kinds, version=dossier.claim.version, **given)


def _payees(kind: str, accounts: Mapping[UUID, Listed], *, or_unknown: bool) -> Iterator[SelectChoice]:
    word = payee_kind(kind).capitalize()
    for id_, listed in accounts.items():
        if listed.payee.kind == kind:
            end = _l("rekening op %(end)s", end=listed.opened.iban[-4:])
            yield SelectChoice(f"{kind}:{id_}", f"{word}: {listed.opened.holder}, {end}")
    if or_unknown:
        yield SelectChoice(f"{kind}:", _l("%(kind)s, rekening nog niet bekend", kind=word))


def _label(evidence: Evidence) -> str:
    kind, issued_on = evidence_kind(evidence.kind).capitalize(), filters.day(evidence.issued_on)
    parts = (
        kind,
        evidence.issuer,
        evidence.number,
        issued_on,
        filters.euro(evidence.cents) if evidence.cents else None,
    )
    return ", ".join(filter(None, parts))
