"""Reports: the list, a new one, its texts, its paper, and what each of its figures rests on."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from partners.notified import notified_table
from partners.ways_back import ways_back_table
from quality_dialog.report import approval, composing
from quality_dialog.report.forms.report import ReportStartForm
from quality_dialog.report.forms.way import ReportFilter
from quality_dialog.report.models import Consultation, PartnerReading, Report, ReportReturn, searching
from quality_dialog.report.models.report import ReportQuerySet
from quality_dialog.report.second_count import Number
from quality_dialog.report.shown import Shown, shown
from quality_dialog.report.statuses import ReportStatus
from quality_dialog.report.views.files import attachments_table, files_table
from quality_dialog.report.views.pages import may_edit, may_view, visible
from quality_dialog.report.views.read_with import for_all, for_the_city
from quality_dialog.report.views.tables import signatures_table, stops_table
from quality_dialog.report.views.way import way
from quartiersarbeit.ground import german, letters
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Badge, Column, Table
from quartiersarbeit.ground.events import Signatures, later_than
from quartiersarbeit.ground.forms import accepted, form_page
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.inside import Inside
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list
from quartiersarbeit.ground.paper import Paper


@may_view
@require_safe
@kept_page
def report_list(request: HttpRequest) -> HttpResponse:
    """All reports one may see, the newest first."""
    stops = Consultation.objects.select_related("meeting__committee")
    may_add = request.user.has_perm("quality_dialog.add_report")
    searched = letters.one_line(request.GET.get("q", "")) and not request.GET.get("export")
    return answer_list(
        request,
        Report.objects.visible_to(request.user)
        .with_status(timezone.localdate())
        .with_version()
        .select_related("corrects")
        .only("subject", "kind", "year", "as_of", "reference", "corrects__approved_on")
        .prefetch_related(Prefetch("consultations", stops)),
        title="Berichte",
        columns=[
            Column("subject", "Thema", sort="subject", link=Report.get_absolute_url),
            Column("kind", "Art", "get_kind_display", sort="kind"),
            Column("year", "Jahr", lambda report: str(report.year), sort="year"),
            Column("as_of", "Stichtag", sort="as_of", kind="date"),
            Column("reference", "Drucksachen-Nr.", sort="reference"),
            Column("meetings", "Beratungsfolge", lambda r: ", ".join(str(c) for c in r.consultations.all())),
            Column("version", "Fassung", _version),
            Column("status", "Stand", kind="badge"),
            *([Column("excerpt", "Fundstelle", lambda report: _excerpt(report.excerpt))] if searched else []),
        ],
        search=ReportQuerySet.found,
        filterset=ReportFilter,
        empty="Noch keine Berichte – so legen Sie den ersten an." if may_add else "Noch keine Berichte.",
        create=("Neuer Bericht", reverse("quality_dialog:report_create")) if may_add else None,
        context={"intro": _beside(request.user)},
    )


def _beside(user) -> SafeString | None:
    """What lies beside the reports, for whoever has it."""
    if not (user.sees_everything or user.partner_id):
        return None
    link = '<a class="kern-link" href="{}">{}</a>.'
    said = [("Was Gremien zu Berichten gewünscht haben, steht unter", "wish_list", "Wünsche der Gremien")]
    if user.has_perm("quality_dialog.change_textblock"):
        said.append(("Die eigenen Vorlagen der Stadt liegen unter", "word_template_list", "Word-Vorlagen"))
    told = ((text, format_html(link, reverse(f"quality_dialog:{name}"), label)) for text, name, label in said)
    return format_html_join(" ", "{} {}", told)


def _version(report: Report) -> str:
    """„Fassung 2, berichtigt die vom 03.09.2026“."""
    older = report.corrects
    if older is None:
        return f"Fassung {report.version}"
    approved = f" die vom {german.day(older.approved_on)}" if older.approved_on else " die vorige"
    return f"Fassung {report.version}, berichtigt{approved}"


def _excerpt(found: str) -> SafeString:
    """Where it stands in the text, with the words marked; every letter of the text itself is escaped."""
    start, *marked = found.split(searching.BEGIN)
    parts = [(word, rest) for word, _, rest in (one.partition(searching.END) for one in marked)]
    if not parts:  # found by its subject or number: the text's beginning would say nothing
        return mark_safe("")
    return format_html("{}{}", start, format_html_join("", "<mark>{}</mark>{}", parts))


@permission_required("quality_dialog.add_report", raise_exception=True)
def report_create(request: HttpRequest) -> HttpResponse:
    """Pick year and as-of date; the draft writes itself."""
    form = ReportStartForm(request.POST or None)
    if accepted(form, composing.start, by=request.user, on=timezone.localdate()):
        messages.success(request, "Der Entwurf ist geschrieben. Prüfen Sie die Texte und ergänzen Sie sie.")
        if not form.result.consultations.exists():
            messages.warning(
                request,
                "Im Halbjahr nach dem Stichtag ist keine Sitzung erfasst. Wählen Sie die Beratungsfolge.",
            )
        return redirect(form.result)
    if form.errors and (existing := _existing(form)):
        messages.warning(
            request,
            format_html(
                'Diesen Bericht gibt es schon: <a class="kern-link" href="{}">{} (Stand: {})</a>',
                existing.get_absolute_url(),
                existing,
                existing.status,
            ),
        )
    return form_page(
        request,
        form,
        "quality_dialog:report_list",
        "Neuer Bericht",
        intro="Nennen Sie Jahr und Stichtag. Den ersten Entwurf schreibt das System aus den Daten.",
        submit_label="Entwurf schreiben",
    )


def _existing(form: ReportStartForm) -> Report | None:
    """The report that is there already, where that is what the form was refused for."""
    if not any(error.code == "report_once" for errors in form.errors.as_data().values() for error in errors):
        return None
    wanted = {name: form.cleaned_data[name] for name in ("year", "kind", "as_of")}
    return Report.objects.with_status(timezone.localdate()).same(**wanted).first()


@may_view
@require_safe
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The report with its paper beside its facts: what stands where, and what each figure rests on."""
    return answer_report(request, pk)


