"""From checked tables to rules: every expression is read, and every name in it is known."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from fund.policy.language.expressions import checked
from fund.policy.language.names import CLAIM_NAMES, DECLARATION, LINE_NAMES, RESERVED, SCOPE_NAMES, TERM_NAMES, Names
from fund.policy.language.positions import KeyPath, Positions
from fund.policy.language.problems import Problem, WrongExpression, did_you_mean, quoted
from fund.policy.language.rules import (
    Amount,
    Category,
    Condition,
    Everyone,
    Fact,
    Limit,
    Requirement,
    Rules,
    TermRules,
    Watched,
)
from fund.policy.language.tree import Expr, Truth, ValueKind, Whole, names
from fund.policy.language.words import Words

_BLANK = re.compile(r"\{([^{}]*)\}")


class RulesBuilder:
    """Builds the rules of whole tables and gathers every problem on the way."""

    def __init__(self, tables: Mapping[str, Any], amounts: Mapping[str, Amount], positions: Positions) -> None:
        self.tables = tables
        self.amounts = amounts
        self.positions = positions
        self.problems: list[Problem] = []
        self.facts = {name: self.fact(name, value) for name, value in tables.get("facts", {}).items()}
        declared: Iterable[Fact | Amount] = (*self.facts.values(), *amounts.values())
        self.names: Names = {**{part.name: part.declared for part in declared}, **CLAIM_NAMES, **LINE_NAMES}
        self.only_amounts: Names = {**{name: found.declared for name, found in amounts.items()}, **TERM_NAMES}

    def rules(self) -> Rules:
        """Return the rules; what is wrong stands in `problems`."""
        tables = self.tables
        self.distinct()
        return Rules(
            programme=tables["policy"].get("programme", "kostenfonds"),
            facts=self.facts,
            amounts=self.amounts,
            everyone=self.everyone(tables.get("everyone", {})),
            conditions=tuple(self.condition(value) for value in tables.get("conditions", [])),
            categories={code: self.category(code, value) for code, value in tables.get("categories", {}).items()},
            terms=self.terms(tables.get("terms", {})),
            payees={name: _words(value) for name, value in tables.get("payees", {}).items()},
            evidence={name: _words(value) for name, value in tables.get("evidence", {}).items()},
            watched=tuple(self.watched(value) for value in tables.get("watch", [])),
        )

    def distinct(self) -> None:
        """Require each name to have one meaning."""
        facts, amounts = self.facts.keys(), self.amounts.keys()
        for name in sorted((facts & amounts) | ((facts | amounts) & RESERVED)):
            table = "facts" if name in facts else "amounts"
            self.wrong((table, name), f"De naam {quoted(name)} betekent al iets anders.")

    def wrong(self, path: KeyPath, sentence: str) -> None:
        """Note a problem at a key."""
        self.problems.append(self.positions.problem(path, sentence))

    def expr(self, path: KeyPath, text: str, known: Names, *wanted: ValueKind) -> Expr:
        """Read an expression; where it is wrong, note that and go on with an empty one."""
        try:
            return checked(text, known, *wanted)
        except WrongExpression as wrong:
            line, column = self.positions.spot(path, text)
            self.problems.append(Problem(line, None if column < 0 else column + wrong.column + 1, wrong.sentence))
            return Whole(0)

    def optional(self, path: KeyPath, holder: Mapping[str, Any], known: Names, *wanted: ValueKind) -> Expr | None:
        """Read the expression under the path's last key, where there is one."""
        text = holder.get(str(path[-1]))
        return None if text is None else self.expr(path, text, known, *wanted)

    def listed(self, path: KeyPath, given: Iterable[str], known: Iterable[str], what: str) -> tuple[str, ...]:
        """Require each name to be known."""
        known = list(known)
        for name in given:
            if name not in known:
                self.wrong(path, f"{quoted(name)} is geen {what} van deze tekst.{did_you_mean(name, known)}")
        return tuple(given)

    def fact(self, name: str, value: Mapping[str, Any]) -> Fact:
        """Read a fact."""
        path = ("facts", name)
        kind = ValueKind(value["type"])
        options = tuple((word, _words(said)) for word, said in value.get("options", {}).items())
        if (kind is ValueKind.CHOICE) != bool(options):
            self.wrong(path, f"{quoted(name)}: antwoorden (options) horen bij een keuze, en alleen daarbij.")
        if value.get("open") and kind is not ValueKind.DATE:
            self.wrong(path, f"{quoted(name)}: alleen een datum kan open zijn.")
        if "most" in value and kind is not ValueKind.COUNT:
            self.wrong(path, f"{quoted(name)}: alleen een aantal heeft een hoogste waarde (most).")
        flags = (bool(value.get("protected")), bool(value.get("open")), "by" in value)
        return Fact(name, kind, value["of"], _words(value), value["need"], *flags, value.get("most"), options)

    def condition(self, value: Mapping[str, Any]) -> Condition:
        """Read a condition; one that names a protected fact is refused."""
        path: KeyPath = ("conditions", value["id"])
        holds = self.expr((*path, "holds"), value["holds"], self.names, ValueKind.YES_NO)
        self.unprotected(path, holds)
        met = _words(value)
        unmet = Words(value.get("not_nl", f"Niet voldaan: {met.nl}"), value.get("not_en", f"Not met: {met.en}"))
        unknown = Words(value.get("open_nl", met.nl), value.get("open_en", met.en))
        for words in (met, unmet, unknown):
            self.blanks(path, words)
        only = self.listed((*path, "only"), value.get("only", ()), self.tables.get("categories", {}), "kostensoort")
        return Condition(value["id"], value["article"], holds, value["otherwise"], met, unmet, unknown, only)

    def unprotected(self, path: KeyPath, node: Expr | None) -> None:
        """Refuse a test on a protected fact: it may raise an amount, never deny."""
        for name in names(node) if node else ():
            if name in self.facts and self.facts[name].protected:
                self.wrong(
                    path, f"{quoted(name)} is beschermd: dit mag een bedrag verhogen, maar nooit een voorwaarde zijn."
                )

    def blanks(self, path: KeyPath, words: Words) -> None:
        """Require each {name} in a sentence to be known."""
        for name in (*_BLANK.findall(words.nl), *_BLANK.findall(words.en)):
            if name not in self.names or self.names[name].levels:
                near = did_you_mean(name, self.names)
                self.wrong(path, f"In de zin staat {quoted('{' + name + '}')}, maar dat is onbekend.{near}")

    def category(self, code: str, value: Mapping[str, Any]) -> Category:
        """Read a category."""
        path: KeyPath = ("categories", code)
        return Category(
            code=code,
            name=_words(value),
            unit=value["unit"],
            article=value["article"],
            pays=self.optional((*path, "pays"), value, self.names, ValueKind.MONEY),
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

    def truth(self, path: KeyPath, holder: Mapping[str, Any]) -> Expr:
        """Read true, false or an expression under the path's last key; absent is false."""
        value = holder.get(str(path[-1]), False)
        return Truth(value) if isinstance(value, bool) else self.expr(path, value, self.names, ValueKind.YES_NO)

    def everyone(self, value: Mapping[str, Any]) -> Everyone:
        """Read what applies to every category."""
        payees = self.listed(
            ("everyone", "payees"), value.get("payees", ()), self.tables.get("payees", {}), "begunstigde"
        )
        article = value.get("article", "")
        path: KeyPath = ("everyone",)
        evidence = self.evidence(path, value, value.get("evidence_article", article))
        return Everyone(article or None, payees, self.limits(path, value, article, ("*",)), evidence)

    def limits(
        self, path: KeyPath, holder: Mapping[str, Any], article: str, over: tuple[str, ...]
    ) -> tuple[Limit, ...]:
        """Read the limits of a category or of everyone."""
        found = []
        known = {**self.names, **SCOPE_NAMES}
        codes = ("*", *self.tables.get("categories", {}))
        for index, value in enumerate(holder.get("limits", [])):
            at = (*path, "limits", index)
            most = self.expr(
                (*at, "most"), value["most"], known, ValueKind.MONEY if value["of"] == "money" else ValueKind.COUNT
            )
            covered = self.listed((*at, "over"), value.get("over", over), codes, "kostensoort")
            own = (self.tables["policy"].get("programme", "kostenfonds"),)
            where = (value.get("whom", "resident"), value["within"], covered, tuple(value.get("programmes", own)))
            found.append(
                Limit(f"{path[-1]}.limits.{index + 1}", value.get("article", article), value["of"], most, *where)
            )
        return tuple(found)

    def evidence(self, path: KeyPath, holder: Mapping[str, Any], article: str) -> tuple[Requirement, ...]:
        """Read the evidence that a category, or everyone, requires."""
        found = []
        kinds = self.tables.get("evidence", {})
        for index, value in enumerate(holder.get("evidence", [])):
            at = (*path, "evidence", index)
            any_of = self.listed((*at, "any_of"), value["any_of"], kinds, "soort bewijs")
            above = self.optional((*at, "above"), value, self.names, ValueKind.MONEY)
            if above:
                self.listed((*at, "above"), (DECLARATION,), kinds, "soort bewijs")
            when = self.optional((*at, "when"), value, self.names, ValueKind.YES_NO)
            self.unprotected(at, when)
            fresh = self.optional((*at, "fresh"), value, self.names, ValueKind.DAYS, ValueKind.MONTHS)
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
        advance = self.optional(("terms", "advance"), value, self.only_amounts, ValueKind.MONEY)
        above = self.optional(("terms", "second_look_above"), value, self.only_amounts, ValueKind.MONEY)
        return TermRules(*days, advance, above, value.get("second_look_article", ""))

    def watched(self, value: Mapping[str, Any]) -> Watched:
        """Read a target that is only watched."""
        wanted = (ValueKind.MONEY, ValueKind.COUNT, ValueKind.SHARE)
        return Watched(
            value["id"],
            self.expr(("watch", value["id"], "target"), value["target"], self.only_amounts, *wanted),
            _words(value),
        )


def _words(value: Mapping[str, Any]) -> Words:
    return Words(cast(str, value["nl"]), cast(str, value["en"]))
