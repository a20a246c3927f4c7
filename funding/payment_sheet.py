"""The payment sheet for the treasury: a payment list's frozen rows as paper and as a workbook.

Both say the same rows, count, sum and checksum, and which copy they are, so that nothing is paid twice
unnoticed. No query but the list's own rows, no clock.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse

from funding.models import PaymentItem, PaymentRun, PaymentRunExport
from funding.models.posting import POSTING
from quartiersarbeit.ground import german, marking, spreadsheet
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.events import signature
from quartiersarbeit.ground.paper import Detail, Paper, Paragraph, Run, Section, pdf


def grouped(iban: str) -> str:
    """An IBAN in groups of four, as people read it aloud (ISO 13616)."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def _payment(item: PaymentItem) -> str | None:
    """The page of the payment behind a row; the row of the sum has none."""
    return item.disbursement_id and reverse("funding:disbursement_detail", args=[item.disbursement_id])


IBAN = Column("recipient_iban", "IBAN", width=28)
COLUMNS = (
    Column("position", "Nr.", kind="number", width=6),
    Column("recipient_name", "Empfänger", width=36),
    IBAN,
    Column("purpose", "Verwendungszweck", width=60, link=_payment),
    Column("due_on", "Fällig am", kind="date"),
    Column("amount", "Betrag", kind="euro"),
)


def _of_payment(path: str) -> Callable[[PaymentItem], Any]:
    """A fact of the payment behind a row; the row of the sum has none."""
    column = Column(path, path)
    return lambda item: column.value_of(item.disbursement) if item.disbursement_id else None


def _of_return(fact: str) -> Callable[[PaymentItem], Any]:
    back = Column("payment_return", "")
    return lambda item: (
        getattr(getattr(item.disbursement, back.key, None), fact, None) if item.disbursement_id else None
    )


HOLDER = Column("holder", "Kontoinhaber", lambda item: item.disbursement_id and item.holder, width=36)
POSTED = tuple(
    Column(name, str(PaymentItem._meta.get_field(name).verbose_name), width=14) for name in POSTING
)
# What the treasury fills in and sends back (`funding/answers.py` reads it).
KNOWN_BY = Column("end_to_end", "Kennung", lambda item: item.disbursement_id and item.end_to_end, width=32)
ANSWER = (
    KNOWN_BY,
    Column("paid_on", "Ausgezahlt am", _of_payment("paid_on"), kind="date", width=16),
    Column("reference", "Buchungszeichen", _of_payment("reference"), width=24),
    Column("returned_on", "Zurückgekommen am", _of_return("on"), kind="date", width=20),
    Column("return_reason", "Grund des Rücklaufs", _of_return("reason"), width=40),
)
IN_FULL = (*COLUMNS, HOLDER, *POSTED, *ANSWER)


def _recipient(item: PaymentItem) -> str:
    """Who gets it; below, whose account it is where the bank knows it by another name."""
    if item.holder == item.recipient_name:
        return item.recipient_name
    return f"{item.recipient_name}\nKontoinhaber: {item.holder}"


def _purpose(item: PaymentItem) -> str:
    """What stands on the recipient's statement; below, where it is booked."""
    posted = [f"{one.label} {one.value_of(item)}" for one in POSTED if one.value_of(item)]
    return "\n".join(line for line in (item.purpose, ", ".join(posted)) if line)


# People read an IBAN in groups; a workbook carries it as programs take it.
AS_READ: dict[str, Callable[[PaymentItem], str]] = {
    "recipient_iban": lambda item: grouped(item.recipient_iban),
    "recipient_name": _recipient,
    "purpose": _purpose,
}
READ = tuple(replace(one, value=AS_READ.get(one.key, one.value)) for one in COLUMNS)


class Copy(NamedTuple):
    """Which copy of the sheet this is: its number, when and for whom; without a number only for viewing."""

    number: int
    on: date
    by: str

    @property
    def text(self) -> str:
        """What is printed on it; from the second on it warns."""
        if not self.number:
            return "Kopie zur Ansicht – nicht zur Zahlung"
        given = f"{self.number}. Ausgabe, {german.day(self.on)}, {self.by}"
        return given if self.number == 1 else f"{given} – bereits ausgegeben, nicht erneut zahlen"


def details(run: PaymentRun, copy: Copy) -> list[tuple[str, str]]:
    """What stands above the rows, with the control sums."""
    return [
        ("Zahlungsliste", f"{run.number}/{run.fiscal_year.year}"),
        ("Erstellt", german.signed(run.created_on, signature(run, "created_by"))),
        ("Anzahl der Zahlungen", str(run.item_count)),
        ("Summe", german.euro(run.total)),
        ("Prüfsumme (SHA-256)", run.checksum),
        ("Kennung der Zahlungsdatei", run.message_name),
        ("Exemplar", copy.text),
        *cancelled(run),
    ]


def cancelled(run: PaymentRun) -> list[tuple[str, str]]:
    """By whom a list was taken back, and why; nothing while it stands."""
    if not run.cancelled_on:
        return []
    return [
        (
            "Storniert",
            f"{german.signed(run.cancelled_on, signature(run, 'cancelled_by'))}: {run.cancel_reason}",
        )
    ]


def paper(run: PaymentRun, items: list[PaymentItem], copy: Copy) -> Paper:
    said = "Alle Zahlungen sind sachlich und rechnerisch richtig gezeichnet und von einer zweiten Person freigegeben."
    if run.cancelled_on:
        said = "Diese Zahlungsliste ist storniert. Zahlen Sie nichts davon."
    caption = f"Zahlungen der Liste {run.number}/{run.fiscal_year.year}"
    return Paper(
        kind="Zahlungsliste",
        subject=f"Zahlungsliste {run.number}/{run.fiscal_year.year} der Quartiersarbeit",
        year=run.fiscal_year.year,
        as_of=run.created_on,
        sections=(
            Section(
                "zahlungen",
                "Zahlungen",
                (Paragraph((Run(said),)),),
                (Table(READ, items, caption, total=_sum(run)).on_paper(),),
            ),
        ),
        is_draft=False,
        is_example=run.fiscal_year.is_example,
        for_committees=False,
        details=tuple(Detail(label, text) for label, text in details(run, copy)),
        subject_label="",
        text_label="",
        as_of_label="Erstellt am:",
    )


def printed(run: PaymentRun, items: list[PaymentItem], copy: Copy) -> bytes:
    return pdf(paper(run, items, copy))


def draw(given: PaymentRunExport) -> None:
    """The numbered copy on paper, kept with that it was given out; `PaymentRun.export` stores both."""
    run = given.run
    copy = Copy(given.number, given.on, str(given.by))
    sheet = paper(run, list(run.items.in_order()), copy)
    marked = marking.marked((f"{run._meta.verbose_name}, {given.kind} {given.number}", run.pk), sheet)
    given.content = pdf(marked)
    given.sha256 = hashlib.sha256(given.content).hexdigest()
    given.check_code = marked.check_code


def workbook(run: PaymentRun, items: list[PaymentItem], copy: Copy) -> bytes:
    """The sheet as XLSX: amounts and days as such, IBANs as text, nothing that runs as a formula."""
    title = f"Zahlungsliste {run.number}-{run.fiscal_year.year}"
    rows, total = (Table(IN_FULL, objects, title).values() for objects in (items, [_sum(run)]))
    return spreadsheet.content(
        "xlsx", title, IN_FULL, rows, above=details(run, copy), total=next(iter(total))
    )


def _sum(run: PaymentRun) -> PaymentItem:
    """The row of the sum, under the same columns."""
    return PaymentItem(recipient_name="Summe", amount=run.total)
