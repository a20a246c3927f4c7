"""What committees wish: the list, an entry with its chain over the years, and its answer."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.models import Partner, User
from quality_dialog.report.forms.wishes import WishForm, WishReplyForm
from quality_dialog.report.models import CommitteeWish, Report
from quality_dialog.report.statuses import WishStatus
from quality_dialog.report.views.pages import may_view, visible
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column
from quartiersarbeit.ground.forms import answer_form, answer_reason
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list
from quartiersarbeit.ground.sorting import german_key
from sites.models import Site

NOTES = "quality_dialog.change_consultation"  # who notes what committees say
PLACES = (
    "consultation__meeting__committee",
    "consultation__report",
    "site",
    "partner",
    "entered_by",
    "withdrawn_by",
    "follows",
)
UNREAD = ("consultation__report__facts", "consultation__report__plain_text")


@may_view
@require_safe
@kept_page
def wish_list(request: HttpRequest) -> HttpResponse:
    """All wishes one may see, the newest first."""
    rows = CommitteeWish.objects.visible_to(request.user).with_status(timezone.localdate())
    return answer_list(
        request,
        rows.select_related(*PLACES).defer(*UNREAD),
        title="Wünsche der Gremien",
        columns=[
            Column("text", "Wunsch", link=CommitteeWish.get_absolute_url),
            Column("meeting", "Sitzung", lambda wish: str(wish.consultation.meeting)),
            Column("owner", "Es antwortet"),
            Column("due_on", "Antwort bis", sort="due_on", kind="date"),
            Column("status", "Stand", kind="badge"),
        ],
        empty="Noch kein Wunsch eines Gremiums.",
    )


@permission_required(NOTES, raise_exception=True)
def wish_create(request: HttpRequest, pk: int, stop: int) -> HttpResponse:
    """Note what a committee wishes at that meeting."""
    report, user = visible(request, pk), request.user
    consultation = get_object_or_404(report.consultations.select_related("meeting__committee"), pk=stop)
    form = WishForm(
        request.POST or None,
        sites=Site.objects.visible_to(user).order_by(german_key("name"), "pk"),
        partners=Partner.objects.visible_to(user).active(timezone.localdate()),
        wishes=CommitteeWish.objects.visible_to(user).select_related(*PLACES).defer(*UNREAD),
    )
    return answer_form(
        request,
        form,
        partial(CommitteeWish.objects.enter, consultation=consultation),
        report,
        f"Wunsch des Gremiums: {consultation.meeting}",
        done="Der Wunsch ist erfasst. Wer antwortet, findet ihn bei den Aufgaben.",
        then=CommitteeWish.get_absolute_url,
        submit_label="Wunsch speichern",
    )


@may_view
@require_safe
def wish_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A wish, what was said to it, and the earlier and later ones it belongs to."""
    wish, user, on = _wish(request, pk), request.user, timezone.localdate()
    seen = set(CommitteeWish.objects.visible_to(user).values_list("pk", flat=True))
    ended = wish.status in (WishStatus.ANSWERED, WishStatus.WITHDRAWN)
    return render(
        request,
        "quality_dialog/wish_detail.html",
        {
            "wish": wish,
            "title": str(wish),
            "crumbs": crumbs(wish),
            "facts": [
                ("Sitzung", str(wish.consultation.meeting)),
                *_report(wish, user),
                ("Es antwortet", wish.owner),
                ("Antwort bis", german.day(wish.due_on)),
                ("Erfasst", german.signed(wish.entered_on, wish.entered_by)),
                *_withdrawn(wish),
            ],
            "replies": wish.replies.select_related("by"),
            "chain": [one for one in wish.chain() if one.pk in seen],
            "may_reply": user.has_perm("quality_dialog.add_statement") and not ended,
            "may_withdraw": user.has_perm(NOTES) and not ended,
            "on": on,
        },
    )


def _withdrawn(wish: CommitteeWish) -> list[tuple[str, str]]:
    if wish.withdrawn_on is None:
        return []
    said = f"{german.signed(wish.withdrawn_on, wish.withdrawn_by)}: {wish.withdrawal_reason}"
    return [("Zurückgenommen", said)]


def _report(wish: CommitteeWish, user: User) -> list[tuple[str, str]]:
    """The report it was said to, for whoever may read that: it may not be public yet."""
    seen = Report.objects.visible_to(user).filter(pk=wish.consultation.report_id)
    return [("Bericht", str(one)) for one in seen]


@permission_required("quality_dialog.add_statement", raise_exception=True)
def wish_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a wish, or say why it is still open."""
    wish = _wish(request, pk)
    return answer_form(
        request,
        WishReplyForm(request.POST or None),
        wish.reply,
        wish,
        "Wunsch beantworten",
        done="Gespeichert.",
        intro=wish.text,
        submit_label="Antwort speichern",
    )


@permission_required(NOTES, raise_exception=True)
def wish_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a wish that was noted by mistake, with the reason."""
    wish = _wish(request, pk)
    return answer_reason(
        request,
        wish.withdraw,
        wish,
        "Wunsch zurücknehmen",
        done="Der Wunsch ist zurückgenommen. Niemand antwortet mehr darauf.",
        intro=f"Der Wunsch bleibt mit dem Grund lesbar; neue Berichte nennen ihn nicht mehr. „{wish.text}“",
    )


def _wish(request: HttpRequest, pk: int) -> CommitteeWish:
    seen = CommitteeWish.objects.visible_to(request.user).with_status(timezone.localdate())
    return get_object_or_404(seen.select_related(*PLACES), pk=pk)
