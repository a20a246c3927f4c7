"""Evaluation: answers beside each other over the years, and measures kept and missed.

Never an average, a rank or a sum of ratings: the criteria are for reflection. No list here sorts by a
rating or leads to money.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from django_filters import FilterSet

from quality_dialog.dialogue.models import Assessment, Criterion, Cycle, Dialogue, Measure
from quality_dialog.dialogue.models.assessment import Rating
from quality_dialog.dialogue.statuses import TAKEN_OVER, MeasureStatus
from quality_dialog.dialogue.views.filters import by_site, by_year, sites_of
from quartiersarbeit.ground import spreadsheet
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.drawings import Distribution
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.inside import counted
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list
from quartiersarbeit.ground.sorting import german_key
from sites.models import Site

may_view = permission_required("quality_dialog.view_dialogue", raise_exception=True)
sees_all = permission_required(
    ["quality_dialog.view_dialogue", "partners.see_everything"], raise_exception=True
)
# Who sees everything sees the answers of all sites beside each other; a distribution shown to a partner would
# tell it, where few sites take part, what single others have said.


# --- Measures kept and missed, per site and year -------------------------------------------------


def outcomes(measures: QuerySet, on: date) -> dict[str, QuerySet]:
    """The six ways a measure can stand on a day; each that counts on it is in exactly one of them.

    On the day it is taken over a measure still counts in the year that owed it.
    """
    done = measures.with_due(on).done(on)
    left = measures.unfinished(on).values("pk")
    return {
        "kept": done.filter(reported_on__lte=F("due")),
        "late": done.filter(reported_on__gt=F("due")),
        "dropped": measures.in_status(on, MeasureStatus.DROPPED),
        "carried": measures.in_status(on, *TAKEN_OVER).exclude(pk__in=left),
        "overdue": measures.overdue(on),
        "running": measures.unfinished(on).with_due(on).filter(due__gte=on),
    }


LABELS = {
    "kept": "fristgerecht erledigt",
    "late": "später erledigt",
    "overdue": "überfällig",
    "dropped": "aufgegeben",
    "carried": "ins Folgejahr übernommen",
    "running": "offen, Frist läuft",
}


class EvaluationFilter(FilterSet):
    """Sites and years that one sees."""

    standort = by_site("site")
    jahr = by_year("cycle", "Jahr")


def _site_address(dialogue: Dialogue) -> str:
    return reverse("quality_dialog:evaluation_site", args=[dialogue.site_id])


@may_view
@require_safe
@kept_page
def evaluation(request: HttpRequest) -> HttpResponse:
    """Measures kept and missed per site and year, and the way to the answers."""
    on, user = timezone.localdate(), request.user
    found = outcomes(Measure.objects.visible_to(user), on)
    dialogues = Dialogue.objects.visible_to(user).select_related("site", "cycle")
    columns = [
        Column("site", "Standort", sort=("site__name", "cycle__year"), link=_site_address),
        Column("year", "Jahr", "cycle.year", sort=("cycle__year", "site__name")),
        *(Column(key, label, kind="number") for key, label in LABELS.items()),
    ]
    return answer_list(
        request,
        dialogues.annotate(
            **{key: counted(rows, "finding__dialogue") for key, rows in found.items()}
        ).order_by(german_key("site__name"), "-cycle__year"),
        columns=columns,
        title="Auswertung",
        template="quality_dialog/evaluation.html",
        search=["site__name"],
        filterset=EvaluationFilter,
        empty="Noch kein Qualitätsdialog, der sich auswerten lässt.",
        context={
            "intro": "Was vereinbart wurde und was daraus geworden ist. Die Antworten der Partner stehen auf der "
            "Seite des Standorts nebeneinander. Es gibt keine Noten und keine Rangfolge.",
            "crumbs": crumbs("quality_dialog:evaluation"),
            "fields": _fields() if user.sees_everything else (),
        },
    )


def _fields() -> list[tuple[str, list[Criterion]]]:
    """The guiding questions of the framework that was used last, by field of action."""
    newest = Cycle.objects.order_by("-year").values("framework")[:1]
    criteria = Criterion.objects.filter(field__framework=newest).select_related("field")
    fields: dict[str, list[Criterion]] = {}
    for criterion in criteria.order_by("field__position", "position", "pk"):
        fields.setdefault(str(criterion.field), []).append(criterion)
    return list(fields.items())


# --- A site over the years -----------------------------------------------------------------------

Question = tuple[str, str, str]


def question(criterion: Criterion) -> Question:
    """What was asked: the same in every version of a framework that words it alike under the same codes."""
    return criterion.field.code, criterion.code, criterion.guiding_question


def _submitted(user, on: date) -> QuerySet:
    """What was handed in by that day; a draft is nobody's answer yet, not even for its own side."""
    given = Assessment.objects.visible_to(user).submitted(on)
    return given.select_related("partner", "criterion__field", "dialogue__cycle", "dialogue__site")


