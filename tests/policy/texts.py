"""The texts and claims that the tests of the policy share."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from fund import policy

HERE = Path(policy.__file__).parent
REGIONS = ("noordervaart", "havenmond", "heuvelrand")


@cache
def nation() -> policy.Policy:
    return policy.read((HERE / "nation.toml").read_text())


@cache
def region(name: str) -> policy.Policy:
    return policy.read((HERE / "regions" / f"{name}.toml").read_text(), nation())


def texts(name: str | None = None) -> tuple[policy.Policy, ...]:
    return (nation(), region(name)) if name else (nation(),)


def line(category: str, claimed: str, **more: Any) -> dict[str, Any]:
    payees = {"SHELTER_FEE": "shelter", "OTHER": "other"}
    usual = {
        "category": category,
        "claimed": claimed,
        "from": "2026-09-01",
        "until": "2026-09-02",
        "units": 1,
        "received": "0.00",
        "payee": payees.get(category, "resident"),
        "evidence": [
            {"kind": kind, "on": "2026-09-01"}
            for kind in ("declaration", "bill", "fee_order", "contract", "rental_contract", "receipt")
        ],
        "facts": {},
    }
    return usual | {"from" if key == "from_" else key: value for key, value in more.items()}


def claim(
    *lines: dict[str, Any], history: tuple[dict[str, Any], ...] = (), filed_on: str = "2026-10-01", **facts: Any
) -> dict[str, Any]:
    usual = {"children": 0, "admitted_on": "2026-08-01"}
    known = {name: value for name, value in (usual | facts).items() if value is not None}
    return {"filed_on": filed_on, "facts": known, "lines": list(lines), "history": list(history)}


def past(category: str, granted: str, units: int = 1, on: str = "2026-08-15", **more: Any) -> dict[str, Any]:
    return {"category": category, "granted": granted, "units": units, "on": on} | more


def assess(written: dict[str, Any], *versions: policy.Policy) -> policy.Assessment:
    known = versions or texts()
    return policy.assess(policy.claim_from_json(written, known), known)


def granted(written: dict[str, Any], *versions: policy.Policy) -> list[int]:
    return [line.granted for line in assess(written, *versions).lines]


def outcome(*lines: dict[str, object], **more: object) -> str:
    return assess(claim(*lines, **more)).outcome  # type: ignore[arg-type]


def scenarios() -> list[tuple[str, dict[str, Any]]]:
    files = sorted((Path(__file__).parent / "scenarios").glob("*.toml"))
    return [(file.stem, tomllib.loads(file.read_text())) for file in files]


def as_file(told: dict[str, Any]) -> dict[str, Any]:
    """The claim of a scenario as `fund policy assess --facts` takes it."""
    lines = [{key: value for key, value in line.items() if key not in ("granted", "why")} for line in told["lines"]]
    return {"filed_on": told["filed_on"], "facts": told["facts"], "lines": lines, "history": told.get("history", [])}
