"""The self-assessment: silence is no answer, a draft is its partner's own, and nothing typed is lost."""

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from quality_dialog.dialogue.models.assessment import LONGEST_ANSWER, jumped
from quality_dialog.models import Assessment, IndicatorValue, Rating, Submission
from tests.asking import queries
from tests.factories import (
    AssessmentFactory,
    CriterionFactory,
    CycleFactory,
    DialogueFactory,
    FieldOfActionFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    PartnerFactory,
    SubmissionFactory,
)
from tests.people import in_group

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SAVED_ITSELF = {"Accept": "application/json"}


@pytest.fixture
def talk(awo, bgw):
    """The dialogue of 2026 with awo and bgw; its framework has a field with two questions and an indicator."""
    dialogue = DialogueFactory(partners=[awo, bgw], site__name="Standort Nord")
    dialogue.of = FieldOfActionFactory(framework=dialogue.cycle.framework, code="H1", title="Begegnung")
    dialogue.first = CriterionFactory(field=dialogue.of, code="1.1", guiding_question="Trifft man sich?")
    dialogue.second = CriterionFactory(
        field=dialogue.of, code="1.2", guiding_question="Kommen alle?", position=2
    )
    dialogue.visits = IndicatorFactory(field=dialogue.of, code="Z1", name="Besuche", unit="Besuche")
    return dialogue


@pytest.fixture
def last_year(talk, awo):
    """What awo handed in a year earlier at the same site, and what was counted then."""
    cycle = CycleFactory(year=2025, framework=talk.cycle.framework)
    before = DialogueFactory(cycle=cycle, site=talk.site, partners=[awo])
    AssessmentFactory(
        dialogue=before, criterion=talk.first, partner=awo, submitted=True, rating="mostly", text="Ja, oft."
    )
    AssessmentFactory(dialogue=before, criterion=talk.second, partner=awo, text="Nie eingereicht")
    IndicatorValueFactory(dialogue=before, indicator=talk.visits, value=Decimal(100))
    return before


@pytest.fixture
def client(partner_user, client_of):
    return client_of(partner_user)


@pytest.fixture
def colleague(awo):
    """Somebody else of awo."""
    return in_group("Partner", email="awo2@example.org", partner=awo, first_name="Kim", last_name="Kollege")


def url(talk, page: str = "self_assessment_field", *more) -> str:
    more = more or ([talk.of.pk] if page == "self_assessment_field" else [])
    return reverse(f"quality_dialog:{page}", args=[talk.cycle.year, talk.site_id, *more])


