"""Dutch by default, English in full: chosen at the foot of any page, and kept in the session cookie."""

from flask import Flask, has_request_context, session
from flask_babel import Babel, get_locale

LANGUAGES = ("nl", "en")


def chosen() -> str:
    """Return the language of this request: the visitor's choice, or else Dutch."""
    choice = session.get("language")
    return choice if choice in LANGUAGES else "nl"


def register(app: Flask) -> None:
    """Set up both languages in the app."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "web/translations"
    app.config["BABEL_DEFAULT_LOCALE"] = "nl"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Amsterdam"
    Babel(app, locale_selector=lambda: chosen() if has_request_context() else "nl")
    app.add_template_global(get_locale)
