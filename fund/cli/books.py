"""`fund db` and `fund ledger`: the database and the books in it."""

import json
from pathlib import Path

import click
from sqlalchemy import NullPool, create_engine
from sqlalchemy.orm import Session

from config import Settings
from fund.cli.unusable import Unusable
from fund.core.calendar import Month
from fund.db import prepare


@click.group()
def db() -> None:
    """Keep the database."""


@db.command()
def upgrade() -> None:
    """Bring the database to the newest version, as its owner (FUND_MIGRATE_URL)."""
    from fund.app import migrate

    migrate(Settings())
    click.echo("The database is up to date.")


@click.group()
def ledger() -> None:
    """Read the books."""


@ledger.command()
@click.argument("region")
@click.argument("month")
@click.option("--format", "form", type=click.Choice(["csv", "xlsx"]), default="csv", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
def export(region: str, month: str, form: str, output: Path) -> None:
    """Write a month of a region's ledger (2026-09) to a file."""
    from fund.ledger import export as files
    from fund.ledger import months, queries
    from fund.regions import queries as regions

    try:
        of = Month.parse(month)
    except ValueError as wrong:
        raise Unusable(f"{month} is no month: write it as 2026-09.") from wrong
    with _session() as session:
        known = {each.code: each.id for each in regions.regions(session)}
        if region not in known:
            raise Unusable(f"{region} is no region. Known here: {', '.join(sorted(known)) or 'none'}.")
        books = months.read(session, regions.fund_of(session, known[region]).id, of)
        accounts = queries.accounts(session)
    if not books.rows:
        raise Unusable(f"{region} has no entries in {of}.")
    output.write_bytes(files.ledger_csv(books) if form == "csv" else files.ledger_xlsx(books, accounts))
    click.echo(f"{output}: {region} {of}")


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="Print the faults as JSON.")
def verify(as_json: bool) -> None:
    """Check the books in the database; name the first wrong row of each fund."""
    from fund.ledger.verify import verify as faults_of

    with _session() as session:
        faults = [
            {"fund": str(fund_id), "check": fault.check, "number": fault.number, "what": fault.said}
            for fund_id, fault in faults_of(session)
        ]
    if as_json:
        click.echo(json.dumps(faults, indent=2))
    for fault in [] if as_json else faults:
        click.echo(f"{fault['fund']}: entry {fault['number']}: {fault['check']}: {fault['what']}", err=True)
    if faults:
        raise SystemExit(1)
    if not as_json:
        click.echo("The books are right.")


def _session() -> Session:
    import fund.app  # noqa: F401 - a foreign key takes its type from its table, so every table must be known

    return Session(prepare(create_engine(Settings().url, poolclass=NullPool)))
