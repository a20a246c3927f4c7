"""A partner reads what is said about its site before politics does, and its statement is printed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from quality_dialog.models import PartnerReading, Report
from quality_dialog.report import approval, asking, composing, reading
from quartiersarbeit.ground.forms import refused
from tests.asking import said_by
from tests.factories import (
    AllocationFactory,
    DecisionFactory,
    DialogueFactory,
    FindingFactory,
    FiscalYearFactory,
    PartnerReadingFactory,
    ReportFactory,
    SectionFactory,
    UserFactory,
    approve,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def report(awo, bgw, partner_user, other_partner_user):
    """A draft that speaks of two partners, who can both sign in, and their sites."""
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


def how_asked(paper) -> dict[str, str]:
    """What the paper says of each partner's part in it."""
    (section,) = [section for section in paper.sections if section.key == "stellungnahmen"]
    return dict(section.tables[0].rows)


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


def test_who_joined_a_dialogue_after_the_day_reads_nothing_of_its_site(report, awo):
    awo.participations.update(joined_on=report.as_of + timedelta(days=1))
    paper = composing.plain_text(reading.passages(report, awo))
    assert ("läuft es" in paper, "Zu Nordhaus nicht." in paper) == (True, False)


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
    assert how_asked(composing.paper_of(report))[str(bgw)] == (
        f"In der Anwendung am {TODAY:%d.%m.%Y} gefragt, Frist bis {TODAY + timedelta(days=7):%d.%m.%Y}; "
        "eine Stellungnahme liegt nicht vor."
    )


def test_what_one_partner_says_no_other_reads_before_publication(
    report, awo, bgw, other_partner_user, client_of
):
    shown(report, awo, text=f"Streng vertraulich über {bgw}.", given_on=TODAY, given_by=UserFactory())
    shown(report, bgw)
    assert "Streng vertraulich" not in client_of(other_partner_user).get(address(report)).content.decode()


def test_after_the_day_a_statement_is_refused_and_stays_typed(report, awo, partner_user, client_of):
    PartnerReadingFactory(
        report=report, partner=awo, shown_on=TODAY - timedelta(days=9), due_on=TODAY - timedelta(days=1)
    )
    answer = client_of(partner_user).post(address(report), {"text": "Zu spät getippt."})
    page = answer.content.decode()
    assert ("ist am" in page and "abgelaufen" in page, "Zu spät getippt." in page) == (True, True)
    assert PartnerReading.objects.get().text == ""


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "\x00"])
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
    approve(report, on=waiting.due_on + timedelta(days=1))
    answer = client_of(partner_user).post(address(report), {"text": "Noch etwas."})
    waiting.refresh_from_db()
    assert ("ändert sich nicht mehr" in answer.content.decode(), waiting.text) == (True, "")


# --- and the approval ---------------------------------------------------------------------------------


def code(act, **given) -> str:
    refusal = refused(act, **given)
    return refusal.error_list[0].code if refusal and not hasattr(refusal, "error_dict") else str(refusal)


def test_nobody_approves_while_a_partner_may_still_say_something(
    report, awo, bgw, koordination, freigabe, client_of
):
    asked = shown(report, awo)
    shown(report, bgw, answered=True)
    report.submit_for_review(by=report.drafted_by, on=TODAY)
    answer = client_of(freigabe).post(reverse("quality_dialog:report_approve", args=[report.pk]))
    reason = f"Bis zum {asked.due_on:%d.%m.%Y} können noch Stellung nehmen: {awo}."
    assert (answer.status_code, reason in answer.content.decode()) == (422, True)
    assert [code(approval.approve, report=report, by=freigabe, on=on) for on in (TODAY, asked.due_on)] == [
        "readings_awaited"
    ] * 2
    page = client_of(freigabe).get(report.get_absolute_url()).content.decode()
    assert (reason in page, "Bericht freigeben" in page) == (True, False)


def test_the_day_after_silence_is_printed_and_the_report_approved(report, awo, bgw, freigabe):
    asked = shown(report, awo)
    shown(report, bgw, answered=True)
    report.submit_for_review(by=report.drafted_by, on=TODAY)
    approval.approve(report, by=freigabe, on=asked.due_on + timedelta(days=1))
    frozen = Report.objects.get(pk=report.pk)
    assert "liegt nicht vor" in how_asked(composing.paper_of(frozen))[str(awo)]


