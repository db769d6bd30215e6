"""From the text of an expression to its checked tree: a small typed subset of Python's expressions, bounded before it is parsed."""

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn, TypeAlias

from fund.policy import kinds
from fund.policy.problems import meant, shown
from fund.policy.tree import (
    Compare,
    Either,
    Expr,
    Joined,
    Kind,
    Lookup,
    Name,
    Not,
    OneOf,
    Pick,
    Span,
    Sum,
    Truth,
    Whole,
)

MOST_LETTERS = 400
MOST_DEPTH = 24
MOST_NODES = 120
MOST_DIGITS = 9

_SIGNS: Mapping[type[ast.operator], Literal["+", "-", "*"]] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
_ORDERS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_ALLOWED = re.compile(r"[A-Za-z0-9_ ()<>=!+*,\"'\[\]-]*")
_NUMBER = re.compile(r"(?<![A-Za-z0-9_])[0-9][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Declared:
    """A name that an expression may use: its kind, a choice's words, and a table's words for each of its levels."""

    kind: Kind
    words: tuple[str, ...] = ()
    levels: tuple[tuple[str, ...], ...] = ()


Names: TypeAlias = Mapping[str, Declared]


class Wrong(ValueError):
    """An expression that cannot be read: a Dutch sentence and its column, from 0."""

    def __init__(self, sentence: str, column: int = 0) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.column = column


def checked(text: str, names: Names, *wanted: Kind) -> Expr:
    """Read an expression that uses these names and gives one of the kinds wanted.

    Raises:
        Wrong: for anything else, with a sentence and the column.
    """
    _bounded(text)
    tree = _parsed(text)
    node = _Check(names).expr(tree)
    if node.kind in wanted or (node == Whole(0) and Kind.MONEY in wanted):
        return node
    raise Wrong(f"Hier hoort {' of '.join(kinds.SAID[kind] for kind in wanted)}, maar dit is {kinds.SAID[node.kind]}.")


def _bounded(text: str) -> None:
    if len(text) > MOST_LETTERS:
        raise Wrong(f"Deze regel is te lang: ten hoogste {MOST_LETTERS} tekens.")
    allowed = _ALLOWED.match(text)
    end = allowed.end() if allowed else 0
    if end < len(text):
        raise Wrong(f"Het teken {shown(text[end])} kan hier niet.", end)
    depth = 0
    for column, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if depth > MOST_DEPTH:
            raise Wrong("Te veel haakjes in elkaar.", column)
    for number in _NUMBER.finditer(text):
        if not re.fullmatch(rf"[0-9]{{1,{MOST_DIGITS}}}", number[0]):
            raise Wrong(f"{shown(number[0])} is geen getal van ten hoogste {MOST_DIGITS} cijfers.", number.start())
    for word in re.finditer(r"\bFROM\b", text):
        raise Wrong("‘FROM’ is hier onbekend. Bedoelt u ‘from’?", word.start())


def _parsed(text: str) -> ast.expr:
    # `from` is a keyword to ast; a name of the same length keeps the columns
    try:
        tree = ast.parse(re.sub(r"\bfrom\b", "FROM", text), mode="eval").body
    except SyntaxError as wrong:
        raise Wrong("Deze regel is niet te lezen.", min(len(text), (wrong.offset or len(text) + 1) - 1)) from None
    except (ValueError, RecursionError, MemoryError):
        raise Wrong("Deze regel is niet te lezen.") from None
    level: list[ast.AST] = [tree]
    count = depth = 0
    while level:
        count, depth = count + len(level), depth + 1
        if count > 4 * MOST_NODES or depth > 2 * MOST_DEPTH:
            raise Wrong("Deze regel is te ingewikkeld. Maak er twee van.")
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return tree


class _Check:
    """Turns Python's tree into ours, refusing what is not of the language."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def expr(self, node: ast.expr) -> Expr:
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
        if isinstance(node.value, str):
            _refuse(node, "Een woord tussen aanhalingstekens kan alleen na ‘in’, ‘==’ of ‘!=’ bij een keuze.")
        if type(node.value) is not int:
            _refuse(node, "Dit kan niet in een regel.")
        return Whole(node.value)

    def name(self, node: ast.Name) -> Expr:
        name = _plain(node.id)
        if name in ("yes", "no"):
            return Truth(name == "yes")
        declared = self.declared(node)
        if declared.levels:
            _refuse(node, f"‘{name}’ is een tabel. Zet de keuze erachter, tussen vierkante haken.")
        return Name(name, declared.kind)

    def declared(self, node: ast.Name) -> Declared:
        name = _plain(node.id)
        if name not in self.names:
            _refuse(node, f"{shown(name)} is hier onbekend.{meant(name, self.names)}")
        return self.names[name]

    def lookup(self, node: ast.Subscript) -> Expr:
        by: list[ast.expr] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Subscript):
            by.insert(0, inner.slice)
            inner = inner.value
        if not isinstance(inner, ast.Name):
            _refuse(node, "Alleen een tabel heeft vierkante haken.")
        declared = self.declared(inner)
        if len(declared.levels) != len(by):
            _refuse(
                node,
                f"‘{_plain(inner.id)}’ heeft {len(declared.levels)} keuzes tussen vierkante haken nodig, geen {len(by)}.",
            )
        keys = tuple(self.key(key, words) for key, words in zip(by, declared.levels, strict=True))
        return Lookup(_plain(inner.id), keys, declared.kind)

    def key(self, node: ast.expr, words: tuple[str, ...]) -> str:
        if not isinstance(node, ast.Name):
            _refuse(node, "Tussen vierkante haken hoort de naam van een keuze.")
        declared = self.declared(node)
        missing = [word for word in declared.words if word not in words]
        if declared.kind is not Kind.CHOICE or missing:
            _refuse(
                node, f"De tabel heeft niet elk antwoord van ‘{node.id}’{': ' + shown(missing[0]) if missing else ''}."
            )
        return _plain(node.id)

    def sum(self, node: ast.BinOp) -> Expr:
        if type(node.op) not in _SIGNS:
            _refuse(node, "Alleen plus, min en keer kunnen in een regel.")
        sign = _SIGNS[type(node.op)]
        left, right = self.expr(node.left), self.expr(node.right)
        kind = kinds.of_sum(sign, left, right)
        if kind is None:
            _refuse(node, f"‘{sign}’ kan niet tussen {kinds.SAID[left.kind]} en {kinds.SAID[right.kind]}.")
        return Sum(sign, left, right, kind)

    def joined(self, node: ast.BoolOp) -> Expr:
        return Joined(
            "and" if isinstance(node.op, ast.And) else "or", tuple(self.yes_no(value) for value in node.values)
        )

    def opposite(self, node: ast.UnaryOp) -> Expr:
        if not isinstance(node.op, ast.Not):
            _refuse(node, "Een teken voor een getal kan niet. Trek het af van iets anders.")
        return Not(self.yes_no(node.operand))

    def yes_no(self, node: ast.expr) -> Expr:
        found = self.expr(node)
        if found.kind is not Kind.YES_NO:
            _refuse(node, f"Hier hoort ja of nee, maar dit is {kinds.SAID[found.kind]}.")
        return found

    def compare(self, node: ast.Compare) -> Expr:
        words = _quoted(node)
        if words is not None:
            return self.one_of(node, words)
        sides = [self.expr(side) for side in (node.left, *node.comparators)]
        for left, right, at in zip(sides, sides[1:], node.comparators, strict=False):
            if kinds.shared((left, right)) not in kinds.ORDERED:
                _refuse(
                    at, f"{kinds.SAID[left.kind].capitalize()} is niet te vergelijken met {kinds.SAID[right.kind]}."
                )
        if any(type(op) not in _ORDERS for op in node.ops):
            _refuse(node, "‘in’ kan alleen bij een keuze, met woorden tussen haakjes en aanhalingstekens.")
        return Compare(sides[0], tuple((_ORDERS[type(op)], side) for op, side in zip(node.ops, sides[1:], strict=True)))

    def one_of(self, node: ast.Compare, words: Sequence[ast.Constant]) -> Expr:
        left = node.left
        if not isinstance(left, ast.Name) or self.declared(left).kind is not Kind.CHOICE:
            _refuse(left, "Een woord tussen aanhalingstekens hoort bij een keuze.")
        options = self.declared(left).words
        for word in words:
            if _plain(word.value) not in options:
                _refuse(word, f"{shown(word.value)} is geen antwoord op ‘{left.id}’.{meant(str(word.value), options)}")
        negated = isinstance(node.ops[0], ast.NotIn | ast.NotEq)
        return OneOf(_plain(left.id), tuple(_plain(word.value) for word in words), negated)

    def either(self, node: ast.IfExp) -> Expr:
        test, yes, no = self.yes_no(node.test), self.expr(node.body), self.expr(node.orelse)
        kind = kinds.shared((yes, no))
        if kind is None or kind is Kind.CHOICE:
            _refuse(
                node, f"Voor en na ‘else’ hoort hetzelfde, maar dit is {kinds.SAID[yes.kind]} en {kinds.SAID[no.kind]}."
            )
        return Either(test, yes, no, kind)

    def call(self, node: ast.Call) -> Expr:
        verb = node.func.id if isinstance(node.func, ast.Name) else ""
        if verb not in ("min", "max", "days", "months") or node.keywords:
            _refuse(node, f"Alleen min, max, days en months kunnen zo.{meant(verb, ('min', 'max', 'days', 'months'))}")
        of = tuple(self.expr(arg) for arg in node.args)
        if verb in ("days", "months"):
            if len(of) != 1 or of[0].kind is not Kind.COUNT:
                _refuse(node, f"‘{verb}’ wil één aantal tussen de haakjes.")
            return Span(of[0], Kind(verb))
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
    raise Wrong(sentence, node.col_offset)
