"""Doors that belong to no room: the language, the exit, and a sign of life."""

import re

from flask import Blueprint, redirect, request, session
from sqlalchemy import text
from werkzeug.wrappers import Response

from fund.core.errors import NotFound
from fund.web import database
from fund.web.idempotency import View, changes_nothing
from fund.web.language import LANGUAGES

blueprint = Blueprint("web", __name__)

OWN_PATH = re.compile(r"/(?:[A-Za-z0-9_-][A-Za-z0-9/_-]*)?", re.ASCII)


def public(view: View) -> View:
    """Mark a view that needs no sign-in."""
    view.public = True  # type: ignore[attr-defined]
    return view


@blueprint.get("/language/<to>")
@public
def language(to: str) -> Response:
    """Switch to Dutch or English and go back to the same page."""
    if to not in LANGUAGES:
        raise NotFound
    session["language"] = to
    back = request.args.get("back", "/")
    return redirect(back if OWN_PATH.fullmatch(back) else "/", 303)


@blueprint.post("/exit")
@public
@changes_nothing
def leave() -> Response:
    """Sign out and have the browser forget this place; sent by the exit button on its way out."""
    session.clear()
    answer = Response(status=204)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


@blueprint.get("/health")
@public
def health() -> Response:
    """Tell that the app and its database answer."""
    database.session().execute(text("SELECT 1"))
    return Response("ok\n", mimetype="text/plain")
