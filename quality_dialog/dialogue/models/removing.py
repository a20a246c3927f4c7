"""What may be taken back of a dialogue, a dialogue or a participant, and what stays because somebody spoke."""

from collections.abc import Iterable
from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from partners.models import Notification, Partner, User
from partners.models.way_back import Way, WayBack
from quality_dialog.dialogue.models.cycle import Cycle, Dialogue, refused_deadlines
from quality_dialog.dialogue.models.finding import FindingQuerySet
from quality_dialog.dialogue.models.measure import Measure, MeasureStep
from quality_dialog.dialogue.models.participation import ASKED
from quality_dialog.dialogue.models.statement import Statement
from quality_dialog.dialogue.news import (
    DIALOGUE_REMOVED,
    PARTICIPANTS_CHANGED,
    PARTICIPATION_ENDED,
    YEAR_CORRECTED,
)
from quartiersarbeit.ground import german
from quartiersarbeit.ground.refusals import denied, refuse
from quartiersarbeit.ground.sorting import sorts_by
from quartiersarbeit.ground.transactions import write


@transaction.atomic
def remove_dialogue(dialogue: Dialogue, *, by, on: date, reason: str) -> None:
    """Take back a dialogue in which nothing has been said yet; what it took over stands where it was.

    Refuses once there is content (`has_content`): an answer, a number, a meeting, minutes or a finding of
    its own; and what was taken over on an earlier day (`took_over`): since then it has counted here, and
    taking it back would tell that day another way. The reason stands in the history; whoever took part is told.
    """
    Dialogue.objects.select_for_update().get(pk=dialogue.pk)
    if refusal := kept_because(dialogue, on):
        raise refusal
    called, partners = str(dialogue), list(dialogue.partners.all())
    city = list(dialogue.people().filter(partner=None))
    with pghistory.context(reason=reason):
        for finding in dialogue.findings.all():
            finding.measures.all().delete()
        dialogue.findings.all().delete()
        dialogue.delete()
    Notification.objects.tell(DIALOGUE_REMOVED, dialogue.cycle, to=city, by=by, on=on, called=called)
    _tell_who_left(partners, called, by=by, on=on)


@transaction.atomic
def discard_cycle(cycle: Cycle, *, reason: str, by, on: date) -> None:
    """Take back a year that was opened by mistake, with all its dialogues, as long as nothing was said in any.

    Codes: `has_content`, `took_over` for the first dialogue that stays; `cycle_reported` where a report rests on it.
    """
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    if refusal := cycle_kept_because(cycle, on):
        raise refusal
    sites = german.listing(str(dialogue.site) for dialogue in cycle.dialogues.select_related("site"))
    before = f"eröffnet am {german.day(cycle.opened_on)} mit {sites or 'keinem Standort'}"
    WayBack.objects.note(cycle, Way.DISCARDED, before=before, reason=reason, by=by, on=on)
    for dialogue in cycle.dialogues.all():
        remove_dialogue(dialogue, by=by, on=on, reason=reason)
    Notification.objects.filter(address=cycle.get_absolute_url()).update(
        address=reverse("quality_dialog:cycle_list")
    )
    cycle.delete()


def cycle_kept_because(cycle: Cycle, on: date) -> ValidationError | None:
    """Why a year can no longer be taken back, with the code; None while it can."""
    if cycle.reports.exists() or cycle.report_terms.exists():
        text = "Zu diesem Jahr gibt es schon einen Bericht oder einen Berichtstermin. Es bleibt bestehen."
        return denied("cycle_reported", text)
    for dialogue in cycle.dialogues.select_related("site"):
        if refusal := kept_because(dialogue, on):
            return ValidationError(f"{dialogue.site}: {' '.join(refusal.messages)}", code=refusal.code)
    return None


@transaction.atomic
def correct_year(cycle: Cycle, *, year: int, reason: str, by, on: date, **deadlines) -> None:
    """Put right for which year a dialogue was opened; `deadlines` are those of the right year.

    Codes: `year_taken`, `cycle_reported` once a report tells of the year, `deadline`, `way_back_changes_something`.
    """
    stored = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if Cycle.objects.filter(year=year).exclude(pk=stored.pk).exists():
        refuse("year_taken", f"Der Qualitätsdialog {year} ist schon eröffnet.", field="year")
    if stored.reports.exists():
        text = (
            f"Ein Bericht erzählt schon vom Jahr {stored.year}. Verwerfen Sie erst den Entwurf des Berichts."
        )
        refuse("cycle_reported", text, field="year")
    if wrong := refused_deadlines(year, stored.opened_on, deadlines):
        raise ValidationError(wrong)
    given = {"fact": "year", "before": str(stored.year), "after": str(year)}
    WayBack.objects.note(stored, Way.CORRECTED, **given, reason=reason, by=by, on=on)
    stored.note_deadlines(deadlines, reason=reason, by=by, on=on)
    write(stored, year=year)
    told = {"by": by, "on": on, "year": str(cycle.year)}
    Notification.objects.tell(YEAR_CORRECTED, stored, to=stored.people(), **told)
    cycle.refresh_from_db()


