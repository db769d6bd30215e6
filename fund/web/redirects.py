"""Redirect after a POST, and back to where somebody came from."""

import re
from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

OWN_PATH = re.compile(r"/(?:[A-Za-z0-9_-][A-Za-z0-9/_-]*)?", re.ASCII)


def redirect_after_post(endpoint: str, message: str | None = None, **values: Any) -> Response:
    """Redirect to a page after a POST (303), with a message there about what was done."""
    if message:
        flash(message)
    return redirect(url_for(endpoint, **values), 303)


def redirect_back(otherwise: str = "/") -> Response:
    """Redirect to the page of this site that the address names as `back`; to another when it names none."""
    back = request.args.get("back", "")
    return redirect(back if OWN_PATH.fullmatch(back) else otherwise, 303)
