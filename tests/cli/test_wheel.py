"""The wheel holds all that an installation needs, and serves from a folder in which nothing of the checkout is."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.databases import TOP
from tests.guards.tree import tracked

MADE = ("fund/web/static/vendor/components.css", "fund/web/static/vendor/font.css")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=TOP, check=True, capture_output=True)
    [made] = folder.glob("kostenfonds-*.whl")
    return made


def test_it_holds_all_that_the_fund_runs_on(wheel: Path) -> None:
    served = {name for name, _ in tracked() if name.startswith(("fund/", "templates/", "migrations/"))}
    expected = {name if name.startswith("fund/") else f"fund/{name}" for name in served}
    catalogues = {str(Path(name).with_suffix(".mo")) for name in served if name.endswith(".po")}
    assert catalogues
    assert expected | catalogues | {*MADE, "config.py"} <= set(zipfile.ZipFile(wheel).namelist())


def test_it_holds_nothing_else(wheel: Path) -> None:
    others = [name for name in zipfile.ZipFile(wheel).namelist() if not name.startswith(("fund/", "config.py"))]
    assert {Path(name).parts[0] for name in others} == {f"{'-'.join(wheel.stem.split('-')[:2])}.dist-info"}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel beside the libraries that are here already; returns its Python."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    [site] = folder.glob("lib/python*/site-packages")
    zipfile.ZipFile(wheel).extractall(site)
    # a path in a .pth file is no site of its own: the checkout, which that folder names in one, stays unknown
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin" / "python"


VISIT = """
from fund.app import create_app
client = create_app().test_client()
for path in ("/sign-in", "/language/en?back=/sign-in", "/static/vendor/components.css"):
    answer = client.get(path, follow_redirects=True)
    print(answer.status_code, answer.text)
"""


@pytest.fixture
def say(installed: Path, tmp_path: Path) -> Callable[..., str]:
    """Run the installed Python in an empty folder; returns what it printed."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(("FUND_", "PYTHON"))}
    environment = others | {"FUND_DATA": str(tmp_path / "data"), "FUND_SECURE_COOKIES": "0"}

    def run(*typed: str) -> str:
        return subprocess.run(
            [installed, *typed], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
        ).stdout

    return run


def test_its_texts_are_read(installed: Path, say: Callable[..., str]) -> None:
    texts = Path(say("-c", "import fund.policy as texts; print(texts.__file__, end='')"))
    assert texts.is_relative_to(installed.parents[1])
    assert "in order" in say("-m", "fund.cli", "policy", "check", str(texts.with_name("nation.toml")))


def test_its_database_is_made_and_its_pages_speak_both_languages_in_their_styles(say: Callable[..., str]) -> None:
    assert say("-m", "fund.cli", "db", "upgrade") == "The database is up to date.\n"
    said = say("-c", VISIT)
    assert said.count("200 ") >= 3
    assert all(words in said for words in ("Aanmelden", "Sign in", "@layer componenten"))
