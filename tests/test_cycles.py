"""A year of quality dialogue: opened with what was left open, changed while it runs, its progress in words."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from quality_dialog.dialogue import statuses
from quality_dialog.dialogue.models.carrying_over import left_open, open_cycle
from quality_dialog.models import Cycle, Dialogue, Finding, Measure
from tests.asking import queries, said_by, text_of, told
from tests.factories import (
    AgreementFactory,
    AssessmentFactory,
    AssignmentFactory,
    CoverageFactory,
    CriterionFactory,
    CycleFactory,
    DialogueFactory,
    FindingFactory,
    MeasureFactory,
    MeasureStepFactory,
    SiteFactory,
    StatementFactory,
    SubmissionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NEXT = TODAY.year + 1
ASSESSMENT, MEETINGS, STATEMENTS, *_ = statuses.CycleStatus
NEW = "/qualitaetsdialog/neu/"
A_DAY = timedelta(days=1)


def codes(refusal: ValidationError) -> dict:
    return {field: [error.code for error in errors] for field, errors in refusal.error_dict.items()}


@pytest.fixture
def office(koordination, client_of):
    return client_of(koordination)


@pytest.fixture
def framework():
    return CriterionFactory().field.framework


@pytest.fixture
def site(awo, bgw):
    """A covered site with two partners in a role."""
    site = CoverageFactory(
        agreement=AgreementFactory(starts_on=date(TODAY.year - 1, 1, 1), ends_on=None),
        starts_on=date(TODAY.year - 1, 1, 1),
        ends_on=None,
        site__name="Standort Nord",
        site__opened_on=date(TODAY.year - 1, 1, 1),
    ).site
    for role, partner in (("provider", awo), ("landlord", bgw)):
        AssignmentFactory(site=site, partner=partner, role=role, starts_on=date(TODAY.year - 1, 1, 1))
    return site


def old(site, year: int = TODAY.year, **facts) -> Dialogue:
    cycle = CycleFactory(year=year, opened_on=date(year, 1, 2))
    return DialogueFactory(cycle=cycle, site=site, **facts)


@pytest.fixture
def before(site, awo, bgw):
    """This year's dialogue with an unanswered finding, and an agreed one with an unfinished measure."""
    dialogue, raised = old(site, partners=[awo, bgw]), date(TODAY.year, 1, 10)
    FindingFactory(dialogue=dialogue, shared=True, raised_on=raised, wording="Ungehört", raised_for=awo)
    agreed = FindingFactory(dialogue=dialogue, shared=True, raised_on=raised, wording="Vereinbart")
    for partner in (awo, bgw):
        StatementFactory(finding=agreed, partner=partner)
    due = {"resolved_on": raised, "due_on": raised + A_DAY}
    measure = MeasureFactory(finding=agreed, title="Rampe bauen", responsible=bgw, **due)
    MeasureStepFactory(measure=measure, on=raised, new_due_on=raised + 10 * A_DAY)
    MeasureFactory(finding=agreed, title="Getan", done=True, **due)
    settled = FindingFactory(dialogue=dialogue, shared=True, raised_on=raised, wording="Erledigt")
    for partner in (awo, bgw):
        StatementFactory(finding=settled, partner=partner)
    FindingFactory(dialogue=dialogue, wording="Entwurf", raised_on=raised)
    return dialogue


def facts(framework, site, year: int = NEXT, **more) -> dict:
    pairs = [f"{site.pk}-{role.partner_id}" for role in site.assignments.all()]
    return {
        "year": year,
        "framework": framework.pk,
        "focus_topics": "Wege",
        "assessment_due_on": f"{year}-04-30",
        "meetings_due_on": f"{year}-06-30",
        "report_due_on": f"{year}-09-30",
        "sites": [site.pk],
        "participations": pairs,
        **more,
    }


# --- Opening -------------------------------------------------------------------------------------


