"""What may be taken back of a dialogue, a dialogue or a participant, and what stays because somebody spoke."""

from collections.abc import Iterable
from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from partners.models import Notification, Partner, User
from quality_dialog.dialogue.models.cycle import Dialogue
from quality_dialog.dialogue.models.finding import FindingQuerySet
from quality_dialog.dialogue.models.measure import Measure, MeasureStep
from quality_dialog.dialogue.models.participation import ASKED
from quality_dialog.dialogue.models.statement import Statement
from quality_dialog.dialogue.news import DIALOGUE_REMOVED, PARTICIPANTS_CHANGED, PARTICIPATION_ENDED
from quartiersarbeit.ground import german
from quartiersarbeit.ground.refusals import refuse


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
        return ValidationError(text, code="has_content")
    if taken := dialogue.findings.filter(raised_on__lt=on).order_by("raised_on").first():
        text = (
            f"Dieser Dialog führt seit dem {german.day(taken.raised_on)} weiter, was in früheren Jahren offen "
            "geblieben war. Er bleibt bestehen, damit sich nicht nachträglich ändert, was seitdem hier zählt."
        )
        return ValidationError(text, code="took_over")
    return None


def _contents(dialogue: Dialogue) -> list[str]:
    """What there is in it, in German; what was only taken over, and not touched, is nothing yet."""
    contents = {
        "Selbsteinschätzungen": dialogue.assessments.exists(),
        "Kennzahlen": dialogue.indicator_values.exists(),
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
    if spoken := sorted(str(partner) for partner in kept - wanted if _has_spoken(dialogue, partner)):
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
        names = german.listing(sorted(partner.short_name for partner in wanted)) or "nur die Stadt"
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
