"""All places of a resolution entered in one act."""

from datetime import date

from django.db import transaction

from partners.models import Mandate
from quartiersarbeit.ground.guards import queue_up
from quartiersarbeit.ground.refusals import refuse
from sites.models.site import Seat


@transaction.atomic
def enter_all(*, mandate: Mandate, valid_from: date, by, on: date) -> list[Seat]:
    """All places that a resolution allows and that are not there yet, numbered on.

    Codes: `no_site_limit` where the resolution names no number, `seats_there` where there is nothing left to enter.
    """
    if not mandate.site_limit:
        refuse("no_site_limit", f"{mandate} nennt keine Höchstzahl der Standorte.", field="mandate")
    queue_up()
    there = set(Seat.objects.valid(valid_from).values_list("number", flat=True))
    wanted = [number for number in range(1, mandate.site_limit + 1) if number not in there]
    if not wanted:
        refuse("seats_there", "Alle Plätze dieses Beschlusses sind schon eingetragen.", field="mandate")
    return [Seat.objects.create(number=number, valid_from=valid_from, mandate=mandate) for number in wanted]
