"""Publish a policy text. What was published is never edited: a change is a new version from a later day.

One text is published at a time, so that two never open the same account in the books.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from fund import policy
from fund.core.calendar import day_of
from fund.core.errors import Refusal, WrongStep
from fund.regions.queries import region
from fund.texts.accounts import open_accounts
from fund.texts.models import PolicyText
from fund.texts.queries import texts_of


def publish(
    session: Session, at: datetime, toml: str, *, by_id: UUID | None = None, region_id: UUID | None = None
) -> PolicyText:
    """Publish the nation's text (region None) or a region's, in force from its own `from` until its next.

    Each category that is new gets its account in the books.

    Raises:
        Refusal: with the reader's first sentence, when the text cannot be read or is another's; when the books have no
            account left.
        WrongStep: when it would change what is in force already: a next version starts after today, and after the last.
    """
    _one_at_a_time(session)
    text = _read(session, toml, region_id)
    latest = session.scalar(select(func.max(PolicyText.from_)).where(_of(region_id)))
    if latest is not None and text.from_ <= max(latest, day_of(at)):
        raise WrongStep("Een nieuwe versie geldt op zijn vroegst vanaf morgen, en na de versie van %(on)s.", on=latest)
    published = PolicyText(
        region_id=region_id,
        title=text.title,
        body=toml,
        sha256=text.sha256,
        from_=text.from_,
        published_at=at,
        published_by=by_id,
    )
    session.add(published)
    session.flush()
    open_accounts(session, region_id)
    return published


def _one_at_a_time(session: Session) -> None:
    first = select(PolicyText.id).where(PolicyText.region_id.is_(None)).order_by(PolicyText.from_).limit(1)
    session.execute(first.with_for_update())


def _read(session: Session, toml: str, region_id: UUID | None) -> policy.Policy:
    try:
        text = policy.read(toml)
        if text.region != (None if region_id is None else region(session, region_id).code):
            raise Refusal("Deze tekst is van een andere regio.")
        if region_id is None:
            for place in session.scalars(
                select(PolicyText.region_id).where(PolicyText.region_id.is_not(None)).distinct()
            ):
                _fit(text, [text], [found for found in texts_of(session, place) if found.region])
        else:
            _fit(text, texts_of(session, None), [text])
    except policy.UnreadableText as wrong:
        raise Refusal("Deze tekst kan niet gelden: %(why)s", why=str(wrong.problems[0])) from None
    return text


def _fit(text: policy.Policy, nations: Sequence[policy.Policy], regions: Sequence[policy.Policy]) -> None:
    """Lay each region's text over each nation's that it meets from the text's first day on."""
    begun = [nation.from_ for nation in nations if nation.from_ <= text.from_]
    if not begun:
        raise Refusal("Er is nog geen landelijke tekst voor die dag.")
    first = max((found.from_ for found in regions if found.from_ <= text.from_), default=text.from_)
    for nation in nations:
        for found in regions:
            if nation.from_ >= max(begun) and found.from_ >= first:
                policy.layered(nation, found)


def _of(region_id: UUID | None) -> ColumnElement[bool]:
    return PolicyText.region_id.is_(None) if region_id is None else PolicyText.region_id == region_id
