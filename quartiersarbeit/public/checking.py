"""The check of a paper: by its file, whose sum the browser makes or we make while it comes in, or by its code.

Nothing is stored, of the file no byte. Of a published report its figures are told. Of a paper that is not public –
a notice, a claim, a payment sheet, minutes – only which it is and whether it still counts: whoever holds it knows the
rest, and whoever does not learns no name and no amount. Drafts and reports that are not published are unknown.
"""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from partners.models import SecurityKind
from partners.security import NOTED, note
from quality_dialog.report.publishing import Known as Published
from quartiersarbeit.ground import german, marking
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.arriving import client_address
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.limits import asked_this_minute, seconds_left
from quartiersarbeit.ground.papers import Known
from quartiersarbeit.ground.uploads import MAX_MEGABYTES
from quartiersarbeit.public import papers
from quartiersarbeit.public.answering import open_to_all, page
from quartiersarbeit.public.receiving import received
from quartiersarbeit.public.reports import read, version_of

TITLE = "Papier prüfen"
PER_MINUTE = 30  # checks from one address
SHA256 = re.compile(r"[0-9a-fA-F]{64}")
FIGURES = (
    Column("label", "Zahl"),
    Column("value", "Wert", lambda figure: figure.in_digits, numeric=True),
    Column("as_of", "Stichtag", kind="date"),
    Column("source", "Quelle"),
)
BY_FILE = "Die Datei ist Byte für Byte die, die wir {} haben ({})."
BY_CODE = (
    "Dieser Code steht auf dieser Fassung, und sie ist bei uns unverändert. Ob Ihr Papier dieselben Zahlen nennt, "
    "sehen Sie unten: Vergleichen Sie sie."
)
NOT_PUBLIC = (
    "Was darin steht, ist nicht öffentlich. Darum nennt diese Seite keine Namen und keine Beträge daraus."
)
CODE_ALONE = (
    "Dieser Code steht auf diesem Papier, und es ist bei uns unverändert. Ob jemand auf Ihrem Exemplar etwas geändert "
    "hat, zeigt der Code allein nicht: Prüfen Sie dafür die Datei, oder fragen Sie bei der Stadt nach."
)
CORRECTED = "Diese Fassung ist echt, gilt aber nicht mehr: An ihre Stelle ist {} getreten."
UNKNOWN_FILE = (
    "Diese Datei kennen wir nicht. Schon wer ein PDF öffnet und neu speichert oder druckt, macht daraus eine Datei mit "
    "anderen Bytes, auch wenn sie gleich aussieht. Geben Sie dann den Prüfcode ein, der auf dem Papier steht. "
    "Unbekannt sind auch Entwürfe, noch nicht veröffentlichte Berichte und Papiere, die nicht von uns sind."
)
UNKNOWN_CODE = (
    "Diesen Code kennen wir nicht. Vergleichen Sie ihn noch einmal mit dem Papier. Unbekannt sind auch Entwürfe, noch "
    "nicht veröffentlichte Berichte und Papiere, die nicht von uns sind."
)
NO_CODE = "Ein Prüfcode hat zwölf Zeichen, zum Beispiel 7K3M-9QXT-2FVB. Er steht am Ende des Papiers."
NO_FILE = "Wählen Sie zuerst eine Datei aus."
TOO_LARGE = f"Die Datei ist größer als {MAX_MEGABYTES} MB und wird nicht geprüft. So große Papiere gibt es hier nicht."
TOO_MANY = "In dieser Minute ist es genug. Versuchen Sie es in einer Minute noch einmal."


