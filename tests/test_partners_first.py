"""No report is approved before every partner it names is asked on a way that can reach it, or its silence explained."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.urls import reverse
from django.utils import timezone

from partners.models import User
from quality_dialog.models import PartnerReading, Report
from quality_dialog.report import approval, asking, composing, reading
from quality_dialog.report.statuses import ReadingStatus
from quartiersarbeit.ground import paper
from quartiersarbeit.ground.forms import refused
from tests import factories as f
from tests.test_partner_reading import how_asked

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)
LATER = TODAY + 14 * A_DAY


@pytest.fixture
def report(awo, bgw, koordination) -> Report:
    """In review; its text names one partner, the other takes part in the year's dialogue."""
    cycle = f.CycleFactory(year=2026)
    f.DialogueFactory(cycle=cycle, site__name="Nordhaus", partners=[bgw])
    found = f.ReportFactory(by=koordination, as_of=date(2026, 12, 31), drafted_on=TODAY)
    f.SectionFactory(report=found, key="eigener-1", body=f"Mit {awo.name_after_mit} läuft es.")
    found.submit_for_review(by=koordination, on=TODAY)
    return found


def code(act, **given) -> str:
    refusal = refused(act, **given)
    if refusal is None:
        return "done"
    return (
        next(iter(refusal.error_dict.values())) if hasattr(refusal, "error_dict") else refusal.error_list
    )[0].code


def approve(report, by, on=TODAY) -> str:
    return code(approval.approve, report=report, by=by, on=on)


def ask(report, *partners, way="app", due_on=LATER) -> None:
    asking.show(report, partners=partners, way=way, due_on=due_on, by=report.drafted_by, on=TODAY)


def leave_out(report, by, *partners, reason="er nicht erreichbar ist") -> None:
    asking.leave_out(report, partners=partners, reason=reason, by=by, on=TODAY)


def address(name, report, *more) -> str:
    return reverse(f"quality_dialog:{name}", args=[report.pk, *more])


# --- whom it names ------------------------------------------------------------------------------------


def test_whoever_the_text_names_or_takes_part_is_to_be_asked(report, awo, bgw):
    f.PartnerFactory(name="AWO-Kreisverband Bielefelder Land", short_name="AWOB")
    assert list(asking.owed(report)) == [awo, bgw]


def test_whoever_the_text_names_by_an_old_name_is_to_be_asked(report, awo):
    awo.name, awo.short_name, awo.name_after_mit = "Neuer Verband e. V.", "NV", "dem Neuen Verband"
    awo.save()
    assert awo in asking.owed(report)


def test_a_report_is_not_approved_before_anybody_is_asked(report, freigabe):
    assert (approve(report, freigabe), Report.objects.get(pk=report.pk).approved_on) == (
        "partners_first",
        None,
    )


def test_a_partner_named_after_the_asking_is_asked_too(report, awo, bgw, freigabe):
    leave_out(report, freigabe, awo, bgw)
    other = f.PartnerFactory(name="Wohnbund", short_name="Wohnbund")
    report.return_to_draft(reason="Ein Partner fehlt.", by=freigabe, on=TODAY)
    f.SectionFactory(report=report, key="eigener-2", body="Der Wohnbund hat abgesagt.")
    report.submit_for_review(by=report.drafted_by, on=TODAY)
    assert (approve(report, freigabe), list(asking.owed(report))) == ("partners_first", [other])


def frozen_by_hand(report, by, text: str) -> str:
    """What the database says to an approval past the verbs: the rule's name."""
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(
                    "UPDATE quality_dialog_report SET approved_on = %s, approved_by_id = %s, facts = '{}',"
                    " facts_sha256 = 'x', seal_number = 1, seal_sha256 = 'x', plain_text = %s WHERE id = %s",
                    [TODAY, by.pk, text, report.pk],
                )
                transaction.set_rollback(True)
        except IntegrityError as error:
            return error.__cause__.diag.constraint_name
    return "done"


def test_the_database_knows_by_itself_whom_the_text_names(report, awo, bgw, freigabe):
    leave_out(report, freigabe, bgw)
    texts = ["Mit der AWO.", "AWO-Kreisverband Bielefeld", "Die AWOs.", "Niemand."]
    assert [frozen_by_hand(report, freigabe, text) for text in texts] == ["partners_first"] * 2 + ["done"] * 2


def test_the_database_knows_by_itself_who_takes_part(report, awo, freigabe):
    leave_out(report, freigabe, awo)
    assert frozen_by_hand(report, freigabe, "Niemand.") == "partners_first"