def test_what_a_partner_says_during_the_review_is_printed_and_ends_neither_review_nor_waiting_of_others(
    report, awo, bgw, partner_user, freigabe
):
    asked = shown(report, awo)
    shown(report, bgw)
    report.submit_for_review(by=report.drafted_by, on=TODAY)
    asked.say(text="In der Prüfung gesagt.", by=partner_user, on=TODAY)
    assert Report.objects.get(pk=report.pk).review_on == TODAY
    assert code(approval.approve, report=report, by=freigabe, on=TODAY) == "readings_awaited"
    approval.approve(report, by=freigabe, on=asked.due_on + timedelta(days=1))
    printed = str(composing.paper_of(Report.objects.get(pk=report.pk)).sections)
    assert "In der Prüfung gesagt." in printed


def test_a_day_before_today_is_refused(report, awo, koordination, client_of):
    url = reverse("quality_dialog:report_readings", args=[report.pk])
    yesterday = f"{TODAY - timedelta(days=1):%d.%m.%Y}"
    past = client_of(koordination).post(url, {"partners": [awo.pk], "due_on": yesterday})
    assert said_by(past.context["form"])["due_on"] == ["Die Frist liegt vor dem heutigen Tag."]
    assert not PartnerReading.objects.exists()


def test_an_approved_report_is_shown_to_nobody_any_more(report, awo, koordination):
    approve(report)
    given = {"partners": [awo], "due_on": TODAY + timedelta(days=9), "by": koordination, "on": TODAY}
    assert code(asking.show, report=report, **given) == "report_immutable"
    assert PartnerReading.objects.asked().count() == 0


def test_between_approval_and_publication_a_partner_reads_its_own_words_alone(
    report, awo, partner_user, client_of
):
    shown(report, awo, answered=True)
    approve(report)
    page = client_of(partner_user).get(address(report)).content.decode()
    assert [part in page for part in ("Das sehen wir anders.", "läuft es", "Der Mittagstisch trägt.")] == [
        True,
        False,
        False,
    ]
    assert "sobald er veröffentlicht ist" in page


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
    asking.show(report, partners=[awo], due_on=later, by=koordination, on=TODAY)
    said.refresh_from_db()
    assert (said.due_on, said.text) == (later, "Das sehen wir anders.")


def test_a_day_once_given_is_not_shortened(report, awo, bgw, koordination, client_of):
    """Before, a second „Vorlegen“ with an earlier day took the promised time away without a word."""
    later, earlier = TODAY + timedelta(days=30), TODAY + timedelta(days=5)
    asking.show(report, partners=[awo], due_on=later, by=koordination, on=TODAY)
    given = {"partners": [awo, bgw], "due_on": earlier, "by": koordination, "on": TODAY}
    with pytest.raises(ValidationError) as refusal:
        asking.show(report, **given)
    assert refusal.value.error_dict["due_on"][0].code == "reading_day_kept"
    url = reverse("quality_dialog:report_readings", args=[report.pk])
    answer = client_of(koordination).post(
        url, {"partners": [awo.pk, bgw.pk], "due_on": f"{earlier:%d.%m.%Y}"}
    )
    (said,) = answer.context["form"].errors["due_on"]
    assert said.startswith(f"Mehr Zeit haben schon: AWO (bis {later:%d.%m.%Y}).")
    assert list(PartnerReading.objects.values_list("partner", "due_on")) == [(awo.pk, later)]
    asking.show(report, partners=[bgw], due_on=earlier, by=koordination, on=TODAY)
    assert PartnerReading.objects.get(partner=bgw).due_on == earlier


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"partners": [], "due_on": "31.12.2099"}, "mindestens einen Partner"),
        ({"due_on": "31.02.2026"}, "gültiges Datum"),
        ({"due_on": "01.01.2020"}, "Die Frist liegt vor dem heutigen Tag."),
    ],
)
def test_a_wish_that_cannot_be_is_refused(report, awo, koordination, client_of, given, reason):
    url = reverse("quality_dialog:report_readings", args=[report.pk])
    answer = client_of(koordination).post(url, {"partners": [awo.pk]} | given)
    assert (reason in answer.content.decode(), PartnerReading.objects.count()) == (True, 0)


def test_a_partner_finds_the_report_among_what_is_due(report, awo, partner_user, client_of):
    shown(report, awo)
    page = client_of(partner_user).get(reverse("dashboard")).content.decode()
    assert [part in page for part in ("Zum Bericht Stellung nehmen", f'href="{address(report)}"')] == [
        True,
        True,
    ]


