"""Where the files that are no code lie: beside fund/ in a checkout, inside it in a wheel."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parents[1]


def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


TEMPLATES: Final = _shipped("templates")
MIGRATIONS: Final = _shipped("migrations")
