"""Attachments of a report: added while it is written, sealed with it, printed on it, handed out with it."""

import hashlib
import io
import json
import zipfile
from datetime import date

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from quality_dialog.models import Report
from quality_dialog.report import approval, attaching, composing, reading, seal, verifying
from quality_dialog.report.models import attachment as limits
from quartiersarbeit.ground import paper, uploads
from tests import factories as f
from tests.asking import addresses, code_of
from tests.constraints import sql
from tests.test_report_frozen import as_owner

pytestmark = pytest.mark.django_db

ON = date(2026, 9, 3)
url = addresses("quality_dialog:")


def pdf(title: str = "Konzept", pages: int = 2) -> bytes:
    """A real PDF, another for each title."""
    made, document = io.BytesIO(), pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    document.docinfo["/Title"] = title
    document.save(made, deterministic_id=True)
    return made.getvalue()


def file(content: bytes, name: str = "anlage.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


@pytest.fixture
def draft(koordination) -> Report:
    report = f.ReportFactory(by=koordination)
    f.SectionFactory(report=report, body="Ein Satz.")
    return report


@pytest.fixture
def attached(draft, koordination) -> Report:
    """A draft with two attachments."""
    for title in ("Rahmenkonzept", "Auswertung 2025/2026"):
        attaching.attach(draft, title=title, file=file(pdf(title)), by=koordination, on=ON)
    return draft


@pytest.fixture
def approved(attached, koordination, freigabe) -> Report:
    attached.submit_for_review(by=koordination, on=ON)
    approval.approve(attached, by=freigabe, on=ON)
    return Report.objects.get(pk=attached.pk)


def titles(report: Report) -> list[tuple[int, str]]:
    return list(report.attachments.order_by("position").values_list("position", "title"))


# --- While it is written -----------------------------------------------------------------------------


def test_koordination_attaches_a_pdf_and_sees_it_in_its_order(draft, koordination, client_of):
    client, address = client_of(koordination), url("report_attachments", draft)
    for title in ("Rahmenkonzept", "Übersicht"):
        given = {"title": title, "file": file(pdf(title), "irgendwas.exe.pdf")}
        answer = client.post(address, given, follow=True)
        assert f"Die Anlage „{title}“ ist angefügt." in answer.content.decode()
    row = draft.attachments.get(position=2)
    assert titles(draft) == [(1, "Rahmenkonzept"), (2, "Übersicht")]
    assert (row.sha256, row.pages) == (hashlib.sha256(pdf("Übersicht")).hexdigest(), 2)
    assert "Anlage 2: Übersicht" in client.get(address).content.decode()


def test_without_a_title_a_file_is_called_by_its_name_and_no_two_alike(draft, koordination, client_of):
    client = client_of(koordination)
    for number in range(2):
        given = {"title": "", "file": file(pdf(str(number)), "konzept_2026.pdf")}
        assert client.post(url("report_attachments", draft), given).status_code == 302
    taken = {"title": "KONZEPT 2026", "file": file(pdf("anders"))}
    assert "title" in client.post(url("report_attachments", draft), taken).context["form"].errors
    assert titles(draft) == [(1, "Konzept 2026"), (2, "Konzept 2026 (2)")]


def test_attachments_are_moved_renamed_replaced_and_removed(attached, koordination, client_of):
    client = client_of(koordination)
    client.post(url("attachment_move", attached, 2), {"richtung": "hoch"})
    assert titles(attached) == [(1, "Auswertung 2025/2026"), (2, "Rahmenkonzept")]
    client.post(url("attachment_move", attached, 1), {"richtung": "hoch"})  # the first stays first
    client.post(url("attachment_edit", attached, 1), {"title": "Auswertung"})
    before = attached.attachments.get(position=1).sha256
    client.post(url("attachment_edit", attached, 1), {"title": "Auswertung", "file": file(pdf("neu", 3))})
    row = attached.attachments.get(position=1)
    assert (row.title, row.pages, row.sha256 != before) == ("Auswertung", 3, True)
    asked = client.get(url("attachment_remove", attached, 1)).content.decode()
    assert "Die Datei „Auswertung“ wird gelöscht." in asked
    client.post(url("attachment_remove", attached, 1))
    assert titles(attached) == [(1, "Rahmenkonzept")]


BAD = {
    "nothing chosen": (None, "Bitte wählen Sie eine Datei."),
    "empty": (b"", "Diese Datei ist leer."),
    "a program": (b"MZ\x90\x00" + b"\x00" * 200, "kein lesbares PDF"),
    "only its first bytes": (b"%PDF-1.7\nnichts", "kein lesbares PDF"),
    "cut off": (pdf()[:120], "kein lesbares PDF"),
    "a wrong header": (b"\xef\xbb\xbf" + pdf(), "kein lesbares PDF"),
    "a page of the web": (b"<script>alert(1)</script>", "kein lesbares PDF"),
    "no pages": (pdf(pages=0), "Dieses PDF hat keine Seiten."),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_readable_pdf_is_said_at_the_field_and_not_stored(name, draft, koordination, client_of):
    content, sentence = BAD[name]
    given = {"title": "Konzept"} | ({"file": file(content)} if content is not None else {})
    answer = client_of(koordination).post(url("report_attachments", draft), given)
    said = " ".join(answer.context["form"].errors["file"])
    assert sentence in said
    assert ('value="Konzept"' in answer.content.decode(), draft.attachments.exists()) == (True, False)


def test_a_pdf_behind_a_password_is_refused_with_the_reason(draft, koordination):
    made, document = io.BytesIO(), pikepdf.new()
    document.add_blank_page()
    document.save(made, encryption=pikepdf.Encryption(owner="x", user="geheim"))
    given = {"title": "Konzept", "file": file(made.getvalue()), "by": koordination, "on": ON}
    assert (code_of(attaching.attach, draft, **given), draft.attachments.count()) == ("pdf_locked", 0)


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Konzept 😀", "„😀“"),
        ("قرار", "„ق“"),
    ],
)
def test_a_title_that_paper_cannot_print_is_refused_by_its_letters(
    title, named, draft, koordination, client_of
):
    given = {"title": title, "file": file(pdf())}
    answer = client_of(koordination).post(url("report_attachments", draft), given)
    (said,) = answer.context["form"].errors["title"]
    assert ("Diese Zeichen lassen sich nicht drucken" in said, named in said) == (True, True)
    given |= {"file": file(pdf()), "by": koordination, "on": ON}
    assert (code_of(attaching.attach, draft, **given), draft.attachments.count()) == ("title_unprintable", 0)


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "C:\\x\\y.pdf", "😀\u202efdp.pdf", "a b'\"<x>.pdf"])
def test_the_name_of_a_file_on_somebodys_computer_is_kept_nowhere(name, draft, koordination, client_of):
    client = client_of(koordination)
    client.post(url("report_attachments", draft), {"title": "Pläne: Nord/Süd", "file": file(pdf(), name)})
    answer = client.get(url("attachment_file", draft, 1))
    said = answer.headers["Content-Disposition"]
    assert said == "attachment; filename*=utf-8''Anlage-01-Pl%C3%A4ne--Nord-S%C3%BCd.pdf"


