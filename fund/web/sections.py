"""Places on a page that a later package fills: the page names the place, the package says what stands there.

Packages only look back, so a claim's page cannot ask the decisions what they said of it. It asks here, by name.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app
from flask.sansio.app import App

T = TypeVar("T")


def fill(app: App, place: str, read: Callable[[Any], object]) -> None:
    """Let this function say what stands in a place, given what the page is about."""
    app.extensions.setdefault("sections", {})[place] = read


def filled(place: str, about: object, otherwise: T) -> T:
    """Return what stands in a place of the page about this; `otherwise` when no package fills it."""
    read: Callable[[Any], T] | None = current_app.extensions.get("sections", {}).get(place)
    return otherwise if read is None else read(about)
