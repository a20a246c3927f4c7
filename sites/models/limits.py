"""What partners and agreements must not take away from seats and coverage, declared on the sites' own floor.

Proxies carry the triggers, so that `partners` need not know that sites rest on it.
"""

import pgtrigger

from partners.models import Agreement, Mandate, Party
from quartiersarbeit.ground.guards import Guard, checked, refusing
from sites import rules
from sites.models.site import CHECKS_SEATS


class LimitingMandate(Mandate):
    """The mandate as the seats see it: lowering its site limit is checked here, on the seats' floor."""

    class Meta:
        proxy = True
        verbose_name = "Beschlussgrundlage der Plätze"
        verbose_name_plural = "Beschlussgrundlagen der Plätze"
        default_permissions = ()
        triggers = checked(
            "mandate_seats",
            CHECKS_SEATS,
            "SELECT s.id FROM sites_seat s JOIN changed c ON s.mandate_id = c.id",
            pgtrigger.Update,
        )


class CoveringAgreement(Agreement):
    """The agreement as its sites see it: its term never becomes shorter than what it covers."""

    class Meta:
        proxy = True
        verbose_name = "Vereinbarung der Standorte"
        verbose_name_plural = "Vereinbarungen der Standorte"
        default_permissions = ()
        triggers = [
            refusing(
                "agreement_holds_coverage",
                rules.BEYOND_TERM,
                "Die Laufzeit umfasst nicht mehr alle Standorte. Beenden Sie zuerst deren Plätze.",
                column="ends_on",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("starts_on", "ends_on"),
            ),
            Guard(
                name="notice_ends_coverage",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("terminated_on", "terminated_to", "ends_on", "amends"),
                func=rules.beyond_effective_end("NEW.id"),
            ),
        ]


class CoveringParty(Party):
    """A party as the sites see it: the signature that puts a shorter amendment in force ends no seat unseen."""

    class Meta:
        proxy = True
        verbose_name = "Vertragspartei der Standorte"
        verbose_name_plural = "Vertragsparteien der Standorte"
        default_permissions = ()
        triggers = [
            Guard(
                name="amendment_holds_coverage",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=rules.beyond_effective_end("coalesce(NEW.agreement_id, OLD.agreement_id)"),
            )
        ]
