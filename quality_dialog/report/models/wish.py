"""What a committee wishes at a meeting, who answers it until when, and what became of it over the years."""

from datetime import date

import pgtrigger
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from partners.functions import inactive, stopped_when_inactive
from partners.models import Notification, Partner, User
from quality_dialog.dialogue.models.statement import shortened
from quality_dialog.report.duties import WISH_ANSWER
from quality_dialog.report.models.meeting import Consultation
from quality_dialog.report.news import WISH_ANSWERED, WISH_ENTERED, WISH_WITHDRAWN
from quality_dialog.report.statuses import WishStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint, filled
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import differs, never_changed, never_deleted, refusing, written_once
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from sites.models import Site

_ANSWERED = "Dieser Wunsch ist schon beantwortet."
_WITHDRAWN = "Dieser Wunsch ist zurückgenommen."
_STAYS = "Was ein Gremium gewünscht hat, ändert sich nicht mehr."
_NOT_ONES_OWN = "Diesen Wunsch beantwortet jemand anderes. Fragen Sie die Koordination, wer."
ANSWERS = "quality_dialog.add_statement"  # who may speak for a side


class WishQuerySet(StatusQuerySet):
    """Wishes of committees."""

    STATUS = WishStatus

    def status_expression(self, on: date):
        """Answered by that day, still open for a reason that holds, or waiting for a word."""
        given = WishReply.objects.filter(wish=OuterRef("pk"), on__lte=on)
        return first_of(
            WishStatus,
            (Q(withdrawn_on__lte=on), WishStatus.WITHDRAWN),
            (Exists(given.filter(settled=True)), WishStatus.ANSWERED),
            (Exists(given.filter(until__gte=on)), WishStatus.PENDING),
            (Q(due_on__lt=on), WishStatus.OVERDUE),
            otherwise=WishStatus.OPEN,
        )

    def visible_to(self, user):
        """All for the city and audit; a partner's people see those that their organisation is to answer."""
        if user.sees_everything:
            return self
        return self.filter(partner=user.partner_id) if user.partner_id else self.none()

    def owed(self, on: date) -> list[Owed]:
        """The answer of whoever is to give it; what is still open for a reason is asked again on its day."""
        known = self.filter(entered_on__lte=on).in_status(
            on, WishStatus.OPEN, WishStatus.PENDING, WishStatus.OVERDUE
        )
        given = WishReply.objects.filter(wish=OuterRef("pk"), on__lte=on).order_by("-on", "-pk")
        named = {
            "subject": wording("consultation__meeting__committee__short_name", Value(": "), "text"),
            "since": "entered_on",
            "due_on": Coalesce(Subquery(given.values("until")[:1]), "due_on"),
            "site": "site_id",
        }
        return [
            owes(known.filter(partner__isnull=True), WISH_ANSWER, **named),
            owes(known.filter(partner__isnull=False), WISH_ANSWER, partner="partner_id", **named),
        ]

    def told(self, as_of: date, since: date | None):
        """What a report tells: all that is not answered, and what was answered after the day of the last one."""
        rows = self.filter(entered_on__lte=as_of).with_status(as_of).exclude(withdrawn_on__lte=as_of)
        if since is not None:
            before = WishReply.objects.filter(wish=OuterRef("pk"), settled=True, on__lte=since)
            rows = rows.filter(~Exists(before))
        return rows.select_related("consultation__meeting__committee").order_by("entered_on", "pk")

    @transaction.atomic
    def enter(
        self,
        *,
        consultation: Consultation,
        text: str,
        site: Site | None = None,
        partner: Partner | None = None,
        office: str = "",
        due_on: date,
        follows: "CommitteeWish | None" = None,
        by,
        on: date,
    ) -> "CommitteeWish":
        """Note what the committee wishes, and who is to answer: a site, a partner or an office, one of them.

        Codes: `future` before the meeting, `partner_inactive` for one that has left; from the database
        `wish_has_one_owner`, `wish_in_order`.
        """
        if consultation.meeting.held_on > on:
            held = german.day(consultation.meeting.held_on)
            refuse("future", f"Die Sitzung ist erst am {held}. Halten Sie den Wunsch danach fest.")
        if partner is not None:
            partner.refuse_inactive(on, field="partner")
        owner = {"site": site, "partner": partner, "office": office}
        made = self.create(
            consultation=consultation,
            text=text,
            due_on=due_on,
            follows=follows,
            **owner,
            entered_on=on,
            entered_by=by,
        )
        Notification.objects.tell(WISH_ENTERED, made, to=made.people(), by=by, on=on, day=german.day(due_on))
        return made


