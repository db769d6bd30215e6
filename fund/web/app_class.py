"""The Flask app: one transaction per request, committed or rolled back before anything is sent.

A status below 400 commits, any other rolls back. After a deadlock or a failed serialization the whole view runs again.
The access log is written after the request's own transaction has ended and its connection was returned: nested inside
it, the log would wait for a lock of its own request on SQLite and drain the pool on PostgreSQL.
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
RETRIED = frozenset({"40001", "40P01"})  # serialization failure, deadlock


class Unspooled(Request):
    """A request whose uploads are kept in memory, never unencrypted on a disk; their size is limited."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> BytesIO:
        return BytesIO()


class FundApp(Flask):
    """The Flask app of Kostenfonds. `who` returns the actor; app.py sets it, since people comes after the web layer."""

    request_class = Unspooled
    who: Callable[[], Any]

    def log_exception(self, exc_info: Any) -> None:
        """Log where an exception was raised, without its message, which may hold values."""
        logs.fault(exc_info)

    def full_dispatch_request(self) -> Response:
        """Choose the transaction's kind before sign-in reads its first row."""
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
                retry = getattr(error.orig, "sqlstate", None) in RETRIED or constraints.is_by_chance(error)
                if not left or not retry:
                    raise
                time.sleep(random.uniform(0.01, 0.05) * (TRIES - left))  # noqa: S311 - a back-off, not a secret
            except StaleDataError as error:
                raise StaleClaim from error
        raise AssertionError("unreachable")

    def _answer(self) -> Response:
        session = database.session()
        g.pop("access", None)
        try:
            response = self._answer_once() if idempotency.is_required(request) else self._view()
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
            return self._view()  # its guard refuses, and offers the form again with what was typed
        session = database.session()
        first_answer = idempotency.reserve(session, request, person.id)
        if first_answer is not None:
            return first_answer
        response = self._view()
        if response.status_code < 400:
            location = response.location if response.status_code == 303 else None
            idempotency.store_answer(session, request, person.id, location)
        return response

    def _view(self) -> Response:
        return self.make_response(super().dispatch_request())
