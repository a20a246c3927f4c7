"""Every page in the states that example data does not show: the longest values, nothing there yet, refused.

Each page is opened once and asked all there is to ask: axe in both themes and widths, whether it fits a telephone and
a thumb, whether it is whole on paper.
"""

import pytest

from tests.browser import narrow, pages, printing, states
from tests.browser.full import fill
from tests.browser.looking import sign_in
from tests.people import in_group

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]

PARTS = 4  # of Koordination's pages, so that two workers share them


def asked(page, look, what: str) -> None:
    """The page as it stands, looked at and measured."""
    look(what)
    look.note(what, [*narrow.wider(page), *narrow.small(page)])


@pytest.mark.parametrize(
    ("name", "part"),
    [*(("koordination", part) for part in range(PARTS)), *((name, None) for name in states.ROLES[1:])],
)
def test_every_page_bears_the_longest_values(name, part, demo, page, look):
    pages.stage()
    addresses = states.shown_to(name)
    filled, refused = fill()
    sign_in(page, demo, name)
    for address in addresses if part is None else addresses[part::PARTS]:
        page.goto(f"{demo}{address}")
        asked(page, look, address)
        look.note(address, printing.on_paper(page))
    assert look.found == {}
    assert filled > 1000, refused


def test_every_page_bears_having_nothing_to_show(transactional_db, live_server, page, look):
    user = in_group("Koordination", email="koordination@example.org")
    sign_in(page, live_server.url, user.email.partition("@")[0])
    for address in states.of_nothing():
        page.goto(f"{live_server.url}{address}")
        asked(page, look, address)
        look.note(address, printing.on_paper(page))
    assert look.found == {}


@pytest.mark.parametrize("full", [False, True], ids=["as it is", "with the longest values"])
def test_every_form_bears_being_refused(full, demo, page, look):
    pages.stage()
    addresses = states.shown_to("koordination")
    if full:
        fill()
    sign_in(page, demo, "koordination")
    refused = 0
    for address in states.refused(page, demo, addresses):
        asked(page, look, f"{address} refused")
        refused += 1
    assert look.found == {}
    assert refused > 50
