"""Sites, the seats the city pays for, who sits there under which agreement, and who plays which role."""

from datetime import date, timedelta

import pgtrigger
from django.contrib.postgres.fields import RangeOperators
from django.db import models, transaction
from django.db.models import DateField, Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Greatest, Least, NullIf

from partners.models import Agreement, Mandate, Negotiation, Partner
from partners.models.way_back import put_right_with_reason
from quartiersarbeit.ground import german, guards
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint, ExclusionConstraint, UniqueConstraint
from quartiersarbeit.ground.duties import Owed
from quartiersarbeit.ground.entering import Entered, Revised
from quartiersarbeit.ground.guards import WRITTEN, Guard, checked, kept_when_emptied, queue_up, queued
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person
from quartiersarbeit.ground.periods import PeriodQuerySet, ends_after_start, in_order, period, running
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.sorting import german_key, sorts_by
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.written import of_the_day
from sites import rules
from sites.models import seat_end
from sites.models.amending import AmendedQuerySet
from sites.models.neighbourhood import Neighbourhood
from sites.models.role import Role
from sites.models.telling import tell
from sites.news import ROLE_GIVEN, SEAT_ENDED, SITE_CLOSED
from sites.statuses import SeatStatus, SiteStatus


@of_the_day("sites.Site")
def has_seat(on: date) -> Exists:
    """Whether a site holds a seat on that day."""
    return Exists(Coverage.objects.running(on).filter(site=OuterRef("pk")))


@of_the_day("sites.Site")
def _closed_then(on: date) -> Exists:
    """Closed on that day and opened again since."""
    again = Site._base_manager.filter(pk=OuterRef("pk"), reopenings__closed_on__lt=on, reopenings__on__gt=on)
    return Exists(again)


class SiteQuerySet(StatusQuerySet):
    """Project sites (Standorte).

    „Standorte“ without more are those `with_seat` on the day; all there are, are „geführte Standorte“.
    """

    STATUS = SiteStatus

    def visible_to(self, user):
        """All for the city and audit; a partner's people see the sites where they have a role."""
        if user.sees_everything:
            return self
        if not user.sees_for:
            return self.none()
        return self.filter(Exists(Assignment.objects.filter(site=OuterRef("pk"), partner=user.sees_for)))

    def open(self, on: date):
        """Opened and not closed on that day; a site without an opening day counts as not yet open."""
        return self.filter(running(on, "opened_on", "closed_on"), ~_closed_then(on))

    def with_seat(self, on: date):
        """„Standorte“ without more: those that hold a seat on that day."""
        return self.filter(has_seat(on))

    def of_partner(self, partner, on: date):
        """Those where that partner has a role on that day."""
        roles = Assignment.objects.at_seats(on).filter(partner=partner)
        return self.with_seat(on).filter(pk__in=roles.values("site"))

    def without_seat(self, on: date):
        """At work on that day, but not on one of the places the city pays for („geführt, ohne Platz“)."""
        return self.open(on).filter(~has_seat(on))

    def covered(self, on: date):
        """Those that hold a seat under an agreement in force on that day."""
        return self.filter(Exists(Coverage.objects.in_force(on).filter(site=OuterRef("pk"))))

    def of_year(self, year: int):
        """The sites of a year: those that hold a seat on at least one day of it.

        Adds `of_year_from` and `of_year_until`, the first and the last of those days where they are not the
        year's own, and None where they are.
        """
        first, last = (Value(day, DateField()) for day in (date(year, 1, 1), date(year, 12, 31)))
        held = Coverage.objects.of_year(year).filter(site=OuterRef("pk")).order_by()
        begins = held.order_by("starts_on").values("starts_on")[:1]
        ends = held.order_by(F("ends_on").desc(nulls_first=True)).values("ends_on")[:1]
        return self.filter(Exists(held)).annotate(
            of_year_from=NullIf(Greatest(Subquery(begins), first), first),
            of_year_until=NullIf(Least(Subquery(ends), last), last),
        )

    def status_expression(self, on: date):
        """Whether each is at work on that day; a site without an opening day is not yet open."""
        return first_of(
            SiteStatus,
            (Q(closed_on__lt=on) | Q(_closed_then(on)), SiteStatus.CLOSED),
            (Q(opened_on__lte=on), SiteStatus.OPEN),
            otherwise=SiteStatus.NOT_OPENED,
        )

    @transaction.atomic
    def register(
        self, *, neighbourhood: Neighbourhood | None, new_neighbourhood: str, district: str, **facts
    ) -> "Site":
        """Enter a new site, in a neighbourhood there is or one entered with it."""
        place = Neighbourhood.objects.chosen_or_new(neighbourhood, new_neighbourhood, district)
        return self.create(neighbourhood=place, **facts)


