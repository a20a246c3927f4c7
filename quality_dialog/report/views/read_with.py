"""What the page of a report reads in the report's own statement, and not one by one.

It asks of a dozen kinds of row: so each is put into SQL once a day, and not for each view.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import CharField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from partners.models import CALLED_BY, SentMail, User, WayBack
from partners.models.way_back import kind_of
from partners.notified import newest
from partners.ways_back import with_whom
from quality_dialog.report.models import (
    Consultation,
    Contributor,
    CoSignature,
    PartnerReading,
    Report,
    ReportReturn,
)
from quality_dialog.report.views.files import attached, sealed
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.events import by_deputy, first_written
from quartiersarbeit.ground.inside import Inside, beside
from quartiersarbeit.ground.written import written

_OF_IT = {"report": OuterRef("pk")}
_MEETING = {"meeting": ("held_on", "committee"), "meeting__committee": ("short_name",)}


@lru_cache(maxsize=4)
def for_all(on: date) -> dict[str, Any]:
    """What everybody is shown who sees the report: where it is discussed, its files and its attachments."""
    stops = Consultation.objects.with_status(on).filter(**_OF_IT).order_by("position", "pk")
    return _inside(stops=beside(stops, **_MEETING), attached=attached(**_OF_IT), files=sealed(**_OF_IT))


@lru_cache(maxsize=4)
def for_the_city(on: date) -> dict[str, Any]:
    """What those who see everything are shown besides: who had a hand in it, what was taken back, who was told."""
    writers = Contributor.objects.filter(report=OuterRef(OuterRef("pk"))).values("user")
    signatures = CoSignature.objects.with_status(on).filter(**_OF_IT).order_by("pk")
    readings = PartnerReading.objects.with_status(on).filter(**_OF_IT).order_by("partner", "pk")
    returns = ReportReturn.objects.filter(**_OF_IT).order_by("returned_on", "pk")
    written_at = first_written(Report, submitted_on=OuterRef("submitted_on"))
    return _inside(
        co_authors=User.objects.filter(pk__in=writers).only(*CALLED_BY),
        signatures=beside(signatures, user=CALLED_BY, answered_by=CALLED_BY),
        asked=beside(readings, partner=("short_name",)),
        given_back=beside(returns, returned_by=CALLED_BY).annotate(by_deputy=by_deputy(ReportReturn)),
        taken_back=with_whom(_ways_back()),
        mails=newest(SentMail.objects, _its_address()),
    ) | {
        "by_deputy": by_deputy(Report),
        "submission_written_at": written(Report.objects.all(), written_at),
    }


def _inside(**rows: QuerySet) -> dict[str, Any]:
    return {name: written(Report.objects.all(), Inside(one)) for name, one in rows.items()}


def _ways_back() -> QuerySet:
    """The acts on the report itself and on its partners' readings."""
    readings = PartnerReading.objects.filter(report=OuterRef(OuterRef("pk"))).values("pk")
    own = Q(record=kind_of(Report), key=OuterRef("pk"))
    return WayBack.objects.filter(own | Q(record=kind_of(PartnerReading), key__in=readings))


def _its_address() -> Concat:
    """Where the report's page is, as mails name it."""
    before, after = address("quality_dialog:report_detail", _STAND_IN).split(str(_STAND_IN))
    key = Cast(OuterRef("pk"), CharField())
    return Concat(Value(before), key, Value(after), output_field=CharField(max_length=200))


_STAND_IN = 9_876_543_210  # no report has such a key
