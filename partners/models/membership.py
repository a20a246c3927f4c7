"""Who belongs to which organisation, since when and by whom, and until when (Mitgliedschaft)."""

from datetime import date

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Q

from partners.models.absence import MAINTAINS
from partners.models.partner import Partner
from partners.models.user import ONE_SIDE, User, belongs_to_city
from partners.statuses import MembershipStatus
from quartiersarbeit.ground import pairs
from quartiersarbeit.ground.constraints import CheckConstraint, once
from quartiersarbeit.ground.guards import differs, never_deleted, refusing
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of

KEPT = "Eine Mitgliedschaft ändert sich nicht. Beenden Sie sie, und laden Sie neu ein."
GIVEN_BY = "Zu einer Mitgliedschaft gehört, wer sie gegeben hat."


class MembershipQuerySet(StatusQuerySet):
    """Memberships."""

    STATUS = MembershipStatus

    def visible_to(self, user):
        """All for those who see everything, else one's own."""
        return self if user.sees_everything else self.filter(person=user.pk)

    def status_expression(self, on: date):
        """Whether each runs on that day; on the day of its end it does no more."""
        ended = Q(ended_on__lte=on)
        return first_of(MembershipStatus, (ended, MembershipStatus.ENDED), otherwise=MembershipStatus.RUNNING)

    def running(self, on: date):
        """Those that count on that day."""
        return self.filter(given_on__lte=on).in_status(on, MembershipStatus.RUNNING)

    def open_on(self, on: date):
        """Those for whose organisation one may act on that day: it takes part, too."""
        left = Q(partner__deactivated_on__lte=on)
        return self.running(on).exclude(left)

    @transaction.atomic
    def give(self, *, person: User, partner: Partner, by, on: date) -> "Membership":
        """Somebody belongs to an organisation from that day on; it is the present one where no other one is.

        Codes are the database's: `membership_once`, `account_one_side`, `membership_given_by`.
        """
        person = User.objects.select_for_update(no_key=True, of=["self"]).get(pk=person.pk)
        given = self.create(person=person, partner=partner, given_on=on, given_by=by)
        if not self.filter(person=person, partner=person.partner_id).open_on(on).exists():
            person.act_for(partner=partner, on=on)
        return given

    @transaction.atomic
    def end_all(self, *, by, on: date) -> None:
        """These end, where they still run."""
        for one in self.running(on).select_for_update(of=["self"]):
            one.ended_on, one.ended_by = on, by
            one.save(update_fields=["ended_on", "ended_by"])


@tracked()
class Membership(HasStatus):
    """That a person speaks for an organisation. Several may run at a time; the person acts for one of them."""

    person = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name="Person")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="memberships", verbose_name="Kooperationspartner"
    )
    given_on = models.DateField("Seit")
    # Empty where it was there before memberships were kept.
    given_by = pairs.person("Gegeben von")
    ended_on, ended_by = pairs.day_and_person(
        "membership_end_has_person", "Beendet am", "Beendet von", "Zum Ende gehören Tag und Person."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitgliedschaften"
        ordering = ["-given_on", "-pk"]
        default_permissions = ()
        constraints = [
            once(
                "membership_once",
                "person partner",
                "Diese Person gehört schon zu dieser Organisation.",
                field="partner email",
                condition=Q(ended_on=None),
            ),
            CheckConstraint(
                name="membership_ends_after_start",
                field="ended_on",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("given_on")),
                violation_error_message="Eine Mitgliedschaft endet nicht vor ihrem Anfang.",
            ),
        ]
        triggers = [
            refusing(
                "membership_one_side", belongs_to_city("NEW.person_id"), ONE_SIDE, rule="account_one_side"
            ),
            refusing("membership_given_by", "NEW.given_by_id IS NULL", GIVEN_BY),
            refusing(
                "membership_kept",
                "OLD.ended_on IS NOT NULL OR "
                + differs("person_id", "partner_id", "given_on", "given_by_id"),
                KEPT,
                operation=pgtrigger.Update,
            ),
            never_deleted("membership_kept_delete", KEPT, code="membership_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.partner}"

    @transaction.atomic
    def end(self, *, by, on: date) -> None:
        """The person speaks no more for the organisation; until sight has faded they may read there.

        Codes: `membership_by_administration`, `membership_over`.
        """
        if not by.has_perm(MAINTAINS):
            refuse("membership_by_administration", "Mitgliedschaften beendet nur die Verwaltung.")
        rows = Membership.objects.filter(pk=self.pk).select_for_update(of=["self"])
        if not rows.running(on).exists():
            refuse("membership_over", "Diese Mitgliedschaft ist schon beendet.")
        rows.end_all(by=by, on=on)
