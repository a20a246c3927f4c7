"""What the committee will ask of a report: the questions with what was decided about each, and the decision."""

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from quality_dialog.report import expecting
from quality_dialog.report.forms.questions import QuestionForm, sections_to_answer_in
from quality_dialog.report.models import ExpectedQuestion, Report
from quality_dialog.report.models.expected_question import QuestionRule
from quality_dialog.report.statuses import OPEN
from quality_dialog.report.views.pages import may_edit, may_view, visible, while_written
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.forms import answer_form

QUESTIONS = "Fragen des Gremiums"


def _overview(report: Report) -> str:
    return reverse("quality_dialog:report_questions", args=[report.pk])


@may_view
@require_safe
def report_questions(request: HttpRequest, pk: int) -> HttpResponse:
    """What the rules ask of it now; of an approved one, what was asked and decided."""
    report = visible(request, pk)
    if not request.user.sees_everything:
        raise PermissionDenied
    if report.status in OPEN:
        rows = expecting.listed(report, expecting.questions(report))
    else:
        rows = list(report.questions.select_related("settled_by"))
    return render(
        request,
        "quality_dialog/report_questions.html",
        {
            "title": f"{QUESTIONS}: {report}",
            "heading": QUESTIONS,
            "report": report,
            "questions": questions_table(report, rows, linked=may_edit(request.user, report)),
            "rules": QuestionRule.labels,
            "crumbs": crumbs(report, QUESTIONS),
        },
    )


def questions_table(report: Report, rows: Iterable[ExpectedQuestion], *, linked: bool) -> Table:
    """Each question with what was decided, by whom; `linked` to where one decides."""
    named = dict(sections_to_answer_in(report))

    def decided(one: ExpectedQuestion) -> str:
        if one.settled_on is None:
            return "steht noch aus"
        if one.reason:
            return f"Bleibt offen: {one.reason}"
        if one.answered_in in named:
            return f"Im Text: {named[one.answered_in]}"
        return "steht noch aus: Der Abschnitt, der sie beantworten soll, wird nicht gedruckt"

    def signed(one: ExpectedQuestion) -> str:
        return german.signed(one.settled_on, one.settled_by) if one.settled_on else ""

    def settling(one: ExpectedQuestion) -> str | None:
        at = "quality_dialog:question_settle"
        return reverse(at, args=[report.pk, one.key]) if linked else None

    columns = [
        Column("text", "Frage", link=settling),
        Column("told", "Entscheidung", decided),
        Column("by", "Von", signed),
    ]
    return Table(columns, list(rows), QUESTIONS)


@while_written
def question_settle(request: HttpRequest, report: Report, key: str) -> HttpResponse:
    """Decide where the text answers it, or why it stays open."""
    question = next((one for one in expecting.questions(report) if one.key == key), None)
    if question is None:
        raise Http404("Diese Frage wird nicht mehr gestellt.")
    kept = report.questions.filter(key=key).first()
    known = {"answered_in": kept.answered_in, "reason": kept.reason} if kept else {}
    *above, _ = crumbs(report, QUESTIONS)
    return answer_form(
        request,
        QuestionForm(request.POST or None, initial=known, report=report),
        partial(expecting.settle, report, question),
        report,
        "Frage des Gremiums",
        done="Die Entscheidung ist gespeichert.",
        then=_overview(report),
        intro=question.text,
        submit_label="Entscheidung speichern",
        cancel_url=_overview(report),
        crumbs=[*above, (QUESTIONS, _overview(report)), ("Entscheidung", "")],
    )