def test_a_year_is_proposed_with_covered_sites_their_partners_and_deadlines(office, framework, site, before):
    SiteFactory(name="Ohne Platz")
    form = office.get(NEW).context["form"]
    pairs = sorted(f"{site.pk}-{role.partner_id}" for role in site.assignments.all())
    assert (form.initial["year"], form.initial["report_due_on"]) == (NEXT, date(NEXT, 9, 30))
    assert [one.pk for one in form.fields["sites"].queryset] == [site.pk]
    assert sorted(form.fields["participations"].initial) == pairs
    shown = text_of(office.get(NEW))
    assert [word in shown for word in ("Ungehört", "Rampe bauen", "Entwurf", "Ohne Platz")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_year_opens_with_what_was_left_open_by_reference(office, framework, site, before, awo, bgw):
    answer = office.post(NEW, facts(framework, site), follow=True)
    assert told(answer) == [
        f"Qualitätsdialog {NEXT} ist eröffnet. "
        "Übernommen aus früheren Jahren: 2 Feststellungen und 1 Maßnahme."
    ]
    dialogue = Dialogue.objects.get(cycle__year=NEXT)
    assert set(dialogue.partners.all()) == {awo, bgw}
    carried = {finding.wording: finding for finding in dialogue.findings.all()}
    assert {word: one.carried_over_from.dialogue for word, one in carried.items()} == {
        "Ungehört": before,
        "Vereinbart": before,
    }
    assert carried["Ungehört"].raised_for == awo
    assert set(Finding.objects.open(TODAY).filter(dialogue=dialogue)) == set(carried.values())
    measure = dialogue.findings.get(wording="Vereinbart").measures.get()
    original = Measure.objects.get(finding__dialogue=before, title="Rampe bauen")
    assert (measure.carried_over_from, measure.responsible, measure.due_on) == (
        original,
        bgw,
        date(TODAY.year, 1, 20),
    )


def test_the_chain_is_seen_at_both_ends(office, framework, site, before):
    office.post(NEW, facts(framework, site))
    new = Finding.objects.get(dialogue__cycle__year=NEXT, wording="Vereinbart")
    first, second = (
        text_of(office.get(new.carried_over_from.get_absolute_url())),
        text_of(office.get(new.get_absolute_url())),
    )
    assert ("Übernommen nach" in first, new.get_absolute_url() in first) == (True, True)
    assert ("Übernommen aus" in second, new.carried_over_from.get_absolute_url() in second) == (True, True)
    assert "ins Folgejahr übernommen" in first


def test_what_is_taken_over_counts_once(framework, site, before, koordination):
    after = TODAY + A_DAY
    counted = (Measure.objects.unfinished(after).count(), Measure.objects.overdue(after).count())
    open_cycle(year=NEXT, framework=framework, sites=[site], participations=[], by=koordination, on=TODAY)
    now = (Measure.objects.unfinished(after).count(), Measure.objects.overdue(after).count())
    then = Measure.objects.unfinished(TODAY - A_DAY)
    assert (now, [one.finding.dialogue for one in then]) == (counted, [before])
    assert set(left_open(Finding.objects, after).values_list("dialogue__cycle__year", flat=True)) == {NEXT}


def test_a_criterion_is_the_one_of_the_same_codes_in_the_new_version(site, koordination, awo):
    criterion = CriterionFactory()
    dialogue = DialogueFactory(
        cycle=CycleFactory(year=TODAY.year, framework=criterion.field.framework), site=site, partners=[awo]
    )
    raised = date(TODAY.year, 1, 20)
    FindingFactory(dialogue=dialogue, criterion=criterion, shared=True, raised_on=raised)
    other = FindingFactory(
        dialogue=dialogue,
        criterion=CriterionFactory(field=criterion.field),
        shared=True,
        raised_on=raised,
    )
    copy = criterion.field.framework.copy(version="neu", valid_from=TODAY)
    copy.fields.get().criteria.get(code=other.criterion.code).delete()
    open_cycle(year=NEXT, framework=copy, sites=[site], participations=[], by=koordination, on=TODAY)
    carried = Finding.objects.filter(dialogue__cycle__year=NEXT).order_by("pk")
    assert [one.criterion and one.criterion.field.framework for one in carried] == [copy, None]


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        ({"year": TODAY.year}, "year", f"Der Qualitätsdialog {TODAY.year} ist schon eröffnet."),
        (
            {"year": TODAY.year + 2},
            "year",
            f"Eröffnen können Sie das laufende Jahr {TODAY.year} oder das Jahr {NEXT}.",
        ),
        ({"year": "zwanzig"}, "year", "Bitte geben Sie ein Jahr mit vier Ziffern ein, zum Beispiel 2026."),
        ({"year": "99999999999"}, "year", "Bitte geben Sie ein Jahr zwischen 2000 und 2100 ein."),
        (
            {"assessment_due_on": "2020-01-01"},
            "assessment_due_on",
            f"Diese Frist liegt vor dem {TODAY:%d.%m.%Y} (die Eröffnung).",
        ),
        (
            {"meetings_due_on": f"{NEXT}-04-29"},
            "meetings_due_on",
            f"Diese Frist liegt vor dem 30.04.{NEXT} (Selbsteinschätzung).",
        ),
        (
            {"report_due_on": f"{NEXT}-06-30"},
            "report_due_on",
            f"Der Bericht ist im zweiten Halbjahr fällig: vom 01.07.{NEXT} bis 31.12.{NEXT}.",
        ),
        ({"sites": []}, "sites", "Bitte füllen Sie dieses Feld aus."),
        (
            {"participations": ["1-2-3"]},
            "participations",
            "„1-2-3“ steht nicht zur Auswahl. Bitte wählen Sie aus der Liste aus.",
        ),
        ({"focus_topics": "x" * 4001}, "focus_topics", None),
    ],
)
def test_a_year_that_cannot_be_is_refused_at_the_field(wrong, field, reason, office, framework, site, before):
    answer = office.post(NEW, facts(framework, site) | wrong)
    assert list(answer.context["form"].errors) == [field]
    assert reason is None or said_by(answer.context["form"])[field] == [reason]
    assert (answer.status_code, Cycle.objects.count()) == (200, 1)


