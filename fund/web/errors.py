"""Pages for refusals and errors. A form whose session was lost is offered again, with everything that was typed."""

from urllib.parse import urlsplit

from flask import Flask, current_app, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from fund.core.errors import NotFound, Refusal
from fund.web import filters

PAGES = frozenset({403, 404, 409, 413, 422, 429})


def _page(status: int, sentence: str | None = None) -> tuple[str, int]:
    if status >= 500:  # without what every page carries: that may need the very database that failed
        return current_app.jinja_env.get_template("errors/500.html").render(), status
    template = f"errors/{status if status in PAGES else 422}.html"
    return render_template(template, sentence=sentence), status


def refused(refusal: Refusal) -> tuple[str, int]:
    """Show a refusal on a page of its own."""
    return _page(refusal.status, None if isinstance(refusal, NotFound) else filters.sentence(refusal))


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.code is None or error.code < 400:
        return error
    if error.code == 413:
        return _page(413, _("Dit bestand is te groot. Maak een kleinere foto of verdeel het over meer bestanden."))
    return _page(error.code)


def offered_again(error: Exception | None = None) -> tuple[str, int]:
    """Offer a form again whose session or CSRF token was lost: same idempotency key, new token; nothing was done."""
    typed = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    same_origin = urlsplit(request.headers.get("Origin", "")).netloc == request.host
    return render_template(
        "errors/expired.html", typed=typed if same_origin else [], lost_files=bool(request.files)
    ), 400


def register(app: Flask) -> None:
    """Register these pages with the app."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(CSRFError, offered_again)
    app.register_error_handler(HTTPException, _http)
