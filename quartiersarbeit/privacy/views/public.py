"""Datenschutz, Impressum and Barrierefreiheit: open to everybody, edited by Verwaltung; and barriers reported."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from partners.models import BarrierReport, PublicPage, PublicText
from partners.models.public_text import KEEPS_PRIVACY
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, page_of
from quartiersarbeit.ground.forms import FactsForm, accepted, answer_form
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.listing import answer_list

DRAFTS = Path(__file__).parents[1] / "texts"
PAGES = {page.value: page for page in PublicPage}
NO_BARRIER = "Niemand hat eine Barriere gemeldet."
THANKS = "Danke für Ihre Meldung. Wenn Sie eine E-Mail-Adresse genannt haben, antworten wir bis zum {}."


def draft_of(page: str) -> str:
    """The text that stands on a page until somebody writes another: with brackets where the city says what holds."""
    return (DRAFTS / f"{page}.md").read_text(encoding="utf-8")


class TextForm(FactsForm):
    """A new version of a public text."""

    MODEL = PublicText
    FACTS = ("body", "is_draft")

    body = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"rows": 30}),
        help_text="Absätze durch eine Leerzeile trennen; „## “ beginnt eine Überschrift, „- “ einen Punkt einer Liste.",
    )


class BarrierForm(FactsForm):
    """What somebody met, and where we may answer."""

    MODEL = BarrierReport
    FACTS = ("page", "text", "email")


class AnswerForm(FactsForm):
    """What was answered."""

    MODEL = BarrierReport
    FACTS = ("answer",)

    answer = forms.CharField(label="Antwort oder was geschehen ist", widget=forms.Textarea)


@login_not_required  # who cannot sign in has the same right to it
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Datenschutz."""
    return _page(request, PublicPage.PRIVACY)


@login_not_required
@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    """Impressum."""
    return _page(request, PublicPage.IMPRINT)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def accessibility(request: HttpRequest) -> HttpResponse:
    """Barrierefreiheit, with the form by which a barrier is reported."""
    form = BarrierForm(request.POST or None)
    if accepted(form, BarrierReport.objects.report, at=timezone.now()):
        until = timezone.localdate() + timedelta(days=settings.BARRIER_ANSWER_DAYS)
        messages.success(request, THANKS.format(german.day(until)))
        return redirect("accessibility")
    return _page(request, PublicPage.ACCESSIBILITY, form=form, days=settings.BARRIER_ANSWER_DAYS)


@permission_required(KEEPS_PRIVACY, raise_exception=True)
def public_text_edit(request: HttpRequest, page: str) -> HttpResponse:
    """Write a new version of a public text; the older ones stay."""
    if page not in PAGES:
        raise Http404
    current = PublicText.objects.visible_to(request.user).current(page)
    known = {"body": current.body if current else draft_of(page), "is_draft": not current or current.is_draft}
    return answer_form(
        request,
        TextForm(request.POST or None, initial=known),
        partial(PublicText.objects.write, page=page),
        page,
        f"{PAGES[page].label}: Text bearbeiten",
        here="Text bearbeiten",
        done="Die neue Fassung steht jetzt auf der Seite.",
        submit_label="Neue Fassung veröffentlichen",
    )


@require_safe
@permission_required(KEEPS_PRIVACY, raise_exception=True)
def barrier_list(request: HttpRequest) -> HttpResponse:
    """What was reported, the newest first."""
    return answer_list(
        request,
        BarrierReport.objects.visible_to(request.user),
        columns=[
            Column("reported_at", "Gemeldet", sort="reported_at"),
            Column("page", "Wo", link=page_of(), sort="page"),
            Column("text", "Was", width=48),
            Column("answered_on", "Beantwortet am", kind="date", sort="answered_on"),
        ],
        title="Barrieremeldungen",
        search=["page", "text", "answer"],
        empty=NO_BARRIER,
        export_name="barrieremeldungen",
        context={"crumbs": crumbs("barrier_list")},
    )


@permission_required(KEEPS_PRIVACY, raise_exception=True)
def barrier_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a report, and note what was answered."""
    report = get_object_or_404(BarrierReport.objects.visible_to(request.user), pk=pk)
    facts = [
        ("Gemeldet", german.moment(report.reported_at)),
        ("Wo", report.page),
        ("Was", report.text),
        ("E-Mail-Adresse für die Antwort", report.email),
        ("Beantwortet", german.signed(report.answered_on, report.answered_by) if report.answered_on else ""),
        ("Antwort", report.answer),
    ]
    return answer_form(
        request,
        AnswerForm(request.POST or None),
        report.settle,
        "barrier_list",
        "Barrieremeldung beantworten",
        done="Die Antwort ist notiert.",
        template="privacy/barrier.html",
        submit_label="Antwort notieren",
        facts=facts,
        report=report,
    )


def _page(request: HttpRequest, page: PublicPage, **more: Any) -> HttpResponse:
    from markdown_it import MarkdownIt  # loaded when used

    current = PublicText.objects.visible_to(request.user).current(page)
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False})
    # markdown-it escapes all text, and HTML in it is switched off.
    body = mark_safe(parser.render(current.body if current else draft_of(page)))  # noqa: S308
    context = {
        "title": page.label,
        "body": body,
        "page": page,
        "current": current,
        "is_draft": not current or current.is_draft,
        "may_edit": request.user.has_perm(KEEPS_PRIVACY),
        **more,
    }
    return render(
        request, "privacy/public.html", context, status=422 if "form" in more and more["form"].errors else 200
    )
