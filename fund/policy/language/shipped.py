"""The texts that come with the program: the nation's, and those of the demo regions."""

from importlib.resources import files

_TEXTS = files("fund.policy")


def nation_text() -> str:
    """Return the nation's text (landelijke ondergrens) as it was written."""
    return _TEXTS.joinpath("nation.toml").read_text(encoding="utf-8")


def region_text(code: str) -> str:
    """Return a demo region's text.

    Raises:
        KeyError: for a region that has none.
    """
    file = _TEXTS.joinpath("regions", f"{code}.toml")
    if not file.is_file():
        raise KeyError(code)
    return file.read_text(encoding="utf-8")
