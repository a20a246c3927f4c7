"""Talks: how each stands, which ones stall, and every step of one of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, DateField, DurationField, ExpressionWrapper, F, Value, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.forms.negotiation import HandOverForm, NegotiationFilter, StepForm
from partners.models import Negotiation, Step
from partners.models.negotiation import OVER, STALLED_AFTER
from partners.statuses import NegotiationStatus
from partners.views.choosing import keepers
from partners.ways_back import ways_back
from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Badge, Column, Table, example_columns, page_of
from quartiersarbeit.ground.events import LATER, Signatures, entered_on
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list
from quartiersarbeit.ground.several import Several

SEVERAL = (
    Several(
        "gespraeche-uebergeben",
        "Zuständigkeit übergeben",
        "Zuständigkeit übergeben",
        Negotiation,
        "partners.change_negotiation",
        lambda talk: talk.hand_over,
        "partners:negotiation_list",
        ("Gespräch", "Gespräche"),
        (
            Column("counterpart", "Gegenüber", str, link=Negotiation.get_absolute_url),
            Column("responsible", "Zuständig"),
        ),
        lambda data, user: HandOverForm(data, responsible=keepers(user)),
        ("partner", "responsible"),
    ),
)
CARDS = 20  # of a column of the board; the others stand in the list


def _idle(talk: Negotiation, on: date) -> int | None:
    """The days since the last step; None before the first."""
    return (on - talk.state_since).days if talk.state_since else None


def _stall_badge(talk: Negotiation) -> Badge | None:
    return Badge("stockt", "warning") if talk.stalls else None


def _columns(on: date) -> list[Column]:
    idle = ExpressionWrapper(Value(on, DateField()) - F("state_since"), DurationField())
    return [
        Column(
            "counterpart",
            "Gegenüber",
            str,
            ["partner__short_name", "working_title"],
            link=Negotiation.get_absolute_url,
        ),
        Column("sector", "Bereich", "get_sector_display", sort="sector"),
        Column("district", "Stadtbezirk", "get_district_display", sort="district"),
        Column("status", "Stand", sort="status", kind="badge"),
        Column("in_state_since", "Seit", sort="in_state_since", kind="date"),
        Column("idle", "Tage ohne Schritt", lambda row: _idle(row, on), sort=idle, kind="number"),
        Column("stalled", "Hinweis", _stall_badge, kind="badge"),
    ]


@permission_required("partners.view_negotiation", raise_exception=True)
@kept_page
def negotiation_list(request: HttpRequest) -> HttpResponse:
    """All talks as they stand today."""
    on = timezone.localdate()
    talks = Negotiation.objects.visible_to(request.user)
    return answer_list(
        request,
        talks.select_related("partner").with_stalling(on),
        columns=[*_columns(on), *example_columns(talks)],
        title="Gespräche",
        search=["partner__name", "partner__short_name", "working_title"],
        filterset=NegotiationFilter,
        order="-in_state_since",
        empty="Noch keine Gespräche erfasst.",
        create=("Neues Gespräch", address("partners:negotiation_create"))
        if request.user.has_perm("partners.add_negotiation")
        else None,
        template="partners/negotiation_list.html",
        acts=SEVERAL,
        context={"stalled_after": STALLED_AFTER.days},
    )


@permission_required("partners.view_negotiation", raise_exception=True)
@require_safe
@kept_page
def negotiation_board(request: HttpRequest) -> HttpResponse:
    """The same talks side by side, a column for each state."""
    on = timezone.localdate()
    talks = Negotiation.objects.visible_to(request.user).select_related("partner").with_stalling(on)
    of_status = F("status")
    placed = talks.annotate(
        place=Window(RowNumber(), of_status, order_by=["state_since", "pk"]),
        together=Window(Count("pk"), of_status),
    )
    columns = {status: BoardColumn(status, []) for status in NegotiationStatus}
    for talk in placed.filter(place__lte=CARDS).order_by("state_since", "pk"):
        column = columns[talk.status]
        column.cards.append(Card(talk, _idle(talk, on), _stall_badge(talk)))
        column.together = talk.together
    if not columns[NegotiationStatus.NOT_BEGUN].cards:
        del columns[NegotiationStatus.NOT_BEGUN]
    return render(
        request,
        "partners/negotiation_board.html",
        {
            "title": "Gespräche als Tafel",
            "crumbs": crumbs("partners:negotiation_list", "Tafel"),
            "columns": list(columns.values()),
            "stalled_after": STALLED_AFTER.days,
        },
    )


@dataclass
class BoardColumn:
    """A state and its talks, those first that have waited longest; `together` are also those behind „weitere“."""

    status: NegotiationStatus
    cards: list["Card"]
    together: int = 0

    @property
    def further(self) -> int:
        """How many stand in the list alone."""
        return self.together - len(self.cards)

    @property
    def over(self) -> bool:
        """Whether such a talk has ended: they are folded away, for they grow in number with the years."""
        return self.status in {status.value for status in OVER}

    @property
    def in_list(self) -> str:
        """The list of exactly these."""
        return f"{address('partners:negotiation_list')}?stand={self.status.value}"


class Card(NamedTuple):
    """A talk on the board; `idle` are the days since its last step, None before the first."""

    talk: Negotiation
    idle: int | None
    stalled: Badge | None


@permission_required("partners.view_negotiation", raise_exception=True)
@require_safe
@kept_page
def negotiation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One talk with all its steps, the inside of it and what reports may say."""
    return talk_page(request, pk, StepForm(initial={"day": timezone.localdate()}))


