"""What forms about a period have in common: its first and last day, and evidence that was added before."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from flask_babel import lazy_gettext as _l

from fund.core.errors import Refusal
from fund.evidence.models import Evidence
from fund.stays import rules
from fund.stays.nights import Period
from fund.texts.labels import evidence_kind
from fund.web import clock, filters
from fund.web.fields import DayField, Picks, choices
from fund.web.forms import Form

A_DAY = timedelta(days=1)


class PeriodForm(Form):
    """Days from the first to the last, which is included."""

    from_: DayField
    until: DayField
    evidence = Picks(_l("Welke bewijsstukken horen hierbij?"))

    def offer(self, evidence: Sequence[Evidence]) -> None:
        """Offer the evidence that was added before; do not ask when there is none."""
        self.evidence.choices = choices({str(each.id): _label(each) for each in evidence})
        if not evidence:
            del self.evidence

    @property
    def after(self) -> date | None:
        """Return the day after the last: where the period ends."""
        last = self.until.data if "until" in self else self.from_.data
        return last + A_DAY if last else None

    @property
    def picked(self) -> list[UUID]:
        """Return the evidence that was ticked."""
        return self.evidence.ids if "evidence" in self else []

    def period_faults(self) -> Iterator[Refusal]:
        """Yield what the rules refuse of its days, once both are known."""
        if self.from_.data and self.after:
            yield from rules.period_faults(Period(self.from_.data, self.after), clock.today())


def _label(evidence: Evidence) -> str:
    on = filters.day(evidence.issued_on)
    kind = evidence_kind(evidence.kind).capitalize()
    return str(_l("%(kind)s van %(issuer)s, %(on)s", kind=kind, issuer=evidence.issuer, on=on))
