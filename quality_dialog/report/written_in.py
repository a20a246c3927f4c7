"""What is written in a report beside its facts, read with it in one statement, which is put into SQL once."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db.models import OuterRef

from quality_dialog.report.models import Attachment, Consultation, PartnerReading, Report, Section
from quartiersarbeit.ground.inside import Inside, beside
from quartiersarbeit.ground.written import written


def read(pk: int) -> Any:
    """The report as it is stored, with its `texts`, its `stops`, the partners that were `asked`, and its `papers`."""
    return Report.objects.select_related("corrects").annotate(**_parts()).get(pk=pk)


@cache
def _parts() -> Mapping[str, Any]:
    of_it = {"report": OuterRef("pk")}
    stops = Consultation.objects.filter(**of_it).order_by("position", "pk")
    names = {"meeting": ("held_on", "committee"), "meeting__committee": ("name", "name_accusative")}
    asked = PartnerReading.objects.filter(**of_it).order_by("partner", "pk")
    rows = {
        "texts": Section.objects.filter(**of_it).order_by("position", "pk"),
        "stops": beside(stops, **names),
        "asked": beside(asked, partner=("short_name",)),
        "papers": Attachment.objects.filter(**of_it).listed().order_by("position"),
    }
    return {name: written(Report.objects.all(), Inside(one)) for name, one in rows.items()}
