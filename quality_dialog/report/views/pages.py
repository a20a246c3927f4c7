"""What the pages of a report have in common: who opens them, and until when one writes."""

from collections.abc import Callable, Sequence
from functools import cache, wraps
from typing import Any

from django.contrib import messages
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from partners.models import CALLED_BY, User
from quality_dialog.report.models import Report
from quality_dialog.report.statuses import OPEN
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.inside import Inside
from quartiersarbeit.ground.written import written

may_view = permission_required("quality_dialog.view_report", raise_exception=True)
may_change = permission_required("quality_dialog.change_report", raise_exception=True)
may_approve = permission_required("quality_dialog.approve_report", raise_exception=True)

REVIEW_ENDS = (
    "Der Bericht ist in Prüfung. Wenn Sie jetzt speichern, endet die Prüfung; Mitzeichnungen verfallen."
)
_PEOPLE = ("drafted_by", "review_by", "approved_by", "submitted_by", "published_by", "discarded_by")


@cache
def _persons() -> Any:
    """Those who did something with the report, each once and by name."""
    who = User.objects.filter(pk__in=[OuterRef(f"{name}_id") for name in _PEOPLE]).only(*CALLED_BY)
    return written(Report.objects.all(), Inside(who))


def visible(request: HttpRequest, pk: int, without: Sequence[str] = (), **more: Any) -> Report:
    """The report with its `status` of today, its `version` and what is annotated besides, or 404 for whoever does not
    see it; `without` what is long and not told."""
    seen = (
        Report.objects.visible_to(request.user)
        .defer(*without)
        .with_status(timezone.localdate())
        .with_version()
    )
    report = get_object_or_404(seen.annotate(persons=_persons(), **more), pk=pk)
    known = {one.pk: one for one in report.persons}
    for name in _PEOPLE:
        field = Report._meta.get_field(name)
        field.set_cached_value(report, known.get(getattr(report, field.attname)))
    return report


def may_edit(user, report: Report) -> bool:
    """Whether one may write at a report `visible`, as it stood when it was read."""
    return user.has_perm("quality_dialog.change_report") and report.status in OPEN


def closed(request: HttpRequest, report: Report) -> HttpResponse:
    """Back to the report's page, which says why nobody edits it any more."""
    why = "Der Bericht ist verworfen und" if report.discarded_on else "Ein freigegebener Bericht"
    messages.error(request, f"{why} ändert sich nicht mehr.")
    return redirect(report)


def while_written(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the report itself as long as one writes at it; afterwards its page says why not."""

    @may_change
    @wraps(view)
    def opened(request: HttpRequest, pk: int, **at: Any) -> HttpResponse:
        report = visible(request, pk)
        return view(request, report, **at) if may_edit(request.user, report) else closed(request, report)

    return opened
