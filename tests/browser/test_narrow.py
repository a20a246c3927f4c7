"""On a telephone and at 400 %: nothing wider than the screen; all pages in all states: test_states.py."""

import pytest
from django.urls import reverse

from tests.browser import narrow, pages
from tests.browser.full import fill
from tests.browser.looking import sign_in

pytestmark = pytest.mark.browser

OF_EACH_KIND = (
    *("dashboard", "sites:site_list", "partners:partner_detail", "partners:agreement_create"),
    *("funding:allocation_trail", "funding:proof_detail", "quality_dialog:report_detail"),
)


def looked_at(page, server, addresses, *ask) -> dict[str, list[str]]:
    """What these questions find wrong with the pages."""
    found = {}
    for address in addresses:
        page.goto(f"{server}{address}")
        if wrong := [one for question in ask for one in question(page)]:
            found[address] = wrong
    return found


def test_a_page_of_each_kind_fits_a_telephone_and_a_thumb_with_the_longest_words(demo, page):
    pages.stage()
    shown = dict(reversed(pages.of_koordination()))
    addresses = [reverse(name, args=shown[name]) for name in OF_EACH_KIND]
    sign_in(page, demo, "koordination")
    assert looked_at(page, demo, addresses, narrow.wider, narrow.small) == {}
    filled, refused = fill()
    assert looked_at(page, demo, addresses, narrow.wider) == {}
    assert filled > 1000, refused


PLAIN = "main summary:is(:not([class]), [class='kern-body'])"  # nothing else says that it unfolds
UNFOLDS = f"""() => [...document.querySelectorAll("{PLAIN}")]
  .filter(e => e.checkVisibility() && !e.closest('.report-bar')).map(e => getComputedStyle(e).display)"""


def test_what_unfolds_keeps_its_triangle_on_a_telephone(demo, page):
    pages.stage()
    shown = dict(reversed(pages.of_koordination()))
    names = ("partners:negotiation_board", "quality_dialog:report_edit")
    sign_in(page, demo, "koordination")
    page.set_viewport_size({"width": 390, "height": 800})
    seen = []
    for address in ("/partner/?q=awo", *(reverse(name, args=shown[name]) for name in names)):
        page.goto(f"{demo}{address}")
        seen += page.evaluate(UNFOLDS)
    assert len(seen) >= 3
    assert set(seen) == {"list-item"}