def test_too_large_a_file_is_refused_while_it_comes_in(draft, koordination, client_of):
    heavy = file(b"%PDF-1.7" + b"0" * uploads.MAX_BYTES)
    answer = client_of(koordination).post(url("report_attachments", draft), {"title": "x", "file": heavy})
    assert answer.context["form"].errors["file"] == [uploads.TOO_LARGE]
    assert code_of(attaching.attach, draft, title="x", file=heavy, by=koordination, on=ON) == "too_large"
    assert not draft.attachments.exists()


def test_too_large_a_replacement_leaves_the_file_as_it_is(attached, koordination, client_of):
    heavy = file(b"%PDF-1.7" + b"0" * uploads.MAX_BYTES)
    address, before = url("attachment_edit", attached, 1), attached.attachments.get(position=1).sha256
    answer = client_of(koordination).post(address, {"title": "Anders", "file": heavy})
    assert answer.context["form"].errors["file"] == [uploads.TOO_LARGE]
    assert (titles(attached)[0][1], attached.attachments.get(position=1).sha256) == ("Rahmenkonzept", before)


def test_the_same_title_the_same_file_and_one_too_many_are_refused(attached, koordination, monkeypatch):
    given = {"by": koordination, "on": ON}
    found = [
        code_of(attaching.attach, attached, title="Rahmenkonzept", file=file(pdf("x")), **given),
        code_of(attaching.attach, attached, title="Anders", file=file(pdf("Rahmenkonzept")), **given),
    ]
    monkeypatch.setattr(limits, "MOST_BYTES", 1000)
    found.append(code_of(attaching.attach, attached, title="Anders", file=file(pdf("y")), **given))
    monkeypatch.setattr(limits, "MOST", 2)
    found.append(code_of(attaching.attach, attached, title="Anders", file=file(pdf("y")), **given))
    assert found == [
        *("attachment_title_unique", "attachment_file_unique", "attachments_together", "attachments_counted")
    ]
    assert len(titles(attached)) == 2


