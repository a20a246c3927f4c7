"""What Koordination does with a year: open it, move its deadlines, add and take back dialogues."""

from functools import partial
from itertools import accumulate

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Window
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from partners.models import Partner
from quality_dialog.dialogue.forms.cycle import (
    CycleForm,
    CycleStartForm,
    DialogueForm,
    DialogueRemovalForm,
    ParticipantsForm,
    YearForm,
)
from quality_dialog.dialogue.models import Cycle, Dialogue, Finding, Framework, Measure
from quality_dialog.dialogue.models.carrying_over import (
    add_dialogue,
    left_open,
    measures_left_open,
    open_cycle,
)
from quality_dialog.dialogue.models.removing import (
    correct_year,
    cycle_kept_because,
    discard_cycle,
    kept_because,
    remove_dialogue,
    set_participants,
)
from quality_dialog.dialogue.rules import usual_deadlines
from quality_dialog.dialogue.views.dialogue import dialogue_of
from quality_dialog.dialogue.views.measure import WHAT
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.forms import ReasonForm, accepted, answer_form, form_page
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.sorting import german_key, sorts_by
from sites.models import Assignment, Site

may_open = permission_required("quality_dialog.add_cycle", raise_exception=True)
may_change = permission_required("quality_dialog.change_cycle", raise_exception=True)
may_add_dialogue = permission_required("quality_dialog.add_dialogue", raise_exception=True)
may_change_dialogue = permission_required("quality_dialog.change_dialogue", raise_exception=True)


# --- The year ------------------------------------------------------------------------------------


@may_open
def cycle_create(request: HttpRequest) -> HttpResponse:
    """Open a year: framework, focus, deadlines, sites and participants as proposed, and what was left open."""
    on, user = timezone.localdate(), request.user
    year = on.year + 1 if Cycle.objects.filter(year=on.year).exists() else on.year
    if (typed := request.POST.get("year", "")).isdecimal() and len(typed) == 4:
        year = int(typed)  # the sites are those of the year that is opened
    frameworks = Framework.objects.visible_to(user).order_by("-valid_from", "-pk")
    form = CycleStartForm(
        request.POST or None,
        frameworks=frameworks,
        sites=Site.objects.visible_to(user).of_year(year).order_by(german_key("name")),
        year=year,
        initial={"year": year, "framework": frameworks.first(), **usual_deadlines(year, on)},
    )
    if accepted(form, open_cycle, by=user, on=on):
        carried = _count(Finding.objects.filter(dialogue__cycle=form.result))
        messages.success(request, f"{form.result} ist eröffnet. {carried}")
        return redirect(form.result)
    return form_page(
        request,
        form,
        "quality_dialog:cycle_list",
        "Qualitätsdialog eröffnen",
        template="quality_dialog/cycle_form.html",
        crumbs=crumbs("quality_dialog:cycle_list", "Neues Jahr"),
        submit_label="Jahr eröffnen",
        findings=_left_open(user, on),
        measures=_unfinished(user, on),
    )


def _count(carried: QuerySet) -> str:
    """„2 Feststellungen und 3 Maßnahmen sind übernommen.“"""
    findings = carried.filter(carried_over_from__isnull=False).count()
    measures = Measure.objects.filter(finding__in=carried, carried_over_from__isnull=False).count()
    if not findings:
        return "Aus früheren Jahren war nichts offen."
    said = [
        german.count(findings, "Feststellung", "Feststellungen"),
        german.count(measures, "Maßnahme", "Maßnahmen"),
    ]
    return f"Übernommen aus früheren Jahren: {german.listing(said)}."


SHOWN = 100  # rows of what is left open that a page shows; a new year takes over all of it


def _left_open(user, on) -> Table:
    """The findings that a new year takes over, where the site takes part in it.

    Counted site by site: what a name sorts by is dear, and there are many findings to a site.
    """
    rows = left_open(Finding.objects.visible_to(user), on)
    of_site = rows.filter(dialogue__site=OuterRef("pk")).values("dialogue__site").annotate(many=Count("pk"))
    sites = Site.objects.order_by(german_key("name"), "pk").values_list(
        "pk", Subquery(of_site.values("many"))
    )
    counted = [(site, many) for site, many in sites if many]
    before = accumulate((many for _, many in counted), initial=0)
    shown = [site for (site, _), already in zip(counted, before, strict=False) if already < SHOWN]
    rows = rows.filter(dialogue__site__in=shown).select_related("dialogue__site", "dialogue__cycle")
    columns = [
        Column("wording", "Feststellung", str, link=Finding.get_absolute_url),
        Column("site", "Standort", "dialogue.site"),
        Column("year", "Jahr", "dialogue.cycle.year"),
    ]
    first = rows.order_by(german_key("dialogue__site__name"), "dialogue__site", "pk")[:SHOWN]
    return Table(columns, list(first), _titled("Offene Feststellungen", sum(many for _, many in counted)))


def _unfinished(user, on) -> Table:
    """The measures that a new year takes over with their findings."""
    rows = measures_left_open(Finding.objects.visible_to(user), on).with_due(on)
    rows = rows.select_related("responsible", "finding__dialogue__site")
    columns = [
        WHAT,
        Column("site", "Standort", "finding.dialogue.site"),
        Column("owner", "Verantwortlich"),
        Column("due", "Fällig am", kind="date"),
    ]
    rows = rows.order_by("due", "pk")
    first = list(rows.annotate(many=Window(Count("pk"))).values_list("pk", "many")[:SHOWN])
    shown = rows.filter(pk__in=[pk for pk, _ in first])
    return Table(columns, list(shown), _titled("Unbeendete Maßnahmen", first[0][1] if first else 0))


