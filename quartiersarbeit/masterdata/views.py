"""Lists and forms of the master data: one view each for all kinds, and the acts that enter many rows at once."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.models import Municipality
from quality_dialog.models import Meeting
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.forms import FactsForm, Grouped, answer_form
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list
from quartiersarbeit.masterdata.kinds import KINDS, MEETING, SEAT, Kind, MeetingsForm, SeatsForm
from sites.models import enter_all

INDEX = "masterdata"
AT_ONCE = {
    SEAT: ("Plätze eines Beschlusses eintragen", "seats_enter"),
    MEETING: ("Sitzungen eines Jahres eintragen", "meetings_enter"),
}


@require_safe
@kept_page
def masterdata(request: HttpRequest) -> HttpResponse:
    """The kinds of master data that one may look at."""
    seen = [kind for kind in KINDS if request.user.has_perm(kind.may("view"))]
    if not seen:
        raise PermissionDenied
    rows: list[tuple[str, str, Any, str]] = [
        (kind.plural, reverse(kind.listed), kind.rows(request.user).count(), kind.intro) for kind in seen
    ]
    if request.user.has_perm("partners.view_municipality"):
        here = city().name if city().entered else f"noch nicht eingetragen ({city().name})"
        rows.insert(
            0, ("Stadt", reverse("municipality"), here, "Wie die Stadt auf Seiten und in Berichten heißt.")
        )
    columns = (
        Column("what", "Stammdaten", lambda row: row[0], link=lambda row: row[1]),
        Column("many", "Eingetragen", lambda row: row[2]),
        Column("intro", "Wozu", lambda row: row[3]),
    )
    context = {"title": "Stammdaten", "crumbs": crumbs(INDEX), "table": Table(columns, rows, "Stammdaten")}
    return render(request, "masterdata.html", context)


def listed(kind: Kind) -> Callable[[HttpRequest], HttpResponse]:
    """The view of a kind's list."""

    @permission_required(kind.may("view"), raise_exception=True)
    @require_safe
    def rows(request: HttpRequest) -> HttpResponse:
        user = request.user
        first, *others = kind.columns
        if user.has_perm(kind.may("change")):
            first = replace(first, link=_edit(kind))
        may_add = user.has_perm(kind.may("add"))
        create = (kind.new, reverse(f"{kind.code}_create")) if may_add else None
        at_once = [AT_ONCE[kind]] if may_add and kind in AT_ONCE else []
        return answer_list(
            request,
            kind.rows(user),
            columns=(first, *others),
            title=kind.plural,
            template="masterdata_list.html",
            search=kind.search,
            order=kind.order,
            empty="Noch ist nichts eingetragen.",
            create=create,
            context={
                "crumbs": crumbs(kind.listed),
                "intro": kind.intro,
                "acts": [(label, reverse(name)) for label, name in at_once],
            },
        )

    return rows


def _edit(kind: Kind) -> Callable[..., str]:
    return lambda row: reverse(f"{kind.code}_edit", args=[row.pk])


def created(kind: Kind) -> Callable[[HttpRequest], HttpResponse]:
    """The view that enters a row of a kind."""

    @permission_required(kind.may("add"), raise_exception=True)
    def create(request: HttpRequest) -> HttpResponse:
        objects = kind.model._default_manager
        return answer_form(
            request,
            kind.form(request.POST or None),
            objects.enter,  # type: ignore[attr-defined]
            kind.listed,
            kind.new,
            done=lambda row: f"{row} ist eingetragen.",
            submit_label="Eintragen",
            intro=kind.intro,
        )

    return create


def edited(kind: Kind) -> Callable[..., HttpResponse]:
    """The view that puts a row of a kind right."""

    @permission_required(kind.may("change"), raise_exception=True)
    def edit(request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(kind.rows(request.user), pk=pk)
        named = str(row)
        return answer_form(
            request,
            kind.form(request.POST or None, facts=row),
            row.revise,
            kind.listed,
            f"{named} bearbeiten",
            done=f"{named} ist gespeichert.",
            submit_label="Speichern",
            here="Bearbeiten",
        )

    return edit


@permission_required("sites.add_seat", raise_exception=True)
def seats_enter(request: HttpRequest) -> HttpResponse:
    """All places of a resolution in one act."""
    return answer_form(
        request,
        SeatsForm(request.POST or None),
        enter_all,
        SEAT.listed,
        "Plätze eines Beschlusses eintragen",
        done=lambda rows: f"{german.count(len(rows), 'Platz ist', 'Plätze sind')} eingetragen.",
        submit_label="Plätze eintragen",
    )


@permission_required("quality_dialog.add_meeting", raise_exception=True)
def meetings_enter(request: HttpRequest) -> HttpResponse:
    """The meetings of a committee in a year in one act."""
    return answer_form(
        request,
        MeetingsForm(request.POST or None),
        Meeting.objects.enter_year,
        MEETING.listed,
        "Sitzungen eines Jahres eintragen",
        done=lambda rows: f"{german.count(len(rows), 'Sitzung ist', 'Sitzungen sind')} eingetragen.",
        submit_label="Sitzungen eintragen",
    )


class MunicipalityForm(Grouped, FactsForm):
    """What the city is called; its verb is `Municipality.objects.enter`."""

    MODEL = Municipality
    GROUPS = {
        "Name": ("name", "place", "adjective", "network", "office"),
        "Konto der Stadt": ("account_holder", "iban", "bic"),
    }
    FACTS = tuple(chain(*GROUPS.values()))


@permission_required("partners.change_municipality", raise_exception=True)
def municipality(request: HttpRequest) -> HttpResponse:
    """What the city is called."""
    return answer_form(
        request,
        MunicipalityForm(request.POST or None, facts=Municipality.objects.first()),
        Municipality.objects.enter,
        INDEX,
        "Stadt",
        done=lambda row: f"{row} ist gespeichert.",
        submit_label="Speichern",
        intro="So heißt die Stadt auf allen Seiten, in Bescheiden und in neuen Berichten. Freigegebene Berichte "
        "bleiben, wie sie sind. Das Konto brauchen Zahlungsdateien und der QR-Code auf Rückforderungen; es darf leer "
        "bleiben.",
    )


def addresses() -> list[tuple[str, Callable[..., HttpResponse], str]]:
    """The addresses of all kinds: path, view and name."""
    found = []
    for kind in KINDS:
        found += [
            (f"stammdaten/{kind.path}/", listed(kind), kind.listed),
            (f"stammdaten/{kind.path}/neu/", created(kind), f"{kind.code}_create"),
            (f"stammdaten/{kind.path}/<int:pk>/", edited(kind), f"{kind.code}_edit"),
        ]
    return found
