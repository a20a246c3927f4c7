"""The way back: a whole backup into an empty place, and the proof that it is what was backed up."""

import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import IO, Any

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from quartiersarbeit import chain
from quartiersarbeit.ground import documents, german, guarded
from quartiersarbeit.operating import encryption
from quartiersarbeit.operating.keeping import DATABASE, DOCUMENTS, Backup, BackupError, room_for
from quartiersarbeit.operating.programs import major, program, reached, told

# What a dump by a newer program says at its beginning and an older server does not know; and a remark that only the
# extension's owner may make, who is perhaps the database's administrator.
NEWER_THAN_16, REMARK = b"SET transaction_timeout = 0;\n", b"COMMENT ON EXTENSION "
BEGINNING = 60  # lines in which they stand


def restore(backup: Backup, identity: str, say: Callable[[str], object]) -> list[str]:
    """Bring a backup back into the empty database and storage; what is wrong with it afterwards, as German lines.

    BackupError, with both as empty as before, where the backup is not whole, is from a newer version, or where
    anything lies in the place already.
    """
    manifest = backup.check()
    say(f"Die Sicherung ist unversehrt: {german.count(len(manifest['files']), 'Datei', 'Dateien')}.")
    _insist_on_known(manifest)
    _insist_on_empty_database()
    _insist_on_empty_storage()
    names = _documents(backup, identity)
    say(f"{german.count(len(names), 'Dokument', 'Dokumente')} zurückgeholt.")
    try:
        _database(backup, identity)
    except BaseException:
        for name in names:
            default_storage.delete(name)
        raise
    say("Die Datenbank ist zurückgeholt.")
    call_command("migrate", verbosity=0, interactive=False)
    return _proven(manifest)


def _insist_on_known(manifest: dict[str, Any]) -> None:
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    if newer := [name for name in manifest["migrations"] if name not in known]:
        raise BackupError(
            f"Die Sicherung stammt von Version {manifest['version']} mit {newer[0]}, diese Version kennt das nicht: "
            "bitte zuerst das Programm aktualisieren."
        )


def _insist_on_empty_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S')),"
            " has_schema_privilege('public', 'CREATE')"
        )
        there, may_create = cursor.fetchone()
    if there:
        raise BackupError(
            f"Die Datenbank „{connection.settings_dict['NAME']}“ ist nicht leer: Zurückgeholt wird nur in eine leere."
        )
    if not may_create:
        raise BackupError(
            "Dieses Datenbankkonto darf keine Tabellen anlegen: bitte das des Eigentümers nehmen."
        )


def _insist_on_empty_storage() -> None:
    try:
        folders, files = default_storage.listdir("")
    except FileNotFoundError:
        return
    if folders or files:
        raise BackupError("Die Ablage der Dokumente ist nicht leer: Zurückgeholt wird nur in eine leere.")


def _documents(backup: Backup, identity: str) -> list[str]:
    """Put every document back under its name; none at all where one cannot be."""
    done: list[str] = []
    try:
        with (
            room_for("der Ablage der Dokumente"),
            encryption.source(backup.file(DOCUMENTS), identity) as packed,
            tarfile.open(fileobj=packed, mode="r|") as archive,
        ):
            for entry in archive:
                content = archive.extractfile(entry)
                if content is None:
                    raise BackupError(f"{DOCUMENTS} enthält etwas, das keine Datei ist.")
                name = default_storage.save(entry.name, BytesIO(content.read()))
                done.append(name)
                if name != entry.name:
                    raise BackupError(f"{DOCUMENTS} enthält {entry.name} zweimal.")
    except BaseException as error:
        for name in done:
            default_storage.delete(name)
        if isinstance(error, ValidationError):  # no room
            raise BackupError(" ".join(error.messages)) from error
        if isinstance(error, tarfile.TarError | EOFError | SuspiciousOperation):
            raise BackupError(f"{DOCUMENTS} lässt sich nicht lesen: {error}") from error
        raise
    return done


def _database(backup: Backup, identity: str) -> None:
    """All of the dump in one transaction, or nothing of it."""
    reading = [program("pg_restore"), "--file=-", "--no-owner", "--no-privileges", "--exit-on-error"]
    writing = [
        program("psql"),
        *("--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction", "--no-password"),
        "--output=/dev/null",
    ]
    connection.close()  # it would keep its idea of an empty database
    with (
        encryption.source(backup.file(DATABASE), identity) as packed,
        tempfile.TemporaryFile() as sql,
        tempfile.TemporaryFile() as said,
    ):
        _run(reading, packed, sql, said)
        sql.seek(0)
        with tempfile.TemporaryFile() as fit:
            fit.writelines(_fit(sql))
            fit.seek(0)
            _run(writing, fit, subprocess.DEVNULL, said)


def _run(command: list[str], given: IO[bytes], out: Any, said: IO[bytes]) -> None:
    with subprocess.Popen(  # noqa: S603 - PostgreSQL's own programs, no shell
        command, env=reached(), stdin=given, stdout=out, stderr=said
    ) as process:
        if process.wait():
            said.seek(0)
            raise BackupError(
                f"Die Datenbank ist nicht zurückgeholt: {told(said.read().decode(errors='replace'))}"
            )


def _fit(sql: IO[bytes]) -> Iterator[bytes]:
    """The dump's lines, without what this server or this account cannot do and nothing needs."""
    unknown = NEWER_THAN_16 if major() < 17 else None
    for number, line in enumerate(sql):
        if number > BEGINNING or not (line == unknown or line.startswith(REMARK)):
            yield line


def _proven(manifest: dict[str, Any]) -> list[str]:
    """What does not hold: rules, history, documents. Reports and notices are `verify_reports`' to prove."""
    seal = manifest["seal"]
    proof = chain.verify(chain.Kept(seal["number"], seal["sha256"]) if seal else None)
    wrong = [f"Regel der Datenbank: {fault}." for fault in guarded.faults()]
    wrong += [f"Historie: {one}" for one in proof.wrong]
    wrong += documents.wrong()
    return wrong
