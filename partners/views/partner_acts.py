"""An organisation gets another name, or turns out to be entered twice."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partners.forms.taking_back import MergingForm, RenamingForm
from partners.models import Partner
from partners.models.merging import discard, merge, rename
from partners.views import endings
from quartiersarbeit.ground.forms import answer_form, answer_reason
from quartiersarbeit.ground.hands import permission_required

may_change = permission_required("partners.change_partner", raise_exception=True)


@may_change
def partner_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """The organisation is called otherwise from a day on; its earlier name stays („vormals“)."""
    partner = get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)
    renamed = get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)
    form = RenamingForm(request.POST or None, facts=partner, initial={"starts_on": timezone.localdate()})
    return answer_form(
        request,
        form,
        partial(rename, renamed),
        partner,
        "Umbenennen",
        done="Der Partner ist umbenannt. Der frühere Name steht als „vormals“ auf seiner Seite.",
        intro="Berichte zu einem Tag vor der Umbenennung nennen weiter den früheren Namen. Wer nur einen Schreibfehler "
        "berichtigt, nimmt „Bearbeiten“.",
    )


@may_change
def partner_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an organisation entered by mistake; what anything rests on stays, with the list of it."""
    partner = get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)
    return answer_reason(
        request,
        partial(discard, get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)),
        partner,
        "Löschen",
        done=f"{partner.name} ist gelöscht.",
        then="partners:partner_list",
        intro="Löschen lässt sich nur, wer versehentlich erfasst ist und woran noch nichts hängt. Das lässt sich nicht "
        "rückgängig machen; Name und Grund bleiben im Protokoll.",
    )


@may_change
def partner_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Two entries of one organisation become one; what goes over and what stays is shown first."""
    user, on = request.user, timezone.localdate()
    partner = get_object_or_404(Partner.objects.visible_to(user), pk=pk)
    others = Partner.objects.visible_to(user).active(on).exclude(pk=pk)
    return answer_form(
        request,
        MergingForm(request.POST or None, into=others),
        partial(merge, partner),
        partner,
        "Mit anderem Eintrag zusammenführen",
        here="Zusammenführen",
        done="Die Einträge sind zusammengeführt.",
        then=lambda _: partner.merged_into or partner,
        intro="Dieser Eintrag nimmt ab heute nicht mehr teil und führt zum anderen. Ansprechpersonen, offene Gespräche "
        "und laufende Rollen an Standorten gehen über; Vereinbarungen und Mittel bleiben unter dem Namen, unter dem "
        "sie geschlossen und bewilligt sind. Das lässt sich nicht rückgängig machen. Zur Wahl stehen alle Partner, "
        "die heute teilnehmen.",
        endings=endings.table(endings.of_merger(partner, user, on)),
        submit_label="Zusammenführen",
        danger=True,
    )
