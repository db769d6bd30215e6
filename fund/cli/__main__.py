"""`python -m fund.cli` is the `fund` command."""

from fund.cli.command import main

main()
