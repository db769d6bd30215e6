"""Fields for what people type here: amounts, days. Each says in her language what is wrong and what she may have meant."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.widgets import TextInput

from fund.core import money
from fund.web import filters

_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)


class MoneyField(Field):
    """An amount in euro; its value is cents. Takes `12`, `12,50` and `1.234,56` and nothing else."""

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
            return str(_("U schreef %(typed)s. Bedoelt u %(meant)s? Schrijf het met een komma.", typed=typed, meant=wrong.meant))
        if typed.startswith(("-", "−")):
            return str(_("Schrijf een bedrag zonder min."))
        return str(_("Schrijf een bedrag in cijfers, bijvoorbeeld 1.234,56."))


class DayField(Field):
    """A day, typed as 20-11-2026."""

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
            day = date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(typed)
        except ValueError:
            raise ValueError(_("Schrijf een datum die bestaat, bijvoorbeeld 20-11-2026.")) from None
        if not EARLIEST <= day < LATEST:
            raise ValueError(_("Schrijf het jaar met vier cijfers, bijvoorbeeld 20-11-2026."))
        return day

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return filters.day_typed(self.data) if self.data else ""
