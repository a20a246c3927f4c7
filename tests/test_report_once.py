"""One report per kind, year and as-of date: a second leads to the first; drafts are given up; lists tell versions."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.utils import IntegrityError
from django.urls import reverse

from quality_dialog.models import Report
from quality_dialog.report import asking, attaching, composing
from quality_dialog.report.models.signing import ask_co_signature
from quality_dialog.report.statuses import ReportStatus
from quartiersarbeit.ground.forms import refused
from tests import factories as f
from tests.test_report_attachments import file, pdf

pytestmark = pytest.mark.django_db

ON = date(2026, 9, 3)
GIVEN = {"year": 2026, "as_of": date(2026, 9, 1), "kind": "notice", "subject": "Quartiersarbeit"}


def code(act, *args, **given) -> str:
    refusal = refused(lambda: act(*args, **given))
    if refusal is None:
        return "done"
    return (
        next(iter(refusal.error_dict.values())) if hasattr(refusal, "error_dict") else refusal.error_list
    )[0].code


@pytest.fixture
def draft(koordination) -> Report:
    f.MandateFactory()
    return composing.start(**GIVEN, by=koordination, on=ON)


def listed(client, **asked) -> str:
    return client.get(reverse("quality_dialog:report_list"), asked).content.decode()


def test_a_second_draft_is_refused_and_leads_to_the_first(draft, koordination, client_of):
    given = GIVEN | {"as_of": "01.09.2026"}
    answer = client_of(koordination).post(reverse("quality_dialog:report_create"), given)
    page = answer.content.decode()
    assert (
        f'href="{draft.get_absolute_url()}"' in page,
        "Stand: Entwurf" in page,
        Report.objects.count(),
    ) == (
        True,
        True,
        1,
    )


def test_another_kind_year_or_day_is_another_report(draft, koordination):
    others = [{"kind": "information"}, {"year": 2025}, {"as_of": date(2026, 8, 31)}]
    found = [code(composing.start, **GIVEN | other, by=koordination, on=ON) for other in [{}, *others]]
    assert found == ["report_once", "done", "done", "done"]


def test_the_database_keeps_one_too(draft):
    with pytest.raises(IntegrityError, match="report_once"), transaction.atomic():
        f.ReportFactory(year=2026, as_of=date(2026, 9, 1))


def test_an_approved_report_is_corrected_not_written_a_second_time(draft, koordination):
    f.approve(draft, on=ON)
    assert code(composing.start, **GIVEN, by=koordination, on=ON) == "report_once"
    assert code(draft.correct, reason="Zahl", as_of=draft.as_of, by=koordination, on=ON) == "done"
    assert (
        code(draft.correct, reason="Zahl", as_of=draft.as_of, by=koordination, on=ON) == "already_corrected"
    )


# --- given up -------------------------------------------------------------------------------------------


def test_a_draft_is_discarded_for_a_reason_and_makes_place_for_another(draft, koordination, client_of):
    client = client_of(koordination)
    address = reverse("quality_dialog:report_discard", args=[draft.pk])
    without = client.post(address, {"reason": " "}).status_code
    client.post(address, {"reason": "Doppelt."})
    draft.refresh_from_db()
    assert (without, draft.discarded_by, draft.discard_reason) == (200, koordination, "Doppelt.")
    assert "Doppelt." in client.get(draft.get_absolute_url()).content.decode()
    assert code(composing.start, **GIVEN, by=koordination, on=ON) == "done"


def test_a_discarded_draft_leaves_the_lists_unless_asked_for(draft, koordination, client_of):
    client = client_of(koordination)
    before = draft.get_absolute_url() in listed(client)
    draft.discard(reason="Doppelt.", by=koordination, on=ON)
    seen = [draft.get_absolute_url() in listed(client, **asked) for asked in ({}, {"stand": "discarded"})]
    assert (before, seen) == (True, [False, True])


def test_what_is_in_review_approved_or_discarded_is_not_discarded(draft, koordination, freigabe):
    draft.submit_for_review(by=koordination, on=ON)
    given = {"by": koordination, "on": ON}
    found = [code(draft.discard, reason="x", **given)]
    draft.return_to_draft(reason="x", **given)
    found += [code(draft.discard, reason=" ", **given), code(draft.discard, reason="x", **given)]
    assert [*found, code(draft.discard, reason="x", **given)] == [
        "no_draft",
        "reason_missing",
        "done",
        "report_discarded",
    ]


def test_nothing_is_done_with_a_discarded_draft(draft, koordination, awo, freigabe, client_of):
    section = draft.sections.first()
    draft.discard(reason="Doppelt.", by=koordination, on=ON)
    by = {"by": koordination, "on": ON}
    found = [
        code(draft.submit_for_review, **by),
        code(composing.add_section, draft, heading="x", body="x", **by),
        code(attaching.attach, draft, title="x", file=file(pdf("x")), **by),
        code(ask_co_signature, draft, user=freigabe, **by),
        code(asking.show, draft, partners=[awo], due_on=date(2026, 9, 30), way="letter", **by),
        code(asking.leave_out, draft, partners=[awo], reason="x", **by),
    ]
    assert found == ["report_discarded"] * 6
    edit = client_of(koordination).get(reverse("quality_dialog:report_edit", args=[draft.pk]), follow=True)
    assert "Der Bericht ist verworfen" in edit.content.decode()
    for act in (
        lambda: draft.sections.update(body="Anders."),
        lambda: section.delete(),
        lambda: f.PartnerReadingFactory(report=draft),
        lambda: Report.objects.update(subject="Anders"),
        lambda: Report.objects.update(discarded_on=None, discarded_by=None, discard_reason=""),
        lambda: draft.delete(),
    ):
        with pytest.raises(IntegrityError, match="verworfen"), transaction.atomic():
            act()


def test_a_discarded_correction_makes_place_for_another(draft, koordination):
    f.approve(draft, on=ON)
    given = {"reason": "Zahl", "as_of": draft.as_of, "by": koordination, "on": ON}
    first = draft.correct(**given)
    first.discard(reason="Falsch begonnen.", by=koordination, on=ON)
    assert code(draft.correct, **given) == "done"


# --- versions -------------------------------------------------------------------------------------------


def test_lists_tell_the_version_and_what_it_corrects(draft, koordination, client_of):
    f.approve(draft, on=ON)
    new = draft.correct(reason="Zahl", as_of=draft.as_of, by=koordination, on=ON)
    page = listed(client_of(koordination))
    assert ["Fassung 1" in page, "Fassung 2, berichtigt die vom 03.09.2026" in page] == [True, True]
    assert [r.version for r in Report.objects.with_version().order_by("pk")] == [1, 2]
    assert [r.status_on(ON) for r in (draft, new)] == [ReportStatus.APPROVED, ReportStatus.DRAFT]


def test_a_correction_takes_the_place_once_it_is_as_public(draft, koordination, freigabe):
    later = [date(2026, 9, day) for day in (4, 5, 6)]
    f.approve(draft, on=ON)
    draft.submit(by=koordination, on=ON)
    draft.publish(by=freigabe, on=ON)
    new = draft.correct(reason="Zahl", as_of=draft.as_of, by=koordination, on=later[0])
    f.approve(new, on=later[1])
    new.submit(by=koordination, on=later[1])
    new.publish(by=freigabe, on=later[2])
    published, corrected = ReportStatus.PUBLISHED, ReportStatus.CORRECTED
    assert [draft.status_on(on) for on in (ON, *later)] == [published, published, published, corrected]


def test_the_filter_knows_every_status(draft, koordination, client_of):
    pages = {status: listed(client_of(koordination), stand=status.value) for status in ReportStatus}
    assert [status for status, page in pages.items() if draft.get_absolute_url() in page] == [
        ReportStatus.DRAFT
    ]


def test_a_refusal_names_the_first(draft, koordination):
    with pytest.raises(ValidationError, match=r"„Quartiersarbeit“, entworfen am 03\.09\.2026"):
        composing.start(**GIVEN, by=koordination, on=ON)
