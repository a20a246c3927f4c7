"""Somebody without a mouse ticks rows of a list, reads how many they are, and does one thing with all of them."""

import pytest

from quality_dialog.models import Measure
from tests.browser.looking import Look

LIST = "/massnahmen/"
FORM = "form[data-several]"


@pytest.fixture
def ticking(keyboard):
    keyboard.sign_in("koordination")
    keyboard.open(LIST)
    return keyboard


def said(keyboard) -> str:
    return keyboard.page.locator("[data-several-count]").inner_text()


def test_rows_are_ticked_counted_and_done_by_keyboard(ticking, look: Look):
    page = ticking.page
    boxes = page.locator(f"{FORM} .choice input")
    first = Measure.objects.get(pk=boxes.first.get_attribute("value"))
    assert said(ticking) == ""
    ticking.tab_to(f"{first.title} auswählen")
    ticking.press("Space")
    assert said(ticking) == "1 ausgewählt"
    look("a list with a ticked row")
    ticking.tab_to(f"alle auf dieser Seite ({boxes.count()})")
    ticking.press("Space")
    assert said(ticking) == f"{boxes.count()} ausgewählt"
    ticking.press("Space")
    assert said(ticking) == ""
    boxes.first.check()
    ticking.tab_to("Frist verschieben …")
    ticking.enter()
    assert page.locator("h1").inner_text() == "Frist verschieben: 1 Maßnahme"
    look("what was ticked")
    assert look.found == {}


def test_what_stays_in_reach_never_covers_the_row_that_has_the_focus(ticking):
    """Where there is room the bar below the list stays in reach; the row that has the focus is never under it."""
    page = ticking.page
    page.set_viewport_size({"width": 1280, "height": 700})
    under = []
    for box in page.locator(f"{FORM} .choice input").all():
        box.focus()
        seen = box.evaluate(
            """async (e) => {
                for (let before = -1; before !== scrollY; ) {  // as long as the page still moves
                    before = scrollY;
                    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
                }
                const at = e.getBoundingClientRect();
                const top = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
                return top === e || e.parentElement.contains(top);
            }"""
        )
        under.append(not seen)
    assert under
    assert not any(under)
