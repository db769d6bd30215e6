"""Every text is there in Dutch and in English, with the same values in it; no template says a bare word."""

import re
from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from fund import app  # noqa: F401 - knows every package, and so every refusal
from fund.core.errors import Refusal
from tests.databases import TOP
from tests.guards.tree import named, templates

TRANSLATIONS = TOP / "fund/web/translations"

PLACE = re.compile(r"%\((\w+)\)[sd]")


def _mapping() -> tuple[list[tuple[str, str]], dict[str, dict[str, Any]]]:
    """Read where the texts stand and which words say one, as `make texts` does."""
    with (TRANSLATIONS / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    return methods, options


def _texts() -> dict[str | tuple[str, ...], list[str]]:
    """Collect every message id, with where it stands."""
    found: dict[str | tuple[str, ...], list[str]] = {}
    for name, line, message, _, _ in extract_from_dir(TOP, *_mapping()):
        found.setdefault(message, []).append(f"{name}:{line}")
    return found


def _kinds_of(refusal: type[Refusal]) -> list[type[Refusal]]:
    return [refusal, *(each for kind in refusal.__subclasses__() for each in _kinds_of(kind))]


def test_every_refusal_that_is_given_a_sentence_says_a_text() -> None:
    given = {kind.__name__ for kind in _kinds_of(Refusal) if "message" in signature(kind).parameters}
    _, options = _mapping()
    assert {"Refusal", "StaleClaim"} <= given <= set(options["fund/**.py"]["keywords"])


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (TRANSLATIONS / "en/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def _said(message: Message | None) -> list[str]:
    if message is None or message.fuzzy:
        return []
    return list(message.string) if isinstance(message.string, tuple | list) else [str(message.string or "")]


def _faults(texts: dict[str | tuple[str, ...], list[str]], english: Catalog) -> Iterator[str]:
    for text, places in texts.items():
        key = text if isinstance(text, str) else text[0]
        said = _said(english.get(key))
        if not said or not all(said):
            yield f"{places[0]} has no English: {key!r}"
        values = {name for each in ([text] if isinstance(text, str) else text) for name in PLACE.findall(each)}
        for each in said:
            if not set(PLACE.findall(each)) <= values or (isinstance(text, str) and set(PLACE.findall(each)) != values):
                yield f"{places[0]} says other values in English: {key!r}"


def test_every_text_is_there_in_english(english: Catalog) -> None:
    assert list(_faults(_texts(), english)) == []


def test_english_says_nothing_that_dutch_no_longer_says(english: Catalog) -> None:
    known = {text if isinstance(text, str) else text[0] for text in _texts()}
    assert [message.id for message in english if message.id and str(_key(message)) not in known] == []


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def test_a_missing_and_a_crooked_text_are_seen() -> None:
    english = Catalog(locale="en")
    english.add("Nog %(left)s over.", "%(rest)s left.")
    english.add("Leeg", "")
    texts: dict[str | tuple[str, ...], list[str]] = {"Nog %(left)s over.": ["a:1"], "Leeg": ["b:2"], "Weg": ["c:3"]}
    assert len(list(_faults(texts, english))) == 3


BLOCK = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}(?:-\w+)?", re.DOTALL)  # an id may go on after its value
CODED = re.compile(
    r"\{%-? macro (?:finding_kind|tone)\(.*?\{%-? endmacro -?%\}", re.DOTALL
)  # these answer with a name of the style's
TAG = re.compile(r"<[^>]*>")
SAID_BY_ATTRIBUTE = re.compile(
    r"""\b(?:aria-label|aria-description|alt|title|placeholder|content)="([^"{}<>]*[A-Za-z]{2}[^"]*)\""""
)
ALIKE = {"Kostenfonds", "Nederlands", "English"}  # the same in both languages
SETTINGS = {"width=device-width, initial-scale=1", "noindex", "no-referrer", "telephone=no"}


def _bare(template: str) -> list[str]:
    """Find words that stand in a template without being wrapped for translation."""
    without = re.sub(r"""[\w-]+=("[^"]*"|'[^']*')""", " ", BLOCK.sub(" ", CODED.sub(" ", template)))
    said = [word for text in TAG.split(without) for word in re.findall(r"[A-Za-zÀ-ÿ]{2,}", re.sub(r"&\w+;", " ", text))]
    return [word for word in said if word not in ALIKE] + [
        text for text in SAID_BY_ATTRIBUTE.findall(template) if text not in SETTINGS
    ]


# the page for what nobody foresaw asks no catalogue, so it speaks both languages itself
IN_BOTH = "templates/errors/500.html"


def _pages() -> list[Path]:
    return [file for file in templates() if file.suffix == ".html" and named(file) != IN_BOTH]


def test_a_template_says_no_bare_word() -> None:
    assert [f"{named(file)}: {word}" for file in _pages() for word in _bare(file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "planted", ["<p>Welkom</p>", '<button aria-label="Sluit">x</button>', "{% if a %}ja{% endif %}"]
)
def test_a_planted_bare_word_is_seen(planted: str) -> None:
    assert _bare(planted)
