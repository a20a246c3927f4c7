"""The seats and the map as of a day; each names only what the person looking may see.

They stand above much that changes more often than they do, so they are kept while nothing they rest on has changed.
"""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import router
from django.db.models import Exists, F, OuterRef, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.drawings import DistrictMap, Place, Seats, Spot
from quartiersarbeit.ground.inside import Inside
from quartiersarbeit.ground.kept import Kept
from quartiersarbeit.ground.sorting import german_key
from sites.models import Assignment, Coverage, Role, Seat, Site
from sites.models.site import has_seat
from sites.statuses import SeatStatus


class Pictures(NamedTuple):
    """What is drawn of a day's sites: the seats, and the districts with the sites in them, as HTML."""

    seats: Seats
    map: SafeString


_pictures: Kept[Pictures] = Kept(most=64)  # people; a map has some ten kilobytes
_seats: Kept[Seats] = Kept(most=64)


def pictures(user, on: date) -> Pictures:
    """Both, as this person sees them."""

    def drawn() -> Pictures:
        return Pictures(
            _seats_of(user, on), render_to_string("sites/_map.html", {"map": district_map(user, on)})
        )

    return _pictures.of((user.sight, on, city()), drawn, using=_read_from())


def seats_picture(user, on: date) -> Seats:
    """The seats alone, as this person sees them."""
    return _seats.of((user.sight, on), lambda: _seats_of(user, on), using=_read_from())


def _read_from() -> str:
    return router.db_for_read(Seat) or "default"


def district_map(user, on: date) -> DistrictMap:
    """The sites of that day in their districts, and those at work without a seat, told apart."""
    sites = Site.objects.visible_to(user)
    sites = (sites.with_seat(on) | sites.open(on)).annotate(seated=has_seat(on))
    shown = sites.order_by("-seated", german_key("name"), "pk")
    told = shown.values_list("neighbourhood__district", "name", "pk", "seated")
    return DistrictMap(
        [Spot(district, name, address("sites:site_detail", pk), sits) for district, name, pk, sits in told],
        on,
    )


def _seats_of(user, on: date) -> Seats:
    """The places of that day; who sits there and until when is said only to those who see that site."""
    provider = Assignment.objects.current(on).filter(site=OuterRef("site"), role=Role.PROVIDER)
    itself = {"pk": OuterRef("pk")}
    bookings = Coverage.objects.filter(seat=OuterRef("pk")).order_by("starts_on")
    bookings = bookings.annotate(
        is_shown=Exists(Coverage.objects.visible_to(user).running(on).filter(**itself)),
        is_in_force=Exists(Coverage.objects.in_force(on).filter(**itself)),
        site_name=F("site__name"),
        provider=Subquery(provider.values("partner__short_name")[:1]),
    )
    seats = Seat.objects.visible_to(user).valid(on).with_status(on).annotate(bookings=Inside(bookings))
    return Seats([_place(seat, user, on) for seat in seats.order_by("number")], on)


def _place(seat: Seat, user, on: date) -> Place:
    if coverage := next((one for one in seat.bookings if one.is_shown), None):
        who = coverage.provider or "" if coverage.is_in_force else "Vereinbarung nicht in Kraft"
        detail = " · ".join(part for part in (who, _until(seat, on)) if part)
        return Place(str(seat), coverage.site_name, address("sites:site_detail", coverage.site_id), detail)
    if seat.status == SeatStatus.TAKEN:
        return Place(str(seat), "vergeben")
    ahead = next((one for one in seat.bookings if one.starts_on > on), None)
    may_give = user.has_perm("sites.add_coverage")
    to_give = f"{reverse('sites:site_list')}?platz=ohne" if may_give else ""
    until = f"frei bis {german.day(ahead.starts_on - timedelta(days=1))}" if ahead and may_give else ""
    return Place(str(seat), "", to_give, until)


def _until(seat: Seat, on: date) -> str:
    """When the place becomes free for good; nothing while nobody has set an end."""
    return f"frei ab {german.day(day)}" if (day := seat.free_from(on)) else ""
