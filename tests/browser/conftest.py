"""The example data behind a running server, and a person at the keyboard."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.looking import Look

PASSWORD = "quartier-demo"


# A browser test fails for what a page does, not for how long a busy machine takes over it. Playwright's own 5 seconds
# for what is expected and 30 for a step are seconds of the clock.
PATIENCE = 90_000  # milliseconds
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def context(context):
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def demo(transactional_db, live_server, settings, examples):
    """The server with all example data; its address."""
    settings.DEMO = True
    examples(timezone.localdate())
    return live_server.url


SEEN = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.width * box.height > 0;
}"""


class Keyboard:
    """Somebody who has no mouse: Tab goes on, Enter does it, the focus shows where one is."""

    def __init__(self, page, address: str):
        self.page, self.address = page, address

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def focused(self) -> str:
        """What a screen reader would call the focused thing: its label, name or text."""
        return self.page.evaluate(
            """() => {
                const e = document.activeElement;
                if (!e || e === document.body) return '';
                const label = e.labels && e.labels.length ? e.labels[0].innerText : '';
                return (e.getAttribute('aria-label') || label || e.innerText || '').trim();
            }"""
        )

    def tab_to(self, name: str, at_most: int = 120) -> None:
        """Press Tab until the thing of that name has the focus; it must be visible there."""
        passed = []
        for _ in range(at_most):
            self.page.keyboard.press("Tab")
            passed.append(self.focused())
            if name in passed[-1].splitlines():
                assert self.page.evaluate(SEEN), f"„{name}“ has the focus but is not to be seen"
                return
        raise AssertionError(f"Tab never reaches „{name}“ on {self.page.url}, but {passed}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Replace what stands in the focused field."""
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def write_day(self, on: date) -> None:
        """Type a day into the browser's own date field; a headless Chromium has its parts in US order."""
        self.page.keyboard.type(f"{on:%m%d%Y}")

    def enter(self) -> None:
        """Press Enter and wait for the next page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def sign_in(self, name: str) -> None:
        self.open("/konto/login/")
        self.tab_to("E-Mail")
        self.write(f"{name}@example.org")
        self.tab_to("Passwort")
        self.write(PASSWORD)
        self.enter()


@pytest.fixture
def look(page, axe) -> Look:
    """Looks at the page as it stands, in both themes and widths."""
    return Look(page, axe)


@pytest.fixture
def keyboard(page, demo) -> Keyboard:
    return Keyboard(page, demo)
