"""From the text of an expression to its checked tree: a small typed subset of Python, bounded before it is parsed."""

import ast
import re

from fund.policy.language import kinds
from fund.policy.language.checker import Checker
from fund.policy.language.names import Names
from fund.policy.language.problems import WrongExpression, quoted
from fund.policy.language.tree import Expr, ValueKind, Whole

MOST_LETTERS = 400
MOST_DEPTH = 24
MOST_NODES = 120
MOST_DIGITS = 9

_ALLOWED = re.compile(r"[A-Za-z0-9_ ()<>=!+*,\"'\[\]-]*")
_NUMBER = re.compile(r"(?<![A-Za-z0-9_])[0-9][A-Za-z0-9_]*")


def checked(text: str, names: Names, *wanted: ValueKind) -> Expr:
    """Read an expression that uses these names and gives one of the kinds wanted.

    Raises:
        WrongExpression: for anything else, with a sentence and the column.
    """
    _bounded(text)
    tree = _parsed(text)
    node = Checker(names).expr(tree)
    if node.kind in wanted or (node == Whole(0) and ValueKind.MONEY in wanted):
        return node
    raise WrongExpression(
        f"Hier hoort {' of '.join(kinds.NAMES[kind] for kind in wanted)}, maar dit is {kinds.NAMES[node.kind]}."
    )


def _bounded(text: str) -> None:
    if len(text) > MOST_LETTERS:
        raise WrongExpression(f"Deze regel is te lang: ten hoogste {MOST_LETTERS} tekens.")
    allowed = _ALLOWED.match(text)
    end = allowed.end() if allowed else 0
    if end < len(text):
        raise WrongExpression(f"Het teken {quoted(text[end])} kan hier niet.", end)
    depth = 0
    for column, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if depth > MOST_DEPTH:
            raise WrongExpression("Te veel haakjes in elkaar.", column)
    for number in _NUMBER.finditer(text):
        if not re.fullmatch(rf"[0-9]{{1,{MOST_DIGITS}}}", number[0]):
            raise WrongExpression(
                f"{quoted(number[0])} is geen getal van ten hoogste {MOST_DIGITS} cijfers.", number.start()
            )
    for word in re.finditer(r"\bFROM\b", text):
        raise WrongExpression("‘FROM’ is hier onbekend. Bedoelt u ‘from’?", word.start())


def _parsed(text: str) -> ast.expr:
    # `from` is a keyword to ast; a name of the same length keeps the columns
    try:
        tree = ast.parse(re.sub(r"\bfrom\b", "FROM", text), mode="eval").body
    except SyntaxError as wrong:
        raise WrongExpression(
            "Deze regel is niet te lezen.", min(len(text), (wrong.offset or len(text) + 1) - 1)
        ) from None
    except (ValueError, RecursionError, MemoryError):
        raise WrongExpression("Deze regel is niet te lezen.") from None
    level: list[ast.AST] = [tree]
    count = depth = 0
    while level:
        count, depth = count + len(level), depth + 1
        if count > 4 * MOST_NODES or depth > 2 * MOST_DEPTH:
            raise WrongExpression("Deze regel is te ingewikkeld. Maak er twee van.")
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return tree
