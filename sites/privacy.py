"""What the sites know of people: nothing but in texts (see `quartiersarbeit.ground.privacy`)."""

from quartiersarbeit.ground.privacy import NAMED, RECORD, NotPersonal, Personal

PERSONAL = [
    Personal(
        "sites.Site",
        "description",
        *("Wer in einem Text genannt ist", NAMED, "Einen Standort beschreiben", RECORD),
    ),
]

NOT_PERSONAL = [
    NotPersonal("sites.Neighbourhood", "name district", "Name eines Quartiers"),
    NotPersonal("sites.Site", "name street postcode", "Name und Anschrift eines Treffpunkts"),
    NotPersonal("sites.Offer", "title rhythm target_group", "Beschreibt ein Angebot und für wen es ist"),
]
