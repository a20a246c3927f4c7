"""What partners and sites were called on a day, by their history: a draft of an older day names them as of that day."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Model, Value
from django.utils import timezone

from partners.models import FormerName, Partner
from sites.models import Site

_NAMES = ("name", "short_name", "name_after_mit")


def names_on(on: date) -> "Names":
    """The names at the end of that day; before a partner or site was entered those it was entered with."""
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time()))

    found: dict[str, dict[int, tuple[str, ...]]] = {"partner": {}, "site": {}}
    written = _written(Partner, "partner").union(_written(Site, "site"), all=True)
    for kind, since, _, pk, *told in written.order_by("pgh_created_at", "pgh_id"):
        if pk not in found[kind] or since < end:
            found[kind][pk] = tuple(told)
    return Names(found["partner"] | _renamed(on), found["site"])


def _written(model: type[Model], kind: str):
    """What the history says each was called: kind, since when, number of the event, key and names."""
    events = model.pgh_event_model.objects.order_by()  # type: ignore[attr-defined]  # made by pghistory
    known = {field.name for field in model._meta.concrete_fields}
    empty = {name: Value("") for name in _NAMES if name not in known}
    facts = ("pgh_created_at", "pgh_id", "pgh_obj_id", *_NAMES)
    return events.annotate(kind=Value(kind), **empty).values_list("kind", *facts)


def _renamed(on: date) -> dict[int, tuple[str, ...]]:
    """Of partners that were renamed as of a day, what they were called on that day, whenever it was entered."""
    found: dict[int, tuple[str, ...]] = {}
    # The name that ended first on that day or after it is the one that held: it is read last.
    for former in FormerName.objects.select_related("partner").order_by("-until", "-pk"):
        held = former if former.until >= on else former.partner
        if held is former or former.partner_id not in found:
            found[former.partner_id] = tuple(getattr(held, name) for name in _NAMES)
    return found


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
        return self.short_of(partner.pk, str(partner))

    def short_of(self, key: int, present: str) -> str:
        """The same of a partner by key and present name."""
        return self.found[key][1] if key in self.found else present

    def after_mit(self, partner: Partner) -> str:
        """As it reads after „mit“."""
        return self.found[partner.pk][2] if partner.pk in self.found else partner.name_after_mit
