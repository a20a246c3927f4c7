"""What a picker offers: only what can be chosen, and of the rest a word about why it is not there.

Sites and seats stand on the floor above and are reached by their relation alone, as seen by the person asking.
"""

from datetime import date

from django.db.models import Q, QuerySet

from partners.models import Negotiation, Partner, User
from quartiersarbeit.ground import german
from quartiersarbeit.ground.forms import left_out


def taking_part(user, on: date, *kept: int | None) -> tuple[QuerySet, str]:
    """The organisations that take part on that day, and those that stand on the record already (`kept`)."""
    seen = Partner.objects.visible_to(user)
    offered = Q(pk__in=Partner.objects.active(on).values("pk")) | Q(pk__in=[one for one in kept if one])
    others = seen.exclude(offered).with_status(on)
    return seen.filter(offered), left_out((one, str(one.status)) for one in others)


def coverable(user, held: QuerySet) -> dict:
    """The open sites that can get a seat where these coverages stand in the way, as `ground.forms.offer` takes them."""
    sites = held.model._meta.get_field("site").related_model.objects.visible_to(user)
    offered = sites.filter(closed_on__isnull=True).exclude(pk__in=held.order_by().values("site"))
    why = {one.pk: f"geschlossen seit {german.day(one.closed_on)}" for one in sites if one.closed_on}
    for one in held.select_related("seat").order_by("starts_on"):
        until = f"bis {german.day(one.ends_on)}" if one.ends_on else "auf Weiteres"
        why[one.site_id] = f"{one.seat} {until}"
    others = sites.exclude(pk__in=offered.values("pk"))
    return {"rows": offered, "said": left_out((one, why[one.pk]) for one in others), "known": sites}


def number_in(wish: str) -> int | None:
    """A record's number as an address names it; None where it is none."""
    return int(wish) if wish.isascii() and wish.isdigit() and len(wish) < 10 else None


def partner_asked(request) -> Partner | None:
    """The organisation that `?partner=` names, if one sees it."""
    key = number_in(request.GET.get("partner", ""))
    return Partner.objects.visible_to(request.user).filter(pk=key).first() if key else None


def sites_of_talks(user) -> QuerySet:
    """The sites that a talk can be about: all one sees, for a talk may be about one that is only planned."""
    return Negotiation._meta.get_field("sites").related_model.objects.visible_to(user)


def keepers(user: User) -> QuerySet:
    """Whoever can keep a talk going, of the people this person sees."""
    able = User.objects.visible_to(user).filter(is_active=True, groups__permissions__codename="add_step")
    return User.objects.visible_to(user).filter(pk__in=able.values("pk"))
