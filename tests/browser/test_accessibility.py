"""A page of each kind, light and dark, wide and narrow: no finding of WCAG 2.2 AA, and what axe cannot see.

All pages in all states: `test_states.py`.
"""

from dataclasses import astuple

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.browser import pages, states
from tests.browser.looking import sign_in
from tests.test_access import EXPECTED

pytestmark = pytest.mark.browser

# The overview, a list with pictures, a record, a form, a board, a year of money, a report.
OF_EACH_KIND = (
    *("dashboard", "sites:site_list", "partners:partner_detail", "partners:agreement_create"),
    *("partners:negotiation_board", "funding:fiscal_year_detail", "quality_dialog:report_detail"),
)


def test_a_page_of_each_kind_is_accessible(demo, page, look):
    pages.stage()
    sign_in(page, demo, "koordination")
    shown = dict(reversed(pages.of_koordination()))
    look.at(demo, [reverse(name, args=shown[name]) for name in OF_EACH_KIND])
    assert look.found == {}


def test_no_page_is_forgotten(db, examples):
    examples(timezone.localdate())
    pages.stage()
    seen = {name for name, _ in pages.of_koordination()}
    seen |= {name for shown in pages.of_others().values() for name, _ in shown}
    all_pages = {
        name
        for name, expected in EXPECTED.items()
        if states.is_page(name) and states.OPENS in astuple(expected)
    }
    assert all_pages - seen == set()


def test_signing_in_and_every_refusal_are_accessible(demo, page, look):
    page.goto(f"{demo}{reverse('account_login')}")
    look("login")
    page.get_by_label("E-Mail").fill("niemand@example.org")
    page.get_by_label("Passwort", exact=True).fill("falsch")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    look("login refused")
    page.goto(f"{demo}{reverse('account_reset_password')}")
    look("password reset")
    sign_in(page, demo, "koordination")
    page.goto(f"{demo}{reverse('quality_dialog:report_create')}")
    page.get_by_label("Berichtsjahr").fill("1999")
    with page.expect_navigation():
        page.get_by_role("button", name="Entwurf schreiben").click()
    look("report refused")
    sign_in(page, demo, "seniorenrat")
    page.goto(f"{demo}{reverse('partners:partner_list')}")
    look("403")
    assert look.found == {}


def test_a_sorted_list_says_how_it_is_sorted(demo, page):
    sign_in(page, demo, "koordination")
    page.goto(f"{demo}{reverse('quality_dialog:report_list')}?sort=-as_of")
    sorted_by = page.locator("th[aria-sort=descending]").all_inner_texts()
    assert [name.splitlines()[0].split(",")[0] for name in sorted_by] == ["Stichtag"]


STYLE = "<style>:root { color-scheme: light dark; background: light-dark(#fff, #111) }</style>"
PALE = "<p style='color: light-dark(#aaa, #000)'>{} <b style='color: light-dark(#000, #666)'>davon</b></p>"


def test_a_colour_that_is_too_pale_is_found_at_the_second_page_and_in_either_theme(page, look):
    for words in ("<p>Was man lesen kann", PALE.format("Blass im Hellen,"), PALE.format("Noch einmal,")):
        page.set_content(f"{STYLE}<main>{words}</main>")
        look(words[:2] + str(look.looks))
    pale = {where for where, wrong in look.found.items() if any("color-contrast" in one for one in wrong)}
    assert pale == {"<p1 1280", "<p1 dark"}
