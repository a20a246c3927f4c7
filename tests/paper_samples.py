"""Papers that are no reports: a letter, a payment sheet, minutes with lists and charts. All names are examples."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from funding import claim_paper, notice_paper
from quartiersarbeit.demo.notices import SHARED, TEXTS
from quartiersarbeit.ground.paper import (
    Bar,
    Chart,
    Detail,
    Paper,
    Paragraph,
    Run,
    Section,
    Signature,
    Table,
    qr_code,
)

DAY = date(2026, 3, 2)


def said(text, kind="text"):
    return Paragraph((Run(text),), kind)


LETTER = Paper(
    kind="Zuwendungsbescheid",
    subject="Förderung der Quartiersarbeit am Projektstandort 1 im Haushaltsjahr 2026",
    year=2026,
    as_of=DAY,
    for_committees=False,
    sender=("Stadt Bielefeld", "Büro für Sozialplanung", "33597 Bielefeld"),
    recipient=("Beispielverein e. V.", "Frau Beispiel", "Musterweg 1", "33602 Bielefeld"),
    details=(Detail("Bescheid-Nr.", "2026-001"), Detail("Zeitraum", "01.01.2026 bis 31.12.2026")),
    subject_label="",
    text_label="",
    as_of_label="Datum:",
    is_draft=False,
    sections=(
        Section(
            "satz", "", (said("Sie erhalten für das Haushaltsjahr 2026 eine Zuwendung von 8.000,00 €."),)
        ),
        Section(
            "auflagen",
            "Auflagen",
            (
                said("Die Zuwendung ist an diese Auflagen gebunden:"),
                said("Mittel nur für den genannten Zweck verwenden.", "numbered"),
                said("Verwendungsnachweis bis zum 31.03.2027 vorlegen.", "numbered"),
            ),
            level=3,
        ),
    ),
    signatures=(
        Signature("Entworfen", "Kim Beispiel", date(2026, 2, 27)),
        Signature("Freigegeben", "Toni Muster", DAY),
        Signature("Zugestellt"),
    ),
)

SHEET = Paper(
    kind="Zahlungsliste",
    subject="Auszahlungen zum 15.03.2026",
    year=2026,
    as_of=DAY,
    for_committees=False,
    text_label="",
    subject_label="",
    is_draft=False,
    sections=(
        Section(
            "raten",
            "Auszahlungen",
            (),
            (
                Table(
                    "Freigegebene Raten",
                    ("Empfänger", "Zweck", "Betrag"),
                    (
                        ("Beispielverein e. V.", "Projektstandort 1, Rate 1", "2.000,00 €"),
                        ("Muster gGmbH", "Projektstandort 2, Rate 1", "4.000,00 €"),
                    ),
                    numeric=(2,),
                    total=("Summe", "", "6.000,00 €"),
                ),
            ),
        ),
    ),
)

MINUTES = Paper(
    kind="Protokoll",
    subject="Qualitätsdialog 2026 am Projektstandort 1",
    year=2026,
    as_of=DAY,
    for_committees=False,
    sections=(
        Section(
            "teil",
            "Ergebnisse",
            (
                Paragraph(
                    (
                        Run("Alle waren sich "),
                        Run("einig", strong=True),
                        Run(", "),
                        Run("fast", emphasis=True),
                    )
                ),
                said("Das Café öffnet an drei Tagen.", "bullet"),
                said("Die Sprechstunde bleibt.", "bullet"),
            ),
            (
                Table(
                    "Förderung 2026",
                    ("Angabe", "Betrag"),
                    (("gebunden", "56.000,00 €"), ("ausgezahlt", "14.000,00 €"), ("frei", "24.000,00 €")),
                    numeric=(1,),
                ),
            ),
            (
                Chart(
                    "Förderung 2026",
                    "Von 80.000,00 € verfügbaren Mitteln.",
                    (
                        Bar("gebunden", Decimal("56000.00"), "56.000,00 €"),
                        Bar("ausgezahlt", Decimal("14000.00"), "14.000,00 €"),
                        Bar("frei", Decimal("24000.00"), "24.000,00 €"),
                        Bar("offene Rückforderung", Decimal("0.00"), "0,00 €"),
                    ),
                ),
            ),
        ),
        Section("einzel", "Einzelheiten", (said("Näheres folgt."),), level=3),
    ),
)
NOTICE = notice_paper.paper(
    notice_paper.Facts(
        kind="reduction",
        amount=Decimal("-500.00"),
        before=Decimal("8000.00"),
        year=2026,
        site="Projektstandort 1",
        purpose="Quartiersarbeit",
        reason="Der Bedarf ist geringer.",
        recipient=("Beispielverein e. V.", "Musterweg 1", "33602 Bielefeld"),
        sender=("Stadt Bielefeld",),
        on=DAY,
        number="2026/QA-010",
        approved_by="Toni Muster",
    ),
    [
        notice_paper.Text(part, body, is_example=True)
        for part, body in {
            **{part: body for (kind, part), body in TEXTS.items() if kind == "change"},
            **SHARED,
        }.items()
    ],
)
CLAIM = claim_paper.paper(
    claim_paper.Facts(
        amount=Decimal("510.00"),
        due_on=date(2027, 7, 1),
        paid=Decimal("8000.00"),
        proven=Decimal("7390.00"),
        claimed=Decimal("100.00"),
        year=2026,
        site="Projektstandort 1",
        purpose="Quartiersarbeit",
        reason="Der Betrag wurde ausgezahlt, aber nicht nachgewiesen.",
        granted_by="2026/QA-010",
        recipient=("Beispielverein e. V.", "Musterweg 1", "33602 Bielefeld"),
        sender=("Stadt Bielefeld",),
        on=DAY,
        rate=Decimal("5.00"),
        rate_source="Beispiel einer Rechtsgrundlage",
        interest_from=date(2027, 7, 2),
        issued_by="Toni Muster",
    ),
    [
        notice_paper.Text(part, body, is_example=True)
        for part, body in {
            **SHARED,
            **{part: body for (kind, part), body in TEXTS.items() if kind == "repayment"},
        }.items()
    ],
)
CODED = replace(
    SHEET,
    sections=(
        *SHEET.sections,
        Section(
            "nachlesen",
            "Nachlesen",
            (said("Der Bescheid steht auch im Netz."),),
            codes=(
                qr_code(
                    "https://example.org/bescheide/1/", "Zum Bescheid", "https://example.org/bescheide/1/"
                ),
            ),
        ),
    ),
)
SAMPLES = {
    "letter": LETTER,
    "sheet": SHEET,
    "minutes": MINUTES,
    "notice": NOTICE,
    "claim": CLAIM,
    "coded": CODED,
}
