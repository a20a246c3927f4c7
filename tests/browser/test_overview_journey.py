"""Moment 1: what one needs to know stands on the first screen after signing in, without a click or a scroll."""

import pytest
from django.utils import timezone

from funding.models import FiscalYear
from partners.models import User
from quality_dialog.models import Measure
from quartiersarbeit.duties import Whose, duties
from quartiersarbeit.ground import german
from sites.models import Seat
from tests.browser.clicking import press
from tests.browser.conftest import PASSWORD
from tests.browser.looking import sign_in

pytestmark = pytest.mark.browser

ON_THE_SCREEN = """all => all.filter(e => {
  const box = e.getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.bottom <= window.innerHeight && box.right <= window.innerWidth;
}).map(e => e.innerText.replaceAll('\\u00a0', ' '))"""


def seen_at_once(page, selector: str) -> list[str]:
    """The texts of these elements that lie wholly on the screen as it was opened."""
    return page.locator(selector).evaluate_all(ON_THE_SCREEN)


def test_koordination_signs_in_and_sees_seats_money_next_day_and_what_is_late(demo, page):
    page.goto(demo)
    page.get_by_label("E-Mail").fill("koordination@example.org")
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    press(page, "Anmelden")
    today, user = timezone.localdate(), User.objects.get(email="koordination@example.org")
    year = FiscalYear.objects.with_totals(today).get(year=today.year)
    seats = Seat.objects.valid(today)
    free = seats.free(today).count()
    days = [duty.due_on for duty in duties(user, today) if duty.due_on and duty.due_on >= today]
    expected = [
        ("Besetzte Plätze", f"{seats.count() - free} von {seats.count()}"),
        ("Gebunden", german.euro(year.committed)),
        ("Ausgezahlt", german.euro(year.paid)),
        ("Frei", german.euro(year.available - year.committed)),
        ("Nächste Frist", german.day(min(days))),
        ("Überfällige Maßnahmen", str(Measure.objects.visible_to(user).overdue(today).count())),
    ]
    labels, values = (seen_at_once(page, f".glance__figures .figure__{part}") for part in ("label", "value"))
    plain = [(label, value.replace(german.NO_BREAK_SPACE, " ")) for label, value in expected]
    assert list(zip(labels, values, strict=True)) == plain


@pytest.mark.parametrize("name", ["koordination", "freigabe", "awo"])
def test_on_a_phone_the_first_duty_is_on_the_first_screen(demo, page, name):
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, demo, name)
    page.goto(demo)
    user, today = User.objects.get(email=f"{name}@example.org"), timezone.localdate()
    first = duties(user, today, whose=[Whose.MINE])[0]
    seen = seen_at_once(page, "section[aria-labelledby=dran] a")
    assert any(first.kind.label in one or first.subject in one for one in seen)
