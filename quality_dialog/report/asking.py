"""Partners first: whom a report names, how each of them is asked, and what is still owed before approval.

In the app where somebody of the partner can sign in, by letter otherwise; or not at all, for a reason that
whoever approves gives and the report prints.
"""

import re
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from partners.models import Agreement, Partner, Party
from quality_dialog.dialogue.models import Participation
from quality_dialog.report import composing, naming
from quality_dialog.report.models import PartnerReading, Report
from quality_dialog.report.models.reading import LETTER_TRAVELS, Way, somebody_of
from quartiersarbeit.ground import german, paper
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.sorting import german_key

_AGAIN = "Der Bericht wurde erneut vorgelegt."


def possible_readers(report: Report, printed: paper.Paper | None = None) -> QuerySet[Partner]:
    """Whom it speaks of: parties of agreements concluded by the as-of day, who takes part in the year's
    dialogue as opened by then, and whoever its text names."""
    concluded = Agreement.objects.concluded(report.as_of)
    parties = Party.objects.filter(agreement__in=concluded).values("partner")
    of_year = Participation.objects.filter(
        dialogue__cycle__year=report.year, dialogue__cycle__opened_on__lte=report.as_of
    )
    named = _named(composing.plain_text(printed or composing.paper_of(report)))
    spoken_of = Q(pk__in=parties) | Q(pk__in=of_year.values("partner")) | Q(pk__in=named)
    return Partner.objects.filter(spoken_of).order_by(german_key("short_name"), "pk")


def _named(text: str) -> list[int]:
    """The partners a text names; the database asks the same of the frozen text (`partners_first`)."""
    return [
        pk
        for pk, names in naming.ever().items()
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)
    ]


def owed(report: Report, printed: paper.Paper | None = None) -> QuerySet[Partner]:
    """The partners it speaks of that are neither asked nor left out for a reason."""
    return possible_readers(report, printed).exclude(report_readings__report=report)


def refuse_unasked(report: Report, printed: paper.Paper) -> None:
    """Raise ValidationError (`partners_first`) where the report speaks of a partner without a word to it."""
    if waiting := list(owed(report, printed)):
        refuse("partners_first", unasked(waiting))


def unasked(partners: Iterable[Partner]) -> str:
    """Who is not asked, and what to do, in German."""
    return (
        f"Der Bericht spricht von Partnern, die nicht gefragt sind: {german.listing(map(str, partners))}. Legen Sie "
        "ihnen die Lesefassung vor, in der Anwendung oder per Brief, oder nennen Sie den Grund, warum nicht."
    )


@transaction.atomic
def show(
    report: Report, *, partners: Iterable[Partner], due_on: date, way: str = Way.APP, by, on: date
) -> list[PartnerReading]:
    """Show the report to these partners, or give those who have it a new day; statements given stay.

    The day is not before today (code `due_past`), leaves a letter its days (`letter_travels`), and is never
    earlier than one a partner was given already (`reading_day_kept`): whoever was promised to be heard is not
    shut out. In the app only where somebody of the partner can sign in (`reading_no_account`). An approved or
    discarded report refuses (`report_immutable`, `report_discarded`).
    """
    partners = list(partners)
    if way not in (Way.APP, Way.LETTER):
        refuse("no_way", "Wählen Sie, wie die Partner gefragt werden.", field="way")
    if due_on < on:
        refuse("due_past", "Die Frist liegt vor dem heutigen Tag.", field="due_on")
    if way == Way.LETTER and (due_on - on).days < LETTER_TRAVELS:
        refuse(
            "letter_travels",
            f"Ein Brief braucht {LETTER_TRAVELS} Tage. Nennen Sie eine spätere Frist.",
            field="due_on",
        )
    Report.objects.select_for_update(no_key=True).get(pk=report.pk).refuse_discarded()
    if way == Way.APP:
        _refuse_unreachable(partners)
    _refuse_shortened(report, partners, due_on)
    return [_show(report, partner, due_on, way, by, on) for partner in partners]


