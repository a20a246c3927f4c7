"""What the committee will ask: raised by fixed rules, answered in the text or knowingly left open, then approved."""

import json
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from partners.models import Partner
from quality_dialog.models import Comment, ExpectedQuestion, Report
from quality_dialog.report import approval, composing, expecting
from quality_dialog.report.models.expected_question import QuestionRule
from quartiersarbeit import demo
from quartiersarbeit.ground import paper
from tests import factories as f
from tests.asking import code_of
from tests.constraints import UPDATES, refusals, sql
from tests.year.walking import today

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 9, 1)
ON = date(2026, 9, 3)


@pytest.fixture
def report(koordination) -> Report:
    report = f.ReportFactory(by=koordination, as_of=AS_OF)
    f.SectionFactory(report=report, key="stand", body="Die Zusammenarbeit läuft.")
    return report


@pytest.fixture
def need():
    return f.FindingFactory(kind="need", shared=True, wording="Der Raum ist zu klein.")


def raised(report) -> list[expecting.Raised]:
    """What the rules raise; the database, which shares nothing with them, raises the same."""
    found = expecting.questions(report)
    assert counted(report) == sorted(one.key for one in found)
    return found


def counted(report) -> list[str]:
    printed = json.dumps(paper.to_json(composing.paper_of(report)))
    asking = "SELECT * FROM quality_dialog_questions_raised(%s, %s, %s)"
    return sorted(key for (key,) in sql(asking, report.year, report.as_of, printed))


def asked(report) -> list[QuestionRule]:
    return [one.rule for one in raised(report)]


def told(report) -> list[str]:
    return [one.text for one in raised(report)]


def test_a_need_without_a_measure_is_asked_about_until_one_is_agreed(report, need):
    before = told(report)
    f.MeasureFactory(finding=need, resolved_on=date(2026, 6, 1))
    site = need.dialogue.site.name
    assert before == [f"{site}: Was folgt aus dem Handlungsbedarf „Der Raum ist zu klein.“?"]
    assert asked(report) == []


def test_a_measure_agreed_after_the_as_of_day_answers_nothing(report, need):
    f.MeasureFactory(finding=need, resolved_on=AS_OF + timedelta(days=1), due_on=date(2026, 12, 1))
    assert asked(report) == [QuestionRule.NO_MEASURE]


def test_a_strength_asks_for_no_measure(report):
    f.FindingFactory(kind="strength", shared=True)
    assert asked(report) == []


def test_a_measure_is_asked_about_where_it_is_overdue_for_the_second_time(report):
    measure = f.MeasureFactory(resolved_on=date(2026, 5, 20), due_on=date(2026, 6, 1))
    once = asked(report)
    f.MeasureStepFactory(measure=measure, new_due_on=date(2026, 8, 1))
    again = told(report)
    site = measure.finding.dialogue.site.name
    assert (once, again) == (
        [],
        [f"{site}: Warum ist „{measure.title}“ wieder überfällig (Frist 01.08.2026)?"],
    )


def test_dissent_is_asked_about_until_another_side_answers_it_before_all(report):
    dissent = f.StatementFactory(dissenting=True)
    finding, city = dissent.finding, f.UserFactory()
    before = asked(report)
    said = {"about": finding, "text": "Wir prüfen das.", "by": city, "on": date(2026, 6, 1)}
    Comment.objects.write(**said, audience="own")
    to_itself = asked(report)
    Comment.objects.write(**said, audience="all")
    assert (before, to_itself, asked(report)) == ([QuestionRule.DISSENT], [QuestionRule.DISSENT], [])


def test_nobody_answers_their_own_dissent(report):
    dissent = f.StatementFactory(dissenting=True)
    by = f.UserFactory(partner=Partner.objects.get(pk=dissent.partner_id))
    given = {"about": dissent.finding, "text": "Noch einmal.", "audience": "all", "by": by}
    Comment.objects.write(**given, on=date(2026, 6, 1))
    assert asked(report) == [QuestionRule.DISSENT]


