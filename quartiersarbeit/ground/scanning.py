"""Files are shown to the city's virus scanner, where it runs one: clamd, by its own small protocol (INSTREAM).

Without an answer nothing is taken: a scanner that is away must not be a way around it.
"""

import logging
import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

from quartiersarbeit.ground.refusals import refuse

log = logging.getLogger(__name__)

INFECTED = "Der Virenscanner hat in dieser Datei Schadsoftware gefunden. Sie wurde nicht angenommen."
AWAY = (
    "Der Virenscanner antwortet gerade nicht, darum wurde die Datei nicht angenommen. Versuchen Sie es in einigen "
    "Minuten noch einmal."
)
PIECE = 64 * 1024
LONGEST_ANSWER = 4096


def refuse_infected(content: bytes, *, field: str | None = None) -> None:
    """Refuse at `field` what the scanner finds (`infected`), and anything while it does not answer (`scanner_away`).

    Where no `CLAMD_ADDRESS` is set nothing is asked.
    """
    if not settings.CLAMD_ADDRESS:
        return
    try:
        said = _asked(content)
    except (OSError, ValueError) as error:  # ValueError: an address that is none
        log.error("the virus scanner does not answer: %s", error)
        refuse("scanner_away", AWAY, field=field)
    if said.endswith("FOUND"):
        log.warning("the virus scanner found something: %s", said)
        refuse("infected", INFECTED, field=field)
    if not said.endswith("OK"):  # for example a file larger than its StreamMaxLength
        log.error("the virus scanner answered: %s", said)
        refuse("scanner_away", AWAY, field=field)


def _asked(content: bytes) -> str:
    """What clamd says: „stream: OK“, „stream: NAME FOUND“ or an error of its own."""
    with _connected() as clamd:
        clamd.sendall(b"zINSTREAM\0")
        for place in range(0, len(content), PIECE):
            piece = content[place : place + PIECE]
            clamd.sendall(struct.pack(">I", len(piece)) + piece)
        clamd.sendall(struct.pack(">I", 0))
        said = b""
        while b"\0" not in said and len(said) < LONGEST_ANSWER and (more := clamd.recv(LONGEST_ANSWER)):
            said += more
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _connected() -> socket.socket:
    """A connection to `unix:///run/clamav/clamd.ctl` or `tcp://host:3310`."""
    address = urlsplit(settings.CLAMD_ADDRESS)
    if address.scheme == "unix":
        clamd = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        clamd.settimeout(settings.CLAMD_TIMEOUT)
        try:
            clamd.connect(address.path)
        except OSError:
            clamd.close()
            raise
        return clamd
    if address.scheme != "tcp" or not address.hostname:
        raise ValueError("CLAMD_ADDRESS begins with unix:// or tcp://")
    return socket.create_connection((address.hostname, address.port or 3310), settings.CLAMD_TIMEOUT)
