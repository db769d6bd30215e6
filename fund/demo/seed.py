"""Seed the demo: every act at its own moment, in chronological order, by the same actions that the views call."""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress
from sqlalchemy import event

from config import Settings
from fund.app import create_app, migrate
from fund.core.calendar import day_of, start_of
from fund.demo import highlights, life, regions, routine
from fund.demo.cast import Cast
from fund.demo.diary import Diary
from fund.demo.places import PASSWORD, PEOPLE
from fund.demo.stories import Story
from fund.people.rules import Role
from fund.people.sign_in import hashed
from fund.web.database import db

EARLIEST = date(2026, 7, 1)
LONGEST = timedelta(days=150)
MARK = "demo"  # the file that marks a folder as a demo's


class NotOurs(Exception):
    """The folder holds something other than a demo, so the demo must not empty it."""


def afresh(settings: Settings, now: datetime, console: Console) -> str:
    """Create the demo in its folder, replacing an earlier one; return the accounts to print.

    Raises:
        NotOurs: when the folder holds something other than a demo.
    """
    _clear(settings.data)
    migrate(settings)
    app = create_app(settings)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _forgetful)
        _play(now, console)
        db.engine.dispose()
    return accounts()


def accounts() -> str:
    """Return the accounts as a plain text table."""
    words = {
        Role.WORKER: "hulpverlener",
        Role.SHELTER_LEAD: "teamleider",
        Role.ADMINISTRATOR: "fondsbeheerder",
        Role.AUDITOR: "controleur",
        Role.OVERSEER: "toezichthouder",
        Role.OPERATOR: "beheerder",
    }
    rows = [f"  {person.email:32} {words[person.role]:16} {person.at}" for person in PEOPLE]
    return "\n".join(("", f"Everybody's password: {PASSWORD}", *rows, ""))


def first_day(today: date) -> date:
    """Return the first day of the demo's history."""
    return max(EARLIEST, today - LONGEST)


def stories(today: date) -> list[Story]:
    """Return all stories of a demo that ends on that day."""
    first = first_day(today)
    return [*highlights.stories(today, first), *routine.stories(today, first)]


def _clear(folder: Path) -> None:
    mark = folder / MARK
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise NotOurs(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    mark.touch()


def _forgetful(connection: Any, record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")  # after a power cut a demo is simply seeded again


def _play(now: datetime, console: Console) -> None:
    today = day_of(now)
    opening = start_of(first_day(today)) + timedelta(hours=8)
    told = stories(today)
    cast = Cast(db.sessionmaker)
    regions.places(cast, opening, hashed, PASSWORD)
    regions.payees_of(cast, opening)
    regions.budgets(cast, opening, told, today)
    diary = Diary(opening, now)
    life.plan(cast, diary, told, today)
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Seeding the demo", total=1.0)
        diary.run(lambda share: progress.update(task, completed=share))
