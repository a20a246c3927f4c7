"""Lists and reports come from the replica, everything else and whoever has just written from the primary.

The replica is another database here, an old copy that never catches up: what it alone lacks shows who was asked.
"""

from collections.abc import Iterator
from unittest.mock import Mock

import pytest
from django.conf import settings as given
from django.db import OperationalError, connection, connections
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.models import Committee, Partner, User
from quality_dialog.models import Report
from quartiersarbeit.ground import replica
from tests import database
from tests import factories as f
from tests.test_partner_acts import FACTS
from tests.upgrade.databases import throw_away

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "Baugenossenschaft Freie Scholle eG"


@pytest.fixture(scope="module")
def old_copy(django_db_setup) -> Iterator[str]:
    """A database that knows what the migrations wrote; one for all, for nobody writes there."""
    with throw_away("replica", database.pattern()) as one:
        yield one.name


@pytest.fixture
def behind(old_copy, settings, monkeypatch) -> Iterator[str]:
    """A replica that knows what the migrations wrote, and nothing since."""
    entry = connection.settings_dict | {"NAME": old_copy, "ATOMIC_REQUESTS": False}
    monkeypatch.setitem(connections.settings, replica.ALIAS, entry)
    monkeypatch.setattr(replica, "_asked_again_at", 0.0)
    settings.DATABASE_ROUTERS = ["quartiersarbeit.ground.replica.Router"]
    there = connections[replica.ALIAS]  # Django's tests let nobody connect to what they did not set up
    monkeypatch.setattr(there, "ensure_connection", lambda: there.connection or there.connect())
    yield replica.ALIAS
    connections[replica.ALIAS].close()
    del connections[replica.ALIAS]


@pytest.fixture
def office(koordination, client_of) -> Client:
    return client_of(koordination)


def shown(client: Client, name: str = NEW) -> bool:
    return name in client.get(reverse("partners:partner_list")).content.decode()


def test_a_list_is_read_from_the_replica(behind, office):
    f.PartnerFactory(name=NEW)
    with CaptureQueriesContext(connections[behind]) as asked:
        assert not shown(office)
    assert any("partners_partner" in query["sql"] for query in asked)


def test_its_file_is_read_from_the_replica(behind, office):
    f.PartnerFactory(name=NEW)
    answer = office.get(reverse("partners:partner_list"), {"export": "csv"})
    content = b"".join(answer) if answer.streaming else answer.content
    assert (answer.status_code, NEW.encode() in content) == (200, False)


def test_whoever_has_written_sees_it_at_once_and_after_a_while_reads_from_the_replica_again(
    behind, office, settings
):
    office.post(reverse("partners:partner_create"), FACTS)
    assert shown(office, FACTS["name"])
    settings.REPLICA_LAG_SECONDS = 0
    assert not shown(office, FACTS["name"])


def test_what_is_written_goes_to_the_primary(behind, office):
    assert office.post(reverse("partners:partner_create"), FACTS).status_code == 302
    assert Partner.objects.using("default").filter(name=FACTS["name"]).exists()
    assert not Partner.objects.using(behind).exists()


def test_forms_records_and_duties_are_read_from_the_primary(behind, office):
    partner, committee = f.PartnerFactory(name=NEW), f.CommitteeFactory(name="Beirat")
    with CaptureQueriesContext(connections[behind]) as asked:
        assert NEW in office.get(partner.get_absolute_url()).content.decode()
        assert "Beirat" in office.get(reverse("mandate_create")).content.decode()
        office.get(reverse("task_list"))
        office.get(reverse("dashboard"))
    assert (len(asked), committee) == (0, Committee.objects.get())


def test_who_somebody_is_the_primary_says(behind):
    with replica.reading(_get()) as alias:
        assert (alias, User.objects.db, Partner.objects.db) == (behind, "default", behind)


def test_a_report_comes_from_the_replica_and_one_it_does_not_know_yet_from_the_primary(behind, office):
    report = f.ReportFactory()
    with CaptureQueriesContext(connections[behind]) as asked:
        answer = office.get(reverse("quality_dialog:report_page", args=[report.pk]))
    assert (answer.status_code, len(asked) > 0) == (200, True)
    assert Report.objects.using(behind).count() == 0


def test_while_the_replica_does_not_answer_the_primary_does(behind, office, monkeypatch):
    f.PartnerFactory(name=NEW)
    with monkeypatch.context() as away:
        away.setattr(connections[behind], "ensure_connection", Mock(side_effect=OperationalError))
        assert shown(office)
    assert shown(office)  # it is left alone for a while
    monkeypatch.setattr(replica, "_asked_again_at", 0.0)
    assert not shown(office)


def test_without_a_replica_nothing_is_noted(office):
    office.post(reverse("partners:partner_create"), FACTS)
    assert (replica.WRITTEN in office.session, given.REPLICA_URL) == (False, "")


def _get():
    """A request that only reads."""
    request = RequestFactory().get("/")
    request.session = {}
    return request


def test_nothing_is_migrated_on_the_replica():
    assert not replica.Router().allow_migrate(replica.ALIAS, "partners")
