"""How seats go over from an agreement to its amendment."""

from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Q

from partners.models import Agreement
from quartiersarbeit.ground.guards import queue_up
from quartiersarbeit.ground.periods import PeriodQuerySet
from quartiersarbeit.ground.refusals import refuse
from sites import rules
from sites.models import seat_end


class AmendedQuerySet(PeriodQuerySet):
    """Coverages of agreements that are amended."""

    def left_behind(self, amendment: Agreement):
        """Those under what it amends that it could take over: lasting to its first day, or as long as the old term."""
        first, old_end = amendment.stands_from(), amendment.amends.ends_on
        lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=first)
        if old_end and old_end >= amendment.starts_on - timedelta(days=1):
            lasting |= Q(ends_on=old_end)
        of_old = self.filter(lasting, agreement=amendment.amends_id)
        return of_old.exclude(site__in=amendment.coverages.values("site"))

    @transaction.atomic
    def move_to(self, amendment: Agreement, *, by, on: date) -> int:
        """Move what its old agreement covers to a signed amendment, from the day that stands; how many sites.

        The seat stays the same: days before – also those before a late signature – stay with the old agreement, and
        a coverage that lasted as long as the old one now lasts as long as the new one.
        """
        queue_up()
        signed_on = amendment.signed_on()
        if amendment.amends_id is None or signed_on is None or signed_on > on:
            text = (
                "Standorte gehen erst auf einen Nachtrag über, den alle Vertragsparteien unterzeichnet haben."
            )
            refuse("amendment_unsigned", text)
        return self.take_over(amendment, signed_on, by=by, on=on)

    def take_over(self, amendment: Agreement, signed_on: date, *, by, on: date) -> int:
        """Move them to what is or is just being signed; `Agreement.sign` does so with the last signature."""
        first = max(amendment.starts_on, signed_on)
        later = self.model.objects.filter(agreement=amendment.amends_id, starts_on__gte=first)
        moved = later.update(agreement=amendment)
        given = {"old": amendment.amends_id, "new": amendment.pk, "signed": signed_on, "by": by.pk, "on": on}
        with connection.cursor() as cursor:
            cursor.execute(rules.CUT, given)
            seat_end.keep_cut(self.model.objects.all(), dict(cursor.fetchall()), amendment, by=by, on=on)
            cursor.execute(rules.SPLIT, given)
            return moved + cursor.rowcount
