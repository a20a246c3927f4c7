"""Partners read what is said about them before politics does, and say what they think of it."""

from functools import partial

from django.contrib import messages
from django.db.models import Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from quality_dialog.report import asking, reading
from quality_dialog.report.forms.reading import (
    DispatchForm,
    LeaveOutForm,
    ReadingExtensionForm,
    ReadingsForm,
    ReplyForm,
    StatementOnReportForm,
)
from quality_dialog.report.models import PartnerReading, Report
from quality_dialog.report.models.reading import Way, somebody_of
from quality_dialog.report.statuses import OPEN
from quality_dialog.report.views.pages import (
    closed,
    may_approve,
    may_change,
    may_view,
    visible,
    while_written,
)
from quality_dialog.report.views.report import readings_table
from quartiersarbeit.ground import paper
from quartiersarbeit.ground.columns import Column
from quartiersarbeit.ground.downloads import handed_out
from quartiersarbeit.ground.forms import accepted, answer_form, form_page


@while_written
def report_readings(request: HttpRequest, report: Report) -> HttpResponse:
    """Whom the report is shown to before approval, on which way, and what has come back."""
    today = timezone.localdate()
    partners = asking.possible_readers(report).annotate(signs_in=somebody_of())
    form = ReadingsForm(request.POST or None, partners=partners)
    if accepted(form, asking.show, report=report, by=request.user, on=today):
        messages.success(request, _asked(form.cleaned_data["way"]))
        return redirect("quality_dialog:report_readings", pk=report.pk)
    owed = list(asking.owed(report))
    readings = list(report.readings.with_status(today).select_related("partner"))
    return form_page(
        request,
        form,
        report,
        "Den Partnern vorlegen",
        template="quality_dialog/report_readings.html",
        intro=(
            "Jeder Partner liest vor der Freigabe, was über ihn und seine Standorte gesagt wird. "
            "Was er dazu sagt, steht wörtlich im Bericht; auch dass er nichts sagt."
        ),
        submit_label="Vorlegen",
        warnings=[
            part for part in (report.readings.told_unreached(), asking.unasked(owed) if owed else "") if part
        ],
        readings=readings_table(readings, *_letter_columns(report)),
    )


def _asked(way: str) -> str:
    if way == Way.LETTER:
        return "Die Briefe sind vorbereitet. Drucken Sie sie unten, und erfassen Sie den Tag der Absendung."
    return "Der Bericht liegt den Partnern vor. Ihre Stellungnahmen werden gedruckt."


def _letter_columns(report: Report) -> list[Column]:
    """What there is to do with letters: print, say when it was sent, write down what came back."""

    def act(name: str, condition):
        return lambda shown: (
            reverse(f"quality_dialog:{name}", args=[report.pk, shown.partner_id])
            if condition(shown)
            else None
        )

    def label(text: str, condition):
        return lambda shown: f"{text}: {shown.partner}" if condition(shown) else ""

    def posted(shown: PartnerReading) -> bool:
        return shown.way == Way.LETTER

    def asked(shown: PartnerReading) -> bool:
        return shown.due_on is not None

    def sent(shown: PartnerReading) -> bool:
        return shown.sent_on is not None

    return [
        Column("letter", "Brief", label("PDF", posted), link=act("reading_letter", posted)),
        Column("dispatch", "Absendung", label("Absendung", posted), link=act("reading_dispatch", posted)),
        Column("reply", "Antwort", label("Antwort", sent), link=act("reading_reply", sent)),
        Column("extend", "Frist", label("Frist verlängern", asked), link=act("reading_extend", asked)),
    ]


def _shown(request: HttpRequest, pk: int, partner: int) -> PartnerReading:
    readings = PartnerReading.objects.visible_to(request.user).asked().select_related("report", "partner")
    return get_object_or_404(readings, report=pk, partner=partner)


