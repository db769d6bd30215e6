"""Take the main pages of the demo as pictures, at a desk's and a phone's width, into shots/:
`python -m tests.pictures`."""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from fund.demo.places import PASSWORD, PEOPLE
from fund.people.rules import Role
from tests.databases import TOP

SHOTS = TOP / "shots"
HELP = TOP / "fund/web/static/help"  # the README's pictures: name, whose, and which page of hers
README = {"today": (Role.WORKER, "/", ""), "decision": (Role.ADMINISTRATOR, "/queue", "main table tbody a >> nth=1")}
README_SIZE = ViewportSize(width=1120, height=900)
WIDTHS = (1280, 390)
PATIENCE_SECONDS = 180


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urlopen(f"{address}/health", timeout=5).close()
            return
        except (URLError, ConnectionError):
            time.sleep(0.5)
    raise SystemExit("The demo did not start.")


def _sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")


def _open(page: Page, place: str) -> None:
    answer = page.goto(place)
    if answer is None or answer.status >= 400:
        raise SystemExit(f"{place} answers {answer.status if answer else 'nothing'}.")


def _take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)


def _walk(page: Page, role: Role) -> int:
    """Take her menu's pages, and behind each the first thing that is listed on it."""
    places = page.eval_on_selector_all("nav.kf-nav a", "links => links.map(link => link.getAttribute('href'))")
    taken = 0
    for number, place in enumerate(dict.fromkeys(places or ["/"]), 1):
        _open(page, place)
        _take(page, f"{role}-{number}")
        inside = page.query_selector("main table tbody a[href^='/'], main table th a[href^='/']")
        if inside:
            _open(page, str(inside.get_attribute("href")))
            _take(page, f"{role}-{number}-inside")
        taken += 2 if inside else 1
    return taken


def _pictures(browser: Browser, address: str) -> int:
    page = browser.new_page(base_url=address, locale="nl-NL")
    page.goto("/sign-in")
    _take(page, "sign-in")
    taken = 1
    for role in Role:
        context = browser.new_context(base_url=address, locale="nl-NL", viewport={"width": WIDTHS[0], "height": 900})
        page = context.new_page()
        _sign_in(page, next(person.email for person in PEOPLE if person.role is role))
        taken += _walk(page, role)
        context.close()
    return taken


def _readme(browser: Browser, address: str) -> None:
    HELP.mkdir(exist_ok=True)
    for name, (role, place, inside) in README.items():
        context = browser.new_context(base_url=address, locale="nl-NL", viewport=README_SIZE)
        page = context.new_page()
        _sign_in(page, next(person.email for person in PEOPLE if person.role is role))
        _open(page, place)
        if inside:
            page.click(inside)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=HELP / f"{name}.png")
        context.close()


def main() -> None:
    """Serve a fresh demo, take its pictures, and stop it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        raise SystemExit("Chromium is missing: run `make setup`.")
    SHOTS.mkdir(exist_ok=True)
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        fund = Path(sys.executable).parent / "fund"
        server = subprocess.Popen(
            [fund, "demo", "--port", str(port), "--data", f"{folder}/demo"], stdout=subprocess.DEVNULL
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}", server)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=program, args=["--headless", "--no-sandbox", "--disable-gpu"]
                )
                _readme(browser, f"http://127.0.0.1:{port}")
                taken = _pictures(browser, f"http://127.0.0.1:{port}")
                print(f"{taken} pages in {SHOTS.name}/, each {' and '.join(map(str, WIDTHS))} wide")
                browser.close()
        finally:
            server.terminate()
            server.wait(timeout=30)


if __name__ == "__main__":
    main()
