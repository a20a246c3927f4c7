"""The states a page is looked at in, besides the example data: nothing there yet, refused, and as long as can be."""

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse

from tests.browser import pages
from tests.test_access import EXPECTED

OPENS = 200
FILES = ("_pdf", "_docx", "_xlsx", "_json", "_html", "_zip", "_calendar", "_document", "_file", "_letter")
MACHINES = ("api:", "open_data_", "sheet_csv", "sheet_template", "live", "ready")  # read by programs
ROLES = ("koordination", "awo", "seniorenrat", "freigabe", "revision", "admin")
SEND = "main form.form[method=post] .form-actions button[type=submit]:visible"
# What is typed is emptied, a number is none: without a text or with such a number no form is accepted.
TYPED = "main form.form :is(input:not([type]), input[type=text], textarea)"
SPOILED = """typed => document.querySelectorAll(typed).forEach(
  e => { e.value = ['numeric', 'decimal'].includes(e.inputMode) ? 'keine Zahl' : '' })"""
REFUSED = ".summary, .field__errors"


def is_page(name: str) -> bool:
    """Whether the address of this name is one that people look at."""
    return not name.startswith(MACHINES) and not name.endswith(FILES)


def shown_to(name: str) -> list[str]:
    """Each page that is looked at as this person."""
    found = pages.of_koordination() if name == "koordination" else pages.of_others()[name]
    return list(dict.fromkeys(reverse(seen, args=args) for seen, args in found))


def of_nothing() -> list[str]:
    """Every page that Koordination opens before there is any record: lists, boards, forms with nothing to choose."""
    found = []
    for name, expected in EXPECTED.items():
        if expected.koordination == OPENS and is_page(name):
            try:
                found.append(reverse(name))
            except NoReverseMatch:  # of a record
                continue
    return found


def refused(page, server: str, addresses: list[str]) -> Iterator[str]:
    """The forms of these pages one after the other, each as it stands after it was refused."""
    for address in addresses:
        answer = page.goto(f"{server}{address}")
        send = page.locator(SEND).first
        if answer.status != OPENS or not send.count():
            continue
        page.evaluate(SPOILED, TYPED)
        with page.expect_navigation():
            send.click()
        if page.locator(REFUSED).count():
            yield address
