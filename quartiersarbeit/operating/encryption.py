"""Backups encrypted by age or GPG: for a public key, opened only with the secret one, which lies elsewhere."""

import errno
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from quartiersarbeit.operating.keeping import BackupError
from quartiersarbeit.operating.programs import told

ENDINGS = {"age": ".age", "gpg": ".gpg"}


def kind(recipient: str) -> str:
    """By whom it is encrypted for: age's keys and ssh's are age's, everything else is a key of GPG; "" for nobody."""
    if not recipient:
        return ""
    return "age" if recipient.startswith(("age1", "ssh-")) else "gpg"


@contextmanager
def sink(path: Path, recipient: str) -> Iterator[IO[bytes]]:
    """Where a file of the backup is written to; encrypted on its way where there is a recipient.

    BackupError where the program fails; OSError as any file's.
    """
    how = kind(recipient)
    if not how:
        with path.open("wb") as plain:
            yield plain
        return
    command = (
        ["age", "--encrypt", "--recipient", recipient]
        if how == "age"
        else ["gpg", "--batch", "--trust-model", "always", "--encrypt", "--recipient", recipient]
    )
    with (
        path.with_name(path.name + ENDINGS[how]).open("wb") as out,
        tempfile.TemporaryFile() as said,
        _started(command, stdin=subprocess.PIPE, stdout=out, stderr=said) as process,
    ):
        broken = False
        try:
            yield process.stdin  # type: ignore[misc]
            process.stdin.close()  # type: ignore[union-attr]
        except OSError as error:
            if error.errno != errno.EPIPE:
                raise
            broken = True  # the program has ended, and says why
        if process.wait() or broken:
            said.seek(0)
            raise BackupError(f"{how} verschlüsselt nicht: {told(said.read().decode(errors='replace'))}")


@contextmanager
def source(path: Path, identity: str) -> Iterator[IO[bytes]]:
    """What such a file holds, decrypted where its name says so; `identity` is age's file with the secret key."""
    if path.suffix not in ENDINGS.values():
        with path.open("rb") as plain:
            yield plain
        return
    if path.suffix == ".age" and not identity:
        raise BackupError("Die Sicherung ist mit age verschlüsselt: bitte --identity DATEI angeben.")
    command = (
        ["age", "--decrypt", "--identity", identity, str(path)]
        if path.suffix == ".age"
        else ["gpg", "--batch", "--quiet", "--decrypt", str(path)]
    )
    with tempfile.TemporaryFile() as said, _started(command, stdout=subprocess.PIPE, stderr=said) as process:
        yield process.stdout  # type: ignore[misc]
        process.stdout.read()  # type: ignore[union-attr]
        if process.wait():
            said.seek(0)
            reason = told(said.read().decode(errors="replace"))
            raise BackupError(f"{path} lässt sich nicht entschlüsseln: {reason}")


@contextmanager
def _started(command: list[str], **given) -> Iterator[subprocess.Popen[bytes]]:
    try:
        process = subprocess.Popen(command, **given)  # noqa: S603 - age or gpg, no shell
    except FileNotFoundError as error:
        raise BackupError(
            f"{command[0]} fehlt: bitte installieren (apt-get install {command[0]})."
        ) from error
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
