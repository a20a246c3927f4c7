"""What everybody reads of a published report: the paper without names of persons; and which paper somebody holds.

The approved paper names whom to ask, and its free texts may name others. So the public one is another paper, made when
the report is published, or when somebody first asks: frozen then, since a name that is forgotten later could not be
found any more. It is drawn from what the approval froze and from nothing else, and its files can be checked like the
sealed ones.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from partners.models import Contact, Party, User
from quality_dialog.report import approval, composing, seal
from quality_dialog.report.models import Attachment, Rendition, Report
from quality_dialog.report.models.rendition import RenditionFormat
from quality_dialog.report.models.searching import CHECK_CODE
from quartiersarbeit.ground import paper as paper_machine
from quartiersarbeit.ground.paper import Detail, Paper, from_json, glyphs, to_json

HIDDEN = "[Name nicht veröffentlicht]"
WITHOUT = Detail("Ausfertigung", "öffentlich, ohne Namen von Personen")
# „Frau Dr. med. Anna“, before a last name.
TITLES = r"(?:Frau|Herrn?|Dr\.|Prof\.)\s+(?-i:(?:[A-ZÄÖÜ][\w.-]*|\w{1,5}\.|von|van|de|zu)\s+){0,3}"
MOST = 400  # names in one pattern


def publish(report: Report, *, by, on: date) -> None:
    """Publish it, and make what everybody reads while all names are known."""
    with transaction.atomic():
        report.publish(by=by, on=on)
        make(report)


def make(report: Report) -> None:
    """The paper without names of persons, where nobody has asked for it before. Only of a published report."""
    if not _of(report, RenditionFormat.PUBLIC).exists():
        whole = composing.paper_of(Report.objects.get(pk=report.pk))
        content = json.dumps(to_json(without_names(whole, known_names()))).encode()
        _keep(report, RenditionFormat.PUBLIC, content)


def not_made(on: date) -> list[Report]:
    """The published reports nobody has asked for yet, since the public pages were switched on."""
    return list(versions(on).exclude(renditions__format=RenditionFormat.PUBLIC))


def public_paper(report: Report) -> Paper:
    """The paper that was made."""
    return from_json(json.loads(bytes(_of(report, RenditionFormat.PUBLIC).get().content)))


def public_pdf(report: Report) -> Rendition:
    """The same as PDF, with its check sum."""
    stored = _of(report, RenditionFormat.PUBLIC_PDF).first()
    return stored or _keep(report, RenditionFormat.PUBLIC_PDF, paper_machine.pdf(public_paper(report)))


def _of(report: Report, format_: RenditionFormat):
    return Rendition.objects.filter(report=report, format=format_)


def _keep(report: Report, format_: RenditionFormat, content: bytes) -> Rendition:
    """Stored once: of two who ask first at the same moment, both get the same."""
    made = {"content": content, "sha256": seal.of_bytes(content), "renderer": approval.fingerprint()}
    # Its day is that of the publication: it is what was published, whenever somebody asked for it.
    made["rendered_on"] = report.published_on
    return Rendition.objects.get_or_create(report=report, format=format_, defaults=made)[0]


# --- Without names -----------------------------------------------------------------------------------


def known_names() -> list[str]:
    """Every name of a person that is or was known here, and their addresses: of the history, too."""
    contacts, users, parties = (model.pgh_event_model.objects for model in (Contact, User, Party))  # type: ignore[union-attr]
    found = {
        *(one for row in contacts.values_list("name", "email") for one in row),
        *(one for row in Contact.objects.values_list("name", "email") for one in row),
        *(f"{first} {last}" for first, last in users.values_list("first_name", "last_name")),
        *(f"{first} {last}" for first, last in User.objects.values_list("first_name", "last_name")),
        *User.objects.values_list("email", flat=True),
        *parties.values_list("signatory", flat=True),
        *Party.objects.values_list("signatory", flat=True),
    }
    return sorted({" ".join(name.split()) for name in found if name and name.strip()})


def without_names(whole: Paper, names: Iterable[str]) -> Paper:
    """The paper without whom to ask, and with „[Name nicht veröffentlicht]“ wherever one of these persons is named."""
    plain = glyphs.deep(replace(whole, contact=""), hiding(names))
    return replace(plain, details=(*plain.details, WITHOUT))


def hiding(names: Iterable[str]) -> Callable[[str], str]:
    """What takes these persons out of a text."""
    patterns = _patterns(names)

    def hidden(text: str) -> str:
        for pattern in patterns:
            text = pattern.sub(HIDDEN, text)
        return text

    return hidden


def _patterns(names: Iterable[str]) -> list[re.Pattern]:
    """Whole names and addresses wherever they stand; last names after „Frau“, „Herr“ or a title."""
    # One word alone may be any word: „Koordination“ is what an account is called, too.
    known = [name for name in names if " " in name or "@" in name]
    last = {name.split()[-1] for name in names if "@" not in name}
    whole = [r"\s+".join(re.escape(word) for word in name.split()) for name in known]
    # The longest first: „Anna Maria Kaya“ is one name.
    whole.sort(key=len, reverse=True)
    called = sorted(map(re.escape, last), key=len, reverse=True)
    return [
        *(_any(part, before=r"(?<!\w)") for part in _parts(whole)),
        *(_any(part, before=rf"(?<!\w){TITLES}") for part in _parts(called)),
    ]


def _parts(words: list[str]) -> list[list[str]]:
    return [words[at : at + MOST] for at in range(0, len(words), MOST)]


def _any(words: list[str], *, before: str) -> re.Pattern:
    return re.compile(rf"{before}(?:{'|'.join(words)})(?:s|’s|'s)?(?!\w)", re.IGNORECASE)


# --- Checked -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """A paper that is known: whose it is, what somebody holds of it, and the newest published version after it."""

    report: Report
    held: str
    newer: Report | None


def versions(on: date):
    """The published reports with their version: what everybody may know of."""
    return Report.objects.published(on).with_version().listed()


def newest(report: Report, on: date) -> Report | None:
    """The last published version that stands in its place; None where none does."""
    found, seen = None, {report.pk}
    while (one := versions(on).filter(corrects=found or report).first()) and one.pk not in seen:
        found = one
        seen.add(one.pk)
    return found


def by_sum(sha256: str, on: date) -> Known | None:
    """Whose file has these bytes; only of published reports."""
    file = Rendition.objects.filter(report__in=Report.objects.published(on), sha256=sha256).defer("content")
    if stored := file.exclude(format=RenditionFormat.PUBLIC).first():
        return _known(stored.report_id, stored.get_format_display(), on)
    attached = Attachment.objects.filter(report__in=Report.objects.published(on), sha256=sha256)
    # A new version brings the attachments along: the file is the newest one's.
    if row := attached.order_by("-report").values("report", "position").first():
        return _known(row["report"], f"Anlage {row['position']}", on)
    return None


def by_code(code: str, on: date) -> Known | None:
    """Whose code this is; only of published reports."""
    found = Report.objects.published(on).alias(code=CHECK_CODE).filter(code=code).values_list("pk", flat=True)
    return _known(pk, "", on) if (pk := found.first()) else None


def _known(pk: int, held: str, on: date) -> Known:
    report = versions(on).get(pk=pk)
    return Known(report, held, newest(report, on))
