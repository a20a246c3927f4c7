"""The page „Aufgaben“: all duties as a work list, narrowed by whose they are, kind, day, site and partner."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partners.models import Partner, User
from quartiersarbeit.duties import GROUPS, Duty, Whose, duties, kinds, reminds
from quartiersarbeit.ground import german, spreadsheet
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, Table, Tick
from quartiersarbeit.ground.duties import can_take
from quartiersarbeit.ground.hands import weighed
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import Paged
from quartiersarbeit.ground.roles import is_weighty
from quartiersarbeit.ground.sorting import german_key
from quartiersarbeit.together import TOGETHER, Refused, Together
from sites.models import Site

MOST = 50  # steps at once: so many can be read before they are signed
SEEN = "gesehen-"  # with a record's key: what the page showed of it
_SHOWN = re.compile(rf"{SEEN}[0-9]{{1,18}}")
# What stands in the address bar: whose duties, and how near their day is.
WAITING, OWN, REMIND, SIDE, OTHERS, ALL = "meine", "selbst", "erinnern", "organisation", "andere", "alle"
WHEN = dict(zip(("ueberfaellig", "jetzt", "spaeter"), GROUPS, strict=True))
RELATIONS = {
    WAITING: (Whose.MINE, Whose.REMIND),
    OWN: (Whose.MINE,),
    REMIND: (Whose.REMIND,),
    OTHERS: (Whose.OTHERS,),
}


def task_address(**wanted: str) -> str:
    """The list of tasks, narrowed so."""
    return f"{reverse('task_list')}?{urlencode(wanted)}" if wanted else reverse("task_list")


class TaskFilter(forms.Form):
    """What the address bar asks for; what is unknown asks for nothing."""

    wessen = forms.ChoiceField(label="Wessen", required=False)
    frist = forms.ChoiceField(
        label="Wann",
        required=False,
        choices=[("", "alle"), *((key, heading) for key, (heading, _) in WHEN.items())],
    )
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
        # What is done with several at once may be asked for from its list, though none waits just now.
        codes = {duty.kind.code for duty in known} | ({data.get("art")} & TOGETHER.keys())
        labels = sorted((kinds()[code].label, code) for code in codes)
        whose: Any = self.fields["wessen"]
        whose.choices = list(_whose(user))
        kind: Any = self.fields["art"]
        kind.choices = [("", "alle"), *((code, label) for label, code in labels)]
        site: Any = self.fields["standort"]
        site.queryset = Site.objects.visible_to(user).filter(pk__in=sites).order_by(german_key("name"), "pk")
        partner: Any = self.fields["partner"]
        partner.queryset = Partner.objects.visible_to(user).filter(pk__in=partners)
        for field in self.fields.values():
            field.plain_label = True  # type: ignore[attr-defined]
        if not partners or self.side:  # nothing to choose between
            del self.fields["partner"]
        self.is_valid()

    @property
    def whose(self) -> str:
        """Whose duties are asked for: first of all what waits for the person who looks."""
        return self.cleaned_data.get("wessen") or WAITING

    @property
    def kind(self) -> str:
        """The code of the one kind that is asked for; empty for all."""
        return self.cleaned_data.get("art", "")

    @property
    def narrowed(self) -> bool:
        """Whether anything but whose they are is asked for."""
        return any(self.cleaned_data.get(name) for name in ("frist", "art", "standort", "partner"))

    def asks_for(self, duty: Duty) -> bool:
        """Whether this one is wanted; a wish that cannot be read narrows nothing."""
        wanted = self.cleaned_data
        if self.whose in RELATIONS and duty.whose not in RELATIONS[self.whose]:
            return False
        if self.whose == SIDE and duty.partner_id != self.side:
            return False
        site, partner = wanted.get("standort"), wanted.get("partner")
        when = WHEN.get(wanted.get("frist", ""))
        return (
            (when is None or duty.timing in when[1])
            and self.kind in ("", duty.kind.code)
            and (site is None or site.pk == duty.site_id)
            and (partner is None or partner.pk == duty.partner_id)
        )


def _whose(user: User):
    if reminds(user):
        yield from (
            (WAITING, "meine, auch zum Erinnern"),
            (OWN, "nur eigene Schritte"),
            (REMIND, "nur zum Erinnern"),
        )
    else:
        yield WAITING, "meine"
    yield SIDE, "die meiner Organisation" if user.partner_id else "die der Stadt"
    yield OTHERS, "die bei anderen liegen"
    yield ALL, "alle, die ich sehe"


@require_safe
@kept_page
def task_list(request: HttpRequest) -> HttpResponse:
    """What is to be done, the latest first; as a page, or with `?export=` as a file of exactly these rows."""
    user, on = cast(User, request.user), timezone.localdate()
    known = duties(user, on)
    form = TaskFilter(request.GET, user, known)
    wanted = [duty for duty in known if form.asks_for(duty)]
    if (kind := request.GET.get("export")) in spreadsheet.FORMATS:
        columns = columns_for(user, wanted)
        rows = ([column.value_of(duty) for column in columns] for duty in wanted)
        return spreadsheet.answer(kind, "aufgaben", columns, rows)
    own = Counter(duty.kind.code for duty in known if duty.whose is Whose.MINE)
    together = _together(form, own)
    listing = Paged(request.GET, "seite", wanted, (), "Aufgaben")
    columns = columns_for(user, list(listing.page.object_list))
    listing.columns = [TICKED, columns[0], *columns[2:]] if together else columns
    return render(
        request,
        "tasks.html",
        {
            "title": "Aufgaben",
            "crumbs": crumbs("task_list"),
            "form": form,
            "listing": listing,
            "late": sum(duty.days_late > 0 for duty in wanted),
            "count": german.count(len(wanted), "Aufgabe", "Aufgaben"),
            "waiting": sum(duty.whose is not Whose.OTHERS for duty in known),
            "exports": exports(request),
            "together": together,
            "carried": [(name, value) for name, value in form.data.items() if name in form.fields and value],
            "all_own": sum(duty.whose is Whose.MINE for duty in wanted),
            "offers": [] if together else list(_offers(own)),
        },
    )


def _together(form: TaskFilter, own: Counter[str]) -> Together | None:
    """The act that can be done with several of the rows shown, where one kind of them was asked for."""
    return TOGETHER.get(form.kind) if own[form.kind] else None


def _offers(own: Counter[str]):
    """Where several of one's own steps can be taken at once: what, and the list to choose from."""
    for code, number in own.items():
        if code in TOGETHER and number > 1:
            yield TOGETHER[code].offer(number), task_address(art=code)


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


