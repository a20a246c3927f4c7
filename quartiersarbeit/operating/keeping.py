"""A backup as it lies in its folder: what belongs to it, its check sums, and what is wrong with it."""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

NAMED = "%Y-%m-%dT%H%M%SZ"  # of a backup's folder: its moment, in UTC
UNFINISHED = ".unfertig-"
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
DATABASE, DOCUMENTS = "database.dump", "documents.tar"
FORMAT = 1


class BackupError(Exception):
    """A backup could not be made or read back; the message is one German sentence."""


@dataclass(frozen=True)
class Backup:
    """One finished backup."""

    folder: Path

    @property
    def made_at(self) -> datetime:
        return datetime.strptime(self.folder.name, NAMED).replace(tzinfo=UTC)

    def manifest(self) -> dict[str, Any]:
        """What it says of itself; BackupError where that is no manifest of ours."""
        try:
            said = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise BackupError(
                f"{self.folder} ist keine Sicherung: {MANIFEST} fehlt oder ist beschädigt."
            ) from error
        if not isinstance(said, dict) or said.get("format") != FORMAT:
            raise BackupError(f"{self.folder}: Das Format der Sicherung ist unbekannt.")
        return said

    def check(self) -> dict[str, Any]:
        """The manifest, once every file is whole: all are there, and each is what was written."""
        manifest = self.manifest()
        try:
            lines = (self.folder / SUMS).read_text("utf-8").splitlines()
        except (OSError, ValueError) as error:
            raise BackupError(f"{self.folder}: {SUMS} fehlt oder ist beschädigt.") from error
        sums = dict(line.split("  ", 1)[::-1] for line in lines if "  " in line)
        for name in (*manifest["files"], MANIFEST):
            if name not in sums:
                raise BackupError(
                    f"{self.folder}: {SUMS} nennt {name} nicht; die Sicherung ist unvollständig."
                )
        for name, expected in sums.items():
            path = self.folder / name
            if not path.is_file():
                raise BackupError(f"{path} fehlt; die Sicherung ist unvollständig.")
            if sha256(path) != expected:
                raise BackupError(f"{path} ist beschädigt oder abgeschnitten: Die Prüfsumme stimmt nicht.")
        return manifest

    def file(self, name: str) -> Path:
        """One of its files by what it holds, whatever it was encrypted with."""
        return next(path for path in self.folder.iterdir() if path.name.startswith(name))


def kept(folder: Path) -> list[Backup]:
    """The finished backups in a folder, the newest first."""
    if not folder.is_dir():
        return []
    names = sorted((path.name for path in folder.iterdir() if _is_moment(path.name)), reverse=True)
    return [Backup(folder / name) for name in names]


def _is_moment(name: str) -> bool:
    try:
        datetime.strptime(name, NAMED).replace(tzinfo=UTC)
    except ValueError:
        return False
    return True


def thin_out(folder: Path, days: int, now: datetime) -> list[Backup]:
    """Remove what is older than so many days, but never the newest; what runs that died left goes after a day."""
    old = [backup for backup in kept(folder)[1:] if backup.made_at < now - timedelta(days=days)]
    for backup in old:
        shutil.rmtree(backup.folder)
    for left in folder.glob(f"{UNFINISHED}*"):
        if left.stat().st_mtime < (now - timedelta(days=1)).timestamp():
            shutil.rmtree(left)
    return old


def sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def sum_up(folder: Path) -> None:
    """Write the check sums as `sha256sum --check` reads them, of what lies on the disk, and see that it stays there."""
    names = sorted(path.name for path in folder.iterdir())
    (folder / SUMS).write_text("".join(f"{sha256(folder / name)}  {name}\n" for name in names), "utf-8")
    for path in (*(folder / name for name in (*names, SUMS)), folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def room_for(place: Path | str) -> Iterator[None]:
    """What the disk refuses within is one German sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise BackupError(
                f"Kein Platz mehr in {place}. Es ist nichts Halbes liegen geblieben."
            ) from error
        raise BackupError(
            f"{error.filename or place} lässt sich nicht benutzen: {error.strerror or error}."
        ) from error
