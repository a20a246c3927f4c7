"""Every page, light and dark, wide and narrow: no finding of WCAG 2.2 AA, and what axe cannot see.

The example data fills the pages; the error states and the empty ones are opened too. Floor by floor, so that
two workers share the work.
"""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.models import User
from quartiersarbeit import demo as example
from tests.browser import pages
from tests.test_access import EXPECTED

pytestmark = pytest.mark.browser

FLOORS = ("roof", "partners", "sites", "funding", "quality_dialog")
EMPTY = ("partners:partner_list", "quality_dialog:report_list")
FILES = ("_pdf", "_docx", "_xlsx", "_json", "_zip", "_calendar", "_document", "_file")
POST_ONLY = 405


def floor_of(name: str) -> str:
    return name.split(":")[0] if ":" in name else "roof"


def sign_in(page, address: str, name: str) -> None:
    """Bring a session along instead of typing the password each time."""
    client = Client()
    client.force_login(
        User.objects.get(email=f"{name}@example.org"), backend="django.contrib.auth.backends.ModelBackend"
    )
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


WHAT_AXE_MISSES = """() => {
  const found = [];
  if (document.documentElement.lang !== 'de') found.push('lang');
  if (!/ – Quartiersarbeit Bielefeld$/.test(document.title)) found.push('title: ' + document.title);
  const first = document.querySelectorAll('h1').length;
  if (first !== 1) found.push('h1: ' + first);
  let last = 0;
  for (const h of document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')) {
    const level = Number(h.tagName[1]);
    if (level > last + 1) found.push('heading skips a level: ' + h.innerText);
    last = level;
  }
  for (const t of document.querySelectorAll('table'))
    if (!t.caption || !t.caption.textContent.trim()) found.push('table without caption');
  const named = g => g.getAttribute('role') === 'img' && (g.ariaLabel || g.getAttribute('aria-labelledby'));
  for (const g of document.querySelectorAll('svg'))
    if (g.getAttribute('aria-hidden') !== 'true' && !named(g)) found.push('graphic without a name');
  const wide = document.documentElement.scrollWidth;
  if (wide > window.innerWidth) found.push('scrolls sideways: ' + wide);
  return found;
}"""


def findings(page, axe) -> list[str]:
    return axe() + page.evaluate(WHAT_AXE_MISSES)


def looked_at(page, axe, demo, addresses) -> dict[str, list[str]]:
    """What is wrong with these pages, in both themes and widths; one that sends elsewhere was not seen."""
    found = {}
    for address in addresses:
        page.goto(f"{demo}{address}")
        if urlsplit(page.url).path != urlsplit(address).path:
            found[address] = [f"leads to {page.url}"]
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            for width in (1280, 320):
                page.set_viewport_size({"width": width, "height": 900})
                if wrong := findings(page, axe):
                    found[f"{address} {theme} {width}"] = wrong
    return found


@pytest.mark.parametrize("floor", FLOORS)
def test_every_page_is_accessible(floor, demo, page, axe):
    pages.stage()
    sign_in(page, demo, "koordination")
    addresses = [
        reverse(name, args=args) for name, args in pages.of_koordination() if floor_of(name) == floor
    ]
    addresses += [f"{reverse(name)}?q=gibtesnicht" for name in EMPTY if floor_of(name) == floor]
    assert looked_at(page, axe, demo, [*addresses, "/gibt-es-nicht/"]) == {}


@pytest.mark.parametrize("name", ["awo", "seniorenrat", "freigabe", "revision"])
def test_what_each_role_sees_is_accessible(name, demo, page, axe):
    pages.stage()
    sign_in(page, demo, name)
    addresses = [reverse(seen, args=args) for seen, args in pages.of_others()[name]]
    assert looked_at(page, axe, demo, addresses) == {}


def test_no_page_of_the_four_floors_is_forgotten(db):
    example.load(timezone.localdate())
    pages.stage()
    seen = {name for name, _ in pages.of_koordination()}
    seen |= {name for shown in pages.of_others().values() for name, _ in shown}
    all_pages = {
        name
        for name, expected in EXPECTED.items()
        if ":" in name and expected.koordination != POST_ONLY and not name.endswith(FILES)
    }
    assert all_pages - seen == set()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_signing_in_and_every_refusal_are_accessible(theme, demo, page, axe):
    page.emulate_media(color_scheme=theme)
    found = {}

    def look(what: str) -> None:
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if wrong := findings(page, axe):
                found[f"{what} {width}"] = wrong

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
    assert found == {}


def test_a_sorted_list_says_how_it_is_sorted(demo, page):
    sign_in(page, demo, "koordination")
    page.goto(f"{demo}{reverse('quality_dialog:report_list')}?sort=-as_of")
    sorted_by = page.locator("th[aria-sort=descending]").all_inner_texts()
    assert [name.splitlines()[0].split(",")[0] for name in sorted_by] == ["Stichtag"]
