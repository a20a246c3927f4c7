"""`manage.py upgrade` and `manage.py install`: what they do, what they say, and that two at once do it once."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from partners.models import User
from quartiersarbeit.management.lock import LOCK, WAITING
from quartiersarbeit.operating import keeping, machine
from tests.factories import UserFactory
from tests.upgrade.databases import throw_away

DUMP = Path(__file__).parent / "upgrade" / "1.0.0.sql"


@pytest.mark.exhaustive
def test_two_upgrades_at_once_back_up_and_migrate_once(tmp_path, monkeypatch, django_db_setup):
    """From the first release's data, so that there is something to do."""
    monkeypatch.setenv("BACKUP_DIR", str(tmp_path))
    monkeypatch.setenv("MEDIA_ROOT", str(tmp_path / "media"))
    with throw_away("upgrading") as behind:
        behind.restore(DUMP)
        with behind.cursor() as gate:
            gate.execute(f"SELECT pg_advisory_lock({LOCK})")
            both = [behind.start("upgrade") for _ in range(2)]
            waited = [process.stdout.readline().strip() for process in both]
        said = [process.communicate(timeout=300)[0] for process in both]
    assert (waited, [process.returncode for process in both]) == ([WAITING] * 2, [0, 0]), said
    assert sorted("Migrationen: keine offen." in one for one in said) == [False, True]
    assert len(keeping.kept(tmp_path)) == 1


@pytest.mark.django_db(transaction=True)
def test_an_upgrade_with_nothing_to_do_backs_nothing_up_and_proves_everything(settings, tmp_path):
    settings.BACKUP_DIR = str(tmp_path)
    call_command("upgrade", stdout=(said := StringIO()))
    assert [
        line for line in said.getvalue().splitlines() if "Siegel" not in line and "Ereignis" not in line
    ] == [
        "Migrationen: keine offen.",
        "Regeln der Datenbank: alle da.",
        f"Die Datenbank ist auf dem Stand von Version {settings.VERSION}.",
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_an_upgrade_without_a_place_for_the_backup_changes_nothing(settings, monkeypatch):
    settings.BACKUP_DIR = ""
    monkeypatch.setattr("quartiersarbeit.management.commands.upgrade.unapplied_migrations", lambda: 1)
    with pytest.raises(CommandError, match="Wohin"):
        call_command("upgrade", stdout=StringIO())


# --- install -----------------------------------------------------------------------------------------


def told() -> list[str]:
    """What `install` says, line by line."""
    said = StringIO()
    try:
        call_command("install", stdout=said)
    except CommandError as lacking:
        return [*said.getvalue().splitlines(), str(lacking)]
    return said.getvalue().splitlines()


def lack(name: str) -> machine.Lack | None:
    return dict(machine.checks())[name]()


def test_it_names_every_lack_in_order_with_the_step_that_mends_it(db, settings):
    settings.BACKUP_DIR, settings.PUBLIC_URL = "", "http://quartier.example.org"
    lines = told()
    names = [line[7:].split(":")[0] for line in lines if line.startswith(("OK", "FEHLT", "OFFEN"))]
    assert names == [name for name, _ in machine.checks()]
    first = next(index for index, line in enumerate(lines) if line.startswith("FEHLT  Adresse"))
    assert lines[first + 1].strip() == "PUBLIC_URL=https://… setzen"
    assert lines[-1].endswith("bitte von oben nach unten beheben.")


def test_the_owner_of_the_tables_is_no_role_for_the_app(db):
    assert "besitzt die Tabellen" in lack("Datenbankrolle").what


def test_the_app_s_own_role_lacks_nothing(db, app_role):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {app_role}")
        found = lack("Datenbankrolle")
        cursor.execute("RESET ROLE")
    assert found is None


def test_the_first_account_is_asked_for(db):
    assert lack("Erstes Konto").step == "deploy/manage setup --invite ADRESSE"
    UserFactory()
    assert (lack("Erstes Konto"), User.objects.count()) == (None, 1)


def test_a_folder_that_cannot_be_written_is_named(db, settings, tmp_path):
    settings.MEDIA_ROOT = settings.BACKUP_DIR = str(tmp_path / "nirgends")
    found = lack("Ablage der Dokumente"), lack("Sicherung")
    assert [str(tmp_path / "nirgends") in one.what for one in found] == [True, True]
    settings.MEDIA_ROOT = settings.BACKUP_DIR = str(tmp_path)
    assert (lack("Ablage der Dokumente"), lack("Sicherung")) == (None, None)


def test_static_files_that_others_cannot_read_are_named(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert "nicht gesammelt" in lack("Statische Dateien").what
    (tmp_path / "staticfiles.json").write_text("{}")
    Path(tmp_path, "staticfiles.json").chmod(0o600)
    assert "nicht für alle lesbar" in lack("Statische Dateien").what
    Path(tmp_path, "staticfiles.json").chmod(0o644)
    assert lack("Statische Dateien") is None


def test_the_tables_are_all_there(db):
    assert lack("Tabellen und Regeln") is None


def test_a_mail_server_that_is_away_is_named(db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert lack("E-Mail").what.startswith("Der Mailserver antwortet nicht")