def test_a_framework_without_a_question_opens_no_year(office, framework, site):
    framework.fields.get().criteria.all().delete()
    answer = office.post(NEW, facts(framework, site))
    assert said_by(answer.context["form"]) == {
        "framework": ["Dieses Rahmenkonzept hat noch keine Leitfrage."]
    }


def test_the_refusals_have_codes(koordination, framework, site, before):
    with pytest.raises(ValidationError) as refused:
        open_cycle(
            year=TODAY.year, framework=framework, sites=[], participations=[], by=koordination, on=TODAY
        )
    assert codes(refused.value) == {"year": ["year_taken"]}
    with pytest.raises(ValidationError) as refused:
        before.cycle.revise(by=UserFactory(), on=TODAY, focus_topics="", report_due_on=date(TODAY.year, 3, 1))
    assert codes(refused.value) == {"report_due_on": ["deadline"]}


def test_nothing_stays_of_a_year_that_was_refused_on_the_way(koordination, framework, site, before):
    """The second dialogue about the same site breaks a rule of the database: the year goes with it."""
    with pytest.raises(Exception, match="dialogue_once_per_site"):
        open_cycle(
            year=NEXT, framework=framework, sites=[site, site], participations=[], by=koordination, on=TODAY
        )
    connection.needs_rollback = False


# --- While it runs -------------------------------------------------------------------------------


def test_focus_and_deadlines_move_while_the_year_runs(office, before):
    address = f"/qualitaetsdialog/{TODAY.year}/bearbeiten/"
    new = {
        "focus_topics": "Ruhe",
        "assessment_due_on": "",
        "meetings_due_on": "",
        "report_due_on": f"{TODAY.year}-12-01",
        "reason": "Ferien.",
    }
    assert told(office.post(address, new, follow=True)) == ["Schwerpunkte und Fristen sind gespeichert."]
    cycle = Cycle.objects.get()
    assert (cycle.focus_topics, cycle.assessment_due_on, cycle.report_due_on) == (
        "Ruhe",
        None,
        date(TODAY.year, 12, 1),
    )


def test_a_site_is_added_with_what_is_open_there(office, koordination, framework, site, before, awo):
    open_cycle(year=NEXT, framework=framework, sites=[], participations=[], by=koordination, on=TODAY)
    address = f"/qualitaetsdialog/{NEXT}/standorte/neu/"
    answer = office.post(address, {"site": site.pk, "partners": [awo.pk]}, follow=True)
    assert told(answer) == [
        "Standort Nord ist aufgenommen. Übernommen aus früheren Jahren: 2 Feststellungen und 1 Maßnahme."
    ]
    answer = office.post(address, {"site": site.pk, "partners": [awo.pk]})
    assert list(answer.context["form"].errors) == ["site"]


