"""Measures: what follows from findings, who carries it, until when, and what is overdue."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from partners.models import Partner, User
from partners.notified import notified
from quality_dialog.dialogue.duties import MEASURE_CONFIRM
from quality_dialog.dialogue.forms.measure import NoteForm, PostponeForm
from quality_dialog.dialogue.models import Finding, Measure
from quality_dialog.dialogue.statuses import FINISHED, TAKEN_OVER, UNDER_WAY, MeasureStatus
from quality_dialog.dialogue.views.filters import by_site, by_year
from quality_dialog.dialogue.views.voices import voices
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.city import CITY_NAME, city
from quartiersarbeit.ground.columns import EXAMPLE, Column, Table
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list, several
from quartiersarbeit.ground.past import told
from quartiersarbeit.ground.several import Several

# What the list shows of a measure and of what it belongs to: six records a row are read, and a tenth of their columns.
READ_FOR_A_ROW = (
    "title",
    "responsible__name",
    "responsible__short_name",
    "finding__dialogue__site__name",
    "finding__dialogue__cycle__year",
)


class Link(NamedTuple):
    """A measure in another year: that, and the finding it follows from."""

    year: int | None = None
    finding: int | None = None


def _links_of(measures: list[Measure], user) -> dict[str, dict[int, Link]]:
    """Where each was taken over from and into, where one sees that; by the measure's key."""
    links: dict[str, dict[int, Link]] = {"from": {}, "to": {}}
    if not measures:
        return links
    from_of = {one.pk: one.carried_over_from_id for one in measures}
    of_chain = Q(pk__in=[pk for pk in from_of.values() if pk]) | Q(carried_over_from__in=list(from_of))
    seen = Measure.objects.visible_to(user).filter(of_chain).order_by()
    rows = seen.values_list("pk", "carried_over_from", "finding__dialogue__cycle__year", "finding")
    found = {pk: (before, Link(year, finding)) for pk, before, year, finding in rows}
    links["from"] = {pk: found[before][1] for pk, before in from_of.items() if before in found}
    links["to"] = {before: link for before, link in found.values() if before in from_of}
    return links


def _finding_address(pk: int | None) -> str | None:
    return reverse("quality_dialog:finding_detail", args=[pk]) if pk else None


WHAT = Column("title", "Maßnahme", sort="title", link=Measure.get_absolute_url)
OWNER = Column("owner", "Verantwortlich", sort="responsible__short_name")
DUE = Column("due", "Fällig am", sort="due", kind="date")
STATE = Column("status", "Stand", kind="badge")


STEPS = (
    Column("on", "Datum", kind="date"),
    Column("by", "Von", lambda step: _side(step.by, step.measure)),
    Column("text", "Was"),
    Column("new_due_on", "Neue Frist", kind="date"),
)
LATE = (MeasureStatus.OVERDUE, MeasureStatus.CARRIED_OVERDUE)
A_DAY = timedelta(days=1)
LONGEST_CHAIN = 30  # years; a chain of references ends even where somebody closed it to a ring


def measure_table(user, on: date, **of) -> Table:
    """The measures of one finding or of one dialogue."""
    seen = Measure.objects.visible_to(user).filter(**of).select_related("responsible", "finding")
    rows = seen.by_urgency(on)
    chain = _links_of(rows, user)

    def linked(way: str, label: str) -> Column:
        def link(row: Measure) -> Link:
            return chain[way].get(row.pk, Link())

        return Column(
            f"{way}_year",
            label,
            lambda row: link(row).year,
            link=lambda row: _finding_address(link(row).finding),
        )

    ends = (
        Column("done_on", "Erledigt am", kind="date"),
        Column("drop_reason", "Grund der Aufgabe"),
        linked("from", "Übernommen aus"),
        linked("to", "Übernommen nach"),
    )
    used = [column for column in ends if any(column.value_of(row) for row in rows)]
    return Table([WHAT, OWNER, DUE, STATE, *used], rows, "Maßnahmen")


def _owners(request: HttpRequest) -> QuerySet:
    measures = Measure.objects.visible_to(request.user).filter(responsible=OuterRef("pk"))
    return Partner.objects.filter(Exists(measures)).only("short_name")


