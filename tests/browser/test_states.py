"""Every page of every role: as the example data fills it, with the longest values, with nothing there yet, refused.

Each page is opened once in a state and asked all there is to ask: axe in both themes and widths, whether it fits a
telephone and a thumb, whether it is whole on paper. What is asked, and of a page of each kind in `make test`:
`test_accessibility.py`, `test_narrow.py`, `test_printing.py`.
"""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from tests.browser import narrow, pages, printing, states
from tests.browser.full import fill
from tests.browser.looking import sign_in
from tests.people import in_group

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]

EMPTY = ("partners:partner_list", "quality_dialog:report_list")
PARTS = 4  # of Koordination's pages, so that two workers share them


def asked(page, look, what: str, *, printed: bool = True) -> None:
    """The page as it stands, looked at, measured and printed."""
    look(what)
    look.note(what, [*narrow.wider(page), *narrow.small(page)])
    if printed:
        look.note(what, printing.on_paper(page))


def opened(page, look, server: str, addresses: list[str], *, printed: bool = True) -> None:
    """All that is asked of these pages; one that leads elsewhere was not seen."""
    for address in addresses:
        page.goto(f"{server}{address}")
        if urlsplit(page.url).path != urlsplit(address).path:
            look.note(address, [f"leads to {page.url}"])
        asked(page, look, address, printed=printed)


def part_of(name: str, part: int | None) -> list[str]:
    addresses = states.shown_to(name)
    return addresses if part is None else addresses[part::PARTS]


each_part = pytest.mark.parametrize(
    ("name", "part"),
    [*(("koordination", part) for part in range(PARTS)), *((name, None) for name in states.ROLES[1:])],
)


@each_part
def test_every_page_is_for_every_eye(name, part, demo, page, look):
    pages.stage()
    sign_in(page, demo, name)
    opened(page, look, demo, part_of(name, part))
    assert look.found == {}


def test_a_list_in_which_nothing_is_found_is_for_every_eye(demo, page, look):
    sign_in(page, demo, "koordination")
    opened(page, look, demo, [*(f"{reverse(name)}?q=gibtesnicht" for name in EMPTY), "/gibt-es-nicht/"])
    assert look.found == {}


@each_part
def test_every_page_bears_the_longest_values(name, part, demo, page, look):
    pages.stage()
    addresses = part_of(name, part)
    filled, refused = fill()
    sign_in(page, demo, name)
    opened(page, look, demo, addresses)
    assert look.found == {}
    assert filled > 1000, refused


def test_every_page_bears_having_nothing_to_show(transactional_db, live_server, page, look):
    user = in_group("Koordination", email="koordination@example.org")
    sign_in(page, live_server.url, user.email.partition("@")[0])
    opened(page, look, live_server.url, states.of_nothing())
    assert look.found == {}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_form_bears_being_refused_with_the_longest_values(part, demo, page, look):
    pages.stage()
    addresses = part_of("koordination", part)
    fill()
    sign_in(page, demo, "koordination")
    refused = 0
    for address in states.refused(page, demo, addresses):
        asked(page, look, f"{address} refused", printed=False)
        refused += 1
    assert look.found == {}
    assert refused > 10
