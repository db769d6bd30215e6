"""The form of a cost. Its questions come from the policy text, and it asks no other (Awb 4:4)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import Field, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are of the version before
from wtforms.validators import InputRequired

from fund.core.errors import Refusal
from fund.evidence.forms import ACCEPTED, FileForm
from fund.evidence.models import Evidence
from fund.evidence.rules import faults as evidence_faults
from fund.payees.queries import Listed
from fund.policy import DECLARATION, Fact, ValueKind
from fund.stays import rules
from fund.stays.answers import as_json, as_typed
from fund.stays.forms.fees import AMOUNT
from fund.stays.forms.periods import A_DAY, PeriodForm
from fund.stays.forms.stays import DAY
from fund.stays.models import Cost
from fund.stays.rules import Noted
from fund.texts.labels import article, evidence_kind, in_page_language, payee_kind
from fund.web import clock
from fund.web.fields import CountField, DayField, MoneyField, Sure, choices


class CostForm(PeriodForm, FileForm):
    """A cost. Its questions (`fact_...`) come from the policy text."""

    ALSO_CALLED = {"number": "bill_number"}  # the name that evidence uses

    cents = MoneyField(
        _l("Bedrag in euro"), [InputRequired(AMOUNT)], description=_l("Het hele bedrag, bijvoorbeeld 1.234,56.")
    )
    from_ = DayField(_l("Eerste dag"), [InputRequired(DAY)])
    until = DayField(_l("Laatste dag"), [InputRequired(DAY)])
    received = MoneyField(
        _l("Wat is hiervan al betaald of vergoed?"),
        zero=True,
        description=_l("Door de gemeente, een verzekering of een ander fonds. Mag leeg blijven."),
    )
    payee = SelectField(_l("Aan wie moet het betaald worden?"), [InputRequired(_l("Kies wie betaald moet worden."))])
    issuer = StringField(
        _l("Van wie is de rekening?"),
        description=_l("De naam van de organisatie. Mag leeg blijven als er geen rekening is."),
    )
    bill_number = StringField(
        _l("Nummer van de rekening"), description=_l("Zo merken wij het als een rekening al genoteerd is.")
    )
    reference = StringField(
        _l("Betalingskenmerk"), description=_l("Dit staat straks bij de betaling. Mag leeg blijven.")
    )
    due_on = DayField(
        _l("Wanneer moet het betaald zijn?"), description=_l("Dan houden wij die dag voor u bij. Mag leeg blijven.")
    )
    due_sure = Sure()
    kind = SelectField(_l("Wat voegt u toe?"))
    issued_on = DayField(_l("Datum op het stuk"))
    total = MoneyField(
        _l("Totaalbedrag op het stuk"),
        description=_l("Ook als hier maar een deel van genoteerd wordt. Mag leeg blijven."),
    )
    file = FileField(
        _l("Foto of PDF"),
        description=_l(
            "JPEG, PNG of PDF, ten hoogste 10 MB en 20 pagina's. Alleen uw opvang kan het bestand bekijken."
        ),
        render_kw=ACCEPTED,
    )
    facts: Sequence[Fact] = ()

    def ask(
        self, *, by_period: bool, payees: Iterable[Listed], payee_kinds: Iterable[str], evidence_kinds: Iterable[str]
    ) -> None:
        """Fit the form to a category, and to the payees that may be paid for the resident."""
        known = {f"{row.payee.kind}:{row.payee.id}": _payee(row) for row in payees}
        unknown = {
            kind: _l("%(kind)s, rekening nog niet bekend", kind=payee_kind(kind).capitalize()) for kind in payee_kinds
        }
        self.payee.choices = choices({**known, **unknown}, [SelectChoice("", _l("Kies een begunstigde"))])
        said = {kind: evidence_kind(kind).capitalize() for kind in evidence_kinds}
        self.kind.choices = choices(said, [SelectChoice("", _l("Niets, of later"))])
        if not by_period:
            self.from_.label.text = _l("Datum van de kosten")
            del self.until

    def faults(self) -> Iterator[Refusal]:
        """Yield what the rules refuse of the cost and of the evidence that comes along."""
        yield from self.period_faults()
        yield from rules.amount_faults(self.cents.data, self.received.data or 0)
        yield from rules.text_faults(
            issuer=self.issuer.data, bill_number=self.bill_number.data, reference=self.reference.data
        )
        if rules.strange_due(self.due_on.data, self.from_.data, clock.today()) and not self.due_sure.data:
            yield Refusal(
                "Deze dag ligt ver van de kosten, of meer dan een jaar vooruit. Klopt dit?", beside="due_sure"
            )
        yield from self._evidence_faults()

    def _evidence_faults(self) -> Iterator[Refusal]:
        kind, issuer, on = self.kind.data, self.issuer.data or "", self.issued_on.data
        if not kind:
            if self.file.data:
                yield Refusal("Kies wat u toevoegt.", beside="kind")
            return
        if kind != DECLARATION and not issuer.strip():
            yield Refusal("Vul in van wie de rekening is.", beside="issuer")
        if on is None:
            yield Refusal("Vul de datum in die op het stuk staat.", beside="issued_on")
        found = evidence_faults(
            kind, issuer, self.bill_number.data, on, today=clock.today(), has_file=bool(self.file.data)
        )
        yield from (fault for fault in found if kind != DECLARATION or fault.values["beside"] != "issuer")

    @property
    def questions(self) -> list[Field]:
        """Return the fields of its facts, in the order of the text."""
        return [self[_field(fact)] for fact in self.facts]

    def new_evidence(self, declared_by: str) -> dict[str, Any] | None:
        """Return the arguments for the evidence that came along; None when none did.

        `declared_by` is the shelter whose own declaration it is, when it is one.
        """
        if not self.kind.data:
            return None
        own = self.kind.data == DECLARATION
        return {
            "kind": self.kind.data,
            "issuer": declared_by if own else self.issuer.data or "",
            "number": None if own else self.bill_number.data,
            "issued_on": self.issued_on.data,
            "cents": self.total.data,
            "upload": self.upload,
        }

    def noted(self, category: str) -> Noted:
        """Return what was typed; only after the form was found valid."""
        kind, _colon, id = self.payee.data.partition(":")
        assert self.from_.data and self.after
        return Noted(
            category=category,
            from_=self.from_.data,
            until=self.after,
            cents=self.cents.data,
            received=self.received.data or 0,
            payee_kind=kind,
            payee_id=UUID(id) if id else None,
            issuer=self.issuer.data,
            bill_number=self.bill_number.data,
            reference=self.reference.data,
            due_on=self.due_on.data,
            facts={
                fact.name: said for fact in self.facts if (said := as_json(fact, self[_field(fact)].data)) is not None
            },
        )


def cost_form(facts: Sequence[Fact], cost: Cost | None = None, behind: Sequence[Evidence] = ()) -> CostForm:
    """Make the form of a cost with a question for each fact, filled in with a cost and the evidence behind it."""
    asked = {_field(fact): _question(fact) for fact in facts}
    filled = {**_filled(facts, cost), "evidence": [str(each.id) for each in behind]} if cost else None
    form: CostForm = type("CostForm", (CostForm,), {**asked, "facts": facts})(data=filled)
    return form


def _payee(row: Listed) -> str:
    what = {"kind": payee_kind(row.payee.kind).capitalize(), "holder": row.opened.holder, "end": row.opened.iban[-4:]}
    return str(_l("%(kind)s: %(holder)s, rekening op %(end)s", **what))


def _field(fact: Fact) -> str:
    return f"fact_{fact.name}"


def _question(fact: Fact) -> Any:
    usual = {
        "label": in_page_language(fact.question),
        "description": _l("Nodig voor %(need)s.", need=article(fact.need)),
    }
    answered = [] if fact.open else [InputRequired(_l("Beantwoord deze vraag."))]
    match fact.kind:
        case ValueKind.YES_NO:
            return RadioField(choices=choices({"yes": _l("Ja"), "no": _l("Nee")}), validators=answered, **usual)
        case ValueKind.CHOICE:
            options = {code: in_page_language(words) for code, words in fact.options}
            return RadioField(choices=choices(options), validators=answered, **usual)
        case ValueKind.COUNT:
            return CountField(validators=answered, **usual)
        case ValueKind.MONEY:
            return MoneyField(validators=answered, zero=True, **usual)
        case _:
            return DayField(validators=answered, **usual)


def _filled(facts: Sequence[Fact], cost: Cost) -> dict[str, Any]:
    answers = {_field(fact): as_typed(fact, cost.facts[fact.name]) for fact in facts if fact.name in cost.facts}
    payee = f"{cost.payee_kind}:{cost.payee_id}" if cost.payee_id else cost.payee_kind
    names = ("from_", "cents", "issuer", "bill_number", "reference", "due_on")
    return {
        **{name: getattr(cost, name) for name in names},
        "received": cost.received or None,
        "due_sure": rules.strange_due(cost.due_on, cost.from_, clock.today()),  # the worker confirmed it before
        "until": cost.until - A_DAY,
        "payee": payee,
        **answers,
    }
