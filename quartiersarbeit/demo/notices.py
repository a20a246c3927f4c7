"""Example texts and legal figures, marked to be replaced, and the notices of approved decisions and issued claims."""

from datetime import date
from decimal import Decimal

from funding.models import (
    Decision,
    LegalFigure,
    LegalPeriod,
    Notice,
    NoticeText,
    RepaymentClaim,
    Service,
)
from funding.models.legal_figure import LegalFigureKind
from funding.models.legal_period import PeriodKind, PeriodUnit
from funding.models.notice import NoticeKind, NoticePart
from quartiersarbeit.demo.loading import Loading
from quartiersarbeit.demo.people import Cast

VALID_FROM = date(2020, 1, 1)
# No statute is cited: what these notices rest on, and what may be lodged against them, only the office knows.
LEGAL_BASIS = (
    "Hier nennt das Rechtsamt die Rechtsgrundlage und die Beschlüsse, auf denen dieser Bescheid beruht."
)
APPEAL = (
    "Hier steht, welcher Rechtsbehelf gegen diesen Bescheid vom {datum} gegeben ist, in welcher Frist und Form "
    "und bei welcher Stelle."
)
CLOSING = "Bei Rückfragen nennen Sie bitte die Bescheid-Nr. {nummer}."
TEXTS = {
    (NoticeKind.GRANT, NoticePart.INTRODUCTION): (
        "Guten Tag,\n\nfür die Quartiersarbeit am Standort {standort} "
        "ergeht an den Zuwendungsempfänger {empfaenger} der folgende Bescheid."
    ),
    (NoticeKind.GRANT, NoticePart.CONDITIONS): (
        "Die Zuwendung von {betrag} ist an diese Nebenbestimmungen gebunden:\n\n"
        "1. Sie wird nur für diesen Zweck verwendet: {zweck}.\n"
        "2. Ihre Verwendung im Haushaltsjahr {jahr} wird nachgewiesen.\n"
        "3. Was nicht für den Zweck verwendet wird, wird zurückgezahlt."
    ),
    (NoticeKind.CHANGE, NoticePart.INTRODUCTION): (
        "Guten Tag,\n\ndie Zuwendung an {empfaenger} für das Haushaltsjahr {jahr} ändert sich."
    ),
    (NoticeKind.CHANGE, NoticePart.CONDITIONS): (
        "Die Nebenbestimmungen des Zuwendungsbescheids gelten für den neuen Betrag von {neu} weiter."
    ),
    (NoticeKind.REVOCATION, NoticePart.INTRODUCTION): (
        "Guten Tag,\n\ndie Zuwendung an {empfaenger} für das Haushaltsjahr {jahr} wird widerrufen."
    ),
    (NoticeKind.REVOCATION, NoticePart.CONDITIONS): (
        "Bewilligt bleiben {neu}. Was darüber hinaus ausgezahlt wurde, ist zurückzuzahlen."
    ),
    (NoticeKind.REPAYMENT, NoticePart.INTRODUCTION): (
        "Guten Tag,\n\nfür das Haushaltsjahr {jahr} wurden {ausgezahlt} an {empfaenger} ausgezahlt und {nachgewiesen} "
        "durch den Verwendungsnachweis belegt."
    ),
    (NoticeKind.REPAYMENT, NoticePart.CONDITIONS): (
        "Bitte zahlen Sie {betrag} in einer Summe bis zum {faellig}."
    ),
    (NoticeKind.REPAYMENT, NoticePart.CLOSING): (
        "Bei Rückfragen nennen Sie bitte die Nr. des Bescheids, durch den bewilligt ist: {bescheid}."
    ),
}
SHARED = {NoticePart.LEGAL_BASIS: LEGAL_BASIS, NoticePart.APPEAL: APPEAL, NoticePart.CLOSING: CLOSING}


def load(loading: Loading, cast: Cast) -> None:
    """Texts and figures first, so that every notice is drawn up with them."""
    _legal_figures(loading, cast)
    _legal_periods(loading, cast)
    shared = {(kind, part): body for kind in NoticeKind for part, body in SHARED.items()}
    rows = [
        NoticeText(kind=kind, part=part, body=body, valid_from=VALID_FROM, is_example=True)
        for (kind, part), body in (shared | TEXTS).items()
    ]
    loading.ensure(rows, "kind", "part", "valid_from")
    without = Decision.objects.filter(approved_on__isnull=False, notice__isnull=True)
    for decision in without.order_by("approved_on", "notice_sequence"):
        approved_on = decision.approved_on or VALID_FROM  # only approved ones were asked for
        Notice.objects.freeze(decision, by=cast.freigabe, on=approved_on)
        loading.count(Notice)
    for claim in RepaymentClaim.objects.filter(issued_on__isnull=False, notice__isnull=True):
        on = claim.issued_on or VALID_FROM
        notice = Notice.objects.freeze(claim, by=cast.freigabe, on=on)
        loading.count(Notice)
        Service.objects.record(
            notice=notice, way=PeriodKind.POSTED, sent_on=on, by=cast.koordination, on=loading.today
        )
        loading.count(Service)


# (how long, unit, whether the end moves): no statute is cited, only the office knows which it is.
PERIODS = {
    PeriodKind.POSTED: (4, PeriodUnit.DAYS, True),
    PeriodKind.FETCHED: (0, PeriodUnit.DAYS, False),
    PeriodKind.HANDED: (0, PeriodUnit.DAYS, False),
    PeriodKind.APPEAL: (1, PeriodUnit.MONTHS, True),
    PeriodKind.REVOCATION: (12, PeriodUnit.MONTHS, False),
    PeriodKind.REVOCATION_DUE: (11, PeriodUnit.MONTHS, False),
}


def _legal_periods(loading: Loading, cast: Cast) -> None:
    """How long the law's periods could be; the city enters norm, source and length before use."""
    given = {"is_example": True, "entered_on": loading.today, "entered_by": cast.admin}
    given |= {"norm": "Beispiel, bitte prüfen", "source": "Beispiel: Die Stadt trägt Norm und Quelle ein."}
    loading.ensure(
        [
            LegalPeriod(kind=kind, length=length, unit=unit, moves=moves, valid_from=VALID_FROM, **given)
            for kind, (length, unit, moves) in PERIODS.items()
        ],
        *("kind", "valid_from"),
    )


def _legal_figures(loading: Loading, cast: Cast) -> None:
    """What interest on claims rests on, as it was read; the city confirms or replaces both rows before use."""
    given = {"is_example": True, "entered_on": loading.today, "entered_by": cast.admin}
    loading.ensure(
        [
            LegalFigure(
                kind=LegalFigureKind.REPAYMENT_MARGIN,
                rate=Decimal("3.00"),
                valid_from=date(2025, 11, 7),
                norm="§ 49a Abs. 3 VwVfG NRW",
                source="Beispiel: Landesrecht, gelesen am Stand vom 07.11.2025; das Bundesgesetz nennt einen anderen "
                "Wert. Die Stadt bestätigt ihn.",
                **given,
            ),
            LegalFigure(
                kind=LegalFigureKind.BASE_RATE,
                rate=Decimal("1.27"),
                valid_from=date(2025, 7, 1),
                norm="§ 247 BGB",
                source="Beispiel: Bekanntmachung der Deutschen Bundesbank zum 01.07.2025. Die Stadt trägt den "
                "geltenden Wert ein.",
                **given,
            ),
        ],
        *("kind", "valid_from"),
    )
