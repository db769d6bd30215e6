"""The layout and the calm pages: the exit where it is wanted, a way on from every refusal,
and no script or style in any page."""

import re
from types import SimpleNamespace

import jinja2
import pytest
from flask import Flask
from lxml import html

from tests.web.bare_app import TEMPLATES, USUAL, bare_app, look

PAGES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))


@pytest.fixture(scope="module")
def bare() -> Flask:
    return bare_app()


def test_the_exit_is_there_only_where_it_is_wanted_and_works_without_scripts(bare: Flask) -> None:
    page = '{% extends "layout.html" %}'
    assert look(bare, page).xpath("//*[@id='exit']") == []
    [leave] = look(bare, page, exit_wanted=True).xpath("//a[@id='exit']")
    assert leave.get("href") == USUAL["exit_url"] and "noreferrer" in leave.get("rel")


def test_the_menu_marks_the_page_and_says_how_much_waits(bare: Flask) -> None:
    item = SimpleNamespace(endpoint="home.today", label="Vandaag", count=9, current=True)
    [link] = look(bare, '{% extends "layout.html" %}', menu=[item], person="S. Bakker").xpath("//nav//a")
    assert link.get("aria-current") == "page" and "9" in link.text_content()


@pytest.mark.parametrize("name", ["403", "404", "409", "413", "422", "429", "expired"])
def test_a_refusal_is_a_calm_page_with_a_way_on(bare: Flask, name: str) -> None:
    page = look(
        bare,
        f'{{% extends "errors/{name}.html" %}}',
        sentence="<b>Zo is het.</b>",
        typed=[("once", '"x"')],
        lost_files=True,
    )
    assert page.findtext(".//title") == "Kostenfonds"
    assert page.xpath("//main//p[text()='<b>Zo is het.</b>']")
    assert page.xpath("//main//a[@href] | //main//button")


def test_what_was_typed_is_offered_again_unchanged(bare: Flask) -> None:
    page = look(bare, '{% extends "errors/expired.html" %}', typed=[("note", 'Zij zei: "ja"\n<3')], lost_files=False)
    assert page.xpath("//input[@name='note']/@value") == ['Zij zei: "ja"\n<3']


def test_the_page_for_a_fault_of_ours_needs_nothing_but_addresses() -> None:
    alone = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), undefined=jinja2.StrictUndefined, autoescape=True
    )
    page = html.document_fromstring(
        alone.get_template("errors/500.html").render(url_for=lambda _, filename: f"/static/{filename}")
    )
    said = html.tostring(page, encoding="unicode", method="text")
    assert "ligt niet aan u" in said and "Something went wrong" in said


@pytest.mark.parametrize("name", PAGES)
def test_no_template_has_a_script_or_style_of_its_own(name: str) -> None:
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    assert re.findall(r"""<style|\sstyle=|\son[a-z]+=["']|javascript:|<script(?![^>]*\ssrc=)""", source) == []
