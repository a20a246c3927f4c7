"""Seats in the browser: the eleventh site is refused with the reason and what is free; a closing frees a seat."""

from datetime import date

import pytest

from partners.models import Agreement
from sites.models import Coverage, Seat, Site
from tests.browser.looking import findings

pytestmark = pytest.mark.browser


def enter_site(keyboard, page, name: str) -> None:
    """A new site in a new neighbourhood, by the form."""
    keyboard.open("/standorte/")
    keyboard.tab_to("Neuer Standort")
    keyboard.enter()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Neues Quartier", exact=False).first.fill(f"Quartier {name}")
    page.get_by_label("Stadtbezirk des neuen Quartiers").select_option("senne")
    page.get_by_label("Eröffnet am").fill("2026-01-01")
    keyboard.tab_to("Standort erfassen")
    keyboard.enter()
    assert f"{name} ist erfasst." in page.locator("main").inner_text()


def ask_for_seat(keyboard, page, number: int, day: date) -> None:
    keyboard.tab_to("Platz vergeben")
    keyboard.enter()
    agreement = Agreement.objects.in_force(day).filter(ends_on=None).first()
    agreement = agreement or Agreement.objects.in_force(day).order_by("-ends_on").first()
    page.get_by_label("Kooperationsvereinbarung").select_option(str(agreement.pk))
    page.get_by_label("Platz", exact=True).select_option(str(Seat.objects.get(number=number).pk))
    page.get_by_label("Von").fill(day.isoformat())
    page.get_by_label("Bis").fill(day.isoformat())
    keyboard.tab_to("Platz vergeben")
    keyboard.enter()


@pytest.fixture
def last_seat(demo) -> date:
    """A day on which the example data leave exactly the tenth seat free."""
    day = date(2026, 11, 22)
    assert [seat.number for seat in Seat.objects.free(day)] == [10]
    return day


def test_the_eleventh_site_is_refused_with_what_is_still_free(keyboard, page, axe, last_seat):
    keyboard.sign_in("koordination")
    enter_site(keyboard, page, "Standort Zehn")
    ask_for_seat(keyboard, page, 1, last_seat)
    said = page.locator("main").inner_text()
    assert "Dieser Platz ist in dem Zeitraum schon vergeben." in said
    assert "In diesem Zeitraum durchgehend frei: Platz 10." in said
    assert findings(page, axe) == []

    page.get_by_label("Platz", exact=True).select_option(str(Seat.objects.get(number=10).pk))
    keyboard.tab_to("Platz vergeben")
    keyboard.enter()
    assert "Standort Zehn hat Platz 10" in page.locator("main").inner_text()

    enter_site(keyboard, page, "Standort Elf")
    ask_for_seat(keyboard, page, 10, last_seat)
    said = page.locator("main").inner_text()
    assert "Dieser Platz ist in dem Zeitraum schon vergeben." in said
    assert "Wieder frei: Platz 10 ab 23.11.2026" in said
    assert page.get_by_label("Von").input_value() == last_seat.isoformat()
    assert not Coverage.objects.filter(site__name="Standort Elf").exists()
    assert Coverage.objects.running(last_seat).count() == 10


def test_a_closing_site_frees_its_seat_and_leaves_the_map(keyboard, page, axe, last_seat):
    keyboard.sign_in("koordination")
    enter_site(keyboard, page, "Standort Zehn")
    ask_for_seat(keyboard, page, 10, last_seat)
    site = Site.objects.get(name="Standort Zehn")
    keyboard.open(f"/standorte/?stichtag={last_seat.isoformat()}")
    assert "10 von 10 Plätzen sind besetzt" in page.locator("main").inner_text()
    assert "Senne" in page.locator(".map__list h3").all_inner_texts()[-2]

    keyboard.open(f"/standorte/{site.pk}/")
    keyboard.tab_to("Standort schließen")
    keyboard.enter()
    assert findings(page, axe) == []
    page.get_by_label("Letzter Betriebstag").fill("2026-11-21")
    keyboard.tab_to("Standort schließen")
    keyboard.enter()
    assert "Der letzte Betriebstag ist der 21.11.2026" in page.locator("main").inner_text()

    keyboard.open(f"/standorte/?stichtag={last_seat.isoformat()}")
    assert "9 von 10 Plätzen sind besetzt, 1 ist frei." in page.locator("main").inner_text()
    assert "Ohne Standort: Senne." in page.locator(".map__list").inner_text()
