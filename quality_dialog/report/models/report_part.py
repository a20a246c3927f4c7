"""What the parts of a report have in common: who sees them, and when they rest with it."""

from django.db import models

from quality_dialog.report.models.report import DISCARDED, FROZEN, IN_REVIEW, Report
from quartiersarbeit.ground.guards import Guard, belongs_to_frozen


def belongs_to_approved_report(name: str) -> Guard:
    """What an approved report is made of never changes, comes or goes."""
    return belongs_to_frozen(
        name,
        parent="quality_dialog_report",
        key="report_id",
        frozen_by="approved_on",
        rule="report_immutable",
        message=FROZEN,
    )


def belongs_to_reviewed_report(name: str) -> Guard:
    """What a review reads does not change while it goes on; named to come after the guard above."""
    return belongs_to_frozen(
        name,
        parent="quality_dialog_report",
        key="report_id",
        frozen_by="review_on",
        rule="report_in_review",
        message=IN_REVIEW,
    )


def belongs_to_discarded_report(name: str) -> Guard:
    """What a discarded report is made of stays as it was given up; named to come after the guards above."""
    return belongs_to_frozen(
        name,
        parent="quality_dialog_report",
        key="report_id",
        frozen_by="discarded_on",
        rule="report_discarded",
        message=DISCARDED,
    )


class OfReportQuerySet(models.QuerySet):
    """What belongs to a report."""

    def visible_to(self, user):
        """Only for those who see the report."""
        return self.filter(report__in=Report.objects.visible_to(user))


class InternalToReportQuerySet(OfReportQuerySet):
    """What the city keeps to itself about a report."""

    def visible_to(self, user):
        """Only for those who see everything; publication shows the paper, not how it came about."""
        return self if user.sees_everything else self.none()
