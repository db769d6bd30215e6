"""Hands at a browser: people of the world sign in, fill in, choose and press, by what stands on the page."""

import re
from datetime import datetime

import time_machine
from playwright.sync_api import Locator, Page, expect

from fund.people.rules import Actor
from tests.world import PASSWORD, email


class Hands:
    """One screen, at which people take turns, and the clock of the server."""

    def __init__(self, page: Page, clock: time_machine.Traveller) -> None:
        self.page = page
        self.page.set_default_timeout(10_000)
        self.clock = clock

    def be(self, person: Actor, now: datetime) -> None:
        """Sign in as somebody at a moment; whoever sat here before was idle too long."""
        self.page.goto(
            "about:blank"
        )  # what the last page still asked for comes back before the clock jumps, or not at all
        self.clock.move_to(now)
        self.page.goto("/")
        if "/sign-in" not in self.page.url:
            self.page.get_by_role("button", name="Afmelden").locator("visible=true").first.click()
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