class MeasureFilter(FilterSet):
    """Measures by state today, year, site and owner; each offers only what one sees."""

    STATES = [
        ("offen", "offen, auch überfällig"),
        ("ueberfaellig", "überfällig"),
        ("erledigt", "erledigt"),
        ("aufgegeben", "aufgegeben"),
        ("uebernommen", "ins Folgejahr übernommen"),
    ]
    MEANINGS = {
        "offen": lambda rows, on: rows.unfinished(on),
        "ueberfaellig": lambda rows, on: rows.overdue(on),
        "erledigt": lambda rows, on: rows.in_status(on, *FINISHED),
        "aufgegeben": lambda rows, on: rows.in_status(on, MeasureStatus.DROPPED),
        "uebernommen": lambda rows, on: rows.in_status(on, *TAKEN_OVER),
    }

    stand = ChoiceFilter(label="Stand", choices=STATES, empty_label="Alle Stände", method="in_state")
    jahr = by_year("finding__dialogue__cycle")
    standort = by_site("finding__dialogue__site")
    verantwortlich = ModelChoiceFilter(
        field_name="responsible",
        label="Verantwortlich",
        queryset=_owners,
        null_label=CITY_NAME,
        null_value="stadt",
        empty_label="Alle",
    )

    def in_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return self.MEANINGS[value](rows, timezone.localdate())


def _dialogue_address(measure: Measure) -> str:
    return measure.finding.dialogue.get_absolute_url()


SITE = Column(
    "site",
    "Standort",
    value="finding.dialogue.site",
    sort="finding__dialogue__site__name",
    link=_dialogue_address,
)
MEASURES = (
    WHAT,
    SITE,
    Column("year", "Jahr", value="finding.dialogue.cycle.year", sort="finding__dialogue__cycle__year"),
    OWNER,
    DUE,
    STATE,
)


SEVERAL = (
    Several(
        "massnahmen-verschieben",
        "Frist verschieben",
        "Frist verschoben",
        Measure,
        "quality_dialog.change_measure",
        lambda measure: measure.postpone,
        "quality_dialog:measure_list",
        ("Maßnahme", "Maßnahmen"),
        (WHAT, SITE, OWNER, DUE),
        lambda data, user: PostponeForm(data),
        ("responsible", "finding__dialogue__site", "finding__dialogue__cycle"),
        lambda rows, on: rows.with_due(on),
    ),
)


@permission_required("quality_dialog.view_measure", raise_exception=True)
@require_safe
@kept_page
def measure_list(request: HttpRequest) -> HttpResponse:
    """The measures of all sites and years that one sees, the most urgent first."""
    measures = Measure.objects.visible_to(request.user).most_urgent_first(timezone.localdate())
    return answer_list(
        request,
        measures.select_related("responsible", "finding__dialogue__site", "finding__dialogue__cycle").only(
            *READ_FOR_A_ROW
        ),
        columns=MEASURES,
        title="Maßnahmen",
        search=["title", "finding__dialogue__site__name"],
        filterset=MeasureFilter,
        acts=SEVERAL,
        by_keys=True,  # joined, all that belongs to a row would be sorted along with thousands
        empty="Noch keine Maßnahmen. Sie entstehen aus den Feststellungen der Qualitätsdialoge.",
        context={
            "intro": "Was aus den Feststellungen folgt, das Dringendste zuerst.",
            "crumbs": crumbs("quality_dialog:measure_list"),
            "several": several(
                request.user, ("Mehrere bestätigen", MEASURE_CONFIRM.code, "quality_dialog.change_measure")
            ),
        },
    )


# --- A measure on its own page ----------------------------------------------------------------------


