"""How long the pages of the quality dialogue take with 100 sites × 20 years × 50 findings: printed, not asserted.

`make bench` runs it. Rows come in by bulk statements past the guards; what is measured is reading.
"""

import statistics
import time
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from quality_dialog import models as dialogue
from sites.models import Site
from tests import factories as make
from tests.asking import made_anew, queries

pytestmark = [pytest.mark.django_db, pytest.mark.bench]

SITES, YEARS, FINDINGS, ROUNDS = 100, range(2007, 2027), 50, 5


def fill(koordination) -> dict[str, str]:
    """All of it, and the addresses to open."""
    criterion = make.CriterionFactory()
    partners = [make.PartnerFactory(), make.PartnerFactory()]
    near = make.NeighbourhoodFactory()
    sites = Site.objects.bulk_create([Site(name=f"Standort {n}", neighbourhood=near) for n in range(SITES)])
    cycles = [make.CycleFactory(year=year, framework=criterion.field.framework) for year in YEARS]
    talks = dialogue.Dialogue.objects.bulk_create(
        [dialogue.Dialogue(cycle=cycle, site=site) for cycle in cycles for site in sites]
    )
    dialogue.Participation.objects.bulk_create(
        [dialogue.Participation(dialogue=talk, partner=partner) for talk in talks for partner in partners]
    )
    dialogue.Assessment.objects.bulk_create(
        [
            dialogue.Assessment(
                dialogue=talk,
                criterion=criterion,
                partner=partner,
                rating="mostly",
                submitted_on=date(talk.cycle.year, 2, 1),
                submitted_by=koordination,
            )
            for talk in talks
            for partner in partners
        ]
    )
    for talk in talks:
        day = date(talk.cycle.year, 3, 1)
        found = dialogue.Finding.objects.bulk_create(
            dialogue.Finding(
                dialogue=talk,
                kind="need",
                wording=f"Feststellung {n}",
                raised_on=day,
                shared_on=day,
                raised_by=koordination,
            )
            for n in range(FINDINGS)
        )
        dialogue.Measure.objects.bulk_create(
            dialogue.Measure(finding=one, title="Etwas tun", resolved_on=day, due_on=day)
            for one in found[::10]
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {
        "Jahr": cycles[-1].get_absolute_url(),
        "Auswertung": reverse("quality_dialog:evaluation"),
        "Auswertung, Standort": reverse("quality_dialog:evaluation_site", args=[sites[0].pk]),
        "Auswertung, Leitfrage": reverse("quality_dialog:evaluation_criterion", args=[criterion.pk]),
        "Maßnahmen": reverse("quality_dialog:measure_list"),
        "Qualitätsdialog": reverse("quality_dialog:cycle_list"),
        "Neues Jahr": reverse("quality_dialog:cycle_create"),
    }


def test_time_of_the_dialogue(koordination, client_of):
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        addresses, client = fill(koordination), client_of(koordination)
        cursor.execute("SET session_replication_role = origin")
    print(f"\n{SITES} Standorte × {len(YEARS)} Jahre × {FINDINGS} Feststellungen")
    print(f"{'ms':28}{'Median':>9}{'Abfragen':>10}{'wieder':>9}")

    def asked(url: str) -> float:
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            client.get(url)
            times.append((time.perf_counter() - start) * 1000)
        return statistics.median(times)

    for name, url in addresses.items():
        assert client.get(url).status_code == 200, url
        with made_anew():
            made, many = asked(url), queries(client, url)
        client.get(url)
        print(f"{name:28}{made:9.0f}{many:10}{asked(url):9.0f}")
