"""A photo or picture: JPEG or PNG from its first to its last byte, with no more pixels than a screen can take."""

import re
import struct
import zipfile
import zlib
from io import BytesIO

from quartiersarbeit.ground.examining.limits import MEGABYTE, Budget, Refused

MOST_PIXELS = 110_000_000  # telephones take photos of up to 108 million
MOST_OF_A_TEXT = 8 * MEGABYTE  # colour profiles and notes inside a PNG, unpacked
PNG = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by the PNG's kind of colour
# A marker inside a JPEG's data: FF, but neither a stuffed FF00 nor a restart nor a fill byte.
MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
FILL = re.compile(rb"\xff+")
SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
END, SCAN = 0xD9, 0xDA
BARE = {0x01, *range(0xD0, 0xD9)}


def examine(data: bytes) -> dict:
    """Its size in pixels. Refuses `damaged`, `too_many_pixels`, `unfolds` and `two_files`."""
    try:
        width, height = _png(data) if data.startswith(PNG) else _jpeg(data)
    except (struct.error, IndexError, zlib.error):
        raise Refused("damaged") from None
    if b"%PDF-" in data[:1024] or zipfile.is_zipfile(BytesIO(data)):
        raise Refused("two_files")
    return {"width": width, "height": height}


def _refuse_size(width: int, height: int) -> None:
    if not width or not height:
        raise Refused("damaged")
    if width * height > MOST_PIXELS:
        raise Refused("too_many_pixels")


def _png(data: bytes) -> tuple[int, int]:
    place, texts = len(PNG), Budget(MOST_OF_A_TEXT)
    rows: list[bytes] = []
    size: tuple[tuple[int, int], int] | None = None
    while place < len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        body = data[place + 8 : place + 8 + length]
        (check,) = struct.unpack_from(">I", data, place + 8 + length)
        if zlib.crc32(kind + body) != check:
            raise Refused("damaged")
        place += 12 + length
        if size is None:
            size = _png_header(kind, body)
        elif kind == b"IDAT":
            rows.append(body)
        elif kind == b"IEND":
            break
        elif kind in (b"iCCP", b"zTXt", b"iTXt"):
            _unfold_text(kind, body, texts)
    else:
        raise Refused("damaged")
    if size is None:
        raise Refused("damaged")
    if place != len(data):
        raise Refused("two_files")
    (width, height), most = size
    Budget(most).inflate(b"".join(rows))
    return width, height


def _png_header(kind: bytes, body: bytes) -> tuple[tuple[int, int], int]:
    """Width and height, and what the rows unfold to at most, with room for the passes of an interlaced one."""
    width, height, bits, colour = struct.unpack(">IIBB", body[:10])
    if kind != b"IHDR" or colour not in CHANNELS:
        raise Refused("damaged")
    _refuse_size(width, height)
    return (width, height), (width * CHANNELS[colour] * bits // 8 + 8) * height * 2


def _unfold_text(kind: bytes, body: bytes, budget: Budget) -> None:
    _, _, rest = body.partition(b"\0")
    if kind == b"iTXt":
        if rest[:1] != b"\1":
            return
        rest = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
    else:
        rest = rest[1:]
    budget.inflate(rest)


def _jpeg(data: bytes) -> tuple[int, int]:
    """From segment to segment to the first end; what telephones hang behind it is theirs."""
    place = 2
    size: tuple[int, int] | None = None
    while (fill := FILL.match(data, place)) is not None:
        marker, place = data[fill.end()], fill.end() + 1
        if marker == END:
            if size is None:
                break
            return size
        if marker not in BARE:
            (length,) = struct.unpack_from(">H", data, place)
            if marker in SIZES:
                height, width = struct.unpack_from(">HH", data, place + 3)
                _refuse_size(width, height)
                size = width, height
            place += length
            if marker == SCAN:
                found = MARKER.search(data, place)
                if found is None:
                    break
                place = found.start()
    raise Refused("damaged")
