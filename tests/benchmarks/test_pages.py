"""How long the pages take beside an empty page and beside the admin, at 1×, 10× and 100× data.

1× is ten rows of each kind, 100× a thousand. Three things do not grow, because they cannot: seats are
limited to ten by law and coverage with them, so sites beyond the tenth stand without one; of fiscal
years and cycles there is one a year, so there are always ten. Nothing is asserted about time.

Requests go through Django's test client, so the network and gunicorn are not in it (`test_serving.py`). The admin
shows as many rows a page as our lists do.

The cap is measured by one writer alone, in savepoints of one transaction: what the trigger costs beside
a lock, a sum and an insert in Python.
"""

import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cached_property, partial
from itertools import cycle as around

import pytest
from django.contrib.admin import site
from django.db import connection, transaction
from django.db.models import Sum
from django.test import override_settings
from django.urls import reverse

from funding.models import Decision, FiscalYear
from quality_dialog.report import approval, composing
from quartiersarbeit.ground.listing import PER_PAGE
from sites.models import Site
from tests import factories as make
from tests.benchmarks.measuring import Changed, Cost, again, as_delivered, before, costs, keep, told
from tests.people import in_group

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

ROUNDS = int(os.environ.get("BENCH_ROUNDS", 7))
CHANGED = "Entwurf, geändert"
SIZES = {"1×": 10, "10×": 100, "100×": 1000}
LISTS = {  # the page's name: its address and the admin's list of the same rows
    "Partner": ("partners:partner_list", "partners_partner"),
    "Gespräche": ("partners:negotiation_list", "partners_negotiation"),
    "Gesprächstafel": ("partners:negotiation_board", "partners_negotiation"),
    "Vereinbarungen": ("partners:agreement_list", "partners_agreement"),
    "Standorte": ("sites:site_list", "sites_site"),
    "Haushalt": ("funding:fiscal_year_list", "funding_fiscalyear"),
    "Qualitätsdialog": ("quality_dialog:cycle_list", "quality_dialog_cycle"),
    "Maßnahmen": ("quality_dialog:measure_list", "quality_dialog_measure"),
    "Berichte": ("quality_dialog:report_list", "quality_dialog_report"),
}


def milliseconds(act):
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def p95(times):
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


# --- data ----------------------------------------------------------------------------------------


def bulk(factory, number, /, **facts):
    """So many rows in one statement; a fact that is an iterator gives each row its next value."""
    taken = [
        {name: next(fact) if isinstance(fact, around) else fact for name, fact in facts.items()}
        for _ in range(number)
    ]
    return factory._meta.model.objects.bulk_create([factory.build(**one) for one in taken])


