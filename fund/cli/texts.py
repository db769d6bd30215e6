"""`fund policy`: read texts, and test a claim against them."""

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from fund import policy
from fund.cli.unusable import Unusable

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("policy")
def policy_() -> None:
    """Read policy texts."""


@policy_.command()
@click.argument("file", type=READABLE)
def check(file: Path) -> None:
    """Read a text and say everything that is wrong with it."""
    text = _texts([file])[-1]
    click.echo(f"{text.title}: in order, in force from {text.from_}.")


@policy_.command()
@click.option(
    "--policy",
    "files",
    multiple=True,
    type=READABLE,
    help="Nation and region, or either.",
)
@click.option("--facts", type=READABLE, required=True, help="A claim as JSON.")
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
@click.argument("file", type=READABLE)
def empty_facts(file: Path) -> None:
    """Print an empty claim for a text: one line of each category with the facts that it asks."""
    click.echo(json.dumps(policy.empty_claim(_texts([file])), ensure_ascii=False, indent=2))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as wrong:
        raise Unusable(f"{file}: this is no text.") from wrong


def _texts(files: Sequence[Path]) -> list[policy.Policy]:
    """Read texts, the nation's first; without one the nation's own that we ship."""
    written = {file: _text(file) for file in files}
    nations = {file: _policy(file, toml, None) for file, toml in written.items() if _layer(toml) != "region"}
    nation = next(iter(nations.values()), None) or policy.read(policy.nation_text())
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
    return Unusable(
        "\n".join(f"{place}: {problem.sentence}" for place, problem in zip(places, wrong.problems, strict=True))
    )