def test_a_reader_is_whoever_the_report_speaks_of(report, awo, bgw):
    DialogueFactory(cycle__year=2011)
    assert list(asking.possible_readers(report)) == [awo, bgw]


def test_a_finding_no_partner_shares_stays_out_of_the_reading(report, awo, partner_user, client_of):
    FindingFactory(dialogue__site__name="Westhaus", wording="Nur für die anderen.", shared=True)
    shown(report, awo)
    page = client_of(partner_user).get(address(report)).content.decode()
    assert "Nur für die anderen." not in page


# --- what the excerpt must not tell -------------------------------------------------------------------


def excerpt(report, partner) -> str:
    """All a partner's excerpt says, records and labels included."""
    return str(reading.passages(Report.objects.get(pk=report.pk), partner))


def told(report, partner, body: str, heading: str = "") -> str:
    """What of such a section reaches the partner."""
    SectionFactory(report=report, key="eigener-1", heading=heading, body=body, position=9)
    found = reading.passages(Report.objects.get(pk=report.pk), partner).sections
    parts = [part for part in found if part.key.startswith("eigener-1")]
    return "\n".join([part.heading for part in parts] + [p.text for part in parts for p in part.paragraphs])


def test_of_a_paragraph_about_several_a_partner_reads_its_own_sentences(report, awo, bgw):
    body = (
        f"Am Anfang war Streit. Mit {bgw} gibt es ihn noch. Er ist heftig. In Nordhaus läuft es seit dem "
        "26. Januar gut. Alle sind froh. Nordhaus 2 steht leer. Niemand weiß warum."
    )
    assert told(report, awo, body) == (
        "\n[…] In Nordhaus läuft es seit dem 26. Januar gut. Alle sind froh. […] "
    )


def test_a_name_with_full_stops_is_one_name(report, awo, bgw):
    bgw.name = "Beispiel e. V. Nord"
    bgw.save()
    assert "heimlich" not in told(report, awo, f"Mit Beispiel e. V. Nord läuft heimlich etwas. {awo} nicht.")


def test_another_organisation_whose_name_begins_alike_is_another(report, awo, bgw):
    bgw.name = f"{awo.short_name} Beispielstadt"
    bgw.save()
    assert told(report, awo, f"{awo.short_name} Beispielstadt stockt.") == ""


def test_who_takes_part_at_the_same_site_is_no_stranger(report, awo, bgw):
    report.cycle = None
    dialogue = DialogueFactory(site__name="Osthaus", partners=[awo, bgw], cycle__year=report.year)
    assert told(report, awo, f"Osthaus wächst. {bgw} baut an.") == f"\nOsthaus wächst. {bgw} baut an."
    assert dialogue.partners.count() == 2


def test_a_heading_about_others_does_not_come_along(report, awo, bgw):
    assert told(report, awo, f"{awo} ist dabei.", heading=f"Streit mit {bgw}") == f"\n{awo} ist dabei."


def test_a_partner_reads_its_own_money_alone_wherever_the_table_stands(report, awo, bgw):
    """A sub-heading moves the table into the section's last part; the site is shared, the money is not."""
    year = FiscalYearFactory(year=report.year)
    own = AllocationFactory(fiscal_year=year, recipient=awo)
    other = AllocationFactory(fiscal_year=year, recipient=bgw)
    DialogueFactory(site=other.site, partners=[awo], cycle__year=report.year)
    for allocation, amount in ((own, 1111), (other, 2222)):
        DecisionFactory(
            allocation=allocation,
            amount=amount,
            drafted_on=report.as_of,
            approved_on=report.as_of,
            approved=True,
        )
    SectionFactory(
        report=report, key="foerderung", body="Es sind [[gebunden]].\n\n## Einzeln\n\nSiehe Tabelle."
    )
    whole = str(composing.paper_of(Report.objects.get(pk=report.pk)))
    assert ["1.111,00" in whole, "2.222,00" in whole] == [True, True]
    theirs = excerpt(report, awo)
    assert [amount in theirs for amount in ("1.111,00", "2.222,00", "3.333,00")] == [True, False, False]


def test_a_figure_in_an_excerpt_comes_without_the_records_of_others(report, awo):
    SectionFactory(
        report=report, key="stand-2", body=f"Mit {awo}: [[feststellungen]] Feststellungen.", position=8
    )
    figures = reading.passages(Report.objects.get(pk=report.pk), awo).figures
    assert [(figure.key, figure.records) for figure in figures] == [("feststellungen", ())]
    assert "Nordhaus 2" not in excerpt(report, awo)
