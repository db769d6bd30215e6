"""Ordinary stories, spread over the past months; the same days give the same stories."""

from datetime import date
from random import Random

from fund.demo.places import PLACES
from fund.demo.stories import Fate, Filing, Story, bill

NAMES = (
    "Aisha Demir", "Bianca Prins", "Carla Smeets", "Dewi Lestari", "Elif Kara", "Fleur de Boer", "Gerda Hoekstra",
    "Hanna Nowak", "Ilse Timmer", "Joyce Adu", "Katarzyna Wójcik", "Latifa Amrani", "Marja Kok", "Nadia Osman",
    "Olga Petrova", "Petra Blom", "Quirine Maas", "Rosa Silva", "Saskia Thijs", "Thea Brouwer", "Ursula Meijer",
)  # fmt: skip

ENDINGS = (
    Fate.DECIDED, Fate.OBJECTED, Fate.DECIDED, Fate.REFUSED, Fate.DECIDED, Fate.WITHDRAWN,
    Fate.DECIDED, Fate.COMPLETED, Fate.DECIDED, Fate.DECIDED, Fate.DECIDED, Fate.ASKED,
    Fate.DECIDED, Fate.DECIDED, Fate.SUBMITTED, Fate.DECIDED, Fate.PROPOSED, Fate.SUBMITTED,
)  # fmt: skip

EXTRA = (
    "SAFETY",
    "HEALTH_EXCESS",
    "PETS",
    "HEALTH_PREMIUM",
    "STORAGE",
    "PHONE",
    "LEGAL",
    "HEALTH_OTHER",
    "OTHER",
    "DEPOSIT",
)

RECENT = 24  # days: every claim that is older has been decided


def stories(today: date, first: date) -> list[Story]:
    """Invent the stays between the first day of history and today."""
    chance = Random(20260701)  # noqa: S311 - invention, no secret
    shelters = [shelter.name for place in PLACES if not place.in_parts for shelter in place.shelters]
    longest = (today - first).days
    told = [
        _story(chance, shelters[number % len(shelters)], name, number, longest) for number, name in enumerate(NAMES)
    ]
    return [story for story in told if 0 <= story.admitted <= longest]


def _story(chance: Random, shelter: str, name: str, number: int, longest: int) -> Story:
    admitted = longest - number * longest // len(NAMES) + chance.randint(-4, 0)
    children = chance.choice((0, 0, 0, 1, 1, 2, 3))
    nights = chance.randint(20, 60) if admitted > 70 and chance.random() < 0.6 else None
    night = None if admitted < 16 else chance.choice((2800, 2800, 2450, 3137, 3137))
    early = (bill("TRAVEL", 0), bill("CLOTHING", 1, cents=138_50 + children * 72_00))
    living = bill("LIVING", 0, children=children, days=min(28, max(1, admitted - 2)))
    extras = tuple(bill(category, chance.randint(8, 20)) for category in chance.sample(EXTRA, 2))
    bills = (*early, living, *extras) if admitted > 24 else (*early, living)
    ending = ENDINGS[number % len(ENDINGS)]
    filings = [Filing(2, (0, 1), _past(ending, admitted - 2), urgent=number % 3 == 0)]
    if admitted > 34:
        filings.append(Filing(32, tuple(range(2, len(bills))), _past(ending, admitted - 32), fee=night is not None))
    return Story(shelter, name, admitted, nights, children, night, bills, tuple(filings), asked=True)


def _past(ending: Fate, days_ago: int) -> Fate:
    """Return the ending, or DECIDED for an old claim that would still be waiting."""
    waits = ending in (Fate.SUBMITTED, Fate.ASKED, Fate.PROPOSED)
    return Fate.DECIDED if waits and days_ago > RECENT else ending
