"""Every number printed on a paper of the example data, typed into the one field, leads to its record."""

import re

import pymupdf
import pytest
from django.db.models import Model
from django.urls import reverse
from lxml import html

from funding.models import Decision, PaymentRun, RepaymentClaim
from partners.models import User
from quality_dialog.models import Dialogue, PartnerReading, Report

pytestmark = pytest.mark.django_db

# Numbers of notices, Drucksachen and payment lists; check sums, also shortened; accounts. No bare digits: those count.
PRINTED = re.compile(
    r"\b\d{4}/[A-Z]{2}-\d{3}\b|\b\d{3,6}/\d{4}-\d{4}\b|Zahlungsliste \d+/\d{4}|\b[0-9a-f]{8,64}\b"
    r"|\bDE\d\d(?: ?\d{4}){4} ?\d\d\b"
)
LETTERS = re.compile(r"[a-f]")


def papers() -> list[tuple[str, Model]]:
    """The address of each paper, and what it is of."""
    of_report = [(reverse("quality_dialog:report_pdf", args=[one.pk]), one) for one in Report.objects.all()]
    of_claim = [(reverse("funding:claim_pdf", args=[one.pk]), one) for one in RepaymentClaim.objects.all()]
    of_notice = [(reverse("funding:notice_pdf", args=[one.pk]), one) for one in Decision.objects.all()]
    of_run = [(reverse("funding:payment_run_pdf", args=[one.pk]), one) for one in PaymentRun.objects.all()]
    of_meeting = [
        (reverse("quality_dialog:meeting_minutes_pdf", args=[one.cycle.year, one.site_id]), one)
        for one in Dialogue.objects.select_related("cycle").filter(meeting_on__isnull=False)
    ]
    of_reading = [
        (reverse("quality_dialog:reading_letter", args=[one.report_id, one.partner_id]), one)
        for one in PartnerReading.objects.all()
    ]
    return [*of_report, *of_claim, *of_notice, *of_run, *of_meeting, *of_reading]


def own_numbers(record: Model) -> set[str]:
    """The numbers that a paper bears as its own: they lead to just this record."""
    own = {getattr(record, name, None) for name in ("notice_number", "reference", "seal_sha256")}
    return {number for number in own if number}


@pytest.mark.exhaustive
def test_every_number_on_every_paper_leads_to_a_record(loaded, client):
    user = User.objects.get(email="koordination@example.org")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    lost, astray, numbers, own = {}, [], set(), 0
    for address, record in papers():
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        with pymupdf.open(stream=content, filetype="pdf") as pages:
            text = " ".join("".join(page.get_text() for page in pages).split())
        for number in {*PRINTED.findall(text)}:
            if re.fullmatch(r"[0-9a-f]+", number) and not (
                LETTERS.search(number) and re.search(r"\d", number)
            ):
                continue  # a word or a day, no check sum
            numbers.add(number)
            page = html.fromstring(client.get(reverse("search"), {"q": number}).content)
            hits = page.xpath("//ul[@class='hits']//a/@href")
            if not hits:
                lost.setdefault(number, []).append(f"{address} ({record})")
            if number in own_numbers(record):
                own += 1
                if record.get_absolute_url() not in hits:
                    astray.append(f"{number} of {record}: {hits}")
    assert (lost, astray) == ({}, [])
    assert (len(numbers) > 12, own > 12) == (True, True)
