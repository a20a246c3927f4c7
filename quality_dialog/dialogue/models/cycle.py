"""A year of quality dialogue: the cycle, and a dialogue per site with those who take part."""

from collections.abc import Iterable
from datetime import date

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from partners.models import Partner
from quality_dialog.dialogue import rules
from quality_dialog.dialogue.models.framework import Framework
from quality_dialog.dialogue.statuses import AssessmentStatus, DialogueStatus, MeetingStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint, UniqueConstraint
from quartiersarbeit.ground.guards import Guard, differs, raising
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from sites.models import Site


class CycleQuerySet(models.QuerySet):
    """Years of quality dialogue."""

    def visible_to(self, user):
        """All for the city and audit; a partner's people see the years their organisation takes part in."""
        if user.sees_everything:
            return self
        return self.filter(Exists(Dialogue.objects.visible_to(user).filter(cycle=OuterRef("pk"))))

    def opened(self, on: date):
        """Those opened on that day or before."""
        return self.filter(opened_on__lte=on)

    def reported(self, on: date):
        """Those whose report the committees have by that day: submitted to them, or published."""
        return self.filter(Q(reports__submitted_on__lte=on) | Q(reports__published_on__lte=on)).distinct()

    @transaction.atomic
    def open(
        self,
        *,
        year: int,
        framework: Framework,
        sites: Iterable[Site],
        participations: Iterable[tuple[int, int]],
        by,
        on: date,
        **facts,
    ) -> "Cycle":
        """Begin a year's dialogue about these sites, with what earlier years left open there.

        `participations` are pairs of a site's and a partner's id; `facts` are focus topics and deadlines.
        Refuses a year that is not this one or the next, a year there is already, a framework without a
        guiding question, and deadlines that cannot be. From now on the framework is locked.
        """
        wrong = {}
        if year not in (on.year, on.year + 1):
            text = f"Eröffnen können Sie das laufende Jahr {on.year} oder das Jahr {on.year + 1}."
            wrong["year"] = ValidationError(text, code="year_far")
        elif self.filter(year=year).exists():
            text = f"Der Qualitätsdialog {year} ist schon eröffnet."
            wrong["year"] = ValidationError(text, code="year_taken")
        else:
            wrong = _wrong_deadlines(year, on, facts)
        if not framework.fields.filter(criteria__isnull=False).exists():
            text = "Dieses Rahmenkonzept hat noch keine Leitfrage."
            wrong["framework"] = ValidationError(text, code="framework_empty")
        if wrong:
            raise ValidationError(wrong)
        cycle = self.create(year=year, framework=framework, opened_on=on, opened_by=by, **facts)
        at: dict[int, list[Partner]] = {}
        wanted = list(participations)
        known = Partner.objects.in_bulk({partner for _, partner in wanted})
        for site, partner in wanted:
            at.setdefault(site, []).append(known[partner])
        for site in sites:
            cycle.add_dialogue(site=site, partners=at.get(site.pk, ()), by=by, on=on)
        return cycle


def _wrong_deadlines(year: int, opened_on: date, facts: dict) -> dict[str, ValidationError]:
    deadlines = {name: facts.get(name) for name in rules.USUAL_DEADLINES}
    wrong = rules.wrong_deadlines(year, opened_on, deadlines)
    return {name: ValidationError(text, code="deadline") for name, text in wrong.items()}


