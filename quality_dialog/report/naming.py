"""What partners were called on a day, by their history: a draft of an older day names them as of that day."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from partners.models import Partner

Called = tuple[str, str, str]  # name, short name, name after „mit“
_NAMES = ("name", "short_name", "name_after_mit")


def names_on(on: date) -> "Names":
    """The names at the end of that day; before a partner was entered those it was entered with."""
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time()))
    rows = _history().values_list("pgh_obj_id", "pgh_created_at", *_NAMES)
    found: dict[int, Called] = {}
    for pk, since, *names in rows:
        if pk not in found or since < end:
            found[pk] = tuple(names)
    return Names(found)


def ever() -> dict[int, set[str]]:
    """Every name each partner has or had: a text about an older day may use an old one."""
    found: dict[int, set[str]] = defaultdict(set)
    for rows, key in ((Partner.objects, "pk"), (_history(), "pgh_obj_id")):
        for pk, *names in rows.values_list(key, *_NAMES):
            found[pk] |= set(names) - {""}
    return found


def _history():
    """The partners' history, the oldest first."""
    events = Partner.pgh_event_model.objects  # type: ignore[attr-defined]  # made by pghistory
    return events.order_by("pgh_created_at", "pgh_id")


class Names:
    """What partners are called; one without history by its present name."""

    def __init__(self, found: dict[int, Called]):
        self.found = found

    def short(self, partner: Partner) -> str:
        """As tables name it."""
        return self.found[partner.pk][1] if partner.pk in self.found else str(partner)

    def after_mit(self, partner: Partner) -> str:
        """As it reads after „mit“."""
        return self.found[partner.pk][2] if partner.pk in self.found else partner.name_after_mit
