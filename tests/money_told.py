"""What the pages, the exports and the reports tell of the money, read as a person reads them."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import openpyxl
from django.http import HttpResponse
from django.test import RequestFactory

from funding.models import Allocation
from funding.views import allocation_list, fiscal_year
from quality_dialog.report import facts
from quality_dialog.report.money import budget_of, money_facts

SUMS = ("geplant", "gebunden", "ausgezahlt", "nachgewiesen")
VALUE = re.compile(r'<p class="figure__value">([^<]+)</p>')


class Told:
    """What a person reads on a day; that day lies behind us, so lists „as of today“ say the same."""

    def __init__(self, user, on: date):
        self.user, self.on = user, on

    def page(self, year: int) -> tuple[str, ...]:
        """The figures on the year's cards, in their order."""
        answer = fiscal_year.fiscal_year_detail(self._asks(stichtag=self.on.isoformat()), year)
        return tuple(VALUE.findall(answer.content.decode()))

    def list_of_years(self, kind: str) -> dict[int, tuple]:
        """The export of the budget: year → available, planned, committed, paid, proven, free."""
        rows = _rows(kind, fiscal_year.fiscal_year_list(self._asks(export=kind)))
        return {int(row["Haushaltsjahr"]): _euros(row, "verfügbar", *SUMS, "frei") for row in rows}

    def list_of_allocations(self, kind: str) -> dict[tuple[int, int], tuple]:
        """The export of the allocations: year and key → planned, committed, paid, proven."""
        known = Allocation.objects.select_related("site", "recipient", "fiscal_year")
        keys = {(one.site.name, one.recipient.short_name, one.fiscal_year.year): one.pk for one in known}
        rows = _rows(kind, allocation_list.allocation_list(self._asks(export=kind)))
        places = [(row["Standort"], row["Empfänger"], int(row["Haushaltsjahr"])) for row in rows]
        assert len(set(places)) == len(rows) == len(keys)
        return {(place[2], keys[place]): _euros(row, *SUMS) for place, row in zip(places, rows, strict=True)}

    def report(self, year: int, *, whole: bool) -> tuple[Decimal, ...] | None:
        """The report's figures: available, committed, paid, free; none, while nothing is committed.

        `whole` asks for all of the report's facts, else for those of the money alone: a tenth of the time.
        """
        asked = (
            facts.known(year=year, as_of=self.on).money
            if whole
            else money_facts(budget_of(year, self.on), self.on)
        )
        told = asked and (asked.available, asked.committed, asked.paid, asked.free)
        return tuple(figure.value for figure in told) if told else None

    def _asks(self, **query):
        request = RequestFactory().get("/", query)
        request.user = self.user
        return request


def _rows(kind: str, answer: HttpResponse) -> list[dict]:
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    head, *rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def _euros(row: dict, *names: str) -> tuple[Decimal, ...]:
    """The amounts as their exact cents; a spreadsheet's own numbers are binary and rounded to them."""
    amounts = [Decimal(str(row[name]).replace(",", ".")) for name in names]
    assert all(amount == round(amount, 2) for amount in amounts), amounts
    return tuple(round(amount, 2) for amount in amounts)
