"""What holds from a day on, until a newer version of the same takes its place."""

from datetime import date
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Q

from funding.statuses import Validity
from quartiersarbeit.ground.statuses import StatusQuerySet, first_of


class VersionQuerySet(StatusQuerySet):
    """Versions of what is the same in `SAME`, each valid from its `valid_from`; the city's and audit's alone."""

    STATUS = Validity
    SAME: ClassVar[tuple[str, ...]]

    def status_expression(self, on: date) -> Any:
        """Which version counts on that day: the newest that has begun."""
        same = {name: OuterRef(name) for name in self.SAME}
        later = self.model._default_manager.filter(**same, valid_from__lte=on)
        return first_of(
            Validity,
            (Q(valid_from__gt=on), Validity.UPCOMING),
            (Exists(later.filter(valid_from__gt=OuterRef("valid_from"))), Validity.REPLACED),
            otherwise=Validity.VALID,
        )

    def visible_to(self, user):
        """Others read in their notices what holds for them."""
        return self if user.sees_everything else self.none()

    def valid(self, on: date):
        """The versions that count on that day."""
        return self.in_status(on, Validity.VALID)
