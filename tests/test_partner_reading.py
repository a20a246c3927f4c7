"""A partner reads what is said about its site before politics does, and its statement is printed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from quality_dialog import composing, reading
from quality_dialog.models import PartnerReading, Report
from quartiersarbeit.paper import to_json
from tests.factories import (
    DialogueFactory,
    FindingFactory,
    PartnerReadingFactory,
    ReportFactory,
    SectionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def report(awo, bgw):
    """A draft that speaks of two partners and their sites."""
    own = DialogueFactory(site__name="Nordhaus", partners=[awo])
    foreign = DialogueFactory(site__name="Nordhaus 2", partners=[bgw], cycle=own.cycle)
    for dialogue, wording in ((own, "Der Mittagstisch trägt."), (foreign, "Der Treff steht leer.")):
        FindingFactory(dialogue=dialogue, wording=wording, shared=True)
    found = ReportFactory(year=own.cycle.year, as_of=date(own.cycle.year, 12, 31), drafted_on=TODAY)
    SectionFactory(
        report=found, key="stand", body=f"Mit {awo} läuft es.\n\nMit {bgw} stockt es.\n\nAllgemeines."
    )
    SectionFactory(report=found, key="ergebnisse", body="Zu Nordhaus 2 gibt es Streit.\n\nZu Nordhaus nicht.")
    return found


def shown(report, partner, **given) -> PartnerReading:
    return PartnerReadingFactory(
        report=report, partner=partner, shown_on=TODAY, **{"due_on": TODAY + timedelta(days=7)} | given
    )


def address(report) -> str:
    return reverse("quality_dialog:report_reading", args=[report.pk])


def test_a_partner_reads_what_is_said_of_it_and_of_its_sites_alone(report, awo, partner_user, client_of):
    shown(report, awo)
    page = client_of(partner_user).get(address(report)).content.decode()
    assert [words in page for words in ("läuft es", "Zu Nordhaus nicht.", "Der Mittagstisch trägt.")] == [
        True
    ] * 3
    foreign = ("stockt es", "Zu Nordhaus 2 gibt es Streit", "Der Treff steht leer.", "Allgemeines.")
    assert [words for words in foreign if words in page] == []


def test_a_partner_to_whom_nothing_is_shown_sees_nothing(report, awo, other_partner_user, client_of):
    shown(report, awo)
    assert client_of(other_partner_user).get(address(report)).status_code == 404


def test_what_a_partner_says_is_printed_word_for_word(report, awo, partner_user, client_of):
    shown(report, awo)
    client_of(partner_user).post(address(report), {"text": "Das sehen wir **anders**."})
    (section,) = [s for s in composing.paper_of(report).sections if s.key == "stellungnahmen"]
    assert section.paragraphs[0].text == f"{awo} ({TODAY:%d.%m.%Y}): Das sehen wir **anders**."


def test_silence_is_printed_as_silence(report, awo, bgw):
    shown(report, awo, answered=True)
    shown(report, bgw)
    (section,) = [s for s in composing.paper_of(report).sections if s.key == "stellungnahmen"]
    assert section.paragraphs[-1].text == f"Keine Stellungnahme liegt vor von: {bgw}."


def test_what_one_partner_says_no_other_reads_before_publication(
    report, awo, bgw, other_partner_user, client_of
):
    shown(report, awo, text=f"Streng vertraulich über {bgw}.", given_on=TODAY, given_by=UserFactory())
    shown(report, bgw)
    assert "Streng vertraulich" not in client_of(other_partner_user).get(address(report)).content.decode()


def test_after_the_day_a_statement_is_refused_and_stays_typed(report, awo, partner_user, client_of):
    late = shown(report, awo)
    PartnerReading.objects.filter(pk=late.pk).update(
        shown_on=TODAY - timedelta(days=9), due_on=TODAY - timedelta(days=1)
    )
    answer = client_of(partner_user).post(address(report), {"text": "Zu spät getippt."})
    page = answer.content.decode()
    assert ("ist am" in page and "abgelaufen" in page, "Zu spät getippt." in page) == (True, True)
    assert PartnerReading.objects.get().text == ""


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "a\x00b"])
def test_an_empty_or_endless_statement_is_refused(report, awo, partner_user, client_of, text):
    shown(report, awo)
    client_of(partner_user).post(address(report), {"text": text})
    assert PartnerReading.objects.get().given_on is None


def test_nobody_speaks_for_another_organisation(report, awo):
    with pytest.raises(ValidationError) as refusal:
        shown(report, awo).say(text="Alles gut.", by=UserFactory(), on=TODAY)
    assert refusal.value.code == "reading_foreign"


def test_an_approved_report_takes_no_further_statement(report, awo, partner_user, client_of):
    waiting = shown(report, awo)
    Report.objects.filter(pk=report.pk).update(
        approved_on=TODAY, approved_by=UserFactory(), facts=_facts(report), facts_sha256="x"
    )
    answer = client_of(partner_user).post(address(report), {"text": "Noch etwas."})
    waiting.refresh_from_db()
    assert ("ändert sich nicht mehr" in answer.content.decode(), waiting.text) == (True, "")


def _facts(report):
    return to_json(composing.paper_of(report))


def test_the_city_shows_a_report_to_all_it_speaks_of(report, awo, bgw, koordination, client_of):
    url = reverse("quality_dialog:report_readings", args=[report.pk])
    due = TODAY + timedelta(days=10)
    client_of(koordination).post(url, {"partners": [awo.pk, bgw.pk], "due_on": f"{due:%d.%m.%Y}"})
    assert list(PartnerReading.objects.values_list("partner", "due_on", "shown_on")) == [
        (awo.pk, due, TODAY),
        (bgw.pk, due, TODAY),
    ]


def test_showing_it_again_gives_a_new_day_and_keeps_what_was_said(report, awo, koordination):
    said = shown(report, awo, answered=True)
    later = TODAY + timedelta(days=30)
    reading.show(report, partners=[awo], due_on=later, by=koordination, on=TODAY)
    said.refresh_from_db()
    assert (said.due_on, said.text) == (later, "Das sehen wir anders.")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"partners": [], "due_on": "31.12.2099"}, "mindestens einen Partner"),
        ({"due_on": "31.02.2026"}, "gültiges Datum"),
        ({"due_on": "01.01.2020"}, "Die Frist liegt vor der Vorlage."),
    ],
)
def test_a_wish_that_cannot_be_is_refused(report, awo, koordination, client_of, given, reason):
    url = reverse("quality_dialog:report_readings", args=[report.pk])
    answer = client_of(koordination).post(url, {"partners": [awo.pk]} | given)
    assert (reason in answer.content.decode(), PartnerReading.objects.count()) == (True, 0)


def test_a_partner_finds_the_report_among_what_is_due(report, awo, partner_user, client_of):
    shown(report, awo)
    page = client_of(partner_user).get(reverse("dashboard")).content.decode()
    assert [part in page for part in ("Ihre Meinung zum Bericht", f'href="{address(report)}"')] == [
        True,
        True,
    ]


def test_a_reader_is_whoever_the_report_speaks_of(report, awo, bgw):
    DialogueFactory(cycle__year=2011)
    assert list(reading.possible_readers(report)) == [awo, bgw]


def test_a_finding_no_partner_shares_stays_out_of_the_reading(report, awo, partner_user, client_of):
    FindingFactory(dialogue__site__name="Westhaus", wording="Nur für die anderen.", shared=True)
    shown(report, awo)
    page = client_of(partner_user).get(address(report)).content.decode()
    assert "Nur für die anderen." not in page
