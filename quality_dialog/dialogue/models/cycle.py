"""A year of quality dialogue: the cycle, and a dialogue per site with those who take part."""

from datetime import date

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Greatest
from django.db.models.lookups import GreaterThan, IsNull

from partners.models import Notification, Partner, User
from partners.models.way_back import Way, WayBack, put_right_with_reason, stood
from quality_dialog.dialogue import rules
from quality_dialog.dialogue.duties import (
    CYCLE_OPEN,
    MEETING_HOLD,
    MEETING_PLAN,
    MEETING_RECORD,
    MINUTES_SHARE,
    MINUTES_WITHIN,
    OPENED_WITHIN,
    REPORT_DRAFT,
)
from quality_dialog.dialogue.models.framework import Framework
from quality_dialog.dialogue.news import DEADLINES_CHANGED, MINUTES_SHARED
from quality_dialog.dialogue.statuses import AssessmentStatus, DialogueStatus, MeetingStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint, once
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.guards import differs, refusing
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.past import entered, known
from quartiersarbeit.ground.periods import A_YEAR
from quartiersarbeit.ground.refusals import denied, refuse
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from sites.models import Site

_DEADLINE_STANDS = "Eine Frist, die schon steht, wird nur mit Grund geändert."
_FIRST_DEADLINE = "Bisher stand keine Frist."


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

    def owed(self, on: date) -> list[Owed]:
        """The next steps: the newest year asks for the one after it, and each owes a report until one is written."""
        later = Cycle.objects.opened(on).filter(year__gt=OuterRef("year"))
        due_on = Cast(F("opened_on") + A_YEAR, models.DateField())
        newest = (
            self.opened(on)
            .filter(known(on), ~Exists(later))
            .annotate(turn=due_on)
            .filter(turn__lte=on + OPENED_WITHIN)
        )
        # Both stand in the other half: they know their year, and it reaches them by the relation alone.
        reports = self.model._meta.get_field("reports").related_model.objects
        terms = self.model._meta.get_field("report_terms").related_model.objects
        besides = terms.standing(on).filter(  # a report on such a period is not the year's own
            cycle=OuterRef("cycle"),
            kind=OuterRef("kind"),
            starts_on__lte=OuterRef("as_of"),
            due_on__gte=OuterRef("as_of"),
            due_on__lt=OuterRef("report_due"),
        )
        due = stood(self.model, "report_due_on", on)
        theirs = reports.kept(on).annotate(report_due=stood(self.model, "report_due_on", on, via="cycle"))
        written = theirs.filter(~Exists(besides), cycle=OuterRef("pk"), drafted_on__lte=on)
        return [
            owes(
                newest,
                CYCLE_OPEN,
                subject=F("year") + 1,
                since=Greatest(Cast(F("turn") - OPENED_WITHIN, models.DateField()), "entered_on"),
                due_on=Case(
                    When(entered_on__isnull=True, then="turn")
                ),  # one entered later is late with nothing
                key=F("year") + 1,
            ),
            owes(
                self.opened(on).filter(~Exists(written), IsNull(due, False), entered_on__isnull=True),
                REPORT_DRAFT,
                subject="year",
                since="opened_on",
                due_on=due,
                key="year",
            ),
        ]

    def reported(self, on: date):
        """Those with a report that was published by that day: until then the year owes one."""
        return self.filter(reports__published_on__lte=on).distinct()

    def with_being_reported(self, on: date):
        """Adds `is_reported`: whether it is one of these."""
        return self.annotate(is_reported=Exists(Cycle.objects.reported(on).filter(pk=OuterRef("pk"))))