def test_the_database_knows_by_itself_who_is_party_to_an_agreement(report, awo, bgw, freigabe):
    leave_out(report, freigabe, awo, bgw)
    f.AgreementFactory(parties=[f.PartnerFactory()], ends_on=report.as_of - A_DAY)  # over by the as-of day
    before = frozen_by_hand(report, freigabe, "Niemand.")
    party = f.AgreementFactory(parties=[f.PartnerFactory()]).parties.get().partner
    unasked = frozen_by_hand(report, freigabe, "Niemand.")
    leave_out(report, freigabe, party)
    told = [before, unasked, frozen_by_hand(report, freigabe, "Niemand.")]
    assert told == ["done", "partners_first", "done"]


# --- on a way that can reach it -----------------------------------------------------------------------


def test_nobody_is_asked_in_the_app_of_whom_nobody_can_sign_in(report, awo, bgw, partner_user):
    assert code(
        asking.show, report=report, partners=[awo, bgw], due_on=LATER, by=report.drafted_by, on=TODAY
    ) == ("reading_no_account")
    assert not PartnerReading.objects.exists()


@pytest.mark.parametrize("lack", ["deactivated", "without_role", "other_partner"])
def test_an_account_that_cannot_read_reaches_nobody(report, awo, bgw, partner_user, lack):
    if lack == "without_role":
        partner_user.groups.clear()
    elif lack == "deactivated":
        User.objects.filter(pk=partner_user.pk).update(is_active=False)
    else:  # went from the one organisation to the other
        partner_user.memberships.all().end_all(by=report.drafted_by, on=TODAY)
        f.belongs(partner_user, bgw, given_on=TODAY)
    given = {"partners": [awo], "due_on": LATER, "by": report.drafted_by, "on": TODAY}
    assert code(asking.show, report=report, **given) == "reading_no_account"
    with pytest.raises(IntegrityError, match="niemand anmelden"), transaction.atomic():
        f.PartnerReadingFactory(report=report, partner=awo, way="app", sent_on=None, sent_by=None)


def test_whoever_acts_for_another_organisation_just_now_is_reached_all_the_same(
    report, awo, bgw, partner_user
):
    """One person works for two associations; for both what is said of them comes to the same account."""
    f.belongs(partner_user, bgw)
    given = {"due_on": LATER, "by": report.drafted_by, "on": TODAY}
    asking.show(report=report, partners=[awo], **given)
    assert PartnerReading.objects.get().partner == awo


def test_the_silence_of_a_partner_whose_last_user_was_deactivated_yesterday_is_none(
    report, awo, bgw, partner_user, freigabe, client_of
):
    ask(report, awo)
    leave_out(report, freigabe, bgw)
    User.objects.filter(pk=partner_user.pk).update(is_active=False)
    after = LATER + A_DAY
    page = client_of(freigabe).get(report.get_absolute_url()).content.decode()
    assert "Angefragt in der Anwendung, aber niemand kann sich dort mehr anmelden: AWO." in page
    assert (approve(report, freigabe, after), frozen_by_hand(report, freigabe, "x")) == (
        "readings_unreached",
    ) * 2
    ask(report, awo, way="letter", due_on=LATER + 9 * A_DAY)
    assert approve(report, freigabe, LATER + 10 * A_DAY) == "readings_unreached"
    PartnerReading.objects.get(partner=awo).dispatch(sent_on=TODAY, by=report.drafted_by, on=TODAY)
    assert approve(report, freigabe, after) == "readings_awaited"
    assert approve(report, freigabe, LATER + 10 * A_DAY) == "done"


def test_a_letter_counts_from_the_day_it_was_sent_and_prints_it(report, awo, bgw, freigabe):
    ask(report, awo, bgw, way="letter")
    first, second = PartnerReading.objects.all()
    assert [one.status_on(LATER + A_DAY) for one in (first, second)] == [ReadingStatus.PREPARED] * 2
    for one in (first, second):
        one.dispatch(sent_on=TODAY, by=report.drafted_by, on=TODAY)
    assert [first.status_on(on) for on in (TODAY, LATER, LATER + A_DAY)] == [
        ReadingStatus.AWAITED,
        ReadingStatus.AWAITED,
        ReadingStatus.SILENT,
    ]
    assert approve(report, freigabe, LATER + A_DAY) == "done"
    printed = how_asked(composing.paper_of(Report.objects.get(pk=report.pk)))
    assert printed[str(awo)] == (
        f"Per Brief vom {TODAY:%d.%m.%Y} gefragt, Frist bis {LATER:%d.%m.%Y}; eine Stellungnahme liegt nicht vor."
    )


