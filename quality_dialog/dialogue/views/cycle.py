"""Years of quality dialogue: how far the talks about each site have come, without ranking any."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from partners.ways_back import ways_back
from quality_dialog.dialogue.models import Cycle, Dialogue, Measure
from quality_dialog.dialogue.statuses import cycle_status
from quality_dialog.dialogue.views.progress import Progress
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import EXAMPLE, Badge, Column, example_columns
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.inside import counted
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list
from quartiersarbeit.ground.past import told


def _overdue_address(**chosen) -> str:
    query = urlencode({"stand": "ueberfaellig", **chosen})
    return f"{reverse('quality_dialog:measure_list')}?{query}"


CYCLES = (
    Column("year", "Jahr", sort="year", link=Cycle.get_absolute_url),
    Column("framework", "Rahmenkonzept"),
    Column("opened_on", "Eröffnet am", sort="opened_on", kind="date"),
    Column("report_due_on", "Bericht bis", sort="report_due_on", kind="date"),
    Column("dialogue_count", "Standorte", sort="dialogue_count", kind="number"),
    Column(
        "overdue_count",
        "Überfällige Maßnahmen",
        sort="overdue_count",
        kind="number",
        link=lambda cycle: _overdue_address(jahr=cycle.year) if cycle.overdue_count else None,
    ),
)


@permission_required("quality_dialog.view_cycle", raise_exception=True)
@require_safe
@kept_page
def cycle_list(request: HttpRequest) -> HttpResponse:
    """The years of quality dialogue that one sees."""
    on, user = timezone.localdate(), request.user
    cycles = Cycle.objects.visible_to(user)
    return answer_list(
        request,
        cycles.select_related("framework").annotate(
            dialogue_count=counted(Dialogue.objects.visible_to(user), "cycle"),
            overdue_count=counted(Measure.objects.visible_to(user).overdue(on), "finding__dialogue__cycle"),
        ),
        columns=[*CYCLES, *example_columns(cycles)],
        title="Qualitätsdialog",
        template="quality_dialog/cycle_list.html",
        order="-year",
        empty="Noch kein Qualitätsdialog eröffnet."
        if user.sees_everything
        else "Ihre Organisation nimmt noch an keinem Qualitätsdialog teil.",
        create=("Neues Jahr eröffnen", reverse("quality_dialog:cycle_create"))
        if user.has_perm("quality_dialog.add_cycle")
        else None,
        context={
            "intro": "Stadt und Partner sprechen jedes Jahr an jedem Standort über die Qualität der Arbeit."
        },
    )


@permission_required("quality_dialog.view_cycle", raise_exception=True)
@require_safe
@kept_page
def cycle_detail(request: HttpRequest, year: int) -> HttpResponse:
    """A year's framework, focus and deadlines, and per site what is missing from whom; also as a file."""
    on, user = timezone.localdate(), request.user
    seen = Cycle.objects.visible_to(user).with_being_reported(on).select_related("framework")
    cycle = get_object_or_404(seen, year=year)
    progress = Progress(user, cycle, on)
    return answer_list(
        request,
        progress.rows,
        columns=_columns(progress),
        title=f"Standorte {year}",
        template="quality_dialog/cycle_detail.html",
        order="site",
        export_name=f"qualitaetsdialog-{year}",
        context={
            "cycle": cycle,
            "badges": _badges(cycle),
            "crumbs": crumbs(cycle),
            "on": on,
            "facts": _facts(user, cycle),
            "ways_back": ways_back(user, cycle),
            "phases": progress.phases,
            "current": cycle_status(progress.phases),
        },
    )


def _badges(cycle: Cycle) -> list[Badge]:
    """What of it is only an example: the year's records, the framework's text, or both."""
    text = [Badge("Rahmenkonzept: Beispiel", "info")] if cycle.framework.is_example else []
    return [EXAMPLE, *text] if cycle.is_example else text


def _facts(user, cycle: Cycle) -> list[tuple]:
    """Against which text one talks, about what above all, and until when."""
    due = (cycle.assessment_due_on, cycle.meetings_due_on, cycle.report_due_on)
    assessment, meetings, report = (german.day(on) if on else "" for on in due)
    text = f"{cycle.framework}, gültig ab {german.day(cycle.framework.valid_from)}"
    reads = user.has_perm("quality_dialog.view_framework")
    return [
        ("Rahmenkonzept", text, cycle.framework.get_absolute_url() if reads else ""),
        ("Schwerpunkte", cycle.focus_topics),
        ("Eröffnet am", german.day(cycle.opened_on)),
        *([("Nacherfasst", entered)] if (entered := told(cycle)) else []),
        ("Selbsteinschätzung bis", assessment),
        ("Dialoggespräche bis", meetings),
        ("Bericht bis", report),
    ]


def _columns(progress: Progress) -> tuple[Column, ...]:
    """What is told of each site of a year; counts say what is open, not who is better, so nothing sorts by them."""
    year, overdue, tally = progress.cycle.year, progress.overdue, progress.tally

    def late(one: Dialogue) -> str | None:
        return _overdue_address(jahr=year, standort=one.site_id) if overdue[one.pk] else None

    return (
        Column("site", "Standort", sort="site__name", link=Dialogue.get_absolute_url),
        Column("partners", "Beteiligte", lambda one: ", ".join(map(str, one.partners.all()))),
        Column("meeting_on", "Dialoggespräch am", sort="meeting_on", kind="date"),
        Column(
            "assessments",
            "Selbsteinschätzung",
            lambda one: f"{progress.handed_in(one)} von {len(one.partners.all())}",
        ),
        Column("agreed", "Einvernehmen", lambda one: tally(one).agreed, kind="number"),
        Column("disputed", "abweichend", lambda one: tally(one).disputed, kind="number"),
        Column("open", "offen", lambda one: tally(one).open, kind="number"),
        Column("overdue", "überfällig", lambda one: overdue[one.pk], kind="number", link=late),
        Column("missing", "Es fehlt noch", lambda one: " ".join(progress.missing(one)) or "nichts"),
    )
