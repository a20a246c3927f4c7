"""Talks: how each stands, which ones stall, and every step of one of them."""

from datetime import date, timedelta

from django.contrib.auth.decorators import permission_required
from django.db.models import (
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from partners.badges import example_columns, state_badge
from partners.forms import NegotiationFilter
from partners.models import Negotiation, Step
from partners.models.negotiation import State
from quartiersarbeit import german
from quartiersarbeit.listing import Badge, Column, Table, answer_list

STALLED_AFTER = timedelta(days=60)  # our own measure, the city has named none: so long may a talk rest unseen
WAITING = {State.CONTACTED, State.IN_TALKS, State.PAUSED, State.TERMS_AGREED}


def _with_history(negotiations, on: date):
    """Adds the state of that day and `in_state_since`: the first step of the unbroken run of that state.

    `state_since` is the day of the last step, which may only have confirmed the state.
    """
    steps = Step.objects.filter(negotiation=OuterRef("pk"), on__lte=on)
    other_after = Step.objects.filter(
        Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk")),
        negotiation=OuterRef("negotiation"),
        on__lte=on,
    ).exclude(state=OuterRef("state"))
    run = steps.filter(~Exists(other_after)).order_by("on", "pk")
    return negotiations.with_state(on).annotate(in_state_since=Subquery(run.values("on")[:1]))


def _idle(talk: Negotiation, on: date) -> timedelta | None:
    """How long ago the last step was; None before the first."""
    return on - talk.state_since if talk.state_since else None


def _stalls(talk: Negotiation, on: date) -> bool:
    """No step for too long, although somebody should be taking one."""
    return talk.state in WAITING and _idle(talk, on) > STALLED_AFTER


def _columns(on: date) -> list[Column]:
    def days(talk: Negotiation) -> int | None:
        return None if (idle := _idle(talk, on)) is None else idle.days

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
        Column("state", "Stand", lambda row: state_badge(row.state), sort="state", kind="badge"),
        Column("in_state_since", "Seit", sort="in_state_since", kind="date"),
        Column("idle", "Tage ohne Schritt", days, sort=idle, kind="number"),
        Column(
            "stalled",
            "Hinweis",
            lambda row: Badge("stockt", "warning") if _stalls(row, on) else None,
            kind="badge",
        ),
    ]


@permission_required("partners.view_negotiation", raise_exception=True)
def negotiation_list(request: HttpRequest) -> HttpResponse:
    """All talks as they stand today."""
    on = timezone.localdate()
    talks = Negotiation.objects.visible_to(request.user)
    return answer_list(
        request,
        _with_history(talks.select_related("partner"), on),
        columns=[*_columns(on), *example_columns(talks)],
        title="Gespräche",
        search=["partner__name", "partner__short_name", "working_title"],
        filterset=NegotiationFilter,
        order="-in_state_since",
        empty="Noch keine Gespräche erfasst.",
        template="partners/negotiation_list.html",
        context={"stalled_after": STALLED_AFTER.days},
    )


@permission_required("partners.view_negotiation", raise_exception=True)
def negotiation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One talk with all its steps, the inside of it and what reports may say."""
    on = timezone.localdate()
    talks = Negotiation.objects.visible_to(request.user).select_related("partner", "responsible")
    talk = get_object_or_404(_with_history(talks, on), pk=pk)
    return render(
        request,
        "partners/negotiation_detail.html",
        {
            "title": _title(talk),
            "crumbs": [
                ("Übersicht", reverse("dashboard")),
                ("Gespräche", reverse("partners:negotiation_list")),
                (str(talk), ""),
            ],
            "talk": talk,
            "state": state_badge(talk.state),
            "stalled": f"Seit {_idle(talk, on).days} Tagen gab es keinen Schritt."
            if _stalls(talk, on)
            else "",
            "facts": _facts(talk),
            "steps": _steps(talk, request.user),
            "sites": _sites(talk, request.user),
        },
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
    columns = [
        Column("on", "Datum", kind="date"),
        Column("state", "Stand", lambda row: state_badge(row.state), kind="badge"),
        Column("reason", "Grund", "get_reason_code_display"),
        Column("public_wording", "Öffentlicher Wortlaut"),
        Column("release", "Freigabe", _release),
        Column("internal_note", "Interne Notiz"),
    ]
    rows = talk.steps.visible_to(user).select_related("wording_released_by").order_by("-on", "-pk")
    return Table(columns, list(rows), "Schritte des Gesprächs, der neueste zuerst")


def _release(step: Step) -> str:
    """Whether the wording may stand in reports; says nothing where there is no wording."""
    if step.wording_released_on:
        return f"am {german.day(step.wording_released_on)} von {step.wording_released_by}"
    return "noch nicht freigegeben" if step.public_wording else ""


def _sites(talk: Negotiation, user) -> Table:
    columns = [
        Column("name", "Standort", link=lambda row: row.get_absolute_url()),
        Column("neighbourhood", "Quartier"),
        Column("district", "Stadtbezirk", "neighbourhood.get_district_display"),
    ]
    rows = talk.sites.visible_to(user).select_related("neighbourhood")
    return Table(columns, list(rows), "Standorte, um die es geht")
