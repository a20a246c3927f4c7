"""A report as files: drawn while it is a draft, from its stored bytes once approved; and the proof of that."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from quality_dialog.report import composing, renditions, verifying
from quality_dialog.report.models import Attachment, Rendition, Report
from quality_dialog.report.shown import shown
from quality_dialog.report.views.pages import may_view, visible
from quartiersarbeit.ground import german
from quartiersarbeit.ground import paper as paper_machine
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Badge, Column, Table
from quartiersarbeit.ground.downloads import handed_out
from quartiersarbeit.ground.replica import reads


@may_view
@require_safe
@reads
def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as a page of its own, to read and to print."""
    report = visible(request, pk)
    document = stored_page(report) if report.approved_on else shown(report).html
    large = request.GET.get("schrift") == "gross"
    given = {"title": report.subject, "document": document, "large": large, "report": report}
    return render(request, "quality_dialog/paper.html", given)


def stored_page(report: Report) -> SafeString:
    """What stands between the tags of the stored page: our own bytes, kept by the database with their sum."""
    page = bytes(report.renditions.get(format="html").content).decode()
    inside = page.partition("<main>")[2].rpartition("</main>")[0] or page
    return mark_safe(inside)  # noqa: S308  drawn by our own templates, which escape every text


@may_view
@require_safe
@reads
def report_file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The report in one of its formats, or all its files in one archive (`zip`)."""
    report = visible(request, pk)
    paper = composing.paper_of(report)
    if not report.approved_on:
        attached = _attached(report, paper) if name == "zip" else None
        content = renditions.render(paper, name, address=_address(report), attachments=attached)
    else:
        stored = _stored(report)
        content = (
            renditions.bundle(paper, stored, _attached(report, paper))
            if name == "zip"
            else stored.get(name, b"")
        )
    if not content:
        raise Http404("Diese Ausfertigung gibt es nicht.")
    filename = renditions.filename(paper, name)
    return handed_out(content, renditions.MIME_TYPES[name], filename, inline=name == "pdf")


def _stored(report: Report) -> Mapping[str, bytes]:
    return {file.format: bytes(file.content) for file in report.renditions.sealed()}


def _attached(report: Report, paper: paper_machine.Paper) -> Mapping[str, bytes]:
    """The attachments the paper names, by what each is called in the archive."""
    return renditions.attached(
        paper, report.attachments.order_by("position").values_list("content", flat=True)
    )


def _address(report: Report) -> str:
    return renditions.address_of(report.get_absolute_url())


@may_view
@require_safe
def report_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Proves, now, that the approved report is what was approved."""
    report = visible(request, pk)
    if not report.approved_on:
        raise Http404("Prüfen lässt sich nur ein freigegebener Bericht.")
    checks = verifying.verify(report)
    return render(
        request,
        "quality_dialog/report_verify.html",
        {
            "title": "Echtheit prüfen",
            "report": report,
            "holds": all(check.holds for check in checks),
            "drawn_alike": all(check.decided for check in checks),
            "checks": Table(
                [
                    Column("what", "Geprüft"),
                    Column("result", "Ergebnis", _result, kind="badge"),
                    Column("found", "Befund"),
                ],
                checks,
                "Prüfungen des Berichts",
            ),
            "facts": [
                ("Freigegeben am", german.day(report.approved_on)),
                ("Nummer des Siegels", str(report.seal_number)),
                ("Siegel (SHA-256)", report.seal_sha256),
                ("Fakten (SHA-256)", report.facts_sha256),
                *_for_everybody(report),
            ],
            "files": files_table(sealed(report=report)),
            "crumbs": crumbs(report, "Echtheit prüfen"),
        },
    )


def _for_everybody(report: Report) -> list[tuple[str, ...]]:
    """By which code anybody checks the paper, and where everybody reads it."""
    code = (report.facts or {}).get("check_code", "")
    told: list[tuple[str, ...]] = [("Prüfcode auf dem Papier", code)] if code else []
    if settings.PUBLIC_PAGES and report.published_on:
        told.append(("Im Internet", "ohne Namen von Personen", address("public_report", report.pk)))
    return told


def _result(check: verifying.Check) -> Badge:
    if not check.decided:
        return Badge("nicht vergleichbar", "info")
    return Badge("stimmt", "success") if check.holds else Badge("stimmt nicht", "danger")


def sealed(**to: Any) -> QuerySet:
    """The stored files of a report, without their bytes."""
    return Rendition.objects.filter(**to).sealed().defer("content")


def files_table(rows: Iterable[Rendition]) -> Table:
    """The stored files with their check sums, each to be fetched."""
    return Table(
        [
            Column(
                "format",
                "Datei",
                "get_format_display",
                link=lambda file: address(f"quality_dialog:{ADDRESSES[file.format]}", file.report_id),
            ),
            Column("sha256", "Prüfsumme (SHA-256)"),
        ],
        list(rows),
        "Dateien des freigegebenen Berichts",
    )


def attached(**to: Any) -> QuerySet:
    """The attachments of a report in their order, without their bytes."""
    return Attachment.objects.filter(**to).listed().order_by("position")


def attachments_table(rows: Iterable[Attachment]) -> Table:
    """What goes with the report, each to be fetched."""
    return Table(
        [
            Column("position", "Nr."),
            Column("title", "Anlage", link=Attachment.get_absolute_url),
            Column("extent", "Umfang"),
            Column("sha256", "Prüfsumme (SHA-256)"),
        ],
        list(rows),
        "Anlagen des Berichts",
    )


ADDRESSES = {"pdf": "report_pdf", "docx": "report_docx", "json": "report_json", "html": "report_html"}
