"""Sign-in by Flask-Security. A second factor belongs here.

Passwords are hashed by argon2id, an idle session ends, and known and unknown accounts get the same answer.
"""

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
    """Return the settings of Flask-Security."""
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
    """Set up sign-in in the app."""
    app.config.update(options(settings))
    security = Security(app, FSQLALiteUserDatastore(db, Account, NoRole))
    app.before_request(_idle)
    app.extensions["kostenfonds_security"] = security


def _idle() -> None:
    # the cookie's lifetime is the idle time, and each page renews it; a style sheet that is still loading must not
    # renew it, or it would sign in again somebody who has just signed out
    if request.endpoint != "static":
        session.permanent = True


def hashed(password: str) -> str:
    """Return a password's hash to store; needs the app's context, which holds the pepper."""
    return str(hash_password(password))