@may_change
@require_safe
def reading_letter(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    """What a partner reads, as a letter to print."""
    shown = _shown(request, pk, partner)
    if shown.way != Way.LETTER or shown.report.approved_on:
        raise Http404("Diesen Brief gibt es nicht.")
    name = f"lesefassung-{slugify(f'{shown.report} {shown.partner.short_name}')}.pdf"
    return handed_out(paper.pdf(reading.letter(shown)), "application/pdf", name, inline=True)


@may_change
def reading_dispatch(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    """The day a letter was sent."""
    shown = _shown(request, pk, partner)
    return answer_form(
        request,
        DispatchForm(request.POST or None),
        shown.dispatch,
        shown.report,
        f"Absendung des Briefs an {shown.partner}",
        done=f"Der Brief an {shown.partner} ist als abgesandt erfasst.",
        then=reverse("quality_dialog:report_readings", args=[pk]),
        submit_label="Speichern",
    )


@may_change
def reading_extend(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    """Give a partner until a later day to say something."""
    shown, extended = _shown(request, pk, partner), _shown(request, pk, partner)
    return answer_form(
        request,
        ReadingExtensionForm(request.POST or None, initial={"due_on": shown.due_on}),
        extended.extend,
        shown.report,
        f"Frist verlängern: {shown.partner}",
        done=f"{shown.partner} hat bis zu dem neuen Tag Zeit und erfährt es.",
        then=reverse("quality_dialog:report_readings", args=[pk]),
        intro="Freigegeben wird der Bericht erst nach diesem Tag, oder wenn der Partner sich geäußert hat.",
        submit_label="Verlängern",
    )


@may_change
def reading_reply(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    """What came back by post, written down word for word."""
    shown = _shown(request, pk, partner)
    return answer_form(
        request,
        ReplyForm(request.POST or None, initial={"text": shown.text, "received_on": shown.given_on}),
        shown.take_down,
        shown.report,
        f"Antwort von {shown.partner}",
        done=f"Die Stellungnahme von {shown.partner} steht im Bericht.",
        then=reverse("quality_dialog:report_readings", args=[pk]),
        submit_label="Speichern",
    )


@may_approve
def report_leave_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Why partners are not asked: whoever approves says so, and the report prints it."""
    report = visible(request, pk)
    if report.status not in OPEN:
        return closed(request, report)
    partners = asking.possible_readers(report).annotate(signs_in=Value(True))
    return answer_form(
        request,
        LeaveOutForm(request.POST or None, partners=partners),
        partial(asking.leave_out, report),
        report,
        "Nicht gefragte Partner",
        done="Der Grund ist festgehalten. Er steht im Bericht.",
        submit_label="Grund festhalten",
    )


@may_view
def report_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """A partner's own reading: the passages about it, and the field for its statement.

    Once the report is approved there is nothing to be said any more: what was said stays to be read, and
    the report itself when it is published.
    """
    today = timezone.localdate()
    mine = (
        PartnerReading.objects.visible_to(request.user)
        .with_status(today)
        .filter(partner=request.user.partner_id)
    )
    shown = get_object_or_404(mine.select_related("report", "partner"), report=pk)
    form = StatementOnReportForm(request.POST or None, initial={"text": shown.text})
    if accepted(form, shown.say, by=request.user, on=today):
        messages.success(request, "Ihre Stellungnahme ist abgegeben. Sie steht wörtlich im Bericht.")
        return redirect(shown)
    approved = shown.report.approved_on is not None
    written = shown.report.status_on(today) in OPEN
    is_open = written and shown.may_still_say(today)
    return render(
        request,
        "quality_dialog/report_reading.html",
        {
            "title": f"Lesefassung: {shown.report.subject}",
            "reading": shown,
            "state": shown.status,
            "is_open": is_open,
            "form": form,
            "document": None
            if approved
            else paper.html(reading.passages(shown.report, shown.partner), top=2),
            "crumbs": [("Übersicht", reverse("dashboard")), ("Lesefassung", "")],
        },
        status=422 if form.errors and not is_open else 200,
    )
