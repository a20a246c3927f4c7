"""Handing a report over to the session service: its page in the order that council systems ask, and the city's own
Word template."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from quality_dialog.report import council, renditions
from quality_dialog.report.forms.council import CouncilSheetForm, WordTemplateForm
from quality_dialog.report.models import CouncilSheet, Report, WordTemplate
from quality_dialog.report.shown import shown
from quality_dialog.report.views.files import attached, attachments_table
from quality_dialog.report.views.pages import may_change, may_view, visible
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.downloads import handed_out
from quartiersarbeit.ground.forms import answer_form, answer_reason
from quartiersarbeit.ground.hands import permission_required

SERVICE, TEMPLATES = "Sitzungsdienst", "Word-Vorlagen"
KEEPS = "quality_dialog.change_textblock"  # who keeps the office's texts keeps its templates
LIST = "quality_dialog:word_template_list"


def _overview(report: Report) -> str:
    return reverse("quality_dialog:report_council", args=[report.pk])


def _inside(request: HttpRequest, pk: int) -> Report:
    """The report, for whoever sees how it comes about."""
    report = visible(request, pk)
    if not request.user.sees_everything:
        raise PermissionDenied
    return report


def _sheet(report: Report) -> CouncilSheet | None:
    return CouncilSheet.objects.filter(report=report).first()


def _entries(report: Report) -> list[council.Entry]:
    """All fields as the paper and the records say them now: agenda items come to be known after the approval."""
    printed, sheet = shown(report).paper, _sheet(report)
    known = {
        (stop.meeting.committee.name, stop.meeting.held_on): stop.item
        for stop in report.consultations.select_related("meeting__committee")
    }
    items = [known.get((stop.name, stop.held_on), stop.item) for stop in printed.consultations]
    said = {}
    if sheet:
        said = {
            "product_group": sheet.product_group,
            "openness": sheet.get_openness_display(),
            "financial_effects": sheet.financial_effects,
        }
    return council.entries(printed, items=items, **said)


@may_view
@require_safe
def report_council(request: HttpRequest, pk: int) -> HttpResponse:
    """Each field with its text, to be copied into a council system."""
    report, on = _inside(request, pk), timezone.localdate()
    stops = report.consultations.with_paper_day(on).select_related("meeting__committee")
    return render(
        request,
        "quality_dialog/report_council.html",
        {
            "title": f"{SERVICE}: {report}",
            "heading": SERVICE,
            "report": report,
            "entries": _entries(report),
            "sections": [part for part in map(council.section_text, shown(report).paper.sections) if part],
            "stops": Table(
                [
                    Column("meeting", "Sitzung"),
                    Column("item", "TOP", lambda stop: stop.item or council.NO_ITEM),
                    Column("papers", "Unterlagen bis", kind="date"),
                ],
                list(stops),
                "Sitzungen",
            ),
            "attachments": attachments_table(attached(report=report)),
            "template": WordTemplate.objects.in_use(on).defer("content").first()
            if report.approved_on
            else None,
            "may_enter": request.user.has_perm("quality_dialog.change_report") and not report.submitted_on,
            "crumbs": crumbs(report, SERVICE),
        },
    )


@may_change
def council_sheet_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """What council systems ask besides; the last report's answers are proposed."""
    report = visible(request, pk)
    known = _sheet(report) or CouncilSheet.objects.order_by("-entered_on", "-pk").first()
    fields = ("product_group", "openness", "financial_effects")
    initial = {name: getattr(known, name) for name in fields} if known else {}
    *above, _ = crumbs(report, SERVICE)
    return answer_form(
        request,
        CouncilSheetForm(request.POST or None, initial=initial),
        partial(CouncilSheet.objects.enter, report=report),
        report,
        "Angaben für den Sitzungsdienst",
        done="Die Angaben sind gespeichert.",
        then=_overview(report),
        submit_label="Angaben speichern",
        cancel_url=_overview(report),
        crumbs=[*above, (SERVICE, _overview(report)), ("Angaben", "")],
    )


@may_view
@require_safe
def report_council_docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The approved report in the city's newest template."""
    report = _inside(request, pk)
    template = WordTemplate.objects.in_use(timezone.localdate()).first()
    if template is None or not report.approved_on:
        raise Http404(
            "In die Word-Vorlage kommt nur ein freigegebener Bericht, und nur, wo es eine Vorlage gibt."
        )
    from quality_dialog.report import council_word  # with python-docx, which takes a tenth of a start

    content = council_word.filled(bytes(template.content), _entries(report))
    name = renditions.filename(shown(report).paper, "docx").replace(".docx", "-vorlage.docx")
    return handed_out(content, renditions.MIME_TYPES["docx"], name)


# --- the templates -----------------------------------------------------------------------------------


@permission_required(KEEPS, raise_exception=True)
def word_template_list(request: HttpRequest) -> HttpResponse:
    """The templates, and the form for another one."""
    too_large = getattr(request, "upload_too_large", False)
    rows = WordTemplate.objects.visible_to(request.user).defer("content")
    return answer_form(
        request,
        WordTemplateForm(request.POST or None, request.FILES or None, too_large=too_large),
        WordTemplate.objects.upload,
        "quality_dialog:report_list",
        TEMPLATES,
        done=lambda made: f"Die Vorlage „{made}“ ist da. Ab jetzt wird sie gefüllt.",
        then=reverse(LIST),
        template="quality_dialog/word_templates.html",
        intro="Die Anwendung füllt die neueste Vorlage mit einem freigegebenen Bericht. "
        "Sie führt nichts aus, was in ihr steht.",
        submit_label="Vorlage hochladen",
        templates=Table(
            [
                Column("name", "Vorlage", link=WordTemplate.get_absolute_url),
                Column("uploaded_on", "Hochgeladen", kind="date"),
                Column("retired_on", "Außer Gebrauch seit", kind="date"),
                Column("retirement_reason", "Grund"),
                Column("act", "Außer Gebrauch nehmen", _retire_label, link=_retire_url),
            ],
            list(rows.select_related("uploaded_by")),
            TEMPLATES,
        ),
    )


def _retire_label(template: WordTemplate) -> str:
    return "" if template.retired_on else f"Außer Gebrauch nehmen: {template}"


def _retire_url(template: WordTemplate) -> str | None:
    return None if template.retired_on else reverse("quality_dialog:word_template_retire", args=[template.pk])


def _template(request: HttpRequest, pk: int) -> WordTemplate:
    return get_object_or_404(WordTemplate.objects.visible_to(request.user), pk=pk)


@permission_required(KEEPS, raise_exception=True)
@require_safe
def word_template_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A template as it was uploaded."""
    template = _template(request, pk)
    return handed_out(bytes(template.content), renditions.MIME_TYPES["docx"], f"{template.name}.docx")


@permission_required(KEEPS, raise_exception=True)
def word_template_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill it no more, for a reason."""
    template = _template(request, pk)
    return answer_reason(
        request,
        template.retire,
        LIST,
        f"Außer Gebrauch nehmen: {template}",
        done="Diese Vorlage wird nicht mehr gefüllt.",
        intro="Danach füllt die Anwendung die neueste der übrigen Vorlagen. "
        "Schon gefüllte Dateien bleiben, wie sie sind.",
    )
