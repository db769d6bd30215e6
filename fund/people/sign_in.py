"""Sign-in by Flask-Security: argon2id, idle after 15 minutes, known and unknown answered alike. The second factor has its place here."""

from datetime import timedelta
from typing import Any

from flask import Flask, request, session
from flask_security.core import Security
from flask_security.datastore import FSQLALiteUserDatastore
from flask_security.utils import hash_password

from config import Settings
from fund.people.models import Account, NoRole
from fund.web.database import db


def options(settings: Settings) -> dict[str, Any]:
    """Return what Flask-Security is told."""
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        "SECURITY_PASSWORD_SALT": settings.salt,
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_VERIFY_URL": "/sign-in/again",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_LOGIN_USER_TEMPLATE": "people/sign_in.html",
        "SECURITY_VERIFY_TEMPLATE": "people/sign_in_again.html",
        "SECURITY_POST_LOGIN_VIEW": "/",
        "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_DEFAULT_REMEMBER_ME": False,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
        "SECURITY_FRESHNESS": timedelta(minutes=settings.fresh_minutes),
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS": False,
    }


def register(app: Flask, settings: Settings) -> None:
    """Give the app its sign-in."""
    app.config.update(options(settings))
    security = Security(app, FSQLALiteUserDatastore(db, Account, NoRole))
    app.before_request(_idle)
    app.extensions["kostenfonds_security"] = security


def _idle() -> None:
    # its lifetime is the idle time, counted anew at each page; a style sheet on its way must not bring back who just signed out
    if request.endpoint != "static":
        session.permanent = True


def hashed(password: str) -> str:
    """Return the hash to store; needs the app, which holds the pepper."""
    return str(hash_password(password))
