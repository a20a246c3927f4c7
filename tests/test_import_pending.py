"""An import between its check and its confirmation: only one's own upload, and nothing of it is left behind."""

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from partners.models import Contact, Partner
from quartiersarbeit.ground import pending
from quartiersarbeit.management.commands import worker
from tests.people import in_group
from tests.test_import import CONTACT, PARTNER, partner, sent, stored, text_file, tried

AGAIN = "Bitte wählen Sie die Datei noch einmal aus."


@pytest.fixture
def clerk(client_of, db):
    return client_of(in_group("Verwaltung", is_staff=True, email="verwaltung@example.org"))


@pytest.fixture
def other_clerk(client_of, db):
    return client_of(in_group("Verwaltung", is_staff=True, email="andere@example.org"))


def try_out(client, *names: int):
    """The page of a check without errors."""
    return tried(client, Partner, text_file(PARTNER, *map(partner, names or (1,))))


def confirm(client, page, model=Partner) -> str:
    """The page after the confirmation."""
    return stored(client, model, page).content.decode()


def name_of(client) -> str:
    """The name under which this session's upload is kept; empty where it has none."""
    return client.session.get(pending.SESSION_KEY, [""])[0]


def kept(name: str) -> bool:
    return cache.get(pending.PREFIX + name) is not None


def test_a_check_writes_no_file(clerk):
    before = set(Path(tempfile.gettempdir()).iterdir())
    try_out(clerk)
    assert (set(Path(tempfile.gettempdir()).iterdir()) - before, kept(name_of(clerk))) == (set(), True)


def test_nobody_confirms_what_another_has_uploaded(clerk, other_clerk):
    theirs = try_out(other_clerk)
    assert AGAIN in confirm(clerk, theirs)
    try_out(clerk, 2)
    assert "übernommen" not in confirm(clerk, theirs).lower().split("<main")[1].split("alle zeilen")[0]
    assert not Partner.objects.exists()
    assert "Übernommen: 1 neue" in confirm(other_clerk, theirs)


def test_an_upload_of_partners_is_not_confirmed_as_contacts(clerk, awo):
    page = try_out(clerk)
    assert AGAIN in confirm(clerk, page, Contact)
    assert AGAIN in clerk.get(reverse("sheet_check", args=["ansprechpersonen"]), follow=True).content.decode()


def test_what_is_confirmed_is_gone_and_not_confirmed_twice(clerk):
    page = try_out(clerk)
    name = name_of(clerk)
    confirm(clerk, page)
    assert (kept(name), AGAIN in confirm(clerk, page)) == (False, True)


def test_the_next_upload_forgets_the_one_before(clerk):
    try_out(clerk)
    first = name_of(clerk)
    try_out(clerk, 2)
    assert (kept(first), kept(name_of(clerk))) == (False, True)


def test_a_file_that_is_no_table_keeps_nothing(clerk):
    sent(clerk, Contact, text_file(CONTACT, encoding="utf-32"))
    assert name_of(clerk) == ""


def test_an_abandoned_upload_is_gone_after_half_an_hour(clerk):
    page = try_out(clerk)
    with connection.cursor() as cursor:
        past = timezone.now() - timedelta(seconds=1)
        cursor.execute("UPDATE quartiersarbeit_cache SET expires = %s", [past])
        pending.tidy()
        cursor.execute("SELECT count(*) FROM quartiersarbeit_cache WHERE cache_key LIKE '%import-upload%'")
        assert cursor.fetchone() == (0,)
    assert AGAIN in confirm(clerk, page)


def test_the_worker_tidies_up_where_nobody_comes_back(monkeypatch, db):
    tidied = []
    monkeypatch.setattr(worker.pending, "tidy", lambda: tidied.append("pending"))
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    looking = worker.Worker.__new__(worker.Worker)
    looking._looks_at, looking._tidies_at = -1.0, float("inf")
    looking.look()
    assert tidied == ["pending"]
