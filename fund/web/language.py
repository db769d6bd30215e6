"""Dutch first, English whole: she chooses at the foot of any page, and sign-in remembers it."""

from flask import Flask, request, session
from flask_babel import Babel

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
    Babel(app, locale_selector=lambda: chosen() if request else "nl")
