"""What a category, a payee or a kind of evidence is called on a page, by the texts of the reader's region."""

from collections.abc import Callable, Mapping
from uuid import UUID

from fund import policy
from fund.people import guards
from fund.policy import Words, formats
from fund.texts import queries
from fund.texts.catalogue import Catalogue
from fund.web import clock
from fund.web.database import session
from fund.web.filters import language


def category(code: str) -> str:
    """Return the name of a category: `Eigen bijdrage opvang`."""
    return _called(code, lambda catalogue: catalogue.categories)


def payee_kind(code: str) -> str:
    """Return the name of a kind of payee: `verzekeraar`."""
    return _called(code, lambda catalogue: catalogue.payees)


def evidence_kind(code: str) -> str:
    """Return the name of a kind of evidence: `bijdragebesluit`."""
    return _called(code, lambda catalogue: catalogue.evidence)


def article(named: str) -> str:
    """Return an article as the page's language writes it: `artikel 11 lid 3`, in English `article 11(3)`."""
    return policy.article(named, language())


def counted(count: int, unit: str) -> str:
    """Return a number of units: `3 maanden`."""
    return formats.units(count, unit, language())


def in_page_language(said: Words) -> str:
    """Return a text's words in the language of the page."""
    return said.said(language())


def _called(code: str, names: Callable[[Catalogue], Mapping[str, Words]]) -> str:
    """Return the name of a code; the code itself where no text has it, once the texts were read anew for this page."""
    regions, read_anew = _regions(), session().info.setdefault("read_anew", set())
    for anew in (False, True):
        for region_id in regions:
            if anew and region_id in read_anew:
                continue
            said = names(queries.catalogue(session(), region_id, clock.today(), anew=anew)).get(code)
            if said is not None:
                return in_page_language(said)
            if anew:
                read_anew.add(region_id)
    return code


def _regions() -> tuple[UUID | None, ...]:
    """Return the regions where the reader works; none but the nation for who works in no region."""
    reader = guards.who()
    found = dict.fromkeys(role.region_id for role in reader.roles if role.region_id) if reader else {}
    return tuple(found) or (None,)
