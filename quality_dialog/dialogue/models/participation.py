"""Who takes part in a dialogue; whoever is asked for an answer stays."""

from datetime import date

import pgtrigger
from django.db import models, transaction
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Greatest, Least

from partners.models import Notification, Partner, User
from partners.models.way_back import stood
from quality_dialog.dialogue.duties import ANSWER_INVITATION_WITHIN, ASSESSMENT_SUBMIT, INVITATION_ANSWER
from quality_dialog.dialogue.models.cycle import Cycle, Dialogue, OfDialogueQuerySet
from quality_dialog.dialogue.models.submission import Submission
from quality_dialog.dialogue.news import ASSESSMENT_EXTENDED
from quality_dialog.dialogue.statuses import AssessmentStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import once
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.guards import Guard, differs, raising
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.refusals import refuse, refuse_no_later
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.written import of_the_day

ASKED = "Zu einer geteilten Feststellung sind alle Beteiligten gefragt. Deshalb bleiben alle beteiligt."

# Who is gone has not agreed: where only they had kept silent, the finding would suddenly count as agreed. What was
# taken over from an earlier year and nobody has answered yet cannot count so, whoever goes.
STAYS = f"""
IF EXISTS (
  SELECT 1 FROM quality_dialog_finding f
  WHERE f.dialogue_id = OLD.dialogue_id AND f.shared_on IS NOT NULL AND f.withdrawn_on IS NULL
    AND (f.carried_over_from_id IS NULL
         OR EXISTS (SELECT 1 FROM quality_dialog_statement s WHERE s.finding_id = f.id))
) THEN {raising("is_asked", ASKED, "partners")} END IF;
"""


@of_the_day("quality_dialog.Participation")
def _due(on: date) -> Greatest:
    """Until when a partner's self-assessment is due: the year's day, or the partner's own where it has more time."""
    # It stands a module further up: it knows its participation, and it is reached by the relation alone.
    extensions = Participation._meta.get_field("extensions").related_model.objects
    given = extensions.filter(participation=OuterRef("pk"), on__lte=on).order_by().values("participation")
    own = Subquery(given.values(last=Max("due_on")))
    of_all = stood(Cycle, "assessment_due_on", on, via="dialogue__cycle")
    return Greatest(of_all, own, output_field=models.DateField(null=True))


