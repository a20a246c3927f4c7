"""What the page of a report reads in the report's own statement is what would be asked for by itself."""

from datetime import timedelta
from functools import partial

import pytest

from partners.models import SentMail, User, WayBack
from quality_dialog.models import Report
from quality_dialog.report import composing, written_in
from quality_dialog.report.views.read_with import for_all, for_the_city
from tests import factories as f
from tests.benchmarks.measuring import counted

pytestmark = pytest.mark.django_db

ASKED = {
    "stops": lambda one, on: one.consultations.with_status(on),
    "signatures": lambda one, on: one.co_signatures.with_status(on),
    "asked": lambda one, on: one.readings.with_status(on),
    "given_back": lambda one, _: one.returns.all(),
    "taken_back": lambda one, _: WayBack.objects.of(one, *one.readings.all()),
    "mails": lambda one, _: SentMail.objects.about(one.get_absolute_url()).with_status()[:20],
    "files": lambda one, _: one.renditions.sealed(),
    "attached": lambda one, _: one.attachments.listed(),
    "co_authors": lambda one, _: User.objects.filter(pk__in=one.contributors.values("user")),
}
WRITTEN = {
    "texts": lambda one: one.sections.all(),
    "stops": lambda one: one.consultations.all(),
    "asked": lambda one: one.readings.all(),
    "papers": lambda one: one.attachments.listed(),
}


@pytest.fixture
def draft(loaded) -> Report:
    """The example data's draft, with something of every kind."""
    koordination, freigabe = (
        User.objects.get(email=f"{name}@example.org") for name in ("koordination", "freigabe")
    )
    report = Report.objects.filter(approved_on=None).latest("as_of")
    composing.add_section(report, heading="Dazu", body="Ein Satz.", by=freigabe, on=loaded)
    f.AttachmentFactory(report=report)
    f.CoSignatureFactory(report=report)
    later = {"due_on": loaded + timedelta(days=99), "reason": "Urlaub", "by": koordination, "on": loaded}
    report.readings.exclude(due_on=None)[0].extend(**later)
    report.submit_for_review(by=koordination, on=loaded)
    report.return_to_draft(reason="Noch einmal", by=freigabe, on=loaded)
    f.SentMailFactory(about=[report.get_absolute_url()], sent=True)
    f.SentMailFactory(about=["/berichte/"])
    return report


def told(rows) -> list[tuple]:
    return [(one, str(one), getattr(one, "status", "")) for one in rows]


def test_what_the_page_shows(draft, loaded):
    seen = set()
    for report in Report.objects.annotate(**for_all(loaded), **for_the_city(loaded)):
        for name, rows in ASKED.items():
            read = getattr(report, name)
            assert told(read) == told(rows(report, loaded)), name
            seen |= {name} if read else set()
    assert seen == ASKED.keys()


def test_what_the_paper_is_written_of(draft):
    read = written_in.read(draft.pk)
    found = {name: told(getattr(read, name)) for name in WRITTEN}
    assert found == {name: told(rows(draft)) for name, rows in WRITTEN.items()}
    assert all(found.values())


def test_the_page_asks_who_asks_then_for_the_report_and_whether_its_paper_still_holds(draft, client_of):
    client = client_of(User.objects.get(email="koordination@example.org"))
    for report in (draft, Report.objects.exclude(published_on=None).latest("as_of")):
        page = partial(client.get, report.get_absolute_url())
        page()
        _, statements, *_ = counted(page)
        assert statements == 4
