"""The page „Protokoll“: who changed what and when, over all records; and the „Verlauf“ of one record."""

from collections.abc import Iterable
from datetime import datetime, time
from functools import cached_property
from typing import Any, cast

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from partners.models import Partner, User
from quartiersarbeit.ground import spreadsheet
from quartiersarbeit.ground.breadcrumbs import RECORDS, Crumbs, crumbs
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.events import kinds, kinds_for, may_read
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.listing import Listing
from quartiersarbeit.models import HistoryEntry, HistoryEntryQuerySet
from quartiersarbeit.telling import GONE, tell, tell_all

MOST = 50_000  # entries in one file: more, no spreadsheet program opens with pleasure
NOUNS = ("Eintrag", "Einträge")
NOTHING_OWN = "Personen Ihrer Organisation haben daran noch nichts geändert."
EMPTY = "Noch nichts aufgezeichnet. Hier steht, wer wann was geändert hat."
OWN_SIDE = "Hier steht, was Personen Ihrer Organisation daran getan haben."
CITY_SIDE = (
    "Was dazu aufgezeichnet ist, mit dem, was dazu gehört. Was Partner noch nicht eingereicht oder geteilt haben, "
    "bleibt ihre Sache und steht hier nicht."
)
PROTOCOL = (
    "Jede Änderung schreibt die Datenbank selbst auf; niemand kann sie nachträglich ändern. Entwürfe der "
    "Selbsteinschätzungen und was Partner noch nicht geteilt haben, stehen hier nicht."
)


class DayFilter(django_filters.Filter):
    """A day as people write it."""

    field_class = GermanDateField


class ProtocolFilter(django_filters.FilterSet):
    """What kind of record, who, from when until when, and whose organisation."""

    art = django_filters.ChoiceFilter(label="Art", field_name="event_table", empty_label="alle")
    person = django_filters.ModelChoiceFilter(
        label="Person", field_name="author", queryset=User.objects.none(), empty_label="alle"
    )
    partner = django_filters.ModelChoiceFilter(
        label="Organisation", queryset=Partner.objects.none(), method="of_partner", empty_label="alle"
    )
    von = DayFilter(label="Von", method="since")
    bis = DayFilter(label="Bis", method="until")

    class Meta:
        model = HistoryEntry
        fields: list[str] = []

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        user = self.request.user
        readable = kinds_for(user)
        named = [(table, model._meta.verbose_name) for table, model in kinds().items()]
        known = [(key, str(label)) for key, label in named if readable is None or key in readable]
        self.filters["art"].extra["choices"] = sorted(known, key=lambda one: one[1])
        self.filters["person"].queryset = User.objects.visible_to(user)
        self.filters["partner"].queryset = Partner.objects.visible_to(user)

    def of_partner(self, rows: HistoryEntryQuerySet, name: str, value: Partner) -> QuerySet:
        return rows.about(value)

    def since(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        return rows.filter(at__gte=_beginning(value))

    def until(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        return rows.filter(at__lt=_beginning(value, days=1))


def _beginning(day: Any, days: int = 0) -> datetime:
    """The first moment of a day here, or so many days later."""
    wanted = min(day.toordinal() + days, day.max.toordinal())
    return timezone.make_aware(datetime.combine(day.fromordinal(wanted), time.min))


class TimeLine(Listing):
    """The history as a list: what a row says is told for a page at once."""

    reader: User

    @cached_property
    def table(self) -> Table:
        """The rows of this page, in words."""
        return Table(self.columns, tell(list(self.page.object_list), self.reader), self.caption, self.headers)

    def export_rows(self, alias: str | None = None) -> Iterable[list[Any]]:
        """Every row that was found; in words, for which the primary is asked whatever `alias` says."""
        for row in tell_all(cast(HistoryEntryQuerySet, self.found), self.reader):
            yield [column.value_of(row) for column in self.columns]


COLUMNS = [
    Column("moment", "Wann", width=18),
    Column("who", "Wer", width=28),
    Column("kind", "Art", width=24),
    Column("record", "Eintrag", link=lambda row: row.url, width=40),
    Column("what", "Was", width=80),
]


@require_safe
@permission_required("partners.see_everything", raise_exception=True)
def protocol(request: HttpRequest) -> HttpResponse:
    """The whole history, the newest first; drafts that are a partner's own matter are not in it."""
    rows = HistoryEntry.objects.visible_to(request.user).newest_first()
    filters = ProtocolFilter(request.GET, queryset=rows, request=request)
    return _answered(request, rows, "Protokoll", crumbs("protocol"), PROTOCOL, filters=filters)


@require_safe
def protocol_of(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What happened to one record and to what has no page but its; also after it was deleted, for the city."""
    user = cast(User, request.user)
    model = next((one for one in kinds().values() if one._meta.model_name == kind), None)
    if model is None:
        raise Http404("Davon gibt es keine Historie.")
    if not may_read(user, model):
        raise PermissionDenied
    record = _seen(model, pk, user)
    rows = HistoryEntry.objects.visible_to(user).filter(_of_record(model, pk)).newest_first()
    if record is None and not (user.sees_everything and rows.exists()):
        raise Http404("Diesen Eintrag gibt es nicht.")
    lies_in = record if record is not None and model._meta.label_lower in RECORDS else "protocol"
    way = crumbs(lies_in, "Verlauf", user=user)
    intro = CITY_SIDE if user.sees_everything else OWN_SIDE
    return _answered(request, rows, f"Verlauf: {record or GONE}", way, intro)


def _seen(model: type[Model], pk: int, user: User) -> Model | None:
    rows = model._default_manager.all()
    seen = rows.visible_to(user) if hasattr(rows, "visible_to") else rows
    return seen.filter(pk=pk).first()


def _of_record(model: type[Model], pk: int) -> Q:
    """Its own entries, and those of its parts: what refers to it and has no page of its own."""
    found = Q(event_table=_table(model), record=pk)
    for table, part in kinds().items():
        if part._meta.label_lower in RECORDS or part._meta.app_label != model._meta.app_label:
            continue
        events = part.pgh_event_model  # type: ignore[attr-defined]
        for field in part._meta.concrete_fields:
            if field.related_model is model and field.many_to_one:
                found |= Q(
                    event_table=table, event_id__in=events.objects.filter(**{field.attname: pk}).values("pk")
                )
    return found


def _table(model: type[Model]) -> str:
    return model.pgh_event_model._meta.db_table  # type: ignore[attr-defined]


def _answered(
    request: HttpRequest, rows: HistoryEntryQuerySet, title: str, way: Crumbs, intro: str, filters: Any = None
) -> HttpResponse:
    empty = EMPTY if request.user.sees_everything else NOTHING_OWN  # type: ignore[union-attr]
    listing = TimeLine(request.GET, rows, COLUMNS, title, filters=filters, empty=empty, nouns=NOUNS)
    listing.reader = cast(User, request.user)
    if (kind := request.GET.get("export")) in spreadsheet.FORMATS:
        if listing.page.paginator.count <= MOST:
            return spreadsheet.answer(kind, slugify(title), COLUMNS, listing.export_rows())
        messages.warning(
            request, "Das sind zu viele Einträge für eine Datei. Wählen Sie einen kürzeren Zeitraum."
        )
        return redirect(f"{request.path}{listing.address()}")
    context = {"listing": listing, "title": title, "crumbs": way, "intro": intro}
    return render(request, "listing.html", context)
