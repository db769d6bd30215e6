"""The decorators of every view: it requires sign-in, and a role that may do its verb somewhere."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from flask import current_app, g, redirect, request, url_for
from flask_login import current_user
from flask_security.utils import check_and_update_authn_fresh

from fund.core.errors import NotFound
from fund.people import queries
from fund.people.act import Act
from fund.people.rules import Actor, Verb
from fund.web import clock, database
from fund.web.errors import offered_again

View = TypeVar("View", bound=Callable[..., Any])


def who() -> Actor | None:
    """Return the person who is signed in, with today's roles; None when nobody is, or when there is no such role."""
    if "actor" not in g:
        account = current_user._get_current_object()
        signed_in = getattr(account, "is_authenticated", False)
        g.actor = queries.actor(database.session(), UUID(str(account.id)), clock.today()) if signed_in else None
    person: Actor | None = g.actor
    return person


def actor() -> Actor:
    """Return the person who is signed in; only for views behind `may`."""
    person = who()
    if person is None:
        raise NotFound
    return person


def act() -> Act:
    """Return an act of the person who is signed in, now; only for views behind `may`."""
    return Act(database.session(), actor(), clock.now())


def may(verb: Verb, *, fresh: bool = False) -> Callable[[View], View]:
    """Require a role that may do this verb somewhere; for everyone else the page does not exist.

    `fresh` also requires that the password was typed in the last minutes. Set it on the view that shows the form too,
    so that nothing typed is lost.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            person = who()
            if person is None:
                return _sign_in_first()
            if not person.may(verb):
                raise NotFound
            g.verb = verb
            if fresh and not _is_fresh():
                return _password_first()
            return view(*args, **kwargs)

        guarded.may = verb  # type: ignore[attr-defined]
        guarded.fresh = fresh  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def signed_in(view: View) -> View:
    """Require sign-in, with any role today."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        g.verb = Verb.READ_CASELOAD  # the access log's verb, should such a page show something of a resident
        return view(*args, **kwargs) if who() else _sign_in_first()

    guarded.may = None  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def _is_fresh() -> bool:
    within = timedelta(minutes=current_app.config["FRESH_MINUTES"])
    return bool(check_and_update_authn_fresh(within, timedelta(minutes=1), "session"))


def _password_first() -> Any:
    back = request.full_path if request.method == "GET" else urlsplit(request.referrer or "/").path
    # not 303, which would be stored as the answer to the form's idempotency key
    return redirect(url_for("security.verify", next=back.rstrip("?")), 302)


def _sign_in_first() -> Any:
    if request.method == "POST":
        return offered_again()
    return redirect(url_for("security.login", next=request.full_path.rstrip("?")), 303)
