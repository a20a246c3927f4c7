"""Agreements are signed on paper elsewhere and kept as a scan: the app prints nothing on them, but knows the file.

A stranger who holds the scan is told that it is the one that is kept, and no title, party or site.
"""

from datetime import date

from partners.models import Agreement
from quartiersarbeit.ground import german
from quartiersarbeit.ground.papers import Known, PaperKind


def _by_sum(sha256: str, on: date) -> Known | None:
    found = Agreement.objects.filter(document_sha256=sha256, document_on__lte=on).first()
    if found is None:
        return None
    following = Agreement.objects.signed(on).filter(amends=found).prefetch_related("parties").first()
    return Known(
        kind="Nachtrag zu einer Kooperationsvereinbarung" if found.amends_id else "Kooperationsvereinbarung",
        number="",
        version=f"hinterlegt am {german.day(found.document_on)}",
        held="PDF",
        replaced=f"Geändert durch einen Nachtrag vom {german.day(following.signed_on())}"
        if following
        else "",
        advice="Diese Fassung ist echt. Seitdem ist ein Nachtrag unterschrieben.",
    )


PAPERS = (
    PaperKind(
        name="Kooperationsvereinbarung, unterschrieben",
        kept_in=("partners.Agreement",),
        unmarked="Sie kommt als Scan von außen: Die App kann nichts mehr darauf drucken. Die Datei selbst ist bekannt.",
        by_sum=_by_sum,
    ),
)