@tracked()
class Cycle(models.Model):
    """A year's quality dialogue (Qualitätsdialog) against one version of the framework."""

    year = models.PositiveSmallIntegerField("Jahr", unique=True)
    framework = models.ForeignKey(
        Framework, models.PROTECT, related_name="cycles", verbose_name="Rahmenkonzept"
    )
    focus_topics = models.TextField("Schwerpunkte", blank=True)
    opened_on = models.DateField("Eröffnet am")
    opened_by = person("Eröffnet von", blank=False)
    assessment_due_on = models.DateField("Selbsteinschätzung bis", null=True, blank=True)
    meetings_due_on = models.DateField("Dialoggespräche bis", null=True, blank=True)
    report_due_on = models.DateField("Bericht bis", null=True, blank=True)
    is_example = models.BooleanField("Beispieldatensatz", default=False)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = "Qualitätsdialog"
        verbose_name_plural = "Qualitätsdialoge"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="cycle_year_plausible",
                condition=Q(year__range=(2000, 2100)),
                violation_error_message="Das Jahr liegt zwischen 2000 und 2100.",
            ),
            CheckConstraint(
                name="cycle_deadlines_in_order",
                field="report_due_on",
                # Each empty deadline stands for the one before it, so that none is skipped over.
                condition=(Q(assessment_due_on__isnull=True) | Q(assessment_due_on__gte=F("opened_on")))
                & (
                    Q(meetings_due_on__isnull=True)
                    | Q(meetings_due_on__gte=Coalesce("assessment_due_on", "opened_on"))
                )
                & (
                    Q(report_due_on__isnull=True)
                    | Q(report_due_on__gte=Coalesce("meetings_due_on", "assessment_due_on", "opened_on"))
                ),
                violation_error_message=(
                    "Die Fristen folgen aufeinander: Eröffnung, Selbsteinschätzung, Gespräche, Bericht."
                ),
            ),
        ]
        triggers = [
            Guard(
                name="cycle_framework_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__framework__df=pgtrigger.F("new__framework")),
                func=(
                    "IF EXISTS (SELECT 1 FROM quality_dialog_dialogue WHERE cycle_id = OLD.id) THEN "
                    + raising(
                        "cycle_framework_kept",
                        "Das Rahmenkonzept bleibt das ganze Jahr dasselbe; die Antworten beziehen sich darauf.",
                        "framework",
                    )
                    + " END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"Qualitätsdialog {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("quality_dialog:cycle_detail", args=[self.year])

    def revise(self, **facts) -> None:
        """Change focus topics and deadlines while the year runs; refuses deadlines that cannot be."""
        if wrong := _wrong_deadlines(self.year, self.opened_on, facts):
            raise ValidationError(wrong)
        for name, value in facts.items():
            setattr(self, name, value)
        self.save(update_fields=list(facts))

    @transaction.atomic
    def add_dialogue(self, *, site: Site, partners: Iterable[Partner], by, on: date) -> "Dialogue":
        """Begin the dialogue about a site and take over what earlier years left open there.

        The database refuses a second dialogue about the same site.
        """
        from quality_dialog.dialogue.models.finding import (
            Finding,  # a finding knows its dialogue, not vice versa
        )

        dialogue = self.dialogues.create(site=site)
        for partner in partners:
            dialogue.participations.create(partner=partner)
        earlier = Finding.objects.left_open(on).filter(
            dialogue__site=site, dialogue__cycle__year__lt=self.year
        )
        for finding in earlier.select_related("criterion__field"):
            finding.carry_over(dialogue, by=by, on=on)
        return dialogue

    @transaction.atomic
    def remove_dialogue(self, dialogue: "Dialogue", *, on: date, reason: str) -> None:
        """Take back a dialogue in which nothing has been said yet; what it took over stands where it was.

        Refuses once there is content (`has_content`): an answer, a number, a meeting, minutes or a finding of
        its own; and what was taken over on an earlier day (`took_over`): since then it has counted here, and
        taking it back would tell that day another way. The reason stands in the history.
        """
        Dialogue.objects.select_for_update().get(pk=dialogue.pk)
        if refusal := dialogue.kept_because(on):
            raise refusal
        with pghistory.context(reason=reason):
            for finding in dialogue.findings.all():
                finding.measures.all().delete()
            dialogue.findings.all().delete()
            dialogue.delete()

    @transaction.atomic
    def set_participants(
        self, dialogue: "Dialogue", *, partners: Iterable[Partner], on: date, reason: str = ""
    ) -> None:
        """Who takes part from now on; refuses to take out who has said something or is asked for an answer.

        Code `has_content`; `is_asked` where a finding is shared, for who is silent must not go missing.
        """
        from quality_dialog.dialogue.models.finding import (
            Finding,  # a finding knows its dialogue, not vice versa
        )

        Dialogue.objects.select_for_update().get(pk=dialogue.pk)
        wanted, kept = set(partners), set(dialogue.partners.all())
        if spoken := sorted(str(partner) for partner in kept - wanted if dialogue.said_by(partner)):
            text = f"Beteiligt bleibt, wer sich schon geäußert hat: {', '.join(spoken)}."
            refuse("has_content", text, field="partners")
        asked = Finding.objects.filter(dialogue=dialogue, shared_on__isnull=False, withdrawn_on__isnull=True)
        if kept - wanted and asked.touched().exists():
            refuse("is_asked", ASKED, field="partners")
        with pghistory.context(reason=reason):
            for partner in wanted - kept:
                dialogue.participations.create(partner=partner, joined_on=on)
            for participation in dialogue.participations.filter(partner__in=kept - wanted):
                participation.delete()


class DialogueQuerySet(StatusQuerySet):
    """Dialogues about sites."""

    STATUS = DialogueStatus

    def status_expression(self, on: date) -> models.Case:
        """What the dialogue about a site waits for at the end of that day, in the order of the year's phases."""
        from quality_dialog.dialogue.models.finding import (
            Finding,  # a finding knows its dialogue, not vice versa
        )

        partners = Participation.objects.taking_part(on).filter(dialogue=OuterRef("pk"))
        due = partners.in_status(on, AssessmentStatus.NOT_SUBMITTED, AssessmentStatus.REOPENED)
        asked = Finding.objects.awaiting(OuterRef("partner"), on).filter(dialogue=OuterRef("dialogue"))
        city_asked = Finding.objects.awaiting(None, on).filter(dialogue=OuterRef("pk"))
        return first_of(
            DialogueStatus,
            (~Exists(partners), DialogueStatus.ALONE),
            (Exists(due), DialogueStatus.ASSESSMENT),
            (Q(meeting_on__isnull=True) | Q(meeting_on__gt=on), DialogueStatus.MEETING),
            (Exists(partners.filter(Exists(asked))) | Exists(city_asked), DialogueStatus.STATEMENTS),
            otherwise=DialogueStatus.COMPLETE,
        )

    def visible_to(self, user):
        """All for the city and audit; else only those in which one's organisation takes part."""
        if user.sees_everything:
            return self
        if not user.partner_id:
            return self.none()
        return self.filter(
            Exists(Participation.objects.filter(dialogue=OuterRef("pk"), partner=user.partner_id))
        )


RECORDED = (
    "An diesem Tag sind Feststellungen festgehalten; das Gespräch bleibt dort. Ein weiteres Gespräch hält seine "
    "Feststellungen mit seinem eigenen Tag fest."
)


@tracked()
class Dialogue(HasStatus):
    """The dialogue about one site in one cycle, with the partners who take part."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="dialogues", verbose_name="Qualitätsdialog")
    site = models.ForeignKey(Site, models.PROTECT, related_name="dialogues", verbose_name="Standort")
    partners = models.ManyToManyField(
        Partner,
        through="quality_dialog.Participation",
        related_name="dialogues",
        verbose_name="Beteiligte Partner",
    )
    meeting_on = models.DateField("Gespräch am", null=True, blank=True)
    minutes = models.TextField("Protokoll", blank=True)

    objects = DialogueQuerySet.as_manager()

    class Meta:
        verbose_name = "Dialog zum Standort"
        verbose_name_plural = "Dialoge zu Standorten"
        ordering = ["-cycle__year", "site__name", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["cycle", "site"],
                name="dialogue_once_per_site",
                field="site sites",
                violation_error_message="Zu diesem Standort gibt es in dem Jahr schon einen Dialog.",
            )
        ]
        triggers = [
            Guard(
                name="meeting_recorded",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("meeting_on"),
                condition=pgtrigger.Condition(differs("meeting_on")),
                func=(
                    "IF EXISTS (SELECT 1 FROM quality_dialog_finding WHERE dialogue_id = OLD.id"
                    " AND raised_on = OLD.meeting_on AND carried_over_from_id IS NULL"
                    " AND (raised_for_id IS NULL OR shared_on IS NOT NULL)) THEN "
                    + raising("meeting_recorded", RECORDED, "meeting_on")
                    + " END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.cycle.year}"

    def get_absolute_url(self) -> str:
        return reverse("quality_dialog:dialogue_detail", args=[self.cycle.year, self.site_id])

    def meeting_status(self, on: date) -> MeetingStatus:
        """Where its meeting stands on that day."""
        if self.meeting_on is None:
            return MeetingStatus.NOT_PLANNED
        return MeetingStatus.HELD if self.meeting_on <= on else MeetingStatus.PLANNED

    def has_record(self) -> bool:
        """Whether something was found on the day of its meeting that stands in the minutes, or soon will."""
        found = self.findings.filter(raised_on=self.meeting_on, carried_over_from__isnull=True)
        return found.filter(Q(raised_for__isnull=True) | Q(shared_on__isnull=False)).exists()

    def kept_because(self, on: date) -> ValidationError | None:
        """Why the dialogue can no longer be taken back, with the code; None while it can."""
        if said := self.said():
            text = f"In diesem Dialog gibt es schon: {', '.join(said)}. Er bleibt bestehen."
            return ValidationError(text, code="has_content")
        if taken := self.findings.filter(raised_on__lt=on).order_by("raised_on").first():
            text = (
                f"Dieser Dialog führt seit dem {german.day(taken.raised_on)} weiter, was in früheren Jahren offen "
                "geblieben war. Er bleibt bestehen, damit sich nicht nachträglich ändert, was seitdem hier zählt."
            )
            return ValidationError(text, code="took_over")
        return None

    def said(self) -> list[str]:
        """What there is in it, in German; what was only taken over, and not touched, is nothing yet."""
        contents = {
            "Selbsteinschätzungen": self.assessments.exists(),
            "Kennzahlen": self.indicator_values.exists(),
            "Feststellungen": self.findings.touched().exists(),
            "ein Gesprächstermin": self.meeting_on is not None,
            "ein Protokoll": bool(self.minutes),
        }
        return [name for name, there in contents.items() if there]

    def said_by(self, partner: Partner) -> bool:
        """Whether a partner has said or promised something in it."""
        return (
            self.assessments.filter(partner=partner).exists()
            or self.findings.filter(
                Q(raised_for=partner, carried_over_from__isnull=True)
                | Q(statements__partner=partner)
                | Q(measures__responsible=partner)
            ).exists()
        )


class OfDialogueQuerySet(models.QuerySet):
    """What belongs to a dialogue."""

    def visible_to(self, user):
        """Only for those who see the dialogue."""
        if user.sees_everything:
            return self
        return self.filter(dialogue__in=Dialogue.objects.visible_to(user))


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


class ParticipationQuerySet(OfDialogueQuerySet, StatusQuerySet):
    """Who takes part, and whether its self-assessment is handed in."""

    STATUS = AssessmentStatus

    def taking_part(self, on: date):
        """Those that take part on that day; who joins later changes nothing that stood before."""
        return self.filter(Q(joined_on__isnull=True) | Q(joined_on__lte=on))

    def status_expression(self, on: date) -> models.Case:
        """Where the partner's self-assessment stands at the end of that day."""
        from quality_dialog.dialogue.models.submission import (
            Submission,  # a submission knows its dialogue, not vice versa
        )

        theirs = Submission.objects.filter(
            dialogue=OuterRef("dialogue"), partner=OuterRef("partner"), submitted_on__lte=on
        )
        return first_of(
            AssessmentStatus,
            (Exists(theirs.standing(on)), AssessmentStatus.SUBMITTED),
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
        ordering = ["dialogue", "partner__short_name"]
        constraints = [
            UniqueConstraint(
                fields=["dialogue", "partner"],
                name="participation_once",
                field="partners",
                violation_error_message="Dieser Partner nimmt schon teil.",
            )
        ]
        triggers = [
            Guard(
                name="participation_asked",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(differs("dialogue_id", "partner_id")),
                func=STAYS + "RETURN NEW;",
            ),
            Guard(
                name="participation_asked_delete",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=STAYS + "RETURN OLD;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} – {self.dialogue}"