def answer_report(request: HttpRequest, pk: int, refusals: Sequence[str] = ()) -> HttpResponse:
    """The report as it is stored, whatever was just refused."""
    user, today = request.user, timezone.localdate()
    more = for_all(today) | (for_the_city(today) if user.sees_everything else {})
    report: Any = visible(request, pk, ("facts", "plain_text"), versions=_versions(user, today), **more)
    told = shown(report)
    context = {
        "title": report.subject,
        "report": report,
        "status": report.status,
        "drawn": told.on_screen(linked=user.sees_everything),
        "may_edit": may_edit(user, report),
        "refusals": refusals,
        "notices": _notices(report, report.versions),
        "crumbs": crumbs(report),
        "facts": _facts(report, internal=user.sees_everything),
        "stops": stops_table(report, report.stops, user),
        "files": files_table(report.files) if report.approved_on else None,
        "attachments": attachments_table(report.attached),
    }
    if user.sees_everything:
        context |= _internal(report, user, told, today)
    return render(request, "quality_dialog/report_detail.html", context, status=422 if refusals else 200)


def _internal(report: Any, user, told: Shown, today: date) -> dict[str, Any]:
    """What the city and audit see besides: the way, co-signatures, returns, figures and their second count."""
    in_review, paper = report.status == ReportStatus.IN_REVIEW, told.paper
    return {
        "notified": notified_table(report.mails),
        "way": way(report, user, report.signatures, paper, today),
        "signatures": signatures_table(report.signatures, user),
        "ways_back": ways_back_table(report.taken_back, several=bool(report.asked)),
        "readings": readings_table(report.asked),
        "returns": _returns(report.given_back),
        "figures": _figure_table(told),
        "second": _second_counts(report, paper) if in_review else None,
        "seen": approval.content(paper) if in_review else "",
        "may_correct": report.approved_on
        and user.has_perm("quality_dialog.add_report")
        and not any(one.corrects_id == report.pk for one in report.versions),
        "may_schedule": report.approved_on and user.has_perm("quality_dialog.add_consultation"),
    }


def _facts(report: Any, *, internal: bool) -> list[tuple]:
    stops = ", ".join(str(stop) for stop in report.stops)
    facts = [
        ("Stand", report.status),
        ("Fassung", str(report.version)),
        ("Art", report.get_kind_display()),
        ("Berichtsjahr", str(report.year)),
        ("Stichtag", german.day(report.as_of)),
        ("Beratungsfolge", stops or "noch nicht festgelegt"),
        ("Drucksachen-Nr.", report.reference),
        ("Federführendes Amt", report.lead_office),
    ]
    if internal:
        writers = german.listing([report.drafted_by, *report.co_authors])
        facts.append(("Entworfen", f"{german.day(report.drafted_on)} von {writers}"))
        if later := later_than(report.submitted_on, report.submission_written_at):
            facts.append(("Einreichung nacherfasst", later))
        if report.discarded_on:
            told = f"{german.day(report.discarded_on)} von {report.discarded_by}: {report.discard_reason}"
            facts.append(("Verworfen", told))
    return facts


