"""All findings one sees, over sites and years; who dissents stands in the same row, on the page and in the file."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_filters import ChoiceFilter, FilterSet

from quality_dialog.dialogue.models import Finding
from quality_dialog.dialogue.models.finding import FindingKind
from quality_dialog.dialogue.views.filters import by_site, by_year
from quality_dialog.dialogue.views.voices import dissent_of
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.columns import Column
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list


class FindingFilter(FilterSet):
    """Findings by state today, kind, year and site; each offers only what one sees."""

    STATES = [
        ("antwort", "wartet auf unsere Stellungnahme"),
        ("offen", "offen"),
        ("einvernehmen", "Einvernehmen"),
        ("abweichend", "abweichende Auffassung"),
        ("entwurf", "eigener Entwurf"),
    ]

    stand = ChoiceFilter(label="Stand", choices=STATES, empty_label="Alle Stände", method="in_state")
    art = ChoiceFilter(field_name="kind", label="Art", choices=FindingKind, empty_label="Alle Arten")
    jahr = by_year("dialogue__cycle")
    standort = by_site("dialogue__site")

    def in_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        on, user = timezone.localdate(), self.request.user
        words = {
            "antwort": lambda: rows.unanswered_by(user, on),
            "offen": lambda: rows.open(on),
            "einvernehmen": lambda: rows.agreed(on),
            "abweichend": lambda: rows.disputed(on),
            "entwurf": lambda: rows.drafts_of(user, on),
        }
        return words[value]()


@permission_required("quality_dialog.view_finding", raise_exception=True)
@require_safe
@kept_page
def finding_list(request: HttpRequest) -> HttpResponse:
    """The findings of all sites and years that one sees, the newest first."""
    on = timezone.localdate()
    rows = Finding.objects.visible_to(request.user).with_status(on).with_voices(on)
    columns = (
        Column("wording", "Feststellung", sort="wording", link=Finding.get_absolute_url),
        Column("kind", "Art", "get_kind_display", sort="kind"),
        Column("site", "Standort", "dialogue.site", sort="dialogue__site__name"),
        Column("year", "Jahr", "dialogue.cycle.year", sort="dialogue__cycle__year"),
        Column("raised_for", "Eingebracht von", lambda row: str(row.raised_for or city().name)),
        Column("status", "Stand", kind="badge"),
        Column("dissent", "Abweichende Auffassungen", dissent_of),
    )
    return answer_list(
        request,
        rows.select_related("dialogue__site", "dialogue__cycle", "raised_for").order_by("-raised_on", "-pk"),
        columns=columns,
        title="Feststellungen",
        search=["wording", "dialogue__site__name"],
        filterset=FindingFilter,
        empty="Noch keine Feststellungen. Sie entstehen in den Dialogen zu den Standorten.",
        context={
            "intro": "Was in den Dialogen festgestellt wurde. Eine abweichende Auffassung steht immer daneben.",
            "crumbs": crumbs("quality_dialog:finding_list"),
        },
    )