# Where several can be chosen, the record's name is the label of its checkbox; others' steps have none.
TICKED = Column(
    "subject",
    "Worum es geht",
    lambda duty: Tick("zeile", int(duty.key), duty.subject) if duty.whose is Whose.MINE else duty.subject,
    kind="tick",
)


@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def tasks_together(request: HttpRequest, code: str) -> HttpResponse:
    """What was chosen of one kind, with number and sum; POST takes the step of each by itself."""
    user, on = cast(User, request.user), timezone.localdate()
    if (together := TOGETHER.get(code)) is None:
        raise Http404("Diese Aufgabe wird einzeln erledigt.")
    if not can_take(user, together.kind):
        raise PermissionDenied
    if request.method == "POST":
        weight = together.kind.permission and is_weighty(together.kind.permission)
        return (weighed(request) if weight else None) or _act(request, together, user, on)
    known = duties(user, on)
    form = TaskFilter(request.GET, user, known)
    ticked = None if "alle" in request.GET else set(request.GET.getlist("zeile"))
    wanted = [duty for duty in known if duty.kind is together.kind and duty.whose is Whose.MINE]
    keys = [
        int(duty.key) for duty in wanted if form.asks_for(duty) and (ticked is None or duty.key in ticked)
    ]
    if not keys:
        messages.warning(request, "Kreuzen Sie mindestens eine Aufgabe an, die bei Ihnen liegt.")
        return redirect(task_address(art=code))
    return _choice(request, together, together.rows(user, keys[:MOST]), left=len(keys[MOST:]))


def _act(request: HttpRequest, together: Together, user: User, on: date) -> HttpResponse:
    """Done is what the page showed, nothing else; what was refused is told with its reason."""
    shown = {
        int(name.removeprefix(SEEN)): str(value)
        for name, value in request.POST.items()
        if _SHOWN.fullmatch(name)
    }
    rows = together.rows(user, list(shown)[:MOST])
    refusals = together.take(rows, shown, by=user, on=on)
    left = {one.row.pk for one in refusals}
    if done := [row for row in rows if row.pk not in left]:
        messages.success(request, f"{together.named(done)}: {together.done}.")
    elif not refusals:
        messages.warning(request, "Davon liegt nichts mehr bei Ihnen.")
    if refusals:  # as they are stored now: what was refused for being another shows what it is
        return _choice(request, together, together.rows(user, sorted(left)), refusals=refusals)
    return redirect("task_list")


def _choice(
    request: HttpRequest,
    together: Together,
    rows: Sequence[Any],
    *,
    refusals: Sequence[Refused] = (),
    left: int = 0,
) -> HttpResponse:
    heading = together.offer(len(rows))
    context = {
        "title": heading,
        "crumbs": crumbs("task_list", heading),
        "together": together,
        "table": Table(together.columns_of(rows), rows, heading),
        "named": together.named(rows),
        "shown": [(f"{SEEN}{row.pk}", together.seen(row)) for row in rows],
        "refusals": refusals,
        "left": left,
        "back": task_address(art=together.kind.code),
    }
    return render(request, "tasks_together.html", context, status=422 if refusals else 200)


def exports(request: HttpRequest) -> list[tuple[str, str]]:
    """Label and address of each file that the rows shown can be had as."""
    found = []
    for kind, label in spreadsheet.NAMES.items():
        query = request.GET.copy()
        query["export"] = kind
        found.append((label, f"?{query.urlencode()}"))
    return found
