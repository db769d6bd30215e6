"""Views that belong to no package: the language, the exit button and the health check."""

from flask import Blueprint, session
from sqlalchemy import text
from werkzeug.wrappers import Response

from fund.core.errors import NotFound
from fund.web import database
from fund.web.idempotency import View, changes_nothing
from fund.web.language import LANGUAGES
from fund.web.redirects import redirect_back

blueprint = Blueprint("web", __name__)


def public(view: View) -> View:
    """Mark a view that needs no sign-in."""
    view.public = True  # type: ignore[attr-defined]
    return view


@blueprint.get("/language/<to>")
@public
def language(to: str) -> Response:
    """Switch to Dutch or English and return to the same page."""
    if to not in LANGUAGES:
        raise NotFound
    session["language"] = to
    return redirect_back()


@blueprint.post("/exit")
@public
@changes_nothing
def leave() -> Response:
    """Sign out and clear what the browser stored of this site; the exit button sends this before it leaves."""
    session.clear()
    answer = Response(status=204)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


@blueprint.get("/health")
@public
def health() -> Response:
    """Answer when the app and its database do."""
    database.session().execute(text("SELECT 1"))
    return Response("ok\n", mimetype="text/plain")
