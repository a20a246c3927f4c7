"""Writing a report: its texts and their preview, sections of one's own, what the system would propose."""

from collections.abc import Sequence
from functools import partial

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from quality_dialog.report import composing, wording
from quality_dialog.report.forms.report import OwnSectionForm, ReportForm, SectionFormSet
from quality_dialog.report.models import Report, Section
from quality_dialog.report.plain_language import CHECKLIST
from quality_dialog.report.views.pages import REVIEW_ENDS, while_written
from quality_dialog.report.wording import PLAIN, TITLES, Facts
from quartiersarbeit.ground import paper as paper_of
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.downloads import handed_out
from quartiersarbeit.ground.forms import accepted, answer_form, refused
from quartiersarbeit.ground.paper import Figure

PROPOSED = set(TITLES) - {PLAIN}  # sections the system writes; all others are people's own


@while_written
def report_edit(request: HttpRequest, report: Report) -> HttpResponse:
    """The texts: head, Beratungsfolge and sections in one form, with the paper beside them."""
    known = composing.known_to(report)
    form, sections = _forms(request, report, known.figures())
    wish = request.POST.get("tun", "speichern")
    if wish != "speichern":
        return _preview(request, report, form, sections, known, as_pdf=wish == "pdf")
    edited = _edited(sections)
    if edited is not None and accepted(
        form, composing.revise, report=report, by=request.user, on=timezone.localdate(), **edited
    ):
        messages.success(request, "Der Bericht ist gespeichert.")
        return redirect(report)
    if form.has_error(NON_FIELD_ERRORS, "section_conflict"):
        _show_conflict(form, sections, report)
    return _page(request, report, form, sections, known)


def _forms(request: HttpRequest, report: Report, figures: Sequence[Figure]):
    form = ReportForm(request.POST or None, instance=report, meetings=composing.possible_meetings(report))
    sections = SectionFormSet(
        request.POST or None,
        queryset=report.sections.order_by("position", "pk"),
        form_kwargs={"figures": [figure.key for figure in figures]},
        prefix="abschnitte",
    )
    return form, sections


def _edited(sections) -> dict | None:
    """The sections as typed with what their writer had seen; None where one of them cannot be stored."""
    if not sections.is_valid():
        return None
    return {
        "sections": [section.instance for section in sections.forms],
        "seen": {section.instance.pk: section.cleaned_data["seen"] for section in sections.forms},
    }


def _show_conflict(form, sections, report: Report) -> None:
    """Both texts side by side; the next save is made knowing the other."""
    sections.show_theirs(Report.objects.get(pk=report.pk).sections.all())
    form.data = form.data.copy()
    form.data["head_seen"] = composing.head_fingerprint(Report.objects.get(pk=report.pk))


def _preview(
    request: HttpRequest, report: Report, form, sections, known: Facts, *, as_pdf: bool
) -> HttpResponse:
    """The paper of texts not stored yet; where they cannot be stored, what is wrong with them."""
    edited = _edited(sections)
    if edited is None or not form.is_valid():
        return _page(request, report, form, sections, known)
    drawn = composing.preview(
        report, sections=edited["sections"], meetings=form.cleaned_data["meetings"], known=known
    )
    if as_pdf:
        return handed_out(paper_of.pdf(drawn), "application/pdf", "Vorschau.pdf", inline=True)
    return _page(request, report, form, sections, known, document=paper_of.html(drawn, top=3), unsaved=True)


def _page(request: HttpRequest, report: Report, form, sections, known: Facts, **more) -> HttpResponse:
    """The form, and beside it the paper: as stored, or as typed where that was asked for."""
    stored = Report.objects.get(pk=report.pk)
    document = more.pop("document", None) or paper_of.html(composing.paper_of(stored, known), top=3)
    return render(
        request,
        "quality_dialog/report_edit.html",
        {
            "form": form,
            "sections": sections,
            "report": stored,
            "document": document,
            "checklist": CHECKLIST,
            "proposed_keys": PROPOSED,
            "missing": _missing(stored, known),
            "figures": _token_table(known.figures()),
            "heading": "Bericht bearbeiten",
            "warnings": [REVIEW_ENDS] if stored.review_on else [],
            "cancel_url": report.get_absolute_url(),
            "crumbs": crumbs(stored, "Bearbeiten"),
            **more,
        },
    )


def _missing(report: Report, known: Facts) -> list[tuple[str, str]]:
    """What the system would tell by now and the report has no section for: key and title."""
    there = set(report.sections.values_list("key", flat=True)) | {PLAIN}
    return [
        (one.key, TITLES[one.key]) for one in wording.draft(known) if one.included and one.key not in there
    ]


def _token_table(figures: Sequence[Figure]) -> Table:
    """What may be written into a section, and how it will read there."""
    return Table(
        [
            Column("label", "Zahl"),
            Column("text", "So steht sie im Bericht"),
            Column("token", "So schreiben Sie sie", lambda figure: f"[[{figure.key}]]"),
        ],
        figures,
        "Zahlen, die im Text stehen können",
    )


@while_written
def section_create(request: HttpRequest, report: Report) -> HttpResponse:
    """A section of the writers' own."""
    figures = composing.known_to(report).figures()
    form = OwnSectionForm(request.POST or None, figures=[figure.key for figure in figures])
    return answer_form(
        request,
        form,
        partial(composing.add_section, report),
        report,
        "Eigener Abschnitt",
        done=lambda section: f"Der Abschnitt „{section}“ steht jetzt am Ende des Berichts.",
        then=reverse("quality_dialog:report_edit", args=[report.pk]),
        submit_label="Abschnitt anlegen",
        cancel_url=reverse("quality_dialog:report_edit", args=[report.pk]),
    )


@while_written
def section_proposal(request: HttpRequest, report: Report, key: str) -> HttpResponse:
    """How the system would write a section today, beside what is stored; one button takes it over."""
    section = report.sections.filter(key=key).first()
    if section is None and key not in PROPOSED:
        raise Http404
    section = section or Section(report=report, key=key)
    if request.method == "POST":
        if refusal := refused(
            composing.take_proposal,
            report=report,
            section=section,
            by=request.user,
            on=timezone.localdate(),
        ):
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, "Der Vorschlag ist übernommen; der Text davor steht im Protokoll.")
        return redirect("quality_dialog:report_edit", pk=report.pk)
    proposed = composing.proposal(report, key)
    if proposed is None:
        messages.info(request, "Zum Stichtag gibt es für diesen Abschnitt nichts vorzuschlagen.")
        return redirect("quality_dialog:report_edit", pk=report.pk)
    return render(
        request,
        "quality_dialog/section_proposal.html",
        {
            "title": f"Vorschlag: {TITLES.get(key) or section}",
            "section": section,
            "proposed": proposed,
            "same": proposed.body.strip() == section.body.replace("\r\n", "\n").strip(),
            "cancel_url": reverse("quality_dialog:report_edit", args=[report.pk]),
            "crumbs": crumbs(report, "Vorschlag"),
        },
    )
