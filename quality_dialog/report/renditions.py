"""All that is handed out of one paper: each format's bytes, and one archive with all of them.

Approval stores exactly what `render_all` returns; before approval the same functions draw the draft.
Same paper, same address, same libraries: same bytes.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping

from django.conf import settings

from quality_dialog.report import oparl
from quality_dialog.report.oparl import attachment_name, safe_name
from quartiersarbeit.ground.paper import Paper, docx, pdf, whole_page

MIME_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "zip": "application/zip",
}
MEANINGS = {
    "pdf": "der Bericht zum Lesen und Drucken (PDF/UA-1, PDF/A-2a)",
    "docx": "der Bericht für Word und LibreOffice",
    "html": "der Bericht als Seite für den Browser",
    "json": "Angaben zum Bericht für Ratsinformationssysteme (OParl 1.1)",
}


def render(
    paper: Paper, format_: str, *, address: str, attachments: Mapping[str, bytes] | None = None
) -> bytes:
    """One format of the paper, „zip“ included; `address` is the report's absolute URL, with the last slash.

    `attachments` go into the archive, as `attached` names them.

    Raises `ValueError` for a table whose rows do not fit its columns, `KeyError` for another format.
    """
    if format_ in DRAWN:
        return DRAWN[format_](paper)
    drawn = {name: draw(paper) for name, draw in DRAWN.items()}
    if format_ == "json":
        return _oparl(paper, drawn, address)
    return {"zip": bundle}[format_](paper, {**drawn, "json": _oparl(paper, drawn, address)}, attachments)


def render_all(paper: Paper, *, address: str) -> dict[str, bytes]:
    """What approval stores: „pdf“, „docx“, „html“ and „json“ with their bytes; the JSON bears their check sums.

    `address` as in `render`, best from `address_of`. The archive is no format of its own: `bundle` packs
    the stored bytes, whenever asked, to the same archive.
    """
    drawn = {name: draw(paper) for name, draw in DRAWN.items()}
    return {**drawn, "json": _oparl(paper, drawn, address)}


def address_of(path: str) -> str:
    """A path of this site as absolute URL, for identifiers that must not depend on who asks."""
    return f"{settings.PUBLIC_URL}{path}"


def attached(paper: Paper, contents: Iterable[bytes | memoryview]) -> dict[str, bytes]:
    """The attachments of a paper by the name each has in the archive; `contents` in the order they are numbered."""
    numbered = enumerate(zip(paper.attachments, contents, strict=True), start=1)
    return {attachment_name(number, one.title): bytes(content) for number, (one, content) in numbered}


def bundle(
    paper: Paper, renditions: Mapping[str, bytes], attachments: Mapping[str, bytes] | None = None
) -> bytes:
    """One ZIP with every rendition, the attachments (name → content), a list of contents and SHA256SUMS.

    Dated with the as-of date and sorted, so that the same bytes make the same archive.
    """
    files = {filename(paper, format_): content for format_, content in sorted(renditions.items())}
    files |= {f"anlagen/{safe_name(name)}": content for name, content in sorted((attachments or {}).items())}
    files["INHALT.txt"] = _contents(paper, renditions, attachments or {}).encode()
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    files["SHA256SUMS"] = sums.encode()
    out = io.BytesIO()
    day = max(paper.as_of.year, 1980), paper.as_of.month, paper.as_of.day  # ZIP knows no earlier year
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (*day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def filename(paper: Paper, suffix: str) -> str:
    """„Mitteilung-2021-Stichtag-2021-01-26.pdf“"""
    return f"{safe_name(paper.kind)}-{paper.year}-Stichtag-{paper.as_of:%Y-%m-%d}.{suffix}"


DRAWN = {"pdf": pdf, "docx": docx, "html": whole_page}


def _oparl(paper: Paper, drawn: Mapping[str, bytes], address: str) -> bytes:
    files = {name: (filename(paper, name), MIME_TYPES[name], content) for name, content in drawn.items()}
    return oparl.paper_json(paper, address=address, files=files)


def _contents(paper: Paper, renditions: Mapping[str, bytes], attachments: Mapping[str, bytes]) -> str:
    lines = [f"{paper.kind}: {paper.subject}", ""]
    lines += [f"{filename(paper, name)}: {MEANINGS[name]}" for name in sorted(renditions)]
    lines += ["", "Anlagen:", *(f"anlagen/{safe_name(name)}" for name in sorted(attachments))]
    lines += [] if attachments else ["keine"]
    lines += ["", "Prüfsummen: SHA256SUMS, zu prüfen mit „sha256sum -c SHA256SUMS“.", ""]
    return "\n".join(lines).encode("utf-8", "replace").decode()
