"""A file that is only looked at: its check sum is made while it comes in, and no byte of it is kept."""

import hashlib

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from quartiersarbeit.ground.uploads import MAX_BYTES


class Summed(UploadedFile):
    """What is left of the file: how large it was, and its SHA-256; empty where it was too large."""

    def __init__(self, size: int, sha256: str):
        super().__init__(name="datei", size=size)
        self.sha256 = sha256


class Summing(FileUploadHandler):
    """Takes a file in piece by piece and forgets each; of one that is too large no further piece is looked at."""

    def new_file(self, *args, **kwargs) -> None:
        """Begin a sum."""
        super().new_file(*args, **kwargs)
        self.sum, self.size = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Into the sum, and to no other handler."""
        self.size += len(raw_data)
        if self.size > MAX_BYTES:
            self.request.too_large = True  # type: ignore[union-attr]
            raise SkipFile
        self.sum.update(raw_data)

    def file_complete(self, file_size: int) -> Summed:
        """What is known of it."""
        return Summed(self.size, self.sum.hexdigest())


def received(request: HttpRequest) -> tuple[str, bool]:
    """The SHA-256 of the file that was sent (empty: none was), and whether it was too large to be looked at."""
    request.upload_handlers = [Summing(request)]
    file = request.FILES.get("datei")
    too_large = getattr(request, "too_large", False)
    return ("" if file is None or too_large else file.sha256), too_large  # type: ignore[attr-defined]
