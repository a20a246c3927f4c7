"""What keeps the parts of a proof of use as they were handed in and accepted."""

from quartiersarbeit.ground.guards import Guard, belongs_to_frozen

ACCEPTED = "Ein angenommener Verwendungsnachweis ändert sich nicht mehr."
SUBMITTED = "Ein eingereichter Verwendungsnachweis ändert sich nicht mehr, außer die Stadt gibt ihn zurück."


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