def talk_page(request: HttpRequest, pk: int, form: StepForm, reasons: Iterable[str] = ()) -> HttpResponse:
    """The talk as it is stored, with the step that somebody is about to record."""
    on = timezone.localdate()
    talks = Negotiation.objects.visible_to(request.user).select_related("partner", "responsible")
    talk = get_object_or_404(talks.with_stalling(on), pk=pk)
    return render(
        request,
        "partners/negotiation_detail.html",
        {
            "title": _title(talk),
            "crumbs": crumbs(talk),
            "talk": talk,
            "state": talk.status,
            "stalled": f"Seit {_idle(talk, on)} Tagen gab es keinen Schritt." if talk.stalls else "",
            "facts": _facts(talk),
            "steps": _steps(talk, request.user),
            "unreleased": talk.steps.filter(wording_released_on=None).exclude(public_wording=""),
            "sites": _sites(talk, request.user),
            "ways_back": ways_back(request.user, talk),
            "concluded": talk.status == NegotiationStatus.CONCLUDED,
            "form": form,
            "reasons": reasons,
        },
        status=422 if reasons else 200,
    )


def _title(talk: Negotiation) -> str:
    return (
        f"Gespräch mit {talk.partner.name_after_mit}" if talk.partner else f"Gespräch: {talk.working_title}"
    )


def _facts(talk: Negotiation) -> list[tuple]:
    counterpart = (
        (talk.partner.name, talk.partner.get_absolute_url()) if talk.partner else (talk.working_title,)
    )
    return [
        ("Gegenüber", *counterpart),
        ("Bereich", talk.get_sector_display()),
        ("Umfang", talk.get_extent_display()),
        ("Stadtbezirk", talk.get_district_display()),
        ("Zuständig", str(talk.responsible or "")),
        ("In diesem Stand seit", german.day(talk.in_state_since) if talk.in_state_since else ""),
        ("Letzter Schritt", german.day(talk.state_since) if talk.state_since else ""),
    ]


def _steps(talk: Negotiation, user) -> Table:
    rows = list(talk.steps.visible_to(user).select_related("wording_released_by").order_by("-on", "-pk"))
    signed, late = Signatures(rows), _entered_later(rows)
    columns = [
        Column("on", "Datum", kind="date"),
        Column("state", "Stand", lambda row: NegotiationStatus(row.state), kind="badge"),
        Column("reason", "Grund", "get_reason_code_display"),
        Column("public_wording", "Öffentlicher Wortlaut"),
        Column("release", "Freigabe", lambda row: _release(row, signed)),
        Column("internal_note", "Interne Notiz"),
    ]
    if late:
        columns.insert(1, Column("later", "Nacherfasst", lambda row: late.get(row.pk, "")))
    if user.has_perm("partners.change_step"):
        columns.append(Column("correct", "Berichtigung", lambda row: "berichtigen", link=_at("step_correct")))
        columns.append(Column("withdraw", "Rücknahme", lambda row: "herausnehmen", link=_at("step_withdraw")))
    return Table(columns, rows, "Schritte des Gesprächs, der neueste zuerst")


def _entered_later(steps: list[Step]) -> dict[int, str]:
    """By key, „am …“ for each step entered well after its day, or after a later one stood there already."""
    entered, found, first_later = entered_on(steps), {}, None
    for step in steps:  # the newest first
        day = entered.get(step.pk)
        if day and (day - step.on > LATER or (first_later and first_later < step.pk)):
            found[step.pk] = f"am {german.day(day)}"
        first_later = min(first_later or step.pk, step.pk)
    return found


def _at(act: str) -> Callable[[Step], str]:
    """Where one does this with a step."""
    return lambda step: address(f"partners:{act}", step.negotiation_id, step.pk)


def _release(step: Step, signed: Signatures) -> str:
    """Whether the wording may stand in reports; says nothing where there is no wording."""
    if step.wording_released_on:
        return f"am {german.day(step.wording_released_on)} von {signed.of(step, 'wording_released_by')}"
    return "noch nicht freigegeben" if step.public_wording else ""


def _sites(talk: Negotiation, user) -> Table:
    columns = [
        Column("name", "Standort", link=page_of()),
        Column("neighbourhood", "Quartier"),
        Column("district", "Stadtbezirk", "neighbourhood.get_district_display"),
    ]
    rows = talk.sites.visible_to(user).select_related("neighbourhood")
    return Table(columns, list(rows), "Standorte, um die es geht")
