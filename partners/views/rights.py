"""Accounts and their rights: who has which role, what was asked for whom, and the second person's answer."""

from datetime import date, timedelta
from functools import partial

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partners.forms.rights import AccountFilter, RightsFilter, RightsForm
from partners.models import Membership, RightsChange, User
from partners.models.absence import MAINTAINS
from partners.models.rights import CONFIRMS, in_set_up
from partners.rules import Fading
from partners.statuses import MembershipStatus, RightsStatus
from partners.ways_back import ways_back
from quartiersarbeit.ground import german, roles
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import STATUS, Badge, Column, Table, page_of
from quartiersarbeit.ground.forms import answer_form, answer_reason, refused
from quartiersarbeit.ground.hands import first_hand, permission_required
from quartiersarbeit.ground.listing import answer_list

SEES_ACCOUNTS = "partners.view_user"
SHOWN = 20
LEAD = (
    "Rollen ohne Geld, Freigabe und Konten gibt die Verwaltung allein: {light}. Alles andere bestätigt eine zweite "
    "Person aus Freigabe oder Verwaltung, und alle mit den Rollen {watching} erfahren davon."
)
SET_UP = (
    "Ersteinrichtung: Bestätigen könnte noch niemand. Bis zwei Personen die Rolle Freigabe oder Verwaltung haben, "
    "gibt die Verwaltung anderen Rollen allein."
)


def account_page(person: User) -> str:
    """The page of this person's account."""
    return reverse("partners:account_detail", args=[person.pk])


def roles_of(person: User) -> str:
    """The roles by name; what the technical side adds stands with them."""
    named = [group.name for group in person.groups.all()]
    more = [("alle Rechte", person.is_superuser), ("technische Verwaltung", person.is_staff)]
    return ", ".join([*named, *(word for word, has in more if has)])


def state_of(person: User) -> Badge:
    """Whether the account is open, and what it still lacks."""
    if not person.is_active:
        return Badge("gesperrt", "neutral")
    if not person.groups.all():
        return Badge("ohne Rolle", "warning")
    today = timezone.localdate()
    if person.left_on and person.left_on <= today and not person.is_superuser:
        reads = Fading(person.left_on, settings.SIGHT_DAYS).reads(today)
        return Badge("nur noch lesen" if reads else "Zugang beendet", "warning")
    return Badge("nutzbar", "success")


ACCOUNTS = [
    Column("name", "Person", str, sort=("last_name", "first_name", "email"), link=account_page),
    Column("email", "E-Mail-Adresse", sort="email", width=32),
    Column("partner", "Organisation", "partner.short_name", sort="partner__short_name"),
    Column("roles", "Rollen", roles_of, width=40),
    Column("state", "Stand", state_of, kind="badge"),
    Column("last_login", "Zuletzt angemeldet", sort="last_login", kind="date"),
]
CHANGES = [
    Column("what", "Was", "what", link=page_of(), width=40),
    Column("asked_on", "Beantragt am", sort="asked_on", kind="date"),
    Column("asked_by", "Beantragt von", sort=("asked_by__last_name", "asked_by__email")),
    Column("confirmed_by", "Bestätigt von", sort=("confirmed_by__last_name", "confirmed_by__email")),
    STATUS,
]
MEMBERSHIPS = [
    Column("partner", "Organisation", lambda row: row.partner.name),
    Column("given_on", "Seit", kind="date"),
    Column("given_by", "Gegeben von", lambda row: str(row.given_by or "")),
    Column("ended_on", "Beendet am", kind="date"),
    Column("ended_by", "Beendet von", lambda row: str(row.ended_by or "")),
    STATUS,
]
OF_PEOPLE = ("person", "role", "asked_by", "confirmed_by")


