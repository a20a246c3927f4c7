"""Two moments of the dialogue in a browser: ten findings without the mouse, and a dissent on its way to politics."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Partner, User
from quality_dialog.models import Dialogue, Finding, Invitation, Report
from tests.browser.conftest import Keyboard

pytestmark = pytest.mark.browser


def held() -> Dialogue:
    """A dialogue of this year whose meeting is today; one with shared minutes stays at its day."""
    dialogue = Dialogue.objects.filter(
        cycle__year=timezone.localdate().year, partners__short_name="BGW", minutes_shared_on=None
    ).first()
    today, by = timezone.localdate(), User.objects.get(email="koordination@example.org")
    when = {"day": today, "starts_at": time(14), "ends_at": time(16), "place": "Treff"}
    Invitation.objects.invite(dialogue=dialogue, by=by, on=today, **when)
    return dialogue


def test_ten_findings_are_recorded_without_the_mouse(demo, page):
    """Moment 10: one field, Enter, and the next; then the minutes of the same minute."""
    dialogue, hand = held(), Keyboard(page, demo)
    before = dialogue.findings.count()
    hand.sign_in("koordination")
    hand.open(reverse("quality_dialog:meeting_record", args=[dialogue.cycle.year, dialogue.site_id]))
    for number in range(10):
        assert "Feststellung" in hand.focused()  # nobody had to look for the field
        hand.write(f"{'shb'[number % 3]}: Beispiel {number}")
        hand.enter()
    assert dialogue.findings.count() == before + 10
    assert page.get_by_text("Beispiel 9").count() == 1
    hand.tab_to("Alle Entwürfe teilen")
    hand.enter()
    assert not Finding.objects.filter(
        dialogue=dialogue, wording__startswith="Beispiel ", shared_on=None
    ).exists()
    hand.tab_to("Protokoll (PDF)")
    with page.expect_download() as minutes:
        hand.press("Enter")
    assert minutes.value.suggested_filename.endswith(".pdf")


def test_a_partners_dissent_appears_in_the_report_draft(demo, page):
    """Moment 9: a provider reads what is said about its site before politics does, and adds its statement."""
    on, dialogue = timezone.localdate(), held()
    bgw = Partner.objects.get(short_name="BGW")
    city = dialogue.cycle.opened_by
    finding = Finding.objects.draft(
        dialogue=dialogue, kind="need", wording="Beispiel: Der Hof ist abends dunkel.", by=city, on=on
    )
    finding.share(by=city, on=on)
    hand = Keyboard(page, demo)
    hand.sign_in("bgw")
    hand.open(finding.get_absolute_url())
    page.get_by_label("abweichende Auffassung").check()
    page.get_by_label("Text").first.fill("Beispiel: Seit Mai brennen dort drei Leuchten.")
    page.get_by_role("button", name="Stellungnahme abgeben").click()
    assert page.get_by_text("Ihre Stellungnahme ist abgegeben.").count() == 1
    assert finding.statements.get().partner == bgw

    page.context.clear_cookies()
    hand.sign_in("koordination")
    hand.open(reverse("quality_dialog:report_create"))
    page.get_by_label("Berichtsjahr").fill(str(on.year))
    page.get_by_label("Stichtag").fill(f"{on:%Y-%m-%d}")
    page.locator("form.form button[type=submit]").first.click()
    page.wait_for_url("**/berichte/**")
    report = Report.objects.latest("pk")
    assert (report.year, report.as_of) == (on.year, date(on.year, on.month, on.day))
    hand.open(reverse("quality_dialog:report_page", args=[report.pk]))
    said = page.locator("main").inner_text()
    assert "drei Leuchten" in said
