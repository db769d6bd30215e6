"""Regions that may write anything, and lines of claims to try them on."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from fund import policy
from tests.policy.texts import line, nation

HEAD = """[policy]
layer = "region"
region = "elders"
title = "Elders"
source = "proef"
from = 2026-01-01
"""


def elders(rest: str) -> policy.Policy:
    return policy.read(HEAD + rest, nation())


def condition(rule: str, holds: str, otherwise: str) -> str:
    rest = f'holds = "{holds}"\notherwise = "{otherwise}"\nnl = "a"\nen = "a"\n'
    return f'[[conditions]]\nid = "{rule}"\narticle = "a"\n{rest}'


_MOST = st.sampled_from(
    ["0", "moving", "claimed", "units_in_all * pets_day", "min(units_in_all, pets_days) * storage_month", "safety"]
)


_WITHIN = st.sampled_from(["line", "event", "stay", "month", "year", "school_year", "ever", "months(6)"])


_OVER = st.sampled_from(['["*"]', '["MOVING"]', '["TRAVEL", "PETS", "LIVING"]'])


_EVIDENCE = st.sampled_from(
    [
        "[]",
        '[ { any_of = ["bill"] } ]',
        '[ { any_of = ["offer"], otherwise = "refuse" } ]',
        '[ { any_of = ["offer"] } ]',
    ]
)


_PAYS = st.sampled_from(["0", "claimed", "moving", "units * pets_day", "claimed if flight else moving"])


CODES = ("MOVING", "TRAVEL", "PETS", "LIVING", "SAFETY", "HEALTH_OTHER", "CHILDCARE", "LEGAL")


@st.composite
def _limits(draw: st.DrawFn) -> str:
    rows = []
    for _ in range(draw(st.integers(0, 2))):
        of = draw(st.sampled_from(["money", "money", "units", "claims"]))
        most = draw(_MOST) if of == "money" else str(draw(st.integers(0, 60)))
        rows.append(f'{{ of = "{of}", most = "{most}", within = "{draw(_WITHIN)}", over = {draw(_OVER)} }}')
    return f"[ {', '.join(rows)} ]"


@st.composite
def any_region(draw: st.DrawFn) -> str:
    rest = ""
    for code in draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=4, unique=True)):
        rest += f"[categories.{code}]\n"
        if draw(st.booleans()):
            rest += f"limits = {draw(_limits())}\n"
        if draw(st.booleans()):
            rest += f"evidence = {draw(_EVIDENCE)}\n"
        if draw(st.booleans()):
            rest += f'pays = "{draw(_PAYS)}"\n'
        if draw(st.booleans()):
            rest += "payees = []\n"
        if draw(st.booleans()):
            rest += "unlimited = false\n"  # true: see the known fault in test_floor
    if draw(st.booleans()):
        holds = draw(st.sampled_from(["yes", "no", "hardship", "claimed > moving"]))
        rest += condition("in-window", holds, draw(st.sampled_from(["refuse", "refer", "ask"])))
    return rest


@st.composite
def any_line(draw: st.DrawFn) -> dict[str, Any]:
    begin = date(2026, 7, 1) + timedelta(days=draw(st.integers(-20, 200)))
    until = begin + timedelta(days=draw(st.sampled_from([1, 1, 20, 45])))
    cents = draw(st.integers(0, 200_000))
    return line(
        draw(st.sampled_from(CODES)),
        f"{cents // 100}.{cents % 100:02}",
        from_=begin.isoformat(),
        until=until.isoformat(),
        units=draw(st.integers(0, 70)),
        received=f"{draw(st.sampled_from([0, 0, 50]))}.00",
        payee=draw(st.sampled_from(["resident", "resident", "supplier", "court"])),
        evidence=[
            {"kind": kind, "on": begin.isoformat()}
            for kind in draw(st.lists(st.sampled_from(["bill", "offer", "contract", "declaration"]), max_size=3))
        ],
        facts={"flight": draw(st.booleans()), **({"hardship": True} if draw(st.booleans()) else {})},
    )
