"""Idempotency keys: a form that is sent twice does its work once, and gets the first response both times."""

import hashlib
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from flask import Request, Response, current_app, redirect
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from fund.core.errors import Refusal, WrongStep
from fund.db import insert_unless_there, new_id
from fund.web import clock
from fund.web.models import IdempotencyKey

FIELD = "once"  # the form's field that carries the key
NOT_HASHED = frozenset({"csrf_token", FIELD})

View = TypeVar("View", bound=Callable[..., object])


def changes_nothing(view: View) -> View:
    """Mark a POST that may safely be repeated without an idempotency key (a pre-check, the exit)."""
    view.changes_nothing = True  # type: ignore[attr-defined]
    return view


def is_required(request: Request) -> bool:
    """Tell whether this request must carry an idempotency key."""
    if request.method != "POST" or request.endpoint is None or request.blueprint == "security":
        return False
    return not getattr(current_app.view_functions[request.endpoint], "changes_nothing", False)


def reserve(session: Session, request: Request, person_id: UUID) -> Response | None:
    """Reserve the key for this request; return the first response when the same form was sent before.

    Raises:
        Refusal: when there is no key.
        WrongStep: when the key was used for a form with other contents.
    """
    key = request.form.get(FIELD, "")
    if not 16 <= len(key) <= 64:
        raise Refusal("Dit formulier is niet compleet aangekomen. Open de pagina opnieuw.")
    body_hash = _hash_of(request)
    if _insert(session, person_id, key, body_hash):
        return None
    first = session.execute(
        select(IdempotencyKey.body_hash, IdempotencyKey.location).where(
            IdempotencyKey.person_id == person_id, IdempotencyKey.key == key
        )
    ).one()
    if first.body_hash != body_hash or first.location is None:
        raise WrongStep("Dit formulier is al verstuurd, met andere gegevens. Bekijk eerst wat er nu staat.")
    return redirect(first.location, 303)  # type: ignore[return-value]


def store_answer(session: Session, request: Request, person_id: UUID, location: str | None) -> None:
    """Store where the response redirects to with the key; release the key when it is not a redirect."""
    this = (IdempotencyKey.person_id == person_id) & (IdempotencyKey.key == request.form[FIELD])
    session.execute(
        update(IdempotencyKey).where(this).values(location=location) if location else delete(IdempotencyKey).where(this)
    )


def _insert(session: Session, person_id: UUID, key: str, body_hash: bytes) -> bool:
    row = {"id": new_id(), "person_id": person_id, "key": key, "body_hash": body_hash, "at": clock.now()}
    statement = insert_unless_there(session, IdempotencyKey, ["person_id", "key"]).values(row)
    return session.execute(statement.returning(IdempotencyKey.id)).first() is not None


def _hash_of(request: Request) -> bytes:
    digest = hashlib.sha256(request.path.encode())
    for name, value in sorted(request.form.items(multi=True)):
        if name not in NOT_HASHED:
            digest.update(f"{len(name)}:{name}{len(value)}:{value}".encode())
    for name, file in sorted(request.files.items(multi=True), key=lambda pair: pair[0]):
        digest.update(f"{len(name)}:{name}".encode() + hashlib.sha256(file.stream.read()).digest())
        file.stream.seek(0)
    return digest.digest()
