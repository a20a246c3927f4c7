"""An empty choice that must be made says why it is empty, and leads to where it is filled.

By what is chosen, for all forms: a page knows its addresses by name, so no floor is asked. The pack's templates draw it
(`templatetags/kern.py`), and a test looks for each choice of each form here.
"""

from typing import NamedTuple

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quartiersarbeit.ground.addresses import address


class Filled(NamedTuple):
    """Why there is nothing to choose, and where that changes: a page's name and what the link says."""

    why: str
    at: str
    link: str


BY_MODEL = {
    "funding.Allocation": Filled(
        "Noch ist hier nichts zugewiesen.", "funding:allocation_list", "Zu den Zuweisungen"
    ),
    "partners.Agreement": Filled(
        "Noch ist keine Vereinbarung geschlossen, die hier passt.",
        "partners:agreement_list",
        "Zu den Vereinbarungen",
    ),
    "partners.Committee": Filled(
        "Noch ist kein Gremium eingetragen.", "committee_create", "Gremium eintragen"
    ),
    "partners.Mandate": Filled(
        "Noch ist kein Beschluss mit dieser Angabe eingetragen.", "mandate_create", "Beschluss eintragen"
    ),
    "partners.Partner": Filled(
        "Noch ist kein Partner da, der hier passt.", "partners:partner_list", "Zu den Partnern"
    ),
    "partners.Party": Filled(
        "Alle Vertragsparteien haben unterschrieben.", "partners:agreement_list", "Zu den Vereinbarungen"
    ),
    "partners.User": Filled(
        "Noch hat niemand, der hier passt, ein Konto. Konten vergibt die Verwaltung.",
        "partners:account_list",
        "Zu den Konten",
    ),
    "quality_dialog.Framework": Filled(
        "Noch ist kein Rahmenkonzept eingelesen.", "quality_dialog:framework_import", "Rahmenkonzept einlesen"
    ),
    "quality_dialog.Meeting": Filled(
        "Noch ist keine Sitzung eingetragen, die hier passt.", "meetings_enter", "Sitzungen eintragen"
    ),
    "sites.Seat": Filled("In diesem Zeitraum ist kein Platz frei.", "seats_enter", "Plätze eintragen"),
    "sites.Site": Filled(
        "Noch ist kein Standort da, der hier passt.", "sites:site_list", "Zu den Standorten"
    ),
}
OTHERWISE = "Zurzeit steht hier nichts zur Auswahl."


def why_empty(field: forms.Field) -> SafeString | str:
    """What an empty choice says; the link leads on where it is known what would be chosen."""
    rows = getattr(field, "queryset", None)
    filled = BY_MODEL.get(rows.model._meta.label) if rows is not None else None
    if filled is None:
        return OTHERWISE
    link = format_html('<a class="kern-link" href="{}">{}</a>', address(filled.at), filled.link)
    return format_html("{} {}", filled.why, link)
