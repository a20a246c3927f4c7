"""Proves at any time that an approved report is what was approved: check sums, seal, and drawn once more."""

from collections.abc import Iterator, Mapping

from quality_dialog.report import approval, seal
from quality_dialog.report.models import Rendition, Report
from quality_dialog.report.models.rendition import PUBLIC, RenditionFormat
from quality_dialog.report.models.report import REQUIRED
from quartiersarbeit.ground import paper
from quartiersarbeit.ground.paper.keeping import Check, same_again, unharmed


def verify(report: Report) -> list[Check]:
    """Every check of one approved report, in the order people read them."""
    renditions = {rendition.format: rendition for rendition in report.renditions.all()}
    return [
        _facts(report),
        *_files(renditions),
        *_attachments(report),
        _seal(report, renditions),
        *_drawn_again(report, renditions),
    ]


def _facts(report: Report) -> Check:
    same = seal.of_facts(report.facts) == report.facts_sha256
    found = "Die Prüfsumme stimmt." if same else "Die Fakten passen nicht mehr zu ihrer Prüfsumme."
    return Check("Eingefrorene Fakten", same, found)


def _files(renditions: Mapping[str, Rendition]) -> Iterator[Check]:
    for name in (*REQUIRED, *sorted(set(renditions) - set(REQUIRED))):
        file = renditions.get(name)
        what = f"Datei {name.upper() if name in REQUIRED else RenditionFormat(name).label}"
        if file is None:
            yield Check(what, False, "Die Datei fehlt.")
            continue
        yield unharmed(what, bytes(file.content), file.sha256)


def _attachments(report: Report) -> Iterator[Check]:
    """Each attachment the frozen facts name, and that there is no other."""
    told = dict(enumerate((report.facts or {}).get("attachments", ()), start=1))
    for attachment in report.attachments.order_by("position").iterator(chunk_size=1):
        what = f"Anlage {attachment.position}: {attachment.title}"
        named = told.pop(attachment.position, None)
        if named is None:
            yield Check(what, False, "Diese Anlage gehört nicht zum freigegebenen Bericht.")
            continue
        same = seal.of_bytes(bytes(attachment.content)) == attachment.sha256 == named["sha256"]
        yield Check(what, same, "Die Prüfsumme stimmt." if same else "Der Inhalt passt nicht zur Prüfsumme.")
    for number, named in told.items():
        yield Check(f"Anlage {number}: {named['title']}", False, "Die Anlage fehlt.")


def _seal(report: Report, renditions: Mapping[str, Rendition]) -> Check:
    """The seal over facts, texts, files and attachments, and that the one before it is still there."""
    number: int = report.seal_number  # type: ignore[assignment]  # an approved report has one
    before = seal.FIRST
    if number > 1:
        last = Report.objects.filter(seal_number=number - 1).first()
        if last is None:
            return Check("Siegel", False, f"Der Bericht mit dem Siegel {number - 1} fehlt.")
        before = last.seal_sha256
    sums = {name: file.sha256 for name, file in renditions.items() if name not in PUBLIC}
    same = report.expected_seal(before=before, renditions=sums) == report.seal_sha256
    fits = "Es ist das erste Siegel." if number == 1 else "Es schließt an das vorige Siegel an."
    found = fits if same else "Das Siegel ist gebrochen."
    return Check("Siegel", same, found)


def _drawn_again(report: Report, renditions: Mapping[str, Rendition]) -> Iterator[Check]:
    """The files drawn anew from the frozen facts, byte for byte."""
    try:
        again = approval.drawn(report, paper.from_json(report.facts))  # type: ignore[arg-type]  # none is among the errors caught
    except (KeyError, TypeError, ValueError):
        yield Check("Neu erzeugt", False, "Aus den eingefrorenen Fakten entsteht kein Bericht mehr.")
        return
    for name, content in again.items():
        if (file := renditions.get(name)) is None:
            continue
        drawn_by = (file.renderer, approval.fingerprint())
        yield same_again(f"{name.upper()} neu erzeugt", content, bytes(file.content), drawn_by=drawn_by)
