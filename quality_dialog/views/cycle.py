"""Years of quality dialogue: how far the talks about each site have come, without ranking any."""

from collections import Counter
from datetime import date

from django.contrib.auth.decorators import permission_required
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from partners.badges import EXAMPLE, example_columns
from quality_dialog.models import Assessment, Cycle, Dialogue, Finding, Measure
from quality_dialog.views.finding import AGREED, DISPUTED, OPEN, dialogue_trail, finding_state, with_states
from quartiersarbeit import german
from quartiersarbeit.listing import Badge, Column, Table, answer_list


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


def _counted(rows, by: str) -> Coalesce:
    """How many of these rows belong to the outer one through the path `by`."""
    found = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(many=Count("pk"))
    return Coalesce(Subquery(found.values("many")), 0)


@permission_required("quality_dialog.view_cycle", raise_exception=True)
@require_safe
def cycle_list(request: HttpRequest) -> HttpResponse:
    """The years of quality dialogue that one sees."""
    on, user = timezone.localdate(), request.user
    cycles = Cycle.objects.visible_to(user)
    return answer_list(
        request,
        cycles.select_related("framework").annotate(
            dialogue_count=_counted(Dialogue.objects.visible_to(user), "cycle"),
            overdue_count=_counted(Measure.objects.visible_to(user).overdue(on), "finding__dialogue__cycle"),
        ),
        columns=[*CYCLES, *example_columns(cycles)],
        title="Qualitätsdialog",
        template="quality_dialog/cycle_list.html",
        order="-year",
        empty="Noch kein Qualitätsdialog eröffnet."
        if user.sees_everything
        else "Ihre Organisation nimmt noch an keinem Qualitätsdialog teil.",
        context={
            "intro": "Stadt und Partner sprechen jedes Jahr an jedem Standort über die Qualität der Arbeit."
        },
    )


@permission_required("quality_dialog.view_cycle", raise_exception=True)
@require_safe
def cycle_detail(request: HttpRequest, year: int) -> HttpResponse:
    """A year's framework, focus and deadlines, and how far the talk about each site has come."""
    on, user = timezone.localdate(), request.user
    cycle = get_object_or_404(Cycle.objects.visible_to(user).select_related("framework"), year=year)
    return render(
        request,
        "quality_dialog/cycle_detail.html",
        {
            "cycle": cycle,
            "badges": _badges(cycle),
            "crumbs": dialogue_trail((str(cycle.year), "")),
            "on": on,
            "facts": _facts(cycle),
            "dialogues": _dialogues(user, cycle, on),
        },
    )


def _badges(cycle: Cycle) -> list[Badge]:
    """What of it is only an example: the year's records, the framework's text, or both."""
    text = [Badge("Rahmenkonzept: Beispiel", "info")] if cycle.framework.is_example else []
    return [EXAMPLE, *text] if cycle.is_example else text


def _facts(cycle: Cycle) -> list[tuple]:
    """Against which text one talks, about what above all, and until when."""
    due = (cycle.assessment_due_on, cycle.meetings_due_on, cycle.report_due_on)
    assessment, meetings, report = (german.day(on) if on else "" for on in due)
    return [
        ("Rahmenkonzept", f"{cycle.framework}, gültig ab {german.day(cycle.framework.valid_from)}"),
        ("Schwerpunkte", cycle.focus_topics),
        ("Eröffnet am", german.day(cycle.opened_on)),
        ("Selbsteinschätzung bis", assessment),
        ("Gespräche bis", meetings),
        ("Bericht bis", report),
    ]


STATES = (("agreed", "Einvernehmen", AGREED), ("disputed", "abweichend", DISPUTED), ("open", "offen", OPEN))


def _dialogues(user, cycle: Cycle, on: date) -> Table:
    """The sites of a year in the order of their names; counts say what is open, not who is better."""
    rows = Dialogue.objects.visible_to(user).filter(cycle=cycle).select_related("site", "cycle")
    columns = (
        Column("site", "Standort", link=Dialogue.get_absolute_url),
        Column("partners", "Beteiligte", lambda one: ", ".join(map(str, one.partners.all()))),
        Column("meeting_on", "Gespräch am", kind="date"),
        _assessed(user, cycle, on),
        *_agreed(user, cycle, on),
        _overdue(user, cycle, on),
    )
    return Table(columns, rows.prefetch_related("partners").order_by("site__name"), f"Standorte {cycle.year}")


def _assessed(user, cycle: Cycle, on: date) -> Column:
    """How many of a site's partners have handed in their self-assessment."""
    given = Assessment.objects.visible_to(user).filter(dialogue__cycle=cycle, submitted_on__lte=on)
    partners = given.order_by().values_list("dialogue").annotate(Count("partner", distinct=True))
    count = Counter(dict(partners))
    return Column(
        "assessments", "Selbsteinschätzung", lambda one: f"{count[one.pk]} von {len(one.partners.all())}"
    )


def _agreed(user, cycle: Cycle, on: date) -> list[Column]:
    """How many findings about a site stand where; drafts are not counted."""
    findings = with_states(Finding.objects.visible_to(user).filter(dialogue__cycle=cycle), on)
    count = Counter((finding.dialogue_id, finding_state(finding, on)) for finding in findings)
    return [
        Column(key, label, lambda one, state=state: count[one.pk, state], kind="number")
        for key, label, state in STATES
    ]


def _overdue(user, cycle: Cycle, on: date) -> Column:
    """How many measures at a site are overdue; the count leads to exactly them."""
    late = Measure.objects.visible_to(user).overdue(on).filter(finding__dialogue__cycle=cycle)
    count = Counter(late.values_list("finding__dialogue", flat=True))

    def leads_to(one: Dialogue) -> str | None:
        return _overdue_address(jahr=cycle.year, standort=one.site_id) if count[one.pk] else None

    return Column("overdue", "überfällig", lambda one: count[one.pk], kind="number", link=leads_to)
