"""What partners and sites were called on a day, by their history: a draft of an older day names them as of that day."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Model
from django.utils import timezone

from partners.models import FormerName, Partner
from sites.models import Site

_NAMES = ("name", "short_name", "name_after_mit")


def names_on(on: date) -> "Names":
    """The names at the end of that day; before a partner or site was entered those it was entered with."""
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time()))

    def called(model: type[Model], *names: str) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        for pk, since, *told in _history(model).values_list("pgh_obj_id", "pgh_created_at", *names):
            if pk not in found or since < end:
                found[pk] = tuple(told)
        return found

    return Names(called(Partner, *_NAMES) | _renamed(on), called(Site, "name"))


def _renamed(on: date) -> dict[int, tuple[str, ...]]:
    """Of partners that were renamed as of a day, what they were called on that day, whenever it was entered."""
    renamed = Partner.objects.filter(former_names__isnull=False)
    found = {pk: tuple(told) for pk, *told in renamed.values_list("pk", *_NAMES)}
    # The name that ended first on that day or after it is the one that held: it is read last.
    former = FormerName.objects.filter(until__gte=on).order_by("-until", "-pk")
    return found | {pk: tuple(told) for pk, *told in former.values_list("partner_id", *_NAMES)}


def ever() -> dict[int, set[str]]:
    """Every name each partner has or had: a text about an older day may use an old one."""
    return _ever(Partner, *_NAMES)


def sites_ever() -> dict[int, set[str]]:
    """Every name each site has or had."""
    return _ever(Site, "name")


def _ever(model: type[Model], *names: str) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for rows, key in ((model._default_manager, "pk"), (_history(model), "pgh_obj_id")):
        for pk, *told in rows.values_list(key, *names):
            found[pk] |= set(told) - {""}
    return found


def _history(model: type[Model]):
    """The rows' history, the oldest first."""
    events = model.pgh_event_model.objects  # type: ignore[attr-defined]  # made by pghistory
    return events.order_by("pgh_created_at", "pgh_id")


class Names:
    """What partners and sites are called; one without history by its present name."""

    def __init__(self, found: Mapping[int, tuple[str, ...]], sites: Mapping[int, tuple[str, ...]]):
        self.found, self.sites = found, sites

    def site(self, site: Site) -> str:
        """As lists and tables name it."""
        return self.sites[site.pk][0] if site.pk in self.sites else str(site)

    def short(self, partner: Partner) -> str:
        """As tables name it."""
        return self.found[partner.pk][1] if partner.pk in self.found else str(partner)

    def after_mit(self, partner: Partner) -> str:
        """As it reads after „mit“."""
        return self.found[partner.pk][2] if partner.pk in self.found else partner.name_after_mit
