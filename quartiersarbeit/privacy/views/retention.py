"""The page „Aufbewahren und löschen“: what is past its day, what the Stadtarchiv was offered, and the proofs."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.models import ArchiveOffer, DeletionProof
from partners.models.public_text import KEEPS_PRIVACY
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.forms import answer_form
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.periods import months_later
from quartiersarbeit.privacy.retaining import kind_label, plans
from quartiersarbeit.privacy.rules import BY_CODE, RULES

SHOWN = 50
OFFERED = [(rule.code, rule.label) for rule in RULES if rule.offered]

PLANNED = (
    Column("rule", "Was", lambda plan: plan.rule.label),
    Column("keep", "Wie lange", lambda plan: plan.rule.keep.text),
    Column("past", "Abgelaufen", kind="number"),
    Column("waiting", "Beim Stadtarchiv offen", kind="number"),
    Column("ready", "Wird gelöscht", kind="number"),
)
OFFERS = (
    Column("what", "Was", lambda row: BY_CODE[row.rule].label if row.rule in BY_CODE else row.rule),
    Column("up_to", "Abgelaufen bis", kind="date"),
    Column("counted", "Anzahl", kind="number"),
    Column("offered", "Angeboten", lambda row: german.signed(row.offered_on, row.offered_by)),
    Column("due_on", "Antwort bis", kind="date"),
    Column(
        "answer",
        "Antwort",
        lambda row: _answer(row),
        link=lambda row: None if row.answered_on else reverse("archive_answer", args=[row.pk]),
    ),
)
PROOFS = (
    Column("number", "Nummer", kind="number"),
    Column("on", "Am", kind="date"),
    Column("what", "Regel", lambda row: BY_CODE[row.rule].label if row.rule in BY_CODE else row.rule),
    Column(
        "counted",
        "Gelöscht oder anonymisiert",
        lambda row: german.listing(f"{number} {kind_label(kind)}" for kind, number in row.counted.items()),
    ),
    Column("tombstones", "Ersetzt im Protokoll", kind="number"),
    Column("sha256", "Prüfsumme"),
)


class OfferForm(forms.Form):
    """What is offered, and up to which day it had expired."""

    rule = forms.ChoiceField(label="Was", choices=OFFERED)
    up_to = GermanDateField(label="Abgelaufen bis", help_text="Alles, was bis zu diesem Tag abgelaufen war.")


class ArchiveAnswerForm(forms.Form):
    """What the archive said."""

    taken = forms.TypedChoiceField(
        label="Das Stadtarchiv",
        choices=[("ja", "hat die Unterlagen übernommen"), ("nein", "verzichtet auf sie")],
        coerce=lambda said: said == "ja",
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(label="Bemerkung", max_length=300, required=False)


@require_safe
@permission_required(KEEPS_PRIVACY, raise_exception=True)
def retention(request: HttpRequest) -> HttpResponse:
    """The dry run of today, the offers and the proofs."""
    on = timezone.localdate()
    offers = ArchiveOffer.objects.visible_to(request.user).select_related("offered_by", "answered_by")[:SHOWN]
    proofs = DeletionProof.objects.visible_to(request.user)[:SHOWN]
    context = {
        "title": "Aufbewahren und löschen",
        "crumbs": crumbs("retention"),
        "planned": Table(PLANNED, plans(on), "Was heute gelöscht würde"),
        "offers": Table(OFFERS, list(offers), "Angebote an das Stadtarchiv"),
        "proofs": Table(PROOFS, list(proofs), "Löschnachweise"),
    }
    return render(request, "privacy/retention.html", context)


@permission_required(KEEPS_PRIVACY, raise_exception=True)
def archive_offer(request: HttpRequest) -> HttpResponse:
    """Note that the Stadtarchiv was offered what is past its day."""
    on = timezone.localdate()
    return answer_form(
        request,
        OfferForm(request.POST or None, initial={"up_to": on}),
        partial(_offer, on=on, by=request.user),
        "retention",
        "Dem Stadtarchiv anbieten",
        given={},
        done="Das Angebot ist eingetragen. Gelöscht wird nach der Antwort oder nach ihrem letzten Tag.",
        submit_label="Angebot eintragen",
    )


@permission_required(KEEPS_PRIVACY, raise_exception=True)
def archive_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what the Stadtarchiv answered."""
    offer = get_object_or_404(ArchiveOffer.objects.visible_to(request.user), pk=pk)
    return answer_form(
        request,
        ArchiveAnswerForm(request.POST or None),
        offer.settle,
        "retention",
        "Antwort des Stadtarchivs",
        done="Die Antwort ist eingetragen.",
        submit_label="Antwort eintragen",
        intro=f"{offer}: {BY_CODE[offer.rule].label}, {offer.counted}.",
    )


def _offer(*, rule: str, up_to: date, by: Any, on: date) -> ArchiveOffer:
    counted = BY_CODE[rule].past(up_to).count()
    due_on = months_later(on, settings.ARCHIVE_ANSWER_MONTHS)
    return ArchiveOffer.objects.offer(rule=rule, up_to=up_to, counted=counted, due_on=due_on, by=by, on=on)


def _answer(row: ArchiveOffer) -> str:
    if not row.answered_on:
        return "Antwort eintragen"
    said = "übernommen" if row.taken else "verzichtet"
    return f"{said}, {german.signed(row.answered_on, row.answered_by)}"
