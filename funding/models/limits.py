"""What lower floors must not take away from committed money, declared on the money's own floor.

Proxies carry the triggers, so that `partners` and `sites` need not know that money rests on them:
ending a coverage, dropping a seat or lowering a mandate re-checks the years it touches.
"""

import pgtrigger

from partners.models import Mandate
from quartiersarbeit.ground.guards import checked
from sites.models import Coverage, Seat

_RECOUNTS_THE_MONEY = checked(
    "funded",
    "funding_check_years",
    "SELECT DISTINCT a.fiscal_year_id FROM funding_allocation a"
    " JOIN funding_decision d ON d.allocation_id = a.id WHERE d.approved_on IS NOT NULL",
    pgtrigger.Update,
    pgtrigger.Delete,
)


class FundedCoverage(Coverage):
    """A site's coverage as the money sees it: it may not end under committed money."""

    class Meta:
        proxy = True
        verbose_name = "Geförderter Standort"
        verbose_name_plural = "Geförderte Standorte"
        default_permissions = ()
        triggers = _RECOUNTS_THE_MONEY


class FundedSeat(Seat):
    """A seat as the money sees it: as many seats as sites with committed money."""

    class Meta:
        proxy = True
        verbose_name = "Geförderter Platz"
        verbose_name_plural = "Geförderte Plätze"
        default_permissions = ()
        triggers = _RECOUNTS_THE_MONEY


class FundingMandate(Mandate):
    """A mandate as the money sees it: its annual limit holds the appropriations that rest on it."""

    class Meta:
        proxy = True
        verbose_name = "Beschlussgrundlage des Haushalts"
        verbose_name_plural = "Beschlussgrundlagen des Haushalts"
        default_permissions = ()
        triggers = checked(
            "mandate_money",
            "funding_check_years",
            "SELECT y.id FROM funding_fiscalyear y JOIN changed c ON y.mandate_id = c.id",
            pgtrigger.Update,
        )