def _titled(title: str, many: int) -> str:
    """Where there are more rows than are shown, the title says of how many."""
    return title if many <= SHOWN else f"{title}: die ersten {SHOWN} von {german.number(many)}"


@may_change
def cycle_edit(request: HttpRequest, year: int) -> HttpResponse:
    """Change focus topics and deadlines while the year runs."""
    cycle, revised = _cycle(request, year), _cycle(request, year)
    initial = {name: getattr(cycle, name, "") for name in CycleForm.base_fields}
    form = CycleForm(request.POST or None, initial=initial)
    if accepted(form, revised.revise, by=request.user, on=timezone.localdate()):
        messages.success(request, "Schwerpunkte und Fristen sind gespeichert.")
        return redirect(cycle)
    return form_page(request, form, cycle, "Schwerpunkte und Fristen")


@may_change
def cycle_discard(request: HttpRequest, year: int) -> HttpResponse:
    """Take back a year that was opened by mistake."""
    cycle, on = _cycle(request, year), timezone.localdate()
    refusal = cycle_kept_because(cycle, on)
    sites = german.count(cycle.dialogues.count(), "Dialog", "Dialoge")
    return answer_form(
        request,
        ReasonForm(request.POST or None),
        partial(discard_cycle, _cycle(request, year)),
        cycle,
        "Jahr zurücknehmen",
        done=f"{cycle} ist zurückgenommen.",
        then="quality_dialog:cycle_list",
        intro=f"{cycle} verschwindet mit {sites}. Was aus früheren Jahren übernommen wurde, steht danach wieder dort, "
        "wo es war. Alle Beteiligten erfahren es.",
        warnings=refusal.messages if refusal else [],
        danger=True,
    )


@may_change
def cycle_correct_year(request: HttpRequest, year: int) -> HttpResponse:
    """Put right for which year a dialogue was opened."""
    cycle, corrected = _cycle(request, year), _cycle(request, year)
    initial = {name: getattr(cycle, name) for name in YearForm.base_fields if name != "reason"}
    return answer_form(
        request,
        YearForm(request.POST or None, initial=initial),
        partial(correct_year, corrected),
        cycle,
        "Jahr berichtigen",
        done="Das Jahr ist berichtigt. Alle Beteiligten erfahren es.",
        then=lambda _: corrected,
        intro="Dialoge, Antworten und Feststellungen gehören danach zum richtigen Jahr; alte Adressen führen nicht "
        "mehr hierher. Nennen Sie die Fristen des richtigen Jahres.",
    )


def _cycle(request: HttpRequest, year: int) -> Cycle:
    return get_object_or_404(Cycle.objects.visible_to(request.user), year=year)


# --- Its dialogues -------------------------------------------------------------------------------


@may_add_dialogue
def dialogue_create(request: HttpRequest, year: int) -> HttpResponse:
    """One more site in the year, with what earlier years left open there."""
    on, user, cycle = timezone.localdate(), request.user, _cycle(request, year)
    taken = Dialogue.objects.filter(cycle=cycle, site=OuterRef("pk"))
    sites = Site.objects.visible_to(user).of_year(year).filter(~Exists(taken)).order_by(german_key("name"))
    form = DialogueForm(
        request.POST or None, site=sites, partners=Partner.objects.visible_to(user).active(on)
    )
    if accepted(form, add_dialogue, cycle=cycle, by=user, on=on):
        carried = _count(Finding.objects.filter(dialogue=form.result))
        messages.success(request, f"{form.result.site} ist aufgenommen. {carried}")
        return redirect(cycle)
    return form_page(request, form, cycle, "Standort aufnehmen", submit_label="Standort aufnehmen")


@may_change_dialogue
def dialogue_participants(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """Who takes part in the dialogue about a site."""
    on, user, dialogue = timezone.localdate(), request.user, dialogue_of(request, year, site_pk)
    active, kept = Partner.objects.active(on).values("pk"), dialogue.participations.values("partner")
    partners = Partner.objects.visible_to(user).filter(Q(pk__in=active) | Q(pk__in=kept))
    form = ParticipantsForm(
        request.POST or None,
        partners=partners,
        initial={"partners": [partner.pk for partner in dialogue.partners.all()]},
    )
    roles = Assignment.objects.current(on).filter(site=dialogue.site).select_related("partner")
    at_site = german.listing(sorted({str(role.partner) for role in roles}, key=sorts_by))
    intro = f"Eine Rolle am Standort {dialogue.site} haben heute: {at_site or 'noch keine Partner'}."
    return answer_form(
        request,
        form,
        set_participants,
        dialogue.cycle,
        f"Beteiligte: {dialogue.site}",
        done=f"Die Beteiligten am Dialog zu {dialogue.site} sind gespeichert.",
        then=dialogue.get_absolute_url(),
        given={"dialogue": dialogue, "by": user, "on": on},
        intro=intro,
        submit_label="",
    )


@may_change_dialogue
def dialogue_remove(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """Take back a dialogue in which nothing has been said yet."""
    dialogue, on = dialogue_of(request, year, site_pk), timezone.localdate()
    cycle, site = dialogue.cycle, dialogue.site
    refusal = kept_because(dialogue, on)
    return answer_form(
        request,
        DialogueRemovalForm(request.POST or None),
        remove_dialogue,
        cycle,
        f"Dialog zurücknehmen: {site}",
        done=f"{site} nimmt am {cycle} nicht mehr teil.",
        given={"dialogue": dialogue, "by": request.user, "on": on},
        submit_label="Dialog zurücknehmen",
        danger=True,
        intro="Was aus früheren Jahren übernommen wurde, steht danach wieder dort, wo es war.",
        warnings=refusal.messages if refusal else [],
    )