def test_a_dialogue_is_taken_back_and_what_it_took_over_stands_again(office, framework, site, before):
    office.post(NEW, facts(framework, site))
    address = f"/qualitaetsdialog/{NEXT}/standorte/{site.pk}/entfernen/"
    assert list(office.post(address, {"reason": ""}).context["form"].errors) == ["reason"]
    answer = office.post(address, {"reason": "Der Standort pausiert."}, follow=True)
    assert told(answer)[-1] == f"Standort Nord nimmt am Qualitätsdialog {NEXT} nicht mehr teil."
    assert Dialogue.objects.filter(cycle__year=NEXT).count() == 0
    left = left_open(Finding.objects, TODAY)
    assert {finding.wording for finding in left} == {"Ungehört", "Vereinbart"}
    event = Dialogue.pgh_event_model.objects.filter(pgh_label="delete").latest("pgh_id")
    assert event.pgh_context["reason"] == "Der Standort pausiert."


def test_a_dialogue_with_content_stays(office, before):
    AssessmentFactory(dialogue=before)
    address = f"/qualitaetsdialog/{TODAY.year}/standorte/{before.site_id}/entfernen/"
    answer = office.post(address, {"reason": "Versehen"})
    assert said_by(answer.context["form"])["__all__"] == [
        "In diesem Dialog gibt es schon: Selbsteinschätzungen, Feststellungen. Er bleibt bestehen."
    ]
    assert Dialogue.objects.filter(pk=before.pk).exists()


def test_participants_come_and_go_but_not_who_has_spoken(office, site, awo, bgw):
    dialogue = old(site, partners=[awo])
    address = f"/qualitaetsdialog/{TODAY.year}/standorte/{site.pk}/beteiligte/"
    office.post(address, {"partners": [awo.pk, bgw.pk], "reason": "Neu dabei"})
    assert set(dialogue.partners.all()) == {awo, bgw}
    AssessmentFactory(dialogue=dialogue, partner=awo)
    answer = office.post(address, {"partners": [bgw.pk], "reason": "Ausgeschieden"})
    assert said_by(answer.context["form"]) == {
        "partners": ["Beteiligt bleibt, wer sich schon geäußert hat: AWO."]
    }
    office.post(address, {"partners": [awo.pk], "reason": "Doch nicht"})
    assert set(dialogue.partners.all()) == {awo}


# --- Progress ------------------------------------------------------------------------------------


def missing(client, dialogue) -> str:
    table = client.get(dialogue.cycle.get_absolute_url()).context["listing"].table
    (row,) = [row for row in table.objects if row == dialogue]
    return table.columns[-1].value_of(row)


def test_a_page_says_what_is_missing_from_whom(office, before, awo):
    assert missing(office, before) == (
        "Selbsteinschätzung von AWO und BGW. Gespräch. "
        "Stellungnahme von Stadt Bielefeld und BGW zu je 1 Feststellung."
    )
    SubmissionFactory(dialogue=before, partner=awo, submitted_on=TODAY)
    Dialogue.objects.filter(pk=before.pk).update(meeting_on=TODAY)
    assert missing(office, before).startswith("Selbsteinschätzung von BGW. Stellungnahme")


def test_a_draft_is_not_handed_in(office, before, awo):
    AssessmentFactory(dialogue=before, partner=awo)
    assert missing(office, before).startswith("Selbsteinschätzung von AWO und BGW.")


