"""`fund demo` and `fund serve`: seed, and serve with gunicorn."""

import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from sqlalchemy import NullPool, create_engine

from config import Settings
from fund.cli.unusable import Unusable
from fund.db import prepare

ERR = Console(stderr=True, highlight=False)


@click.command()
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
    settings = Settings(
        data=data, demo=True, secure_cookies=False, database_url="", migrate_url=""
    )  # never an installed fund's
    if seed_only:
        _seed(settings)
        return
    _free(port)
    # seeding prints letters, which starts threads: in workers that a server forks after them nothing prints any more
    again = [sys.executable, "-m", "fund.cli", "demo", "--seed-only", "--data", str(data)]
    seeded = subprocess.run(again, check=False)  # noqa: S603 - this very command
    if seeded.returncode:
        raise SystemExit(seeded.returncode)
    _serve(settings, port)


@click.command()
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
    powers = can_rewrite(
        prepare(create_engine(settings.url, poolclass=NullPool))
    )  # no connection lives on into the workers
    if powers:
        raise Unusable(
            f"The app's role could change {', '.join(powers)}. Give it no more than it needs: "
            "run `fund db upgrade` as the owner with FUND_APP_ROLE, and serve as that role."
        )
    _serve(settings, port)


def _seed(settings: Settings) -> None:
    from fund.demo import seed

    try:
        click.echo(seed.afresh(settings, datetime.now(UTC), ERR))
    except seed.NotOurs as wrong:
        folder = settings.data
        raise Unusable(
            f"{folder} holds something else than a demo. Choose another folder, or remove this one first."
        ) from wrong


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


def _free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as wrong:
            raise Unusable(
                f"Port {port} is taken. Choose another: fund demo --port {port + 1}, or make demo PORT={port + 1}."
            ) from wrong