# --- Review and approval -----------------------------------------------------------------------------


def test_changing_an_attachment_ends_the_review_and_makes_a_co_author(attached, koordination, freigabe):
    asked = f.CoSignatureFactory(report=attached)
    for act in (
        lambda by: attaching.attach(attached, title="Neu", file=file(pdf("neu")), by=by, on=ON),
        lambda by: attaching.move(attached.attachments.first(), up=False, by=by, on=ON),
        lambda by: attaching.change(attached.attachments.first(), title="Anders", by=by, on=ON),
        lambda by: attaching.detach(attached.attachments.first(), by=by, on=ON),
    ):
        attached.submit_for_review(by=koordination, on=ON)
        asked.sign(by=asked.user, on=ON)
        act(freigabe)
        attached.refresh_from_db()
        asked.refresh_from_db()
        assert (attached.review_on, asked.signed_on) == (None, None)
    attached.submit_for_review(by=koordination, on=ON)
    asked.report.refresh_from_db()
    asked.sign(by=asked.user, on=ON)
    assert code_of(approval.approve, attached, by=freigabe, on=ON) == "report_contributors_do_not_approve"


def test_the_page_warns_before_a_review_ends(attached, koordination, client_of):
    attached.submit_for_review(by=koordination, on=ON)
    answer = client_of(koordination).get(url("report_attachments", attached)).content.decode()
    assert "Wenn Sie jetzt speichern, endet die Prüfung" in answer


def test_an_approved_report_takes_no_attachment_and_gives_none(approved, koordination, client_of):
    client, given = client_of(koordination), {"title": "Neu", "file": file(pdf("neu"))}
    answers = [
        client.post(url("report_attachments", approved), given),
        client.post(url("attachment_edit", approved, 1), {"title": "Neu"}),
        client.post(url("attachment_remove", approved, 1)),
        client.post(url("attachment_move", approved, 1), {"richtung": "runter"}),
    ]
    assert [answer.status_code for answer in answers] == [302] * 4
    assert titles(approved) == [(1, "Rahmenkonzept"), (2, "Auswertung 2025/2026")]
    row = approved.attachments.get(position=1)
    found = [
        code_of(attaching.attach, approved, title="Neu", file=file(pdf("neu")), by=koordination, on=ON),
        code_of(attaching.detach, row, by=koordination, on=ON),
    ]
    assert found == ["report_immutable"] * 2


def test_the_paper_names_them_in_every_format(approved):
    files = {one.format: bytes(one.content) for one in approved.renditions.all()}
    told = json.loads(files["json"])["auxiliaryFile"]
    row = approved.attachments.get(position=1)
    sentence = f"Anlage 1: Rahmenkonzept ({row.extent()})"
    word = zipfile.ZipFile(io.BytesIO(files["docx"])).read("word/document.xml").decode()
    assert (sentence in files["html"].decode(), sentence in word) == (True, True)
    assert "Rahmenkonzept" in approved.plain_text
    (first, _) = [one for one in told if "Anlage" in one["name"]]
    assert (first["name"], first["size"], first["quartiersarbeit:sha256"]) == (
        "Anlage 1: Rahmenkonzept",
        row.size,
        row.sha256,
    )
    assert first["downloadUrl"].endswith(row.get_absolute_url())


