"""Form fields for amounts, days, counts and boxes. Their errors say what is wrong and what was probably meant."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are of the version before
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from fund.core import money
from fund.web import filters

_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_IN_WORDS = re.compile(r"(\d{1,2})\.? +([a-z]{3,})\.? +(\d{4})")
_MONTHS = (
    *(
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    *(
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ),
)
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)


def choices(words: Mapping[Any, Any], first: Iterable[SelectChoice] = ()) -> Sequence[SelectChoice]:
    """Return the choices of a select field by value, after those in `first`."""
    return [*first, *(SelectChoice(str(value), word) for value, word in words.items())]


class MoneyField(Field):
    """An amount in euro; its value is in cents. Takes `12`, `12,50` and `1.234,56` and nothing else."""

    widget = TextInput()

    def __init__(self, label: Any = None, validators: Any = None, *, zero: bool = False, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.zero = zero
        self.typed: str | None = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed."""
        if not valuelist:
            return
        self.typed = valuelist[0]
        self.data = None
        if not self.typed.strip():
            return
        try:
            cents = money.parse(self.typed)
        except money.NotMoney as wrong:
            raise ValueError(self._sentence(wrong)) from wrong
        if cents == 0 and not self.zero:
            raise ValueError(_("Vul een bedrag in dat hoger is dan 0."))
        self.data = cents

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else money.in_dutch(self.data)

    @staticmethod
    def _sentence(wrong: money.NotMoney) -> str:
        typed = wrong.text.strip()[:40]
        if wrong.meant:
            return str(
                _(
                    "U schreef %(typed)s. Bedoelt u %(meant)s? Schrijf het met een komma.",
                    typed=typed,
                    meant=wrong.meant,
                )
            )
        if typed.startswith(("-", "−")):
            return str(_("Schrijf een bedrag zonder min."))
        return str(_("Schrijf een bedrag in cijfers, bijvoorbeeld 1.234,56."))


class DayField(Field):
    """A day, typed as 20-11-2026, or as the pages show it: 20 november 2026."""

    widget = TextInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.typed: str | None = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed."""
        if not valuelist:
            return
        self.typed = valuelist[0]
        self.data = None
        if self.typed.strip():
            self.data = self._read(self.typed.strip())

    @staticmethod
    def _read(typed: str) -> date:
        found = _DAY.fullmatch(typed)
        try:
            day = date(int(found[3]), int(found[2]), int(found[1])) if found else _in_words(typed)
        except ValueError:
            raise ValueError(_("Schrijf een datum die bestaat, bijvoorbeeld 20-11-2026.")) from None
        if not EARLIEST <= day < LATEST:
            raise ValueError(_("Schrijf het jaar met vier cijfers, bijvoorbeeld 20-11-2026."))
        return day

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return filters.day_typed(self.data) if self.data else ""


def _in_words(typed: str) -> date:
    found = _IN_WORDS.fullmatch(typed.casefold())
    if found is None:
        return date.fromisoformat(typed)
    month = next((place for place, name in enumerate(_MONTHS) if name.startswith(found[2])), None)
    if month is None:
        raise ValueError(typed)
    return date(int(found[3]), month % 12 + 1, int(found[1]))


class CountField(Field):
    """A whole number of at most four digits."""

    widget = TextInput()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed."""
        self.typed = valuelist[0] if valuelist else ""
        bare = self.typed.strip()
        if bare and not (bare.isascii() and bare.isdigit() and len(bare) <= 4):
            raise ValueError(_("Schrijf een getal in cijfers, bijvoorbeeld 2."))
        self.data = int(bare) if bare else None

    def _value(self) -> str:
        typed = getattr(self, "typed", None)
        return typed if typed is not None else "" if self.data is None else str(self.data)


class Picks(SelectMultipleField):
    """A list of boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    @property
    def ids(self) -> list[UUID]:
        """Return what was ticked."""
        return [UUID(value) for value in self.data or []]


class Sure(BooleanField):
    """A box that confirms what was probably mistyped: shown only when it has to be ticked, and from then on."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(_l("Ja, dit klopt"), **kwargs)

    @property
    def asked(self) -> bool:
        """Tell whether the page shows it."""
        return bool(self.errors or self.data)