def refused_deadlines(year: int, opened_on: date, facts: dict) -> dict[str, ValidationError]:
    deadlines = {name: facts.get(name) for name in rules.USUAL_DEADLINES}
    wrong = rules.wrong_deadlines(year, opened_on, deadlines)
    return {name: denied("deadline", text) for name, text in wrong.items()}


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
    entered_on = entered()
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
                name="cycle_entered_after_opening",
                field="opened_on",
                condition=Q(entered_on__isnull=True) | Q(entered_on__gte=F("opened_on")),
                violation_error_message="Nacherfasst wird ein Jahr, nachdem es eröffnet ist.",
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
            refusing(
                "cycle_framework_kept",
                "EXISTS (SELECT 1 FROM quality_dialog_dialogue WHERE cycle_id = OLD.id)",
                "Das Rahmenkonzept bleibt das ganze Jahr dasselbe; die Antworten beziehen sich darauf.",
                column="framework",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__framework__df=pgtrigger.F("new__framework")),
            ),
            *(
                put_right_with_reason(
                    f"cycle_{name}_stands", _DEADLINE_STANDS, record="quality_dialog.cycle", day=name
                )
                for name in rules.USUAL_DEADLINES
            ),
        ]

    def __str__(self) -> str:
        return f"Qualitätsdialog {self.year}"

    def get_absolute_url(self) -> str:
        return address("quality_dialog:cycle_detail", self.year)

    def people(self) -> models.QuerySet[User]:
        """Who speaks for a side of one of its dialogues."""
        return _speaking_for(Partner.objects.filter(dialogues__cycle=self))

    @transaction.atomic
    def revise(self, *, by, on: date, reason: str = "", **facts) -> None:
        """Change focus topics and deadlines while the year runs; a deadline that stood is put off only with a reason.

        Each keeps what stood until then, also that none did, so that an earlier day goes on saying it.

        Refuses deadlines that cannot be (`deadline`), and another one without why (`reason_missing`).
        """
        if wrong := refused_deadlines(self.year, self.opened_on, facts):
            raise ValidationError(wrong)
        self.note_deadlines(facts, reason=reason, by=by, on=on)
        before = self._deadlines()
        for name, value in facts.items():
            setattr(self, name, value)
        self.save(update_fields=list(facts))
        if (after := self._deadlines()) != before:
            Notification.objects.tell(DEADLINES_CHANGED, self, to=self.people(), by=by, on=on, days=after)

    def note_deadlines(self, facts: dict, *, reason: str, by, on: date) -> None:
        """Keep what stood of each deadline that these facts change; without a reason none that stood changes."""
        moved = {
            name: day
            for name in rules.USUAL_DEADLINES
            if (day := getattr(self, name)) != facts.get(name, day)
        }
        if any(moved.values()) and not reason.strip():
            refuse("reason_missing", "Nennen Sie den Grund, warum sich eine Frist ändert.", field="reason")
        for name, day in moved.items():
            way = Way.EXTENDED if day and facts[name] and facts[name] > day else Way.CORRECTED
            said = reason if day else reason or _FIRST_DEADLINE
            given = {"fact": name, "before": day, "after": facts[name], "reason": said, "by": by, "on": on}
            WayBack.objects.note(self, way, **given)

    def _deadlines(self) -> str:
        """Until when each step is to be done, in a few words."""
        days = {name: getattr(self, field) for field, name in rules.NAMES.items()}
        return ", ".join(
            f"{name} bis {german.day(day)}" if day else f"{name} ohne Tag" for name, day in days.items()
        )


def _meeting_then(on: date) -> Coalesce:
    """The meeting's day as it stood at the end of that day: what stood until it was moved next, or stands."""
    later = Dialogue._base_manager.filter(pk=OuterRef("pk"), former_meetings__on__gt=on)
    stood = later.order_by("former_meetings__on", "former_meetings__pk").values("former_meetings__meeting_on")
    return Coalesce(models.Subquery(stood[:1]), F("meeting_on"))


