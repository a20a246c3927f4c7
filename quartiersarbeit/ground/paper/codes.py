"""QR codes of a paper: what a camera reads, as rows of modules, and as the one drawing of all formats.

The modules are frozen with the paper: a younger library may lay the same words out otherwise.
"""

from typing import TYPE_CHECKING

from quartiersarbeit.ground.paper.document import QrCode

if TYPE_CHECKING:
    import segno

MASK = 3  # one of the eight that each reader knows; to weigh all of them costs eight times as much for every notice
QUIET = 4  # modules of white around a code, which a camera needs to find it (ISO/IEC 18004)


def qr_code(content: str, title: str, description: str) -> QrCode:
    """A code that leads to `content`, an address for instance; `description` prints below it and says the same."""
    import segno  # loaded when used

    code = segno.make_qr(content, error="m", boost_error=False, mask=MASK)
    return drawn(code, title, description)


def drawn(code: "segno.QRCode", title: str, description: str) -> QrCode:
    """A code that segno made (a GiroCode has its own rules), as a part of a paper."""
    return QrCode(title, description, tuple("".join("01"[bool(dot)] for dot in row) for row in code.matrix))


def drawing(modules: tuple[str, ...]) -> dict[str, int | str]:
    """The code as numbers of a drawing: how wide with its quiet zone, and one path of all dark bars."""
    path = "".join(
        f"M{start + QUIET} {y + QUIET}h{end - start}v1h-{end - start}z"
        for y, row in enumerate(modules)
        for start, end in _bars(row)
    )
    return {"size": len(modules) + 2 * QUIET, "path": path}


def svg(modules: tuple[str, ...]) -> str:
    """The same drawing as a file, for formats that hold pictures; the page writes it by its template."""
    drawn = drawing(modules)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn["size"]} {drawn["size"]}" '
        f'shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#ffffff"/>'
        f'<path d="{drawn["path"]}" fill="#000000"/></svg>'
    )


def _bars(row: str) -> list[tuple[int, int]]:
    """Where dark modules stand beside each other: from, and up to before."""
    edges = [x for x, (before, here) in enumerate(zip("0" + row, row + "0", strict=True)) if before != here]
    return list(zip(edges[::2], edges[1::2], strict=True))