@may_view
@require_safe
@kept_page
def evaluation_site(request: HttpRequest, pk: int) -> HttpResponse:
    """A site's answers over the years, question by question, beside each other."""
    on, user = timezone.localdate(), request.user
    site = get_object_or_404(sites_of(request), pk=pk)
    rows = list(_submitted(user, on).filter(dialogue__site=site))
    years = Dialogue.objects.visible_to(user).filter(site=site).values_list("cycle__year", flat=True)
    tables = _beside_each_other(rows, sorted(years))
    if (kind := request.GET.get("export")) in spreadsheet.FORMATS:
        return _site_file(kind, site, rows)
    return render(
        request,
        "quality_dialog/evaluation_site.html",
        {
            "site": site,
            "crumbs": crumbs("quality_dialog:evaluation", str(site)),
            "tables": tables,
            "exports": spreadsheet.NAMES.items(),
            "measures": f"{reverse('quality_dialog:evaluation')}?standort={site.pk}",
        },
    )


def _beside_each_other(rows: Iterable[Assessment], years: list[int]) -> list[tuple[str, Table]]:
    """Per field a table: its questions down, the years across, in each cell every partner's words."""
    said: dict[tuple[Question, int], list[str]] = {}
    fields: dict[str, dict[Question, Criterion]] = {}
    for row in sorted(rows, key=_place):
        asked = question(row.criterion)
        fields.setdefault(str(row.criterion.field), {}).setdefault(asked, row.criterion)
        said.setdefault((asked, row.dialogue.cycle.year), []).append(_in_words(row))
    columns = [
        Column("question", "Leitfrage", str),
        *(
            Column(
                str(year), str(year), lambda one, year=year: "; ".join(said.get((question(one), year), ()))
            )
            for year in years
        ),
    ]
    return [
        (name, Table(columns, list(asked.values()), f"{name} über die Jahre"))
        for name, asked in fields.items()
    ]


def _place(row: Assessment) -> tuple:
    criterion = row.criterion
    return criterion.field.position, criterion.position, criterion.code, row.partner.short_name


def _in_words(row: Assessment) -> str:
    said = f"{row.partner}: {row.get_rating_display()}"
    return f"{said} ({row.text})" if row.text else said


ANSWERS = (
    Column("site", "Standort", lambda row: str(row.dialogue.site)),
    Column("year", "Jahr", "dialogue.cycle.year", kind="number"),
    Column("field", "Handlungsfeld", lambda row: str(row.criterion.field)),
    Column("criterion", "Leitfrage", lambda row: str(row.criterion)),
    Column("partner", "Partner", lambda row: str(row.partner)),
    Column("rating", "Einschätzung", "get_rating_display"),
    Column("text", "Erläuterung"),
)


def _site_file(kind: str, site: Site, rows: list[Assessment]) -> HttpResponse:
    """One row an answer, so that a spreadsheet can arrange them as it likes."""
    in_order = sorted(rows, key=lambda row: (row.dialogue.cycle.year, *_place(row)))
    return _file(kind, site, Table(ANSWERS, in_order, "Antworten"))


def _file(kind: str, about: object, table: Table) -> HttpResponse:
    return spreadsheet.answer(kind, f"auswertung-{slugify(str(about))}", table.columns, table.values())


# --- A criterion over the sites ------------------------------------------------------------------


@sees_all
@require_safe
def evaluation_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """How the answers to one question spread over the sites, year by year; no site is named or ranked."""
    on, user = timezone.localdate(), request.user
    criterion = get_object_or_404(Criterion.objects.visible_to(user).select_related("field"), pk=pk)
    field_code, code, asked = question(criterion)
    same = _submitted(user, on).filter(
        criterion__guiding_question=asked, criterion__code=code, criterion__field__code=field_code
    )
    counted = Counter(same.order_by().values_list("dialogue__cycle__year", "rating"))
    years = sorted({year for year, _ in counted}, reverse=True)
    spread = [
        Distribution(str(year), [(label, counted[year, value]) for value, label in Rating.choices])
        for year in years
    ]
    columns = [
        Column("title", "Jahr"),
        *(
            Column(value, label, lambda one, at=at: one.parts[at][1], kind="number")
            for at, (value, label) in enumerate(Rating.choices)
        ),
        Column("total", "Antworten", kind="number"),
    ]
    table = Table(columns, spread, f"Antworten je Jahr: {criterion}")
    if (kind := request.GET.get("export")) in spreadsheet.FORMATS:
        return _file(kind, criterion.code, table)
    return render(
        request,
        "quality_dialog/evaluation_criterion.html",
        {
            "criterion": criterion,
            "crumbs": crumbs("quality_dialog:evaluation", f"Leitfrage {criterion.code}"),
            "spread": spread,
            "table": table,
            "exports": spreadsheet.NAMES.items(),
        },
    )