class ParticipationQuerySet(OfDialogueQuerySet, StatusQuerySet):
    """Who takes part, and whether its self-assessment is handed in."""

    STATUS = AssessmentStatus

    def taking_part(self, on: date):
        """Those that take part on that day: the first from the year's opening on, who joined later from then on."""
        first = Q(joined_on__isnull=True, dialogue__cycle__opened_on__lte=on)
        return self.filter(first | Q(joined_on__lte=on))

    def with_due(self, on: date):
        """Each with the day its self-assessment is due as it stood at the end of that day, as `due_on`."""
        return self.annotate(due_on=_due(on))

    def owed(self, on: date) -> list[Owed]:
        """Its self-assessment, and its answer to an invitation; nothing once the year's report is published."""
        return [*self._assessment_owed(on), *self._answer_owed(on)]

    def _of_now(self, on: date):
        """Those of the years that are not only entered later: of these nothing is asked any more."""
        return self.taking_part(on).filter(dialogue__cycle__entered_on__isnull=True)

    def _answer_owed(self, on: date) -> list[Owed]:
        """Whether it comes to the meeting: asked until then; after it, who came is noted."""
        # It stands a module further up: it knows its dialogue, and it is reached by the relation alone.
        answers = Dialogue._meta.get_field("invitation_answers").related_model.objects
        given = answers.filter(
            dialogue=OuterRef("dialogue"),
            partner=OuterRef("partner"),
            meeting_on=OuterRef("dialogue__meeting_on"),
            on__lte=on,
        )
        asked = self._of_now(on).filter(
            ~Exists(given), dialogue__invitation__invited_on__lte=on, dialogue__meeting_on__gte=on
        )
        soon = F("dialogue__invitation__invited_on") + ANSWER_INVITATION_WITHIN
        return [
            owes(
                asked.exclude(dialogue__cycle__in=Cycle.objects.reported(on).values("pk")),
                INVITATION_ANSWER,
                subject=wording("dialogue__site__name", Value(" "), "dialogue__cycle__year"),
                since="dialogue__invitation__invited_on",
                due_on=Least(Cast(soon, models.DateField()), "dialogue__meeting_on"),
                partner="partner_id",
                site="dialogue__site",
                key=wording("dialogue__cycle__year", Value("/"), "dialogue__site_id"),
            )
        ]

    def _assessment_owed(self, on: date) -> list[Owed]:
        """Its self-assessment, until it is handed in: late ones count too."""
        open_ones = (AssessmentStatus.NOT_SUBMITTED, AssessmentStatus.REOPENED)
        asked = self._of_now(on).in_status(on, *open_ones)
        opened = Submission.objects.filter(
            dialogue=OuterRef("dialogue"), partner=OuterRef("partner"), reopened_on__lte=on
        )
        again = Subquery(opened.order_by("-reopened_on").values("reopened_on")[:1])
        return [
            owes(
                asked.exclude(dialogue__cycle__in=Cycle.objects.reported(on).values("pk")),
                ASSESSMENT_SUBMIT,
                subject=wording("dialogue__site__name", Value(" "), "dialogue__cycle__year"),
                since=Coalesce(again, "joined_on", "dialogue__cycle__opened_on"),
                due_on=_due(on),
                partner="partner_id",
                site="dialogue__site",
                key=wording("dialogue__cycle__year", Value("/"), "dialogue__site_id"),
            )
        ]

    def status_expression(self, on: date) -> models.Case:
        """Where the partner's self-assessment stands at the end of that day."""
        theirs = Submission.objects.filter(
            dialogue=OuterRef("dialogue"), partner=OuterRef("partner"), submitted_on__lte=on
        )
        return first_of(
            AssessmentStatus,
            (Exists(theirs.handed_in(on)), AssessmentStatus.SUBMITTED),
            (Exists(theirs), AssessmentStatus.REOPENED),
            otherwise=AssessmentStatus.NOT_SUBMITTED,
        )


@tracked()
class Participation(HasStatus):
    """A partner's part in a dialogue; the city always takes part.

    Once a finding is shared with it, it stays: silence is no consent, and neither is being gone.
    """

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="participations", verbose_name="Dialog"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="participations", verbose_name="Kooperationspartner"
    )
    joined_on = models.DateField(
        "Beteiligt ab", null=True, blank=True, help_text="Leer: von Anfang an beteiligt."
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "Beteiligung am Dialog"
        verbose_name_plural = "Beteiligungen am Dialog"
        ordering = ["dialogue", "partner"]
        constraints = [
            once(
                "participation_once", "dialogue partner", "Dieser Partner nimmt schon teil.", field="partners"
            )
        ]
        triggers = [
            Guard(
                name="participation_asked",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(differs("dialogue_id", "partner_id")),
                func=STAYS + "RETURN NEW;",
            ),
            Guard(
                name="participation_asked_delete",
                operation=pgtrigger.Delete,
                func=STAYS + "RETURN OLD;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} – {self.dialogue}"

    @transaction.atomic
    def extend(self, *, due_on: date, reason: str, by, on: date) -> None:
        """Give the partner more time for its self-assessment, and tell its people; what stood is kept.

        Codes: `not_later`, `submitted` once it is handed in.
        """
        Dialogue.objects.select_for_update(no_key=True).get(pk=self.dialogue_id)
        stored = Participation.objects.with_due(on).with_status(on).get(pk=self.pk)
        if stored.status == AssessmentStatus.SUBMITTED:
            refuse("submitted", "Die Selbsteinschätzung ist schon eingereicht.")
        refuse_no_later(due_on, stored.due_on)
        self.extensions.create(due_on=due_on, reason=reason, on=on, by=by)  # type: ignore[attr-defined]
        told = {"party": self.partner.short_name, "day": german.day(due_on)}
        people = User.objects.filter(partner=self.partner)
        Notification.objects.tell(ASSESSMENT_EXTENDED, self.dialogue, to=people, by=by, on=on, **told)
