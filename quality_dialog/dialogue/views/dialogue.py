"""The dialogue about one site in one year: all voices beside each other, and the figures they rest on."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.models import Partner
from partners.notified import notified
from quality_dialog.dialogue.minutes import agenda
from quality_dialog.dialogue.models import (
    Assessment,
    Comment,
    Criterion,
    Dialogue,
    Finding,
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    InvitationAnswer,
)
from quality_dialog.dialogue.models.target import LATE
from quality_dialog.dialogue.statuses import AssessmentStatus, MeetingStatus
from quality_dialog.dialogue.views.finding import comment_form
from quality_dialog.dialogue.views.measure import measure_table
from quality_dialog.dialogue.views.voices import Voice, voices
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.columns import EXAMPLE, Column, Table
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from sites.models import Site


class Heard(NamedTuple):
    """A finding of `with_status` with what each side says to it."""

    finding: Finding
    voices: Sequence[Voice]


def dialogue_of(request: HttpRequest, year: int, site_pk: int) -> Dialogue:
    """The dialogue of that year about that site, for who takes part."""
    seen = Dialogue.objects.visible_to(request.user).select_related("cycle__framework", "site")
    return get_object_or_404(seen, cycle__year=year, site=site_pk)


@permission_required("quality_dialog.view_dialogue", raise_exception=True)
@require_safe
@kept_page
def dialogue_detail(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """Everything said about a site in a year, for those who take part."""
    return dialogue_page(request, year, site_pk)


def dialogue_page(request: HttpRequest, year: int, site_pk: int, *, comment=None, reasons=()) -> HttpResponse:
    """The page of a dialogue; `comment` is a refused form, `reasons` are those of refused acts."""
    on, user = timezone.localdate(), request.user
    seen = Dialogue.objects.visible_to(user).select_related("cycle__framework", "site", "invitation")
    seen = seen.prefetch_related("partners").with_status(on)
    dialogue = get_object_or_404(seen, cycle__year=year, site=site_pk)
    participants = dialogue.partners.all()
    where = {"args": [dialogue.cycle.year, dialogue.site_id]}
    return render(
        request,
        "quality_dialog/dialogue_detail.html",
        {
            "dialogue": dialogue,
            "notified": notified(user, dialogue),
            "title": f"Dialog: {dialogue.site}, {dialogue.cycle.year}",
            "badge": EXAMPLE if dialogue.cycle.is_example else None,
            "crumbs": crumbs(dialogue.cycle, str(dialogue.site), of=dialogue),
            "on": on,
            "may_answer": user.has_perm("quality_dialog.change_assessment")
            and user.partner_id in {partner.pk for partner in participants},
            "facts": _facts(user, dialogue),
            "held": dialogue.minutes_for(user, on),
            "may_share": dialogue.meeting_status(on) == MeetingStatus.HELD
            and dialogue.minutes_shared_on is None
            and user.has_perm("quality_dialog.change_dialogue"),
            **_answers(user, dialogue, on),
            "agenda": agenda(dialogue, on),
            "attendances": dialogue.attendances.select_related("contact", "partner"),
            "findings": _findings(user, dialogue, participants, on),
            "measures": measure_table(user, on, finding__dialogue=dialogue),
            "assessments": _assessments(user, dialogue, on),
            "indicators": _indicators(user, dialogue, on),
            "comments": Comment.objects.visible_to(user)
            .filter(dialogue=dialogue)
            .select_related("partner", "side", "written_by"),
            "comment_form": comment or comment_form(user, dialogue.partners.all()),
            "comment_url": reverse("quality_dialog:dialogue_comment", **where),
            "complaints": comment,
            "reasons": reasons,
        },
    )


def _answers(user, dialogue: Dialogue, on: date) -> dict:
    """Who comes to the meeting, who has not said yet, and whether one may say so oneself."""
    if not dialogue.meeting_on or not hasattr(dialogue, "invitation"):
        return {}
    given = InvitationAnswer.objects.visible_to(user).standing(dialogue).select_related("partner", "by")
    said = {answer.partner_id: answer for answer in given}
    partners = dialogue.partners.all()
    asked = (
        dialogue.meeting_on >= on
        and user.has_perm("quality_dialog.add_submission")
        and user.partner_id in {one.pk for one in partners}
    )
    return {
        "answers": list(said.values()),
        "silent": [one for one in partners if one.pk not in said] if dialogue.meeting_on >= on else [],
        "asked": asked,
        "own_answer": said.get(user.partner_id),
    }


def _facts(user, dialogue: Dialogue) -> list[tuple]:
    """Who talks, when, about which site; the site's page only where one sees it."""
    site = dialogue.site
    sees_site = Site.objects.visible_to(user).filter(pk=site.pk).exists()
    return [
        ("Beteiligte", german.listing([city().name, *dialogue.partners.all()])),
        ("Standort", str(site), site.get_absolute_url() if sees_site else ""),
        ("Qualitätsdialog", str(dialogue.cycle.year), dialogue.cycle.get_absolute_url()),
        ("Dialoggespräch am", _meeting(dialogue)),
    ]


