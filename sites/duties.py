"""The next steps that sites wait for (see `quartiersarbeit.ground.duties`)."""

from datetime import timedelta

from partners.statuses import PeriodStatus
from quartiersarbeit.ground.duties import Area, Kind

DECIDED_WITHIN = timedelta(days=90)  # our own measure: so long before a seat ends, what follows is thought of

SEAT_FOLLOW = Kind(
    "seat_follow",
    "Über den Platz entscheiden",
    Area.NETWORK,
    "sites.add_coverage",
    "sites:site_detail",
    "#plaetze",
    opens="sites.view_site",
    states=(PeriodStatus.CURRENT, PeriodStatus.PAST),
    days=("sites.Coverage.ends_on",),
)
