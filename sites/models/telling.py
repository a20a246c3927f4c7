"""Who hears of what happens to a site, and its seat and roles (see `sites.news`)."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q

from partners.models import Notification, User
from quartiersarbeit.ground import german
from quartiersarbeit.ground.news import Occasion
from quartiersarbeit.ground.periods import running


def people(site, days: Iterable[date]) -> models.QuerySet[User]:
    """The people of those with a role there on one of these days, and the city's who give seats."""
    here = [one.partner_id for day in days for one in site.assignments.filter(running(day))]
    city = Q(partner=None, groups__permissions__codename="add_coverage")
    return User.objects.able_to("sites.view_site").filter(
        city | Q(pk__in=User.objects.speaking_for(here).values("pk"))
    )


def tell(occasion: Occasion, site, day: date, *also: date, by, on: date, **words: str) -> None:
    """Those who play a part there on that day, and on others where they are given, are told of it with the day."""
    to = people(site, (day, *also))
    Notification.objects.tell(occasion, site, to=to, by=by, on=on, day=german.day(day), **words)
