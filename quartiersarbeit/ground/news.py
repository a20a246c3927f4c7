"""What verbs tell those concerned: a closed list of occasions beside each app's duties (Neuigkeiten)."""

from dataclasses import dataclass

from quartiersarbeit.ground.duties import Area


@dataclass(frozen=True)
class Occasion:
    """Something that one side did and the other should know of.

    `says` is the German sentence; {who} did it (a person, with the side they speak for), {what} is the record as it
    was called then; a verb may give further words.
    """

    code: str  # stored with the notification; never renamed
    says: str
    label: str  # what kind of news this is, on one's page of notifications: „Geteilte Feststellungen“
    area: Area
    opens: str = (
        ""  # who may open the record's page, and so is told at all; empty for a page that everybody has
    )
    binding: bool = False  # law or agreement wants it told: its mail cannot be switched off
