"""Where partners, their people, talks and agreements stand: one closed list each."""

from django.db import models

from quartiersarbeit.ground.periods import PeriodStatus
from quartiersarbeit.ground.statuses import Status

__all__ = [
    "AgreementStatus",
    "ContactStatus",
    "InvitationStatus",
    "MailStatus",
    "NegotiationStatus",
    "NewsStatus",
    "PartnerStatus",
    "PeriodStatus",
    "RightsStatus",
    "State",
]


class PartnerStatus(Status):
    """Whether an organisation takes part."""

    ACTIVE = "active", "success", "aktiv"
    INACTIVE = "inactive", "neutral", "inaktiv"


class ContactStatus(Status):
    """Whether a person is in the function; who it was may be forgotten."""

    ANONYMISED = "anonymised", "neutral", "anonymisiert"
    AHEAD = PeriodStatus.AHEAD.value, PeriodStatus.AHEAD.tone, PeriodStatus.AHEAD.label
    CURRENT = PeriodStatus.CURRENT.value, PeriodStatus.CURRENT.tone, PeriodStatus.CURRENT.label
    PAST = PeriodStatus.PAST.value, PeriodStatus.PAST.tone, PeriodStatus.PAST.label


class InvitationStatus(Status):
    """Where an invitation to an account stands."""

    UNCONFIRMED = "unconfirmed", "warning", "zu bestätigen"
    OPEN = "open", "info", "offen"
    EXPIRED = "expired", "danger", "abgelaufen"
    REVOKED = "revoked", "neutral", "zurückgezogen"
    ACCEPTED = "accepted", "success", "angenommen"


class MailStatus(Status):
    """What became of a mail."""

    WAITING = "waiting", "info", "wird versandt"
    SENT = "sent", "success", "versandt"
    GIVEN_UP = "given_up", "danger", "nicht zustellbar"


class NewsStatus(Status):
    """Whether somebody has opened what they were told."""

    UNREAD = "unread", "info", "neu"
    READ = "read", "neutral", "gelesen"


class MembershipStatus(Status):
    """Whether somebody belongs to an organisation."""

    RUNNING = "running", "success", "läuft"
    ENDED = "ended", "neutral", "beendet"


class RightsStatus(Status):
    """What became of a change of somebody's rights."""

    ASKED = "asked", "warning", "wartet auf zweite Person"
    CONFIRMED = "confirmed", "success", "bestätigt"
    ALONE = "alone", "info", "ohne zweite Person"
    REFUSED = "refused", "neutral", "abgelehnt"
    LAPSED = "lapsed", "neutral", "verfallen"


class State(models.TextChoices):
    """What a step says of a talk; stored with the step."""

    PLANNED = "planned", "geplant"
    CONTACTED = "contacted", "Kontakt aufgenommen"
    IN_TALKS = "in_talks", "im Gespräch"
    PAUSED = "paused", "ruht"
    TERMS_AGREED = "terms_agreed", "Bedingungen abgestimmt"
    CONCLUDED = "concluded", "abgeschlossen"
    FAILED = "failed", "gescheitert"
    WITHDRAWN = "withdrawn", "zurückgezogen"


class NegotiationStatus(Status):
    """Where a talk stands: what its last step says, or that there is none yet."""

    NOT_BEGUN = "not_begun", "neutral", "noch kein Schritt"
    PLANNED = State.PLANNED.value, "neutral", State.PLANNED.label
    CONTACTED = State.CONTACTED.value, "info", State.CONTACTED.label
    IN_TALKS = State.IN_TALKS.value, "info", State.IN_TALKS.label
    PAUSED = State.PAUSED.value, "warning", State.PAUSED.label
    TERMS_AGREED = State.TERMS_AGREED.value, "info", State.TERMS_AGREED.label
    CONCLUDED = State.CONCLUDED.value, "success", State.CONCLUDED.label
    FAILED = State.FAILED.value, "danger", State.FAILED.label
    WITHDRAWN = State.WITHDRAWN.value, "neutral", State.WITHDRAWN.label


class AgreementStatus(Status):
    """Where an agreement stands, from the first draft to its end."""

    DRAFT = "draft", "neutral", "Entwurf"
    COORDINATION = "coordination", "neutral", "in Abstimmung"
    SENT = "sent", "info", "zur Unterschrift versandt"
    SIGNED = "signed", "info", "unterzeichnet"
    IN_FORCE = "in_force", "success", "in Kraft"
    EXPIRING = "expiring", "warning", "läuft aus"
    TERMINATED = "terminated", "warning", "gekündigt"
    EXPIRED = "expired", "neutral", "abgelaufen"
    ENDED = "ended", "neutral", "beendet durch Kündigung"
    SUPERSEDED = "superseded", "neutral", "durch Nachtrag ersetzt"
