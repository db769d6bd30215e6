"""The app as a Flask subclass: one request, one transaction, settled before anything is sent.

A status below 400 keeps, anything else undoes. A deadlock or a failed serialization goes around the whole view again.
The looks are written after the request's own transaction was settled and its connection given back: nested inside it,
they would wait for themselves on SQLite and drain the pool on PostgreSQL.
"""

import random
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import Flask, Request, Response, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from fund.core.errors import StaleClaim
from fund.web import access_log, constraints, database, idempotency, logs

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TRIES = 4
AGAIN = frozenset({"40001", "40P01"})  # serialization failure, deadlock


class Unspooled(Request):
    """A request whose uploads never touch a disk in the clear; their size is bounded."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> BytesIO:
        return BytesIO()


class FundApp(Flask):
    """The Flask app of Kostenfonds. `who` tells who asks: set by app.py, since people come after the web layer."""

    request_class = Unspooled
    who: Callable[[], Any]

    def log_exception(self, exc_info: Any) -> None:
        """Write where it broke, without a message that may hold values."""
        logs.fault(exc_info)

    def full_dispatch_request(self) -> Response:
        """Begin before sign-in reads its first row."""
        if request.method in SAFE and request.endpoint != "static":
            database.only_read()
        return super().full_dispatch_request()

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer within one transaction, then write the access log."""
        if request.endpoint == "static":
            return super().dispatch_request()
        response = self._answer_with_retries()
        if "access" in g:
            database.session().close()
            person, verb = self.who(), g.verb
            access_log.write(person.id, lambda shelter_id, region_id: person.role_for(verb, shelter_id, region_id))
        return response

    def _answer_with_retries(self) -> Response:
        for left in range(TRIES - 1, -1, -1):
            try:
                return self._answer()
            except DBAPIError as error:
                if refusal := constraints.refusal(error):
                    raise refusal from error
                again = getattr(error.orig, "sqlstate", None) in AGAIN or constraints.is_by_chance(error)
                if not left or not again:
                    raise
                time.sleep(random.uniform(0.01, 0.05) * (TRIES - left))  # noqa: S311 - no secret, only not all at once
            except StaleDataError as error:
                raise StaleClaim from error
        raise AssertionError("unreachable")

    def _answer(self) -> Response:
        session = database.session()
        g.pop("access", None)
        try:
            response = self._answer_once() if idempotency.wanted(request) else self._view()
            if response.status_code < 400:
                session.commit()
            else:
                session.rollback()
            return response
        except BaseException:
            session.rollback()
            raise

    def _answer_once(self) -> Response:
        person = self.who()
        if person is None:
            return self._view()  # the guard refuses, and re-offers what was typed
        session = database.session()
        first = idempotency.claim(session, request, person.id)
        if first is not None:
            return first
        response = self._view()
        if response.status_code < 400:
            idempotency.keep(session, request, person.id, response.location if response.status_code == 303 else None)
        return response

    def _view(self) -> Response:
        return self.make_response(super().dispatch_request())
