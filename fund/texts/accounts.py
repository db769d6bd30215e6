"""The accounts of costs in the books: each category has one, opened by the first text that has the category."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund import policy
from fund.core.errors import Refusal
from fund.texts.models import CostAccount
from fund.texts.queries import texts_of
from fund.texts.rules import free_codes


def open_accounts(session: Session, region_id: UUID | None) -> None:
    """Open an account for each category of the last texts of the nation and the region that has none.

    Raises:
        Refusal: when every account of costs is taken.
    """
    taken = {account.category: account.code for account in session.scalars(select(CostAccount))}
    codes = free_codes(set(taken.values()))
    for category in policy.categories(texts_of(session, region_id)):
        if category.code not in taken:
            code = next(codes, None)
            if code is None:
                raise Refusal("In de boeken is geen rekening meer vrij voor %(category)s.", category=category.code)
            session.add(CostAccount(category=category.code, code=code, nl=category.name.nl, en=category.name.en))
    session.flush()