def test_money_of_years_gone_by_is_asked_about_until_its_proof_is_accepted(koordination):
    paid = f.DisbursementFactory(paid=True)
    allocation = paid.allocation
    report = f.ReportFactory(by=koordination, year=2027, as_of=date(2027, 5, 1))
    proof = f.ProofOfUseFactory(allocation=allocation, submitted=True)
    of_its_year = f.ReportFactory(by=koordination, kind="information", as_of=date(2026, 12, 31))
    before = told(report)
    proof.accepted_on, proof.accepted_by = date(2027, 4, 15), f.UserFactory()
    proof.save()
    site = allocation.site.name
    assert before == [
        f"Warum ist Geld aus 2026 ausgezahlt und noch nicht nachgewiesen: {site} (2.000,00\N{NO-BREAK SPACE}€)?"
    ]
    assert (asked(of_its_year), asked(report)) == ([], [])


def test_a_wish_without_a_word_to_it_is_asked_about(report):
    wish = f.CommitteeWishFactory(text="Mehr Licht.", entered_on=date(2026, 8, 1), due_on=date(2026, 8, 20))
    before = told(report)
    f.WishReplyFactory(wish=wish, on=date(2026, 8, 10), until=date(2026, 12, 1))
    assert (before, asked(report)) == (["Was wird aus dem Wunsch „Mehr Licht.“?"], [])


def test_a_site_without_a_dialogue_is_asked_about_once_its_year_has_one(report):
    mandate = f.MandateFactory(decided_on=date(2025, 1, 1), site_limit=10)
    agreement = f.AgreementFactory(mandate=mandate, starts_on=date(2025, 10, 1))
    quiet = f.CoverageFactory(agreement=agreement, starts_on=date(2025, 10, 1)).site
    without_a_cycle = asked(report)
    talking = f.CoverageFactory(agreement=agreement, starts_on=date(2025, 10, 1)).site
    f.FindingFactory(shared=True, dialogue=f.DialogueFactory(site=talking))
    assert (without_a_cycle, told(report)) == (
        [],
        [f"Warum gab es 2026 bis zum Stichtag keinen Dialog: {quiet.name}?"],
    )


def test_a_figure_that_jumps_against_the_last_report_is_asked_about(koordination, freigabe):
    first = f.FindingFactory(shared=True, raised_on=date(2026, 3, 1))
    last = f.ReportFactory(by=koordination, as_of=date(2026, 4, 1))
    body = "Es sind [[feststellungen]] Feststellungen und [[standorte_im_dialog]] Standorte."
    f.SectionFactory(report=last, key="ergebnisse", body=body)
    last.submit_for_review(by=koordination, on=date(2026, 4, 2))
    f.hear(last, by=freigabe, on=date(2026, 4, 2))
    approval.approve(last, by=freigabe, on=date(2026, 4, 2))
    f.FindingFactory(shared=True, raised_on=date(2026, 5, 1), dialogue=first.dialogue)
    report = f.ReportFactory(by=koordination, as_of=AS_OF)
    f.SectionFactory(report=report, key="ergebnisse", body=body)
    assert [one for one in told(report) if "Geteilte" in one] == [
        "Warum hat sich „Geteilte Feststellungen“ seit dem letzten Bericht von 1 auf 2 geändert?"
    ]


def test_a_measure_taken_over_is_asked_about_in_the_year_that_has_it(report):
    before = f.MeasureFactory(resolved_on=date(2025, 5, 20), due_on=date(2025, 6, 1))
    later = f.FindingFactory(shared=True, raised_on=date(2026, 3, 1))
    taken = f.MeasureFactory(
        finding=later, carried_over_from=before, resolved_on=date(2025, 5, 20), due_on=date(2026, 6, 1)
    )
    late = asked(report)
    f.MeasureReturnFactory(measure=taken, done_on=date(2026, 7, 1), returned_on=AS_OF)
    sent_back = asked(report)
    f.MeasureReturnFactory(measure=taken, done_on=date(2026, 7, 1), returned_on=AS_OF + timedelta(days=1))
    assert (late, sent_back, asked(report)) == (*[[QuestionRule.OVERDUE_TWICE]] * 2, [])


def test_dissent_goes_with_the_wording_it_answered_and_with_its_sides_next_word(report):
    first, second = (f.StatementFactory(dissenting=True) for _ in range(2))
    both = asked(report)
    f.StatementFactory(finding=first.finding, partner=first.partner, given_on=date(2026, 6, 1))
    one = asked(report)
    second.finding.wording, second.finding.worded_on = "Anders.", AS_OF
    second.finding.worded_by = f.UserFactory()
    second.finding.save()
    assert (both, one, asked(report)) == ([QuestionRule.DISSENT] * 2, [QuestionRule.DISSENT], [])