def shown(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def typed(client, talk, **changes) -> dict:
    """What a browser would send: all fields of the page as they stand, with these changes.

    `first=("mostly", "Text")`, `second=…`, `visits=("120", "counted", "")`.
    """
    page = client.get(url(talk)).context["page"]
    data = {"version": page.version}
    for part in page.parts:
        for field in part.form:
            value = field.value()
            data[field.html_name] = "" if value is None else value
    names = {
        "first": ("rating", "text"),
        "second": ("rating", "text"),
        "visits": ("value", "source", "comment"),
    }
    for which, facts in changes.items():
        row = getattr(talk, which)
        prefix = f"{'z' if which == 'visits' else 'k'}{row.pk}"
        data |= {f"{prefix}-{name}": fact for name, fact in zip(names[which], facts, strict=True)}
    return data


def stored(talk) -> dict:
    rows = Assessment.objects.filter(dialogue=talk).order_by("criterion__position")
    return {row.criterion.code: (row.rating, row.text) for row in rows}


# --- saving --------------------------------------------------------------------------------------------


def test_what_is_typed_is_stored_and_the_rest_stays_unanswered(client, talk, partner_user):
    answer = client.post(url(talk), typed(client, talk, first=("partly", "Je nach Tag.")))
    row = Assessment.objects.get()
    assert answer.status_code == 302
    assert (row.criterion, row.rating, row.text) == (talk.first, "partly", "Je nach Tag.")
    assert (row.submitted_on, row.saved_by, row.version) == (None, partner_user, 1)


def test_saving_an_untouched_page_stores_nothing(client, talk, last_year):
    """The most important silence: last year's answers stand beside the questions, and stay there."""
    client.post(url(talk), typed(client, talk))
    assert (stored(talk), IndicatorValue.objects.filter(dialogue=talk).exists()) == ({}, False)


def test_a_page_that_saves_itself_answers_when_and_which_version(client, talk):
    answer = client.post(url(talk), typed(client, talk, first=("reached", "")), headers=SAVED_ITSELF)
    said = answer.json()
    assert (answer.status_code, set(said)) == (200, {"version", "saved_at"})
    assert re.fullmatch(r"[0-9]{2}:[0-9]{2}", said["saved_at"])
    assert stored(talk) == {"1.1": ("reached", "")}


def test_an_answer_can_be_taken_back_to_not_answered(client, talk):
    client.post(url(talk), typed(client, talk, first=("reached", "Ja")))
    client.post(url(talk), typed(client, talk, first=("", "")))
    assert stored(talk) == {"1.1": ("", "")}
    assert "0 von 2 Fragen beantwortet" in shown(client, url(talk, "self_assessment"))


def test_no_statement_is_an_answer_and_silence_is_none(client, talk):
    client.post(url(talk), typed(client, talk, first=("no_statement", "")))
    assert "1 von 2 Fragen beantwortet" in shown(client, url(talk, "self_assessment"))


def test_the_button_leads_to_the_next_field_and_at_last_to_the_overview(client, talk):
    after = FieldOfActionFactory(framework=talk.cycle.framework, code="H2", position=2)
    found = client.post(url(talk), typed(client, talk)).url
    assert found.startswith(url(talk, "self_assessment_field", after.pk))
    stay = client.post(url(talk), typed(client, talk) | {"uebersicht": "1"}).url
    assert stay.startswith(url(talk, "self_assessment") + "?")


# --- last year -----------------------------------------------------------------------------------------


def test_last_years_answer_stands_beside_the_question_as_last_years(client, talk, last_year):
    page = shown(client, url(talk))
    assert re.search(r"Im Vorjahr:</strong>\s*überwiegend erreicht\s*–\s*Ja, oft\.", page)
    assert "Nie eingereicht" not in page
    assert re.search(r"Im Vorjahr:</strong>\s*100 Besuche, gezählt", page)


def test_another_year_is_called_by_its_number(client, talk, awo):
    cycle = CycleFactory(year=2023, framework=talk.cycle.framework)
    before = DialogueFactory(cycle=cycle, site=talk.site, partners=[awo])
    AssessmentFactory(dialogue=before, criterion=talk.first, partner=awo, submitted=True)
    page = shown(client, url(talk))
    assert ("<strong>2023:</strong>" in page, "Vorjahr" in page) == (True, False)


def test_a_new_framework_with_the_same_codes_finds_last_years_answers(client, talk, awo):
    old = CriterionFactory(field=FieldOfActionFactory(code="H1"), code="1.1")
    cycle = CycleFactory(year=2025, framework=old.field.framework)
    before = DialogueFactory(cycle=cycle, site=talk.site, partners=[awo])
    AssessmentFactory(dialogue=before, criterion=old, partner=awo, submitted=True, text="Von damals")
    assert "Von damals" in shown(client, url(talk))


def test_nobody_sees_another_partners_last_year(talk, bgw, last_year, other_partner_user, client_of):
    assert "Ja, oft" not in shown(client_of(other_partner_user), url(talk))


@pytest.mark.parametrize("which", ["alle", "one"])
def test_as_last_year_answers_the_open_questions_and_says_where_from(which, client, talk, last_year):
    before = last_year.assessments.get(criterion=talk.first)
    chosen = "alle" if which == "alle" else f"k{talk.first.pk}"
    data = typed(client, talk, second=("partly", "Neu."))
    answer = client.post(url(talk), data | {"wie_vorjahr": chosen}, follow=True)
    assert stored(talk) == {"1.1": ("mostly", "Ja, oft."), "1.2": ("partly", "Neu.")}
    row = Assessment.objects.get(dialogue=talk, criterion=talk.first)
    assert (row.taken_from, row.submitted_on) == (before, None)
    assert "1 Antwort aus 2025 übernommen" in unescape(answer.content.decode())


def test_as_last_year_never_overwrites_an_answer(client, talk, last_year):
    data = typed(client, talk, first=("not_reached", "Dieses Jahr nicht."))
    client.post(url(talk), data | {"wie_vorjahr": "alle"})
    assert stored(talk) == {"1.1": ("not_reached", "Dieses Jahr nicht.")}
    row = Assessment.objects.get(dialogue=talk)
    with pytest.raises(ValidationError) as refusal:
        row.take_over(row, by=row.saved_by, at=timezone.now())
    assert refusal.value.code == "answered"


def test_what_was_taken_over_and_then_changed_is_ones_own(client, talk, last_year):
    client.post(url(talk), typed(client, talk) | {"wie_vorjahr": "alle"})
    client.post(url(talk), typed(client, talk, first=("mostly", "Ja, noch öfter.")))
    assert Assessment.objects.get(dialogue=talk).taken_from is None


# --- indicators ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "found"),
    [("120", 120), ("1.200", 1200), ("3,5", Decimal("3.5")), ("0", 0), ("1000000000", 10**9)],
)
def test_a_value_is_read_as_germans_write_it(number, found, client, talk):
    client.post(url(talk), typed(client, talk, visits=(number, "counted", "")))
    assert IndicatorValue.objects.get(dialogue=talk).value == found