def _versions(user, today: date) -> Inside:
    """The versions before and after it that the person sees; a discarded one is no version."""
    seen = Report.objects.visible_to(user).only("approved_on", "corrects")
    after = seen.kept(today).filter(corrects=OuterRef("pk"))
    return Inside((after | seen.filter(pk=OuterRef("corrects"))).order_by("-as_of", "-pk"))


def _notices(report: Report, versions: list[Report]) -> list[tuple[str, str, str]]:
    """What whoever opens it must know first: (text, address, label of the link)."""
    found = []
    newer = next((one for one in versions if one.corrects_id == report.pk), None)
    if newer and newer.approved_on:
        found.append((f"Berichtigt durch die Fassung vom {german.day(newer.approved_on)}.", newer))
    elif newer:
        found.append(("Eine neue Fassung ist in Arbeit. Bis sie freigegeben ist, gilt diese.", newer))
    if older := next((one for one in versions if one.pk == report.corrects_id), None):
        found.append((f"Diese Fassung berichtigt die vom {german.day(older.approved_on)}.", older))
    return [(text, other.get_absolute_url(), "Zur anderen Fassung") for text, other in found]


def readings_table(readings: Sequence[PartnerReading], *acts: Column) -> Table:
    """How each partner is asked, and what came of it; read with their `status`."""
    return Table(
        [
            Column("partner", "Partner"),
            Column("way", "Weg", "get_way_display"),
            Column("shown_on", "Seit", kind="date"),
            Column("sent_on", "Brief abgesandt", kind="date"),
            Column("due_on", "Stellungnahme bis", kind="date"),
            Column("status", "Stand", kind="badge"),
            Column("text", "Stellungnahme oder Grund", lambda shown: shown.text or shown.reason),
            *acts,
        ],
        readings,
        "Lesefassungen und Stellungnahmen",
    )


def _returns(rows: Sequence[ReportReturn]) -> Table:
    signed = Signatures(rows)
    return Table(
        [
            Column("returned_on", "Am", kind="date"),
            Column("returned_by", "Von", lambda row: signed.of(row, "returned_by")),
            Column("reason", "Grund"),
        ],
        rows,
        "Rückgaben",
    )


def _second_counts(report: Report, paper: Paper) -> Table:
    """Each figure beside its second count; one that differs blocks the approval."""
    return Table(
        [
            Column("label", "Zahl", "figure.label"),
            Column("first", "Im Bericht", lambda pair: _number(pair.figure.value), numeric=True),
            Column("second", "Zweite Zählung", lambda pair: _number(pair.second), numeric=True),
            Column(
                "agrees",
                "Vergleich",
                lambda pair: Badge("gleich", "success") if pair.agrees else Badge("weicht ab", "danger"),
                kind="badge",
            ),
        ],
        approval.second_counts(report, paper),
        "Zahlen des Berichts und ihre zweite Zählung",
    )


def _number(value: Number | None) -> str:
    if value is None:
        return "nicht gezählt"
    return german.euro(value) if isinstance(value, Decimal) else german.number(value)


def _figure_table(told: Shown) -> Table:
    return Table(
        [
            Column("label", "Zahl", link=lambda figure: told.figure_url(figure.key)),
            Column("in_digits", "Wert", numeric=True),
            Column("as_of", "Stichtag", kind="date"),
            Column("records", "Datensätze", lambda figure: len(figure.records), kind="number"),
            Column("token", "Im Text", lambda figure: f"[[{figure.key}]]"),
        ],
        told.paper.figures,
        "Zahlen des Berichts",
    )


@may_view
@require_safe
def report_figure(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """What one figure rests on: its records, for those who see them all."""
    report = visible(request, pk)
    if not request.user.sees_everything:
        raise PermissionDenied
    found = next((figure for figure in shown(report).paper.figures if figure.key == key), None)
    if found is None:
        raise Http404("Diese Zahl gibt es in dem Bericht nicht.")
    return render(
        request,
        "quality_dialog/report_figure.html",
        {
            "title": found.label,
            "figure": found,
            "report": report,
            "facts": [
                ("Wert", f"{found.text}" if found.unit == "€" else f"{found.text} ({found.unit})"),
                ("Stichtag", german.day(found.as_of)),
                ("Was gezählt wird", found.source),
                ("Schlüssel im Text", f"[[{found.key}]]"),
            ],
            "records": Table(
                [Column("label", "Datensatz", link=lambda record: record.url or None)],
                found.records,
                f"Datensätze zu: {found.label}",
            ),
            "crumbs": crumbs(report, found.label),
        },
    )
