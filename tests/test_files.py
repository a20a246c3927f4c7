"""Other people's files: bombs, halves, doubles and strange names; each ends quickly, with a German sentence."""

import io
import json
import re
import socketserver
import struct
import subprocess
import sys
import threading
import zipfile
from datetime import date, datetime

import pikepdf
import pytest
from django.conf import settings as configured
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partners.models import Partner
from quartiersarbeit.ground import downloads, sandbox, scanning, uploads
from quartiersarbeit.ground.importing import grid
from tests import bombs
from tests.asking import first_error, rule_alone, text_of
from tests.factories import AgreementFactory, ProofOfUseFactory, jpg, pdf, png
from tests.people import in_group

MOST_SECONDS, MOST_MEGABYTES = 2.0, 200

# The examination in a process of its own as ever, which tells at its end what it took.
MEASURED = """
import resource, runpy, sys
try:
    runpy.run_module("quartiersarbeit.ground.examining", run_name="__main__", alter_sys=True)
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(used.ru_utime + used.ru_stime, int(peak.split()[1]) // 1024, file=sys.stderr)
"""


def measured(kind: str, content: bytes) -> tuple[str, float, int]:
    """What is said of a file, in how many seconds of the processor and megabytes at the most."""
    seconds = configured.FILE_CHECK_SECONDS * sandbox.LONGER.get(kind, 1)
    command = [
        sys.executable,
        "-P",
        "-s",
        "-c",
        MEASURED,
        kind,
        str(configured.FILE_CHECK_MEGABYTES),
        str(seconds),
    ]
    done = subprocess.run(
        command, input=content, capture_output=True, env=sandbox._environment(), timeout=60, check=False
    )
    if done.returncode < 0:  # ended by the kernel: the limits themselves are what it took
        return "too_much", seconds, configured.FILE_CHECK_MEGABYTES
    took, megabytes = done.stderr.split()[-2:]
    code = "too_much" if done.returncode else json.loads(done.stdout).get("refused", "taken")
    return code, float(took), int(megabytes)