def test_missing_is_not_zero(client, talk):
    client.post(url(talk), typed(client, talk, visits=("", "counted", "Die Zählung folgt.")))
    row = IndicatorValue.objects.get(dialogue=talk)
    assert (row.value, row.source, row.comment) == (None, "", "Die Zählung folgt.")
    assert "0 von 1 Kennzahlen erfasst" in shown(client, url(talk, "self_assessment"))
    client.post(url(talk), typed(client, talk, visits=("0", "counted", "")))
    assert "1 von 1 Kennzahlen erfasst" in shown(client, url(talk, "self_assessment"))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("-3", "Die Zahl ist negativ."),
        ("−3", "Die Zahl ist negativ."),
        ("1e12", "Bitte geben Sie eine Zahl ein"),
        ("1000000000000", "Die Zahl ist zu groß."),
        ("1000000000,01", "Die Zahl ist zu groß."),
        ("99999999999999999999", "Die Zahl ist zu groß."),
        ("NaN", "Bitte geben Sie eine Zahl ein"),
        ("1,2345", "höchstens zwei Stellen"),
        ("1,234", "auf zwei Arten lesen"),
        ("8,000.00", "auf zwei Arten lesen"),
        ("viele", "Bitte geben Sie eine Zahl ein"),
    ],
)
def test_what_is_no_count_is_refused_at_the_field_and_kept(number, said, client, talk):
    answer = client.post(url(talk), typed(client, talk, visits=(number, "counted", "")))
    page = unescape(answer.content.decode())
    assert (answer.status_code, said in page, f'value="{number}"' in page) == (422, True, True)
    assert not IndicatorValue.objects.filter(dialogue=talk).exists()


def test_a_value_says_whether_it_was_counted(client, talk):
    answer = client.post(url(talk), typed(client, talk, visits=("12", "", "")))
    form = answer.context["page"].values[0].form
    assert (answer.status_code, form.has_error("source", "source")) == (422, True)


@pytest.mark.parametrize("number", ["200", "50", "0"])
def test_a_jump_against_last_year_asks_for_a_comment(number, client, talk, last_year):
    answer = client.post(url(talk), typed(client, talk, visits=(number, "counted", "")))
    form = answer.context["page"].values[0].form
    assert (answer.status_code, form.has_error("comment", "jump")) == (422, True)
    assert "Zuletzt waren es 100." in unescape(answer.content.decode())
    explained = typed(client, talk, visits=(number, "counted", "Umbau"))
    assert client.post(url(talk), explained).status_code == 302


@pytest.mark.parametrize(
    ("value", "earlier", "found"),
    [
        (None, Decimal(5), False),
        (Decimal(5), None, False),
        (Decimal(0), Decimal(0), False),
        (Decimal(1), Decimal(0), True),
        (Decimal(0), Decimal(1), True),
        (Decimal("1.99"), Decimal(1), False),
        (Decimal(2), Decimal(1), True),
        (Decimal("0.5"), Decimal(1), True),
        (Decimal("0.51"), Decimal(1), False),
    ],
)
def test_what_a_jump_is(value, earlier, found):
    assert jumped(value, earlier, 2) is found


# --- bad input -----------------------------------------------------------------------------------------


def test_twenty_thousand_characters_are_refused_at_the_field_and_kept(client, talk):
    long = "ä" * 20_000
    answer = client.post(
        url(talk), typed(client, talk, first=("mostly", long), second=("partly", "Das gilt."))
    )
    page = unescape(answer.content.decode())
    assert (answer.status_code, long in page) == (422, True)
    assert "Bitte kürzen Sie ihn um 16.000 Zeichen." in page
    assert stored(talk) == {"1.2": ("partly", "Das gilt.")}  # each answer is saved by itself


