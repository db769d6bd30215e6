"""The `fund` command. What needs two people (publish, release, close) has no command."""

import json
import socket
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from alembic.util import CommandError
from pydantic import ValidationError
from rich.console import Console
from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from config import Settings
from fund import policy
from fund.core.calendar import Month
from fund.core.errors import Refusal
from fund.db import prepare
from fund.policy import nation_text

ERR = Console(stderr=True, highlight=False)


class Unusable(click.ClickException):
    """What was asked can't be done: a sentence on stderr, exit 1."""

    def show(self, file: Any = None) -> None:
        """Print only the sentence."""
        click.echo(self.message, err=True)


@click.group()
def group() -> None:
    """Kostenfonds: serve it, try it, read its rules and its books."""


@group.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port on 127.0.0.1.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/demo"),
    show_default=True,
    help="Folder; made anew.",
)
@click.option("--seed-only", is_flag=True, help="Seed, print the accounts, and stop.")
def demo(port: int, data: Path, seed_only: bool) -> None:
    """Seed three invented regions with claims in every state, and serve them."""
    settings = Settings(data=data, demo=True, secure_cookies=False, database_url="", migrate_url="")  # never an installed fund's
    if seed_only:
        _seed(settings)
        return
    _free(port)
    # seeding starts threads (it prints letters): a server that forks after them gets workers in which nothing prints any more
    again = [sys.executable, "-m", "fund.cli", "demo", "--seed-only", "--data", str(data)]
    seeded = subprocess.run(again, check=False)  # noqa: S603 - this very command
    if seeded.returncode:
        raise SystemExit(seeded.returncode)
    _serve(settings, port)


@group.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Port on 127.0.0.1; a proxy with TLS stands before it.",
)
def serve(port: int) -> None:
    """Serve the installed fund with gunicorn."""
    from fund.app import can_rewrite

    _free(port)
    settings = Settings()
    powers = can_rewrite(prepare(create_engine(settings.url, poolclass=NullPool)))  # no connection lives on into the workers
    if powers:
        raise Unusable(
            f"The app's role could change {', '.join(powers)}. Give it no more than it needs: "
            "run `fund db upgrade` as the owner with FUND_APP_ROLE, and serve as that role."
        )
    _serve(settings, port)


@group.group()
def db() -> None:
    """Keep the database."""


@db.command()
def upgrade() -> None:
    """Bring the database to the newest version, as its owner (FUND_MIGRATE_URL)."""
    from fund.app import migrate

    migrate(Settings())
    click.echo("The database is up to date.")


@group.group("policy")
def policy_() -> None:
    """Read policy texts."""


@policy_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """Read a text and say everything that is wrong with it."""
    text = _texts([file])[-1]
    click.echo(f"{text.title}: in order, in force from {text.from_}.")


@policy_.command()
@click.option(
    "--policy",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Nation and region, or either.",
)
@click.option("--facts", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="A claim as JSON.")
@click.option("--json", "as_json", is_flag=True, help="Print everything, every finding and the receipt.")
def assess(files: Sequence[Path], facts: Path, as_json: bool) -> None:
    """Test a claim against texts: what would be granted for each line, and why."""
    texts = _texts(files)
    answer: dict[str, Any] = dict(policy.assessment_as_json(policy.assess(_claim(facts, texts), texts)))
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    for line in answer["lines"]:
        click.echo(f"{line['category']:16} {line['claimed']:>12} -> {line['granted']:>12}  {line['outcome']}")
        for finding in line["findings"]:
            if finding["held"] is not True:
                click.echo(f"    {finding['article']}: {finding['nl']}")
    click.echo(f"{answer['outcome']}: {answer['granted']} of {answer['claimed']}")


@policy_.command("facts")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def empty_facts(file: Path) -> None:
    """Print an empty claim for a text: one line of each category with the facts that it asks."""
    click.echo(json.dumps(policy.empty_claim(_texts([file])), ensure_ascii=False, indent=2))


