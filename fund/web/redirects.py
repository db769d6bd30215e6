"""What a view answers with: a page, or a way onward after something was done."""

from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response


def redirect_after_post(endpoint: str, said: str | None = None, **values: Any) -> Response:
    """Lead onward after a POST (303), with a calm sentence about what was done."""
    if said:
        flash(said)
    return redirect(url_for(endpoint, **values), 303)
