"""What programs read of the example data: the figures of the pages; and what a stranger sends (Schemathesis)."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import reverse
from hypothesis import HealthCheck, settings
from schemathesis.config import (
    ChecksConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)

from partners.models import ApiToken, User
from quartiersarbeit.api.reading import api
from tests.test_api import asked

pytestmark = pytest.mark.django_db


def test_figures_are_those_of_the_page(loaded, client):
    user = User.objects.get(email="koordination@example.org")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    rows = client.get(reverse("funding:fiscal_year_list")).context["listing"].found
    shown = {row.year: {name: getattr(row, name) for name in SUMS} for row in rows}
    read = asked(user, "budget", page_size=100).json()["items"]
    assert {one["year"]: {name: Decimal(one[name]) for name in SUMS} for one in read} == shown
    assert len(shown) >= 2
    places = client.get(reverse("sites:site_list")).context["seats"]
    seats = asked(user, "seats").json()
    assert (seats["taken"], seats["total"], seats["sentence"]) == (
        places.taken,
        len(places.places),
        places.sentence,
    )
    assert [one["occupant"] for one in seats["items"]] == [one.occupant for one in places.places]


SUMS = ("available", "planned", "committed", "paid", "proven", "free")


def test_findings_are_those_in_agreement_and_reports_those_published(loaded, client):
    user = User.objects.get(email="koordination@example.org")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("quality_dialog:finding_list"), {"stand": "einvernehmen"}).context["listing"]
    findings = asked(user, "findings", page_size=100).json()
    assert {one["id"] for one in findings["items"]} == {row.pk for row in page.found}
    assert {one["wording"] for one in findings["items"]} == {row.wording for row in page.found}
    reports = asked(user, "reports").json()
    assert reports["count"] > 0
    assert {one["status"]["code"] for one in reports["items"]} <= {"published", "corrected"}
    first = reports["items"][0]["id"]
    stored = client.get(reverse("quality_dialog:report_json", args=[first]))
    assert asked(user, f"reports/{first}/oparl").content == b"".join(stored)


@pytest.mark.parametrize("name", ["partners", "agreements", "budget", "findings", "reports"])
def test_one_record_reads_as_in_its_list(loaded, name):
    user = User.objects.get(email="koordination@example.org")
    rows = asked(user, name).json()["items"]
    assert rows
    assert (
        asked(user, f"{name}/{rows[0].get('id', rows[0]['year'] if name == 'budget' else '')}").json()
        == rows[0]
    )


# --- what a stranger sends ----------------------------------------------------------------------------

# A day to come is refused, and no schema can say so: 422 for what reads like a day is right.
EXPECTED = PositiveDataAcceptanceConfig(expected_statuses=["2xx", "401", "403", "404", "422", "429"])
CHECKS = ChecksConfig(positive_data_acceptance=EXPECTED)


@pytest.fixture
def stranger(loaded, settings) -> Iterator[str]:
    """A token whose minute has no end; the server's own goodbye to the database waits, as with Django's client."""
    settings.API_PER_MINUTE = 10**6
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield ApiToken.objects.make(by=User.objects.get(email="koordination@example.org"))
    for signal in ends:
        signal.connect(close_old_connections)


CONFIG = SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(checks=CHECKS)))
schema = schemathesis.openapi.from_dict(api.get_openapi_schema(), config=CONFIG)
schema.app = WSGIHandler()


@pytest.mark.exhaustive
@schema.parametrize()
@settings(max_examples=20, suppress_health_check=list(HealthCheck), database=None)
def test_whatever_a_stranger_sends_is_answered_as_described(case, stranger):
    """Every operation with what its description allows, what it does not, other methods, and no token at all."""
    answer = case.call_and_validate(headers={"Authorization": f"Bearer {stranger}"})
    assert answer.status_code in (200, 401, 403, 404, 405, 422)