def test_the_longest_answer_is_stored_to_its_last_letter(client, talk):
    longest = "x" * LONGEST_ANSWER
    client.post(url(talk), typed(client, talk, first=("mostly", longest)))
    assert stored(talk) == {"1.1": ("mostly", longest)}


def test_a_page_that_saves_itself_names_what_could_not_be_saved(client, talk):
    data = typed(client, talk, first=("mostly", "Gut."), visits=("-3", "counted", ""))
    answer = client.post(url(talk), data, headers=SAVED_ITSELF)
    assert (answer.status_code, "Z1: Die Zahl ist negativ." in answer.json()["message"]) == (422, True)
    assert stored(talk) == {"1.1": ("mostly", "Gut.")}


WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0cm;}</style></head>'
    "<body><!--StartFragment--><p class=MsoNormal><b>Das Café</b> läuft<o:p></o:p></p>"
    "<p class=MsoListParagraph>· gut &amp; gern</p><!--EndFragment--></body></html>"
)


def test_word_markup_becomes_plain_text(client, talk):
    client.post(url(talk), typed(client, talk, first=("mostly", WORD)))
    assert stored(talk) == {"1.1": ("mostly", "Das Café läuft\n· gut & gern")}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Erreichen wir < 50 Personen & > 10?", "Erreichen wir < 50 Personen & > 10?"),
        ("<script>alert(1)</script>Gut", "Gut"),
        ("a <img src=x onerror=alert(1)> b", "a  b"),
        ("&lt;b&gt;fett&lt;/b&gt;<br>", "fett"),
        ("eins\x00zwei\x0bdrei\r\nvier", "einszwei\ndrei\nvier"),
        ("'; DROP TABLE quality_dialog_assessment; --", "'; DROP TABLE quality_dialog_assessment; --"),
        ("{{ 7|add:7 }} {% now 'Y' %}", "{{ 7|add:7 }} {% now 'Y' %}"),
        ("😀 مرحبا", "😀 مرحبا"),
        ("\u202eträwkcür", "träwkcür"),
    ],
    ids=ascii,
)
def test_hostile_text_stays_text(text, kept, client, talk):
    client.post(url(talk), typed(client, talk, first=("mostly", text)))
    assert stored(talk) == {"1.1": ("mostly", kept)}
    page = client.get(url(talk)).content.decode()
    assert ("<img src=x" in page, "<script>alert" in page, kept in unescape(page)) == (False, False, True)


@pytest.mark.parametrize("version", ["", "x", ";;;", "a;k1.99999999999999999999.x", "a;k.-1.", "\x00;é.1.1"])
def test_a_tampered_version_never_breaks_the_page(version, client, talk, awo):
    AssessmentFactory(dialogue=talk, criterion=talk.first, partner=awo, rating="mostly", text="Alt")
    data = typed(client, talk, first=("partly", "Neu"), second=("reached", "")) | {"version": version}
    assert client.post(url(talk), data).status_code == 409
    assert stored(talk) == {"1.1": ("mostly", "Alt"), "1.2": ("reached", "")}


@pytest.mark.parametrize("rating", ["6", "REACHED", "reached ", "\x00"])
def test_a_word_that_is_not_on_the_scale_is_refused(rating, client, talk):
    assert client.post(url(talk), typed(client, talk, first=(rating, ""))).status_code == 422
    assert stored(talk) == {}


# --- two at once ---------------------------------------------------------------------------------------


def test_two_who_write_different_answers_do_not_meet(client, talk, colleague, client_of):
    mine = typed(client, talk, first=("mostly", "Von mir"))
    other = client_of(colleague)
    other.post(url(talk), typed(other, talk, second=("partly", "Von Kim")))
    assert client.post(url(talk), mine).status_code == 302
    assert stored(talk) == {"1.1": ("mostly", "Von mir"), "1.2": ("partly", "Von Kim")}


def conflict(client, talk, colleague, client_of, **changes):
    """Kim saves first what I have on my screen, too; the answer to my own saving, and what I sent."""
    mine = typed(client, talk, **(changes or {"first": ("mostly", "Von mir")}))
    other = client_of(colleague)
    other.post(url(talk), typed(other, talk, first=("not_reached", "Von Kim")))
    return client.post(url(talk), mine), mine


