"""The papers of the money: which there are, and how somebody who holds one learns whether it is ours.

None of them is public. So of a paper that is known nothing is told but its kind, its number, its day, and what has
taken its place: whoever asks holds it, or has guessed sixty bits.
"""

from datetime import date

from funding import claim_paper, notice_paper
from funding.models import Decision, Notice, NoticeFile, PaymentRunExport
from quartiersarbeit.ground import german
from quartiersarbeit.ground.papers import Known, PaperKind

_OF_DECISION = ("decision__allocation", "decision__approved_by")
_OF_CLAIM = ("claim__allocation",)


def _notice_by_sum(sha256: str, on: date) -> Known | None:
    files = NoticeFile.objects.filter(sha256=sha256).defer("content", "notice__paper")
    file = files.select_related(*(f"notice__{one}" for one in (*_OF_DECISION, *_OF_CLAIM))).first()
    return _notice(file.notice, on, file.get_format_display()) if file else None


def _notice_by_code(code: str, on: date) -> Known | None:
    found = Notice.objects.filter(check_code=code).defer("paper")
    notice = found.select_related(*_OF_DECISION, *_OF_CLAIM).first()
    return _notice(notice, on) if notice else None


def _notice(notice: Notice, on: date, held: str = "") -> Known:
    if notice.claim:
        granted = notice.claim.allocation.granted_by()
        return Known(
            kind=claim_paper.TITLE,
            number=f"zum Bescheid Nr. {granted}" if granted else "",
            version=_of_day(notice.claim.issued_on),
            held=held,
        )
    decision: Decision = notice.decision  # type: ignore[assignment]  # one of both
    after = decision.allocation.decisions.filter(
        approved_on__lte=on, notice_sequence__gt=decision.notice_sequence
    )
    last = after.order_by("notice_sequence").last()
    return Known(
        kind=_title(decision),
        number=decision.notice_number,
        version=_of_day(decision.approved_on),
        held=held,
        replaced=f"Geändert durch {_title(last)} Nr. {last.notice_number} vom {german.day(last.approved_on)}"
        if last
        else "",
        advice="Dieser Bescheid ist echt. Was er bewilligt, ist seitdem durch einen anderen Bescheid geändert.",
    )


def _title(decision: Decision) -> str:
    return notice_paper.TITLES.get(decision.kind, notice_paper.TITLES["change"])


def _of_day(day: date | None) -> str:
    return f"Fassung vom {german.day(day)}"


def _sheet_by_sum(sha256: str, on: date) -> Known | None:
    return _sheet(PaymentRunExport.objects.filter(sha256=sha256), on, "PDF")


def _sheet_by_code(code: str, on: date) -> Known | None:
    return _sheet(PaymentRunExport.objects.filter(check_code=code), on)


def _sheet(found, on: date, held: str = "") -> Known | None:
    given = found.select_related("run__fiscal_year").defer("content").first()
    if given is None:
        return None
    run = given.run
    cancelled = run.cancelled_on and run.cancelled_on <= on
    return Known(
        kind=str(run._meta.verbose_name),
        number=f"{run.number}/{run.fiscal_year.year}, {given.number}. Ausgabe",
        version=_of_day(given.on),
        held=held,
        replaced=f"Storniert am {german.day(run.cancelled_on)}" if cancelled else "",
        advice="Diese Zahlungsliste ist echt, aber storniert. Zahlen Sie nichts davon.",
    )


PAPERS = (
    PaperKind(
        name="Bescheid: Bewilligung, Änderung, Widerruf, Rückforderung",
        made_by=("funding.notice_paper.drawn_up",),
        drawn_in=("funding.models.notice_file",),
        kept_in=("funding.NoticeFile",),
        by_sum=_notice_by_sum,
        by_code=_notice_by_code,
    ),
    PaperKind(
        name="Bescheid im Entwurf",
        unmarked="Ein Entwurf bindet niemanden und wird nicht aufbewahrt; erst die Freigabe macht ihn zum Bescheid.",
    ),
    PaperKind(
        name="Zahlungsliste, Ausgabe auf Papier",
        made_by=("funding.payment_sheet.paper",),
        drawn_in=("funding.payment_sheet",),
        kept_in=("funding.PaymentRunExport",),
        by_sum=_sheet_by_sum,
        by_code=_sheet_by_code,
    ),
    PaperKind(
        name="Zahlungsliste, Kopie zur Ansicht",
        unmarked="Sie ist nicht zur Zahlung, sagt das auf sich selbst und wird nicht aufbewahrt.",
    ),
)
