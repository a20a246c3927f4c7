"""All formats of one paper: OParl JSON checked against the standard's required properties, and the archive."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command

from quality_dialog.report import oparl, renditions
from quartiersarbeit.ground import paper as machine
from quartiersarbeit.ground.paper import Consultation
from tests.factories import RenditionFactory, ReportFactory
from tests.paper_samples import LETTER, MINUTES
from tests.test_render import HOSTILE, SOURCE, STRANGE, everywhere

ADDRESS = "https://quartiersarbeit.example.org/berichte/7/"
NAMED = replace(
    SOURCE,
    consultations=(
        Consultation(
            "den Sozial- und Gesundheitsausschuss",
            date(2021, 1, 26),
            name="Sozial- und Gesundheitsausschuss",
        ),
        Consultation("den Seniorenrat", date(2021, 3, 24), "5.1", "Seniorenrat"),
    ),
)

# OParl 1.1, object by object: what must be there, then what may be, each with its type. Written out from the
# specification's tables; „url“, „date“ and „date-time“ are its own words.
ALWAYS = {"id": "url", "type": "type"}
COMMON = {"created": "date-time", "modified": "date-time", "web": "url", "name": "string"}
STANDARD = {
    "Paper": (
        ALWAYS,
        COMMON
        | {"reference": "string", "date": "date", "paperType": "string"}
        | {"mainFile": "File", "auxiliaryFile": ["File"], "consultation": ["Consultation"]},
    ),
    "File": (
        ALWAYS | {"accessUrl": "url"},
        COMMON
        | {"fileName": "string", "mimeType": "string", "date": "date", "size": "integer"}
        | {"sha512Checksum": "string", "downloadUrl": "url", "paper": ["url"]},
    ),
    "Consultation": (
        ALWAYS,
        COMMON
        | {"paper": "url", "agendaItem": "url", "meeting": "url", "organization": ["url"]}
        | {"authoritative": "boolean", "role": "string"},
    ),
    "Organization": (ALWAYS, COMMON | {"organizationType": "string"}),
    "Meeting": (
        ALWAYS,
        COMMON | {"start": "date-time", "organization": ["url"], "agendaItem": ["AgendaItem"]},
    ),
    "AgendaItem": (
        ALWAYS | {"order": "integer"},
        COMMON | {"meeting": "url", "number": "string", "consultation": "url"},
    ),
}
PLAIN = {"string": str, "integer": int, "boolean": bool}


def faults(thing, kind, place=""):
    """What in this object is not as OParl 1.1 wants it, each with its place."""
    place = place or kind
    if not isinstance(thing, dict):
        return [f"{place}: kein Objekt"]
    required, optional = STANDARD[kind]
    found = [f"{place}: {name} fehlt" for name in required if name not in thing]
    if thing.get("type") != f"https://schema.oparl.org/1.1/{kind}":
        found.append(f"{place}: type")
    for name, value in thing.items():
        if ":" in name:  # a vendor's own
            continue
        wanted = {**required, **optional}.get(name)
        found += value_faults(value, wanted, f"{place}.{name}")
    return found


def value_faults(value, wanted, place):
    if isinstance(wanted, list):
        if not isinstance(value, list):
            return [f"{place}: keine Liste"]
        return [
            fault
            for number, item in enumerate(value)
            for fault in value_faults(item, wanted[0], f"{place}[{number}]")
        ]
    if wanted in STANDARD:
        return faults(value, wanted, place)
    return [] if fits(value, wanted) else [f"{place}: {value!r} ist kein {wanted}"]


def fits(value, wanted):
    if wanted in PLAIN:
        return type(value) is PLAIN[wanted]
    if wanted == "url":
        return isinstance(value, str) and urlsplit(value).scheme == "https" and bool(urlsplit(value).netloc)
    if wanted == "date":
        return date.fromisoformat(value).isoformat() == value
    if wanted == "date-time":
        return datetime.fromisoformat(value).tzinfo is not None
    return wanted == "type"


def told(paper=NAMED):
    return json.loads(renditions.render(paper, "json", address=ADDRESS))


def everything(document):
    """Every OParl object of the document by its identifier, as (kind, object)."""
    found = []

    def walk(value):
        if isinstance(value, dict):
            if "id" in value:
                found.append((value["type"].rpartition("/")[2], value))
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(document)
    return found


# --- OParl ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "paper",
    [NAMED, SOURCE, everywhere(HOSTILE), everywhere(STRANGE), LETTER, replace(SOURCE, reference="")],
    ids=["named", "frozen before names", "hostile", "strange", "letter", "without reference"],
)
def test_the_json_keeps_to_the_standard(paper):
    document = told(paper)
    included = document[oparl.INCLUDED]
    found = [fault for thing in included for fault in faults(thing, thing["type"].rpartition("/")[2])]
    assert faults(document, "Paper") + found == []


def test_the_check_can_fail():
    document = told()
    del document["mainFile"]["accessUrl"]
    document["date"], document["size"] = document["date"], "groß"
    assert faults(document, "Paper") == [
        "Paper.mainFile: accessUrl fehlt",
        "Paper.size: 'groß' ist kein None",
    ]


def test_every_identifier_is_given_once_and_every_reference_leads_to_one():
    document = told()
    objects = everything(document)
    identifiers = [thing["id"] for _, thing in objects]
    references = {
        reference
        for _, thing in objects
        for name in ("paper", "organization", "meeting", "agendaItem", "consultation")
        for reference in (thing.get(name) if isinstance(thing.get(name), list) else [thing.get(name)])
        if isinstance(reference, str)
    }
    assert (len(set(identifiers)) == len(identifiers), references - set(identifiers)) == (True, set())


def test_the_json_holds_one_object_of_every_kind():
    assert {kind for kind, _ in everything(told())} == set(STANDARD)


def test_the_json_names_committees_days_and_items():
    meetings = [thing for kind, thing in everything(told()) if kind == "Meeting"]
    said = [(m["name"], m["start"], [one["number"] for one in m["agendaItem"]]) for m in meetings]
    assert said == [
        ("Sozial- und Gesundheitsausschuss am 26.01.2021", "2021-01-26T00:00:00+01:00", []),
        ("Seniorenrat am 24.03.2021", "2021-03-24T00:00:00+01:00", ["5.1"]),
    ]


def test_a_committee_that_meets_twice_is_one_organization():
    twice = replace(NAMED, consultations=(NAMED.consultations[1], replace(NAMED.consultations[1], item="6")))
    assert sum(kind == "Organization" for kind, _ in everything(told(twice))) == 1


def test_the_json_bears_the_check_sum_of_every_file():
    files = renditions.render_all(NAMED, address=ADDRESS)
    document = json.loads(files["json"])
    listed = [document["mainFile"], *document["auxiliaryFile"]]
    assert [(file["sha512Checksum"], file["size"]) for file in listed] == [
        (hashlib.sha512(files[name]).hexdigest(), len(files[name])) for name in ("pdf", "docx", "html")
    ]


# --- All formats ----------------------------------------------------------------------------------


def test_what_approval_stores_is_what_each_format_draws():
    stored = renditions.render_all(MINUTES, address=ADDRESS)
    assert stored == {name: renditions.render(MINUTES, name, address=ADDRESS) for name in stored}


def test_the_formats_are_the_four_that_approval_asks_for():
    assert set(renditions.render_all(LETTER, address=ADDRESS)) == {"pdf", "docx", "html", "json"}


# --- The archive ----------------------------------------------------------------------------------


def opened(paper, attachments=None):
    stored = renditions.render_all(paper, address=ADDRESS)
    return zipfile.ZipFile(io.BytesIO(renditions.bundle(paper, stored, attachments)))


def test_the_archive_holds_every_format_and_every_attachment():
    assert opened(NAMED, {"Lage plan.pdf": b"%PDF-"}).namelist() == [
        "Mitteilung-2021-Stichtag-2021-01-26.docx",
        "Mitteilung-2021-Stichtag-2021-01-26.html",
        "Mitteilung-2021-Stichtag-2021-01-26.json",
        "Mitteilung-2021-Stichtag-2021-01-26.pdf",
        "anlagen/Lage-plan.pdf",
        "INHALT.txt",
        "SHA256SUMS",
    ]


def test_the_sums_in_the_archive_are_those_of_its_files():
    archive = opened(NAMED, {"anlage.pdf": b"%PDF-"})
    listed = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
    names = [name for name in archive.namelist() if name != "SHA256SUMS"]
    assert listed == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names}


def test_the_list_of_contents_says_what_each_file_is():
    listed = opened(NAMED).read("INHALT.txt").decode()
    assert ("PDF/UA-1" in listed, "Anlagen:\nkeine" in listed) == (True, True)


def test_the_same_paper_gives_the_same_archive():
    assert renditions.render(NAMED, "zip", address=ADDRESS) == renditions.render(
        NAMED, "zip", address=ADDRESS
    )


@pytest.mark.parametrize("name", ["../../etc/passwd", "/absolut", "C:\\weg", "\x00", "…", ""])
def test_no_attachment_leaves_the_archives_folder(name):
    inside = [entry for entry in opened(LETTER, {name: b"x"}).namelist() if entry.startswith("anlagen/")]
    assert [entry.count("/") == 1 and ".." not in entry and "\\" not in entry for entry in inside] == [True]


@pytest.mark.parametrize(
    "text", [HOSTILE, STRANGE, "", "x" * 400], ids=["markup", "strange", "empty", "long"]
)
def test_no_text_breaks_the_archive(text):
    paper = everywhere(text)
    content = renditions.render(paper, "zip", address=ADDRESS)
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


# --- The command ----------------------------------------------------------------------------------


def written(tmp_path, report, format_):
    output = tmp_path / f"bericht.{format_}"
    call_command("render_report", report.pk, format=format_, output=output, stdout=io.StringIO())
    return output.read_bytes()


@pytest.mark.django_db
def test_the_command_writes_an_approved_report_from_its_stored_bytes(tmp_path):
    kept = RenditionFactory()
    assert written(tmp_path, kept.report, kept.format) == bytes(kept.content)


@pytest.mark.django_db
@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "json", "zip"])
def test_the_command_draws_a_stored_draft(tmp_path, format_):
    report = ReportFactory()
    assert len(written(tmp_path, report, format_)) > 500


# --- Long -----------------------------------------------------------------------------------------


def test_two_hundred_pages_are_drawn_in_every_format():
    """About 3 s for the PDF and 3 s for the Word file on two cores."""
    import pymupdf  # the heavy reader is needed here alone

    long = replace(SOURCE, sections=SOURCE.sections * 400)
    with pymupdf.open(stream=machine.pdf(long)) as document:
        assert document.page_count >= 200
    assert machine.docx(long)[:2] == b"PK"
