"""The command with all its parts; whatever goes wrong is a sentence, never a traceback."""

import sys

import click
from alembic.util import CommandError
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from fund.cli import books, server, texts
from fund.core.errors import Refusal


@click.group()
def group() -> None:
    """Kostenfonds: serve it, try it, read its rules and its books."""


for _command in (server.demo, server.serve, books.db, texts.policy_, books.ledger):
    group.add_command(_command)


def main() -> None:
    """Run the command."""
    try:
        group.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
    except ValidationError as wrong:
        click.echo(
            "\n".join(f"FUND_{str(fault['loc'][0]).upper()}: {fault['msg']}." for fault in wrong.errors()), err=True
        )
    except SQLAlchemyError as wrong:
        cause = getattr(wrong, "orig", None) or wrong
        click.echo(
            f"The database can't be used: {str(cause).splitlines()[0]}. Was it made by `fund db upgrade`?", err=True
        )
    except (Refusal, CommandError) as refusal:
        click.echo(str(refusal), err=True)
    except OSError as wrong:
        click.echo(f"{wrong.filename or 'A file'} can't be used: {wrong.strerror or wrong}.", err=True)
    else:
        return
    sys.exit(1)
