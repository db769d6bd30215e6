"""Refuse to build a wheel without the styles and the catalogues, which are made and not kept in git."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MadeFirst(BuildHookInterface[Any]):
    """Look for what `make run` makes."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Stop with a sentence where something is missing; an editable install may come before it."""
        top = Path(self.root)
        catalogues = [file.with_suffix(".mo") for file in top.glob("fund/web/translations/*/LC_MESSAGES/*.po")]
        missing = [file for file in (top / "fund/web/static/vendor/components.css", *catalogues) if not file.exists()]
        if missing and version != "editable":
            raise FileNotFoundError(
                f"{missing[0].relative_to(top)} is missing: run `make wheel`, which makes it first."
            )