@group.group()
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
    from fund.ledger import months
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
    if not books.rows:
        raise Unusable(f"{region} has no entries in {of}.")
    output.write_bytes(files.ledger_csv(books) if form == "csv" else files.ledger_xlsx(books))
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


def _seed(settings: Settings) -> None:
    from fund.demo import seed

    try:
        click.echo(seed.afresh(settings, datetime.now(UTC), ERR))
    except seed.NotOurs as wrong:
        folder = settings.data
        raise Unusable(f"{folder} holds something else than a demo. Choose another folder, or remove this one first.") from wrong


def _serve(settings: Settings, port: int) -> None:
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

    from fund.app import create_app

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in {
                "bind": f"127.0.0.1:{port}",
                "workers": 2,
                "accesslog": None,
                "loglevel": "warning",
            }.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return create_app(settings)

    click.echo(f"Kostenfonds: http://127.0.0.1:{port}/  (stop with Ctrl+C)")
    Server().run()


def _session() -> Session:
    import fund.app  # noqa: F401 - a foreign key takes its type from its table, so every table must be known

    return Session(prepare(create_engine(Settings().url, poolclass=NullPool)))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as wrong:
        raise Unusable(f"{file}: this is no text.") from wrong


def _texts(files: Sequence[Path]) -> list[policy.Policy]:
    """Read texts, the nation's first; without one the nation's own that we ship."""
    written = {file: _text(file) for file in files}
    nations = {file: _policy(file, toml, None) for file, toml in written.items() if _layer(toml) != "region"}
    nation = next(iter(nations.values()), None) or policy.read(nation_text())
    rest = [_policy(file, toml, nation) for file, toml in written.items() if file not in nations]
    return [*(nations.values() or [nation]), *rest]


def _layer(toml: str) -> object:
    try:
        return tomllib.loads(toml)["policy"]["layer"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None  # what is wrong with it is said where it is read


def _policy(file: Path, toml: str, nation: policy.Policy | None) -> policy.Policy:
    try:
        return policy.read(toml, nation)
    except policy.UnreadableText as wrong:
        raise _unreadable(file, wrong) from wrong


def _claim(file: Path, texts: Sequence[policy.Policy]) -> policy.ClaimFacts:
    try:
        return policy.claim_from_json(json.loads(_text(file)), texts)
    except policy.UnreadableText as wrong:
        raise _unreadable(file, wrong) from wrong
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise Unusable(f"{file}: this is no JSON ({wrong}).") from wrong


def _unreadable(file: Path, wrong: policy.UnreadableText) -> Unusable:
    places = [f"{file}:{problem.line}" if problem.line else str(file) for problem in wrong.problems]
    return Unusable("\n".join(f"{place}: {problem.sentence}" for place, problem in zip(places, wrong.problems, strict=True)))


def _free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as wrong:
            raise Unusable(f"Port {port} is taken. Choose another: fund demo --port {port + 1}, or make demo PORT={port + 1}.") from wrong


def main() -> None:
    """Run the command; whatever goes wrong is a sentence, never a traceback."""
    try:
        group.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
    except ValidationError as wrong:
        click.echo("\n".join(f"FUND_{str(fault['loc'][0]).upper()}: {fault['msg']}." for fault in wrong.errors()), err=True)
    except SQLAlchemyError as wrong:
        cause = getattr(wrong, "orig", None) or wrong
        click.echo(f"The database can't be used: {str(cause).splitlines()[0]}. Was it made by `fund db upgrade`?", err=True)
    except (Refusal, CommandError) as refusal:
        click.echo(str(refusal), err=True)
    except OSError as wrong:
        click.echo(f"{wrong.filename or 'A file'} can't be used: {wrong.strerror or wrong}.", err=True)
    else:
        return
    sys.exit(1)


if __name__ == "__main__":
    main()