def test_two_who_write_the_same_answer_see_both_texts(client, talk, colleague, client_of):
    answer, _ = conflict(client, talk, colleague, client_of)
    page = unescape(answer.content.decode())
    assert (answer.status_code, stored(talk)) == (409, {"1.1": ("not_reached", "Von Kim")})
    assert ("Von mir" in page, "Von Kim" in page, "Inzwischen gespeichert von Kim Kollege" in page) == (
        True,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("choice", "found"), [("meine", ("mostly", "Von mir")), ("andere", ("not_reached", "Von Kim"))]
)
def test_the_choice_decides_which_text_holds(choice, found, client, talk, colleague, client_of):
    answer, mine = conflict(client, talk, colleague, client_of)
    prefix = f"k{talk.first.pk}"
    decided = mine | {
        "version": answer.context["page"].version,
        f"{prefix}-conflict": "1",
        f"{prefix}-choice": choice,
    }
    assert client.post(url(talk), decided).status_code == 302
    assert stored(talk) == {"1.1": found}


def test_without_a_choice_nothing_is_decided(client, talk, colleague, client_of):
    answer, mine = conflict(client, talk, colleague, client_of)
    undecided = mine | {"version": answer.context["page"].version, f"k{talk.first.pk}-conflict": "1"}
    again = client.post(url(talk), undecided)
    assert (again.status_code, "Bitte wählen Sie, welche Fassung" in again.content.decode()) == (409, True)
    assert stored(talk) == {"1.1": ("not_reached", "Von Kim")}


def test_a_conflict_hinders_no_other_answer(client, talk, colleague, client_of):
    conflict(client, talk, colleague, client_of, first=("mostly", "Von mir"), second=("reached", "Auch ich"))
    assert stored(talk) == {"1.1": ("not_reached", "Von Kim"), "1.2": ("reached", "Auch ich")}


def test_a_page_that_saves_itself_is_told_of_the_conflict(client, talk, colleague, client_of):
    mine = typed(client, talk, first=("mostly", "Von mir"))
    other = client_of(colleague)
    other.post(url(talk), typed(other, talk, first=("not_reached", "Von Kim")))
    answer = client.post(url(talk), mine, headers=SAVED_ITSELF)
    assert (answer.status_code, "Ihre Eingabe ist nicht verloren" in answer.content.decode()) == (409, True)


def test_two_tabs_of_one_person_are_two_who_write(client, talk):
    first, second = (typed(client, talk, first=("mostly", text)) for text in ("Tab eins", "Tab zwei"))
    assert client.post(url(talk), first, headers=SAVED_ITSELF).status_code == 200
    assert client.post(url(talk), second, headers=SAVED_ITSELF).status_code == 409
    assert stored(talk) == {"1.1": ("mostly", "Tab eins")}


def test_a_lost_reply_is_no_conflict_with_oneself(client, talk):
    """The server saved, the browser never heard of it and goes on with its old version."""
    first = typed(client, talk, first=("mostly", "Anfang"))
    client.post(url(talk), first, headers=SAVED_ITSELF)
    on = first | {f"k{talk.first.pk}-text": "Anfang und Ende"}
    assert client.post(url(talk), on, headers=SAVED_ITSELF).status_code == 200
    assert client.post(url(talk), on, headers=SAVED_ITSELF).status_code == 200  # and the same once more
    back = first | {f"k{talk.first.pk}-text": "", f"k{talk.first.pk}-rating": ""}
    assert client.post(url(talk), back, headers=SAVED_ITSELF).status_code == 200
    assert stored(talk) == {"1.1": ("", "")}


def test_two_partners_who_enter_the_same_value_see_both(client, talk, other_partner_user, client_of):
    mine = typed(client, talk, visits=("120", "counted", ""))
    other = client_of(other_partner_user)
    other.post(url(talk), typed(other, talk, visits=("130", "estimated", "")))
    answer = client.post(url(talk), mine)
    assert (answer.status_code, "130 Besuche, geschätzt" in unescape(answer.content.decode())) == (409, True)
    row = IndicatorValue.objects.get(dialogue=talk)
    assert (row.value, row.entered_by) == (130, other_partner_user)


# --- handing in ----------------------------------------------------------------------------------------


def hand_in(client, talk, **said):
    """Hand it in, and say that what is open stays so."""
    return client.post(url(talk, "self_assessment_submit"), said or {"bleibt_offen": "ja"}, follow=True)


def test_handing_in_stamps_every_answer_and_drops_what_says_nothing(client, talk, awo, partner_user):
    client.post(url(talk), typed(client, talk, first=("mostly", "Gut."), second=("", "")))
    AssessmentFactory(dialogue=talk, criterion=talk.second, partner=awo, rating="", text="")
    assert hand_in(client, talk).status_code == 200
    (row,) = Assessment.objects.filter(dialogue=talk)
    assert (row.criterion, row.submitted_on, row.submitted_by) == (talk.first, TODAY, partner_user)
    submission = Submission.objects.get()
    assert (submission.partner, submission.submitted_on, submission.reopened_on) == (awo, TODAY, None)


