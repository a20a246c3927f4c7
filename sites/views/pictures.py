"""The seats and the map as of a day; each names only what the person looking may see."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery
from django.urls import reverse

from quartiersarbeit.ground import german
from quartiersarbeit.ground.drawings import DistrictMap, Place, Seats, Spot
from sites.models import Assignment, Coverage, Role, Seat, Site
from sites.statuses import SeatStatus


def district_map(user, on: date) -> DistrictMap:
    """The sites of that day in their districts, and those at work without a seat, told apart."""
    sites = Site.objects.visible_to(user)
    sites = (
        (sites.with_seat(on) | sites.open(on))
        .only("name")
        .annotate(
            seated=Exists(Coverage.objects.running(on).filter(site=OuterRef("pk"))),
            district=F("neighbourhood__district"),
        )
    )
    shown: Any = sites.order_by("-seated", *Site._meta.ordering)
    return DistrictMap(
        [Spot(one.district, one.name, one.get_absolute_url(), one.seated) for one in shown], on
    )


def seats_picture(user, on: date) -> Seats:
    """The places of that day; who sits there and until when is said only to those who see that site."""
    seats = Seat.objects.visible_to(user).valid(on).with_status(on).with_bookings().order_by("number")
    in_force = Coverage.objects.in_force(on).filter(pk=OuterRef("pk"))
    provider = Assignment.objects.current(on).filter(site=OuterRef("site"), role=Role.PROVIDER)
    seen = (
        Coverage.objects.visible_to(user)
        .running(on)
        .select_related("site")
        .annotate(is_in_force=Exists(in_force), provider=Subquery(provider.values("partner__short_name")[:1]))
    )
    by_seat = {coverage.seat_id: coverage for coverage in seen}
    return Seats([_place(seat, by_seat.get(seat.pk), user, on) for seat in seats], on)


def _place(seat: Seat, coverage: Coverage | None, user, on: date) -> Place:
    if coverage:
        who = coverage.provider or "" if coverage.is_in_force else "Vereinbarung nicht in Kraft"
        detail = " · ".join(part for part in (who, _until(seat, on)) if part)
        return Place(str(seat), coverage.site.name, coverage.site.get_absolute_url(), detail)
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
