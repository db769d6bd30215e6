"""Read a claim from JSON: every error names its key, and all of them are told at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from fund.policy.decide.claim import OWN_PROGRAMME, ClaimFacts, EvidenceSeen, LineFacts, Past
from fund.policy.exchange import claim_values as values
from fund.policy.exchange.claim_values import UnfitValue
from fund.policy.language.problems import Problem, UnreadableText, did_you_mean, quoted
from fund.policy.language.rules import Fact
from fund.policy.language.text import Policy, layered
from fund.policy.language.values import Known

MOST_LINES = 200
MOST_EVIDENCE = 50
MOST_ROWS = 2000
SAME = ("resident", "household", "organisation", "stay", "event")
_LINE_KEYS = ("category", "claimed", "from", "until", "units", "received", "payee", "evidence", "facts")
_PAST_KEYS = ("category", "granted", "units", "on", "programme", "same", "times", "surplus", "floor_units", "unlimited")
_T = TypeVar("_T")
_UNFOUND: Any = object()
_NOBODY = date(1900, 1, 1)


def claim_from_json(obj: object, texts: Sequence[Policy]) -> ClaimFacts:
    """Read a claim's facts; keys, categories, payees and evidence must be those of the texts.

    Raises:
        UnreadableText: with a sentence for each key that is wrong.
    """
    reader = _ClaimReader(texts)
    claim = reader.claim(obj)
    if reader.problems:
        raise UnreadableText(reader.problems)
    return claim


class _ClaimReader:
    def __init__(self, texts: Sequence[Policy]) -> None:
        self.problems: list[Problem] = []
        nations = [text for text in texts if text.layer == "nation"]
        regions = [text for text in texts if text.layer == "region"]
        rules = [layered(nation, region) for nation in nations for region in (None, *regions)]
        self.facts = {name: fact for each in rules for name, fact in each.facts.items()}
        self.categories = sorted({code for each in rules for code in each.categories})
        self.payees = sorted({code for each in rules for code in each.payees})
        self.evidence = sorted({code for each in rules for code in each.evidence})

    def claim(self, obj: object) -> ClaimFacts:
        """Read the claim as a whole."""
        value = self.table(obj, "", ("filed_on", "facts", "lines", "history"))
        return ClaimFacts(
            filed_on=self.get(value, "", "filed_on", values.day, _NOBODY),
            facts=self.facts_of(value.get("facts", {}), "facts", "claim"),
            lines=tuple(self.line(item, path) for item, path in self.rows(value, "", "lines", MOST_LINES, least=1)),
            history=tuple(self.past(item, path) for item, path in self.rows(value, "", "history", MOST_ROWS)),
        )

    def line(self, obj: object, path: str) -> LineFacts:
        """Read a line; its last day lies after its first."""
        value = self.table(obj, path, _LINE_KEYS)
        from_, until = (self.get(value, path, key, values.day, _NOBODY) for key in ("from", "until"))
        if until <= from_ != _NOBODY != until:
            self.wrong(f"{path}.until", "ligt niet na ‘from’. De laatste dag telt niet mee.")
        pieces = self.rows(value, path, "evidence", MOST_EVIDENCE)
        return LineFacts(
            category=self.get(value, path, "category", values.one_of(self.categories), ""),
            claimed=self.get(value, path, "claimed", values.money, 0),
            from_=from_,
            until=until,
            units=self.get(value, path, "units", values.count(values.MOST_UNITS), 0),
            received=self.get(value, path, "received", values.money, 0, default=0),
            payee=self.get(value, path, "payee", values.one_of(self.payees), ""),
            evidence=tuple(self.piece(item, at) for item, at in pieces),
            facts=self.facts_of(value.get("facts", {}), f"{path}.facts", "line"),
        )

    def piece(self, obj: object, path: str) -> EvidenceSeen:
        """Read a piece of evidence."""
        value = self.table(obj, path, ("kind", "on"))
        kind = self.get(value, path, "kind", values.one_of(self.evidence), "")
        return EvidenceSeen(kind, self.get(value, path, "on", values.day, _NOBODY))

    def past(self, obj: object, path: str) -> Past:
        """Read a row of history."""
        value = self.table(obj, path, _PAST_KEYS)
        units = values.count(values.MOST_UNITS)
        return Past(
            category=self.get(value, path, "category", values.one_of(self.categories), ""),
            granted=self.get(value, path, "granted", values.money, 0),
            units=self.get(value, path, "units", units, 0, default=0),
            on=self.get(value, path, "on", values.day, _NOBODY),
            programme=self.get(value, path, "programme", values.word, "", default=OWN_PROGRAMME),
            same=frozenset(self.get(value, path, "same", values.words(SAME), (), default=("resident", "stay"))),
            times=self.get(value, path, "times", values.count(values.MOST_UNITS), 1, default=1),
            surplus=self.get(value, path, "surplus", values.signed_money, 0, default=0),
            floor_units=self.get(value, path, "floor_units", units, None, default=None),
            unlimited=self.get(value, path, "unlimited", values.yes_no, False, default=False),
        )

    def facts_of(self, obj: object, path: str, of: str) -> Mapping[str, Known]:
        """Read the facts of the claim or of a line; null is unknown."""
        found: dict[str, Known] = {}
        own = [name for name, fact in self.facts.items() if fact.of == of]
        value = self.table(obj, path, own, elsewhere=self.facts)
        for name, item in value.items():
            fact = self.facts.get(name)
            if item is None or fact is None or fact.of != of:
                continue
            try:
                found[name] = values.fact_value(item, fact)
            except UnfitValue as unfit:
                self.wrong(f"{path}.{name}", str(unfit))
        return found

    def table(
        self, obj: object, path: str, keys: Iterable[str], elsewhere: Mapping[str, Fact] | None = None
    ) -> Mapping[str, Any]:
        """Require an object with no other keys than these; `elsewhere` are facts that may belong to another object."""
        if not isinstance(obj, dict):
            self.wrong(path or "de aanvraag", "wil een object tussen accolades.")
            return {}
        keys = list(keys)
        for key in obj:
            at = f"{path}.{key}" if path else str(key)
            if elsewhere and key in elsewhere and key not in keys:
                owner = "de aanvraag als geheel" if elsewhere[key].of == "claim" else "een kostenpost"
                self.wrong(at, f"hoort bij {owner}.")
            elif key not in keys:
                self.wrong(at, f"bestaat niet.{did_you_mean(key, keys)}")
        return obj

    def rows(
        self, value: Mapping[str, Any], path: str, key: str, most: int, least: int = 0
    ) -> Iterable[tuple[object, str]]:
        """Require a list; return each item with its path."""
        items = value.get(key, [])
        at = f"{path}.{key}" if path else key
        if not isinstance(items, list) or not least <= len(items) <= most:
            self.wrong(at, f"wil een lijst van {least} tot {most}.")
            return []
        return [(item, f"{at}[{index}]") for index, item in enumerate(items)]

    def get(
        self,
        value: Mapping[str, Any],
        path: str,
        key: str,
        want: Callable[[Any], _T],
        /,
        instead: _T,
        *,
        default: _T = _UNFOUND,
    ) -> _T:
        """Read one key; note what is wrong, and go on with something instead."""
        at = f"{path}.{key}" if path else key
        if key not in value:
            if default is _UNFOUND and isinstance(value, dict) and value:
                self.wrong(at, "ontbreekt.")
            return instead if default is _UNFOUND else default
        try:
            return want(value[key])
        except UnfitValue as unfit:
            self.wrong(at, str(unfit))
            return instead

    def wrong(self, at: str, sentence: str) -> None:
        """Note a problem at a key."""
        self.problems.append(Problem(None, None, f"{quoted(at)} {sentence}"))
