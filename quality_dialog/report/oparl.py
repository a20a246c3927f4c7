"""A report as the council system's world reads it: OParl 1.1, one self-contained JSON document. Pure.

The root is a Paper with its files and consultations embedded, as the standard has them. What it only
points to – organisations and meetings with their agenda item – stands under our own vendor prefix, so that
nobody needs to ask a server. Source: https://oparl.org/spezifikation/ (version 1.1).
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from quartiersarbeit.ground import german
from quartiersarbeit.ground.paper import Consultation, Paper

SCHEMA = "https://schema.oparl.org/1.1/"
INCLUDED = "quartiersarbeit:included"  # OParl: a vendor's own properties carry the vendor's prefix
SHA256 = "quartiersarbeit:sha256"
BIELEFELD = ZoneInfo("Europe/Berlin")

File = tuple[str, str, bytes]  # name of the file, its MIME type, its content
Object = dict[str, Any]


def paper_json(paper: Paper, *, address: str, files: Mapping[str, File]) -> bytes:
    """The report as UTF-8 JSON; `address` is its absolute URL, `files` format → file, the PDF first.

    All objects are identified below `address`, so two reports never share an identifier. Files carry
    size and SHA-512. Same arguments, same bytes.
    """
    printed = [_file(paper, address, format_, file) for format_, file in files.items()]
    document = {
        **_object("Paper", address, paper.as_of),
        "name": paper.subject,
        **({"reference": paper.reference} if paper.reference else {}),
        "date": paper.as_of.isoformat(),
        "paperType": paper.kind,
        "mainFile": printed[0],
        "auxiliaryFile": [*printed[1:], *_attachments(paper, address)],
        "consultation": [
            _consultation(paper, address, number) for number, _ in enumerate(paper.consultations, start=1)
        ],
        "web": address,
        INCLUDED: [*_organizations(paper, address).values(), *_meetings(paper, address)],
    }
    return json.dumps(document, ensure_ascii=True, indent=2).encode()


def _object(kind: str, identifier: str, on: date) -> Object:
    moment = datetime.combine(on, time(), BIELEFELD).isoformat()
    return {"id": identifier, "type": f"{SCHEMA}{kind}", "created": moment, "modified": moment}


def _file(paper: Paper, address: str, format_: str, file: File) -> Object:
    name, mime_type, content = file
    url = f"{address}bericht.{format_}"
    return {
        **_object("File", f"{address}#datei-{format_}", paper.as_of),
        "name": f"{paper.kind}: {paper.subject}",
        "fileName": name,
        "mimeType": mime_type,
        "date": paper.as_of.isoformat(),
        "size": len(content),
        "sha512Checksum": hashlib.sha512(content).hexdigest(),
        "accessUrl": url,
        "downloadUrl": url,
        "paper": [address],
    }


def _attachments(paper: Paper, address: str) -> list[Object]:
    """What goes with the paper. OParl knows SHA-512 only; the sum the seal covers stands under our prefix."""
    return [
        {
            **_object("File", f"{address}#anlage-{number}", paper.as_of),
            "name": f"Anlage {number}: {attachment.title}",
            "fileName": attachment_name(number, attachment.title),
            "mimeType": "application/pdf",
            "date": paper.as_of.isoformat(),
            "size": attachment.size,
            SHA256: attachment.sha256,
            "accessUrl": f"{address}anlagen/{number}.pdf",
            "downloadUrl": f"{address}anlagen/{number}.pdf",
            "paper": [address],
        }
        for number, attachment in enumerate(paper.attachments, start=1)
    ]


def attachment_name(number: int, title: str) -> str:
    """„Anlage-01-Konzept.pdf“, a file's name in any file system, sorted by number."""
    return f"Anlage-{number:02d}-{safe_name(title)}.pdf"


def safe_name(name: str) -> str:
    """A name that is one file in any file system: letters, digits, dot, hyphen, underscore."""
    kept = "".join(letter if letter.isalnum() or letter in "._-" else "-" for letter in name[:120])
    return kept.strip(".-") or "datei"


def _consultation(paper: Paper, address: str, number: int) -> Object:
    stop = paper.consultations[number - 1]
    return {
        **_object("Consultation", f"{address}#beratung-{number}", paper.as_of),
        "paper": address,
        "organization": [_organizations(paper, address)[_name(stop)]["id"]],
        "meeting": f"{address}#sitzung-{number}",
        **({"agendaItem": f"{address}#top-{number}"} if stop.item else {}),  # a number makes it one
        "authoritative": False,  # a notice informs, it decides nothing
        "role": "Kenntnisnahme",
    }


def _organizations(paper: Paper, address: str) -> dict[str, Object]:
    """The committees by name, each once however often it meets."""
    names = dict.fromkeys(_name(stop) for stop in paper.consultations)
    return {
        name: {
            **_object("Organization", f"{address}#gremium-{number}", paper.as_of),
            "name": name,
            "organizationType": "Gremium",
        }
        for number, name in enumerate(names, start=1)
    }


def _meetings(paper: Paper, address: str) -> list[Object]:
    return [
        {
            **_object("Meeting", f"{address}#sitzung-{number}", paper.as_of),
            "name": f"{_name(stop)} am {german.day(stop.held_on)}",
            # The hour is not known here, so midnight stands for the day.
            "start": datetime.combine(stop.held_on, time(), BIELEFELD).isoformat(),
            "organization": [_organizations(paper, address)[_name(stop)]["id"]],
            "agendaItem": [_agenda_item(paper, address, number, stop)] if stop.item else [],
        }
        for number, stop in enumerate(paper.consultations, start=1)
    ]


def _agenda_item(paper: Paper, address: str, number: int, stop: Consultation) -> Object:
    return {
        **_object("AgendaItem", f"{address}#top-{number}", paper.as_of),
        "meeting": f"{address}#sitzung-{number}",
        "order": 0,
        "number": stop.item,
        "name": paper.subject,
        "consultation": f"{address}#beratung-{number}",
    }


def _name(stop: Consultation) -> str:
    """The committee's own name; papers frozen before it was kept only have it after „für“."""
    return stop.name or stop.committee