def _meeting(dialogue: Dialogue) -> str:
    """Day, and where somebody has invited also time and place."""
    if not dialogue.meeting_on:
        return ""
    day = german.day(dialogue.meeting_on)
    invitation = getattr(dialogue, "invitation", None)
    if invitation is None:
        return day
    return f"{day}, {invitation.starts_at:%H:%M} bis {invitation.ends_at:%H:%M} Uhr, {invitation.place}"


def _findings(user, dialogue: Dialogue, participants: Iterable[Partner], on: date) -> list[Heard]:
    """The findings in the order they were raised, each with every participant's stance."""
    rows = (
        Finding.objects.visible_to(user).filter(dialogue=dialogue).select_related("criterion", "raised_for")
    )
    rows = rows.with_status(on).with_voices(on).order_by("raised_on", "pk")
    return [Heard(row, voices(row, participants) if row.shared_on else ()) for row in rows]


def _assessments(user, dialogue: Dialogue, on: date) -> list[tuple[str, Table]]:
    """Per field of action a table of guiding questions, with each partner's view in words."""
    given = Assessment.objects.visible_to(user).filter(dialogue=dialogue)
    views = {(one.criterion_id, one.partner_id): one for one in given}
    if not views:
        return []
    taking_part = dialogue.participations.taking_part(on).with_status(on).select_related("partner")
    columns = [
        Column("criterion", "Leitfrage", lambda criterion: criterion),
        *(
            Column(
                f"partner{one.partner_id}",
                str(one.partner)
                if one.status == AssessmentStatus.SUBMITTED
                else f"{one.partner} ({one.status})",
                lambda c, p=one.partner_id: _in_words(views.get((c.pk, p))),
            )
            for one in taking_part
        ),
    ]
    criteria = Criterion.objects.visible_to(user).filter(field__framework=dialogue.cycle.framework)
    by_field: dict = {}
    for criterion in criteria.select_related("field").order_by("field__position", "position", "pk"):
        by_field.setdefault(criterion.field, []).append(criterion)
    return [
        (str(field), Table(columns, rows, f"Selbsteinschätzungen: {field}"))
        for field, rows in by_field.items()
    ]


def _in_words(assessment: Assessment | None) -> str:
    """A partner's view of a criterion; one that only its own people see yet is marked."""
    if assessment is None:
        return ""
    rating = assessment.get_rating_display() or "noch nicht beantwortet"
    said = rating + (f": {assessment.text}" if assessment.text else "")
    return said if assessment.submitted_on else f"{said} ({AssessmentStatus.NOT_SUBMITTED})"


def _indicators(user, dialogue: Dialogue, on: date) -> Table:
    """Every indicator of the framework with its value here; a missing one is said to be missing."""
    given = IndicatorValue.objects.visible_to(user).filter(dialogue=dialogue)
    values = {one.indicator_id: one for one in given}
    agreed = IndicatorTarget.objects.visible_to(user).filter(dialogue=dialogue).counting(on)
    targets = {one.indicator_id: one for one in agreed}
    known = Indicator.objects.visible_to(user).filter(field__framework=dialogue.cycle.framework)
    columns = [
        Column("name", "Kennzahl"),
        Column("kind", "Art", "get_kind_display"),
        Column("field", "Handlungsfeld"),
        Column("target", "Ziel", lambda one: _aimed(one, targets.get(one.pk))),
        Column("value", "Wert", lambda one: _measured(one, values.get(one.pk)), numeric=True),
        Column(
            "source", "Herkunft", lambda one: values[one.pk].get_source_display() if one.pk in values else ""
        ),
        Column("comment", "Anmerkung", lambda one: values[one.pk].comment if one.pk in values else ""),
    ]
    if user.has_perm("quality_dialog.change_dialogue"):
        columns.append(
            Column(
                "act",
                "Ziel vereinbaren",
                lambda one: f"Ziel: {one}",
                link=lambda one: reverse(
                    "quality_dialog:target_agree", args=[dialogue.cycle.year, dialogue.site_id, one.pk]
                ),
            )
        )
    rows = known.select_related("field").order_by("field__position", "position", "pk")
    return Table(columns, rows, f"Kennzahlen {dialogue}")


def _measured(indicator: Indicator, found: IndicatorValue | None) -> str:
    """„120 Personen“, or that the value is missing – which is not zero."""
    return "fehlt" if found is None or found.value is None else indicator.in_words(found.value)


def _aimed(indicator: Indicator, found: IndicatorTarget | None) -> str:
    """„130 Personen“, with a mark where the value had been known before."""
    return (
        "" if found is None else indicator.in_words(found.value) + (f" ({LATE})" if found.value_known else "")
    )