@permission_required("quality_dialog.view_measure", raise_exception=True)
@require_safe
@kept_page
def measure_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure: its finding with every voice, its progress, and what may be done now."""
    return measure_page(request, pk)


def measure_page(request: HttpRequest, pk: int, *, form=None, reasons=()) -> HttpResponse:
    """The page of a measure; `form` is a refused note, `reasons` are those of a refused act."""
    on, user = timezone.localdate(), request.user
    seen = (
        Measure.objects.visible_to(user)
        .with_status(on)
        .select_related("responsible", "done_by__partner", "confirmed_by__partner", "dropped_by__partner")
    )
    measure = get_object_or_404(seen, pk=pk)
    finding = _its_finding(measure, on)
    context = {
        "measure": measure,
        "notified": notified(user, measure),
        "title": f"Maßnahme: {measure}",
        "state": measure.status,
        "badge": EXAMPLE if finding.dialogue.cycle.is_example else None,
        "crumbs": crumbs(measure),
        "facts": _facts(measure, on),
        "finding": finding,
        "finding_state": finding.status,
        "voices": voices(finding, finding.dialogue.partners.all()) if finding.shared_on else (),
        "steps": Table(STEPS, _steps(measure), "Fortschritt"),
        "chain": _chain(user, measure),
        "may": _may(user, measure),
        "form": form or NoteForm(),
        "complaints": form,
        "reasons": reasons,
    }
    return render(request, "quality_dialog/measure_detail.html", context)


def _steps(measure: Measure):
    """What was noted, with the people and for whom they speak."""
    rows = measure.steps.select_related("by__partner", "measure__responsible")
    return rows.prefetch_related("by__memberships")


def _side(person: User, measure: Measure) -> str:
    """For whom somebody did something with it: its owner, where they belong there, else whom they act for.

    Who belongs to several organisations may act for another one by now.
    """
    owners = {one.partner_id for one in person.memberships.all()} & {measure.responsible_id}
    return str((measure.responsible if owners else person.partner) or city().name)


def _its_finding(measure: Measure, on) -> Finding:
    """The finding a visible measure follows from, with its voices."""
    rows = Finding.objects.filter(pk=measure.finding_id).with_status(on).with_voices(on)
    return rows.select_related("dialogue__cycle", "dialogue__site", "raised_for").get()


def _facts(measure: Measure, on: date) -> list[tuple]:
    facts = [
        ("Verantwortlich", measure.owner),
        ("Vereinbart am", german.day(measure.resolved_on)),
        *([("Nacherfasst", entered)] if (entered := told(measure)) else []),
        ("Fällig am", german.day(measure.due)),
    ]
    first = measure.first_due_on()
    if measure.due != first:
        facts.append(("Ursprünglich fällig am", german.day(first)))
    if measure.status in LATE:
        facts.append(("Überfällig seit", german.day(measure.due + A_DAY)))
    for label, day, person in (
        ("Erledigt gemeldet", measure.done_on, measure.done_by),
        ("Bestätigt", measure.confirmed_on, measure.confirmed_by),
        ("Aufgegeben", measure.dropped_on, measure.dropped_by),
    ):
        if day:
            facts.append((label, f"{german.day(day)}, {_side(person, measure)}"))
    if measure.dropped_on:
        facts.append(("Grund der Aufgabe", measure.drop_reason))
    return facts


def _may(user, measure: Measure) -> dict[str, bool]:
    """What this person can do to the measure as it stands."""
    writes = user.has_perm("quality_dialog.change_measure")
    under_way = writes and measure.status in UNDER_WAY
    waits = writes and measure.status == MeasureStatus.DONE
    return {
        "note": under_way and measure.may_be_ended_by(user),
        "finish": under_way and measure.is_of(user),
        "confirm": waits and not measure.is_of(user) and not measure.was_done_then,
        "confirm_entered": waits
        and measure.was_done_then
        and not user.partner_id
        and user.pk != measure.done_by_id,
        "take_back": waits and measure.is_of(user),
    }


def _chain(user, measure: Measure) -> list[Measure]:
    """The measure through the years, the first one first; only links one sees, and none but itself is no chain."""
    seen = Measure.objects.visible_to(user).select_related("finding__dialogue__cycle")
    before: list[Measure] = []
    at: Measure | None = seen.get(pk=measure.pk)
    while at is not None and len(before) < LONGEST_CHAIN:
        before.insert(0, at)
        at = seen.filter(pk=at.carried_over_from_id).first() if at.carried_over_from_id else None
    after: list[Measure] = []
    at = seen.filter(carried_over_from=measure).first()
    while at is not None and len(after) < LONGEST_CHAIN:
        after.append(at)
        at = seen.filter(carried_over_from=at).first()
    return [*before, *after] if len(before) + len(after) > 1 else []
