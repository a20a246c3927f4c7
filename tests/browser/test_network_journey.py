"""Moment 6: failed and paused talks with their public reason appear in the report by themselves."""

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Negotiation, Partner
from tests.browser.clicking import press
from tests.browser.looking import sign_in

pytestmark = pytest.mark.browser

WHY_FAILED = "aufgrund unterschiedlicher Vorstellungen zur Miete"
WHY_PAUSED = "vor dem Hintergrund des laufenden Umbaus"
INTERNAL = "Der Vorstand ist zerstritten."


def begin(page, address: str, title: str) -> None:
    page.goto(f"{address}{reverse('partners:negotiation_create')}")
    page.get_by_label("Arbeitstitel").fill(title)
    page.get_by_label("Bereich").select_option(label="Wohnungswirtschaft")
    press(page, "Speichern")


def record(page, state: str, reason: str = "", wording: str = "") -> None:
    page.get_by_label(state, exact=True).check()
    page.get_by_label("Grund", exact=False).first.select_option(label=reason or "keine Angabe")
    page.get_by_label("Öffentlicher Wortlaut").fill(wording)
    page.get_by_label("Interne Notiz").fill(INTERNAL)
    press(page, "Schritt erfassen")


def report_of_today(page, address: str, kind: str = "Mitteilung") -> str:
    today = timezone.localdate()
    page.goto(f"{address}{reverse('quality_dialog:report_create')}")
    page.get_by_label("Berichtsjahr").fill(str(today.year))
    page.get_by_label("Stichtag").fill(today.isoformat())
    page.get_by_label("Art").select_option(label=kind)
    press(page, "Entwurf schreiben")
    return page.locator("article.paper").inner_text()


def test_why_talks_failed_or_rest_stands_in_the_report_by_itself(demo, page):
    sign_in(page, demo, "koordination")
    begin(page, demo, "Wohnpark Beispiel")
    record(page, "im Gespräch")
    record(page, "gescheitert")
    assert "wählen Sie den Grund" in page.locator("main").inner_text()
    assert page.get_by_label("Interne Notiz").input_value() == INTERNAL
    record(page, "gescheitert", "anderer Grund", WHY_FAILED)
    assert WHY_FAILED not in report_of_today(page, demo)

    page.goto(f"{demo}{Negotiation.objects.get(working_title='Wohnpark Beispiel').get_absolute_url()}")
    press(page, f"Wortlaut vom {timezone.localdate():%d.%m.%Y} freigeben")
    begin(page, demo, "Siedlung Beispiel")
    record(page, "ruht", "anderer Grund", WHY_PAUSED)
    press(page, f"Wortlaut vom {timezone.localdate():%d.%m.%Y} freigeben")

    paper = report_of_today(page, demo, "Informationsvorlage")
    assert (WHY_FAILED in paper, WHY_PAUSED in paper, INTERNAL in paper) == (True, True, False)

    page.goto(f"{demo}{reverse('partners:negotiation_board')}")
    page.get_by_role("heading", name="gescheitert").click()  # what is over lies folded
    failed = page.get_by_role("region", name="gescheitert").get_by_role("link").all_inner_texts()
    assert "Wohnpark Beispiel" in failed


def test_every_state_of_keeping_partners_and_talks_is_accessible(demo, page, look):
    sign_in(page, demo, "koordination")
    partner = Partner.objects.get(short_name="BGW")
    talk = Negotiation.objects.unfinished(timezone.localdate()).first()
    ticked = f"{reverse('forecast')}?gespraech={talk.pk}&aufteilung=betraege&betrag_{talk.pk}"
    look.at(demo, [f"{ticked}=999.999,00", f"{ticked}=viel"])
    refusals = [
        (reverse("partners:partner_delete", args=[partner.pk]), "Löschen"),
        (talk.get_absolute_url(), "Schritt erfassen"),
        (reverse("partners:partner_create"), "Speichern"),
    ]
    for address, button in refusals:
        page.goto(f"{demo}{address}")
        press(page, button)
        look(f"{address} {button}")
    page.goto(f"{demo}{reverse('partners:partner_create')}")
    for label, text in (
        ("Name", f"{partner.name.upper()} e.V."),
        ("Kurzname", "X"),
        ("Name nach „mit“", "X"),
    ):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Bereich").select_option(index=1)
    press(page, "Speichern")
    assert page.get_by_label("Ich habe nachgesehen").is_visible()
    look("similar name")
    assert look.found == {}