@pytest.mark.parametrize("about", ["1", "7-2026-08-01", "x" * 40, "x" * 41, "gebunden-2.50-5.00", "ä", ""])
def test_the_database_makes_the_keys_of_the_questions(db, about):
    [(key,)] = sql("SELECT quality_dialog_question_key('sprung', %s)", about)
    assert key == expecting._raised(QuestionRule.JUMP, [about], "").key


@pytest.mark.exhaustive
def test_the_database_asks_of_the_example_data_what_the_rules_ask(db):
    day = date(2026, 11, 22)
    ends = [date(year, month, 28) for year in (2025, 2026) for month in (2, 6, 11)]
    with transaction.atomic(), today(day):
        demo.load(day)
        by = f.UserFactory()
        reports = [
            Report(year=year, as_of=on, kind="notice", subject="x", drafted_by=by)
            for on in ends
            for year in (on.year, on.year - 1)
        ]
        found = [(sorted(one.key for one in expecting.questions(one)), _by_records(one)) for one in reports]
        transaction.set_rollback(True)
    assert [ours for ours, _ in found] == [theirs for _, theirs in found]
    assert {key.split("-")[0] for ours, _ in found for key in ours} == {"ohne", "sprung", "zweimal"}


def _by_records(report) -> list[str]:
    """With every figure the facts know, as if the paper printed all of them."""
    figures = composing.known_to(report).figures()
    printed = paper.Paper(kind="", subject="", year=report.year, as_of=report.as_of, figures=tuple(figures))
    asking = "SELECT * FROM quality_dialog_questions_raised(%s, %s, %s)"
    return sorted(
        key for (key,) in sql(asking, report.year, report.as_of, json.dumps(paper.to_json(printed)))
    )


# --- what is decided ------------------------------------------------------------------------------------


def test_nothing_is_approved_before_each_question_is_answered_or_knowingly_left_open(
    report, need, koordination, freigabe
):
    expecting.begin_review(report, by=koordination, on=ON)
    f.asking.leave_out(
        report, partners=list(f.asking.owed(report)), reason="es ein Beispiel ist", by=freigabe, on=ON
    )
    before = code_of(approval.approve, report=report, by=freigabe, on=ON)
    (question,) = expecting.questions(report)
    expecting.settle(report, question, reason="Der Umbau ist beantragt.", by=koordination, on=ON)
    approval.approve(report, by=freigabe, on=ON)
    kept = ExpectedQuestion.objects.get()
    assert (before, kept.reason, kept.settled_by) == (
        "questions_settled",
        "Der Umbau ist beantragt.",
        koordination,
    )


def test_what_is_only_found_at_the_approval_is_asked_too(report, koordination, freigabe):
    expecting.begin_review(report, by=koordination, on=ON)
    f.FindingFactory(kind="need", shared=True)
    f.asking.leave_out(
        report, partners=list(f.asking.owed(report)), reason="es ein Beispiel ist", by=freigabe, on=ON
    )
    assert code_of(approval.approve, report=report, by=freigabe, on=ON) == "questions_settled"


def test_a_question_that_nobody_asks_any_more_blocks_nothing(report, need, koordination, freigabe):
    expecting.begin_review(report, by=koordination, on=ON)
    f.MeasureFactory(finding=need, resolved_on=date(2026, 6, 1))
    f.asking.leave_out(
        report, partners=list(f.asking.owed(report)), reason="es ein Beispiel ist", by=freigabe, on=ON
    )
    approval.approve(report, by=freigabe, on=ON)
    assert ExpectedQuestion.objects.count() == 0


def test_a_section_that_is_not_printed_answers_nothing(report, need, koordination):
    f.SectionFactory(report=report, key="ausblick", included=False)
    (question,) = expecting.questions(report)
    given = {"report": report, "question": question, "by": koordination, "on": ON}
    codes = [
        code_of(expecting.settle, **given, **how)
        for how in (
            {},
            {"answered_in": "stand", "reason": "Beides."},
            {"answered_in": "ausblick"},
            {"answered_in": "stand"},
        )
    ]
    assert codes == ["expected_question_one_way"] * 2 + ["question_unanswered", "done"]
    report.sections.filter(key="stand").update(included=False)
    assert list(report.questions.unsettled()) == [report.questions.get()]


