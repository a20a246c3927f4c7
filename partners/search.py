"""What of the network is found by searching (see `quartiersarbeit.ground.search`)."""

from django.urls import reverse
from django.utils.http import urlencode

from partners.models import Agreement, Contact, Mandate, Negotiation, Partner, Step, User
from quartiersarbeit.ground.search import Kind

KINDS = [
    Kind("partner", "Kooperationspartner", Partner, "partners.view_partner", title=lambda row: row.name),
    Kind(
        "ansprechperson",
        "Ansprechpersonen",
        Contact,
        "partners.view_contact",
        title=lambda row: f"{row.name}, {row.partner}",
        address=lambda row: row.partner.get_absolute_url(),
        related=("partner",),
    ),
    Kind("vereinbarung", "Kooperationsvereinbarungen", Agreement, "partners.view_agreement"),
    Kind(
        "gespraech", "Kooperationsgespräche", Negotiation, "partners.view_negotiation", related=("partner",)
    ),
    Kind(
        "beschluss",
        "Beschlüsse",
        Mandate,
        "partners.view_mandate",
        title=lambda row: f"Drucksache {row.reference}: {row.title}",
        address=lambda row: f"{reverse('mandate_list')}?{urlencode({'q': row.reference})}",
    ),
    Kind(
        "gespraechsschritt",
        "Schritte in Gesprächen",
        Step,
        "partners.view_step",  # its notes are the city's own
        address=lambda row: row.negotiation.get_absolute_url(),
        related=("negotiation__partner",),
    ),
    Kind(
        "konto",
        "Konten",
        User,
        "partners.view_user",
        address=lambda row: reverse("partners:account_detail", args=[row.pk]),
    ),
]
