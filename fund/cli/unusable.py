"""What a command can't do, as a sentence."""

from typing import Any

import click


class Unusable(click.ClickException):
    """What was asked can't be done: a sentence on stderr, exit 1."""

    def show(self, file: Any = None) -> None:
        """Print only the sentence."""
        click.echo(self.message, err=True)
