"""Measures: what follows from findings, who carries it, until when, and what is overdue."""

from datetime import date

from django.contrib.auth.decorators import permission_required
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from partners.models import Partner
from quality_dialog.dialogue.models import Cycle, Dialogue, Measure
from quality_dialog.dialogue.statuses import FINISHED, TAKEN_OVER, MeasureStatus
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.listing import answer_list
from sites.models import Site


def with_chain(measures, user):
    """Adds the years before and after that a measure was taken over from and into, where one sees them."""
    seen = Measure.objects.visible_to(user)
    before = seen.filter(pk=OuterRef("carried_over_from"))
    after = seen.filter(carried_over_from=OuterRef("pk"))
    year = "finding__dialogue__cycle__year"
    return measures.annotate(
        from_year=Subquery(before.values(year)),
        from_finding=Subquery(before.values("finding")),
        to_year=Subquery(after.values(year)),
        to_finding=Subquery(after.values("finding")),
    )


def _finding_address(pk: int | None) -> str | None:
    return reverse("quality_dialog:finding_detail", args=[pk]) if pk else None


WHAT = Column("title", "Maßnahme", sort="title", link=Measure.get_absolute_url)
OWNER = Column("owner", "Verantwortlich", sort="responsible__short_name")
DUE = Column("due", "Fällig am", sort="due", kind="date")
STATE = Column("status", "Stand", kind="badge")


def measure_table(user, on: date, **of) -> Table:
    """The measures of one finding or of one dialogue."""
    seen = Measure.objects.visible_to(user).filter(**of).select_related("responsible", "finding")
    rows = list(with_chain(seen.most_urgent_first(on), user))
    ends = (
        Column("done_on", "Erledigt am", kind="date"),
        Column("drop_reason", "Grund der Aufgabe"),
        Column("from_year", "Übernommen aus", link=lambda row: _finding_address(row.from_finding)),
        Column("to_year", "Übernommen nach", link=lambda row: _finding_address(row.to_finding)),
    )
    used = [column for column in ends if any(getattr(row, column.key) for row in rows)]
    return Table([WHAT, OWNER, DUE, STATE, *used], rows, "Maßnahmen")


def _years(request: HttpRequest) -> QuerySet:
    return Cycle.objects.visible_to(request.user)


def _sites(request: HttpRequest) -> QuerySet:
    dialogues = Dialogue.objects.visible_to(request.user).filter(site=OuterRef("pk"))
    return Site.objects.filter(Exists(dialogues))


def _owners(request: HttpRequest) -> QuerySet:
    measures = Measure.objects.visible_to(request.user).filter(responsible=OuterRef("pk"))
    return Partner.objects.filter(Exists(measures))


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
    jahr = ModelChoiceFilter(
        field_name="finding__dialogue__cycle",
        to_field_name="year",
        label="Qualitätsdialog",
        queryset=_years,
        empty_label="Alle Jahre",
    )
    standort = ModelChoiceFilter(
        field_name="finding__dialogue__site", label="Standort", queryset=_sites, empty_label="Alle Standorte"
    )
    verantwortlich = ModelChoiceFilter(
        field_name="responsible",
        label="Verantwortlich",
        queryset=_owners,
        null_label="Stadt Bielefeld",
        null_value="stadt",
        empty_label="Alle",
    )

    def in_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return self.MEANINGS[value](rows, timezone.localdate())


def _dialogue_address(measure: Measure) -> str:
    return measure.finding.dialogue.get_absolute_url()


MEASURES = (
    WHAT,
    Column(
        "site",
        "Standort",
        value="finding.dialogue.site",
        sort="finding__dialogue__site__name",
        link=_dialogue_address,
    ),
    Column("year", "Jahr", value="finding.dialogue.cycle.year", sort="finding__dialogue__cycle__year"),
    OWNER,
    DUE,
    STATE,
)


@permission_required("quality_dialog.view_measure", raise_exception=True)
@require_safe
def measure_list(request: HttpRequest) -> HttpResponse:
    """The measures of all sites and years that one sees, the most urgent first."""
    measures = Measure.objects.visible_to(request.user).most_urgent_first(timezone.localdate())
    return answer_list(
        request,
        # Fetched for one page of rows: joined, they would be sorted along with thousands.
        measures.prefetch_related("responsible", "finding__dialogue__site", "finding__dialogue__cycle"),
        columns=MEASURES,
        title="Maßnahmen",
        search=["title", "finding__dialogue__site__name"],
        filterset=MeasureFilter,
        empty="Noch keine Maßnahmen. Sie entstehen aus den Feststellungen der Qualitätsdialoge.",
        context={
            "intro": "Was aus den Feststellungen folgt, das Dringendste zuerst.",
            "crumbs": [
                ("Übersicht", reverse("dashboard")),
                ("Qualitätsdialog", reverse("quality_dialog:cycle_list")),
                ("Maßnahmen", ""),
            ],
        },
    )
