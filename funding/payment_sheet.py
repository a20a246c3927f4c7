"""The payment sheet for the treasury: a payment list's frozen rows as paper and as a workbook.

Both say the same rows, count, sum and checksum, and which copy they are, so that nothing is paid twice
unnoticed. No query but the list's own rows, no clock.
"""

import io
from datetime import date
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from funding.models import PaymentItem, PaymentRun
from quartiersarbeit.ground import german
from quartiersarbeit.ground.paper import Detail, Paper, Paragraph, Run, Section, Table
from quartiersarbeit.ground.spreadsheet import safe_text

COLUMNS = ("Nr.", "Empfänger", "IBAN", "Verwendungszweck", "Fällig am", "Betrag")
WIDTHS = (6, 36, 28, 60, 12, 14)
AMOUNT, DAY = "#,##0.00", "DD.MM.YYYY"


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


def grouped(iban: str) -> str:
    """An IBAN in groups of four, as people read it aloud (ISO 13616)."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def details(run: PaymentRun, copy: Copy) -> list[tuple[str, str]]:
    """What stands above the rows, with the control sums."""
    found = [
        ("Zahlungsliste", f"{run.number}/{run.fiscal_year.year}"),
        ("Erstellt", f"{german.day(run.created_on)}, {run.created_by}"),
        ("Anzahl der Zahlungen", str(run.item_count)),
        ("Summe", german.euro(run.total)),
        ("Prüfsumme (SHA-256)", run.checksum),
        ("Exemplar", copy.text),
    ]
    if run.cancelled_on:
        found.append(
            ("Storniert", f"{german.day(run.cancelled_on)}, {run.cancelled_by}: {run.cancel_reason}")
        )
    return found


def paper(run: PaymentRun, items: list[PaymentItem], copy: Copy) -> Paper:
    """The sheet as paper."""
    rows = tuple(
        (
            str(item.position),
            item.recipient_name,
            grouped(item.recipient_iban),
            item.purpose,
            german.day(item.due_on),
            german.euro(item.amount),
        )
        for item in items
    )
    total = ("", "Summe", "", "", "", german.euro(run.total))
    said = "Alle Zahlungen sind sachlich und rechnerisch richtig gezeichnet und von einer zweiten Person freigegeben."
    if run.cancelled_on:
        said = "Diese Zahlungsliste ist storniert. Zahlen Sie nichts davon."
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
                (
                    Table(
                        f"Zahlungen der Liste {run.number}/{run.fiscal_year.year}",
                        COLUMNS,
                        rows,
                        (0, 5),
                        total,
                    ),
                ),
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


def workbook(run: PaymentRun, items: list[PaymentItem], copy: Copy) -> bytes:
    """The sheet as XLSX: amounts and days as such, IBANs as text, nothing that runs as a formula."""
    book = Workbook()
    sheet = book.active
    sheet.title = f"Zahlungsliste {run.number}-{run.fiscal_year.year}"
    for label, text in details(run, copy):
        sheet.append([safe_text(label), "", safe_text(text)])
    sheet.append([])
    sheet.append(list(COLUMNS))
    head = sheet.max_row
    for item in items:
        texts = (item.recipient_name, item.recipient_iban, item.purpose)
        sheet.append([item.position, *map(safe_text, texts), item.due_on, item.amount])
    sheet.append(["", "Summe", "", "", "", run.total])
    _laid_out(sheet, head)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _laid_out(sheet, head: int) -> None:
    """Widths, formats and the bold lines; the heads stay in sight while one scrolls."""
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in (head, sheet.max_row):
        for cell in sheet[row]:
            cell.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=head + 1):
        row[2].number_format, row[4].number_format, row[5].number_format = "@", DAY, AMOUNT
        row[3].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = f"A{head + 1}"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = (
        "landscape",
        1,
        0,
    )
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