def _tell_who_left(partners: Iterable[Partner], called: str, *, by, on: date) -> None:
    """Who no longer takes part does not see the dialogue any more: the news leads to the organisation's own page."""
    for partner in partners:
        words = {"called": called, "party": partner.short_name}
        people = User.objects.filter(partner=partner)
        Notification.objects.tell(PARTICIPATION_ENDED, partner, to=people, by=by, on=on, **words)


def kept_because(dialogue: Dialogue, on: date) -> ValidationError | None:
    """Why the dialogue can no longer be taken back, with the code; None while it can."""
    if said := _contents(dialogue):
        text = f"In diesem Dialog gibt es schon: {', '.join(said)}. Er bleibt bestehen."
        return denied("has_content", text)
    if taken := dialogue.findings.filter(raised_on__lt=on).order_by("raised_on").first():
        text = (
            f"Dieser Dialog führt seit dem {german.day(taken.raised_on)} weiter, was in früheren Jahren offen "
            "geblieben war. Er bleibt bestehen, damit sich nicht nachträglich ändert, was seitdem hier zählt."
        )
        return denied("took_over", text)
    return None


def _contents(dialogue: Dialogue) -> list[str]:
    """What there is in it, in German; what was only taken over, and not touched, is nothing yet."""
    contents = {
        "Selbsteinschätzungen": dialogue.assessments.exists(),
        "Kennzahlen": dialogue.indicator_values.exists() or dialogue.targets.exists(),
        "Feststellungen": _touched(dialogue.findings.all()).exists(),
        "ein Gesprächstermin": dialogue.meeting_on is not None,
        "ein Protokoll": bool(dialogue.minutes),
    }
    return [name for name, there in contents.items() if there]


def _touched(findings: FindingQuerySet) -> FindingQuerySet:
    """Those that are more than what was taken over: new, answered, or with a measure moved or added."""
    own = Measure.objects.filter(finding=OuterRef("pk")).filter(
        Q(carried_over_from__isnull=True)
        | Q(done_on__isnull=False)
        | Q(dropped_on__isnull=False)
        | Exists(MeasureStep.objects.filter(measure=OuterRef("pk")))
    )
    answers = Statement.objects.filter(finding=OuterRef("pk"))
    return findings.filter(Q(carried_over_from__isnull=True) | Exists(own) | Exists(answers))


@transaction.atomic
def set_participants(
    dialogue: Dialogue, *, partners: Iterable[Partner], by, on: date, reason: str = ""
) -> None:
    """Who takes part from now on; refuses to take out who has said something or is asked for an answer.

    Code `has_content`; `is_asked` where a finding is shared, for who is silent must not go missing.
    """
    Dialogue.objects.select_for_update().get(pk=dialogue.pk)
    wanted, kept = set(partners), set(dialogue.partners.all())
    if spoken := sorted((str(one) for one in kept - wanted if _has_spoken(dialogue, one)), key=sorts_by):
        text = f"Beteiligt bleibt, wer sich schon geäußert hat: {', '.join(spoken)}."
        refuse("has_content", text, field="partners")
    asked = dialogue.findings.filter(shared_on__isnull=False, withdrawn_on__isnull=True)
    if kept - wanted and _touched(asked).exists():
        refuse("is_asked", ASKED, field="partners")
    with pghistory.context(reason=reason):
        for partner in wanted - kept:
            dialogue.participations.create(partner=partner, joined_on=on)
        for participation in dialogue.participations.filter(partner__in=kept - wanted):
            participation.delete()
    if wanted != kept:
        names = (
            german.listing(sorted((partner.short_name for partner in wanted), key=sorts_by))
            or "nur die Stadt"
        )
        told = {"to": dialogue.people(), "by": by, "on": on, "partners": names}
        Notification.objects.tell(PARTICIPANTS_CHANGED, dialogue, **told)
        _tell_who_left(kept - wanted, str(dialogue), by=by, on=on)


def _has_spoken(dialogue: Dialogue, partner: Partner) -> bool:
    """Whether a partner has said or promised something in it."""
    findings = dialogue.findings.filter(
        Q(raised_for=partner, carried_over_from__isnull=True)
        | Q(statements__partner=partner)
        | Q(measures__responsible=partner)
    )
    return dialogue.assessments.filter(partner=partner).exists() or findings.exists()
