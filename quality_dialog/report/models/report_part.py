"""What the parts of a report have in common: who sees them, and when they rest with it."""

from functools import partial

from django.db import models

from quality_dialog.report.models.report import DISCARDED, FROZEN, IN_REVIEW, Report
from quartiersarbeit.ground.guards import belongs_to_frozen
from quartiersarbeit.ground.sight import of_seen

_of_report = partial(belongs_to_frozen, parent="quality_dialog_report", key="report_id")
# Guards of the parts. They fire by name: name the second and the third so that they come after the first.
belongs_to_approved_report = partial(
    _of_report, frozen_by="approved_on", rule="report_immutable", message=FROZEN
)
belongs_to_reviewed_report = partial(
    _of_report, frozen_by="review_on", rule="report_in_review", message=IN_REVIEW
)
belongs_to_discarded_report = partial(
    _of_report, frozen_by="discarded_on", rule="report_discarded", message=DISCARDED
)


class OfReportQuerySet(models.QuerySet):
    """What belongs to a report."""

    def visible_to(self, user):
        """Only for those who see the report."""
        return of_seen(self, "report", Report.objects.visible_to(user))


class InternalToReportQuerySet(OfReportQuerySet):
    """What the city keeps to itself about a report."""

    def visible_to(self, user):
        """Only for those who see everything; publication shows the paper, not how it came about."""
        return self if user.sees_everything else self.none()
