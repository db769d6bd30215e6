"""Dutch first, English whole: she chooses at the foot of any page, and sign-in remembers it."""

from flask import Flask, has_request_context, session
from flask_babel import Babel, get_locale

LANGUAGES = ("nl", "en")


def chosen() -> str:
    """Return the language of this request: her choice, else Dutch."""
    wanted = session.get("language")
    return wanted if wanted in LANGUAGES else "nl"


def register(app: Flask) -> None:
    """Teach the app both languages."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "web/translations"
    app.config["BABEL_DEFAULT_LOCALE"] = "nl"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Amsterdam"
    Babel(app, locale_selector=lambda: chosen() if has_request_context() else "nl")
    app.add_template_global(get_locale)