def test_no_writer_approves_past_a_question_the_records_raise(report, need, freigabe):
    report.submit_for_review(by=report.drafted_by, on=ON)
    f.asking.leave_out(
        report, partners=list(f.asking.owed(report)), reason="es ein Beispiel ist", by=freigabe, on=ON
    )
    frozen = {"facts": {}, "facts_sha256": "x", "seal_number": 1, "seal_sha256": "x"}
    given = frozen | {"approved_on": ON, "approved_by": freigabe}
    before = refusals(report, given, UPDATES)
    settled = {"settled_on": ON, "settled_by": freigabe, "reason": "Später."}
    f.ExpectedQuestionFactory(report=report, key="ohne-massnahme-0", **settled)
    another = refusals(report, given, UPDATES)
    f.ExpectedQuestionFactory(report=report, key=f"ohne-massnahme-{need.pk}", **settled)
    waits = (
        "questions_settled: Eine Frage des Gremiums ist weder im Text beantwortet noch mit einem Grund offen "
        "gelassen."
    )
    assert (before, another, refusals(report, given, UPDATES)) == ({waits}, {waits}, {"done"})


def test_no_writer_approves_past_a_figure_that_jumps(report, freigabe):
    def printing(value: int) -> dict:
        figure = paper.Figure("feststellungen", "Feststellungen", value, "", str(value), AS_OF, "")
        return paper.to_json(
            paper.Paper(kind="", subject="", year=2026, as_of=AS_OF, figures=(figure,), sections=())
        )

    before = f.ReportFactory(
        approved=True, as_of=date(2026, 3, 1), drafted_on=date(2026, 3, 2), facts=printing(3)
    )
    report.submit_for_review(by=report.drafted_by, on=ON)
    frozen = {"facts_sha256": "x", "seal_number": before.seal_number + 1, "seal_sha256": "x"}
    given = frozen | {"approved_on": ON, "approved_by": freigabe}
    found = [refusals(report, given | {"facts": printing(value)}, UPDATES) for value in (1, 2, 3, 5, 6)]
    codes = [{said.split(":")[0] for said in one} for one in found]
    assert codes == [{"questions_settled"}, {"done"}, {"done"}, {"done"}, {"questions_settled"}]


def test_the_reason_stays_inside(report, need, koordination, freigabe, client_of, gremium):
    expecting.begin_review(report, by=koordination, on=ON)
    f.hear(report, by=freigabe, on=ON)
    report.questions.update(reason="Internes Wort")
    approval.approve(report, by=freigabe, on=ON)
    Report.objects.get(pk=report.pk).submit(by=koordination, on=ON)
    Report.objects.get(pk=report.pk).publish(by=freigabe, on=ON)
    files = [bytes(one.content) for one in report.renditions.all()]
    page = client_of(gremium).get(report.get_absolute_url()).content.decode()
    inside = client_of(koordination).get(reverse("quality_dialog:report_questions", args=[report.pk]))
    assert ("Internes Wort" in page, any(b"Internes Wort" in one for one in files)) == (False, False)
    assert "Internes Wort" in inside.content.decode()


def test_the_page_lists_the_questions_with_the_rules_and_takes_the_decision(
    report, need, koordination, client_of
):
    browser = client_of(koordination)
    browser.post(reverse("quality_dialog:report_review", args=[report.pk]))
    url = reverse("quality_dialog:report_questions", args=[report.pk])
    before = browser.get(url).content.decode()
    settle = reverse("quality_dialog:question_settle", args=[report.pk, f"ohne-massnahme-{need.pk}"])
    empty = browser.post(settle, {"answered_in": "", "reason": ""})
    done = browser.post(settle, {"answered_in": "stand", "reason": ""})
    after = browser.get(url).content.decode()
    assert (empty.status_code, done.status_code) == (200, 302)
    assert all(str(rule) in before for rule in QuestionRule.labels)
    assert ("steht noch aus" in before, "Im Text: Stand der Kooperation" in after) == (True, True)


def test_the_way_says_that_questions_are_open(report, need, koordination, freigabe, client_of):
    expecting.begin_review(report, by=koordination, on=ON)
    page = client_of(freigabe).get(report.get_absolute_url()).content.decode()
    assert "Das Gremium wird fragen" in page


def test_a_question_nobody_raises_is_no_page(report, koordination, client_of):
    url = reverse("quality_dialog:question_settle", args=[report.pk, "ohne-massnahme-1"])
    assert client_of(koordination).get(url).status_code == 404