@require_safe
@permission_required(SEES_ACCOUNTS, raise_exception=True)
def account_list(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account, with what they may do."""
    return answer_list(
        request,
        _accounts(request.user),
        columns=ACCOUNTS,
        title="Konten",
        search=["last_name", "first_name", "email", "partner__name", "partner__short_name"],
        filterset=AccountFilter,
        order="name",
        empty="Noch kein Konto.",
    )


@require_safe
@permission_required(SEES_ACCOUNTS, raise_exception=True)
def account_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: roles, state, and every change of its rights."""
    person = _account(request, pk)
    asked = RightsChange.objects.visible_to(request.user).filter(person=person)
    asked = asked.with_status(timezone.localdate()).select_related(*OF_PEOPLE)
    facts = [
        ("E-Mail-Adresse", person.email),
        ("Organisation", person.partner, person.partner and person.partner.get_absolute_url()),
        (
            "Rollen",
            roles_of(person) or "keine: Die Person sieht nach der Anmeldung nur, dass ihr eine Rolle fehlt.",
        ),
        ("Stand", state_of(person)),
        ("Konto seit", german.day(timezone.localtime(person.date_joined).date())),
        ("Zuletzt angemeldet", person.last_login and german.moment(person.last_login)),
    ]
    context = {
        "title": str(person),
        "crumbs": crumbs("partners:account_list", str(person), of=person),
        "person": person,
        "facts": facts,
        "memberships": _memberships(request, person),
        "changes": Table(CHANGES, asked[:SHOWN], "Rechteänderungen"),
        "lead": _lead(),
    }
    return render(request, "partners/account_detail.html", context)


def _memberships(request: HttpRequest, person: User) -> Table:
    """For whom the person speaks or spoke; whoever may ends it here."""
    may_end = request.user.has_perm(MAINTAINS)
    rows = Membership.objects.visible_to(request.user).filter(person=person).with_status(timezone.localdate())
    ends = Column("end", "", _may_end, link=_end_page) if may_end else None
    named = rows.select_related("partner", "given_by", "ended_by")
    return Table([*MEMBERSHIPS, *([ends] if ends else [])], named, "Mitgliedschaften")


def _may_end(membership: Membership) -> str:
    return "Beenden …" if membership.status == MembershipStatus.RUNNING else ""


def _end_page(membership: Membership) -> str | None:
    if membership.status != MembershipStatus.RUNNING:
        return None
    return reverse("partners:membership_end", args=[membership.pk])


@permission_required(MAINTAINS, raise_exception=True)
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a membership; first it is said what that means for the person."""
    rows = Membership.objects.visible_to(request.user).select_related("person", "partner")
    row, on = get_object_or_404(rows, pk=pk), timezone.localdate()
    return answer_form(
        request,
        forms.Form(request.POST if request.method == "POST" else None),
        row.end,
        "partners:account_list",
        f"Mitgliedschaft beenden: {row}",
        done=f"Die Mitgliedschaft von {row.person} bei {row.partner} ist beendet.",
        then=lambda _: account_page(row.person),
        submit_label="Mitgliedschaft beenden",
        danger=True,
        cancel_url=account_page(row.person),
        intro=f"Von heute an kann {row.person} für {row.partner} nichts mehr eintragen. Lesen geht noch bis "
        f"{german.day(on + timedelta(days=settings.SIGHT_DAYS))}. Was die Person getan hat, bleibt.",
    )


@permission_required(MAINTAINS, raise_exception=True)
def rights_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a right, a reset, or one role less; where nobody else has to agree, it is done at once."""
    person = _account(request, pk)
    return answer_form(
        request,
        RightsForm(request.POST or None),
        partial(RightsChange.objects.ask, person=person),
        "partners:account_list",
        f"Rechte: {person}",
        done=_answer,
        then=lambda asked: account_page(person),
        submit_label="Beantragen",
        cancel_url=account_page(person),
        intro=_lead(),
    )


def _answer(asked: RightsChange) -> str:
    if asked.status_on(asked.asked_on) == RightsStatus.ASKED:
        return f"Beantragt: {asked}. Bis {german.day(asked.lapses_on)} muss es eine zweite Person bestätigen."
    return f"Ausgeführt: {asked}."


@require_safe
@login_required
def rights_list(request: HttpRequest) -> HttpResponse:
    """What was asked for whom; whoever does not see everything sees what concerns them."""
    rows = RightsChange.objects.visible_to(request.user).with_status(timezone.localdate())
    person = Column("person", "Person", sort=("person__last_name", "person__email"))
    return answer_list(
        request,
        rows.select_related(*OF_PEOPLE),
        columns=[person, *CHANGES],
        title="Rechteänderungen",
        search=["person__last_name", "person__email", "reason"],
        filterset=RightsFilter,
        order="-asked_on",
        empty="Noch keine Rechteänderung.",
    )


@require_safe
@login_required
def rights_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One change: who asked why, and who answered; whoever may answers here."""
    return _page(request, _change(request, pk))


@require_POST
@permission_required(CONFIRMS, raise_exception=True)
def rights_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person agrees, and it comes true."""
    change = _change(request, pk)
    if refusal := refused(change.confirm, by=request.user, on=timezone.localdate()):
        return _page(request, _change(request, pk), refusal.messages)
    messages.success(request, f"Bestätigt und ausgeführt: {change}.")
    return redirect(change)


@login_required
def rights_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person says no, or whoever asked takes it back; with the reason."""
    change, user = _change(request, pk), request.user
    if not (user.has_perm(CONFIRMS) or change.asked_by_id == user.pk):
        raise PermissionDenied
    own = change.asked_by_id == user.pk
    return answer_reason(
        request,
        change.turn_down,
        "partners:rights_list",
        "Antrag zurücknehmen" if own else "Antrag ablehnen",
        done=f"Abgelehnt: {change}.",
        then=change,
        intro=f"{change}. Der Antrag wartet danach nicht mehr; Grund und Person bleiben bei ihm stehen.",
    )


def _accounts(user) -> QuerySet[User]:
    return User.objects.visible_to(user).with_left_on().select_related("partner").prefetch_related("groups")


def _account(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(_accounts(request.user), pk=pk)


def _change(request: HttpRequest, pk: int) -> RightsChange:
    rows = RightsChange.objects.visible_to(request.user).select_related(*OF_PEOPLE, "refused_by")
    return get_object_or_404(rows, pk=pk)


def _page(request: HttpRequest, change: RightsChange, reasons=()) -> HttpResponse:
    user, now = request.user, change.status_on(timezone.localdate())
    waits = now == RightsStatus.ASKED
    first = first_hand(user, CONFIRMS, [change.asked_by_id, change.person_id])
    facts = [
        ("Person", change.person, account_page(change.person) if user.has_perm(SEES_ACCOUNTS) else None),
        ("Was", change.what),
        ("Grund", change.reason),
        ("Stand", now),
        ("Beantragt", _by(change.asked_on, change.asked_by)),
        ("Zu bestätigen bis", german.day(change.lapses_on) if waits else None),
        ("Bestätigt", _by(change.confirmed_on, change.confirmed_by)),
        ("Abgelehnt", _by(change.refused_on, change.refused_by)),
    ]
    context = {
        "title": str(change),
        "crumbs": crumbs("partners:rights_list", str(change), of=change),
        "change": change,
        "facts": facts,
        "reasons": reasons,
        "ways_back": ways_back(user, change),
        "waits": waits,
        "may_confirm": waits and user.has_perm(CONFIRMS) and not first,
        "first": waits and user.has_perm(CONFIRMS) and bool(first),
        "may_refuse": waits and (user.has_perm(CONFIRMS) or change.asked_by_id == user.pk),
    }
    return render(request, "partners/rights_detail.html", context, status=422 if reasons else 200)


def _by(on: date | None, who: User | None) -> str | None:
    return f"{german.day(on)}, {who}" if on else None


def _lead() -> str:
    light = german.listing([name for name in roles.ROLES if not roles.weighty(name)])
    said = LEAD.format(light=light, watching=german.listing(roles.WATCHING))
    return f"{SET_UP} {said}" if in_set_up() else said
