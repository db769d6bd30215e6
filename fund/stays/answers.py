"""The answer to a fact's question, as a form has it and as a claim's JSON has it. Pure."""

from datetime import date
from typing import Any

from fund.core import money
from fund.policy import Fact, ValueKind

YES, NO = "yes", "no"


def as_json(fact: Fact, typed: Any) -> str | int | bool | None:
    """Write what was typed (cents, a day, a count, `yes`) as a claim's JSON has it; None when nothing was."""
    if typed is None or typed == "":
        return None
    match fact.kind:
        case ValueKind.YES_NO:
            return bool(typed == YES)
        case ValueKind.MONEY:
            return money.plain(typed)
        case ValueKind.COUNT:
            return int(typed)
        case _:
            return str(typed)


def as_typed(fact: Fact, said: Any) -> Any:
    """Return an answer from a claim's JSON as a form has it."""
    match fact.kind:
        case ValueKind.YES_NO:
            return YES if said else NO
        case ValueKind.MONEY:
            return money.from_plain(said)
        case ValueKind.DATE:
            return date.fromisoformat(said)
        case _:
            return said
