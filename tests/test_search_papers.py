"""Every number printed on a paper of the example data, typed into the one field, leads to its record."""

import re

import pymupdf
import pytest
from django.db.models import Model
from django.urls import reverse
from lxml import html

from funding.models import Decision, PaymentRun, RepaymentClaim
from partners.models import User
from quality_dialog.models import Report

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
    of_notice = [(reverse("funding:notice_pdf", args=[one.pk]), one) for one in Decision.objects.all()[:12]]
    of_run = [(reverse("funding:payment_run_pdf", args=[one.pk]), one) for one in PaymentRun.objects.all()]
    return [*of_report, *of_claim, *of_notice, *of_run]


@pytest.mark.exhaustive
def test_every_number_on_every_paper_leads_to_a_record(loaded, client):
    user = User.objects.get(email="koordination@example.org")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    lost, numbers = {}, set()
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
            if not page.xpath("//ul[@class='hits']//a/@href"):
                lost.setdefault(number, []).append(f"{address} ({record})")
    assert (lost, len(numbers) > 12) == ({}, True)