class World:
    """One city's data, grown from size to size."""

    def __init__(self, person):
        self.person = person
        self.mandate = make.MandateFactory()
        self.neighbourhood = make.NeighbourhoodFactory()
        self.partners, self.negotiations, self.agreements = [], [], []
        self.sites, self.measures, self.reports = [], [], []
        self.ten()

    def ten(self):
        """What there are ten of at every size: years, and sites with a seat, money and a dialogue."""
        for year in range(make.YEAR - 5, make.YEAR + 5):
            make.FiscalYearFactory(year=year, mandate=self.mandate, opened_by=self.person)
            make.CycleFactory(year=year, opened_by=self.person)
        self.year = FiscalYear.objects.get(year=make.YEAR)
        agreement = make.AgreementFactory(mandate=self.mandate)
        covered = [make.CoverageFactory(agreement=agreement).site for _ in range(10)]
        self.allocations = [make.AllocationFactory(fiscal_year=self.year, site=site) for site in covered]
        for allocation in self.allocations:
            make.DecisionFactory(allocation=allocation, amount=1000, approved=True)
        self.cycle = make.CycleFactory()
        self.dialogues = [make.DialogueFactory(cycle=self.cycle, site=site) for site in covered]
        self.sites = covered

    def grow(self, size):
        def missing(rows):
            return size - len(rows)

        self.partners += bulk(make.PartnerFactory, missing(self.partners))
        partner, other = around(self.partners), around(self.partners[1:])
        talks = bulk(make.NegotiationFactory, missing(self.negotiations), partner=partner)
        for state, day in (("planned", 2), ("in_talks", 9)):
            bulk(
                make.StepFactory,
                len(talks),
                negotiation=around(talks),
                state=state,
                on=date(make.YEAR, 2, day),
                by=self.person,
                recorded_by=self.person,
            )
        self.negotiations += talks
        signed = bulk(make.AgreementFactory, missing(self.agreements), mandate=self.mandate)
        for position, whose in ((1, partner), (2, other)):
            bulk(make.PartyFactory, len(signed), agreement=around(signed), partner=whose, position=position)
        self.agreements += signed
        self.sites += bulk(make.SiteFactory, missing(self.sites), neighbourhood=self.neighbourhood)
        findings = bulk(
            make.FindingFactory,
            missing(self.measures),
            dialogue=around(self.dialogues),
            shared=True,
            raised_by=self.person,
        )
        self.measures += bulk(make.MeasureFactory, len(findings), finding=around(findings))
        days = [date(make.YEAR, 9, 1) - timedelta(days=n) for n in range(len(self.reports), size)]
        written = {"by": self.person, "drafted_by": self.person, "as_of": around(days)}
        self.reports += bulk(make.ReportFactory, len(days), **written)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ANALYZE")  # as autovacuum does in a database that lives longer than a test

    def details(self):
        """One page of one thing for each list; a measure stands on its finding's page."""
        return {
            "Partner, einer": reverse("partners:partner_detail", args=[self.partners[0].pk]),
            "Gespräch, eines": reverse("partners:negotiation_detail", args=[self.negotiations[0].pk]),
            "Vereinbarung, eine": reverse("partners:agreement_detail", args=[self.agreements[0].pk]),
            "Standort, einer": reverse("sites:site_detail", args=[self.sites[0].pk]),
            "Haushaltsjahr, eines": reverse("funding:fiscal_year_detail", args=[make.YEAR]),
            "Qualitätsdialog, ein Jahr": reverse("quality_dialog:cycle_detail", args=[make.YEAR]),
            "Maßnahme (Feststellung)": reverse(
                "quality_dialog:finding_detail", args=[self.measures[0].finding_id]
            ),
            "Bericht, einer": reverse("quality_dialog:report_detail", args=[self.reports[0].pk]),
        }

    def papers(self):
        """A published report and a draft, as the system writes them: made when they are asked for, so that what other
        pages cost has no part in them."""
        published, draft = self.told
        return {
            "Bericht, freigegeben": reverse("quality_dialog:report_detail", args=[published.pk]),
            CHANGED: reverse("quality_dialog:report_detail", args=[draft.pk]),
        }

    @cached_property
    def told(self):
        """Frozen by the verb, with real files; the draft after it also tells what has changed since."""
        on, head = (
            date(make.YEAR, 9, 4),
            {"year": make.YEAR, "kind": "information", "subject": "Quartiersarbeit"},
        )
        published = composing.start(as_of=on - timedelta(days=1), by=self.person, on=on, **head)
        published.submit_for_review(by=self.person, on=on)
        approver = in_group("Freigabe", email="zweite.hand@example.org")
        make.hear(published, by=approver, on=on)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # the files follow the approval
            approval.approve(published, by=approver, on=on)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        published.refresh_from_db()
        published.submit(by=self.person, on=on)
        published.publish(by=approver, on=on)
        return published, composing.start(as_of=on, by=self.person, on=on, **head)

    def page(self, client, name, address):
        """How it is asked for; before the draft is, one of the sites it tells of gets another name."""
        page = partial(client.get, address)
        named = Site.objects.filter(pk=self.sites[0].pk)
        return Changed(page, partial(named.update, name="Anders")) if name == CHANGED else page


# --- pages ---------------------------------------------------------------------------------------


@contextmanager
def as_many_rows_as_ours() -> Iterator[None]:
    """The admin's lists with as many rows a page as ours have."""
    before = {one: one.list_per_page for one in site._registry.values()}
    for one in before:
        one.list_per_page = PER_PAGE
    try:
        yield
    finally:
        for one, size in before.items():
            one.list_per_page = size


def line(
    size: str,
    name: str,
    cost: Cost,
    empty: Cost,
    first: Cost,
    admin: Cost | None,
    shown: float | None,
    known: dict,
) -> str:
    said = f"{size:6}{name:28}{cost.cpu:8.1f}{cost.wall:8.1f}{cost.calls:9}{cost.queries:9}{cost.rows:7}"
    said += f"{cost.bytes / 1024:8.0f}{cost.cpu / empty.cpu:8.1f}"
    said += f"{admin.cpu / cost.cpu:9.1f}" if admin else f"{'':9}"
    said += f"{cost.cpu / first.cpu:7.1f}" + (f"{shown:8.1f}" if shown else f"{'':8}")
    if known:
        said += (
            f"{known['cpu']:10.1f}{known['calls']:9}{known['queries']:5}{known['calls'] / cost.calls:7.1f}×"
        )
    return said