@pytest.mark.parametrize(
    ("way", "facts", "silence"),
    [
        ("app", {}, True),
        ("app", {"given_on": TODAY}, False),
        ("letter", {}, False),
        ("letter", {"sent_on": TODAY}, True),
        ("letter", {"sent_on": TODAY, "given_on": TODAY}, False),
        ("not_asked", {"reason": "er aufgelöst ist", "due_on": None}, False),
    ],
)
def test_silence_is_told_only_of_a_request_that_went_its_way(way, facts, silence):
    told = PartnerReading(way=way, **{"shown_on": TODAY, "due_on": LATER} | facts).told()
    assert ("eine Stellungnahme liegt nicht vor" in told) == silence


def test_a_letter_that_cannot_be_there_in_time_is_refused(report, awo):
    short = {"partners": [awo], "way": "letter", "by": report.drafted_by, "on": TODAY}
    assert code(asking.show, report=report, due_on=TODAY + 3 * A_DAY, **short) == "letter_travels"
    ask(report, awo, way="letter", due_on=TODAY + 4 * A_DAY)
    shown = PartnerReading.objects.get()
    sent = [
        code(shown.dispatch, sent_on=TODAY + n * A_DAY, by=report.drafted_by, on=TODAY + n * A_DAY)
        for n in (1, 0)
    ]
    assert sent == ["letter_travels", "done"]


def test_what_the_ways_refuse(report, awo, bgw, partner_user, freigabe):
    by = {"by": report.drafted_by, "on": TODAY}
    ask(report, awo)
    ask(report, bgw, way="letter")
    by_app, by_post = PartnerReading.objects.get(partner=awo), PartnerReading.objects.get(partner=bgw)
    found = [
        code(asking.show, report=report, partners=[awo], way="not_asked", due_on=LATER, **by),
        code(by_app.dispatch, sent_on=TODAY, **by),
        code(by_post.dispatch, sent_on=TODAY + A_DAY, **by),
        code(by_post.take_down, text="Gut.", received_on=TODAY, **by),
    ]
    by_post.dispatch(sent_on=TODAY, **by)
    found += [
        code(by_post.take_down, text="Gut.", received_on=TODAY - A_DAY, **by),
        code(by_post.take_down, text="Gut.", received_on=TODAY, **by),
    ]
    assert found == ["no_way", "no_letter", "future", "reading_not_sent", "received_outside", "done"]


def test_an_answer_by_post_is_printed_word_for_word(report, awo, bgw, freigabe, koordination, client_of):
    ask(report, bgw, way="letter")
    leave_out(report, freigabe, awo)
    client = client_of(koordination)
    client.post(address("reading_dispatch", report, bgw.pk), {"sent_on": f"{TODAY:%d.%m.%Y}"})
    answer = {"received_on": f"{TODAY:%d.%m.%Y}", "text": "Wir sehen es **anders**."}
    client.post(address("reading_reply", report, bgw.pk), answer)
    assert approve(report, freigabe) == "done"
    (said,) = [
        s for s in composing.paper_of(Report.objects.get(pk=report.pk)).sections if s.key == "stellungnahmen"
    ]
    assert said.paragraphs[0].text == f"BGW ({TODAY:%d.%m.%Y}): Wir sehen es **anders**."


def test_the_letter_is_a_pdf_of_what_the_partner_may_read(report, awo, bgw, koordination, client_of):
    awo.street, awo.postcode, awo.city = "Musterweg 1", "33602", "Bielefeld"
    awo.save()
    ask(report, awo, way="letter")
    shown = PartnerReading.objects.select_related("report", "partner").get()
    letter = reading.letter(shown)
    text = str(letter)
    assert (letter.recipient, f"bis zum {LATER:%d.%m.%Y}" in text, "läuft es" in text, "BGW" in text) == (
        ("AWO-Kreisverband Bielefeld", "Musterweg 1", "33602 Bielefeld"),
        True,
        True,
        False,
    )
    answer = client_of(koordination).get(address("reading_letter", report, awo.pk))
    assert (answer["Content-Type"], answer.content) == ("application/pdf", paper.pdf(letter))


def test_there_is_no_letter_to_whom_none_is_written(
    report, awo, partner_user, koordination, freigabe, client_of
):
    ask(report, awo)
    found = client_of(koordination).get(address("reading_letter", report, awo.pk)).status_code
    assert (found, client_of(freigabe).get(address("reading_letter", report, awo.pk)).status_code) == (
        404,
        403,
    )


# --- or a reason ----------------------------------------------------------------------------------------


