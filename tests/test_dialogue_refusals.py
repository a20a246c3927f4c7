"""Every refusal of the dialogue by its code: a code that no test names would be a refusal nobody has seen."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from partners.models import Contact
from quality_dialog.dialogue.forms.invitation import MOST_OTHERS, AttendanceForm
from quality_dialog.dialogue.models.assessment import Assessment
from quality_dialog.dialogue.models.carrying_over import open_cycle
from quality_dialog.dialogue.models.removing import remove_dialogue, set_participants
from quality_dialog.models import Finding, Framework, Submission
from quality_dialog.report.forms.report import SectionFormSet, checked_text
from tests.asking import rule_alone
from tests.factories import (
    AssessmentFactory,
    CriterionFactory,
    DialogueFactory,
    FieldOfActionFactory,
    PartnerReadingFactory,
    SectionFactory,
    SubmissionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
CHECKOUT = Path(__file__).resolve().parent.parent


# --- nothing unnamed -------------------------------------------------------------------------------------


def codes_of_the_dialogue() -> set[str]:
    """Every `refuse("…", …)` and `code="…"` with which the dialogue or a report refuses."""
    rooms = (CHECKOUT / "quality_dialog").rglob("*.py")
    calls = (
        node
        for file in rooms
        if "migrations" not in file.parts
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
    )
    given = [
        code
        for call in calls
        for code in (
            *(call.args[:1] if getattr(call.func, "id", "") in ("refuse", "denied") else ()),
            *(one.value for one in call.keywords if one.arg == "code"),
        )
    ]
    return {code.value for code in given if isinstance(code, ast.Constant) and code.value}


def codes_named_by_tests() -> set[str]:
    """Every text of a test that is a code, or begins with one: „code: German reason“."""
    texts = (
        node.value
        for file in (CHECKOUT / "tests").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {found[1] for text in texts if (found := re.match(r"([a-z_]+)(: |$)", text))}


def test_every_refusal_of_the_dialogue_is_named_by_a_test():
    found = codes_of_the_dialogue()
    assert len(found) > 40, "the search finds nothing"
    assert sorted(found - codes_named_by_tests()) == []


# --- those that other tests know by their words only ---------------------------------------------------


def refusal(act, **given) -> tuple[str, str]:
    """Code and German reason of what was refused, without the next step behind it."""
    with pytest.raises(ValidationError) as refused:
        act(**given)
    said = refused.value
    if hasattr(said, "error_dict"):
        (said,) = (error for errors in said.error_dict.values() for error in errors)
    return said.code, rule_alone(said.messages[0])


@pytest.mark.parametrize("years", [-1, 2])
def test_a_year_is_opened_for_now_or_next_only(years, koordination):
    given = {"framework": CriterionFactory().field.framework, "sites": [], "participations": []}
    found = refusal(open_cycle, year=TODAY.year + years, by=koordination, on=TODAY, **given)
    said = f"Eröffnen können Sie das laufende Jahr {TODAY.year} oder das Jahr {TODAY.year + 1}."
    assert found == ("year_far", said)


def test_a_year_needs_a_question(koordination):
    given = {"framework": FieldOfActionFactory().framework, "sites": [], "participations": []}
    found = refusal(open_cycle, year=TODAY.year, by=koordination, on=TODAY, **given)
    assert found == ("framework_empty", "Dieses Rahmenkonzept hat noch keine Leitfrage.")
    assert Framework.objects.get().cycles.count() == 0


def test_what_has_content_stays(awo):
    talk = AssessmentFactory(dialogue=DialogueFactory(partners=[awo]), partner=awo).dialogue
    assert refusal(remove_dialogue, dialogue=talk, by=UserFactory(), on=TODAY, reason="Versehen") == (
        "has_content",
        "In diesem Dialog gibt es schon: Selbsteinschätzungen. Er bleibt bestehen.",
    )
    assert refusal(set_participants, dialogue=talk, partners=[], by=UserFactory(), on=TODAY) == (
        "has_content",
        "Beteiligt bleibt, wer sich schon geäußert hat: AWO.",
    )
    assert list(talk.partners.all()) == [awo]


def test_a_part_is_moved_no_further_than_the_ends():
    assert refusal(FieldOfActionFactory().move, by=1) == (
        "at_the_end",
        "Weiter lässt es sich nicht verschieben.",
    )


def test_only_participants_bring_findings_in(other_partner_user, awo):
    given = {"dialogue": DialogueFactory(partners=[awo]), "kind": "need", "wording": "Von außen"}
    assert refusal(Finding.objects.draft, **given, by=other_partner_user, on=TODAY) == (
        "finding_by_participant",
        "Nur wer am Dialog teilnimmt, bringt Feststellungen ein.",
    )
    assert not Finding.objects.exists()


def test_after_the_meeting_the_city_opens_it_again(partner_user, awo):
    talk = DialogueFactory(partners=[awo], meeting_on=TODAY - timedelta(days=1))
    row = SubmissionFactory(dialogue=talk, partner=awo)
    code, said = refusal(row.reopen, reason="Ein Satz fehlt.", by=partner_user, on=TODAY)
    assert (code, "Bitten Sie die Stadt" in said) == ("after_meeting", True)
    assert Submission.objects.get().reopened_on is None


def test_a_text_without_a_word_of_the_scale_is_not_handed_in(partner_user, awo):
    row = AssessmentFactory(dialogue=DialogueFactory(partners=[awo]), partner=awo, rating="", text="Nur Text")
    code, said = refusal(Submission.objects.submit, dialogue=row.dialogue, by=partner_user, on=TODAY)
    assert (code, "aber keine Einschätzung gewählt" in said) == ("unanswered_text", True)
    assert Assessment.objects.get().submitted_on is None


def test_at_most_forty_others_are_noted():
    data = {"others": "\n".join(f"Funktion {n}" for n in range(MOST_OTHERS + 1))}
    form = AttendanceForm(data, contacts=Contact.objects.none())
    assert [(e.code, e.message) for e in form.errors.as_data()["others"]] == [
        ("too_many", "Bitte nennen Sie höchstens 40.")
    ]


@pytest.mark.parametrize(
    ("body", "code"), [("offen [[frei", "malformed_figure"), ("Text\n##", "empty_heading")]
)
def test_a_text_that_cannot_be_printed_is_refused(body, code):
    assert refusal(checked_text, body=body, figures=["frei"])[0] == code


def test_a_section_of_another_report_is_not_reached():
    own, foreign = SectionFactory(), SectionFactory()
    forged = {"s-TOTAL_FORMS": 1, "s-INITIAL_FORMS": 1, "s-0-id": foreign.pk, "s-0-body": "Fremd"}
    formset = SectionFormSet(
        forged, queryset=own.report.sections.all(), prefix="s", form_kwargs={"figures": []}
    )
    assert "foreign_section" in {error.code for error in formset.non_form_errors().as_data()}


def test_after_the_day_nothing_more_is_said_to_a_report(partner_user, awo):
    reading = PartnerReadingFactory(partner=awo)
    late = reading.due_on + timedelta(days=1)
    assert refusal(reading.say, text="Zu spät.", by=partner_user, on=late)[0] == "reading_over"