HEADS = (
    f"{'':6}{'':28}{'CPU':>8}{'Uhr':>8}{'Aufrufe':>9}{'Abfragen':>9}{'Zeilen':>7}{'KiB':>8}{'/ leer':>8}"
    f"{'Admin /':>9}{'/ 1×':>7}{'wieder':>8}"
)
HEADS_BEFORE = f"{'CPU vorher':>10}{'Aufrufe':>9}{'Abf.':>5}{'weniger':>8}"


@override_settings(ROOT_URLCONF="tests.benchmarks.urls")
def test_cost_of_the_pages(koordination, verwaltung, client_of):
    ours, admins, world = client_of(koordination), client_of(verwaltung), World(koordination)
    known, first, kept = before().get("pages", {}), {}, {}
    print(
        "\nms, das Kleinste aus mehreren Runden; „/ leer“: durch die leere Seite; „Admin /“: Admin durch Seite,"
    )
    print(
        "bei gleich vielen Zeilen; „/ 1×“: durch ihr 1×; „wieder“: unverändert noch einmal gezeigt, mit PostgreSQL"
    )
    print(HEADS + (HEADS_BEFORE if known else ""))
    with as_delivered(), as_many_rows_as_ours():
        for size, rows in SIZES.items():
            world.grow(rows)
            addresses = {"leere Seite": reverse("empty"), "Übersicht": reverse("dashboard")}
            addresses |= {name: reverse(page) for name, (page, _) in LISTS.items()} | world.details()
            addresses |= world.papers()
            pages = {name: world.page(ours, name, url) for name, url in addresses.items()}
            pages |= {
                f"Admin: {name}": partial(admins.get, reverse(f"admin:{admin}_changelist"))
                for name, (_, admin) in LISTS.items()
            }
            found = costs(pages, ROUNDS)
            shown = again(pages, ROUNDS)
            kept[size] = {name: told(cost) | {"again": shown.get(name)} for name, cost in found.items()}
            for name in addresses:
                cost, admin = found[name], found.get(f"Admin: {name}")
                start = first.setdefault(name, cost)
                earlier = known.get(size, {}).get(name, {})
                print(line(size, name, cost, found["leere Seite"], start, admin, shown.get(name), earlier))
    print(f"Alles in {keep('pages', kept)}; zu vergleichen mit: make bench COMPARE=<diese Datei, umbenannt>")


# --- the cap -------------------------------------------------------------------------------------


def insert(allocation, person, other):
    """An approved decision over one euro."""
    make.DecisionFactory(
        allocation=allocation, kind="increase", amount=1, approved=True, by=person, approved_by=other
    )


def by_lock(allocation, person, other):
    """What an application would do on its own: lock the year, sum up, insert."""
    year = FiscalYear.objects.select_for_update().get(pk=allocation.fiscal_year_id)
    approved = Decision.objects.filter(allocation__fiscal_year=year, approved_on__isnull=False)
    assert approved.aggregate(sum=Sum("amount"))["sum"] + 1 <= year.appropriation
    insert(allocation, person, other)


def switch(able):
    """Turn the queue and the count on decisions off or on; the test's rollback undoes it, too."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT quote_ident(tgname) FROM pg_trigger WHERE tgrelid = 'funding_decision'::regclass"
            " AND tgname ~ '^pgtrigger_(queued|funding)_'"
        )
        names = [name for (name,) in cursor.fetchall()]
        assert len(names) == 4, names
        for name in names:
            cursor.execute(f"ALTER TABLE funding_decision {able} TRIGGER {name}")


def test_time_of_the_cap(koordination):
    allocation = World(koordination).allocations[0]
    other = make.UserFactory()
    print(f"\n{'Bescheid, freigegeben':40}{'Median':>8}{'p95':>8}")
    for name, able, act in (
        ("Trigger zählt (wie ausgeliefert)", "ENABLE", insert),
        ("select_for_update, Summe, ohne Trigger", "DISABLE", by_lock),
        ("ohne jede Prüfung", "DISABLE", insert),
    ):
        switch(able)
        granted = transaction.atomic()(act)
        granted(allocation, koordination, other)
        times = [
            milliseconds(lambda granted=granted: granted(allocation, koordination, other)) for _ in range(50)
        ]
        print(f"{name:40}{statistics.median(times):8.2f}{p95(times):8.2f}")
