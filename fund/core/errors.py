"""Refusals. Each carries a message id (a Dutch sentence) and its values; the web layer translates it."""

from collections.abc import Iterable
from typing import ClassVar


class Refusal(Exception):
    """Refuse a request in a sentence that the reader can act on (HTTP 422)."""

    status: ClassVar[int] = 422

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class NotFound(Refusal):
    """Absent, or not for the actor to see: both look the same (404)."""

    status = 404

    def __init__(self, message: str = "Deze pagina is er niet.", **values: object) -> None:
        super().__init__(message, **values)


class NotAllowed(Refusal):
    """A verb that the actor may not do on something that the actor may see (403)."""

    status = 403


class WrongStep(Refusal):
    """A verb that the present state does not allow (409)."""

    status = 409


class StaleClaim(Refusal):
    """Somebody else was first: what the actor saw is no longer what is there (409)."""

    status = 409

    def __init__(self, message: str = "Iemand anders was u voor. Bekijk de nieuwe stand.", **values: object) -> None:
        super().__init__(message, **values)


class MonthClosed(Refusal):
    """A posting into a closed month (409)."""

    status = 409


class OverBudget(Refusal):
    """A budget has not enough left (409)."""

    status = 409


def refuse_first(faults: Iterable[Refusal]) -> None:
    """Raise the first of these faults; do nothing when there is none."""
    for fault in faults:
        raise fault
