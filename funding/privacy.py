"""What the money knows of people: who acted, and whom texts name (see `quartiersarbeit.ground.privacy`)."""

from quartiersarbeit.ground.privacy import LAW, NAMED, RECORD, NotPersonal, Personal

_NAMED = "Wer in einem Text genannt ist"
_WHY = "Entscheidungen über öffentliche Mittel begründen und prüfbar halten"
_SUMS = "Prüfsumme"
_POSTING = "product ledger_account cost_centre"
_RECIPIENT = "Name und Konto einer Organisation"


def _text(model: str, fields: str) -> Personal:
    return Personal(model, fields, _NAMED, NAMED, _WHY, RECORD, LAW)


PERSONAL = [
    _text("funding.ProofOfUse", "narrative other_funding_from draft review_note"),
    _text("funding.ProofAttachment", "title file"),
    _text("funding.ProofReceipt", "number payee"),
    _text("funding.ProofSample", "drop_reason"),
    _text("funding.ProofReturn", "reasons"),
    _text("funding.Decision", "reason paper_by"),
    _text("funding.DraftReturn", "reason"),
    _text("funding.Hearing", "answer waived_reason"),
    _text("funding.RevocationGround", "what drop_reason"),
    _text("funding.Service", "withdraw_reason"),
    _text("funding.Withdrawal", "reason"),
    _text("funding.Disbursement", "drop_reason"),
    _text("funding.DroppedProposal", "reason"),
    _text("funding.Reversal", "reason"),
    _text("funding.PaymentReturn", "reason settlement"),
    _text("funding.RepaymentClaim", "reason"),
    _text("funding.PaymentRun", "cancel_reason"),
    _text("funding.Notice", "paper"),
    _text("funding.NoticeFile", "content"),
    _text("funding.PaymentRunExport", "content"),
]

NOT_PERSONAL = [
    NotPersonal("funding.FiscalYear", "notice_pattern", "Muster einer Nummer"),
    NotPersonal("funding.FiscalYear", _POSTING, "Nummern im Kontenplan der Stadt"),
    NotPersonal("funding.Allocation", "purpose", "Zweck einer Zuwendung an eine Organisation"),
    NotPersonal("funding.Allocation", _POSTING, "Nummern im Kontenplan der Stadt"),
    NotPersonal("funding.PaymentItem", _POSTING, "Nummern im Kontenplan der Stadt"),
    NotPersonal("funding.ProofAttachment", "sha256", _SUMS),
    NotPersonal("funding.ProofSample", "seed", "Startwert einer Ziehung"),
    NotPersonal("funding.SampleMember", "number digest", "Nummer eines Bescheids und ihre Prüfsumme"),
    NotPersonal(
        "funding.Decision", "notice_number paper_number", "Nummer eines Bescheids an eine Organisation"
    ),
    NotPersonal("funding.Disbursement", "recipient_name recipient_iban account_holder reference", _RECIPIENT),
    NotPersonal("funding.PaymentItem", "recipient_name recipient_iban account_holder purpose", _RECIPIENT),
    NotPersonal("funding.LegalFigure", "norm source link", "Fundstelle einer Rechtsvorschrift"),
    NotPersonal("funding.LegalPeriod", "norm source link", "Fundstelle einer Rechtsvorschrift"),
    NotPersonal("funding.RepaymentClaim", "interest_source reference", "Fundstelle und Kassenzeichen"),
    NotPersonal("funding.PartReceipt", "reference", "Kassenzeichen"),
    NotPersonal("funding.NoticeText", "body", "Text für alle Bescheide"),
    NotPersonal("funding.Notice", "sha256 check_code", f"{_SUMS} und Prüfcode"),
    NotPersonal("funding.PaymentRunExport", "sha256 check_code", f"{_SUMS} und Prüfcode"),
    NotPersonal("funding.NoticeFile", "sha256 renderer", f"{_SUMS} und Name eines Programms"),
    NotPersonal("funding.PaymentRun", "checksum", _SUMS),
    NotPersonal("funding.PaymentRun", "debtor_name debtor_iban debtor_bic", "Konto der Stadt"),
]