def test_one_tap_never_hands_in_open_questions(client, talk):
    client.post(url(talk), typed(client, talk, first=("mostly", "Gut."), second=("", "")))
    answer = hand_in(client, talk, nichts="")
    page = unescape(answer.content.decode())
    assert (answer.status_code, "1 Frage ist noch offen." in page) == (422, True)
    assert ('name="bleibt_offen"' in page, Submission.objects.exists()) == (True, False)
    client.post(url(talk), typed(client, talk, first=("mostly", "Gut."), second=("reached", "")))
    assert hand_in(client, talk, nichts="").status_code == 200
    assert Submission.objects.count() == 1


def test_what_is_checked_before_is_all_of_it_with_a_way_back_to_each_answer(client, talk):
    client.post(
        url(talk), typed(client, talk, first=("mostly", "Gut besucht."), visits=("120", "counted", ""))
    )
    page = shown(client, url(talk, "self_assessment_check"))
    assert ("Gut besucht." in page, "120 Besuche, gezählt" in page, "1 von 2 Fragen beantwortet" in page) == (
        True,
        True,
        True,
    )
    assert [f"{url(talk)}#frage-{part}" in page for part in (f"k{talk.first.pk}", f"z{talk.visits.pk}")] == [
        True
    ] * 2


def test_on_paper_an_open_question_has_the_words_to_tick(client, talk):
    client.post(url(talk), typed(client, talk, first=("mostly", "Gut."), second=("", "")))
    page = shown(client, url(talk, "self_assessment_check"))
    assert page.count(f"☐ {Rating.labels[0]}") == 1


def test_the_last_field_leads_to_what_is_checked(client, talk):
    answer = client.post(url(talk), typed(client, talk, first=("mostly", "Gut.")))
    assert answer["Location"].startswith(url(talk, "self_assessment_check"))
    to_list = client.post(url(talk), typed(client, talk, first=("mostly", "Gut.")) | {"uebersicht": "1"})
    assert to_list["Location"].startswith(url(talk, "self_assessment") + "?")


def test_the_list_of_fields_says_how_far_each_has_come(client, talk):
    def badges() -> list[str]:
        return [str(one.badge) for one in client.get(url(talk, "self_assessment")).context["tasks"]]

    found = [badges()]
    for second in ("", "reached"):
        client.post(url(talk), typed(client, talk, first=("mostly", ""), second=(second, "")))
        found.append(badges())
    assert found == [["noch zu tun"], ["begonnen"], ["erfasst"]]


def test_before_it_is_handed_in_what_is_still_open_is_named(client, talk):
    page = shown(client, url(talk, "self_assessment_check"))
    assert ("2 offene Fragen" in page, "1.1 Trifft man sich?" in page) == (True, True)


def test_nothing_is_handed_in_where_nothing_is_answered(client, talk):
    answer = hand_in(client, talk)
    assert (answer.status_code, "Es ist noch keine Frage beantwortet." in answer.content.decode()) == (
        422,
        True,
    )


def test_a_text_without_a_word_of_the_scale_is_no_answer_yet(client, talk):
    client.post(url(talk), typed(client, talk, first=("", "Nur Text"), second=("reached", "")))
    answer = hand_in(client, talk)
    said = "Zu 1.1 haben Sie etwas geschrieben, aber keine Einschätzung gewählt."
    assert (answer.status_code, said in unescape(answer.content.decode())) == (422, True)
    assert not Submission.objects.exists()


def test_nobody_hands_in_twice(client, talk, partner_user):
    client.post(url(talk), typed(client, talk, first=("mostly", "Gut.")))
    hand_in(client, talk)
    answer = hand_in(client, talk)
    assert (answer.status_code, Submission.objects.count()) == (422, 1)
    assert "schon am" in answer.content.decode()
    with pytest.raises(ValidationError) as refusal:
        Submission.objects.submit(dialogue=talk, by=partner_user, on=TODAY)
    assert refusal.value.code == "submitted"


