"""How a file goes out: under a name of its own, and taken by browsers for what it is and nothing else."""

import unicodedata

from django.http import HttpResponse
from django.utils.http import content_disposition_header

LONGEST_NAME = 120  # letters before the ending; with umlauts still one name in any file system
LONGEST_ENDING = 10
# What Windows takes for a device, whatever ending it has.
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def safe_name(name: str, fallback: str = "datei") -> str:
    """A name that is one file in any file system: letters, digits, spaces, dot, hyphen, underscore.

    No folder, no null byte, nothing that turns the direction of reading („rechnung\\u202efdp.exe“), no device.
    """
    kept = unicodedata.normalize("NFC", name)
    kept = "".join(letter if letter.isalnum() or letter in " ._-" else "-" for letter in kept)
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        stem, dot, ending = kept, "", ""
    stem = stem[:LONGEST_NAME].strip(" .-") or fallback
    if stem.partition(".")[0].lower() in DEVICES:
        stem = f"{fallback}-{stem}"
    return f"{stem}{dot}{ending}".rstrip(" .")


def disposition(name: str, *, inline: bool = False) -> str:
    """The header that a file is kept under this name, cleaned; letters beyond ASCII in it are Django's to encode."""
    header = content_disposition_header(as_attachment=not inline, filename=safe_name(name))
    return header or "attachment"


def handed_out(content: bytes, content_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """The file as a download, or `inline` to be looked at."""
    headers = {"Content-Disposition": disposition(name, inline=inline), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=content_type, headers=headers)
