"""The office's texts for notices: what is valid today, every version, and a new one."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from funding.forms.notice_text import NoticeTextChangeForm, NoticeTextFilter, NoticeTextForm
from funding.models import NoticeText
from funding.models.notice import NoticeKind, NoticePart
from funding.notice_paper import EXAMPLE_TEXT, TOKENS
from funding.statuses import Validity
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import STATUS, Badge, Column, Table
from quartiersarbeit.ground.events import changes
from quartiersarbeit.ground.forms import accepted, form_page
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list

SHIPPED = Badge("Beispieltext", "warning")
COLUMNS = (
    Column("kind", "Bescheid", "get_kind_display", sort="kind", link=NoticeText.get_absolute_url),
    Column("part", "Teil", "get_part_display", sort="part"),
    Column("valid_from", "Gültig ab", kind="date", sort="valid_from"),
    Column("body", "Text", lambda text: Truncator(text.body).chars(120)),
    STATUS,
    Column("is_example", "Herkunft", lambda text: SHIPPED if text.is_example else None, kind="badge"),
)
HISTORY = (Column("moment", "Wann"), Column("who", "Wer"), Column("what", "Was"))


@permission_required("funding.view_noticetext", raise_exception=True)
@require_safe
@kept_page
def notice_text_list(request: HttpRequest) -> HttpResponse:
    """What is valid today for each notice and part, and all versions below."""
    on, user = timezone.localdate(), request.user
    texts = NoticeText.objects.visible_to(user).with_status(on)
    valid = {(text.kind, text.part): text for text in texts if text.status == Validity.VALID}
    may_add = user.has_perm("funding.add_noticetext")
    return answer_list(
        request,
        texts,
        columns=COLUMNS,
        title="Bausteine der Bescheide",
        template="funding/notice_text_list.html",
        search=["body"],
        filterset=NoticeTextFilter,
        order="-valid_from",
        empty="Noch kein Baustein. Bescheide nennen dann nur die Fakten.",
        create=("Neuer Baustein", reverse("funding:notice_text_create")) if may_add else None,
        context={
            "crumbs": crumbs("funding:notice_text_list"),
            "intro": "Was in Bescheiden neben den Fakten steht. Es gilt die Fassung vom Tag der Freigabe.",
            "today": _today(valid, may_add, on),
            "shipped": EXAMPLE_TEXT if any(text.is_example for text in valid.values()) else "",
        },
    )


def _today(valid: dict[tuple[str, str], NoticeText], may_add: bool, on: date) -> Table:
    """Parts down, notices across; an empty place leads to its first text."""

    def column(kind: NoticeKind) -> Column:
        def place(part: NoticePart) -> str:
            text = valid.get((kind, part))
            return f"seit {german.day(text.valid_from)}" if text and text.body.strip() else "ohne Text"

        def link(part: NoticePart) -> str | None:
            if text := valid.get((kind, part)):
                return text.get_absolute_url()
            return _new(kind=kind, part=part) if may_add else None

        return Column(kind, kind.label, place, link=link)

    columns = (Column("part", "Teil", lambda part: part.label), *map(column, NoticeKind))
    return Table(columns, list(NoticePart), f"Bausteine, die am {german.day(on)} gelten")


def _new(**given: str) -> str:
    """Where a new version is written, with what is known of it already."""
    query = QueryDict(mutable=True)
    query.update(given)
    return f"{reverse('funding:notice_text_create')}?{query.urlencode()}"


@permission_required("funding.view_noticetext", raise_exception=True)
@require_safe
def notice_text_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One version with its history, and the way to the next."""
    text, user = _text(request, pk), request.user
    used = text.is_used
    acts = []
    if user.has_perm("funding.add_noticetext"):
        acts.append(("Neue Fassung", _new(vorlage=str(text.pk))))
    if not used and user.has_perm("funding.change_noticetext"):
        acts.append(("Bearbeiten", reverse("funding:notice_text_edit", args=[pk])))
    context = {
        "text": text,
        "title": f"{text.get_part_display()}, {text.get_kind_display()}",
        "badges": [text.status, *([SHIPPED] if text.is_example else [])],
        "shipped": EXAMPLE_TEXT if text.is_example else "",
        "crumbs": crumbs(text),
        "facts": [
            ("Bescheid", text.get_kind_display()),
            ("Teil", text.get_part_display()),
            ("Gültig ab", german.day(text.valid_from)),
            ("Verwendet", "ja, deshalb gesperrt" if used else "noch nicht"),
        ],
        "acts": acts,
        "history": Table(HISTORY, changes(text), "Letzte Änderungen, die neuesten zuerst"),
    }
    return render(request, "funding/notice_text_detail.html", context)


@permission_required("funding.add_noticetext", raise_exception=True)
def notice_text_create(request: HttpRequest) -> HttpResponse:
    """Write a new version; `?vorlage=` begins with another's words."""
    on = timezone.localdate()
    form = NoticeTextForm(request.POST or None, initial={"valid_from": on, **_beginning(request)})
    if accepted(form, NoticeText.objects.write, on=on):
        messages.success(request, f"Der Baustein gilt ab {german.day(form.result.valid_from)}.")
        return redirect(form.result)
    return _form_page(request, form, "funding:notice_text_list", "Neuer Baustein")


def _beginning(request: HttpRequest) -> dict[str, str]:
    """What the address proposes; nonsense in it proposes nothing."""
    source = request.GET.get("vorlage", "")
    if source.isascii() and source.isdecimal() and len(source) < 10:
        text = NoticeText.objects.visible_to(request.user).filter(pk=int(source)).first()
        return {name: getattr(text, name) for name in ("kind", "part", "body")} if text else {}
    return {name: request.GET.get(name, "") for name in ("kind", "part")}


@permission_required("funding.change_noticetext", raise_exception=True)
def notice_text_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a version that no notice was approved by yet."""
    text, revised = _text(request, pk), _text(request, pk)
    if text.is_used:
        said = "Nach diesem Baustein ist schon ein Bescheid ergangen. Legen Sie eine neue Fassung an."
        messages.warning(request, said)
        return redirect(text)
    facts = {name: getattr(text, name) for name in NoticeTextChangeForm.base_fields}
    form = NoticeTextChangeForm(request.POST or None, initial=facts)
    if accepted(form, revised.revise, on=timezone.localdate()):
        messages.success(request, "Der Baustein ist gespeichert.")
        return redirect(text)
    heading = f"{text.get_part_display()} bearbeiten"
    return _form_page(request, form, text, heading, here="Bearbeiten")


def _form_page(request: HttpRequest, form, at: NoticeText | str, heading: str, **more) -> HttpResponse:
    more |= {"tokens": [(f"{{{name}}}", text) for name, text in TOKENS.items()]}
    more |= {"template": "funding/notice_text_form.html", "submit_label": "Baustein speichern"}
    return form_page(request, form, at, heading, **more)


def _text(request: HttpRequest, pk: int) -> NoticeText:
    seen = NoticeText.objects.visible_to(request.user).with_status(timezone.localdate())
    return get_object_or_404(seen, pk=pk)
