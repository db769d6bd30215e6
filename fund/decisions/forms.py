"""The forms of a decision: what is typed is kept, whatever is refused."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField, IntegerField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are of the version before
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from fund.core.errors import Refusal, StaleClaim
from fund.core.money import Cents
from fund.decisions.budget import BudgetChoice
from fund.decisions.case import Case, CaseLine
from fund.decisions.reasons import AS_THE_RULES, BELOW, GRANTS, SAID, Code
from fund.decisions.rules import MOST_REASON, Given, Unreasoned
from fund.texts.labels import in_page_language
from fund.web.fields import DayField, MoneyField
from fund.web.filters import euro
from fund.web.forms import VersionedForm

TOO_LONG = Length(max=MOST_REASON, message=_l("Deze tekst is te lang. Gebruik ten hoogste 2000 tekens."))
ANSWERS = [SelectChoice("yes", _l("Ja")), SelectChoice("no", _l("Nee")), SelectChoice("", _l("Nog niet afgewogen"))]


# a refusal names these heads: change them together
HEADS = {
    GRANTS: _l("Toekennen"),
    AS_THE_RULES: _l("Minder, want de regels geven niet meer"),
    BELOW: _l("Minder, om een andere reden"),
}


def _codes() -> list[SelectChoice]:
    heads = [(code, str(head)) for codes, head in HEADS.items() for code in codes]
    return [SelectChoice(code.value, in_page_language(SAID[code]), optgroup=head) for code, head in heads]


class AnswerForm(wtforms.Form):
    """What only an administrator answers; its label is the question in the policy text."""

    name = HiddenField()
    answer = RadioField(choices=ANSWERS, validate_choice=False)


class DecisionLineForm(wtforms.Form):
    """What is decided on one line."""

    position = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    cents = MoneyField(_l("Toekennen"), [InputRequired(_l("Vul een bedrag in, of 0."))], zero=True)
    code = SelectField(_l("Reden"), choices=_codes)
    reason = TextAreaField(
        _l("Waarom niet alles? Deze tekst komt in de brief"),
        [TOO_LONG],
        description=_l("Schrijf zoals u het haar zou zeggen."),
    )
    answers = FieldList(FormField(AnswerForm))

    @property
    def given(self) -> Given:
        """Return it as the actions take it."""
        facts = {
            answer.form.name.data or "": answer.form.answer.data == "yes"
            for answer in self.answers
            if answer.form.answer.data
        }
        code = next((code for code in Code if code == self.code.data), Code.GRANTED_BY_RULE)
        return Given(self.cents.data or 0, code, self.reason.data or "", facts)


class DecisionForm(VersionedForm):
    """A whole decision.

    `seen` is the hash of what the rules gave on the page, `sum` the amount on the button that was chosen.
    """

    seen = HiddenField()
    sum = HiddenField()
    names_sum = True
    lines = FieldList(FormField(DecisionLineForm))
    hardship = TextAreaField(
        _l("Hardheid afgewogen"),
        [TOO_LONG],
        description=_l("Nodig als u meer toekent dan de regels geven, of alles afwijst. Deze tekst komt in de brief."),
    )
    budget = SelectField(_l("Uit welk budget? (wat nog niet gereserveerd is)"), choices=[], validate_choice=False)

    @property
    def given(self) -> dict[int, Given]:
        """Return what is decided on each line, by position."""
        return {line.form.position.data or 0: line.form.given for line in self.lines}

    @property
    def total(self) -> Cents:
        """Return the sum of what was typed."""
        return sum(line.form.cents.data or 0 for line in self.lines)

    @property
    def budget_id(self) -> UUID | None:
        """Return the budget that was chosen; None for the first that has enough."""
        return UUID(self.budget.data) if self.budget.data else None

    def about(self, case: Case) -> "DecisionForm":
        """Offer the budgets that are for these costs, and ask the questions of the policy text."""
        self.budget.choices = [
            SelectChoice("", _l("Het eerste met genoeg ruimte")),
            *map(_budget_choice, case.budget.budgets),
        ]
        if self.budget.data not in {str(budget.id) for budget in case.budget.budgets}:
            self.budget.data = ""
        if case.budget.unfit:
            self.budget.description = _l("Niet voor deze kosten: %(names)s.", names=", ".join(case.budget.unfit))
        for line, of in zip(self.lines, case.lines, strict=False):
            _put(line.form, of)
        return self

    def adjust(self, case: Case) -> None:
        """Update the amounts that nobody changed to what the rules give, now that something was answered."""
        for line, of, before in zip(self.lines, case.lines, case.unanswered.rows, strict=True):
            if line.form.cents.data == before.granted != of.row.granted:
                line.form.cents.data, line.form.cents.typed = of.row.granted, None
                line.form.code.data, line.form.reason.data = (
                    of.usual.code.value,
                    line.form.reason.data or of.usual.reason,
                )

    def follow_case(self, case: Case) -> None:
        """Let the form follow the claim as it is now; after StaleClaim also what the rules give now."""
        self.follow(case.claim.version)
        if isinstance(self.refused, StaleClaim):
            self.seen.data = case.seen

    def refuse_beside(self, refusal: Refusal) -> None:
        """Set every fault of a decision beside its field."""
        if not isinstance(refusal, Unreasoned):
            super().refuse_beside(refusal)
            return
        by_position = {line.form.position.data: line.form for line in self.lines}
        for fault in refusal.faults:
            place = self if fault.position is None else by_position[fault.position]
            self.refuse(fault.refusal, place[fault.field.value])

    def faults(self) -> Iterator[Refusal]:
        """Refuse a sum that differs from the one on the button that was chosen."""
        if self.names_sum and self.sum.data not in (None, "", str(self.total)):
            yield Refusal("Het totaal is nu %(total_cents)s. Kijk het na en kies dan opnieuw.", total_cents=self.total)


class AskForm(VersionedForm):
    """What is missing, and by when."""

    what = TextAreaField(
        _l("Wat ontbreekt er?"),
        [InputRequired(_l("Schrijf in een zin wat er ontbreekt.")), TOO_LONG],
        description=_l("Vraag niet meer dan het besluit nodig heeft. De opvang leest dit."),
    )
    answer_by = DayField(
        _l("Uiterlijk op"), [InputRequired(_l("Vul een datum in."))], description=_l("Ten minste vijf werkdagen.")
    )


class RemarkForm(VersionedForm):
    """What should change in a proposal."""

    remark = TextAreaField(_l("Wat moet er anders?"), [TOO_LONG], description=_l("Alleen het fonds leest dit."))


class ObjectionForm(VersionedForm):
    """When an objection came."""

    received_on = DayField(
        _l("Ontvangen op"), [InputRequired(_l("Vul een datum in."))], description=_l("Bijvoorbeeld 20-11-2026")
    )


def beginning(case: Case) -> Mapping[str, Any]:
    """Return what a new decision form contains: what was written before, else what the rules give."""
    written = case.written.lines if case.written else {}
    return {
        "version": case.claim.version,
        "seen": case.seen,
        "hardship": case.written.hardship if case.written else "",
        "lines": [_line_beginning(written.get(of.line.position, of.usual), of) for of in case.lines],
    }


def _line_beginning(given: Given, of: CaseLine) -> Mapping[str, Any]:
    return {
        "position": of.line.position,
        "cents": given.cents,
        "code": given.code.value,
        "reason": given.reason,
        "answers": [{"name": fact.name, "answer": _answer(given.facts.get(fact.name))} for fact in of.asks],
    }


def _answer(answered: bool | None) -> str:
    return "" if answered is None else "yes" if answered else "no"


def _budget_choice(budget: BudgetChoice) -> SelectChoice:
    return SelectChoice(str(budget.id), _l("%(name)s, nog %(free)s vrij", name=budget.name, free=euro(budget.free)))


def _put(form: DecisionLineForm, of: CaseLine) -> None:
    known = {answer.form.name.data for answer in form.answers}
    for fact in of.asks:
        if fact.name not in known:
            form.answers.append_entry({"name": fact.name, "answer": ""})
    questions = {fact.name: in_page_language(fact.question) for fact in of.asks}
    for answer in form.answers:
        answer.form.answer.label.text = questions.get(answer.form.name.data or "", "")
