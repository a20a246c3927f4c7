"""The parties of an agreement: which partner, in which role, and when it signed."""

from datetime import date

import pgtrigger
from django.db import models, transaction

from partners.functions import inactive, stopped_when_inactive
from partners.models.agreement import Agreement
from partners.models.partner import Partner
from partners.models.way_back import put_right_with_reason
from quartiersarbeit.ground.constraints import once
from quartiersarbeit.ground.guards import Guard, differs, never_changed, never_deleted, raising
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.sight import of_seen

_SIGNED_STAYS = (
    "Eine geleistete Unterschrift ändert sich nicht mehr; ein falscher Tag wird mit Grund berichtigt."
)
_SENT_LATER = """
IF EXISTS (SELECT 1 FROM partners_agreement WHERE id = NEW.agreement_id AND sent_on > NEW.signed_on) THEN
"""


class PartyRole(models.TextChoices):
    """What a party brings into the agreement."""

    HOUSING = "housing", "Wohnungswirtschaft"
    PROVIDER = "provider", "Träger der Quartiersarbeit"
    OTHER = "other", "weitere Vertragspartei"


class PartyQuerySet(models.QuerySet):
    """Parties to agreements."""

    def visible_to(self, user):
        """The parties of the agreements one sees."""
        return of_seen(self, "agreement", Agreement.objects.visible_to(user))


@tracked()
class Party(models.Model):
    """A partner's part in an agreement: its role, who signs for it, and when they did."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="parties", verbose_name="Kooperationsvereinbarung"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="parties", verbose_name="Kooperationspartner"
    )
    role = models.CharField("Rolle", max_length=20, choices=PartyRole)
    signatory = models.CharField("Unterzeichnet durch", max_length=120, blank=True)
    signed_on = models.DateField("Unterzeichnet am", null=True, blank=True)
    recorded_by = person("Unterschrift erfasst von")
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = "Vertragspartei"
        verbose_name_plural = "Vertragsparteien"
        ordering = ["agreement", "position", "pk"]
        constraints = [
            once("party_once_per_agreement", "agreement partner", "Dieser Partner ist schon Vertragspartei.")
        ]
        triggers = [
            # A wrong day is put right, or a signature that never was is taken out, by an act that says why.
            put_right_with_reason("party_signed", _SIGNED_STAYS, record="partners.party", day="signed_on"),
            never_changed(
                "party_signed_frozen",
                _SIGNED_STAYS,
                when=pgtrigger.Condition(
                    "OLD.signed_on IS NOT NULL AND ("
                    + differs("agreement_id", "partner_id", "role", "position")
                    + " OR (NOT OLD.signed_on IS DISTINCT FROM NEW.signed_on) AND "
                    + differs("signatory", "recorded_by_id")
                    + ")"
                ),
            ),
            never_deleted(
                "party_signed_delete",
                _SIGNED_STAYS,
                when=pgtrigger.Q(old__signed_on__isnull=False),
                code="party_signed",
            ),
            stopped_when_inactive(
                "party_of_active", "signed_on", inactive("NEW.partner_id", "NEW.signed_on")
            ),
            Guard(
                name="party_signed_after_sending",
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__signed_on__isnull=False),
                func=_SENT_LATER
                + raising(
                    "party_signed_after_sending",
                    "Unterzeichnet wird erst, was versandt ist.",
                    "signed_on",
                )
                + " END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} ({self.get_role_display()})"


@transaction.atomic
def draft_agreement(*, sites=(), by, on: date, **facts) -> Agreement:
    """A new agreement whole: drafted with its parties, and a free seat for each of these sites as long as it runs.

    All of it or, refused, nothing; the seats are given by the floor above, which names what is in the way.
    """
    agreement = Agreement.objects.draft(on=on, **facts)
    if sites:
        coverages = Agreement._meta.get_field("coverages").related_model.objects
        given = {"starts_on": agreement.starts_on, "ends_on": None, "by": by, "on": on}
        coverages.give(agreement=agreement, sites=sites, **given)
    return agreement
