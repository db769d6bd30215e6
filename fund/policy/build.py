"""From checked tables to rules: every expression read, every name known, every sentence filled."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from fund.policy import amounts as money
from fund.policy.expressions import Declared, Names, Wrong, checked
from fund.policy.parts import Amount, Category, Condition, Everyone, Fact, Limit, Requirement, Rules, TermRules, Watched
from fund.policy.places import Path, Places
from fund.policy.problems import Problem, meant, shown
from fund.policy.tree import Expr, Kind, Truth, Whole, names
from fund.policy.words import Words

CLAIM_WORDS: Names = {"filed_on": Declared(Kind.DATE)}
LINE_WORDS: Names = {
    "claimed": Declared(Kind.MONEY),
    "received": Declared(Kind.MONEY),
    "units": Declared(Kind.COUNT),
    "from": Declared(Kind.DATE),
    "until": Declared(Kind.DATE),
    "calendar_months": Declared(Kind.COUNT),
}
SCOPE_WORDS: Names = {"units_in_all": Declared(Kind.COUNT)}
TERM_WORDS: Names = {"claimed": Declared(Kind.MONEY)}
OWN_WORDS = frozenset({*CLAIM_WORDS, *LINE_WORDS, *SCOPE_WORDS, "yes", "no", "min", "max", "days", "months"})
DECLARATION = "declaration"
_BLANK = re.compile(r"\{([^{}]*)\}")


class Build:
    """Builds the rules of whole tables, and gathers every problem on the way."""

    def __init__(self, tables: Mapping[str, Any], amounts: Mapping[str, Amount], places: Places) -> None:
        self.tables = tables
        self.amounts = amounts
        self.places = places
        self.problems: list[Problem] = []
        self.facts = {name: self.fact(name, value) for name, value in tables.get("facts", {}).items()}
        declared: Iterable[Fact | Amount] = (*self.facts.values(), *amounts.values())
        self.names: Names = {**{part.name: part.declared for part in declared}, **CLAIM_WORDS, **LINE_WORDS}
        self.only_amounts: Names = {**{name: found.declared for name, found in amounts.items()}, **TERM_WORDS}

    def rules(self) -> Rules:
        """Return the rules; what is wrong stands in `problems`."""
        tables = self.tables
        for name in sorted(
            (self.facts.keys() & self.amounts.keys()) | ((self.facts.keys() | self.amounts.keys()) & OWN_WORDS)
        ):
            self.wrong(
                ("facts" if name in self.facts else "amounts", name), f"De naam {shown(name)} betekent al iets anders."
            )
        everyone = tables.get("everyone", {})
        return Rules(
            programme=tables["policy"].get("programme", "kostenfonds"),
            facts=self.facts,
            amounts=self.amounts,
            everyone=self.everyone(everyone),
            conditions=tuple(self.condition(value) for value in tables.get("conditions", [])),
            categories={code: self.category(code, value) for code, value in tables.get("categories", {}).items()},
            terms=self.terms(tables.get("terms", {})),
            payees={name: _words(value) for name, value in tables.get("payees", {}).items()},
            evidence={name: _words(value) for name, value in tables.get("evidence", {}).items()},
            watched=tuple(self.watched(value) for value in tables.get("watch", [])),
        )

    def wrong(self, path: Path, sentence: str) -> None:
        """Note a problem at a key."""
        self.problems.append(Problem(self.places.line(path), None, sentence))

    def expr(self, path: Path, text: str, known: Names, *wanted: Kind) -> Expr:
        """Read an expression; where it is wrong, note that and go on with an empty one."""
        try:
            return checked(text, known, *wanted)
        except Wrong as wrong:
            line, column = self.places.spot(path, text)
            self.problems.append(Problem(line, None if column < 0 else column + wrong.column + 1, wrong.sentence))
            return Whole(0)

    def optional(self, path: Path, holder: Mapping[str, Any], known: Names, *wanted: Kind) -> Expr | None:
        """Read the expression under the path's last key, where there is one."""
        text = holder.get(str(path[-1]))
        return None if text is None else self.expr(path, text, known, *wanted)

    def listed(self, path: Path, given: Iterable[str], known: Iterable[str], what: str) -> tuple[str, ...]:
        """Want each name to be known."""
        known = list(known)
        for name in given:
            if name not in known:
                self.wrong(path, f"{shown(name)} is geen {what} van deze tekst.{meant(name, known)}")
        return tuple(given)

    def fact(self, name: str, value: Mapping[str, Any]) -> Fact:
        """Read a fact."""
        path = ("facts", name)
        kind = Kind(value["type"])
        options = tuple((word, _words(said)) for word, said in value.get("options", {}).items())
        if (kind is Kind.CHOICE) != bool(options):
            self.wrong(path, f"{shown(name)}: antwoorden (options) horen bij een keuze, en alleen daarbij.")
        if value.get("open") and kind is not Kind.DATE:
            self.wrong(path, f"{shown(name)}: alleen een datum kan open zijn.")
        if "most" in value and kind is not Kind.COUNT:
            self.wrong(path, f"{shown(name)}: alleen een aantal heeft een hoogste waarde (most).")
        flags = (bool(value.get("protected")), bool(value.get("open")), "by" in value)
        return Fact(name, kind, value["of"], _words(value), value["need"], *flags, value.get("most"), options)

    def condition(self, value: Mapping[str, Any]) -> Condition:
        """Read a condition; one that names a protected fact is refused."""
        path: Path = ("conditions", value["id"])
        holds = self.expr((*path, "holds"), value["holds"], self.names, Kind.YES_NO)
        self.unprotected(path, holds)
        says = _words(value)
        denies = Words(value.get("not_nl", f"Niet voldaan: {says.nl}"), value.get("not_en", f"Not met: {says.en}"))
        wonders = Words(value.get("open_nl", says.nl), value.get("open_en", says.en))
        for words in (says, denies, wonders):
            self.blanks(path, words)
        only = self.listed((*path, "only"), value.get("only", ()), self.tables.get("categories", {}), "kostensoort")
        return Condition(value["id"], value["article"], holds, value["otherwise"], says, denies, wonders, only)

    def unprotected(self, path: Path, node: Expr | None) -> None:
        """Refuse a test on a protected fact: it may raise an amount, never deny."""
        for name in names(node) if node else ():
            if name in self.facts and self.facts[name].protected:
                self.wrong(
                    path, f"{shown(name)} is beschermd: dit mag een bedrag verhogen, maar nooit een voorwaarde zijn."
                )

    def blanks(self, path: Path, words: Words) -> None:
        """Want each {name} in a sentence to be known."""
        for name in (*_BLANK.findall(words.nl), *_BLANK.findall(words.en)):
            if name not in self.names or self.names[name].levels:
                self.wrong(
                    path, f"In de zin staat {shown('{' + name + '}')}, maar dat is onbekend.{meant(name, self.names)}"
                )

    def category(self, code: str, value: Mapping[str, Any]) -> Category:
        """Read a category."""
        path: Path = ("categories", code)
        return Category(
            code=code,
            name=_words(value),
            unit=value["unit"],
            article=value["article"],
            pays=self.optional((*path, "pays"), value, self.names, Kind.MONEY),
            limits=self.limits(path, value, value["article"], (code,)),
            evidence=self.evidence(
                path, value, self.tables.get("everyone", {}).get("evidence_article", value["article"])
            ),
            payees=self.listed((*path, "payees"), value["payees"], self.tables.get("payees", {}), "begunstigde"),
            form=value.get("form", "gift"),
            guaranteed=self.truth((*path, "guaranteed"), value),
            unlimited=self.truth((*path, "unlimited"), value),
            about=self.listed((*path, "about"), value.get("about", ()), self.facts, "gegeven"),
        )

    def truth(self, path: Path, holder: Mapping[str, Any]) -> Expr:
        """Read true, false or an expression under the path's last key; absent is false."""
        value = holder.get(str(path[-1]), False)
        return Truth(value) if isinstance(value, bool) else self.expr(path, value, self.names, Kind.YES_NO)

    def everyone(self, value: Mapping[str, Any]) -> Everyone:
        """Read what goes for every category."""
        payees = self.listed(
            ("everyone", "payees"), value.get("payees", ()), self.tables.get("payees", {}), "begunstigde"
        )
        article = value.get("article", "")
        path: Path = ("everyone",)
        evidence = self.evidence(path, value, value.get("evidence_article", article))
        return Everyone(article or None, payees, self.limits(path, value, article, ("*",)), evidence)

    def limits(self, path: Path, holder: Mapping[str, Any], article: str, over: tuple[str, ...]) -> tuple[Limit, ...]:
        """Read the limits of a category or of everyone."""
        found = []
        known = {**self.names, **SCOPE_WORDS}
        codes = ("*", *self.tables.get("categories", {}))
        for index, value in enumerate(holder.get("limits", [])):
            at = (*path, "limits", index)
            most = self.expr((*at, "most"), value["most"], known, Kind.MONEY if value["of"] == "money" else Kind.COUNT)
            covered = self.listed((*at, "over"), value.get("over", over), codes, "kostensoort")
            own = (self.tables["policy"].get("programme", "kostenfonds"),)
            where = (value.get("whom", "resident"), value["within"], covered, tuple(value.get("programmes", own)))
            found.append(
                Limit(f"{path[-1]}.limits.{index + 1}", value.get("article", article), value["of"], most, *where)
            )
        return tuple(found)

    def evidence(self, path: Path, holder: Mapping[str, Any], article: str) -> tuple[Requirement, ...]:
        """Read what evidence a category, or everyone, asks."""
        found = []
        kinds = self.tables.get("evidence", {})
        for index, value in enumerate(holder.get("evidence", [])):
            at = (*path, "evidence", index)
            any_of = self.listed((*at, "any_of"), value["any_of"], kinds, "soort bewijs")
            above = self.optional((*at, "above"), value, self.names, Kind.MONEY)
            if above:
                self.listed((*at, "above"), (DECLARATION,), kinds, "soort bewijs")
            when = self.optional((*at, "when"), value, self.names, Kind.YES_NO)
            self.unprotected(at, when)
            fresh = self.optional((*at, "fresh"), value, self.names, Kind.DAYS, Kind.MONTHS)
            rule = f"{path[-1]}.evidence.{index + 1}"
            found.append(
                Requirement(
                    rule, value.get("article", article), any_of, above, when, fresh, value.get("otherwise", "ask")
                )
            )
        return tuple(found)

    def terms(self, value: Mapping[str, Any]) -> TermRules:
        """Read the terms."""
        days = (value.get("decide_days"), value.get("urgent_days"), value.get("pay_days"))
        advance = self.optional(("terms", "advance"), value, self.only_amounts, Kind.MONEY)
        above = self.optional(("terms", "second_look_above"), value, self.only_amounts, Kind.MONEY)
        return TermRules(*days, advance, above, value.get("second_look_article", ""))

    def watched(self, value: Mapping[str, Any]) -> Watched:
        """Read a target that is only watched."""
        wanted = (Kind.MONEY, Kind.COUNT, Kind.SHARE)
        return Watched(
            value["id"],
            self.expr(("watch", value["id"], "target"), value["target"], self.only_amounts, *wanted),
            _words(value),
        )


def _words(value: Mapping[str, Any]) -> Words:
    return Words(cast(str, value["nl"]), cast(str, value["en"]))


def amounts_of(tables: Mapping[str, Any], places: Places) -> tuple[dict[str, Amount], list[Problem]]:
    """Read a text's own amounts, with what is wrong with them; their clock is the text's, unless they carry one."""
    found: dict[str, Amount] = {}
    problems = []
    for name, entries in tables.get("amounts", {}).items():
        try:
            found[name] = money.amount(name, entries, tables["policy"].get("clock", "cost"))
        except money.Unfit as wrong:
            problems.append(Problem(places.line(("amounts", name)), None, str(wrong)))
    problems += [Problem(places.line(path), None, said) for path, said in money.gaps(found, tables["policy"]["from"])]
    return found, problems
