"""The form macros: every fault is linked to its field, and nothing is said twice by one id."""

import pytest
from flask import Flask
from flask_wtf import FlaskForm
from lxml.html import HtmlElement
from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired

from tests.web.bare_app import bare_app, look

YES_NO = [SelectChoice("ja", "Ja"), SelectChoice("nee", "Nee")]


class Line(Form):
    why = StringField("Waarom", [InputRequired("Schrijf waarom.")])


class Sample(FlaskForm):  # type: ignore[misc]
    once = HiddenField(default="a-key-of-this-form")
    amount = StringField("Bedrag", [InputRequired("Vul een bedrag in.")], description="Zoals op het bonnetje")
    kind = SelectField("Soort", choices=[SelectChoice("a", "Reis"), SelectChoice("b", "Kleding")])
    flight = RadioField("Was dit de vlucht?", [InputRequired("Kies ja of nee.")], choices=YES_NO)
    sure = BooleanField("Ik heb dit nagekeken", [InputRequired("Zet een vinkje.")])
    paper = FileField("Rekening")
    lines = FieldList(FormField(Line), min_entries=2)


FORM_PAGE = """{% extends "layout.html" %}{% import "macros/forms.html" as forms %}{% block main %}
{{ forms.error_summary(form) }}{{ forms.form_open(form) }}
{{ forms.money(form.amount) }}{{ forms.select(form.kind) }}{{ forms.radios(form.flight) }}
{{ forms.check(form.sure) }}{{ forms.file(form.paper) }}
{% call forms.lines(form.lines) %}
  {% for line in form.lines %}{{ forms.field(line.form.why, about=loop.index) }}{% endfor %}
{% endcall %}
{{ forms.buttons("Toevoegen") }}</form>
{{ forms.one_button(form, "Vrijgeven", "/a") }}{{ forms.one_button(form, "Terughalen", "/b") }}{% endblock %}"""


@pytest.fixture(scope="module")
def bare() -> Flask:
    return bare_app()


def filled(bare: Flask, typed: dict[str, str]) -> HtmlElement:
    with bare.test_request_context("/", method="POST", data={"once": "a-key-of-this-form", "kind": "a", **typed}):
        form = Sample(meta={"csrf": False})
        form.validate()
        return look(bare, FORM_PAGE, form=form)


def ids(page: HtmlElement) -> list[str]:
    return [str(id_) for id_ in page.xpath("//@id")]


def test_every_fault_is_linked_to_a_field_that_is_there(bare: Flask) -> None:
    page = filled(bare, {"lines-0-why": "", "lines-1-why": "omdat"})
    alert = page.xpath("//*[@role='alert']")[0]
    assert "Vier dingen kloppen nog niet" in alert.text_content()
    targets = [str(href).removeprefix("#") for href in alert.xpath(".//a/@href")]
    assert targets == ["amount", "flight-0", "sure", "lines-0-why"]
    assert set(targets) <= set(ids(page))


def test_one_fault_is_one_thing(bare: Flask) -> None:
    page = filled(bare, {"amount": "", "flight": "ja", "sure": "y", "lines-0-why": "x", "lines-1-why": "x"})
    assert "Eén ding klopt nog niet" in page.text_content()


def test_a_form_without_faults_has_no_alert(bare: Flask) -> None:
    page = filled(bare, {"amount": "1", "flight": "ja", "sure": "y", "lines-0-why": "x", "lines-1-why": "x"})
    assert page.xpath("//*[@role='alert' or @aria-invalid]") == []


def test_a_wrong_field_names_its_hint_and_its_fault(bare: Flask) -> None:
    page = filled(bare, {})
    amount = page.get_element_by_id("amount")
    assert amount.get("aria-invalid") == "true"
    said = [page.get_element_by_id(id_).text_content() for id_ in amount.get("aria-describedby").split()]
    assert said == ["Zoals op het bonnetje", "Vul een bedrag in."]


def test_ids_are_unique_with_three_forms_on_a_page(bare: Flask) -> None:
    found = ids(filled(bare, {}))
    assert len(found) == len(set(found))


def test_every_form_carries_its_token_and_its_key(bare: Flask) -> None:
    forms = filled(bare, {}).xpath("//main//form")
    assert len(forms) == 3
    for form in forms:
        assert form.xpath("./input[@name='csrf_token']/@value")[0]
        assert form.xpath("./input[@name='once']/@value") == ["a-key-of-this-form"]
        assert form.get("enctype") == "multipart/form-data"
