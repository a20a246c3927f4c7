"""A backup and the way back: row by row the moment it was made, or nothing at all and a sentence why."""

import errno
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from partners.models import Agreement
from quartiersarbeit.ground import documents
from quartiersarbeit.ground.postgres import Server
from quartiersarbeit.operating import backing_up, encryption, keeping
from quartiersarbeit.operating.keeping import Backup, BackupError
from quartiersarbeit.operating.programs import DEBIAN
from tests import database
from tests.examples import EXAMPLE_DAY
from tests.factories import AgreementFactory
from tests.upgrade import catalogue
from tests.upgrade.databases import Database, of_server, throw_away

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
CONTENT = b"%PDF-1.7 what both sides have signed"


def signed(content: bytes = CONTENT, **given) -> Agreement:
    """An agreement with its document, kept as the verb keeps it."""
    file = ContentFile(content, name="vereinbarung.pdf")
    agreement = AgreementFactory(document=file, document_sha256=hashlib.sha256(content).hexdigest(), **given)
    return Agreement.objects.get(pk=agreement.pk)


# --- The drill -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def at_work(examples, django_db_setup, django_db_blocker) -> Iterator[Database]:
    """A city's database, full of the example data and their history, as their load has committed it."""
    with django_db_blocker.unblock():
        examples(EXAMPLE_DAY)
        connection.close()  # nobody may be there while it is copied
        with throw_away("drill", connection.settings_dict["NAME"]) as one:
            database.PRISTINE.put_back()
            yield one


@pytest.fixture(scope="module")
def drill(tmp_path_factory, at_work) -> Iterator[SimpleNamespace]:
    """Activity, a backup, more activity, a disaster, a restore: the rows at the backup and after the restore."""
    folder = tmp_path_factory.mktemp("drill")
    media, backups = folder / "media", folder / "backups"
    environment = {"MEDIA_ROOT": str(media), "BACKUP_DIR": str(backups)}
    with pytest.MonkeyPatch.context() as patch, throw_away("after") as other:
        one = at_work
        for name, value in environment.items():
            patch.setenv(name, value)
        with one.cursor() as cursor:
            file = media / "vereinbarungen" / "unterschrieben.pdf"
            file.parent.mkdir(parents=True)
            file.write_bytes(CONTENT)
            cursor.execute(
                "UPDATE partners_agreement SET document = %s, document_sha256 = %s, document_on = starts_on"
                " WHERE id = (SELECT min(id) FROM partners_agreement)",
                ["vereinbarungen/unterschrieben.pdf", keeping.sha256(file)],
            )
        one.manage("verify_history")
        with one.cursor() as cursor:
            before = catalogue.rows(cursor, catalogue.columns(cursor))
        said = one.manage("backup")
        (made,) = keeping.kept(backups)
        with one.cursor() as cursor:  # more activity, then the disaster
            cursor.execute("UPDATE partners_partner SET note = 'nach der Sicherung'")
        shutil.rmtree(media)
        restored = other.manage("restore", str(made.folder))
        with other.cursor() as cursor:
            after = catalogue.rows(cursor, catalogue.columns(cursor))
        yield SimpleNamespace(
            before=before, after=after, said=said, restored=restored, made=made, media=media, other=other
        )


def test_what_is_restored_is_row_by_row_what_was_backed_up(drill):
    differ = {table for table in drill.before if drill.before[table] != drill.after.get(table)}
    assert (differ, drill.before.keys() == drill.after.keys()) == (set(), True)
    assert sum(rows.total() for rows in drill.before.values()) > 1000


def test_the_document_is_back_as_it_was(drill):
    assert (drill.media / "vereinbarungen" / "unterschrieben.pdf").read_bytes() == CONTENT


def test_the_restore_proves_what_it_restored(drill):
    assert "sind geprüft und unverändert" in drill.restored
    assert "Letztes Siegel" in drill.restored


def test_it_is_restored_only_into_an_empty_place(drill):
    with pytest.raises(RuntimeError, match="ist nicht leer: Zurückgeholt wird nur in eine leere"):
        drill.other.manage("restore", str(drill.made.folder))


def test_the_ordinary_tool_reads_the_check_sums(drill):
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", keeping.SUMS], cwd=drill.made.folder, check=False
    )
    assert done.returncode == 0


def test_nobody_else_may_read_a_backup(drill):
    assert oct(drill.made.folder.stat().st_mode & 0o777) == "0o700"


