"""The browser in which tests walk: people of the world sign in, fill in, choose and press, by what stands on a page."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import time_machine
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from fund.people.rules import Actor
from tests.apps import without_event_loops
from tests.world import PASSWORD, email

OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def opened() -> Iterator[Browser]:
    """Start the system's own Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is missing: run `make setup`."
    with sync_playwright() as playwright, without_event_loops():  # the browser has one, which allows no second
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()


@contextmanager
def page_of(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page at an address; a script's error or a broken content policy fails the test."""
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            said.append(message.text)

    context = browser.new_context(base_url=address, locale="nl-NL", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", listen)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert not said


class Screen:
    """A screen, at which people take turns, and the clock of the server."""

    def __init__(self, page: Page, clock: time_machine.Traveller) -> None:
        self.page = page
        self.page.set_default_timeout(10_000)
        self.clock = clock

    def be(self, person: Actor, now: datetime) -> None:
        """Sign in as somebody at a moment; of whoever sat here before nothing is left."""
        # what the last page still asked for comes back before the clock jumps, or not at all
        self.page.goto("about:blank")
        self.page.context.clear_cookies()
        self.clock.move_to(now)
        self.page.goto("/sign-in")
        self.page.fill("#email", email(person))
        self.page.fill("#password", PASSWORD)
        self.press("Verder")

    def open(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"

    def follow(self, word: str) -> None:
        """Follow the first link that says this."""
        self.page.locator("main").get_by_role("link", name=word).first.click()

    def press(self, word: str) -> None:
        """Press the first button that begins with this, and see that nothing was wrong."""
        self.page.locator("main").get_by_role("button", name=re.compile(f"^{re.escape(word)}")).locator(
            "visible=true"
        ).first.click()
        self.page.wait_for_load_state()
        wrong = self.page.locator(".utrecht-alert--error")
        assert not wrong.count(), wrong.inner_text()

    def unfold(self, word: str) -> None:
        self.page.locator("summary", has_text=word).first.click()

    def fill(self, **typed: str) -> None:
        for name, value in typed.items():
            self.field(name).fill(value)

    def choose(self, **chosen: str) -> None:
        """Choose one of several: in a list, or by a round button."""
        for name, value in chosen.items():
            if self.page.locator(f"select[name={name}]").count():
                self.page.locator(f"select[name={name}]").select_option(value)
            else:
                self.page.locator(f"input[name={name}][value={value}]").check()

    def give(self, name: str, content: bytes, kind: str = "image/png") -> None:
        """Choose a file."""
        self.field(name).set_input_files({"name": f"stuk.{kind[-3:]}", "mimeType": kind, "buffer": content})

    def field(self, name: str) -> Locator:
        return self.page.locator(f"main [name='{name}']").first

    def sees(self, word: str, inside: str = "main") -> None:
        """See this on the page, or come on it a moment later."""
        expect(self.page.locator(inside).first).to_contain_text(word)

    def takes(self, word: str) -> bytes:
        """Take the file behind a link."""
        with self.page.expect_download() as coming:
            self.follow(word)
        return coming.value.path().read_bytes()

    @property
    def id(self) -> str:
        """Return the id in the address."""
        return self.page.url.rstrip("/").split("/")[4].partition("?")[0]
