"""Whatever happens to the seats in whatever order: never more than ten at a time, no site and no seat twice."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from quartiersarbeit.ground.guards import explain
from sites.models import Coverage, Seat, Site
from sites.models.putting_right import correct_end
from tests.factories import AgreementFactory, MandateFactory, SeatFactory, SiteFactory, UserFactory
from tests.soaking import SOAK

FIRST, DAYS = date(2026, 1, 1), 24
days = st.integers(0, DAYS - 1)
things = st.integers(0, 11)
acts = st.one_of(
    st.tuples(st.just("cover"), things, things, days, st.none() | days),
    st.tuples(st.just("end"), things, days),
    st.tuples(st.just("move"), things, things, days),
    st.tuples(st.just("amend"), things, days, days),
    st.tuples(st.just("close"), things, days),
    st.tuples(st.just("seat"), things, days),
)


def day(number: int | None) -> date | None:
    return None if number is None else FIRST + timedelta(days=number)


class World:
    """Twelve sites that want one of ten seats; the acts pick whatever there is by number."""

    def __init__(self):
        self.mandate, self.agreement = MandateFactory(), AgreementFactory(starts_on=FIRST)
        self.seats = [SeatFactory(number=n, mandate=self.mandate) for n in range(1, 11)]
        self.sites = [SiteFactory(opened_on=FIRST) for _ in range(12)]
        self.by = {"by": UserFactory(), "on": FIRST}

    def do(self, act: str, *wish) -> None:
        """Try it; a refusal must be one the project explains, and leaves everything as it was."""
        try:
            with transaction.atomic():
                getattr(self, act)(*wish)
        except ValidationError:
            pass
        except DatabaseError as error:
            if explain(error) is None:
                raise

    def _one(self, number: int) -> Coverage | None:
        held = list(Coverage.objects.order_by("pk"))
        return held[number % len(held)] if held else None

    def cover(self, site: int, seat: int, starts: int, ends: int | None) -> None:
        Site.objects.get(pk=self.sites[site].pk).cover(
            agreement=self.agreement,
            seat=self.seats[seat % 10],
            starts_on=day(starts),
            ends_on=day(ends),
            **self.by,
        )

    def end(self, number: int, ends: int) -> None:
        if held := self._one(number):
            self._to(held, day(ends))

    def _to(self, held: Coverage, last: date) -> None:
        """Also to a later day than before, and before it began."""
        if held.ends_on:
            correct_end(held, ends_on=last, reason="Versehen", **self.by)
        else:
            Coverage.objects.filter(pk=held.pk).update(ends_on=last)

    def move(self, number: int, seat: int, starts: int) -> None:
        """To another seat from a day on: the old coverage ends the day before."""
        if held := self._one(number):
            self._to(held, day(starts) - timedelta(days=1))
            given = {"agreement": self.agreement, "seat": self.seats[seat % 10], "starts_on": day(starts)}
            held.site.cover(**given, **self.by)

    def amend(self, number: int, starts: int, ends: int) -> None:
        """The same seat under the next agreement, with another term."""
        if held := self._one(number):
            new = AgreementFactory(amends=self.agreement, starts_on=day(starts), parties=1)
            self._to(held, day(starts) - timedelta(days=1))
            given = {"agreement": new, "seat": held.seat, "starts_on": day(starts), "ends_on": day(ends)}
            held.site.cover(**given, **self.by)

    def close(self, site: int, on: int) -> None:
        Site.objects.get(pk=self.sites[site].pk).close(by=UserFactory(), on=day(on))

    def seat(self, number: int, starts: int) -> None:
        """Somebody enters one more seat than was resolved."""
        Seat.objects.create(number=11 + number, mandate=self.mandate, valid_from=day(starts))


@pytest.mark.soak
class TenSeats(TestCase):
    @settings(
        max_examples=500 if SOAK else 10,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.lists(acts, min_size=1, max_size=25))
    def test_any_sequence_of_acts_keeps_the_limit_at_every_moment(self, sequence):
        world = World()
        for act in sequence:
            world.do(*act)
        for number in range(-1, DAYS + 2):
            on = FIRST + timedelta(days=number)
            taken = list(Coverage.objects.running(on).values_list("site", "seat"))
            sites, seats = zip(*taken, strict=True) if taken else ((), ())
            assert len(taken) <= 10
            assert (len(set(sites)), len(set(seats))) == (len(taken), len(taken))
            assert not Coverage.objects.running(on).filter(site__closed_on__lt=on).exists()
            assert Seat.objects.valid(on).count() <= 10