def _show(report: Report, partner: Partner, due_on: date, way: str, by, on: date) -> PartnerReading:
    """Show or go on showing it; who is asked in the app, or given another day there, is told."""
    shown = PartnerReading.objects.filter(report=report, partner=partner).first()
    if shown is None:
        given = {"way": way, "due_on": due_on, "shown_on": on, "shown_by": by}
        shown = PartnerReading.objects.create(report=report, partner=partner, **given)
        known = None
    else:
        known = (shown.way, shown.due_on)
        _show_again(shown, due_on, way, by, on)
    if shown.way == Way.APP and known != (shown.way, shown.due_on):
        shown.tell_asked(by=by, on=on)
    return shown


def _show_again(shown: PartnerReading, due_on: date, way: str, by, on: date) -> None:
    facts: dict = {"due_on": due_on}
    if shown.way != way and not shown.given_on:
        facts |= {"way": way, "shown_on": on, "shown_by": by, "reason": "", "sent_on": None, "sent_by": None}
    shown.ask_otherwise(because=_AGAIN, by=by, on=on, **facts)


def _refuse_unreachable(partners: Iterable[Partner]) -> None:
    """In the app only partners are asked of whom somebody can read it there."""
    partners = list(partners)
    able = set(
        Partner.objects.filter(somebody_of(), pk__in=[p.pk for p in partners]).values_list("pk", flat=True)
    )
    if closed := [str(partner) for partner in partners if partner.pk not in able]:
        refuse(
            "reading_no_account",
            f"In der Anwendung kann sich niemand anmelden von: {german.listing(closed)}. Legen Sie ihnen die "
            "Lesefassung per Brief vor.",
            field="partners",
        )


def _refuse_shortened(report: Report, partners: Iterable[Partner], due_on: date) -> None:
    """A day once given stays: who has a later one is named with it."""
    longer = PartnerReading.objects.filter(report=report, partner__in=partners, due_on__gt=due_on)
    if promised := [
        f"{one.partner} (bis {german.day(one.due_on)})"
        for one in longer.select_related("partner")
        if one.due_on
    ]:
        refuse(
            "reading_day_kept",
            f"Mehr Zeit haben schon: {german.listing(promised)}. Ein zugesagter Tag wird nicht verkürzt. "
            "Nennen Sie keinen früheren, oder wählen Sie diese Partner ab.",
            field="due_on",
        )


@transaction.atomic
def leave_out(
    report: Report, *, partners: Iterable[Partner], reason: str, by, on: date
) -> list[PartnerReading]:
    """Say why these partners are not asked, or no longer: the reason is printed, and holds if who gave it approves.

    Refuses without a reason (`reason_missing`), and for a partner that was asked in a way that can reach it
    (`reading_day_kept`).
    """
    if not reason.strip():
        refuse(
            "reason_missing",
            "Nennen Sie den Grund, warum diese Partner nicht gefragt werden.",
            field="reason",
        )
    Report.objects.select_for_update(no_key=True).get(pk=report.pk).refuse_discarded()
    partners = list(partners)
    asked = PartnerReading.objects.filter(report=report, partner__in=partners).select_related("partner")
    if reached := [str(one.partner) for one in asked if one.has_reached()]:
        refuse(
            "reading_day_kept",
            f"Gefragt sind schon: {german.listing(reached)}. Wählen Sie diese Partner ab.",
            field="partners",
        )
    given = {"way": Way.NOT_ASKED, "reason": reason, "shown_on": on, "shown_by": by}
    stood = {one.partner: one for one in asked}
    for one in stood.values():
        one.ask_otherwise(
            because=reason, by=by, on=on, **given | {"due_on": None, "sent_on": None, "sent_by": None}
        )
    new = [partner for partner in partners if partner not in stood]
    made = [PartnerReading.objects.create(report=report, partner=partner, **given) for partner in new]
    return [*stood.values(), *made]