def test_the_archive_holds_them_with_their_sums_as_page_and_as_command(
    approved, gremium, client_of, tmp_path
):
    approved.submit(by=approved.drafted_by, on=ON)
    approved.publish(by=approved.approved_by, on=ON)
    archive = client_of(gremium).get(url("report_zip", approved)).content
    call_command(
        "render_report", approved.pk, "--format", "zip", "--output", str(tmp_path / "x.zip"), verbosity=0
    )
    assert (tmp_path / "x.zip").read_bytes() == archive
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        content = packed.read("anlagen/Anlage-02-Auswertung-2025-2026.pdf")
        sums, contents = packed.read("SHA256SUMS").decode(), packed.read("INHALT.txt").decode()
    assert content == pdf("Auswertung 2025/2026")
    assert f"{hashlib.sha256(content).hexdigest()}  anlagen/Anlage-02-Auswertung-2025-2026.pdf" in sums
    assert "anlagen/Anlage-01-Rahmenkonzept.pdf" in contents


def test_a_drafts_archive_holds_them_too(attached, koordination, client_of):
    archive = client_of(koordination).get(url("report_zip", attached)).content
    assert "anlagen/Anlage-01-Rahmenkonzept.pdf" in zipfile.ZipFile(io.BytesIO(archive)).namelist()


# --- Who gets them -----------------------------------------------------------------------------------


def test_committee_and_partners_get_them_with_publication_and_never_before(
    approved, gremium, partner_user, koordination, revision, client_of
):
    address = url("attachment_file", approved, 1)

    def answers() -> list[int]:
        return [
            client_of(user).get(address).status_code
            for user in (gremium, partner_user, koordination, revision)
        ]

    before = answers()
    approved.submit(by=approved.drafted_by, on=ON)
    submitted = answers()
    approved.publish(by=approved.approved_by, on=ON)
    assert (before, submitted, answers()) == ([404, 404, 200, 200], [404, 404, 200, 200], [200] * 4)


def test_a_file_is_a_download_of_its_stored_bytes_and_nobody_strangers(
    approved, koordination, client_of, client
):
    answer = client_of(koordination).get(url("attachment_file", approved, 1))
    assert answer.content == pdf("Rahmenkonzept")
    assert {name: answer.headers[name] for name in ("Content-Type", "X-Content-Type-Options")} == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
    }
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Anlage-01-Rahmenkonzept.pdf"'
    other = f.ReportFactory()
    assert client_of(koordination).get(url("attachment_file", other, 1)).status_code == 404
    assert client.get(url("attachment_file", approved, 1)).status_code == 302  # to the sign-in


def test_a_partner_reading_before_approval_is_not_told_of_them(attached, awo):
    assert reading.passages(attached, awo).attachments == ()


def test_the_report_page_and_its_attachments_cost_the_same_with_one_and_with_nine(
    draft, koordination, client_of, django_assert_num_queries
):
    from tests.test_queries import queries

    client, pages = client_of(koordination), [url("report_detail", draft), url("report_attachments", draft)]
    f.AttachmentFactory(report=draft)
    with_one = [queries(client, page) for page in pages]
    f.AttachmentFactory.create_batch(8, report=draft)
    assert [queries(client, page) for page in pages] == with_one


# --- The seal ----------------------------------------------------------------------------------------


def test_a_report_without_attachments_has_the_seal_it_always_had():
    given = {"before": seal.FIRST, "number": 1, "facts_sha256": "x", "approved": (ON, 1, 2)}
    given |= {"sections": [("stand", "", "Text", 1, True)], "renditions": {"pdf": "y"}}
    as_before = seal.of_facts(
        {
            "before": seal.FIRST,
            "number": 1,
            "facts": "x",
            "sections": [["stand", "", "Text", "1", "True"]],
            "renditions": {"pdf": "y"},
            "approved": ["2026-09-03", "1", "2"],
        }
    )
    assert seal.of_report(**given) == seal.of_report(**given, attachments=[]) == as_before
    assert seal.of_report(**given, attachments=[(1, "Konzept", "z")]) != as_before


