"""A revocation from its hearing until it is final, in Chromium, the clock set to each day on which something turns."""

from contextlib import contextmanager
from datetime import date

import pytest

from funding.models import Decision
from tests import factories as f
from tests.browser.clicking import follow, press
from tests.browser.looking import findings, sign_in
from tests.people import in_group
from tests.year.walking import today

pytestmark = pytest.mark.browser
KNOWN = date(2026, 2, 2)


@pytest.fixture
def server(transactional_db, live_server, settings):
    """The server, whatever day it is; its address."""
    settings.PUBLIC_URL = live_server.url
    return live_server.url


def test_a_revocation_from_its_hearing_until_it_is_final(server, page, axe):
    f.periods()
    with today(KNOWN):
        for role in ("Koordination", "Freigabe"):
            in_group(role, email=f"{role.lower()}@example.org")
        granted = f.DecisionFactory(approved=True)
    allocation = granted.allocation.get_absolute_url()

    @contextmanager
    def on(day: date, who: str, path: str):
        """That person at that page, on that day."""
        with today(day):
            page.context.clear_cookies()
            sign_in(page, server, who)
            page.goto(f"{server}{path}")
            yield

    def said() -> str:
        return page.locator("main").inner_text()

    with on(KNOWN, "koordination", allocation):
        follow(page, "Widerrufsgrund eintragen")
        page.get_by_label("Bekannt seit").fill(f"{KNOWN}")
        page.get_by_label("Grund").fill("Der Zweck entfiel.")
        press(page, "Widerrufsgrund eintragen")
        assert "02.02.2027" in said()
        assert "§ 1 Beispielgesetz: 12 Monate" in said()

    # Eleven months later it is somebody's turn, and not the day before.
    turns = []
    for day in (date(2027, 1, 1), date(2027, 1, 2)):
        with on(day, "koordination", "/aufgaben/"):
            turns.append("Über Widerruf entscheiden" in said())
    assert turns == [False, True]

    with on(date(2027, 1, 4), "koordination", f"{allocation}bescheide/neu/"):
        page.get_by_label("Widerruf – was noch nicht ausgezahlt ist").check()
        page.get_by_label("Begründung").fill("Der Zweck entfiel.")
        press(page, "Entwurf speichern")
    revocation = Decision.objects.get(kind="revocation").get_absolute_url()
    with on(date(2027, 1, 4), "freigabe", revocation):
        press(page, "freigeben")
        assert "fehlt die Anhörung" in said()
    with on(date(2027, 1, 4), "koordination", revocation):
        follow(page, "Anhörung eintragen")
        assert findings(page, axe) == []
        page.get_by_label("Angehört am").fill("2027-01-04")
        page.get_by_label("Weg").select_option("letter")
        page.get_by_label("Äußerung erbeten bis").fill("2027-01-18")
        press(page, "Speichern")
        assert "am 04.01.2027 schriftlich" in said()

    # The answer is waited for until its last day.
    with on(date(2027, 1, 18), "freigabe", revocation):
        press(page, "freigeben")
        assert "Die Frist zur Äußerung läuft noch" in said()
    with on(date(2027, 1, 19), "koordination", revocation):
        follow(page, "Äußerung eintragen")
        page.get_by_label("Äußerung eingegangen am").fill("2027-01-18")
        page.get_by_label("Äußerung", exact=True).fill("Wir brauchen das Geld.")
        press(page, "Äußerung eintragen")

    # Twelve months after knowledge it is approved, a day later no more.
    with on(date(2027, 2, 3), "freigabe", revocation):
        press(page, "freigeben")
        assert "Die Frist für den Widerruf endete am 02.02.2027 (§ 1 Beispielgesetz" in said()
    with on(date(2027, 2, 2), "freigabe", revocation):
        press(page, "freigeben")
        assert "Der Betrag ist jetzt gebunden." in said()

    # Posted on a Wednesday: the fourth day is a Sunday, so it counts as known on Monday.
    with on(date(2027, 2, 3), "koordination", revocation):
        assert "gilt nicht als Bekanntgabe" in said()
        follow(page, "Bekanntgabe eintragen")
        page.get_by_label("mit der Post").check()
        page.get_by_label("Aufgegeben, abgeholt oder übergeben am").fill("2027-02-03")
        press(page, "Bekanntgabe eintragen")
        assert "Gilt als bekannt gegeben am\n08.02.2027" in said()
    stands = {
        date(2027, 2, 7): "unterwegs",
        date(2027, 2, 8): "bekannt gegeben, anfechtbar",
        date(2027, 3, 8): "bekannt gegeben, anfechtbar",
        date(2027, 3, 9): "Bestandskräftig seit\n09.03.2027",
    }
    for day, told in stands.items():
        with on(day, "koordination", revocation):
            assert told in said()
            if day == max(stands):
                for width in (1280, 390):
                    page.set_viewport_size({"width": width, "height": 900})
                    assert findings(page, axe) == []
