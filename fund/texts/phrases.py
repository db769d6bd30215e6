"""An expression of a text in words: the sum that it makes, with the amounts of a day. Pure."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from fund.policy import (
    Compare,
    Either,
    Expr,
    Joined,
    Language,
    Lookup,
    Name,
    Not,
    OneOf,
    Pick,
    Rules,
    Seen,
    Span,
    Sum,
    Truth,
    ValueKind,
    Whole,
    Words,
    formats,
)

_WORDS = {
    "claimed": Words("wat gevraagd wordt", "what is claimed"),
    "received": Words("wat al ontvangen is", "what was received already"),
    "children": Words("aantal kinderen", "number of children"),
    "nights_due": Words("verschuldigde nachten", "nights that are due"),
    "night_rate": Words("het bedrag per nacht in het besluit", "the amount a night in the order"),
    "calendar_months": Words("aantal kalendermaanden", "number of calendar months"),
    "from": Words("begin van de kosten", "start of the cost"),
    "until": Words("einde van de kosten", "end of the cost"),
    "filed_on": Words("dag van indienen", "day of filing"),
    "admitted_on": Words("dag van opname", "day of admission"),
    "left_on": Words("dag van vertrek", "day of leaving"),
}
UNITS = ("units", "units_in_all")
_SIGNS = {"*": "×", "-": "−", "+": "+"}
_ORDERS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠"}


class Wording:
    """Writes the expressions of a text's rules, with the amounts of a day; `unit` is what the category counts in."""

    def __init__(self, rules: Rules, on: date, language: Language, unit: str = "event") -> None:
        self.rules = rules
        self.on = on
        self.language = language
        self.unit = unit

    def word(self, nl: str, en: str) -> str:
        """Return the word of this language."""
        return Words(nl, en).said(self.language)

    def units(self, count: int) -> str:
        """Return what the category counts in: `nacht` for one, `nachten` for more."""
        return formats.units(count, self.unit, self.language).split(" ", 1)[1]

    def text(self, node: Expr, *, counted: bool = False) -> str:
        """Write an expression; `counted`: its number counts units of the category."""
        match node:
            case Whole(value):
                return formats.units(value, self.unit, self.language) if counted else str(value)
            case Name() | Lookup():
                return self.named(node, counted=counted)
            case Sum(sign, left, right):
                return f"{self.bound(left, sign)} {_SIGNS[sign]} {self.bound(right, sign)}"
            case Pick(which, of):
                return self.picked(which, of, counted=counted)
            case Span(of, kind):
                unit = self.word("dagen", "days") if kind is ValueKind.DAYS else self.word("maanden", "months")
                return f"{self.text(of)} {unit}"
        return self.asked(node)

    def asked(self, node: Expr) -> str:
        """Write what is so or not."""
        match node:
            case Truth(value):
                return self.word("altijd", "always") if value else self.word("nooit", "never")
            case Compare(first, then):
                return " ".join([self.text(first), *(f"{_ORDERS[order]} {self.text(right)}" for order, right in then)])
            case Joined(by, of):
                return (self.word(" en ", " and ") if by == "and" else self.word(" of ", " or ")).join(
                    self.text(part) for part in of
                )
            case Not(of):
                return f"{self.word('niet', 'not')} {self.text(of)}"
            case OneOf(name, words, negated):
                return f"{self.text(Name(name, ValueKind.CHOICE))} {'≠' if negated else '='} {', '.join(words)}"
            case Either(test, yes, no):
                both = self.text(yes), self.text(no)
                return self.word(
                    f"{both[0]} als {self.text(test)}, anders {both[1]}",
                    f"{both[0]} if {self.text(test)}, else {both[1]}",
                )
        raise AssertionError(node)

    def named(self, node: Name | Lookup, *, counted: bool) -> str:
        """Write a name: an amount by its value, anything else by what it is."""
        if node.name in UNITS:
            return self.word("aantal ", "number of ") + self.units(2)
        if node.name in self.rules.amounts and isinstance(node, Name):
            value = self.rules.amounts[node.name].on(self.on)
            if counted and isinstance(value, int):
                return formats.units(value, self.unit, self.language)
            if isinstance(value, int | Fraction | date | str):
                return formats.value(Seen(node.name, node.kind, value), self.language)
        if node.name in _WORDS:
            return _WORDS[node.name].said(self.language)
        fact = self.rules.facts.get(node.name)
        return f"‘{fact.question.said(self.language)}’" if fact else node.name.replace("_", " ")

    def picked(self, which: str, of: Iterable[Expr], *, counted: bool) -> str:
        """Write the least or the most of several."""
        parts = [self.text(part, counted=counted) for part in of]
        least = (
            self.word("het laagste van", "the lowest of")
            if which == "min"
            else self.word("het hoogste van", "the highest of")
        )
        return f"{least} {formats.all_of(parts, self.language)}"

    def bound(self, node: Expr, sign: str) -> str:
        """Write a part of a sum, in brackets where it needs them."""
        said = self.text(node)
        loose = isinstance(node, Pick | Either) or (isinstance(node, Sum) and (sign in ("*", "-")) and node.sign != "*")
        return f"({said})" if loose else said
