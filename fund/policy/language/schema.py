"""The language's tables and their keys, on one page."""

from typing import Any, get_args

from fund.core.codes import MOST_LETTERS
from fund.policy.language.positions import KeyPath
from fund.policy.language.rules import Clock, Of, Otherwise, Unit, Whom
from fund.policy.language.shapes import (
    Found,
    Keys,
    count,
    day,
    expression,
    many,
    matches,
    named,
    sentence,
    truth,
    word,
    yes_no,
)

_MORE = f"{{0,{MOST_LETTERS - 1}}}"
NAME = rf"[a-z][a-z0-9_]{_MORE}"
CODE = rf"[A-Z][A-Z0-9_]{_MORE}"
ID = rf"[a-z][a-z0-9-]{_MORE}"
WITHIN = r"line|event|stay|month|year|school_year|ever|months\([1-9]\d{0,2}\)"

_name = matches(NAME, "een naam van kleine letters, cijfers en _")
_names = many(_name, 40)
_codes = many(matches(CODE, "een code van hoofdletters"), 40)
_otherwise = word(*get_args(Otherwise))
_said = {"nl": sentence, "en": sentence}
_eur = matches(r"(0|[1-9]\d{0,9})\.\d\d", 'een bedrag als "12.50"')
_share = matches(r"(0|[1-9]\d{0,2})(\.\d{1,4})?", 'een deel als "0.80"')
WORDS = Keys(_said, ("nl", "en"))

POLICY = Keys(
    {
        "layer": word("nation", "region"),
        "region": matches(ID, "een naam van kleine letters"),
        "title": sentence,
        "source": sentence,
        "from": day,
        "clock": word(*get_args(Clock)),
        "programme": matches(ID, "een naam van kleine letters"),
    },
    ("layer", "title", "source", "from"),
)

FACT = Keys(
    {
        "type": word("count", "money", "share", "date", "yes_no", "choice"),
        "of": word("claim", "line"),
        "need": sentence,
        "protected": yes_no,
        "open": yes_no,
        "by": word("administrator"),
        "most": count(1_000_000),
        "options": named(NAME, WORDS, 40),
        **_said,
    },
    ("type", "of", "need", "nl", "en"),
)


def _table(value: Any, path: KeyPath) -> Found:
    """Require a table by one, two or three choices, with amounts as text or counts at its ends."""
    yield from named(NAME, _entry if len(path) < 6 else _end, 60)(value, path)


def _entry(value: Any, path: KeyPath) -> Found:
    yield from (_table if isinstance(value, dict) else _end)(value, path)


def _end(value: Any, path: KeyPath) -> Found:
    if not isinstance(value, str):
        yield from count(1_000_000)(value, path)


AMOUNT = Keys(
    {
        "from": day,
        "eur": _eur,
        "count": count(1_000_000),
        "share": _share,
        "date": day,
        "table": _table,
        "of": word("eur", "count", "share"),
        "clock": word(*get_args(Clock)),
        "source": sentence,
    },
    ("from", "source"),
)

LIMIT = Keys(
    {
        "article": sentence,
        "of": word(*get_args(Of)),
        "most": expression,
        "whom": word(*get_args(Whom)),
        "within": matches(WITHIN, "line, event, stay, month, year, school_year, ever of months(12)"),
        "over": many(matches(rf"{CODE}|\*", "een code van hoofdletters of *"), 40, 1),
        "programmes": many(matches(rf"{ID}|\*", "een naam van kleine letters of *"), 20, 1),
    },
    ("of", "most", "within"),
)

EVIDENCE = Keys(
    {
        "article": sentence,
        "any_of": many(_name, 20, 1),
        "above": expression,
        "when": expression,
        "fresh": expression,
        "otherwise": _otherwise,
    },
    ("any_of",),
)

CATEGORY = Keys(
    {
        **_said,
        "unit": word(*get_args(Unit)),
        "article": sentence,
        "pays": expression,
        "limits": many(LIMIT, 10),
        "evidence": many(EVIDENCE, 10),
        "payees": _names,
        "form": word("gift", "loan"),
        "guaranteed": truth,
        "unlimited": truth,
        "about": _names,
    },
    ("nl", "en", "unit", "article", "payees"),
)

CONDITION = Keys(
    {
        "id": matches(ID, "een naam van kleine letters en streepjes"),
        "article": sentence,
        "holds": expression,
        "otherwise": _otherwise,
        "only": _codes,
        **_said,
        "not_nl": sentence,
        "not_en": sentence,
        "open_nl": sentence,
        "open_en": sentence,
    },
    ("id", "article", "holds", "otherwise", "nl", "en"),
)

WATCH = Keys(
    {"id": matches(ID, "een naam van kleine letters en streepjes"), "target": expression, **_said},
    ("id", "target", "nl", "en"),
)

EVERYONE = Keys(
    {
        "article": sentence,
        "evidence_article": sentence,
        "payees": _names,
        "limits": many(LIMIT, 10),
        "evidence": many(EVIDENCE, 10),
    }
)

TERMS = Keys(
    {
        "decide_days": count(100),
        "urgent_days": count(100),
        "pay_days": count(100),
        "advance": expression,
        "second_look_above": expression,
        "second_look_article": sentence,
    }
)

TOP = Keys(
    {
        "policy": POLICY,
        "everyone": EVERYONE,
        "facts": named(NAME, FACT, 100),
        "amounts": named(NAME, many(AMOUNT, 60, 1), 300),
        "conditions": many(CONDITION, 100),
        "categories": named(CODE, CATEGORY, 100),
        "terms": TERMS,
        "payees": named(NAME, WORDS, 60),
        "evidence": named(NAME, WORDS, 100),
        "watch": many(WATCH, 50),
    }
)
