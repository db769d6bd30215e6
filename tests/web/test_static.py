"""The styles hold together: every component is there, every token has a value, nothing comes from elsewhere,
and it is light."""

import gzip
import json
import re
from pathlib import Path

import pytest

from fund.web import assets

STATIC = Path(assets.__file__).parent / "static"
OURS = ("theme.css", "layout.css")
FIRST_PAGE = (
    "vendor/font.css",
    "vendor/components.css",
    "vendor/fonts/source-sans-3-latin-wght-normal.woff2",
    "css/theme.css",
    "css/layout.css",
    "js/once.js",
    "js/check.js",
    "js/exit.js",
    "icon.svg",
    "caret.svg",
)


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the vendor folder anew, beside the one that is served."""
    folder = tmp_path_factory.mktemp("vendor")
    assets.write(vendor=folder)
    return folder


def our_css() -> str:
    return "\n".join(re.sub(r"/\*.*?\*/", "", (STATIC / "css" / name).read_text(), flags=re.S) for name in OURS)


def served(name: str, vendor: Path) -> Path:
    return vendor / name.removeprefix("vendor/") if name.startswith("vendor/") else STATIC / name


def test_every_component_package_is_in_the_sheet_and_in_its_layer(vendor: Path) -> None:
    sheet = (vendor / "components.css").read_text()
    wanted = json.loads((assets.ROOT / "package.json").read_text())["dependencies"]
    for name in wanted.keys() - {assets.FONT}:
        component = name.removeprefix("@utrecht/").removesuffix("-css")
        assert f".utrecht-{component}" in sheet, name
    assert sheet.startswith("@layer componenten {") and sheet.count("{") == sheet.count("}")


def test_the_font_has_the_letters_of_polish_and_turkish_names(vendor: Path) -> None:
    sheet = (vendor / "font.css").read_text()
    assert sheet.count("@font-face") == 2
    assert "U+0100-02BA" in sheet and "U+20AC" in sheet
    assert {path.suffix for path in (vendor / "fonts").iterdir()} == {".woff2", ""}


def test_each_sheet_fetches_only_files_of_ours(vendor: Path) -> None:
    for folder, sheets in ((vendor, vendor.glob("*.css")), (STATIC / "css", (STATIC / "css").glob("*.css"))):
        for sheet in sheets:
            text = sheet.read_text()
            assert "@import" not in text
            for address in re.findall(r"url\(([^)]*)\)", text):
                assert (folder / address.strip("'\"")).is_file(), (sheet.name, address)


def test_every_token_used_has_a_value() -> None:
    css = our_css()
    defined = set(re.findall(r"(--[\w-]+)\s*:", css))
    used = set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", css))
    assert len(used) > 30
    assert used <= defined


def test_a_token_with_a_fallback_falls_back_to_one_that_has_a_value() -> None:
    css = our_css()
    defined = set(re.findall(r"(--[\w-]+)\s*:", css))
    fallbacks = re.findall(r"var\(\s*--[\w-]+\s*,\s*var\(\s*(--[\w-]+)", css)
    assert fallbacks
    assert set(fallbacks) <= defined


def test_the_theme_sets_no_token_that_no_component_reads(vendor: Path) -> None:
    read = set(re.findall(r"var\(\s*(--utrecht-[\w-]+)", (vendor / "components.css").read_text()))
    set_here = set(re.findall(r"(--utrecht-[\w-]+)\s*:", our_css()))
    assert set_here - read == set()


def test_the_colours_of_the_screen_come_from_the_theme_alone() -> None:
    screen, _paper = (STATIC / "css" / "layout.css").read_text().split("@layer druk", 1)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", screen) == []


def test_the_first_page_is_light(vendor: Path) -> None:
    weights = {name: len(gzip.compress(served(name, vendor).read_bytes())) for name in FIRST_PAGE}
    assert sum(weights.values()) < 150_000 - 30_000, weights  # the page itself may weigh 30 KB


def test_packages_are_pinned_and_the_lock_names_no_address() -> None:
    wanted = json.loads((assets.ROOT / "package.json").read_text())
    for version in [*wanted["dependencies"].values(), *wanted["devDependencies"].values()]:
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    lock = (assets.ROOT / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert lock.count('"integrity"') == len(wanted["dependencies"]) + len(wanted["devDependencies"])


def test_a_missing_package_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "package.json").write_text((assets.ROOT / "package.json").read_text())
    monkeypatch.setattr(assets.write, "__defaults__", (tmp_path, tmp_path / "vendor"))
    assert assets.main() == 1
    assert "npm ci" in capsys.readouterr().err
    assert not (tmp_path / "vendor").exists()


def test_every_class_of_ours_is_used_by_a_page() -> None:
    """A class is used by its name, or by the part of it that stands before what a template fills in."""
    pages = "\n".join(path.read_text(encoding="utf-8") for path in assets.ROOT.glob("templates/**/*.html"))
    named = set(re.findall(r"kf-[\w-]*\w", pages)) | {f"kf-{word}" for word in re.findall(r'"(c\d)"', pages)}
    begun = tuple(set(re.findall(r"(kf-\w[\w-]*-)\{\{", pages)))
    classes = set(re.findall(r"\.(kf-[\w-]+)", our_css()))
    assert sorted(name for name in classes - named if not name.startswith(begun)) == []