@pytest.fixture
def older() -> Iterator[Database]:
    """A server of Debian's that is older than the embedded one."""
    newest = int(Database("postgres").run("psql", "-Xqtc", "SHOW server_version_num")) // 10_000
    there = sorted(int(path.parts[-3]) for path in DEBIAN.glob("*/bin/postgres"))
    if not (fit := [version for version in there if version < newest]):
        pytest.skip("Kein älteres PostgreSQL auf diesem Rechner: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="qa-"))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PG_BIN", str(DEBIAN / str(fit[-1]) / "bin"))
        server = Server(folder).ensure_running()
    yield of_server(server)
    server.release()
    server.remove()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.exhaustive
def test_what_an_older_postgresql_held_is_restored_row_by_row_into_a_newer_one(
    drill, older, tmp_path, monkeypatch
):
    monkeypatch.setenv("MEDIA_ROOT", str(drill.media))
    monkeypatch.setenv("BACKUP_DIR", str(tmp_path / "older"))
    dump = tmp_path / "dump.sql"
    dump.write_text(drill.other.dumped(), "utf-8")
    older.restore(dump)
    with older.cursor() as cursor:
        before = catalogue.rows(cursor, catalogue.columns(cursor))
    older.manage("backup")
    (made,) = keeping.kept(tmp_path / "older")
    with throw_away("newer") as newer:
        monkeypatch.setenv("MEDIA_ROOT", str(tmp_path / "media"))
        assert "sind geprüft und unverändert" in newer.manage("restore", str(made.folder))
        with newer.cursor() as cursor:
            after = catalogue.rows(cursor, catalogue.columns(cursor))
    assert {table for table in before if before[table] != after.get(table)} == set()


def refused(drill, damaged: Path) -> str:
    """What a restore into an empty database says; it must leave it empty, and the documents' place as well."""
    place = damaged.with_name("leer")
    with throw_away("empty") as empty, pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIA_ROOT", str(place))
        said, _ = (process := empty.start("restore", str(damaged))).communicate(timeout=120)
        with empty.cursor() as cursor:
            tables = catalogue.columns(cursor)
    left = [path for path in place.rglob("*") if path.is_file()]
    assert (process.returncode, tables, left) == (1, {}, []), said
    return said


@pytest.fixture
def copy(drill, tmp_path) -> Path:
    """A copy of the backup, to be damaged."""
    return Path(shutil.copytree(drill.made.folder, tmp_path / drill.made.folder.name))


