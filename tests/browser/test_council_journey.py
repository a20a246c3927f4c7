"""A report into a foreign Word template and through the session page; a wish answered in the next year's report."""

import re
from datetime import date

import pytest
from django.urls import reverse

from quality_dialog.models import CommitteeWish, Report
from tests import factories as f
from tests.browser.clicking import follow, press
from tests.browser.looking import findings
from tests.people import in_group
from tests.word_templates import template, text_of
from tests.year.walking import today

pytestmark = pytest.mark.browser
DRAFTED, MET, NEXT = date(2026, 9, 3), date(2026, 11, 16), date(2027, 9, 1)
WISH, ANSWER = (
    "Bitte eine Übersicht der offenen Angebote.",
    "Die Übersicht steht in der Tabelle der Angebote.",
)


@pytest.fixture
def server(transactional_db, live_server):
    """A running server without example data; its address."""
    return live_server.url


def signs_in(page, server: str, user) -> None:
    page.context.clear_cookies()
    page.goto(f"{server}/konto/login/")
    page.get_by_label("E-Mail").fill(user.email)
    page.get_by_label("Passwort", exact=True).fill(f.PASSWORD)
    press(page, "Anmelden")


def opens(page, server: str, name: str, *args) -> None:
    page.goto(f"{server}{reverse(f'quality_dialog:{name}', args=args)}")


def test_a_report_goes_into_a_foreign_template_and_through_the_session_page(server, page, axe, tmp_path):
    koordination = in_group("Koordination", email="koordination@example.org")
    freigabe = in_group("Freigabe", email="freigabe@example.org")
    file = tmp_path / "vorlage.docx"
    with today(DRAFTED):
        f.FindingFactory(
            kind="need", shared=True, wording="Der Raum ist zu klein.", raised_on=date(2026, 5, 1)
        )
        report = f.ReportFactory(by=koordination, drafted_on=DRAFTED, as_of=DRAFTED, lead_office="Sozialamt")
        f.SectionFactory(report=report, key="stand", body="Die Zusammenarbeit läuft.")
        f.ConsultationFactory(report=report, meeting__held_on=MET)
        signs_in(page, server, koordination)

        # A template that lacks a field is refused with its name, then the right one is taken.
        opens(page, server, "word_template_list")
        for lacking in (("Produktgruppe",), ()):
            file.write_bytes(template(leave_out=lacking))
            page.get_by_label("Name").fill("Vorlage der Stadt")
            page.get_by_label("Datei").set_input_files(file)
            press(page, "Vorlage hochladen")
            assert ("fehlen diese Felder: „Produktgruppe“" in page.locator("main").inner_text()) == bool(
                lacking
            )

        opens(page, server, "report_council", report.pk)
        follow(page, "Angaben ergänzen")
        page.get_by_label("Produktgruppe").fill("11.05.02 Hilfen")
        page.get_by_label("öffentlich", exact=True).check()
        page.get_by_label("Finanzielle Auswirkungen").fill("Keine.")
        press(page, "Angaben speichern")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Produktgruppe kopieren").click()
        page.get_by_role("button", name="Produktgruppe: kopiert").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == "11.05.02 Hilfen"
        assert findings(page, axe) == []

        # What the committee will ask is decided before the approval.
        page.goto(f"{server}{report.get_absolute_url()}")
        press(page, "In Prüfung geben")
        follow(page, "Fragen des Gremiums ansehen")
        with page.expect_navigation():
            page.get_by_role("link", name=re.compile("Der Raum ist zu klein")).first.click()
        page.get_by_label("Beantwortet im Abschnitt").select_option("stand")
        press(page, "Entscheidung speichern")
        assert findings(page, axe) == []
        f.hear(Report.objects.get(pk=report.pk), by=freigabe, on=DRAFTED)

        signs_in(page, server, freigabe)
        page.goto(f"{server}{report.get_absolute_url()}")
        press(page, "Bericht freigeben")
        follow(page, "Für den Sitzungsdienst")
        with page.expect_download() as filled:
            page.get_by_role("link", name="In der Word-Vorlage").click()
    told = text_of(filled.value.path().read_bytes())
    for said in ("Kopf der Stadt", report.subject, "Sozialamt", "11.05.02 Hilfen", "öffentlich", "Keine."):
        assert said in told
    assert "Die Zusammenarbeit läuft." in told


def test_a_wish_is_answered_in_the_next_years_report(server, page):
    koordination = in_group("Koordination", email="koordination@example.org")
    freigabe = in_group("Freigabe", email="freigabe@example.org")
    with today(MET):
        last = f.ReportFactory(by=koordination, as_of=DRAFTED, drafted_on=DRAFTED)
        stop = f.ConsultationFactory(report=last, meeting__held_on=MET)
        f.SectionFactory(report=last)
        f.approve(last, by=freigabe).submit(by=koordination, on=DRAFTED)
        signs_in(page, server, koordination)
        opens(page, server, "wish_create", last.pk, stop.pk)
        page.get_by_label("Wunsch oder Bemerkung").fill(WISH)
        page.get_by_label("Oder: Amt, das antwortet").fill("Sozialamt")
        page.get_by_label("Antwort bis").fill("2027-03-01")
        press(page, "Wunsch speichern")
    with today(NEXT):
        signs_in(page, server, koordination)
        opens(page, server, "report_create")
        page.get_by_label("Berichtsjahr").fill("2027")
        page.get_by_label("Stichtag").fill(f"{NEXT:%Y-%m-%d}")
        press(page, "Entwurf schreiben")
        report = Report.objects.get(year=2027)
        page.goto(f"{server}{report.get_absolute_url()}")
        press(page, "In Prüfung geben")
        follow(page, "Fragen des Gremiums ansehen")
        assert f"Was wird aus dem Wunsch „{WISH}“?" in page.locator("main").inner_text()

        opens(page, server, "wish_reply", CommitteeWish.objects.get().pk)
        page.get_by_label("Antwort", exact=True).fill(ANSWER)
        press(page, "Antwort speichern")
        opens(page, server, "section_proposal", report.pk, "wuensche")
        press(page, "Vorschlag übernehmen")
        page.goto(f"{server}{report.get_absolute_url()}")
        press(page, "In Prüfung geben")
        f.hear(Report.objects.get(pk=report.pk), by=freigabe, on=NEXT)
        signs_in(page, server, freigabe)
        page.goto(f"{server}{report.get_absolute_url()}")
        press(page, "Bericht freigeben")
        paper = page.locator("main").inner_text()
    assert Report.objects.get(pk=report.pk).approved_by == freigabe
    assert ("Wünsche der Gremien" in paper, WISH in paper, ANSWER in paper) == (True, True, True)
