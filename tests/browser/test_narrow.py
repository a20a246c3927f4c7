"""On a telephone and at 400 %: nothing wider than the screen, whether full, empty, wrong or as long as can be."""

import pytest
from django.urls import NoReverseMatch, reverse

from tests.browser import narrow, pages
from tests.browser.full import fill
from tests.browser.looking import sign_in
from tests.people import in_group

pytestmark = pytest.mark.browser

OF_EACH_KIND = (
    *("dashboard", "sites:site_list", "partners:partner_detail", "partners:agreement_create"),
    *("funding:allocation_trail", "funding:proof_detail", "quality_dialog:report_detail"),
)
ROLES = ["koordination", "awo", "seniorenrat", "freigabe", "revision", "admin"]


def shown_to(name: str) -> list[str]:
    found = pages.of_koordination() if name == "koordination" else pages.of_others()[name]
    return list(dict.fromkeys(reverse(seen, args=args) for seen, args in found))


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


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ROLES)
def test_every_page_fits_a_telephone_and_a_thumb(name, demo, page):
    pages.stage()
    sign_in(page, demo, name)
    assert looked_at(page, demo, shown_to(name), narrow.wider, narrow.small) == {}


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ROLES)
def test_every_page_fits_a_telephone_with_the_longest_words(name, demo, page):
    pages.stage()
    addresses = shown_to(name)
    fill()
    sign_in(page, demo, name)
    assert looked_at(page, demo, addresses, narrow.wider) == {}


@pytest.mark.exhaustive
def test_every_form_fits_a_telephone_with_its_errors(demo, page):
    pages.stage()
    addresses = shown_to("koordination")
    sign_in(page, demo, "koordination")
    found, refused = {}, 0
    for address in addresses:
        answer = page.goto(f"{demo}{address}")
        send = page.locator("main form.form[method=post] .form-actions button[type=submit]:visible").first
        if answer.status != 200 or not send.count():
            continue
        page.evaluate(
            "document.querySelectorAll('main form.form :is(input[type=text], textarea)').forEach(e => e.value = '')"
        )
        with page.expect_navigation():
            send.click()
        refused += page.locator(".summary, .field__errors").count() > 0
        if wrong := narrow.wider(page):
            found[address] = wrong
    assert (found, refused > 15) == ({}, True)


def test_every_empty_list_fits_a_telephone(transactional_db, live_server, page):
    user = in_group("Koordination", email="koordination@example.org")
    sign_in(page, live_server.url, user.email.partition("@")[0])
    addresses = []
    for name in (
        "dashboard",
        "task_list",
        "deadline_list",
        "news_list",
        "first_steps",
        "masterdata",
        "search",
    ):
        addresses.append(reverse(name))
    for app in ("partners", "sites", "funding", "quality_dialog"):
        for what in (
            "partner",
            "negotiation",
            "agreement",
            "site",
            "fiscal_year",
            "allocation",
            "disbursement",
            "proof",
            "claim",
            "payment_run",
            "cycle",
            "finding",
            "measure",
            "report",
            "framework",
            "wish",
        ):
            try:
                addresses.append(reverse(f"{app}:{what}_list"))
            except NoReverseMatch:
                continue
    assert looked_at(page, live_server.url, addresses, narrow.wider, narrow.small) == {}
    assert len(addresses) > 20
