"""Write a claim as JSON, as `claim_from_json` reads it."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from fund.core.money import plain
from fund.policy.decide.claim import ClaimFacts, LineFacts, Past
from fund.policy.exchange.finding_writer import share
from fund.policy.language.values import Known, Money


def claim_as_json(claim: ClaimFacts) -> dict[str, Any]:
    """Write a claim's facts; amounts among them are Money."""
    return {
        "filed_on": claim.filed_on.isoformat(),
        "facts": _facts(claim.facts),
        "lines": [_line(line) for line in claim.lines],
        "history": [_past(past) for past in claim.history],
    }


def _facts(facts: Mapping[str, Known]) -> dict[str, Any]:
    return {name: _fact(value) for name, value in sorted(facts.items())}


def _fact(value: Known) -> str | int | bool:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return share(value)
    return plain(value) if isinstance(value, Money) else value


def _line(line: LineFacts) -> dict[str, Any]:
    return {
        "category": line.category,
        "claimed": plain(line.claimed),
        "from": line.from_.isoformat(),
        "until": line.until.isoformat(),
        "units": line.units,
        "received": plain(line.received),
        "payee": line.payee,
        "evidence": [{"kind": piece.kind, "on": piece.on.isoformat()} for piece in line.evidence],
        "facts": _facts(line.facts),
    }


def _past(past: Past) -> dict[str, Any]:
    return {
        "category": past.category,
        "granted": plain(past.granted),
        "units": past.units,
        "on": past.on.isoformat(),
        "programme": past.programme,
        "same": sorted(past.same),
        "times": past.times,
        "surplus": plain(past.surplus),
        "floor_units": past.units if past.floor_units is None else past.floor_units,
        "unlimited": past.unlimited,
    }