class DialogueQuerySet(StatusQuerySet):
    """Dialogues about sites."""

    STATUS = DialogueStatus

    def status_expression(self, on: date) -> models.Case:
        """What the dialogue about a site waits for at the end of that day, in the order of the year's phases."""
        # Both stand a module further up: they know their dialogue, and it reaches them by the relation alone.
        participations = self.model.partners.through.objects
        findings = self.model._meta.get_field("findings").related_model.objects
        partners = participations.taking_part(on).filter(dialogue=OuterRef("pk"))
        meeting = _meeting_then(on)
        due = partners.in_status(on, AssessmentStatus.NOT_SUBMITTED, AssessmentStatus.REOPENED)
        asked = findings.awaiting(OuterRef("partner"), on).filter(dialogue=OuterRef("dialogue"))
        city_asked = findings.awaiting(None, on).filter(dialogue=OuterRef("pk"))
        return first_of(
            DialogueStatus,
            (~Exists(partners), DialogueStatus.ALONE),
            (Q(cycle__entered_on__isnull=True) & Exists(due), DialogueStatus.ASSESSMENT),
            (Q(IsNull(meeting, True)) | Q(GreaterThan(meeting, on)), DialogueStatus.MEETING),
            (Exists(partners.filter(Exists(asked))) | Exists(city_asked), DialogueStatus.STATEMENTS),
            otherwise=DialogueStatus.COMPLETE,
        )

    def owed(self, on: date) -> list[Owed]:
        """The next step towards and after the meeting, the city's; none in a year whose report is published.

        None in a year that was entered when it was over.
        """
        opened = self.filter(cycle__opened_on__lte=on, cycle__entered_on__isnull=True).exclude(
            cycle__in=Cycle.objects.reported(on).values("pk")
        )
        # The day of a meeting is known since the first invitation; of a later one the first is not kept.
        invited = (
            Q(invitation__isnull=True) | Q(invitation__invited_on__lte=on) | Q(invitation__sequence__gt=0)
        )
        planned = Q(meeting_on__isnull=False) & invited
        found = Dialogue.objects.filter(
            Q(findings__raised_for__isnull=True) | Q(findings__shared_on__lte=on),
            pk=OuterRef("pk"),
            findings__raised_on__range=(OuterRef("meeting_on"), on),
            findings__carried_over_from__isnull=True,
        )
        attended = Dialogue.objects.filter(pk=OuterRef("pk"), attendances__noted_on__lte=on)
        unrecorded = opened.filter(planned, ~Exists(found), minutes="")
        unshared = opened.filter(planned, meeting_on__lte=on).filter(
            Q(minutes_shared_on__isnull=True) | Q(minutes_shared_on__gt=on)
        )
        held = Exists(found) | Exists(attended) | ~Q(minutes="")
        named = {
            "subject": wording("site__name", Value(" "), "cycle__year"),
            "site": "site_id",
            "key": wording("cycle__year", Value("/"), "site_id"),
        }
        return [
            owes(
                opened.exclude(planned),
                MEETING_PLAN,
                since="cycle__opened_on",
                due_on=stood(Cycle, "meetings_due_on", on, via="cycle"),
                **named,
            ),
            owes(
                unrecorded.filter(~Exists(attended)),
                MEETING_HOLD,
                since=Coalesce("invitation__invited_on", "cycle__opened_on"),
                due_on="meeting_on",
                **named,
            ),
            owes(
                unrecorded.filter(Exists(attended), meeting_on__lte=on),
                MEETING_RECORD,
                since="meeting_on",
                **named,
            ),
            owes(
                unshared.filter(held),
                MINUTES_SHARE,
                since="meeting_on",
                due_on=Cast(F("meeting_on") + MINUTES_WITHIN, models.DateField()),
                **named,
            ),
        ]

    def visible_to(self, user):
        """All for the city and audit; else only those in which one's organisation takes part."""
        if user.sees_everything:
            return self
        if not user.sees_for:
            return self.none()
        taking_part = self.model.partners.through.objects
        return self.filter(Exists(taking_part.filter(dialogue=OuterRef("pk"), partner=user.sees_for)))


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
    minutes_shared_on, minutes_shared_by = day_and_person(
        "minutes_sharing_has_person",
        "Protokoll geteilt am",
        "Protokoll geteilt von",
        "Zum Teilen des Protokolls gehören Datum und Person.",
    )

    objects = DialogueQuerySet.as_manager()

    class Meta:
        verbose_name = "Dialog zum Standort"
        verbose_name_plural = "Dialoge zu Standorten"
        ordering = ["-cycle__year", "site", "pk"]
        constraints = [
            once(
                "dialogue_once_per_site",
                "cycle site",
                "Zu diesem Standort gibt es in dem Jahr schon einen Dialog.",
                field="site sites",
            ),
            CheckConstraint(
                name="minutes_shared_after_meeting",
                field="minutes_shared_on",
                condition=Q(minutes_shared_on__isnull=True)
                | Q(meeting_on__isnull=False, minutes_shared_on__gte=F("meeting_on")),
                violation_error_message="Ein Protokoll wird frühestens am Tag des Gesprächs geteilt.",
            ),
        ]
        triggers = [
            refusing(
                "meeting_recorded",
                "EXISTS (SELECT 1 FROM quality_dialog_finding WHERE dialogue_id = OLD.id"
                " AND raised_on = OLD.meeting_on AND carried_over_from_id IS NULL"
                " AND (raised_for_id IS NULL OR shared_on IS NOT NULL))",
                RECORDED,
                column="meeting_on",
                operation=pgtrigger.UpdateOf("meeting_on"),
                condition=pgtrigger.Condition(differs("meeting_on")),
            ),
            refusing(
                "meeting_redated",
                "NOT EXISTS (SELECT FROM quality_dialog_formermeeting k"
                " WHERE (k.dialogue_id, k.meeting_on) = (OLD.id, OLD.meeting_on))",
                "Ein Gespräch verlegt man durch eine neue Einladung; mit Tag und Person bleibt, wann es sein sollte.",
                column="meeting_on",
                operation=pgtrigger.UpdateOf("meeting_on"),
                condition=pgtrigger.Condition("OLD.meeting_on IS NOT NULL AND " + differs("meeting_on")),
            ),
            refusing(
                "minutes_stay_shared",
                "OLD.minutes_shared_on IS NOT NULL",
                "Das Protokoll ist geteilt; dabei bleibt es.",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    differs("minutes_shared_on", "minutes_shared_by_id", "meeting_on")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.cycle.year}"

    def get_absolute_url(self) -> str:
        return address("quality_dialog:dialogue_detail", self.cycle.year, self.site_id)

    def people(self) -> models.QuerySet[User]:
        """Who speaks for a side of it: the city's people and those of the partners that take part."""
        return _speaking_for(self.partners.all())

    def meeting_status(self, on: date) -> MeetingStatus:
        """Where its meeting stands on that day."""
        if self.meeting_on is None:
            return MeetingStatus.NOT_PLANNED
        return MeetingStatus.HELD if self.meeting_on <= on else MeetingStatus.PLANNED

    def minutes_for(self, user, on: date) -> bool:
        """Whether this person may read the minutes: the city from the meeting on, the partners once shared."""
        if self.meeting_status(on) != MeetingStatus.HELD:
            return False
        return user.sees_everything or (self.minutes_shared_on is not None and self.minutes_shared_on <= on)

    @transaction.atomic
    def share_minutes(self, *, by, on: date) -> None:
        """Let the partners read the minutes, who are told; codes: `meeting_ahead`, `minutes_stay_shared`."""
        stored = Dialogue.objects.select_for_update(no_key=True).get(pk=self.pk)
        if stored.meeting_status(on) != MeetingStatus.HELD:
            refuse("meeting_ahead", "Vor dem Gespräch gibt es noch kein Protokoll.")
        if stored.minutes_shared_on:
            refuse("minutes_stay_shared", "Das Protokoll ist schon geteilt.")
        self.meeting_on, self.minutes_shared_on, self.minutes_shared_by = stored.meeting_on, on, by
        self.save(update_fields=["minutes_shared_on", "minutes_shared_by"])
        told = {"by": by, "on": on, "day": german.day(self.meeting_on)}
        Notification.objects.tell(MINUTES_SHARED, self, to=self.people(), **told)

    def has_record(self) -> bool:
        """Whether something was found on the day of its meeting that stands in the minutes, or soon will."""
        found = self.findings.filter(raised_on=self.meeting_on, carried_over_from__isnull=True)
        return found.filter(Q(raised_for__isnull=True) | Q(shared_on__isnull=False)).exists()


def _speaking_for(partners: models.QuerySet[Partner]) -> models.QuerySet[User]:
    """The city's people who may answer for it, and those of these partners."""
    sides = Q(partner=None) | Q(pk__in=User.objects.speaking_for(partners.values("pk")).values("pk"))
    return User.objects.able_to("quality_dialog.add_statement").filter(sides).select_related("partner")


class OfDialogueQuerySet(models.QuerySet):
    """What belongs to a dialogue."""

    def visible_to(self, user):
        """Only for those who see the dialogue."""
        if user.sees_everything:
            return self
        return of_seen(self, "dialogue", Dialogue.objects.visible_to(user))