def test_a_paper_frozen_before_there_were_attachments_prints_as_it_did():
    frozen = paper.to_json(paper.Paper(kind="Mitteilung", subject="x", year=2026, as_of=ON))
    del frozen["attachments"]
    thawed = paper.from_json(frozen)
    assert (thawed.attachments, "Anlagen" in paper.html(thawed)) == ((), False)


NEW = (
    "INSERT INTO quality_dialog_attachment (report_id, position, title, content, size, pages, sha256, attached_on,"
    " attached_by_id) SELECT report_id, 3, 'Neu', 'x', 1, 1, encode(sha256('x'), 'hex'), attached_on, attached_by_id"
    " FROM quality_dialog_attachment WHERE position = 1"
)
FORCED = {
    "bytes": (
        "UPDATE quality_dialog_attachment SET content = 'x' WHERE position = 1",
        "Rahmenkonzept",
        "passt nicht",
    ),
    "bytes and their sum": (
        "UPDATE quality_dialog_attachment SET content = 'x', sha256 = encode(sha256('x'), 'hex') WHERE position = 1",
        "Rahmenkonzept",
        "passt nicht",
    ),
    "one gone": (
        "DELETE FROM quality_dialog_attachment WHERE position = 2",
        "Auswertung",
        "Die Anlage fehlt.",
    ),
    "one more": (NEW, "Neu", "gehört nicht zum freigegebenen Bericht"),
    "a title": ("UPDATE quality_dialog_attachment SET title = 'Y' WHERE position = 1", "Siegel", "gebrochen"),
}


def test_what_an_owner_forces_into_attachments_is_found(approved):
    assert [check for check in verifying.verify(approved) if not check.holds] == []
    found = {}
    for name, (statement, *_) in FORCED.items():
        sql("SAVEPOINT untouched")
        with as_owner("quality_dialog_attachment"):
            sql(statement)
        broken = [check for check in verifying.verify(Report.objects.get(pk=approved.pk)) if not check.holds]
        found[name] = [(check.what, check.found) for check in broken]
        sql("ROLLBACK TO SAVEPOINT untouched")
    for name, (_, what, sentence) in FORCED.items():
        assert any(what in one and sentence in said for one, said in found[name]), (name, found[name])


# --- A new version -----------------------------------------------------------------------------------


def test_a_correction_takes_them_over_and_says_what_it_changes(approved, koordination, freigabe):
    new = approved.correct(reason="Zahl berichtigt.", as_of=approved.as_of, by=koordination, on=ON)
    assert titles(new) == titles(approved)
    same = composing.paper_of(new).sections[-1]
    assert "sonst nichts geändert" in " ".join(paragraph.text for paragraph in same.paragraphs)
    rows = {row.title: row for row in new.attachments.all()}
    attaching.change(
        rows["Rahmenkonzept"], title="Rahmenkonzept", file=file(pdf("neue Fassung")), by=koordination, on=ON
    )
    attaching.detach(rows["Auswertung 2025/2026"], by=koordination, on=ON)
    attaching.attach(new, title="Karte", file=file(pdf("Karte", 1)), by=koordination, on=ON)
    (table,) = composing.paper_of(new).sections[-1].tables
    was = approved.attachments.get(position=1).extent()
    now = new.attachments.get(position=1).extent()
    assert (table.caption, [row[0] for row in table.rows]) == (
        "Geänderte Anlagen",
        ["Rahmenkonzept", "Auswertung 2025/2026", "Karte"],
    )
    assert table.rows[0][1:] == (f"Anlage 1 ({was})", f"Anlage 1 ({now}), andere Datei")
    assert (table.rows[1][2], table.rows[2][1]) == ("(entfällt)", "(neu)")
    assert bytes(approved.attachments.get(position=1).content) == pdf("Rahmenkonzept")
