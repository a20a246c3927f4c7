"""The meeting of a dialogue: invite, note who is there, record findings by keyboard, hand out the minutes."""

from functools import partial

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from partners.models import Contact
from quality_dialog.dialogue.forms.finding import LiveFindingForm
from quality_dialog.dialogue.forms.invitation import AttendanceForm, InvitationAnswerForm, InvitationForm
from quality_dialog.dialogue.minutes import DRAW, invitation_calendar, minutes, share, version_of
from quality_dialog.dialogue.models import Attendance, Dialogue, Finding, Invitation, InvitationAnswer
from quality_dialog.dialogue.statuses import FindingStatus
from quality_dialog.dialogue.views.dialogue import Heard, dialogue_of, dialogue_page
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.downloads import handed_out
from quartiersarbeit.ground.forms import accepted, answer_form, refused
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.sorting import german_key

FORMATS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@permission_required("quality_dialog.change_dialogue", raise_exception=True)
def meeting_invite(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """Say when and where; the participants then take the date into their calendars."""
    dialogue = dialogue_of(request, year, site_pk)
    form = InvitationForm(request.POST or None, initial=_invited(dialogue))
    heading, label = "Zum Dialoggespräch einladen", "Einladung speichern"
    done = "Die Einladung steht. Alle Beteiligten finden sie als Kalenderdatei."
    if dialogue.cycle.entered_on:  # it was held long ago
        heading, label = "Gespräch nacherfassen", "Gespräch eintragen"
        done = "Das Gespräch ist eingetragen. Eingeladen wird niemand."
    act = partial(Invitation.objects.invite, dialogue=dialogue)
    given = {"done": done, "intro": str(dialogue), "submit_label": label}
    return answer_form(request, form, act, dialogue, heading, **given)


@permission_required("quality_dialog.add_submission", raise_exception=True)
def meeting_answer(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """Say for one's organisation whether it comes: with words here, without them by a button of the dialogue."""
    dialogue = dialogue_of(request, year, site_pk)
    return answer_form(
        request,
        InvitationAnswerForm(request.POST or None),
        partial(InvitationAnswer.objects.answer, dialogue=dialogue),
        dialogue,
        "Kommen Sie zum Gespräch?",
        done="Danke. Die Stadt sieht Ihre Antwort. Bis zum Gespräch können Sie sie ändern.",
        intro=str(dialogue),
        submit_label="Antwort senden",
    )


@require_POST
@permission_required("quality_dialog.change_dialogue", raise_exception=True)
def minutes_share(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """Let the partners read the minutes."""
    dialogue = dialogue_of(request, year, site_pk)
    if refusal := refused(partial(share, dialogue), by=request.user, on=timezone.localdate()):
        return dialogue_page(request, year, site_pk, reasons=refusal.messages)
    messages.success(request, "Das Protokoll ist geteilt. Alle Beteiligten können es lesen.")
    return redirect(dialogue)


@permission_required("quality_dialog.change_dialogue", raise_exception=True)
def meeting_attend(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """Note who is there; as often as somebody comes or goes."""
    dialogue, on = dialogue_of(request, year, site_pk), timezone.localdate()
    here = dialogue.attendances.all()
    chosen = [row.contact_id for row in here if row.contact_id]
    known = Contact.objects.visible_to(request.user).filter(partner__in=dialogue.partners.all())
    contacts = known.filter(Q(pk__in=known.reachable(on).values("pk")) | Q(pk__in=chosen))
    about = {"contacts": chosen, "others": "\n".join(row.function for row in here if row.function)}
    form = AttendanceForm(
        request.POST or None,
        initial=about,
        contacts=contacts.select_related("partner").order_by("partner", german_key("name")),
    )
    return answer_form(
        request,
        form,
        partial(Attendance.objects.note, dialogue=dialogue),
        dialogue,
        "Wer ist dabei?",
        done="Die Anwesenheit ist gespeichert.",
        intro=str(dialogue),
        submit_label="Anwesenheit speichern",
    )


def _invited(dialogue: Dialogue) -> dict:
    """What stands so far."""
    invitation = getattr(dialogue, "invitation", None)
    facts = (
        {name: getattr(invitation, name) for name in ("starts_at", "ends_at", "place")} if invitation else {}
    )
    return {"day": dialogue.meeting_on, **facts}


@permission_required("quality_dialog.change_dialogue", raise_exception=True)
def meeting_record(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """Record findings live: write, Enter, and the empty field is ready for the next one."""
    dialogue, user, on = dialogue_of(request, year, site_pk), request.user, timezone.localdate()
    form = LiveFindingForm(request.POST or None)
    if accepted(form, Finding.objects.draft, dialogue=dialogue, by=user, on=on):
        messages.success(request, f"Gespeichert: {form.result.get_kind_display()}")
        return redirect(request.path)
    rows = Finding.objects.visible_to(user).filter(dialogue=dialogue).with_status(on)
    found = [Heard(row, ()) for row in rows.order_by("raised_on", "pk")]
    context = {
        "form": form,
        "dialogue": dialogue,
        "title": f"Mitschrift: {dialogue}",
        "findings": found,
        "drafts": sum(one.finding.status == FindingStatus.DRAFT for one in found),
        "crumbs": crumbs(dialogue, "Mitschrift"),
        "share_url": reverse("quality_dialog:meeting_share", args=[year, site_pk]),
    }
    return render(request, "quality_dialog/meeting_record.html", context)


@require_POST
@permission_required("quality_dialog.change_dialogue", raise_exception=True)
def meeting_share(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """Share all drafts of the city in this dialogue at once: then they stand in the minutes."""
    dialogue = dialogue_of(request, year, site_pk)
    drafts = Finding.objects.filter(dialogue=dialogue)
    if refusal := refused(drafts.share_all, by=request.user, on=timezone.localdate()):
        return dialogue_page(request, year, site_pk, reasons=refusal.messages)
    messages.success(
        request, "Geteilt. Alle Beteiligten sehen die Feststellungen, und sie stehen im Protokoll."
    )
    return redirect(dialogue)


@permission_required("quality_dialog.view_dialogue", raise_exception=True)
@require_safe
def meeting_calendar(request: HttpRequest, year: int, site_pk: int) -> HttpResponse:
    """The invitation as calendar file."""
    dialogue, on = _with_meeting(request, year, site_pk), timezone.localdate()
    if not hasattr(dialogue, "invitation"):
        raise Http404
    address = request.build_absolute_uri(dialogue.get_absolute_url())
    content = invitation_calendar(dialogue, address, on)
    return handed_out(content, "text/calendar; charset=utf-8", f"einladung-{_slug(dialogue)}.ics")


@permission_required("quality_dialog.view_dialogue", raise_exception=True)
@require_safe
def meeting_minutes(request: HttpRequest, year: int, site_pk: int, kind: str) -> HttpResponse:
    """The minutes as PDF or DOCX, as of today: for the city from the meeting on, for partners once shared.

    What is shared is kept, so that whoever holds it can check it.
    """
    dialogue, on = _with_meeting(request, year, site_pk), timezone.localdate()
    if not dialogue.minutes_for(request.user, on):
        raise Http404
    if dialogue.minutes_shared_on and dialogue.minutes_shared_on <= on:
        content = bytes(getattr(version_of(dialogue, on), kind))
    else:
        content = DRAW[kind](minutes(dialogue, on))
    return handed_out(content, FORMATS[kind], f"protokoll-{_slug(dialogue)}.{kind}")


def _with_meeting(request: HttpRequest, year: int, site_pk: int) -> Dialogue:
    seen = Dialogue.objects.visible_to(request.user).filter(meeting_on__isnull=False)
    rows = seen.select_related("cycle", "site", "invitation")
    return get_object_or_404(rows, cycle__year=year, site=site_pk)


def _slug(dialogue: Dialogue) -> str:
    return slugify(f"{dialogue.cycle.year}-{dialogue.site}")
