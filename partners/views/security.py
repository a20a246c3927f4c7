"""The security log, for those who watch over the accounts: Revision and Verwaltung."""

import django_filters
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from partners.models import SecurityEntry, SecurityKind, User
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.listing import answer_list

EMPTY = "Noch keine Zeile. Hier steht, wer sich anmeldet, wem etwas verweigert wird und wer Dateien abruft."


class DayFilter(django_filters.Filter):
    """A day as people write it."""

    field_class = GermanDateField


class SecurityFilter(django_filters.FilterSet):
    """What happened, to or by whom, and when."""

    vorgang = django_filters.ChoiceFilter(
        label="Vorgang", field_name="kind", choices=SecurityKind.choices, empty_label="alle"
    )
    person = django_filters.ModelChoiceFilter(
        label="Person", queryset=User.objects.all(), method="of_person", empty_label="alle"
    )
    von = DayFilter(label="Von", field_name="at", lookup_expr="date__gte")
    bis = DayFilter(label="Bis", field_name="at", lookup_expr="date__lte")

    class Meta:
        model = SecurityEntry
        fields: list[str] = []

    def of_person(self, rows: QuerySet, name: str, value: User) -> QuerySet:
        """Who acted, and whom it concerned."""
        return rows.filter(Q(person=value.pk) | Q(about=value.pk))


@require_safe
@permission_required("partners.view_securityentry", raise_exception=True)
def security_log(request: HttpRequest) -> HttpResponse:
    """All lines, the newest first."""
    people = {one.pk: one for one in User.objects.all()}

    def who(key: int | None) -> str:
        return str(people[key]) if key in people else (f"gelöschtes Konto {key}" if key else "")

    return answer_list(
        request,
        SecurityEntry.objects.visible_to(request.user),
        columns=[
            Column("at", "Zeitpunkt", sort="at", width=20),
            Column("kind", "Vorgang", "get_kind_display", sort="kind", width=28),
            Column("person", "Person", lambda row: who(row.person_id), width=28),
            Column("about", "Betrifft", lambda row: who(row.about_id), width=28),
            Column("address", "Adresse", sort="address", width=20),
            Column("path", "Seite", sort="path", width=40),
            Column("detail", "Näheres", width=32),
            Column("request_id", "Anfrage", width=34),
        ],
        title="Sicherheitsprotokoll",
        search=["path", "detail", "request_id", "address"],
        filterset=SecurityFilter,
        order="-at",
        nouns=("Zeile", "Zeilen"),
        empty=EMPTY,
        export_name="sicherheitsprotokoll",
        context={
            "crumbs": crumbs("partners:security_log"),
            "intro": f"Zeilen bleiben {german.count(settings.SECURITY_LOG_DAYS, 'Tag', 'Tage')} lang.",
        },
    )