def test_what_is_typed_after_a_colleague_handed_in_stays_on_the_screen(client, talk, colleague, client_of):
    client.post(url(talk), typed(client, talk, first=("mostly", "Gut.")))
    late = typed(client, talk, first=("mostly", "Gut, und noch ein Satz."))
    hand_in(client_of(colleague), talk)
    answer = client.post(url(talk), late)
    page = unescape(answer.content.decode())
    assert (answer.status_code, "Gut, und noch ein Satz." in page, "inzwischen eingereicht" in page) == (
        409,
        True,
        True,
    )
    assert client.post(url(talk), late, headers=SAVED_ITSELF).status_code == 409
    assert stored(talk) == {"1.1": ("mostly", "Gut.")}


def test_handed_in_answers_are_shown_without_fields(client, talk):
    client.post(url(talk), typed(client, talk, first=("mostly", "Gut.")))
    hand_in(client, talk)
    page = shown(client, url(talk))
    assert ("<textarea" in page, "Gut." in page, "noch nicht beantwortet" in page) == (False, True, True)


# --- opening again -------------------------------------------------------------------------------------


@pytest.fixture
def handed_in(client, talk, awo):
    client.post(url(talk), typed(client, talk, first=("mostly", "Gut.")))
    hand_in(client, talk)
    talk.reopen = url(talk, "self_assessment_reopen", awo.pk)
    return talk


def test_a_partner_opens_its_own_again_with_a_reason_everybody_reads(
    client, handed_in, partner_user, other_partner_user, client_of
):
    answer = client.post(handed_in.reopen, {"reason": "Ein Satz fehlt."}, follow=True)
    assert answer.status_code == 200
    row = Submission.objects.get()
    assert (row.reopened_on, row.reopened_by, row.reopen_reason) == (TODAY, partner_user, "Ein Satz fehlt.")
    assert Assessment.objects.get(dialogue=handed_in).submitted_on is None
    assert "Ein Satz fehlt." in shown(client_of(other_partner_user), url(handed_in, "self_assessment"))
    hand_in(client, handed_in)
    assert Submission.objects.handed_in(TODAY).count() == 1


