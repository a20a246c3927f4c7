"""What dialogue and report know of people (see `quartiersarbeit.ground.privacy`)."""

from quartiersarbeit.ground.privacy import NAMED, RECORD, NotPersonal, Personal

_NAMED = "Wer in einem Text genannt ist"
_USER = "Person mit Konto"
_TALK = "Die Qualität der Arbeit gemeinsam beurteilen; Namen gehören nur hinein, wo die Sache sie braucht"
_TELL = "Politik und Öffentlichkeit berichten"
_SUMS = "Prüfsumme"
_KEY = "Schlüssel, unter dem gespeichert wird"


def _said(model: str, fields: str) -> Personal:
    return Personal(model, fields, _NAMED, NAMED, _TALK, RECORD)


def _reported(model: str, fields: str, whose: str = _NAMED, person: str = NAMED) -> Personal:
    return Personal(model, fields, whose, person, _TELL, RECORD)


PERSONAL = [
    _said("quality_dialog.Cycle", "focus_topics"),
    _said("quality_dialog.Dialogue", "minutes"),
    _said("quality_dialog.MinutesVersion", "paper pdf docx"),
    _said("quality_dialog.Assessment", "text"),
    _said("quality_dialog.IndicatorValue", "comment"),
    _said("quality_dialog.Submission", "reopen_reason"),
    _said("quality_dialog.Extension", "reason"),
    _said("quality_dialog.FindingWording", "wording"),
    _said("quality_dialog.Statement", "text"),
    _said("quality_dialog.Finding", "wording withdrawal_reason"),
    _said("quality_dialog.InvitationAnswer", "text"),
    _said("quality_dialog.Comment", "text"),
    _said("quality_dialog.Measure", "title drop_reason"),
    _said("quality_dialog.MeasureStep", "text"),
    Personal(
        "quality_dialog.Attendance",
        "contact noted_on",
        *("Ansprechperson eines Partners", "contact", "Wissen, wer bei einem Dialoggespräch war", RECORD),
    ),
    _reported("quality_dialog.Report", "contact", "Wer in einem Bericht Auskunft gibt"),
    _reported(
        "quality_dialog.Report", "subject lead_office facts plain_text discard_reason correction_reason"
    ),
    _reported("quality_dialog.Attachment", "title content"),
    _reported("quality_dialog.Consultation", "remark"),
    _reported("quality_dialog.CommitteeWish", "text office withdrawal_reason"),
    _reported("quality_dialog.WishReply", "text"),
    _reported("quality_dialog.CouncilSheet", "product_group financial_effects"),
    _reported("quality_dialog.WordTemplate", "name content retirement_reason"),
    _reported("quality_dialog.ExpectedQuestion", "text reason"),
    _reported("quality_dialog.PartnerReading", "reason text"),
    _reported("quality_dialog.Rendition", "content"),
    _reported("quality_dialog.Section", "heading body"),
    _reported("quality_dialog.Contributor", "user since", _USER, "user"),
    _reported("quality_dialog.CoSignature", "user office signed_on declined_on remark", _USER, "user"),
    _reported("quality_dialog.EarlierAnswer", "remark"),
    _reported("quality_dialog.ReportReturn", "reason"),
]

NOT_PERSONAL = [
    NotPersonal("quality_dialog.Framework", "name version description", "Text eines Rahmenkonzepts"),
    NotPersonal("quality_dialog.FieldOfAction", "code title", "Text eines Rahmenkonzepts"),
    NotPersonal("quality_dialog.Criterion", "code guiding_question", "Text eines Rahmenkonzepts"),
    NotPersonal("quality_dialog.Indicator", "code name definition unit", "Text eines Rahmenkonzepts"),
    NotPersonal("quality_dialog.Assessment", "saved_from", "Zufällige Kennung eines geöffneten Fensters"),
    NotPersonal("quality_dialog.IndicatorValue", "saved_from", "Zufällige Kennung eines geöffneten Fensters"),
    NotPersonal("quality_dialog.Statement", "wording_sha256", _SUMS),
    NotPersonal("quality_dialog.Invitation", "place", "Ort eines Gesprächs"),
    NotPersonal("quality_dialog.Attendance", "function", "Funktion ohne Namen"),
    NotPersonal("quality_dialog.Report", "reference facts_sha256 seal_sha256", "Drucksache und Prüfsummen"),
    NotPersonal("quality_dialog.Attachment", "sha256", _SUMS),
    NotPersonal("quality_dialog.Consultation", "item", "Nummer eines Tagesordnungspunkts"),
    NotPersonal("quality_dialog.Rendition", "sha256 renderer", f"{_SUMS} und Name eines Programms"),
    NotPersonal("quality_dialog.TextBlock", "key body", "Text für alle Berichte"),
    NotPersonal("quality_dialog.WordTemplate", "sha256", _SUMS),
    NotPersonal(
        "quality_dialog.MinutesVersion",
        "sha256 pdf_sha256 docx_sha256 check_code renderer",
        f"{_SUMS}, Prüfcode und Name eines Programms",
    ),
    NotPersonal("quality_dialog.Section", "key", _KEY),
    NotPersonal(
        "quality_dialog.ExpectedQuestion", "key answered_in", "Schlüssel der Frage und des Abschnitts"
    ),
]