@tracked()
class Site(HasStatus):
    """A place of neighbourhood work (Standort)."""

    name = models.CharField("Name", max_length=120)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="sites", verbose_name="Quartier"
    )
    street = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    latitude = models.DecimalField("Breitengrad", max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField("Längengrad", max_digits=8, decimal_places=5, null=True, blank=True)
    opened_on = models.DateField("Eröffnet am", null=True, blank=True)
    closed_on, closed_by = day_and_person(
        "site_closing_has_person",
        "Geschlossen am",
        "Geschlossen von",
        "Zur Schließung gehören der letzte Betriebstag und die Person.",
    )
    closed_on.help_text = "Der letzte Betriebstag."
    description = models.TextField("Beschreibung", blank=True)
    community_cafe = models.BooleanField("Nachbarschaftscafé", default=False)
    care_cover = models.BooleanField("Versorgungssicherheit rund um die Uhr", default=False)
    negotiations = models.ManyToManyField(
        Negotiation,
        through="sites.SiteInQuestion",
        related_name="sites",
        verbose_name="Kooperationsgespräche",
    )
    is_example = models.BooleanField("Beispieldatensatz", default=False)

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = "Standort"
        verbose_name_plural = "Standorte"
        ordering = [german_key("name"), "pk"]
        indexes = [found_by("site_found", "name", "street", "postcode", "description")]
        constraints = [
            UniqueConstraint(
                fields=["name"],
                name="site_name_unique",
                field="name",
                violation_error_message="Einen Standort mit diesem Namen gibt es schon.",
            ),
            CheckConstraint(
                name="site_closed_after_opened",
                field="opened_on on",
                condition=in_order("opened_on", "closed_on"),
                violation_error_message="Geschlossen wird ein Standort frühestens am Tag seiner Eröffnung.",
            ),
            CheckConstraint(
                name="site_position_on_earth",
                field="latitude",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                violation_error_message="Zur Lage gehören Breitengrad und Längengrad.",
            ),
            CheckConstraint(
                name="site_postcode_german",
                field="postcode",
                condition=Q(postcode="") | Q(postcode__regex=r"^[0-9]{5}$"),
                violation_error_message="Eine Postleitzahl hat fünf Ziffern.",
            ),
        ]
        triggers = [
            guards.kept_text("site_name_kept", "name"),
            kept_when_emptied(
                "site_closing_kept",
                "Wieder geöffnet wird ein Standort ab einem Tag; wer das eingetragen hat, gehört dazu.",
                day="closed_on",
                kept_in="sites_reopening",
                key="site_id",
            ),
            put_right_with_reason(
                "site_closing_stands",
                "Der letzte Betriebstag ändert sich nur durch „Letzten Betriebstag berichtigen“.",
                record="sites.site",
                day="closed_on",
                when="NEW.closed_on IS NOT NULL",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("sites:site_detail", self.pk)

    def in_its_year(self) -> str:
        """Its name, with the days on which it is a site of the year; reads the annotations of `of_year`."""
        since = german.day(self.of_year_from) if self.of_year_from else ""
        until = german.day(self.of_year_until) if self.of_year_until else ""
        span = " ".join(part for part in (since and f"ab {since}", until and f"bis {until}") if part)
        return f"{self} ({span})" if span else str(self)

    def cover(
        self,
        *,
        agreement: Agreement,
        seat: "Seat",
        starts_on: date,
        ends_on: date | None = None,
        by,
        on: date,
    ) -> "Coverage":
        """Give the site a seat under an agreement; the database refuses what breaks the limit.

        Raises a refusal (form message) when the seat or the site is taken in that period, or the seat
        is not valid throughout it. Without a last day the site is covered as long as the agreement is upheld.
        """
        ends_on = ends_on or agreement.upheld_to()
        if self.closed_on and (ends_on is None or ends_on > self.closed_on):
            self._refuse_closed("ends_on")
        held = {"agreement": agreement, "seat": seat, "starts_on": starts_on, "ends_on": ends_on}
        return Coverage.objects.create(site=self, given_by=by, given_on=on, **held)

    @transaction.atomic
    def revise(
        self,
        *,
        neighbourhood: Neighbourhood | None,
        new_neighbourhood: str,
        district: str,
        reopen: bool = False,
        by,
        on: date,
        **facts,
    ) -> None:
        """Correct what is stored about the site; `reopen` opens it again from that day on (`Reopening`).

        What the closing ended stays ended: seat, roles and offers are given anew.
        """
        self.neighbourhood = Neighbourhood.objects.chosen_or_new(neighbourhood, new_neighbourhood, district)
        for name, value in facts.items():
            setattr(self, name, value)
        if reopen and self.closed_on:
            self.reopenings.create(closed_on=self.closed_on, closed_by=self.closed_by, on=on, by=by)
            self.closed_on = self.closed_by = None
        self.save()

    @transaction.atomic
    def close(self, *, by, on: date, known_on: date | None = None) -> None:
        """The site's last day, entered on `known_on` (else that day): its seat, roles and offers end with it.

        The database refuses a day before the opening, and one that takes the seat from under committed money.
        """
        queue_up()
        if self.closed_on:
            text = f"Dieser Standort ist schon geschlossen; sein letzter Tag war der {german.day(self.closed_on)}."
            refuse("closed", text, field="on")
        if self.opened_on is None:
            text = "Dieser Standort ist noch nicht eröffnet. Tragen Sie zuerst den Tag der Eröffnung ein."
            refuse("not_opened", text, field="on")
        seat_end.shorten(self.coverages, on, reason="Standort geschlossen.", by=by, on=known_on or on)
        for parts in (self.assignments, self.offers):
            parts.end_after(on)
        self.closed_on, self.closed_by = on, by
        self.save(update_fields=["closed_on", "closed_by"])
        tell(SITE_CLOSED, self, on, by=by, on=known_on or on)

    @transaction.atomic
    def assign(self, *, role: Role, partner: Partner, starts_on: date, by, on: date) -> "Assignment":
        """Give a partner a role from that day on; who has it until then keeps it until the day before.

        The one before stays in the record. Refuses when the partner has the role already, when it changed
        hands on that very day, and after the site's last day.
        """
        queue_up()
        if self.closed_on and self.closed_on < starts_on:
            self._refuse_closed("starts_on")
        if before := self.assignments.filter(running(starts_on), role=role).select_related("partner").first():
            before.hand_over(partner, starts_on)
        given = self.assignments.create(role=role, partner=partner, starts_on=starts_on)
        words = {"party": partner.short_name, "role": given.get_role_display()}
        tell(ROLE_GIVEN, self, starts_on, starts_on - timedelta(days=1), by=by, on=on, **words)
        return given

    def _refuse_closed(self, field: str) -> None:
        refuse(
            "closed", f"Der letzte Tag dieses Standorts war der {german.day(self.closed_on)}.", field=field
        )

    def add_offer(self, **facts) -> models.Model:
        return self.offers.create(**facts)


# What a change of seats could have broken: seats beyond the mandate, coverage outside a seat's validity.
CHECKS_SEATS = "sites_check_seats"


class SeatQuerySet(Entered, StatusQuerySet):
    STATUS = SeatStatus

    def visible_to(self, user):
        """How many seats there are is public; who sits where is asked of the coverage."""
        return self if user.is_authenticated else self.none()

    def valid(self, on: date):
        """Those that exist on that day."""
        return self.filter(running(on, "valid_from", "valid_until"))

    def free(self, on: date):
        """Valid on that day and not taken on it."""
        return self.in_status(on, SeatStatus.FREE)

    def status_expression(self, on: date):
        """Whether there is such a place on that day, and whether a site has it."""
        return first_of(
            SeatStatus,
            (~running(on, "valid_from", "valid_until"), SeatStatus.ABSENT),
            (Exists(Coverage.objects.running(on).filter(seat=OuterRef("pk"))), SeatStatus.TAKEN),
            otherwise=SeatStatus.FREE,
        )

    def free_throughout(self, starts_on: date, ends_on: date | None):
        """Those that exist and are free on every day of a period."""
        lasting = (
            Q(valid_until__isnull=True) | Q(valid_until__gte=ends_on) if ends_on else Q(valid_until=None)
        )
        taken = Coverage.objects.sharing(starts_on, ends_on).filter(seat=OuterRef("pk"))
        return self.filter(lasting, ~Exists(taken), valid_from__lte=starts_on)

    def with_bookings(self):
        """Adds `bookings`, the coverage of each in order, whoever sits there."""
        coverages = Coverage.objects.select_related("site").order_by("starts_on")
        return self.prefetch_related(Prefetch("coverages", coverages, to_attr="bookings"))


@tracked()
class Seat(Revised, HasStatus):
    """One of the places the city pays for (Platz), resting on a mandate that allows so many."""

    number = models.PositiveSmallIntegerField("Platz Nr.")
    valid_from = models.DateField("Gültig von")
    valid_until = models.DateField("Gültig bis", null=True, blank=True)
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, related_name="seats", verbose_name="Beschlussgrundlage"
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "Platz"
        verbose_name_plural = "Plätze"
        ordering = ["number", "valid_from"]
        constraints = [
            ends_after_start("seat_valid_until_after_from", "valid_from", "valid_until"),
            CheckConstraint(
                name="seat_number_positive",
                field="number",
                condition=Q(number__gte=1),
                violation_error_message="Plätze werden ab 1 gezählt.",
            ),
            ExclusionConstraint(
                name="seat_number_once_at_a_time",
                field="number",
                expressions=[
                    ("number", RangeOperators.EQUAL),
                    (period("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Diesen Platz gibt es in dem Zeitraum schon.",
            ),
        ]
        triggers = [queued(), *checked("seats", CHECKS_SEATS, "SELECT DISTINCT id FROM changed", *WRITTEN)]

    def __str__(self) -> str:
        return f"Platz {self.number}"

    def booked(self, on: date) -> list["Coverage"]:
        """The bookings that last to that day or beyond it, in order; of rows `with_bookings()`."""
        return [one for one in self.bookings if one.ends_on is None or one.ends_on >= on]

    def free_from(self, on: date) -> date | None:
        """The first day, from `on`, after which nobody has the seat; None if it is taken or ends for good."""
        ends = [one.ends_on for one in self.booked(on)]
        if None in ends:
            return None
        first = max([on, self.valid_from, *(end + timedelta(days=1) for end in ends)])
        return None if self.valid_until and self.valid_until < first else first


class OfSiteQuerySet(PeriodQuerySet):
    """What a site has for a period: a seat, an offer, somebody in a role."""

    def visible_to(self, user):
        """That of the sites one sees."""
        return of_seen(self, "site", Site.objects.visible_to(user))


@of_the_day("sites.Coverage")
def _in_force(on: date) -> Q:
    return running(on) & Q(agreement__in=Agreement.objects.upheld(on))


class CoverageQuerySet(AmendedQuerySet, OfSiteQuerySet):
    def running(self, on: date):
        """The seat is taken on that day, whether or not the agreement is signed yet."""
        return self.current(on)

    def in_force(self, on: date):
        """Running, and the agreement or what amended it is in force on that day."""
        return self.filter(_in_force(on))

    def sharing(self, starts_on: date, ends_on: date | None):
        """Those that share at least one day with a period."""
        shared = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
        return shared.filter(starts_on__lte=ends_on) if ends_on else shared

    def owed(self, on: date) -> list[Owed]:
        """What follows on the seat that a site had last: another one, or its closing."""
        return seat_end.owed(self, on)

    @transaction.atomic
    def give(
        self, *, agreement: Agreement, sites, starts_on: date, ends_on: date | None, by, on: date
    ) -> list["Coverage"]:
        """Give each of the sites a seat under the agreement, the free ones in order, or none of them any.

        Refuses sites that have a seat in that period, and more sites than there are free seats.
        """
        queue_up()
        ends_on = ends_on or agreement.upheld_to()
        if held := list(self.sharing(starts_on, ends_on).filter(site__in=sites).select_related("site")):
            names = german.listing(sorted({str(one.site) for one in held}, key=sorts_by))
            text = f"In diesem Zeitraum schon unter einer Vereinbarung: {names}."
            refuse("coverage_site_once_at_a_time", text, field="sites")
        seats = list(Seat.objects.free_throughout(starts_on, ends_on).order_by("number")[: len(sites)])
        if len(seats) < len(sites):
            free = german.count(len(seats), "Platz", "Plätze") if seats else "kein Platz"
            text = f"Sie haben {len(sites)} gewählt; in diesem Zeitraum ist durchgehend nur {free} frei."
            refuse("seats_taken", text, field="sites")
        given = {"agreement": agreement, "starts_on": starts_on, "ends_on": ends_on, "by": by, "on": on}
        return [site.cover(seat=seat, **given) for site, seat in zip(sites, seats, strict=True)]

    @transaction.atomic
    def give_back(
        self, last: date, *, end_roles: bool = False, end_offers: bool = False, reason: str, by, on: date
    ) -> None:
        """Give these seats back after that day; those given only for later are not given at all.

        Where it is said, roles and offers of the sites that then have no seat any more end with them.
        """
        queue_up()
        sites = Site.objects.filter(pk__in=list(self.reaching_beyond(last).values_list("site", flat=True)))
        seat_end.shorten(self, last, reason=reason, by=by, on=on)
        for site in sites.exclude(pk__in=Coverage.objects.reaching_beyond(last).values("site")):
            if end_roles:
                site.assignments.end_after(last)
            if end_offers:
                site.offers.end_after(last)


@tracked()
class Coverage(HasStatus):
    """A site's seat under an agreement for a period: what makes it a funded project site."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="coverages", verbose_name="Standort")
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="coverages", verbose_name="Kooperationsvereinbarung"
    )
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="coverages", verbose_name="Platz")
    starts_on = models.DateField("Von")
    ends_on = models.DateField("Bis", null=True, blank=True, help_text="Der letzte Tag; leer: auf Weiteres.")
    given_on, given_by = day_and_person(
        "coverage_given_has_both",
        "Vergeben am",
        "Vergeben von",
        "Wer einen Platz vergibt, steht mit dem Tag dabei.",
    )

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = "Standort unter Vereinbarung"
        verbose_name_plural = "Standorte unter Vereinbarung"
        ordering = ["starts_on", "seat", "pk"]
        constraints = [
            ends_after_start("coverage_ends_after_start"),
            ExclusionConstraint(
                name="coverage_seat_once_at_a_time",
                field="seat",
                expressions=[("seat", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                violation_error_message=(
                    "Dieser Platz ist in dem Zeitraum schon vergeben. Es gibt nur so viele Plätze, wie "
                    "beschlossen sind; wählen Sie einen freien Platz oder einen anderen Zeitraum."
                ),
            ),
            ExclusionConstraint(
                name="coverage_site_once_at_a_time",
                field="starts_on",
                expressions=[("site", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                violation_error_message="Dieser Standort hat in dem Zeitraum schon einen Platz.",
            ),
        ]
        triggers = [
            queued(),
            Guard(
                name="coverage_within_agreement",
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("term", "partners_agreement%ROWTYPE"), ("lasts_to", "date")],
                func=rules.OUTSIDE_TERM,
            ),
            seat_end.END_STOOD,
            *checked("coverage", CHECKS_SEATS, "SELECT DISTINCT seat_id FROM changed", *WRITTEN),
        ]

    def __str__(self) -> str:
        return f"{self.site} auf {self.seat}"

    @transaction.atomic
    def end(self, *, ends_on: date, end_roles: bool = False, end_offers: bool = False, by, on: date) -> None:
        """Give the seat back after that day, with the site's roles and offers where that is said.

        The database keeps it where committed money needs it.
        """
        if self.ends_on and ends_on > self.ends_on:
            text = f"Der Platz endet schon am {german.day(self.ends_on)}."
            refuse("ends_earlier", text, field="ends_on")
        if ends_on < self.starts_on:
            refuse("order", "Das Ende liegt vor dem Beginn.", field="ends_on")
        also = {"end_roles": end_roles, "end_offers": end_offers, "by": by, "on": on}
        Coverage.objects.filter(pk=self.pk).give_back(ends_on, reason="Platz beendet.", **also)
        self.ends_on = ends_on
        tell(SEAT_ENDED, self.site, ends_on, by=by, on=on)


class AssignmentQuerySet(OfSiteQuerySet):
    def at_seats(self, on: date):
        """The roles of that day at the sites that have a seat on it: „Standorte“ of a partner without more."""
        return self.current(on).filter(site__in=Site.objects.with_seat(on))


@tracked()
class Assignment(HasStatus):
    """A partner's role at a site, from one day to another; one partner per role at a time."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="assignments", verbose_name="Standort")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="assignments", verbose_name="Kooperationspartner"
    )
    role = models.CharField("Rolle", max_length=20, choices=Role)
    starts_on = models.DateField("Von")
    ends_on = models.DateField("Bis", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Rolle am Standort"
        verbose_name_plural = "Rollen am Standort"
        ordering = ["site", "role", "starts_on", "pk"]
        constraints = [
            ends_after_start("assignment_ends_after_start"),
            ExclusionConstraint(
                name="assignment_role_once_at_a_time",
                field="starts_on",
                expressions=[
                    ("site", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Diese Rolle ist an dem Standort in dem Zeitraum schon besetzt.",
            ),
        ]
        triggers = [queued()]  # two inserts that exclude each other would deadlock

    def __str__(self) -> str:
        return f"{self.partner}: {self.get_role_display()} ({self.site})"

    def hand_over(self, successor: Partner, starts_on: date) -> None:
        """End this role the day before somebody else takes it."""
        if self.partner == successor:
            text = f"{self.partner} hat diese Rolle schon seit dem {german.day(self.starts_on)}."
            refuse("same_partner", text, field="partner")
        if self.starts_on == starts_on:
            text = f"An diesem Tag beginnt {self.partner} in dieser Rolle. Wählen Sie einen späteren Tag."
            refuse("same_day", text, field="starts_on")
        self.ends_on = starts_on - timedelta(days=1)
        self.save(update_fields=["ends_on"])
