"""The page „Aufgaben“: all duties as a work list, narrowed by whose they are, kind, site and partner."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.models import Partner, User
from quartiersarbeit.duties import Duty, Whose, duties, kinds
from quartiersarbeit.ground import german, spreadsheet
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column
from quartiersarbeit.ground.listing import Paged
from sites.models import Site

MINE, SIDE, ALL = "meine", "organisation", "alle"


class TaskFilter(forms.Form):
    """What the address bar asks for; what is unknown asks for nothing."""

    wessen = forms.ChoiceField(label="Wessen", required=False)
    art = forms.ChoiceField(label="Art", required=False)
    standort = forms.ModelChoiceField(
        Site.objects.none(), label="Standort", required=False, empty_label="alle"
    )
    partner = forms.ModelChoiceField(
        Partner.objects.none(), label="Partner", required=False, empty_label="alle"
    )

    def __init__(self, data: Any, user: User, known: Sequence[Duty]):
        super().__init__(data)
        self.side = user.partner_id
        sites = {duty.site_id for duty in known if duty.site_id}
        partners = {duty.partner_id for duty in known if duty.partner_id}
        codes = dict.fromkeys(duty.kind.code for duty in known)
        own_side = "die meiner Organisation" if self.side else "die der Stadt"
        whose: Any = self.fields["wessen"]
        whose.choices = [(MINE, "meine"), (SIDE, own_side), (ALL, "alle, die ich sehe")]
        kind: Any = self.fields["art"]
        kind.choices = [("", "alle"), *((code, kinds()[code].label) for code in codes)]
        site: Any = self.fields["standort"]
        site.queryset = Site.objects.visible_to(user).filter(pk__in=sites)
        partner: Any = self.fields["partner"]
        partner.queryset = Partner.objects.visible_to(user).filter(pk__in=partners)
        for field in (whose, kind, site, partner):
            field.plain_label = True

    def asks_for(self, duty: Duty) -> bool:
        """Whether this one is wanted; a wish that cannot be read narrows nothing."""
        wanted = self.cleaned_data
        whose = wanted.get("wessen") or MINE
        if (whose == MINE and duty.whose is Whose.OTHERS) or (whose == SIDE and duty.partner_id != self.side):
            return False
        site, partner = wanted.get("standort"), wanted.get("partner")
        return (
            wanted.get("art", "") in ("", duty.kind.code)
            and (site is None or site.pk == duty.site_id)
            and (partner is None or partner.pk == duty.partner_id)
        )


@require_safe
def task_list(request: HttpRequest) -> HttpResponse:
    """What is to be done, the latest first; as a page, or with `?export=` as a file of exactly these rows."""
    user, on = cast(User, request.user), timezone.localdate()
    known = duties(user, on)
    form = TaskFilter(request.GET, user, known)
    form.is_valid()
    wanted = [duty for duty in known if form.asks_for(duty)]
    columns = columns_for(user, wanted)
    if (kind := request.GET.get("export")) in spreadsheet.FORMATS:
        rows = ([column.value_of(duty) for column in columns] for duty in wanted)
        return spreadsheet.answer(kind, "aufgaben", columns, rows)
    late = sum(duty.days_late > 0 for duty in wanted)
    return render(
        request,
        "tasks.html",
        {
            "title": "Aufgaben",
            "crumbs": crumbs("task_list"),
            "form": form,
            "listing": Paged(request.GET, "seite", wanted, columns, "Aufgaben"),
            "late": late,
            "count": german.count(len(wanted), "Aufgabe", "Aufgaben"),
            "exports": [(label, _export(request, kind)) for kind, label in spreadsheet.NAMES.items()],
        },
    )


def columns_for(user: User, shown: Sequence[Duty]) -> list[Column]:
    """The columns of duties, with the names of those who owe them: one question for the partners, one for people."""
    partners = Partner.objects.visible_to(user).in_bulk(
        {duty.partner_id for duty in shown if duty.partner_id}
    )
    people = User.objects.in_bulk({duty.person_id for duty in shown if duty.person_id})

    def who(duty: Duty) -> str:
        if duty.person_id:
            return str(people[duty.person_id])
        if duty.partner_id:
            return partners[duty.partner_id].short_name if duty.partner_id in partners else "Partner"
        return "Stadt"

    return [
        Column("what", "Aufgabe", link=lambda duty: duty.url, width=36),
        Column("subject", "Worum es geht", width=48),
        Column("who", "Bei wem", who, width=24),
        Column("due_on", "Fällig am", kind="date"),
        Column("timing", "Stand", kind="badge"),
    ]


def _export(request: HttpRequest, kind: str) -> str:
    query = request.GET.copy()
    query["export"] = kind
    return f"?{query.urlencode()}"
