"""Periods of days: from a first to a last day, both included; no last day means open-ended."""

from calendar import monthrange
from datetime import date
from typing import Any

from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db.models import (
    DateField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Q,
    Value,
)
from django.db.models.functions import Cast

from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.statuses import Status, StatusQuerySet, first_of


def period(starts: str = "starts_on", ends: str = "ends_on") -> Func:
    """The period between two date columns, both days included, for exclusion constraints.

    No class of its own: migrations would have to name it.
    """
    both = RangeBoundary(inclusive_lower=True, inclusive_upper=True)
    return Func(starts, ends, both, function="DATERANGE", output_field=DateRangeField())


def running(on: date, starts: str = "starts_on", ends: str = "ends_on") -> Q:
    """The rows whose period holds the day `on`."""
    return Q(**{f"{starts}__lte": on}) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": on}))


def overlapping(first: date, last: date, starts: str = "starts_on", ends: str = "ends_on") -> Q:
    """The rows whose period shares at least one day with `first` to `last`."""
    return Q(**{f"{starts}__lte": last}) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": first}))


def ends_after_start(name: str, starts: str = "starts_on", ends: str = "ends_on") -> CheckConstraint:
    """A period never ends before it begins; what is wrong is its end."""
    return CheckConstraint(
        name=name,
        field=ends,
        condition=Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": F(starts)}),
        violation_error_message="Das Ende liegt vor dem Beginn.",
    )


def in_order(first: str, then: str) -> Q:
    """The day `then`, where it is given, follows a day `first` that is given too.

    Spelt out, because a CHECK lets pass what it cannot decide: `first <= then` is unknown, not false,
    while `first` is empty.
    """
    return Q(**{f"{then}__isnull": True}) | Q(**{f"{first}__isnull": False, f"{then}__gte": F(first)})


def both_or_neither(name: str, first: str, second: str, message: str) -> CheckConstraint:
    """A fact with a date has its person too (and the other way round)."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
        violation_error_message=message,
    )


class PeriodStatus(Status):
    """Where a period of its own days stands: a contact's, a role's, an offer's, a seat's coverage."""

    AHEAD = "ahead", "info", "künftig"
    CURRENT = "current", "success", "aktuell"
    PAST = "past", "neutral", "früher"


class PeriodQuerySet(StatusQuerySet):
    """Rows that hold from `starts_on` to `ends_on`."""

    STATUS: type[Status] = PeriodStatus

    def current(self, on: date):
        """Those that hold on that day."""
        return self.filter(running(on))

    def of_year(self, year: int):
        """Those that hold on at least one day of the year."""
        return self.filter(overlapping(date(year, 1, 1), date(year, 12, 31)))

    def reaching_beyond(self, last: date):
        """Those that hold on a day after `last`, whether they have begun by then or not."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last))

    def end_after(self, last: date) -> None:
        """End with that day what holds longer, and take back what would only begin after it."""
        self.filter(starts_on__gt=last).delete()
        self.reaching_beyond(last).update(ends_on=last)

    def status_expression(self, on: date):
        """Whether each row's period lies ahead, holds or is over."""
        ahead = (Q(starts_on__gt=on), PeriodStatus.AHEAD)
        return first_of(PeriodStatus, ahead, (running(on), PeriodStatus.CURRENT), otherwise=PeriodStatus.PAST)


def months_later(day: date, months: int) -> date:
    """The same day so many months later (or earlier); the month's last day where it has no such day.

    So §§ 187, 188 BGB count a period of months that begins with an event on `day`.
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def last_start(end: date, months: int) -> date:
    """The last day from which so many months are over by `end`: three months to the 30.07. from the 30.04.

    The inverse of `months_later`: at the end of a month all the days count that the shorter month lacks.
    """
    start = months_later(end, -months)
    if end.day < monthrange(end.year, end.month)[1]:
        return start
    return start.replace(day=monthrange(start.year, start.month)[1])


A_YEAR = Cast(Value("1 year"), DurationField())  # to be added to a day, in SQL


def months_before(day: str, months: int) -> Cast:
    """The day so many months before that of the column, in SQL."""
    earlier = ExpressionWrapper(F(day) - Cast(Value(f"{months} months"), DurationField()), DateTimeField())
    return Cast(earlier, DateField())


def day_in(year, month: int, day: int) -> Func:
    """That day of a year, which is a column's name or an expression, in SQL."""
    # A year taken out of a day is a numeric for PostgreSQL, and make_date knows whole numbers alone.
    whole = Cast(year, IntegerField())
    return Func(whole, Value(month), Value(day), function="make_date", output_field=DateField())


class LastStart(Func):
    """`last_start` in SQL: of a column with the last day, and one with the number of months."""

    template = (
        "(CASE WHEN %(end)s = (date_trunc('month', %(end)s) + interval '1 month - 1 day')::date"
        " THEN (date_trunc('month', %(end)s) - %(months)s * interval '1 month' + interval '1 month - 1 day')::date"
        " ELSE (%(end)s - %(months)s * interval '1 month')::date END)"
    )
    output_field = DateField()

    def as_sql(self, compiler, connection, *args: Any, **context: Any):
        """Both columns stand more than once in it, and neither holds a parameter."""
        end, months = (compiler.compile(one)[0] for one in self.source_expressions)
        return self.template % {"end": end, "months": months}, []
