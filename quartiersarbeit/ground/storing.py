"""Uploaded documents on the disk: each of them whole, or not at all and a sentence why."""

import errno
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from quartiersarbeit.ground.refusals import refuse

NO_ROOM = (
    "Auf dem Server ist kein Platz mehr für Dateien. Es wurde nichts gespeichert. Bitte sagen Sie dem technischen "
    "Betrieb Bescheid und versuchen Sie es später noch einmal."
)
UNFINISHED = ".unfertig-"


class _Written(File):
    """A file that lies beside its place already, to be moved there."""

    def temporary_file_path(self) -> str:
        """By which Django moves it instead of copying."""
        return str(self.name)


class WholeFiles(FileSystemStorage):
    """Django's, but a file takes its name only when all of it is on the disk.

    A full disk is refused with the code `no_room`, as any rule that a form shows.
    """

    def _save(self, name: str, content: File) -> str:
        os.makedirs(self.location, exist_ok=True)
        half: Path | None = None
        try:
            with NamedTemporaryFile(dir=self.location, prefix=UNFINISHED, delete=False) as file:
                half = Path(file.name)
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            return super()._save(name, _Written(None, str(half)))  # type: ignore[misc]
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                refuse("no_room", NO_ROOM)
            raise
        finally:
            if half:
                half.unlink(missing_ok=True)  # moved by now, where all went well
