"""Where sites and the places the city pays for stand; roles, offers and coverage have a `PeriodStatus`."""

from quartiersarbeit.ground.statuses import Status


class SiteStatus(Status):
    """Whether a site is at work; a seat is another question."""

    NOT_OPENED = "not_opened", "info", "noch nicht eröffnet"
    OPEN = "open", "success", "geöffnet"
    CLOSED = "closed", "warning", "geschlossen"


class SeatStatus(Status):
    """Whether somebody has a place of the city's."""

    ABSENT = "absent", "neutral", "gibt es an diesem Tag nicht"
    FREE = "free", "success", "frei"
    TAKEN = "taken", "info", "vergeben"
