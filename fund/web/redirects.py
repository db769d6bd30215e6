"""Redirect after a POST."""

from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response


def redirect_after_post(endpoint: str, message: str | None = None, **values: Any) -> Response:
    """Redirect to a page after a POST (303), with a message there about what was done."""
    if message:
        flash(message)
    return redirect(url_for(endpoint, **values), 303)