def test_a_partner_sees_the_progress_of_its_own_sites_only(partner_user, before, client_of):
    foreign = DialogueFactory(cycle=before.cycle, site__name="Fremder Standort")
    FindingFactory(dialogue=foreign, shared=True, raised_on=before.cycle.opened_on)
    client = client_of(partner_user)
    for kind in ("", "?export=csv"):
        answer = client.get(f"{before.cycle.get_absolute_url()}{kind}")
        assert "Fremder" not in answer.content.decode()
    names = [str(phase.step) for phase in client.get(before.cycle.get_absolute_url()).context["phases"]]
    assert names == ["Selbsteinschätzung", "Dialoggespräche", "Stellungnahmen"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_progress_is_had_as_a_file(kind, office, before):
    answer = office.get(f"{before.cycle.get_absolute_url()}?export={kind}")
    assert f"qualitaetsdialog-{TODAY.year}" in answer["Content-Disposition"]
    assert kind != "csv" or "Selbsteinschätzung von AWO und BGW." in answer.content.decode("utf-8-sig")


def test_a_deadline_that_has_passed_is_late_the_day_after_and_locks_nobody_out(office, before):
    day = date(2026, 6, 30)
    late = [
        statuses.phases(on, [(MEETINGS, 1, 2, day)])[0].status == "late"
        for on in (day - A_DAY, day, day + A_DAY)
    ]
    assert late == [False, False, True]
    assert statuses.phases(day + A_DAY, [(MEETINGS, 2, 2, day)])[0].status == "done"
    days = {"assessment_due_on": before.cycle.opened_on, "meetings_due_on": None, "report_due_on": None}
    before.cycle.revise(**days, reason="Früher fertig.", by=UserFactory(), on=TODAY)
    shown = text_of(office.get(before.cycle.get_absolute_url()))
    assert ("Frist vorbei" in shown, "auch danach wird noch alles angenommen" in shown) == (True, True)


def test_the_current_phase_is_the_first_that_is_not_done():
    found = statuses.phases(
        TODAY, [(ASSESSMENT, 2, 2, None), (MEETINGS, 0, 1, None), (STATEMENTS, 0, 1, None)]
    )
    assert statuses.cycle_status(found) == "meetings"
    assert statuses.cycle_status(found[:1]) == "complete"


def test_the_pages_of_a_year_cost_the_same_with_one_site_and_with_twenty(office, awo, bgw):
    cycle = CycleFactory(year=TODAY.year)

    def grow(times: int) -> None:
        for _ in range(times):
            dialogue = DialogueFactory(cycle=cycle, partners=[awo, bgw])
            finding = FindingFactory(dialogue=dialogue, shared=True, raised_on=cycle.opened_on)
            StatementFactory(finding=finding)
            due = {"resolved_on": cycle.opened_on, "due_on": cycle.opened_on}
            MeasureFactory(finding=finding, **due)

    pages = (cycle.get_absolute_url(), NEW)
    grow(1)
    before = [queries(office, page) for page in pages]
    grow(19)
    assert [queries(office, page) for page in pages] == before


def test_of_very_much_that_is_open_the_page_shows_the_first_and_says_how_much(
    office, framework, site, before, monkeypatch
):
    monkeypatch.setattr("quality_dialog.dialogue.views.cycle_acts.SHOWN", 1)
    for number in range(3):
        FindingFactory(dialogue=before, wording=f"Noch offen {number}", shared=True)
    assert "Offene Feststellungen: die ersten 1 von" in text_of(office.get("/qualitaetsdialog/neu/"))


def test_each_side_is_awaited_for_what_the_others_raised(office, awo, bgw):
    """Who raised a finding is not awaited, whoever answered it is not either; an earlier wording counts not."""
    talk = DialogueFactory(partners=[awo, bgw])
    theirs = FindingFactory(dialogue=talk, raised_on=TODAY, shared_on=TODAY, raised_for=awo)
    ours = FindingFactory(dialogue=talk, raised_on=TODAY, shared_on=TODAY, wording="Erst so.")
    StatementFactory(finding=ours, partner=awo)
    StatementFactory(finding=theirs, partner=bgw)
    shown = text_of(office.get(talk.cycle.get_absolute_url()))
    assert f"Stellungnahme von Stadt Bielefeld und {bgw} zu je 1 Feststellung." in shown
    assert "Stellungnahme von AWO" not in shown
    StatementFactory(finding=theirs, for_city=True)
    Finding.objects.filter(pk=ours.pk).update(wording="Jetzt so.", worded_on=TODAY)
    shown = text_of(office.get(talk.cycle.get_absolute_url()))
    assert f"Stellungnahme von {awo} und {bgw} zu je 1 Feststellung." in shown
    StatementFactory(finding=Finding.objects.get(pk=ours.pk), partner=bgw)
    shown = text_of(office.get(talk.cycle.get_absolute_url()))
    assert f"Stellungnahme von {awo} zu 1 Feststellung." in shown
