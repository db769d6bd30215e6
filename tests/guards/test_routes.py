"""Every door has its guard, and no page carries what the content policy forbids."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.guards.tree import named, templates

LIBRARY = {"static", "security.login", "security.logout", "security.verify"}
FORMS = "templates/macros/forms.html"

# the drawings are constants of their own file
SHAPES = {"templates/macros/shapes.html"}

NO_ONCE = {
    "templates/layout.html",  # signing out
    "templates/people/sign_in.html",
    "templates/people/sign_in_again.html",
    "templates/errors/expired.html",  # sends again all that was typed, the once-key with it
}

INLINE = {
    "a style sheet": r"<style\b",
    "a style": r"\sstyle\s*=",
    "a script": r"<script(?![^>]*\ssrc=)",
    "what a click runs": r"<[^>]*\son[a-z]+\s*=",
    "a script's address": r"javascript:",
    "text taken as HTML": r"\|\s*safe\b|autoescape\s+false",
    "something from elsewhere": r"""(?:src|srcset|poster|action|data)\s*=\s*["'](?:https?:)?//""",
}


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_every_door_has_its_guard(app: Flask) -> None:
    bare = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint not in LIBRARY and not hasattr(view, "may") and not getattr(view, "public", False)
    ]
    assert bare == []


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_the_library_opens_no_door_of_its_own(app: Flask) -> None:
    ours = set(app.blueprints)
    strange = {
        endpoint
        for endpoint in app.view_functions
        if endpoint.split(".")[0] not in ours or endpoint.startswith("security.")
    }
    assert strange <= LIBRARY


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_an_id_in_an_address_is_an_id(app: Flask) -> None:
    """No name, number or date of a person stands in an address: ids, codes of regions, months and pages only."""
    kinds = {
        converter
        for rule in app.url_map.iter_rules()
        for converter in re.findall(r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", rule.rule)
    }
    assert kinds <= {"", "uuid", "int", "month", "path"}
    paths = [rule.rule for rule in app.url_map.iter_rules() if "<path:" in rule.rule]
    assert paths == ["/static/<path:filename>"]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_no_address_says_where_she_is(app: Flask) -> None:
    told = re.compile(r"shelter|opvang|violence|geweld|women|vrouw|victim|slachtoffer", re.IGNORECASE)
    assert [rule.rule for rule in app.url_map.iter_rules() if told.search(rule.rule)] == []


def _inline(text: str) -> list[str]:
    return [name for name, pattern in INLINE.items() if re.search(pattern, text)]


def _open_forms(text: str, once: bool = True) -> list[str]:
    """Find forms that post without a token or without a once-key."""
    forms = re.findall(r"<form\b[^>]*method=[\"']?post.*?</form>", text, re.DOTALL | re.IGNORECASE)
    return [form[:80] for form in forms if "csrf_token" not in form or (once and "form.once" not in form)]


def _written(file: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_no_template_carries_what_the_policy_forbids() -> None:
    assert [
        f"{named(file)}: {fault}"
        for file in templates()
        for fault in _inline(_written(file))
        if named(file) not in SHAPES
    ] == []


def test_every_form_that_posts_carries_both_keys() -> None:
    pages = [file for file in templates() if named(file) != FORMS]
    assert [
        f"{named(file)}: {form}"
        for file in pages
        for form in _open_forms(_written(file), once=named(file) not in NO_ONCE)
    ] == []


def test_the_macro_that_opens_a_form_prints_both_keys() -> None:
    file = next(file for file in templates() if named(file) == FORMS)
    opened = re.search(r"macro form_open.*?endmacro", file.read_text(encoding="utf-8"), re.DOTALL)
    assert opened
    assert {"csrf_token()", "form.once.data"} <= set(re.findall(r"\{\{ ([\w.()]+) \}\}", opened.group()))


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="color:red">',
        "<style>",
        "<script>x</script>",
        '<a onclick="x">',
        '<a href="javascript:x">',
        "{{ x|safe }}",
        '<img src="//x">',
    ],
)
def test_a_planted_inline_is_seen(planted: str) -> None:
    assert _inline(planted)


@pytest.mark.parametrize(
    "planted", ['<form method="post"><input name="csrf_token"></form>', '<form method="post">{{ form.once }}</form>']
)
def test_a_planted_open_form_is_seen(planted: str) -> None:
    assert _open_forms(planted)
