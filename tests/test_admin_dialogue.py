"""The dialogue's refusals in the admin: each rule of the database is told there in its own words, never a crash."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pytest
from django.apps import apps

from quality_dialog.models import Dialogue, Finding, Participation, Statement, Submission
from quartiersarbeit.ground.guards import Guard
from tests import factories as f
from tests.asking import text_of
from tests.test_admin_upper import add_row, address, clerk, delete, delete_many, refusal, said, save

pytestmark = pytest.mark.django_db
__all__ = ["clerk"]  # the fixture
DAY, LATER, EARLY = "01.07.2026", "01.08.2026", "01.01.2026"


class Wrong(NamedTuple):
    """A record, and what somebody in the admin types into its form; `me` stands for whoever types."""

    record: Callable
    typed: Callable[..., dict]


def like(factory) -> Callable:
    """A second record beside another one of its kind."""
    return lambda: (factory(), factory())[1]


def of(model):
    """The first record of a kind: the other one."""
    return model.objects.order_by("pk").first()


def taken_over(factory) -> Callable:
    """One taken over from another, and a third that shall be taken over from the same."""

    def made():
        first = factory()
        factory(carried_over_from=first)
        return factory()

    return made


# Rule → how it is broken in the admin's form. Each refusal says the rule's own German sentence.
BROKEN = {
    "cycle_year_plausible": Wrong(f.CycleFactory, lambda row, me: {"year": "1999"}),
    "dialogue_once_per_site": Wrong(like(f.DialogueFactory), lambda row, me: {"site": of(Dialogue).site_id}),
    "participation_once": Wrong(
        lambda: f.DialogueFactory().participations.last(),
        lambda row, me: {"partner": row.dialogue.participations.first().partner_id},
    ),
    "framework_version_unique": Wrong(
        like(f.FrameworkFactory),
        lambda row, me: {"name": of(type(row)).name, "version": of(type(row)).version},
    ),
    "field_of_action_code_unique": Wrong(
        lambda: f.FieldOfActionFactory(framework=f.FieldOfActionFactory(code="H1").framework, code="H2"),
        lambda row, me: {"code": "H1"},
    ),
    "criterion_code_unique": Wrong(
        lambda: f.CriterionFactory(field=f.CriterionFactory(code="1.1").field, code="1.2"),
        lambda row, me: {"code": "1.1"},
    ),
    "indicator_code_unique": Wrong(
        lambda: f.IndicatorFactory(field=f.IndicatorFactory(code="Z1").field, code="Z2"),
        lambda row, me: {"code": "Z1"},
    ),
    "assessment_once": Wrong(
        lambda: f.AssessmentFactory(dialogue=f.AssessmentFactory(submitted=True).dialogue, submitted=True),
        lambda row, me: {"criterion": of(type(row)).criterion_id},
    ),
    "indicator_value_once": Wrong(
        lambda: f.IndicatorValueFactory(dialogue=f.IndicatorValueFactory().dialogue),
        lambda row, me: {"indicator": of(type(row)).indicator_id},
    ),
    "indicator_value_plausible": Wrong(f.IndicatorValueFactory, lambda row, me: {"value": "-3"}),
    "indicator_value_has_source": Wrong(f.IndicatorValueFactory, lambda row, me: {"source": ""}),
    "finding_carried_over_once": Wrong(
        taken_over(f.FindingFactory), lambda row, me: {"carried_over_from": of(Finding).pk}
    ),
    "measure_carried_over_once": Wrong(
        taken_over(f.MeasureFactory), lambda row, me: {"carried_over_from": of(type(row)).pk}
    ),
    "invitation_ends_after_start": Wrong(f.InvitationFactory, lambda row, me: {"ends_at": "13:00"}),
    "attendance_of_somebody": Wrong(f.AttendanceFactory, lambda row, me: {"function": ""}),
    "attendance_once": Wrong(
        lambda: f.AttendanceFactory(
            dialogue=f.AttendanceFactory(contact=f.ContactFactory(), function="").dialogue,
            contact=f.ContactFactory(),
            function="",
        ),
        lambda row, me: {"contact": of(type(row)).contact_id},
    ),
}
# Rules the admin tells in a new record's form, and those that its required fields keep before they are asked.
ADDED = {
    "statement_speaks_for_one_side",
    "statement_dissent_explained",
    "comment_on_one_thing",
    "comment_names_reader",
    # A stored day is put off by a verb with its reason; the admin is told so, whatever else is wrong with it.
    "cycle_deadlines_in_order",
    "measure_due_after_resolved",
    "measure_step_postpones_ahead",
}
DAYS_THAT_STAND = {
    "cycle_assessment_due_on_stands": (f.CycleFactory, "assessment_due_on"),
    "cycle_meetings_due_on_stands": (f.CycleFactory, "meetings_due_on"),
    "cycle_report_due_on_stands": (f.CycleFactory, "report_due_on"),
    "measure_due_stands": (f.MeasureFactory, "due_on"),
    "measure_step_stands": (f.MeasureStepFactory, "new_due_on"),
}
# Acts: a verb writes them, and the form only shows who did it and when (`test_verbs_alone`).
BY_VERBS = {
    *("cycle_entered_after_opening", "finding_entered_with_its_day", "measure_entered_after_agreed"),
    "assessment_submitted_is_answered",
    "submission_once",
    "assessment_submission_has_person",
    "submission_reopening_has_person",
    "submission_reopening_reasoned",
    "submission_reopened_after",
    "finding_shared_after_raised",
    "finding_withdrawal_has_person",
    "finding_withdrawal_reasoned",
    "measure_done_has_person",
    "measure_confirmed_has_person",
    "measure_dropped_has_person",
    "measure_confirmed_by_another",
    "measure_drop_reasoned",
    "measure_done_or_dropped",
    "minutes_sharing_has_person",
    "minutes_shared_after_meeting",
}
REQUIRED = {"finding_has_wording", "comment_has_text", "measure_step_has_text"}
PARTS = (
    "Framework FieldOfAction Criterion Indicator Cycle Dialogue Participation Assessment IndicatorValue"
    " Submission Finding FindingWording Statement Comment Measure MeasureStep Invitation Attendance"
)
MODELS = [apps.get_model("quality_dialog", name) for name in PARTS.split()]
RULES = {rule.name: rule for model in MODELS for rule in model._meta.constraints}


def test_every_rule_of_the_dialogue_is_broken_in_the_admin():
    assert set(BROKEN) | ADDED | REQUIRED | BY_VERBS == set(RULES)


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_told_on_the_form_in_its_own_words(rule, clerk, verwaltung):
    wrong = BROKEN[rule]
    record = wrong.record()
    before = type(record).objects.filter(pk=record.pk).values().get()
    answer = save(clerk, record, **wrong.typed(record, verwaltung.pk))
    assert str(RULES[rule].violation_error_message) in refusal(answer)
    assert type(record).objects.filter(pk=record.pk).values().get() == before


@pytest.mark.parametrize(
    ("factory", "field"),
    [(f.FindingFactory, "wording"), (f.CommentFactory, "text"), (f.MeasureStepFactory, "text")],
)
def test_what_must_say_something_is_not_empty(factory, field, clerk):
    assert "Bitte füllen Sie dieses Feld aus." in refusal(save(clerk, factory(), **{field: "  "}))


@pytest.mark.parametrize("number", ["1e12", "1000000000001", "NaN", "viele"])
def test_a_number_that_cannot_be_is_refused_and_crashes_nothing(number, clerk):
    value = f.IndicatorValueFactory()
    assert refusal(save(clerk, value, value=number))
    value.refresh_from_db()
    assert value.value == 120


# --- guards: what has become fact ------------------------------------------------------------------------

LOCKED = "Ein Qualitätsdialog verwendet dieses Rahmenkonzept; darum ändert es sich nicht mehr."
ASKED = "Zu einer geteilten Feststellung sind alle Beteiligten gefragt. Deshalb bleiben alle beteiligt."
OWN_SIDE = "Für einen Partner sprechen nur seine eigenen Leute, für die Stadt nur die Stadt."
GUARDED = {
    guard.name.removesuffix("_delete")
    for m in MODELS
    for guard in m._meta.triggers or ()
    if isinstance(guard, Guard)
}
TOLD_HERE = {
    "assessment_submitted",
    "comment_kept",
    "criterion_locked",
    "cycle_framework_kept",
    "field_locked",
    "finding_shared_kept",
    "framework_locked",
    "indicator_locked",
    "measure_confirmed_kept",
    "meeting_redated",
    "meeting_recorded",
    "minutes_stay_shared",
    "participation_asked",
    "statement_answers_wording",
    "statement_kept",
    "statement_of_own_side",
    "submission_kept",
}
# The database or one verb writes them, nobody else.
WITHOUT_A_FORM = {
    "entered_before_opening",
    "finding_withdrawn_unanswered",
    "measure_both_sides",
    "measure_done_sent_back",
    "finding_wording_archived",
    "finding_wording_kept",
    "extension_immutable",
    "extension_later",
    "former_meeting_immutable",
    "former_meeting_stood",
    "measure_return_kept",
}


def test_every_guard_of_the_dialogue_is_met_in_the_admin():
    assert TOLD_HERE | set(DAYS_THAT_STAND) == GUARDED - WITHOUT_A_FORM


@pytest.mark.parametrize("rule", DAYS_THAT_STAND)
def test_no_day_that_stands_is_written_over_in_the_admin(rule, clerk):
    factory, day = DAYS_THAT_STAND[rule]
    record = factory(**({"new_due_on": date(2027, 1, 31)} if day == "new_due_on" else {}))
    stood = getattr(record, day)
    assert "Grund" in refusal(save(clerk, record, **{day: "12.12.2027"})) or rule == "measure_step_stands"
    record.refresh_from_db()
    assert getattr(record, day) == stood


def test_the_framework_of_a_year_with_dialogues_stays(clerk):
    cycle = f.DialogueFactory().cycle
    answer = save(clerk, cycle, framework=f.FrameworkFactory().pk)
    assert "Das Rahmenkonzept bleibt das ganze Jahr dasselbe" in refusal(answer)
    assert "framework" in answer.context["adminform"].form.errors


def test_a_meeting_in_which_something_was_found_keeps_its_day_in_the_admin(clerk):
    finding = f.FindingFactory(shared=True, dialogue__meeting_on=date(2026, 5, 15))
    assert "das Gespräch bleibt dort" in refusal(save(clerk, finding.dialogue, meeting_on="01.06.2026"))


def test_a_meeting_is_not_moved_in_the_admin(clerk):
    answer = save(clerk, f.DialogueFactory(meeting_on=date(2026, 5, 15)), meeting_on="01.06.2026")
    assert "verlegt man durch eine neue Einladung" in refusal(answer)


def test_the_meeting_of_minutes_that_are_shared_is_not_moved_in_the_admin(clerk):
    talk = f.FormerMeetingFactory().dialogue  # its day came back to the one it was moved from
    talk.share_minutes(by=f.UserFactory(), on=date(2026, 6, 1))
    assert "Das Protokoll ist geteilt; dabei bleibt es." in refusal(
        save(clerk, talk, meeting_on="01.06.2026")
    )


def test_who_was_asked_is_neither_taken_out_nor_replaced_in_the_admin(clerk, awo, bgw):
    finding = f.FindingFactory(shared=True, dialogue=f.DialogueFactory(partners=[awo, bgw]))
    f.StatementFactory(finding=finding, partner=awo)
    silent = finding.dialogue.participations.get(partner=bgw)
    assert refusal(save(clerk, silent, partner=f.PartnerFactory().pk)) == ASKED
    assert said(delete(clerk, silent)) == ASKED
    assert said(delete_many(clerk, silent)) == ASKED
    talk = finding.dialogue
    at = list(talk.participations.order_by("partner__short_name")).index(silent)
    assert refusal(save(clerk, talk, **{f"participations-{at}-DELETE": "on"})) == ASKED
    assert (Participation.objects.count(), Finding.objects.agreed(finding.raised_on).count()) == (2, 0)


def test_a_shared_finding_changes_in_its_wording_alone(clerk):
    finding = f.FindingFactory(shared=True)
    assert "Was geteilt ist, bleibt geteilt" in refusal(save(clerk, finding, kind="need"))


def statement(finding, by, **facts) -> dict:
    given = {"finding": finding.pk, "stance": "agrees", "given_on": DAY, "given_by": by.pk}
    return given | facts


def test_a_statement_speaks_for_exactly_ones_own_side(clerk, verwaltung, awo):
    finding = f.FindingFactory(shared=True)

    def answers(**facts) -> str:
        return refusal(clerk.post(address(Statement, "add"), statement(finding, verwaltung, **facts)))

    one_side = str(RULES["statement_speaks_for_one_side"].violation_error_message)
    assert one_side in answers()
    assert OWN_SIDE in answers(city="on", partner=awo.pk)
    assert OWN_SIDE in answers(partner=awo.pk)
    assert str(RULES["statement_dissent_explained"].violation_error_message) in answers(
        city="on", stance="dissents"
    )
    assert not Statement.objects.exists()


def test_a_clerk_of_a_partner_does_not_speak_for_the_city(client_of, awo):
    """Whoever sits at the admin: an account of a partner speaks for that partner alone."""
    theirs = f.UserFactory(partner=awo, is_staff=True, is_superuser=True)
    finding = f.FindingFactory(shared=True, dialogue=f.DialogueFactory(partners=[awo]))
    data = statement(finding, theirs, city="on")
    assert OWN_SIDE in refusal(client_of(theirs).post(address(Statement, "add"), data))
    assert OWN_SIDE in refusal(add_row(client_of(theirs), finding, "statements", **data))
    assert not Statement.objects.exists()


def test_only_what_is_shared_is_answered(clerk, verwaltung):
    data = statement(f.FindingFactory(), verwaltung, city="on")
    answer = clerk.post(address(Statement, "add"), data)
    assert "Stellung genommen wird zu einer geteilten Feststellung" in refusal(answer)


def test_a_comment_is_neither_changed_widened_nor_deleted(clerk):
    comment = f.CommentFactory(internal=True)
    assert "Ein Kommentar ändert sich nicht" in refusal(save(clerk, comment, audience="all"))
    assert said(delete(clerk, comment)) == "Ein Kommentar wird nicht gelöscht."
    assert said(delete_many(clerk, comment)) == "Ein Kommentar wird nicht gelöscht."


def test_a_deletion_names_nothing_that_a_partner_keeps_to_itself(clerk, awo):
    dialogue = f.DialogueFactory(partners=[awo])
    f.FindingFactory(dialogue=dialogue, raised_for=awo, wording="Das steht nur in unserem Entwurf.")
    f.CommentFactory(dialogue=dialogue, finding=None, side=awo, audience="own", text="Das bleibt unter uns.")
    page = text_of(clerk.get(address(type(awo), "delete", awo.pk)))
    assert "Feststellung (für Sie nicht einsehbar)" in page
    assert "Kommentar (für Sie nicht einsehbar)" in page
    assert "Entwurf" not in page
    assert "unter uns" not in page


def test_a_comment_has_one_place_and_named_readers(clerk, verwaltung, awo):
    finding = f.FindingFactory(shared=True)
    model = apps.get_model("quality_dialog", "Comment")
    data = {"audience": "all", "text": "x", "written_on": DAY, "written_by": verwaltung.pk}
    for rule, facts in (
        ("comment_on_one_thing", {"finding": finding.pk, "dialogue": finding.dialogue_id}),
        ("comment_on_one_thing", {}),
        ("comment_names_reader", {"finding": finding.pk, "partner": awo.pk}),
    ):
        answer = clerk.post(address(model, "add"), data | facts)
        assert str(RULES[rule].violation_error_message) in refusal(answer)
    assert not model.objects.exists()


def test_a_submission_is_a_fact(clerk):
    row = f.SubmissionFactory()
    assert refusal(save(clerk, row, partner=f.PartnerFactory().pk)) == said(delete(clerk, row)) != ""
    assert Submission.objects.get().submitted_on == row.submitted_on


def test_a_confirmed_measure_stays(clerk):
    measure = f.MeasureFactory(confirmed=True)
    kept = "Diese Maßnahme ist erledigt und bestätigt. Sie ändert sich nicht mehr."
    assert refusal(save(clerk, measure, title="Anders")) == kept
    assert said(delete(clerk, measure)) == kept


def test_a_framework_in_use_and_its_parts_stay_as_they_are(clerk):
    question, indicator = f.CriterionFactory(), f.IndicatorFactory()
    for year, part in ((2030, question), (2031, indicator)):
        f.CycleFactory(framework=part.field.framework, year=year)
        assert LOCKED in refusal(save(clerk, part, code="9.9"))
        assert LOCKED in refusal(save(clerk, part.field, title="Anders"))
        assert LOCKED in refusal(save(clerk, part.field.framework, name="Anders"))
        assert LOCKED in said(delete(clerk, part))