def test_the_approvers_reason_is_printed(report, awo, bgw, freigabe, client_of):
    client = client_of(freigabe)
    given = {"partners": [awo.pk, bgw.pk], "reason": "die Sitzung vorgezogen ist."}
    client.post(address("report_leave_out", report), given)
    client.post(address("report_approve", report))
    approved = Report.objects.get(pk=report.pk)
    assert approved.approved_by == freigabe
    assert (
        how_asked(composing.paper_of(approved))[str(bgw)] == "Nicht gefragt, weil die Sitzung vorgezogen ist."
    )


def test_somebody_elses_reason_does_not_count(report, awo, bgw, freigabe):
    leave_out(report, report.drafted_by, awo, bgw)
    assert (approve(report, freigabe), frozen_by_hand(report, freigabe, "x")) == (
        "reading_reason_of_approver",
    ) * 2


def test_a_reason_is_no_way_around_a_partner_that_was_reached(report, awo, bgw, partner_user, freigabe):
    ask(report, awo)
    given = {"reason": "es eilt", "by": freigabe, "on": TODAY}
    assert code(asking.leave_out, report=report, partners=[awo], **given) == "reading_day_kept"
    with pytest.raises(IntegrityError, match="wird er nicht genommen"), transaction.atomic():
        PartnerReading.objects.update(way="not_asked", reason="x", due_on=None)
    assert (
        code(asking.leave_out, report=report, partners=[bgw], **given | {"reason": " "}) == "reason_missing"
    )


def test_who_was_left_out_can_still_be_asked(report, bgw, freigabe):
    leave_out(report, freigabe, bgw)
    ask(report, bgw, way="letter")
    shown = PartnerReading.objects.get()
    assert (shown.way, shown.reason, shown.due_on, shown.shown_by) == ("letter", "", LATER, report.drafted_by)


def test_a_reason_stays_inside_until_publication(report, awo, partner_user, freigabe, client_of):
    leave_out(report, freigabe, awo, reason="man ihm nicht traut")
    assert client_of(partner_user).get(address("report_reading", report)).status_code == 404


def test_the_page_says_who_is_still_to_be_asked(report, freigabe, koordination, client_of):
    told = "Der Bericht spricht von Partnern, die nicht gefragt sind: AWO und BGW."
    pages = [
        client_of(user).get(url).content.decode()
        for user, url in (
            (freigabe, report.get_absolute_url()),
            (koordination, report.get_absolute_url()),
            (koordination, address("report_readings", report)),
        )
    ]
    assert ([told in page for page in pages], "Bericht freigeben" in pages[0]) == ([True] * 3, False)


# --- figures are somebody's ---------------------------------------------------------------------------


def test_a_partner_reads_no_site_count_of_another_agreement(awo, bgw):
    own, other = (f.AgreementFactory(parties=[partner]) for partner in (awo, bgw))
    for agreement, sites in ((own, 2), (other, 3)):
        for _ in range(sites):
            f.CoverageFactory(agreement=agreement)
    found = f.ReportFactory(as_of=date(2026, 12, 31))
    body = (
        f"Mit der AWO für [[standorte_vereinbarung_{own.pk}]] und mit der BGW für "
        f"[[standorte_vereinbarung_{other.pk}]] von [[standorte_unter_vereinbarung]] Standorten."
    )
    f.SectionFactory(report=found, key="stand", body=body)
    theirs = [reading.passages(found, partner) for partner in (awo, bgw)]
    told = [p.text for part in theirs for section in part.sections for p in section.paragraphs]
    assert told == [
        "Mit der AWO für zwei und mit der BGW für […] von fünf Standorten.",
        "Mit der AWO für […] und mit der BGW für drei von fünf Standorten.",
    ]
    assert [[figure.key for figure in part.figures] for part in theirs] == [
        ["standorte_unter_vereinbarung", f"standorte_vereinbarung_{agreement.pk}"]
        for agreement in (own, other)
    ]


def test_every_figure_a_report_can_state_is_of_all_or_of_somebody(awo, bgw):
    """A figure that is new and that nobody has decided about is withheld; those of all are named one by one."""
    keys = {key for key in approval.second_count.COUNTS if "(" not in key}
    assert keys - reading.OF_ALL == {"verfuegbar", "gebunden", "ausgezahlt", "frei"}
    assert reading.OF_ALL - keys == set()


def test_an_empty_report_names_nobody(koordination, freigabe):
    assert list(asking.owed(f.ReportFactory(by=koordination))) == []


def test_a_refusal_is_a_validation_error(report, freigabe):
    with pytest.raises(ValidationError, match="nicht gefragt sind: AWO und BGW"):
        approval.approve(report, by=freigabe, on=TODAY)
