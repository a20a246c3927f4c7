"""Where the money's records stand: one closed list an aggregate (see `quartiersarbeit.ground.statuses`).

What each of them means as of a day says the QuerySet of the aggregate, in one expression.
"""

from quartiersarbeit.ground.statuses import Status


class FiscalYearStatus(Status):
    """How far a year's end has come."""

    OPEN = "open", "neutral", "offen"
    PROPOSED = "proposed", "warning", "zum Abschluss vorgeschlagen"
    CLOSED = "closed", "success", "abgeschlossen"


class DecisionStatus(Status):
    """Whether a notice binds; a reallocation stands where its two notices stand."""

    DRAFTED = "drafted", "warning", "wartet auf Freigabe"
    RETURNED = "returned", "warning", "zur Überarbeitung zurückgegeben"
    APPROVED = "approved", "success", "freigegeben"


class DisbursementStatus(Status):
    """The last step an instalment took that was not taken back."""

    PLANNED = "planned", "neutral", "vorgesehen"
    CERTIFIED = "certified", "info", "festgestellt"
    RELEASED = "released", "info", "freigegeben"
    PAID = "paid", "success", "ausgezahlt"
    REVERSED = "reversed", "danger", "storniert"
    DROPPED = "dropped", "neutral", "gestrichen"


class PaymentRunStatus(Status):
    """Whether the treasury still has to pay of a list."""

    OPEN = "open", "info", "offen"
    PARTLY_PAID = "partly_paid", "info", "teilweise ausgezahlt"
    PAID = "paid", "success", "ausgezahlt"
    CANCELLED = "cancelled", "danger", "storniert"


class ReturnStatus(Status):
    """Whether somebody has said what becomes of money that the bank sent back."""

    OPEN = "open", "warning", "zu klären"
    SETTLED = "settled", "success", "geklärt"


class ProofStatus(Status):
    """Whose turn it is with a proof of use, and whether it is late: returned and late are two facts, both told."""

    AWAITED = "awaited", "neutral", "noch nicht eingereicht"
    OVERDUE = "overdue", "danger", "überfällig"
    RETURNED = "returned", "warning", "zur Überarbeitung zurückgegeben"
    RETURNED_OVERDUE = "returned_overdue", "danger", "zurückgegeben und überfällig"
    ON_DEMAND = "on_demand", "neutral", "nur auf Verlangen"
    SUBMITTED = "submitted", "info", "eingereicht, wird geprüft"
    ACCEPTED = "accepted", "success", "angenommen"


class ClaimStatus(Status):
    """Whether a repayment claim binds, is overdue or settled."""

    DRAFTED = "drafted", "warning", "wartet auf Erlass"
    RETURNED = "returned", "warning", "zur Überarbeitung zurückgegeben"
    OUTSTANDING = "outstanding", "info", "erlassen, offen"
    OVERDUE = "overdue", "danger", "überfällig"
    SETTLED = "settled", "success", "beglichen"


class GroundStatus(Status):
    """Whether it is still to be decided on a ground for revocation."""

    OPEN = "open", "warning", "noch nicht entschieden"
    DECIDED = "decided", "neutral", "widerrufen"
    DROPPED = "dropped", "neutral", "Verzicht"


class ServiceStatus(Status):
    """Whether a notice that went out is known to its recipient, and whether anything can be lodged against it."""

    UNDERWAY = "underway", "info", "unterwegs"
    OPEN = "open", "info", "bekannt gegeben, anfechtbar"
    APPEALED = "appealed", "warning", "angefochten"
    FINAL = "final", "success", "bestandskräftig"
    WITHDRAWN = "withdrawn", "neutral", "zurückgenommen"


class Validity(Status):
    """Whether a dated version – a text of notices, a legal figure – is the one that counts."""

    UPCOMING = "upcoming", "info", "gilt noch nicht"
    VALID = "valid", "success", "gilt"
    REPLACED = "replaced", "neutral", "abgelöst"


# The recipient's turn: a proof that is not handed in.
NOT_HANDED_IN = (
    ProofStatus.AWAITED,
    ProofStatus.OVERDUE,
    ProofStatus.RETURNED,
    ProofStatus.RETURNED_OVERDUE,
)
# Where the recipient may write: also where nobody asks for the proof.
WRITABLE = (*NOT_HANDED_IN, ProofStatus.ON_DEMAND)
# Still on its way to the recipient.
UNPAID = (DisbursementStatus.PLANNED, DisbursementStatus.CERTIFIED, DisbursementStatus.RELEASED)
# Not binding yet: with whoever approves, or back with whoever drafted it.
DRAFTS = (DecisionStatus.DRAFTED, DecisionStatus.RETURNED)
DRAFTED_CLAIMS = (ClaimStatus.DRAFTED, ClaimStatus.RETURNED)
