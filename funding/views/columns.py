"""Columns that several lists and tables of money have; a table adds its own."""

from collections.abc import Callable
from typing import Any

from funding.models import Decision, Disbursement
from quartiersarbeit.ground.columns import Column


def money(key: str, label: str, **more: Any) -> Column:
    """A column of euros that sorts by its sum."""
    return Column(key, label, kind="euro", **{"sort": key, **more})


def site(link: Callable[[Any], str]) -> Column:
    """The site of a row's allocation, leading to the row itself."""
    return Column("site", "Standort", "allocation.site", "allocation__site__name", link=link)


# What a year's or an allocation's money sums up to, as of a day.
SUMS = (
    money("planned", "geplant"),
    money("committed", "gebunden"),
    money("paid", "ausgezahlt"),
    money("proven", "nachgewiesen"),
)
DECISION = Column("kind", "Bescheid", "get_kind_display", sort="kind", link=Decision.get_absolute_url)
DISBURSEMENT = Column(
    "disbursement",
    "Auszahlung",
    lambda one: f"{one.allocation.site}, {one.number}. Rate",
    sort=("allocation__site__name", "number"),
    link=Disbursement.get_absolute_url,
)
YEAR = Column("year", "Haushaltsjahr", "allocation.fiscal_year.year", "allocation__fiscal_year__year")
RECIPIENT = Column("recipient", "Empfänger", "allocation.recipient", "allocation__recipient__short_name")
AMOUNT = money("amount", "Betrag")
DUE = Column("due_on", "Fällig am", kind="date", sort="due_on")
PAID = Column("paid_on", "Ausgezahlt am", kind="date", sort="paid_on")
REFERENCE = Column("reference", "Buchungszeichen", sort="reference")
NOTICE_NUMBER = Column("notice_number", "Bescheid-Nr.", sort="notice_number")
DRAFTED = Column("drafted_on", "Entworfen am", kind="date", sort="drafted_on")
DRAFTED_BY = Column("drafted_by", "Entworfen von")
APPROVED = Column("approved_on", "Freigegeben am", kind="date", sort="approved_on")
