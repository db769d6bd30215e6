"""Copy the component styles and the font from npm's folder into static/vendor.

Run it as `python -m fund.web.assets`, after `npm ci`. The components are put in a cascade layer of their own, so that
theme.css and layout.css, which follow, always win.
"""

import json
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
VENDOR = Path(__file__).parent / "static" / "vendor"
FONT = "@fontsource-variable/source-sans-3"
# Polish and Turkish names need the extended set; a browser fetches it only for a page that has such a letter.
SUBSETS = ("latin", "latin-ext")


def components(root: Path = ROOT) -> list[str]:
    """Name the component packages, in the order in which package.json lists them."""
    dependencies: dict[str, str] = json.loads((root / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return [name for name in dependencies if name.startswith("@utrecht/")]


def component_css(modules: Path, names: list[str]) -> str:
    """Join the packages' style sheets in the layer `componenten`, each under its own licence notice."""
    sheets = [(modules / name / "dist" / "index.css").read_text(encoding="utf-8").strip() for name in names]
    parts = [f"/* {name} */\n{sheet}" for name, sheet in zip(names, sheets, strict=True)]
    return "@layer componenten {\n" + "\n\n".join(parts) + "\n}\n"


def font_css(modules: Path) -> str:
    """Keep the upright faces of our subsets, their files beside the sheet in fonts/."""
    sheet = (modules / FONT / "wght.css").read_text(encoding="utf-8")
    faces = re.findall(r"@font-face \{[^}]*\}", sheet)
    ours = [face for face in faces if any(f"source-sans-3-{subset}-wght-normal" in face for subset in SUBSETS)]
    return "\n\n".join(face.replace("./files/", "fonts/") for face in ours) + "\n"


def write(root: Path = ROOT, vendor: Path = VENDOR) -> None:
    """Rebuild vendor/. Raises FileNotFoundError when npm's folder lacks a package."""
    modules = root / "node_modules"
    sheets = {"components.css": component_css(modules, components(root)), "font.css": font_css(modules)}
    fonts = vendor / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for name, text in sheets.items():
        (vendor / name).write_text(text, encoding="utf-8")
    for subset in SUBSETS:
        shutil.copy(modules / FONT / "files" / f"source-sans-3-{subset}-wght-normal.woff2", fonts)
    shutil.copy(modules / FONT / "LICENSE", fonts / "LICENSE")


def main() -> int:
    """Run `write`; say in one sentence what is missing."""
    try:
        write()
    except FileNotFoundError as missing:
        print(f"Run `npm ci` first: {missing.filename} is not there.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
