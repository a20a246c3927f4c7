"""What the database keeps of a proof of use and of all that belongs to it: its words and its guards."""

from django.db import models

from quartiersarbeit.ground.guards import Guard, belongs_to_frozen, raising

ACCEPTED = "Ein angenommener Verwendungsnachweis ändert sich nicht mehr."
SUBMITTED = "Ein eingereichter Verwendungsnachweis ändert sich nicht mehr, außer die Stadt gibt ihn zurück."
OTHER_FUNDING_NAMED = (
    "Nennen Sie zu anderer Förderung, von wem sie kommt und wofür; "
    "ohne andere Förderung bleibt das Feld leer."
)
_FOLLOWS = "Anerkannt ist, was die Finanzierungsart aus Ausgaben und Einnahmen ergibt, und nichts anderes."
# What the acceptance recognises follows from the type of financing, whoever writes it; without one it stays empty.
RECOGNISED = f"""
IF NEW.accepted_on IS NULL OR (TG_OP = 'UPDATE' AND OLD.accepted_on IS NOT NULL) THEN RETURN NEW; END IF;
counted := funding_recognised(NEW.allocation_id, NEW.id, NEW.accepted_on);
IF coalesce(NEW.recognised, counted) IS DISTINCT FROM counted THEN
  {raising("proof_recognised", _FOLLOWS)}
END IF;
NEW.recognised := counted;
RETURN NEW;
"""


class OtherFunding(models.TextChoices):
    """Whether others fund the site as well; asked where the allocation has a type of financing."""

    NONE = "none", "nein, niemand sonst fördert den Standort"
    SOME = "some", "ja"


def belongs_to_accepted_proof(name: str) -> Guard:
    """Lines, attachments and returns of an accepted proof never change, come or go."""
    return belongs_to_frozen(
        name,
        parent="funding_proofofuse",
        key="proof_id",
        frozen_by="accepted_on",
        rule=name,
        message=ACCEPTED,
    )


def belongs_to_submitted_proof(name: str) -> Guard:
    """Lines and attachments stand with their proof while the city reads it; a return frees them again."""
    return belongs_to_frozen(
        name,
        parent="funding_proofofuse",
        key="proof_id",
        frozen_by="submitted_on",
        rule="proof_submitted_stands",
        message=SUBMITTED,
    )
