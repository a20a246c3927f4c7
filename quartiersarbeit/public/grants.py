"""What was granted, by the 360Giving Data Standard: its required fields, and no free text.

Source: https://standard.threesixtygiving.org/en/latest/technical/reference/ (id, title, description, currency,
amountAwarded, awardDate, recipientOrganization, fundingOrganization).
"""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from quartiersarbeit.ground.city import city
from quartiersarbeit.public.datasets import Plain, allocation_id, granted, partner_id, plain


def grants(on: date) -> dict[str, Any]:
    """All grants as of the end of that day, in one package."""
    return {"grants": [_grant(one, plain()) for one in granted(on)]}


def prefix() -> str:
    """What 360Giving has given the city; before that the address of the site, which nobody else has."""
    return settings.GRANTS_PREFIX or urlsplit(settings.PUBLIC_URL).hostname or "quartiersarbeit"


def _grant(one: Any, plain: Plain) -> dict[str, Any]:
    site, year = plain(one.site.name), one.fiscal_year.year
    return {
        "id": f"{prefix()}-{allocation_id(one)}",
        "title": f"Quartiersarbeit {year}: {site}",
        "description": f"Zuweisung für die Quartiersarbeit am Standort „{site}“ im Haushaltsjahr {year}.",
        "currency": "EUR",
        "amountAwarded": float(one.committed),
        "amountDisbursed": float(one.paid),
        "awardDate": one.granted_on.isoformat(),
        "recipientOrganization": [
            {"id": f"{prefix()}-{partner_id(one.recipient_id)}", "name": plain(one.recipient.name)}
        ],
        "fundingOrganization": [{"id": f"{prefix()}-stadt", "name": city().name}],
    }
