"""Making a backup: the database and its documents of one moment, whole or not at all."""

import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from quartiersarbeit import chain
from quartiersarbeit.ground import documents
from quartiersarbeit.operating import encryption
from quartiersarbeit.operating.keeping import (
    DATABASE,
    DOCUMENTS,
    FORMAT,
    MANIFEST,
    NAMED,
    UNFINISHED,
    Backup,
    BackupError,
    room_for,
    sum_up,
)
from quartiersarbeit.operating.programs import program, reached, told


@dataclass
class Made:
    """A finished backup, with the documents that were not what their records say."""

    backup: Backup
    documents: int = 0
    wrong: list[str] = field(default_factory=list)


def make(into: Path, recipient: str, now: datetime) -> Made:
    """Write a backup below `into`, encrypted for `recipient` where there is one; BackupError, and nothing left, else.

    The database is dumped from one snapshot, and the documents are those which that snapshot names. It is written
    under another name and takes its own when everything lies on the disk.
    """
    name = now.strftime(NAMED)
    unfinished = into / f"{UNFINISHED}{name}"
    with room_for(into):
        into.mkdir(parents=True, exist_ok=True, mode=0o700)
        if (into / name).exists():
            raise BackupError(f"{into / name} gibt es schon.")
        unfinished.mkdir(mode=0o700)
        try:
            made = _written(unfinished, recipient, now)
            sum_up(unfinished)
            unfinished.rename(into / name)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    made.backup = Backup(into / name)
    return made


def _written(folder: Path, recipient: str, now: datetime) -> Made:
    made = Made(Backup(folder))
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        # It waits while the programs work, longer than a page ever may.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version')")
        snapshot, server = cursor.fetchone()
        applied = sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations())
        seal = chain.newest()
        _dump(folder / DATABASE, recipient, snapshot)
        _collect(folder / DOCUMENTS, recipient, made)
    manifest = {
        "format": FORMAT,
        "version": settings.VERSION,
        "made_at": now.isoformat(timespec="seconds"),
        "postgresql": server,
        "migrations": applied,
        "seal": {"number": seal.number, "sha256": seal.sha256} if seal else None,
        "documents": made.documents,
        "documents_wrong": len(made.wrong),
        "encrypted": encryption.kind(recipient),
        "files": {path.name: path.stat().st_size for path in sorted(folder.iterdir())},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    return made


def _dump(path: Path, recipient: str, snapshot: str) -> None:
    command = [
        program("pg_dump"),
        *("--format=custom", "--no-owner", "--no-privileges", "--no-password", f"--snapshot={snapshot}"),
    ]
    with tempfile.TemporaryFile() as said, encryption.sink(path, recipient) as out:
        process = subprocess.Popen(  # noqa: S603 - PostgreSQL's own program, no shell
            command, env=reached(), stdout=subprocess.PIPE, stderr=said
        )
        try:
            shutil.copyfileobj(process.stdout, out, 1 << 20)  # type: ignore[arg-type]
            failed = process.wait()
        finally:
            process.kill()
            process.wait()
            process.stdout.close()  # type: ignore[union-attr]
        if failed:
            said.seek(0)
            raise BackupError(
                f"pg_dump hat die Datenbank nicht gesichert: {told(said.read().decode(errors='replace'))}"
            )


def _collect(path: Path, recipient: str, made: Made) -> None:
    """Every document that a record names, under its name; one that is not what was kept is taken along and told."""
    with encryption.sink(path, recipient) as out, tarfile.open(fileobj=out, mode="w|") as archive:
        for document, of in documents.documents():
            made.documents += 1
            if fault := document.fault(of.storage):
                made.wrong.append(f"Dokument zu {document.record} {fault}.")
            if fault == documents.GONE:
                continue
            entry = tarfile.TarInfo(document.name)
            entry.size, entry.mode = of.storage.size(document.name), 0o600
            with of.storage.open(document.name, "rb") as content:
                archive.addfile(entry, content)