@tracked()
class CommitteeWish(HasStatus):
    """A remark or wish of a committee at a meeting, as it was said; whoever owns it answers by `due_on`.

    One that takes an earlier one up again `follows` it: so the chain over the years can be read.
    """

    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="wishes", verbose_name="Beratung"
    )
    text = models.TextField("Wunsch oder Bemerkung")
    site = optional(Site, "Standort", "wishes")
    partner = optional(Partner, "Kooperationspartner", "wishes")
    office = models.CharField("Amt", max_length=160, blank=True)
    due_on = models.DateField("Antwort bis")
    follows = optional("self", "Knüpft an", "taken_up")
    entered_on = models.DateField("Erfasst am")
    entered_by = person("Erfasst von", null=False, blank=False)
    withdrawn_on, withdrawn_by = day_and_person(
        "wish_withdrawal_has_person",
        "Zurückgenommen am",
        "Zurückgenommen von",
        "Zur Rücknahme gehören Datum und Person.",
    )
    withdrawal_reason = models.TextField("Grund der Rücknahme", blank=True, db_default="")

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = "Wunsch eines Gremiums"
        verbose_name_plural = "Wünsche der Gremien"
        ordering = ["-entered_on", "-pk"]
        constraints = [
            filled("wish_has_words", "text", "Geben Sie wieder, was das Gremium wünscht.", field="text"),
            CheckConstraint(
                name="wish_has_one_owner",
                field="office",
                condition=Q(site__isnull=False, partner__isnull=True, office="")
                | Q(site__isnull=True, partner__isnull=False, office="")
                | (Q(site__isnull=True, partner__isnull=True) & ~Q(office="")),
                violation_error_message="Es antwortet ein Standort, ein Partner oder ein Amt: nennen Sie eines davon.",
            ),
            filled(
                "wish_withdrawal_reasoned",
                "withdrawal_reason",
                "Nennen Sie den Grund der Rücknahme.",
                once_on="withdrawn_on",
                field="reason",
            ),
            CheckConstraint(
                name="wish_in_order",
                field="due_on",
                condition=Q(due_on__gte=F("entered_on")),
                violation_error_message="Die Antwort ist nicht vor dem Tag fällig, an dem der Wunsch erfasst ist.",
            ),
        ]
        triggers = [
            # What was noted by mistake is withdrawn, once; the wish itself stays to be read.
            never_changed(
                "wish_immutable",
                _STAYS,
                when=pgtrigger.Condition(
                    "OLD.withdrawn_on IS NOT NULL OR "
                    + differs(
                        *(
                            "consultation_id",
                            "text",
                            "site_id",
                            "partner_id",
                            "office",
                            "due_on",
                            "follows_id",
                        ),
                        *("entered_on", "entered_by_id"),
                    )
                ),
            ),
            stopped_when_inactive(
                "wish_of_active",
                "entered_on",
                f"NEW.partner_id IS NOT NULL AND {inactive('NEW.partner_id', 'NEW.entered_on')}",
            ),
            never_deleted("wish_immutable_delete", _STAYS, code="wish_immutable"),
            refusing(
                "wish_withdrawn_unanswered",
                "NEW.withdrawn_on IS NOT NULL AND EXISTS"
                " (SELECT FROM quality_dialog_wishreply r WHERE r.wish_id = NEW.id AND r.settled)",
                _ANSWERED,
                rule="wish_settled",
                operation=pgtrigger.Update,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation.meeting}: {shortened(self.text)}"

    def get_absolute_url(self) -> str:
        return reverse("quality_dialog:wish_detail", args=[self.pk])

    @property
    def owner(self) -> str:
        """Who answers, in words."""
        return str(self.partner or self.site or self.office)

    def people(self) -> models.QuerySet[User]:
        """The city's people, and those of the partner that is to answer."""
        able = User.objects.able_to(ANSWERS).select_related("partner")
        return able.filter(Q(partner=None) | Q(partner__isnull=False, partner=self.partner_id))

    def chain(self) -> list["CommitteeWish"]:
        """This wish with all it goes back to and all that took it up, the oldest first."""
        first, seen = self, {self.pk}
        while first.follows is not None and first.follows_id not in seen:
            first = first.follows
            seen.add(first.pk)
        found, level = [first], [first.pk]
        while level:
            rows = list(
                CommitteeWish.objects.filter(follows__in=level).exclude(pk__in=[one.pk for one in found])
            )
            found += rows
            level = [one.pk for one in rows]
        return sorted(found, key=lambda one: (one.entered_on, one.pk))

    @transaction.atomic
    def reply(self, *, text: str, until: date | None = None, by, on: date) -> "WishReply":
        """Answer it, or say why it is still open and until when; a partner's people only for their own.

        Codes: `not_ones_own`, `wish_settled`, `before_today`.
        """
        self._lock()
        if by.partner_id and by.partner_id != self.partner_id:
            refuse("not_ones_own", _NOT_ONES_OWN)
        self._refuse_ended()
        if until is not None and until < on:
            refuse("before_today", "Dieser Tag ist schon vorbei.", field="until")
        made = self.replies.create(text=text, settled=until is None, until=until, on=on, by=by)
        people = [self.entered_by, *self.people()]
        Notification.objects.tell(WISH_ANSWERED, self, to=people, by=by, on=on)
        return made

    @transaction.atomic
    def withdraw(self, *, reason: str, by, on: date) -> None:
        """Take back what was noted by mistake; nobody waits for an answer any more, and reports tell of it no longer.

        Codes: `wish_settled` once it is answered, `wish_withdrawn`.
        """
        self._lock()
        self._refuse_ended()
        self.withdrawn_on, self.withdrawn_by, self.withdrawal_reason = on, by, reason.strip()
        self.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawal_reason"])
        Notification.objects.tell(WISH_WITHDRAWN, self, to=self.people(), by=by, on=on)

    def _lock(self) -> None:
        stored = CommitteeWish.objects.select_for_update(no_key=True, of=("self",)).get(pk=self.pk)
        self.withdrawn_on = stored.withdrawn_on

    def _refuse_ended(self) -> None:
        if self.withdrawn_on:
            refuse("wish_withdrawn", _WITHDRAWN)
        if self.replies.filter(settled=True).exists():
            refuse("wish_settled", _ANSWERED)


class WishReplyQuerySet(models.QuerySet):
    """What was said to wishes."""

    def visible_to(self, user):
        """Of those wishes that one sees."""
        return of_seen(self, "wish", CommitteeWish.objects.visible_to(user))


@tracked()
class WishReply(models.Model):
    """A word to a wish: its answer (`settled`), or why it is still open and until when („noch offen, weil …“)."""

    wish = models.ForeignKey(CommitteeWish, models.PROTECT, related_name="replies", verbose_name="Wunsch")
    text = models.TextField("Antwort")
    settled = models.BooleanField("Beantwortet")
    until = models.DateField("Noch offen bis", null=True, blank=True)
    on = models.DateField("Gesagt am")
    by = person("Gesagt von", null=False, blank=False)

    objects = WishReplyQuerySet.as_manager()

    class Meta:
        verbose_name = "Antwort auf einen Wunsch"
        verbose_name_plural = "Antworten auf Wünsche"
        ordering = ["wish", "on", "pk"]
        constraints = [
            filled("wish_reply_has_words", "text", "Schreiben Sie die Antwort oder den Grund.", field="text"),
            CheckConstraint(
                name="wish_reply_settles_or_waits",
                field="until",
                condition=Q(settled=True, until__isnull=True)
                | Q(settled=False, until__isnull=False, until__gte=F("on")),
                violation_error_message="Noch offen ist ein Wunsch bis zu einem Tag, der noch kommt.",
            ),
        ]
        triggers = [
            refusing(
                "wish_settled",
                "EXISTS (SELECT FROM quality_dialog_wishreply r WHERE r.wish_id = NEW.wish_id AND r.settled)",
                _ANSWERED,
            ),
            refusing(
                "wish_withdrawn",
                "EXISTS (SELECT FROM quality_dialog_committeewish w"
                " WHERE w.id = NEW.wish_id AND w.withdrawn_on IS NOT NULL)",
                _WITHDRAWN,
            ),
            refusing(
                "wish_reply_of_own_side",
                "EXISTS (SELECT FROM partners_user u JOIN quality_dialog_committeewish w ON w.id = NEW.wish_id"
                " WHERE u.id = NEW.by_id AND u.partner_id <> coalesce(w.partner_id, 0))",
                _NOT_ONES_OWN,
                rule="not_ones_own",
            ),
            written_once("wish_reply_immutable", "Was zu einem Wunsch gesagt ist, bleibt stehen."),
        ]

    def __str__(self) -> str:
        return self.text if self.settled else f"Noch offen bis {german.day(self.until)}, weil: {self.text}"
