"""Datenschutz, Impressum, Barrierefreiheit: open to everybody; and what we know of people, in words."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.models import BarrierReport, PublicPage, PublicText
from partners.models.public_text import MOST_A_DAY
from quartiersarbeit.privacy.declared import field_label, personal
from quartiersarbeit.privacy.views.public import draft_of
from tests import factories as f
from tests.asking import code_of, text_of, told
from tests.people import in_group

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 4)
SAID = {"page": "Bericht 2026", "text": "Die Tabelle wird nicht vorgelesen.", "email": "kim@example.org"}


@pytest.fixture
def keeper():
    """Verwaltung, without a superuser's rights."""
    return in_group("Verwaltung", email="verwaltung@example.org")


@pytest.mark.parametrize("page", PublicPage)
def test_who_is_not_signed_in_reads_a_draft_that_says_it_is_one(page):
    answer = Client().get(reverse(page))
    read = text_of(answer)
    assert (answer.status_code, "Entwurf" in read, "[" in draft_of(page)) == (200, True, True)


@pytest.mark.parametrize("page", PublicPage)
def test_every_page_links_to_the_three_in_its_foot(page):
    foot = Client().get(reverse("account_login")).content.decode().partition("<footer")[2]
    assert f'href="{reverse(page)}"' in foot


def test_a_new_version_stands_on_the_page_and_the_older_one_stays(keeper, client_of):
    f.PublicTextFactory(page=PublicPage.IMPRINT, body="Alt")
    address = reverse("public_text_edit", args=[PublicPage.IMPRINT])
    answer = client_of(keeper).post(address, {"body": "## Anbieterin\n\nStadt Bielefeld"}, follow=True)
    read = text_of(Client().get(reverse("imprint")))
    assert told(answer) == ["Die neue Fassung steht jetzt auf der Seite."]
    assert ("<h2>Anbieterin</h2>" in read, "Entwurf" in read, PublicText.objects.count()) == (True, False, 2)


def test_who_edits_begins_with_what_stands_there(keeper, client_of):
    page = client_of(keeper).get(reverse("public_text_edit", args=[PublicPage.PRIVACY]))
    assert page.context["form"].initial == {"body": draft_of("privacy"), "is_draft": True}


def test_html_in_a_public_text_is_text():
    f.PublicTextFactory(page=PublicPage.PRIVACY, body="<script>alert(1)</script> [x](javascript:alert(1))")
    page = Client().get(reverse("privacy")).content.decode()
    assert ("<script>alert" in page, 'href="javascript' in page) == (False, False)


def test_an_unknown_page_has_no_text(keeper, client_of):
    assert client_of(keeper).get("/datenschutz/texte/anders/").status_code == 404


def test_only_administration_writes_public_texts(koordination, keeper):
    given = {"page": PublicPage.IMPRINT, "body": "Neu", "is_draft": False, "on": DAY}
    write = PublicText.objects.write
    assert code_of(write, **given, by=koordination) == "public_text_by_administration"
    assert code_of(write, **given | {"body": ""}, by=keeper) == "public_text_given"
    assert code_of(write, **given, by=keeper) == "done"


# --- barriers ----------------------------------------------------------------------------------------


def test_who_is_not_signed_in_reports_a_barrier_and_hears_until_when_we_answer():
    answer = Client().post(reverse("accessibility"), SAID, follow=True)
    report = BarrierReport.objects.get()
    until = timezone.localdate() + timedelta(days=settings.BARRIER_ANSWER_DAYS)
    assert (report.page, report.email, report.answered_on) == (SAID["page"], SAID["email"], None)
    assert f"{until:%d.%m.%Y}" in told(answer)[0]


def test_a_report_without_words_is_asked_for_them():
    answer = Client().post(reverse("accessibility"), SAID | {"text": ""})
    assert (answer.status_code, BarrierReport.objects.count()) == (422, 0)


def test_a_barrier_without_text_is_refused_by_the_database():
    assert (
        code_of(BarrierReport.objects.report, page="Hier", text="", at=timezone.now()) == "barrier_text_given"
    )


def test_a_machine_that_writes_without_end_is_stopped():
    BarrierReport.objects.bulk_create(BarrierReport(page="x", text="x") for _ in range(MOST_A_DAY))
    answer = Client().post(reverse("accessibility"), SAID)
    again = code_of(BarrierReport.objects.report, **SAID, at=timezone.now())
    assert (answer.status_code, again, BarrierReport.objects.count()) == (422, "barrier_too_many", MOST_A_DAY)


def test_administration_reads_and_answers_once(keeper, client_of):
    report, client = f.BarrierReportFactory(), client_of(keeper)
    assert report.page in text_of(client.get(reverse("barrier_list")))
    answer = client.post(report.get_absolute_url(), {"answer": "Behoben."}, follow=True)
    report.refresh_from_db()
    assert (told(answer), report.answered_by) == (["Die Antwort ist notiert."], keeper)
    assert 'name="answer"' not in client.get(report.get_absolute_url()).content.decode()
    assert code_of(report.settle, answer="Anders", by=keeper, on=DAY) == "barrier_answered"


def test_only_administration_answers(koordination, keeper):
    report = f.BarrierReportFactory()
    assert code_of(report.settle, answer="Behoben.", by=koordination, on=DAY) == "barrier_by_administration"
    assert code_of(report.settle, answer="", by=keeper, on=DAY) == "barrier_answer_said"


# --- what we know ------------------------------------------------------------------------------------


def test_everybody_signed_in_reads_every_declaration(partner_user, client_of):
    read = text_of(client_of(partner_user).get(reverse("data_kept")))
    declared = [one for one in personal() if one.person != one.fields]
    missing = {field_label(one.model, name) for one in declared for name in one.names} - {""}
    assert {label for label in missing if label not in read} == set()
    assert {one.keep.text for one in declared if one.keep.text not in read} == set()
    assert "Beispiel der Stadt" in read


def test_the_page_says_the_time_that_the_setting_says(partner_user, client_of, settings):
    settings.RETAIN_CONTACT_MONTHS = 7
    read = text_of(client_of(partner_user).get(reverse("data_kept")))
    assert "7 Monate nach dem letzten Tag in der Funktion" in read
