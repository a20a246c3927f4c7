"""Each page on A4 paper, as its reader's browser prints it: no column lost, no number torn, no sheet left over."""

import pytest
from django.urls import reverse

from tests.browser import pages, printing
from tests.browser.looking import sign_in

pytestmark = pytest.mark.browser

OF_EACH_KIND = ("funding:allocation_trail", "funding:fiscal_year_detail", "partners:partner_detail")


def on_paper(page, server, addresses) -> dict[str, list[str]]:
    """What is wrong with the prints of these pages."""
    found = {}
    for address in addresses:
        page.goto(f"{server}{address}")
        columns = printing.heads(page)
        filled_in = page.locator("main form.form").count() > 0
        page.emulate_media(media="print")
        words = printing.words(page)
        if wrong := printing.wrong(printing.printed(page), words, columns, to_fill_in=filled_in):
            found[address] = wrong
        page.emulate_media(media="screen")
    return found


def test_a_page_of_each_kind_is_whole_on_paper(demo, page):
    pages.stage()
    sign_in(page, demo, "koordination")
    shown = dict(reversed(pages.of_koordination()))
    assert on_paper(page, demo, [reverse(name, args=shown[name]) for name in OF_EACH_KIND]) == {}


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ["koordination", "awo", "seniorenrat", "freigabe", "revision", "admin"])
def test_every_page_is_whole_on_paper(name, demo, page):
    pages.stage()
    sign_in(page, demo, name)
    shown = pages.of_koordination() if name == "koordination" else pages.of_others()[name]
    assert on_paper(page, demo, [reverse(seen, args=args) for seen, args in shown]) == {}
