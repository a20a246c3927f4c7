"""Published reports for everybody: the list, a report as page, and as PDF."""

from datetime import date
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from quality_dialog.report import publishing, renditions
from quartiersarbeit.ground import german
from quartiersarbeit.ground import paper as paper_machine
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.downloads import handed_out
from quartiersarbeit.ground.kept import Kept
from quartiersarbeit.ground.paper import OnScreen, Paper
from quartiersarbeit.public.answering import open_to_all, page


class Published(NamedTuple):
    """A published report as everybody reads it, drawn once per change."""

    report: Any
    paper: Paper
    newer: Any
    shown: OnScreen


_kept: Kept[Published] = Kept(most=24)
_listed: Kept[list[Published]] = Kept(most=4)


def read(pk: int, on: date) -> Published:
    """The report without names of persons; Http404 for what is not published."""
    report = get_object_or_404(publishing.versions(on), pk=pk)
    publishing.make(report)  # before anything is kept: what is kept only reads

    def made() -> Published:
        paper = publishing.public_paper(report)
        return Published(report, paper, publishing.newest(report, on), paper_machine.on_screen(paper))

    return _kept.of((pk, on, city()), made)


def all_of(on: date) -> list[Published]:
    """All of them, the newest first."""
    for one in publishing.not_made(on):
        publishing.make(one)
    newest_first = publishing.versions(on).order_by("-as_of", "-pk").values_list("pk", flat=True)
    return _listed.of((on, city()), lambda: [read(pk, on) for pk in newest_first.all()])


def version_of(one: Any) -> str:
    """„Fassung 2 vom 26.01.2021“: the day is that of its approval."""
    return f"Fassung {one.version} vom {german.day(one.approved_on)}"


COLUMNS = (
    Column(
        "subject", "Bericht", lambda one: f"{one.paper.kind}: {one.paper.subject}", link=lambda one: _at(one)
    ),
    Column("as_of", "Stichtag", lambda one: one.paper.as_of, kind="date"),
    Column("version", "Fassung", lambda one: version_of(one.report)),
    Column("newer", "Gilt", lambda one: f"berichtigt durch {version_of(one.newer)}" if one.newer else "ja"),
)


def _at(one: Published) -> str:
    return address("public_report", one.report.pk)


@open_to_all
def public_home(request: HttpRequest) -> HttpResponse:
    """What is published, and the way to the check of papers and to open data."""
    table = Table(COLUMNS, all_of(timezone.localdate()), "Veröffentlichte Berichte")
    return page(request, "home", "Veröffentlichtes", below=False, table=table)


@open_to_all
def public_report(request: HttpRequest, pk: int) -> HttpResponse:
    """A report; a corrected one stays at its address and says which one stands in its place."""
    one = read(pk, timezone.localdate())
    report, paper = one.report, one.paper
    facts = [
        ("Fassung", version_of(report)),
        ("Veröffentlicht am", german.day(report.published_on)),
        ("Drucksachen-Nr.", report.reference),
        *([("Prüfcode", paper.check_code)] if paper.check_code else []),
        ("PDF", "PDF ohne Namen von Personen", address("public_report_pdf", pk)),
    ]
    newer = (version_of(one.newer), address("public_report", one.newer.pk)) if one.newer else None
    title = f"{paper.kind} {paper.year}"
    return page(request, "report", title, facts=facts, newer=newer, document=one.shown.document)


@open_to_all
def public_report_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as accessible PDF; its bytes are kept, so that it can be checked."""
    one = read(pk, timezone.localdate())
    file = publishing.public_pdf(one.report)
    name = renditions.filename(one.paper, "pdf")
    return handed_out(bytes(file.content), renditions.MIME_TYPES["pdf"], name, inline=True)