def file(content: bytes, name: str = "anlage.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def said(act, *args, **given) -> str:
    with pytest.raises(ValidationError) as refusal:
        act(*args, **given)
    return rule_alone(" ".join(refusal.value.messages))


def refused_with(act, *args, **given) -> str:
    with pytest.raises(ValidationError) as refusal:
        act(*args, **given)
    return first_error(refusal.value).code


# --- Bombs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", bombs.BOMBS)
def test_every_bomb_ends_soon_and_small(name):
    kind, build, codes = bombs.BOMBS[name]
    code, seconds, megabytes = measured(kind, build())
    assert (code in codes, code, bool(sandbox.SAID.get(code, sandbox.TOO_MUCH))) == (True, code, True)
    assert (seconds < MOST_SECONDS, megabytes < MOST_MEGABYTES) == (True, True), (seconds, megabytes)


def test_every_code_has_its_sentence():
    folder = configured.BASE_DIR / "quartiersarbeit" / "ground" / "examining"
    text = "".join(module.read_text(encoding="utf-8") for module in folder.glob("*.py"))
    codes = set(re.findall(r'(?:Refused\(|refuse_unfolding\(archive, )"(\w+)"', text))
    assert codes == set(sandbox.SAID)


@pytest.mark.parametrize(
    ("program", "patience"),
    [("import sys; sys.exit(1)", 20), ("import os; os.abort()", 20), ("while 1: pass", 1)],
)
def test_an_examination_that_ends_badly_is_a_refusal(program, patience, settings, monkeypatch):
    settings.FILE_CHECK_PATIENCE = patience
    run = subprocess.run
    monkeypatch.setattr(
        sandbox.subprocess, "run", lambda command, **how: run([sys.executable, "-c", program], **how)
    )
    assert refused_with(sandbox.examined, "pdf", pdf(), field="file") == "too_much"


def test_an_examination_knows_no_secret_of_the_app():
    assert set(sandbox._environment()) <= {
        *("PYTHONPATH", "LC_ALL", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE", "LD_LIBRARY_PATH")
    }


# --- Whole or not ----------------------------------------------------------------------------------


def test_a_whole_file_is_taken_and_left_at_its_beginning():
    kept = file(pdf())
    assert (uploads.refuse_unless_pdf(kept, field="file"), kept.tell()) == (1, 0)
    found = [uploads.document(file(content), field="file") for content in (pdf(), png(), jpg())]
    assert [(one.kind, one.pages) for one in found] == [("pdf", 1), ("png", None), ("jpg", None)]
    assert found[0].told().startswith("PDF, 1 Seite, ")


def packed() -> bytes:
    return bombs.pdf_with(lambda document: None, object_stream_mode=pikepdf.ObjectStreamMode.generate)


CUT = {
    "PDF without its end": lambda: pdf()[:-20],
    "half a PDF": lambda: pdf()[: len(pdf()) // 2],
    "half a PDF with an end": lambda: pdf()[: len(pdf()) // 2] + b"\nstartxref\n0\n%%EOF\n",
    "half a PDF of packed objects": lambda: packed()[: len(packed()) // 2] + b"\nstartxref\n0\n%%EOF\n",
    "PDF with a damaged page": lambda: bombs.pdf_with(
        bombs._content(b"\x78\x9c" + b"no" * 50, "FlateDecode")
    ),
    "PDF with something behind it": lambda: pdf() + b"MZ" * 2_000,
    "PNG without its end": lambda: png()[:-12],
    "PNG with a turned bit": lambda: png().replace(b"IDATx", b"IDATy"),
    "PNG with something behind it": lambda: png() + b"<script>",
    "JPG without its end": lambda: jpg()[:-2],
    "JPG that is only its beginning": lambda: b"\xff\xd8\xff",
}


@pytest.mark.parametrize("name", CUT)
def test_what_is_cut_off_is_not_readable(name):
    assert refused_with(uploads.document, file(CUT[name]()), field="file") in (
        *("pdf_damaged", "damaged", "two_files"),
    )


def test_a_file_that_is_two_at_once_is_refused():
    hidden = io.BytesIO(jpg())
    with zipfile.ZipFile(hidden, "a") as archive:
        archive.writestr("a.js", "alert(1)")
    note = b"\xff\xd8\xff\xfe\x00\x10%PDF-1.7 00000" + jpg()[2:]
    codes = [
        refused_with(uploads.document, file(content), field="file")
        for content in (hidden.getvalue(), note, b"GIF89a" + pdf(), b"\n" + pdf(), b"<html>" + pdf())
    ]
    assert codes == ["two_files", "two_files", "no_document", "no_document", "no_document"]


def test_a_photo_from_a_telephone_is_told_what_to_do():
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100
    told = said(uploads.document, file(heic, "IMG_0001.HEIC"), field="file")
    assert ("JPG" in told, "Maximale Kompatibilität" in told) == (True, True)
    behind = jpg() + b"\0" * 4_000 + b"SEFT"  # what telephones hang behind a photo is theirs
    assert uploads.document(file(behind), field="file").kind == "jpg"


# --- Spreadsheets ----------------------------------------------------------------------------------


def test_rows_come_out_as_they_are():
    day, moment = date(2026, 3, 1), datetime(2026, 3, 1, 12, 30)  # noqa: DTZ001 - a cell has no time zone
    content = bombs.xlsx(
        ["Name", "Zahl", "Am", "Um", "Ja"], ["Süd", 2.5, day, moment, True], ["=1+1", None, None]
    )
    assert sandbox.rows("xlsx", content) == [
        ["Name", "Zahl", "Am", "Um", "Ja"],
        ["Süd", 2.5, datetime(2026, 3, 1), moment, True],  # noqa: DTZ001
        ["=1+1", None, None, None, None],
    ]
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        assert sandbox.rows("csv", 'Name;Ort\r\n"Süd; 1";„ß“\r\n'.encode(encoding)) == [
            ["Name", "Ort"],
            ["Süd; 1", "„ß“"],
        ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Name\nSüd\n".encode() + b"N\xfcrd\n", "In Zeile 3 stehen Zeichen"),
        (b"\xef\xbb\xbfName\nS\xfcd\n", "In Zeile 2 stehen Zeichen"),
        (b"Name\nS\x81d\n", "In Zeile 2 stehen Zeichen"),
        (b"Name\nS\0d\n", "lässt sich nicht als CSV lesen"),
        ("Name\nS\0d\n".encode("utf-16"), "lässt sich nicht als CSV lesen"),
        ("Name\nSüd\n".encode("utf-16")[:-1], "In Zeile 2 stehen Zeichen"),
        (pdf(), "lässt sich nicht als CSV lesen"),
    ],
)
def test_broken_letters_are_told_with_their_row(content, told):
    assert told in said(grid, "t.csv", content)


def test_what_is_no_workbook_is_told():
    locked = b"\xd0\xcf\x11\xe0" + b"\0" * 600  # Excel keeps one with a password as something else
    broken = bombs.changed(bombs.xlsx(["Name"]), bombs.SHEET, lambda content: content[:100])
    wide = bombs.changed(bombs.xlsx(["Name"]), bombs.SHEET, lambda text: text.replace(b'r="A1"', b'r="../1"'))
    for content in (b"PK\x03\x04", broken, wide):
        assert "lässt sich nicht als XLSX lesen" in said(grid, "t.xlsx", content)
    assert "das alte Format von Excel (.xls) oder ein Kennwort" in said(grid, "t.xlsx", locked)
    assert "enthält keine Zeilen" in said(grid, "t.xlsx", b"")
    for name in ("t.pdf", "t", "t.xls", "t.ods"):
        assert refused_with(grid, name, b"a;b") == "unknown_format"


@pytest.mark.django_db
def test_a_bomb_in_an_import_is_a_sentence_at_its_field(client_of):
    clerk = client_of(in_group("Verwaltung", is_staff=True, email="verwaltung@example.org"))
    at = reverse("sheet_read", args=["partner"])
    for name, content, told in (
        ("t.xlsx", bombs.BOMBS["XLSX: one far cell"][1](), "Das sind mehr als 5.000 Zeilen."),
        ("t.csv", "Name\nSüd\n".encode() + b"N\xfcrd\n", "In Zeile 3 stehen Zeichen"),
    ):
        answer = clerk.post(at, {"file": file(content, name)})
        assert (answer.status_code, told in text_of(answer)) == (200, True)
    long = clerk.post(at, {"file": file(b"x" * 300 + b"\n" + b"1\n", "t.csv")}, follow=True)
    assert "x" * 59 in text_of(long)
    assert "x" * 61 not in text_of(long)
    assert Partner.objects.count() == 0


@pytest.mark.django_db
def test_a_bomb_on_a_page_is_a_sentence_at_its_field(client_of, koordination, tmp_path, settings):
    settings.MEDIA_ROOT, client = tmp_path, client_of(koordination)
    bomb, far = bombs.pdf_page(), bombs.BOMBS["XLSX: one far cell"][1]()
    agreement, proof = AgreementFactory(), ProofOfUseFactory()
    answers = [
        client.post(
            reverse("partners:agreement_upload", args=[agreement.pk]),
            {"document": file(bomb, "../../a\0.pdf")},
        ),
        client.post(
            reverse("quality_dialog:framework_import"),
            {"name": "R", "version": "1", "valid_from": "2026-01-01", "file": file(far, "r.xlsx")},
        ),
    ]
    told = [sandbox.TOO_MUCH, "Das sind mehr als 5.000 Zeilen."]
    assert [text in text_of(answer) for text, answer in zip(told, answers, strict=True)] == [True, True]
    assert refused_with(proof.attach, title="Belege", file=file(bomb)) == "unfolds"
    assert list(tmp_path.iterdir()) == []


# --- The virus scanner -------------------------------------------------------------------------------

EICAR = b"not really"  # what the scanner of these tests takes for ill


class Clamd(socketserver.BaseRequestHandler):
    """Speaks as clamd does."""

    def handle(self) -> None:
        stream, content = self.request.makefile("rb"), b""
        assert stream.read(10) == b"zINSTREAM\0"
        while size := struct.unpack(">I", stream.read(4))[0]:
            content += stream.read(size)
        if self.server.error:
            self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
        else:
            self.request.sendall(b"stream: Test.Ill FOUND\0" if EICAR in content else b"stream: OK\0")


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings, tmp_path):
    kind = socketserver.TCPServer if request.param == "tcp" else socketserver.UnixStreamServer
    place = ("127.0.0.1", 0) if request.param == "tcp" else str(tmp_path / "clamd.ctl")
    with kind(place, Clamd) as server:
        server.error = False
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        at = f"tcp://127.0.0.1:{server.server_address[1]}" if request.param == "tcp" else f"unix://{place}"
        settings.CLAMD_ADDRESS = at
        yield server
        server.shutdown()


def test_what_the_scanner_finds_is_kept_out(clamd):
    ill = [
        *(lambda: uploads.refuse_unless_pdf(file(b"%PDF-" + EICAR), field="file"),),
        *(lambda: uploads.document(file(jpg() + EICAR), field="file"),),
        *(lambda: grid("t.csv", EICAR),),
    ]
    assert [said(act) for act in ill] == [scanning.INFECTED] * 3
    assert uploads.refuse_unless_pdf(file(pdf()), field="file") == 1
    assert len(grid("t.csv", b"Name\na\n" + b"b\n" * 50)) == 52


def test_without_the_scanner_s_answer_nothing_is_taken(clamd, settings):
    clamd.error = True
    assert refused_with(uploads.refuse_unless_pdf, file(pdf()), field="file") == "scanner_away"
    for address in ("tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl", "clamd", "tcp://[", "tcp://h:x"):
        settings.CLAMD_ADDRESS = address
        with pytest.raises(ValidationError) as refusal:
            uploads.refuse_unless_pdf(file(pdf()), field="file")
        assert first_error(refusal.value).code == "scanner_away"
        assert refusal.value.messages == [scanning.AWAY]


# --- Names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Jahresbericht 2026.pdf", "Jahresbericht 2026.pdf"),
        ("Grüße – ß.pdf", "Grüße - ß.pdf"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\0b.pdf", "a-b.pdf"),
        ("rechnung\u202efdp.exe", "rechnung-fdp.exe"),
        ("a\r\nSet-Cookie: x=1.pdf", "a--Set-Cookie- x-1.pdf"),
        ("NUL.pdf", "datei-NUL.pdf"),
        ("....", "datei"),
        ("", "datei"),
        ("a" * 5_000 + ".pdf", "a" * 120 + ".pdf"),
        ("a." + "b" * 5_000, "a." + "b" * 118),
    ],
)
def test_a_file_goes_out_under_a_name_that_is_one_file(typed, kept):
    assert downloads.safe_name(typed) == kept
    header = downloads.handed_out(b"x", "application/pdf", typed)["Content-Disposition"]
    assert (header.startswith("attachment; filename"), "\n" in header) == (True, False)
