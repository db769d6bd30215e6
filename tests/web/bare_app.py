"""Render a page in the real layout, without the packages behind it."""

from pathlib import Path
from typing import Any

import jinja2
from flask import Flask, render_template_string
from flask_babel import Babel, get_locale
from flask_wtf import CSRFProtect
from lxml import html

from fund.web import filters

TEMPLATES = Path(__file__).parents[2] / "templates"
USUAL: dict[str, Any] = {
    "menu": [],
    "place": "",
    "person": None,
    "exit_wanted": False,
    "exit_url": "https://elsewhere.example/",
    "demo": False,
    "languages": ("nl", "en"),
    "get_locale": get_locale,
}


def bare_app() -> Flask:
    """Make an app of nothing but templates, filters and the addresses that the layout names."""
    app = Flask("look", template_folder=str(TEMPLATES))
    app.config.update(SECRET_KEY="only here", TESTING=True)
    app.jinja_env.undefined = jinja2.StrictUndefined
    Babel(app, default_locale="nl")
    CSRFProtect(app)
    filters.register(app)
    for endpoint in ("security.logout", "web.language", "home.today"):
        app.add_url_rule(f"/{endpoint}", endpoint, lambda: "")
    return app


def look(app: Flask, source: str, **values: Any) -> html.HtmlElement:
    """Render a template's source with the context that app.py gives, or the test's own."""
    with app.test_request_context("/"):
        return html.document_fromstring(render_template_string(source, **USUAL | values))