# A form without a token: nothing is stored, and no cookie is needed to send it. Whoever made somebody else's browser
# send it would learn nothing and change nothing.
@csrf_exempt
def _check(request: HttpRequest) -> HttpResponse:
    """Ask for a paper, or say what is known of the one that was given."""
    code, sha256 = request.GET.get("code"), request.GET.get("sha256")
    if request.method != "POST" and code is None and sha256 is None:
        return _page(request)
    asked = asked_this_minute(f"check:{client_address(request)}")
    if asked > PER_MINUTE:
        if asked == PER_MINUTE + 1:
            note(SecurityKind.TOO_MANY)
        answer = _page(request, status=429, verdict=_verdict("warning", "Zu viele Prüfungen", TOO_MANY))
        answer["Retry-After"] = str(seconds_left())
        setattr(answer, NOTED, True)
    elif request.method == "POST":
        answer = _of_upload(request)
    elif sha256 is not None:
        answer = _of_sum(request, sha256)
    else:
        answer = _of_code(request, code or "")
    answer["Cache-Control"] = "no-store"
    return answer


paper_check = open_to_all(_check, methods=("GET", "HEAD", "POST"))


def _of_upload(request: HttpRequest) -> HttpResponse:
    sha256, too_large = received(request)
    if too_large:
        return _page(request, status=413, verdict=_verdict("warning", "Zu groß", TOO_LARGE))
    if not sha256:
        return _page(request, status=422, verdict=_verdict("warning", "Keine Datei", NO_FILE))
    return _of_sum(request, sha256)


def _of_sum(request: HttpRequest, sha256: str) -> HttpResponse:
    on = timezone.localdate()
    found = papers.by_sum(sha256.lower(), on) if SHA256.fullmatch(sha256) else None
    if found is None:
        return _page(request, verdict=_verdict("danger", "Unbekannt", UNKNOWN_FILE))
    if isinstance(found, Published):
        return _published(request, found, BY_FILE.format("veröffentlicht", found.held))
    return _not_public(request, found, BY_FILE.format("aufbewahrt", found.held))


def _of_code(request: HttpRequest, typed: str) -> HttpResponse:
    given: dict[str, Any] = {"code": typed[: marking.LONGEST]}
    code = marking.read(typed)
    if code is None:
        return _page(request, status=422, verdict=_verdict("warning", "Kein Prüfcode", NO_CODE), **given)
    found = papers.by_code(code, timezone.localdate())
    if found is None:
        return _page(request, verdict=_verdict("danger", "Unbekannt", UNKNOWN_CODE), **given)
    if isinstance(found, Published):
        return _published(request, found, BY_CODE, **given)
    return _not_public(request, found, CODE_ALONE, **given)


def _not_public(request: HttpRequest, found: Known, text: str, **given: Any) -> HttpResponse:
    """Which paper it is, and nothing of what it says."""
    told = [text, found.advice if found.replaced else "", NOT_PUBLIC]
    tone, title = (
        ("warning", found.replaced) if found.replaced else ("success", f"Unverändert, {found.version}")
    )
    facts = [("Papier", found.kind), ("Nummer", found.number), ("Ihre Fassung", found.version)]
    verdict = _verdict(tone, title, " ".join(filter(None, told)))
    return _page(request, verdict=verdict, facts=[one for one in facts if one[1]], **given)


def _published(request: HttpRequest, found: Published, text: str, **given: Any) -> HttpResponse:
    one = read(found.report.pk, timezone.localdate())
    report, paper = found.report, one.paper
    verdict = _verdict("success", f"Unverändert, {version_of(report)}", text)
    if found.newer:
        newer = version_of(found.newer)
        verdict = _verdict("warning", f"Berichtigt durch {newer}", f"{text} {CORRECTED.format(newer)}")
        given["newer"] = newer, address("public_report", found.newer.pk)
    facts = [
        ("Bericht", f"{paper.kind}: {paper.subject}", address("public_report", report.pk)),
        ("Ihre Fassung", version_of(report)),
        ("Stichtag", german.day(paper.as_of)),
        ("Veröffentlicht am", german.day(report.published_on)),
    ]
    table = Table(FIGURES, list(paper.figures), "Zahlen des Berichts") if paper.figures else None
    return _page(request, verdict=verdict, facts=facts, table=table, **given)


def _verdict(tone: str, title: str, text: str) -> dict[str, str]:
    return {"tone": tone, "title": title, "text": text}


def _page(request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    return page(request, "check", TITLE, status=status, megabytes=MAX_MEGABYTES, **context)
