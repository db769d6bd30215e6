"""The language's tables and their keys, on one page."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from fund.policy.parts import Clock, Of, Otherwise, Unit, Whom
from fund.policy.places import Path
from fund.policy.schema import Found, Keys, count, day, expression, many, named, sentence, truth, word, written, yes_no

NAME = r"[a-z][a-z0-9_]{0,39}"
CODE = r"[A-Z][A-Z0-9_]{0,39}"
ID = r"[a-z][a-z0-9-]{0,39}"
WITHIN = r"line|event|stay|month|year|school_year|ever|months\([1-9]\d{0,2}\)"

_name = written(NAME, "een naam van kleine letters, cijfers en _")
_names = many(_name, 40)
_codes = many(written(CODE, "een code van hoofdletters"), 40)
_otherwise = word(*get_args(Otherwise))
_said = {"nl": sentence, "en": sentence}
_eur = written(r"(0|[1-9]\d{0,9})\.\d\d", 'een bedrag als "12.50"')
_share = written(r"(0|[1-9]\d{0,2})(\.\d{1,4})?", 'een deel als "0.80"')
_words = Keys(_said, ("nl", "en"))

POLICY = Keys(
    {
        "layer": word("nation", "region"),
        "region": written(ID, "een naam van kleine letters"),
        "title": sentence,
        "source": sentence,
        "from": day,
        "clock": word(*get_args(Clock)),
        "programme": written(ID, "een naam van kleine letters"),
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
        "options": named(NAME, _words, 40),
        **_said,
    },
    ("type", "of", "need", "nl", "en"),
)


def _table(value: Any, path: Path) -> Found:
    """Want a table by one, two or three choices, with amounts as text or counts at its ends."""
    yield from named(NAME, _entry if len(path) < 6 else _end, 60)(value, path)


def _entry(value: Any, path: Path) -> Found:
    yield from (_table if isinstance(value, dict) else _end)(value, path)


def _end(value: Any, path: Path) -> Found:
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
        "within": written(WITHIN, "line, event, stay, month, year, school_year, ever of months(12)"),
        "over": many(written(rf"{CODE}|\*", "een code van hoofdletters of *"), 40, 1),
        "programmes": many(written(rf"{ID}|\*", "een naam van kleine letters of *"), 20, 1),
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
        "id": written(ID, "een naam van kleine letters en streepjes"),
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
    {"id": written(ID, "een naam van kleine letters en streepjes"), "target": expression, **_said},
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
        "payees": named(NAME, _words, 60),
        "evidence": named(NAME, _words, 100),
        "watch": many(WATCH, 50),
    }
)


def missing(tables: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield each key that a whole text lacks."""
    wanted: tuple[tuple[str, Keys], ...] = (
        ("facts", FACT),
        ("categories", CATEGORY),
        ("payees", _words),
        ("evidence", _words),
    )
    for table, keys in wanted:
        for name, value in tables.get(table, {}).items():
            yield from keys.missing(value, (table, name))
    lists: tuple[tuple[str, Keys], ...] = (("conditions", CONDITION), ("watch", WATCH))
    for table, keys in lists:
        for index, value in enumerate(tables.get(table, [])):
            yield from keys.missing(value, (table, value.get("id", index)))
    for name, versions in tables.get("amounts", {}).items():
        for index, value in enumerate(versions):
            yield from AMOUNT.missing(value, ("amounts", name, index))
    yield from _missing_inside(("everyone",), tables.get("everyone", {}))
    for code, category in tables.get("categories", {}).items():
        yield from _missing_inside(("categories", code), category)


def _missing_inside(path: Path, holder: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for key, keys in (("limits", LIMIT), ("evidence", EVIDENCE)):
        for index, value in enumerate(holder.get(key, [])):
            yield from keys.missing(value, (*path, key, index))
