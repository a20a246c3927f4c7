"""How much a file may unfold to, and how an examination says no."""

import json
import zlib

MEGABYTE = 1024 * 1024
PIECE = 64 * 1024
MOST_ROWS = 5_001  # of a spreadsheet, with the one of the headers
MOST_COLUMNS = 60
LONGEST_CELL = 32_767  # letters; what Excel takes


class Refused(Exception):  # noqa: N818 - a plain no, not an error of the program
    """The file is not taken; the code says why, `sandbox.SAID` in German."""

    def __init__(self, code: str, **details):
        super().__init__(code)
        self.code, self.details = code, details


class Budget:
    """Bytes that all of a file's parts may unfold to, together."""

    def __init__(self, most: int):
        self.left = most

    def spend(self, size: int) -> None:
        """Raise Refused (`unfolds`) where that is more than is left."""
        self.left -= size
        if self.left < 0:
            raise Refused("unfolds")

    def inflate(self, packed) -> None:
        """Unfold a zlib stream piece by piece, keeping none of it. Raises zlib.error where it is none."""
        inflater, rest = zlib.decompressobj(), memoryview(packed)
        place, waiting = 0, b""
        while not inflater.eof and (waiting or place < len(rest)):
            if not waiting:
                waiting, place = bytes(rest[place : place + PIECE]), place + PIECE
            self.spend(len(inflater.decompress(waiting, PIECE)))
            waiting = inflater.unconsumed_tail


def refuse_row(rows: int, columns: int) -> None:
    """Raise Refused (`too_many_rows`, `too_many_columns`) beyond what a spreadsheet of ours has."""
    if rows > MOST_ROWS:
        raise Refused("too_many_rows", most=MOST_ROWS - 1)
    if columns > MOST_COLUMNS:
        raise Refused("too_many_columns", most=MOST_COLUMNS)


def answer(**found) -> str:
    """What goes back to the app."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