def test_without_a_reason_nothing_is_opened(client, handed_in):
    answer = client.post(handed_in.reopen, {"reason": "  "})
    assert (answer.status_code, "Bitte nennen Sie den Grund." in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(("days", "status"), [(1, 302), (0, 422), (-1, 422)])
def test_the_partner_opens_it_until_the_day_before_the_meeting(days, status, client, handed_in):
    type(handed_in).objects.filter(pk=handed_in.pk).update(meeting_on=TODAY + timedelta(days))
    answer = client.post(handed_in.reopen, {"reason": "Ein Satz fehlt."})
    assert answer.status_code == status
    assert status == 302 or "Bitten Sie die Stadt" in answer.content.decode()


def test_the_city_opens_it_at_any_time(handed_in, koordination, client_of):
    type(handed_in).objects.filter(pk=handed_in.pk).update(meeting_on=TODAY - timedelta(9))
    client = client_of(koordination)
    assert handed_in.reopen in shown(client, url(handed_in, "self_assessment"))
    assert client.post(handed_in.reopen, {"reason": "Auf Bitte der AWO."}).status_code == 302
    assert client.post(handed_in.reopen, {"reason": "Auf Bitte der AWO."}).status_code == 404


def test_nobody_opens_another_partners(handed_in, other_partner_user, revision, client_of):
    codes = [
        client_of(user).post(handed_in.reopen, {"reason": "x"}).status_code
        for user in (other_partner_user, revision)
    ]
    assert codes == [404, 403]
    with pytest.raises(ValidationError) as refusal:
        Submission.objects.get().reopen(reason="x", by=other_partner_user, on=TODAY)
    assert refusal.value.code == "not_ones_own"


def test_it_is_opened_only_once(handed_in, partner_user):
    one, same = Submission.objects.get(), Submission.objects.get()
    one.reopen(reason="x", by=partner_user, on=TODAY)
    with pytest.raises(ValidationError) as refusal:
        same.reopen(reason="y", by=partner_user, on=TODAY)
    assert refusal.value.code == "reopened"


# --- who sees what -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["koordination", "freigabe", "revision", "verwaltung", "other_partner_user"])
def test_nobody_else_sees_a_draft_anywhere(role, request, talk, client, client_of):
    client.post(url(talk), typed(client, talk, first=("not_reached", "Geheimer Entwurf")))
    other = client_of(request.getfixturevalue(role))
    addresses = [
        url(talk, "self_assessment"),
        talk.get_absolute_url(),
        talk.cycle.get_absolute_url(),
        talk.site.get_absolute_url(),
        reverse("dashboard"),
    ]
    pages = [other.get(address).content.decode() for address in addresses]
    assert [page for page in pages if "Geheimer Entwurf" in page] == []
    assert "noch nicht eingereicht" in pages[0]
    hand_in(client, talk)
    assert "Geheimer Entwurf" in shown(other, talk.get_absolute_url())


def test_the_admin_shows_no_draft(verwaltung, talk, client, client_of):
    client.post(url(talk), typed(client, talk, first=("not_reached", "Geheimer Entwurf")))
    row, admin = Assessment.objects.get(), client_of(verwaltung)
    listed = admin.get(reverse("admin:quality_dialog_assessment_changelist"))
    assert listed.context["cl"].result_count == 0
    assert admin.get(reverse("admin:quality_dialog_assessment_change", args=[row.pk])).status_code == 302


def test_colleagues_write_together(client, talk, colleague, client_of):
    client.post(url(talk), typed(client, talk, first=("mostly", "Von mir")))
    assert "Von mir" in shown(client_of(colleague), url(talk))


@pytest.mark.parametrize(
    ("role", "status"),
    [("koordination", 403), ("freigabe", 403), ("revision", 403), ("gremium", 403), ("verwaltung", 404)],
)
def test_only_partners_write(role, status, request, talk, client_of):
    client = client_of(request.getfixturevalue(role))
    found = [client.get(url(talk)).status_code, client.post(url(talk), {}).status_code]
    assert found == [status, status]


def test_a_partner_outside_the_dialogue_finds_nothing(client_of, talk):
    stranger = in_group("Partner", email="fremd@example.org", partner=PartnerFactory())
    other = client_of(stranger)
    pages = [url(talk), url(talk, "self_assessment")]
    assert [other.get(page).status_code for page in pages] == [404, 404]
    assert other.post(url(talk), {"version": ""}).status_code == 404
    assert other.post(url(talk, "self_assessment_submit")).status_code == 404
    with pytest.raises(ValidationError) as refusal:
        Submission.objects.submit(dialogue=talk, by=stranger, on=TODAY)
    assert refusal.value.code == "not_a_participant"


def test_nobody_answers_for_another_organisation(talk, awo, other_partner_user):
    row = AssessmentFactory(dialogue=talk, criterion=talk.first, partner=awo)
    with pytest.raises(ValidationError) as refusal:
        row.answer(rating="mostly", text="", by=other_partner_user, at=timezone.now())
    assert refusal.value.code == "not_ones_own"


def test_a_field_of_another_framework_is_not_found(client, talk):
    assert client.get(url(talk, "self_assessment_field", FieldOfActionFactory().pk)).status_code == 404


def test_signed_out_one_is_sent_to_the_login_and_nothing_is_stored(client, talk):
    data = typed(client, talk, first=("mostly", "Gut."))
    client.logout()
    answer = client.post(url(talk), data, headers=SAVED_ITSELF)
    assert (answer.status_code, stored(talk)) == (302, {})


# --- as of ---------------------------------------------------------------------------------------------


def test_handed_in_counts_from_its_day_until_it_is_opened_again(talk, awo, partner_user):
    row = SubmissionFactory(dialogue=talk, partner=awo, submitted_on=date(2026, 5, 4))
    row.reopen(reason="x", by=partner_user, on=date(2026, 5, 8))
    days = [date(2026, 5, day) for day in (3, 4, 7, 8, 9)]
    assert [Submission.objects.handed_in(on).exists() for on in days] == [False, True, True, False, False]


# --- how many questions a page costs -------------------------------------------------------------------


@pytest.mark.parametrize("page", ["self_assessment", "self_assessment_field"])
def test_a_page_costs_the_same_with_two_questions_and_with_twelve(page, client, talk, awo, last_year):
    before = queries(client, url(talk, page))
    for number in range(12):
        criterion = CriterionFactory(field=talk.of, code=f"9.{number}")
        AssessmentFactory(dialogue=talk, criterion=criterion, partner=awo)
        AssessmentFactory(dialogue=last_year, criterion=criterion, partner=awo, submitted=True)
        indicator = IndicatorFactory(field=talk.of, code=f"Y{number}")
        IndicatorValueFactory(dialogue=talk, indicator=indicator)
        IndicatorValueFactory(dialogue=last_year, indicator=indicator)
        FieldOfActionFactory(framework=talk.cycle.framework, code=f"Z{number}")
    assert queries(client, url(talk, page)) == before
