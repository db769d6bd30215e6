"""From Python's tree of an expression to ours: each name declared, each operation between kinds that may meet."""

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NoReturn

from fund.policy.language import kinds
from fund.policy.language.names import Declared, Names
from fund.policy.language.problems import WrongExpression, did_you_mean, quoted
from fund.policy.language.tree import (
    Compare,
    Either,
    Expr,
    Joined,
    Lookup,
    Name,
    Not,
    OneOf,
    Pick,
    Span,
    Sum,
    Truth,
    ValueKind,
    Whole,
)

_SIGNS: Mapping[type[ast.operator], Literal["+", "-", "*"]] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
_ORDERS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


class Checker:
    """Turns Python's tree into ours and refuses what is not part of the language."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def expr(self, node: ast.expr) -> Expr:
        """Check any node."""
        read: Mapping[type[ast.expr], Callable[..., Expr]] = {
            ast.Constant: self.constant,
            ast.Name: self.name,
            ast.Subscript: self.lookup,
            ast.BinOp: self.sum,
            ast.BoolOp: self.joined,
            ast.UnaryOp: self.opposite,
            ast.Compare: self.compare,
            ast.IfExp: self.either,
            ast.Call: self.call,
        }
        if type(node) not in read:
            _refuse(node, "Dit kan niet in een regel.")
        return read[type(node)](node)

    def constant(self, node: ast.Constant) -> Expr:
        """Take a whole number."""
        if isinstance(node.value, str):
            _refuse(node, "Een woord tussen aanhalingstekens kan alleen na ‘in’, ‘==’ of ‘!=’ bij een keuze.")
        if type(node.value) is not int:
            _refuse(node, "Dit kan niet in een regel.")
        return Whole(node.value)

    def name(self, node: ast.Name) -> Expr:
        """Take a fact, an amount, a word of the claim, or yes or no."""
        name = _plain(node.id)
        if name in ("yes", "no"):
            return Truth(name == "yes")
        declared = self.declared(node)
        if declared.levels:
            _refuse(node, f"‘{name}’ is een tabel. Zet de keuze erachter, tussen vierkante haken.")
        return Name(name, declared.kind)

    def declared(self, node: ast.Name) -> Declared:
        """Return how a name is declared."""
        name = _plain(node.id)
        if name not in self.names:
            _refuse(node, f"{quoted(name)} is hier onbekend.{did_you_mean(name, self.names)}")
        return self.names[name]

    def lookup(self, node: ast.Subscript) -> Expr:
        """Take `norm[household]`: as many choices as the table has levels."""
        by: list[ast.expr] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Subscript):
            by.insert(0, inner.slice)
            inner = inner.value
        if not isinstance(inner, ast.Name):
            _refuse(node, "Alleen een tabel heeft vierkante haken.")
        declared = self.declared(inner)
        name, levels = _plain(inner.id), declared.levels
        if len(levels) != len(by):
            _refuse(node, f"‘{name}’ heeft {len(levels)} keuzes tussen vierkante haken nodig, geen {len(by)}.")
        keys = tuple(self.key(key, words) for key, words in zip(by, levels, strict=True))
        return Lookup(name, keys, declared.kind)

    def key(self, node: ast.expr, words: tuple[str, ...]) -> str:
        """Return the choice by which a table is looked up; the table must have each of its answers."""
        if not isinstance(node, ast.Name):
            _refuse(node, "Tussen vierkante haken hoort de naam van een keuze.")
        declared = self.declared(node)
        missing = [word for word in declared.words if word not in words]
        if declared.kind is not ValueKind.CHOICE or missing:
            _refuse(
                node, f"De tabel heeft niet elk antwoord van ‘{node.id}’{': ' + quoted(missing[0]) if missing else ''}."
            )
        return _plain(node.id)

    def sum(self, node: ast.BinOp) -> Expr:
        """Take plus, minus or times."""
        if type(node.op) not in _SIGNS:
            _refuse(node, "Alleen plus, min en keer kunnen in een regel.")
        sign = _SIGNS[type(node.op)]
        left, right = self.expr(node.left), self.expr(node.right)
        kind = kinds.of_sum(sign, left, right)
        if kind is None:
            _refuse(node, f"‘{sign}’ kan niet tussen {kinds.NAMES[left.kind]} en {kinds.NAMES[right.kind]}.")
        return Sum(sign, left, right, kind)

    def joined(self, node: ast.BoolOp) -> Expr:
        """Take `and` and `or`."""
        return Joined(
            "and" if isinstance(node.op, ast.And) else "or", tuple(self.yes_no(value) for value in node.values)
        )

    def opposite(self, node: ast.UnaryOp) -> Expr:
        """Take `not`."""
        if not isinstance(node.op, ast.Not):
            _refuse(node, "Een teken voor een getal kan niet. Trek het af van iets anders.")
        return Not(self.yes_no(node.operand))

    def yes_no(self, node: ast.expr) -> Expr:
        """Check a node that must be yes or no."""
        found = self.expr(node)
        if found.kind is not ValueKind.YES_NO:
            _refuse(node, f"Hier hoort ja of nee, maar dit is {kinds.NAMES[found.kind]}.")
        return found

    def compare(self, node: ast.Compare) -> Expr:
        """Take a chain of comparisons, or a choice compared with quoted words."""
        words = _quoted(node)
        if words is not None:
            return self.one_of(node, words)
        sides = [self.expr(side) for side in (node.left, *node.comparators)]
        for left, right, at in zip(sides, sides[1:], node.comparators, strict=False):
            if kinds.shared((left, right)) not in kinds.ORDERED:
                _refuse(
                    at, f"{kinds.NAMES[left.kind].capitalize()} is niet te vergelijken met {kinds.NAMES[right.kind]}."
                )
        if any(type(op) not in _ORDERS for op in node.ops):
            _refuse(node, "‘in’ kan alleen bij een keuze, met woorden tussen haakjes en aanhalingstekens.")
        return Compare(sides[0], tuple((_ORDERS[type(op)], side) for op, side in zip(node.ops, sides[1:], strict=True)))

    def one_of(self, node: ast.Compare, words: Sequence[ast.Constant]) -> Expr:
        """Take a choice and the words it is compared with."""
        left = node.left
        if not isinstance(left, ast.Name) or self.declared(left).kind is not ValueKind.CHOICE:
            _refuse(left, "Een woord tussen aanhalingstekens hoort bij een keuze.")
        options = self.declared(left).words
        for word in words:
            if _plain(word.value) not in options:
                _refuse(
                    word,
                    f"{quoted(word.value)} is geen antwoord op ‘{left.id}’.{did_you_mean(str(word.value), options)}",
                )
        negated = isinstance(node.ops[0], ast.NotIn | ast.NotEq)
        return OneOf(_plain(left.id), tuple(_plain(word.value) for word in words), negated)

    def either(self, node: ast.IfExp) -> Expr:
        """Take `x if test else y`."""
        test, yes, no = self.yes_no(node.test), self.expr(node.body), self.expr(node.orelse)
        kind = kinds.shared((yes, no))
        if kind is None or kind is ValueKind.CHOICE:
            _refuse(
                node,
                f"Voor en na ‘else’ hoort hetzelfde, maar dit is {kinds.NAMES[yes.kind]} en {kinds.NAMES[no.kind]}.",
            )
        return Either(test, yes, no, kind)

    def call(self, node: ast.Call) -> Expr:
        """Take min, max, days and months."""
        verb = node.func.id if isinstance(node.func, ast.Name) else ""
        if verb not in ("min", "max", "days", "months") or node.keywords:
            _refuse(
                node,
                f"Alleen min, max, days en months kunnen zo.{did_you_mean(verb, ('min', 'max', 'days', 'months'))}",
            )
        of = tuple(self.expr(arg) for arg in node.args)
        if verb in ("days", "months"):
            if len(of) != 1 or of[0].kind is not ValueKind.COUNT:
                _refuse(node, f"‘{verb}’ wil één aantal tussen de haakjes.")
            return Span(of[0], ValueKind(verb))
        kind = kinds.shared(of)
        if len(of) < 2 or kind not in kinds.ORDERED:
            _refuse(node, f"‘{verb}’ wil twee of meer van dezelfde soort.")
        return Pick("min" if verb == "min" else "max", of, kind)


def _plain(name: object) -> str:
    return "from" if name == "FROM" else str(name)


def _quoted(node: ast.Compare) -> Sequence[ast.Constant] | None:
    """Return the quoted words of `choice in ("a", "b")` or `choice == "a"`; None for any other comparison."""
    if len(node.ops) != 1:
        return None
    right = node.comparators[0]
    if isinstance(node.ops[0], ast.Eq | ast.NotEq):
        found = [right]
    elif isinstance(node.ops[0], ast.In | ast.NotIn) and isinstance(right, ast.Tuple):
        found = list(right.elts)
    else:
        return None
    words = [word for word in found if isinstance(word, ast.Constant) and isinstance(word.value, str)]
    return words if words and len(words) == len(found) else None


def _refuse(node: ast.expr, sentence: str) -> NoReturn:
    raise WrongExpression(sentence, node.col_offset)