def test_a_truncated_dump_is_refused(drill, copy):
    os.truncate(copy / keeping.DATABASE, (copy / keeping.DATABASE).stat().st_size // 2)
    assert "database.dump ist beschädigt oder abgeschnitten" in refused(drill, copy)


def test_a_corrupt_dump_whose_sums_were_made_anew_leaves_nothing_half(drill, copy):
    """Whoever mends the sums gets PostgreSQL's own refusal, and neither a table nor a document."""
    dump = copy / keeping.DATABASE
    os.truncate(dump, dump.stat().st_size * 2 // 3)
    (copy / keeping.SUMS).unlink()
    keeping.sum_up(copy)
    assert "Die Datenbank ist nicht zurückgeholt" in refused(drill, copy)


def test_one_wrong_bit_in_the_documents_is_refused(drill, copy):
    content = bytearray((copy / keeping.DOCUMENTS).read_bytes())
    content[600] ^= 1
    (copy / keeping.DOCUMENTS).write_bytes(content)
    with pytest.raises(BackupError, match=r"documents\.tar ist beschädigt"):
        Backup(copy).check()


@pytest.mark.parametrize("name", [keeping.DATABASE, keeping.DOCUMENTS, keeping.SUMS, keeping.MANIFEST])
def test_a_partial_backup_is_refused(copy, name):
    (copy / name).unlink()
    with pytest.raises(BackupError, match="fehlt"):
        Backup(copy).check()


def test_sums_that_leave_a_file_out_are_refused(copy):
    lines = (copy / keeping.SUMS).read_text().splitlines(keepends=True)
    (copy / keeping.SUMS).write_text("".join(line for line in lines if keeping.DATABASE not in line))
    with pytest.raises(BackupError, match=r"nennt database\.dump nicht"):
        Backup(copy).check()


def test_a_backup_of_a_newer_version_is_refused(drill, copy):
    manifest = (copy / keeping.MANIFEST).read_text()
    (copy / keeping.MANIFEST).write_text(manifest.replace('"admin.0001_initial"', '"admin.9999_later"'))
    (copy / keeping.SUMS).unlink()
    keeping.sum_up(copy)
    assert "bitte zuerst das Programm aktualisieren" in refused(drill, copy)


# --- Making one ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", ["wurde verändert", "fehlt"])
def test_a_document_that_was_tampered_with_is_told_and_the_backup_made_all_the_same(tmp_path, change):
    place = Path(signed().document.path)
    place.unlink() if change == "fehlt" else place.write_bytes(b"%PDF-1.7 something else")
    made = backing_up.make(tmp_path, "", NOW)
    assert (made.documents, len(made.wrong), made.wrong[0].endswith(f" {change}.")) == (1, 1, True)
    assert made.backup.check()["documents_wrong"] == 1
    with pytest.raises(CommandError, match="nicht jedes Dokument"):
        call_command("backup", to=str(tmp_path), stdout=io.StringIO())


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_says_so_and_leaves_no_half_file(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backing_up.shutil, "copyfileobj", full)
    with pytest.raises(
        CommandError, match=r"^Kein Platz mehr in .*\. Es ist nichts Halbes liegen geblieben\.$"
    ):
        call_command("backup", to=str(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(os.geteuid() != 0, reason="Nur root darf ein kleines Dateisystem einhängen.")
def test_a_really_full_disk_says_so_and_leaves_no_half_file(tmp_path):
    place = tmp_path / "klein"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", place], capture_output=True)
    if mounted.returncode:
        pytest.skip("Dieser Rechner hängt kein tmpfs ein.")
    try:
        with pytest.raises(CommandError, match="Kein Platz mehr"):
            call_command("backup", to=str(place))
        assert list(place.iterdir()) == []
    finally:
        subprocess.run(["umount", place], check=True)


def test_where_to_is_asked(db):
    with pytest.raises(CommandError, match="BACKUP_DIR"):
        call_command("backup", to="")


def test_old_backups_go_and_the_newest_stays(tmp_path):
    for days in (40, 31, 29):
        (tmp_path / (NOW - timedelta(days=days)).strftime(keeping.NAMED)).mkdir()
    (tmp_path / "something else").mkdir()
    removed = keeping.thin_out(tmp_path, 30, NOW)
    left = (
        keeping.thin_out(tmp_path, 0, NOW),
        len(keeping.kept(tmp_path)),
        (tmp_path / "something else").exists(),
    )
    assert (len(removed), left) == (2, ([], 1, True))


@pytest.mark.django_db(transaction=True)
def test_encrypted_for_a_key_only_the_key_opens_it(tmp_path, monkeypatch):
    home = tmp_path / "gnupg"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    if shutil.which("gpg") is None:
        pytest.skip("gpg fehlt auf diesem Rechner.")
    quick = ["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", "betrieb@example.org"]
    subprocess.run([*quick, "default", "default", "never"], check=True, capture_output=True)
    signed()
    backup = backing_up.make(tmp_path / "b", "betrieb@example.org", NOW).backup
    assert sorted(backup.check()["files"]) == ["database.dump.gpg", "documents.tar.gpg"]
    with encryption.source(backup.file(keeping.DOCUMENTS), "") as packed:
        assert CONTENT in packed.read()
    assert CONTENT not in backup.file(keeping.DOCUMENTS).read_bytes()
    shutil.rmtree(home / "private-keys-v1.d")
    with (
        pytest.raises(BackupError, match="lässt sich nicht entschlüsseln"),
        encryption.source(backup.file(keeping.DATABASE), "") as packed,
    ):
        packed.read()


@pytest.mark.django_db(transaction=True)
def test_encrypted_with_age_only_its_key_opens_it(tmp_path):
    if shutil.which("age") is None:
        pytest.skip("age fehlt auf diesem Rechner.")
    key, other = tmp_path / "key", tmp_path / "other"
    for path in (key, other):
        subprocess.run(["age-keygen", "--output", path], check=True, capture_output=True)
    recipient = subprocess.run(
        ["age-keygen", "-y", key], check=True, capture_output=True, text=True
    ).stdout.strip()
    signed()
    backup = backing_up.make(tmp_path / "b", recipient, NOW).backup
    assert sorted(backup.check()["files"]) == ["database.dump.age", "documents.tar.age"]
    with encryption.source(backup.file(keeping.DOCUMENTS), str(key)) as packed:
        assert CONTENT in packed.read()
    assert CONTENT not in backup.file(keeping.DOCUMENTS).read_bytes()
    for wrong, said in ((str(other), "lässt sich nicht entschlüsseln"), ("", "--identity DATEI")):
        with (
            pytest.raises(BackupError, match=said),
            encryption.source(backup.file(keeping.DATABASE), wrong) as packed,
        ):
            packed.read()


@pytest.mark.django_db(transaction=True)
def test_a_recipient_nobody_knows_leaves_no_backup(tmp_path):
    with pytest.raises(CommandError, match="gpg"):
        call_command("backup", to=str(tmp_path), recipient="niemand@example.org")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("recipient", "how"), [("", ""), ("age1qxyz", "age"), ("ssh-ed25519 AAAA", "age"), ("a@b.de", "gpg")]
)
def test_who_can_open_it_is_told_by_the_key(recipient, how):
    assert encryption.kind(recipient) == how


# --- Documents --------------------------------------------------------------------------------------


def test_every_kind_of_document_has_its_check_sum():
    found = {(model._meta.label, field.name, sha256) for model, field, sha256 in documents.fields()}
    assert found == {
        ("partners.Agreement", "document", "document_sha256"),
        ("funding.ProofAttachment", "file", "sha256"),
    }


def test_a_replaced_agreement_is_not_handed_out(db, client, koordination):
    agreement = signed()
    client.force_login(koordination)
    address = f"/vereinbarungen/{agreement.pk}/dokument/"
    whole = client.get(address)
    assert (whole.status_code, b"".join(whole.streaming_content)) == (200, CONTENT)
    Path(agreement.document.path).write_bytes(CONTENT + b"!")
    changed = client.get(address)
    assert (changed.status_code, "Dieses Dokument wurde verändert" in changed.content.decode()) == (500, True)


def test_verify_reports_finds_a_replaced_and_a_missing_document(db):
    replaced, missing, whole = signed(), signed(), signed()
    Path(replaced.document.path).write_bytes(b"%PDF-1.7 other terms")
    Path(missing.document.path).unlink()
    with pytest.raises(CommandError, match=r"^2 Dokumente stimmen nicht\.$"):
        call_command("verify_reports", stdout=(said := io.StringIO()))
    lines = [line.split("  ", 1)[1] for line in said.getvalue().splitlines() if line.startswith("ABWEICHUNG")]
    assert lines == [
        f"Dokument zu Kooperationsvereinbarung {replaced.pk} wurde verändert.",
        f"Dokument zu Kooperationsvereinbarung {missing.pk} fehlt.",
    ]
    assert whole.document


def full_disk(monkeypatch):
    """A disk that takes the first bytes and no more."""

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("quartiersarbeit.ground.storing.os.fsync", full)


def test_a_full_disk_refuses_a_document_in_german_and_keeps_no_half_of_it(
    db, settings, tmp_path, monkeypatch
):
    settings.MEDIA_ROOT = str(tmp_path)
    full_disk(monkeypatch)
    with pytest.raises(ValidationError, match="kein Platz mehr für Dateien") as refusal:
        signed()
    assert refusal.value.code == "no_room"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_another_trouble_of_the_disk_is_no_full_one(db, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = str(tmp_path)

    def broken(_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("quartiersarbeit.ground.storing.os.fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        signed()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# --- Static files ----------------------------------------------------------------------------------


def test_static_files_can_be_read_by_the_server_whoever_collected_them(tmp_path):
    (tmp_path / "made" / "folder").mkdir(parents=True)
    (tmp_path / "made" / "folder" / "page.css").write_text("main { color: black }\n" * 200)
    known = os.environ | {"DEMO": "off", "DEBUG": "on", "DATABASE_URL": "postgres://127.0.0.1:1/none"}
    program = (
        "import os, django; os.umask(0o077); django.setup()\n"
        "from django.conf import settings; from pathlib import Path\n"
        f"settings.STATIC_ROOT = {str(tmp_path / 'static')!r}\n"
        f"settings.STATICFILES_DIRS = [{str(tmp_path / 'made')!r}]\n"
        "settings.STATICFILES_FINDERS = ['django.contrib.staticfiles.finders.FileSystemFinder']\n"
        "from django.core.management import call_command\n"
        "call_command('collectstatic', interactive=False, verbosity=0)\n"
    )
    known |= {"DJANGO_SETTINGS_MODULE": "quartiersarbeit.settings"}
    subprocess.run([sys.executable, "-c", program], env=known, cwd=settings.BASE_DIR,
                   check=True)  # fmt: skip
    modes = {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "static").rglob("*") if path.is_file()}
    folders = {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "static").rglob("*") if path.is_dir()}
    assert (modes, folders) == ({"0o644"}, {"0o755"})
    assert list((tmp_path / "static").rglob("*.gz"))
