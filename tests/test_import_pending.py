"""An import between its dry run and its confirmation: only one's own upload, and nothing of it is left behind."""

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
from tests.test_import import CONTACT, CSV, PARTNER, partner, text_file, tried

AGAIN = "Bitte wählen Sie die Datei noch einmal aus."


@pytest.fixture
def clerk(client_of, db):
    return client_of(in_group("Verwaltung", is_staff=True, email="verwaltung@example.org"))


@pytest.fixture
def other_clerk(client_of, db):
    return client_of(in_group("Verwaltung", is_staff=True, email="andere@example.org"))


def try_out(client, *names: int):
    """A dry run without errors; what its confirmation would send."""
    answer = tried(client, Partner, text_file(PARTNER, *map(partner, names or (1,))), CSV)
    return answer.context["confirm_form"].initial


def confirm(client, sent: dict, model=Partner) -> str:
    """The page after the confirmation."""
    at = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_process_import")
    return client.post(at, sent, follow=True).content.decode()


def kept(name: str) -> bool:
    return cache.get(pending.PREFIX + name) is not None


def test_a_dry_run_writes_no_file(clerk):
    before = set(Path(tempfile.gettempdir()).iterdir())
    sent = try_out(clerk)
    assert (set(Path(tempfile.gettempdir()).iterdir()) - before, kept(sent["import_file_name"])) == (
        set(),
        True,
    )


def test_a_file_of_the_temporary_folder_is_not_read_by_its_name(clerk):
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(text_file(PARTNER, partner(1)).read())
        file.flush()
        said = confirm(clerk, try_out(clerk, 2) | {"import_file_name": Path(file.name).name})
    assert (AGAIN in said, Partner.objects.exists()) == (True, False)


def test_nobody_confirms_what_another_has_uploaded(clerk, other_clerk):
    theirs = try_out(other_clerk)
    assert AGAIN in confirm(clerk, theirs)
    try_out(clerk, 2)
    assert (AGAIN in confirm(clerk, theirs), Partner.objects.exists()) == (True, False)
    assert "Übernommen: 1 neue" in confirm(other_clerk, theirs)


def test_an_upload_of_partners_is_not_confirmed_as_contacts(clerk, awo):
    sent = try_out(clerk)
    assert AGAIN in confirm(clerk, sent, Contact)


def test_what_is_confirmed_is_gone_and_not_confirmed_twice(clerk):
    sent = try_out(clerk)
    confirm(clerk, sent)
    assert (kept(sent["import_file_name"]), AGAIN in confirm(clerk, sent)) == (False, True)


def test_the_next_dry_run_forgets_the_one_before(clerk):
    first, second = try_out(clerk), try_out(clerk, 2)
    assert (kept(first["import_file_name"]), kept(second["import_file_name"])) == (False, True)


def test_a_dry_run_with_mistakes_keeps_nothing(clerk):
    answer = tried(clerk, Contact, text_file(CONTACT, ["Unbekannt", "", "", "", ""]), CSV)
    name = answer.context["form"].cleaned_data["import_file"].tmp_storage_name
    assert (bool(name), kept(name)) == (True, False)


def test_an_abandoned_upload_is_gone_after_half_an_hour(clerk):
    sent = try_out(clerk)
    with connection.cursor() as cursor:
        past = timezone.now() - timedelta(seconds=1)
        cursor.execute("UPDATE quartiersarbeit_cache SET expires = %s", [past])
        pending.tidy()
        cursor.execute("SELECT count(*) FROM quartiersarbeit_cache WHERE cache_key LIKE '%import-upload%'")
        assert cursor.fetchone() == (0,)
    assert AGAIN in confirm(clerk, sent)


def test_the_worker_tidies_up_where_nobody_comes_back(monkeypatch, db):
    tidied = []
    monkeypatch.setattr(worker.pending, "tidy", lambda: tidied.append("pending"))
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    looking = worker.Worker.__new__(worker.Worker)
    looking._looks_at, looking._tidies_at = -1.0, float("inf")
    looking.look()
    assert tidied == ["pending"]
