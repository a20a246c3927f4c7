"""Where a report and what belongs to it stand: one closed list each. Pure; the models tell them by SQL."""

from quartiersarbeit.ground.statuses import Status


class ReportStatus(Status):
    """A report on its way; a corrected one stays approved, another version stands in its place."""

    DRAFT = "draft", "neutral", "Entwurf"
    IN_REVIEW = "in_review", "warning", "in Prüfung"
    APPROVED = "approved", "info", "freigegeben"
    SUBMITTED = "submitted", "info", "eingereicht"
    PUBLISHED = "published", "success", "veröffentlicht"
    CORRECTED = "corrected", "neutral", "berichtigt"
    DISCARDED = "discarded", "neutral", "verworfen"


OPEN = (ReportStatus.DRAFT, ReportStatus.IN_REVIEW)  # still written at


class CoSignatureStatus(Status):
    """What somebody asked to co-sign has answered."""

    ASKED = "asked", "warning", "erbeten"
    SIGNED = "signed", "success", "mitgezeichnet"
    DECLINED = "declined", "danger", "abgelehnt"


class ReadingStatus(Status):
    """What became of asking a partner; only a request with a way and a day that has passed makes silence."""

    NOT_ASKED = "not_asked", "neutral", "nicht gefragt"
    PREPARED = "prepared", "warning", "Brief noch nicht abgesandt"
    AWAITED = "awaited", "info", "angefragt"
    SILENT = "silent", "neutral", "keine Stellungnahme"
    ANSWERED = "answered", "success", "Stellungnahme abgegeben"


class ConsultationStatus(Status):
    """What became of a report at a meeting; the outcomes have the codes under which they are stored."""

    PLANNED = "planned", "info", "vorgesehen"
    UNRECORDED = "unrecorded", "warning", "Ergebnis noch nicht erfasst"
    NOTED = "noted", "success", "Kenntnisnahme"
    REFERRED_BACK = "referred_back", "danger", "zurückverwiesen"
    POSTPONED = "postponed", "warning", "vertagt"


class WishStatus(Status):
    """Whether a committee's wish has its answer, or a reason why it has none yet."""

    OPEN = "open", "warning", "noch nicht beantwortet"
    OVERDUE = "overdue", "danger", "überfällig"
    PENDING = "pending", "info", "noch offen, mit Grund"
    ANSWERED = "answered", "success", "beantwortet"
    WITHDRAWN = "withdrawn", "neutral", "zurückgenommen"
