"""Inviting to an account: whom, confirming, sending, taking back; and the page that the invited person opens."""

from typing import cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from partners.forms.invitation import AcceptForm, InvitationForm
from partners.models import AccountInvitation, User
from partners.models.invitation import INVITES, UNKNOWN
from partners.statuses import InvitationStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import STATUS, Column, Table
from quartiersarbeit.ground.forms import accepted, form_page, refused
from quartiersarbeit.ground.hands import permission_required

HERE = "partners:invitation_list"
SIGN_OUT = (
    "Dieser Link ist für eine andere Person. Melden Sie sich zuerst ab, und öffnen Sie ihn dann noch einmal."
)
SHOWN = 100  # what is older is in the history
COLUMNS = (
    Column("email", "E-Mail-Adresse", link=AccountInvitation.get_absolute_url),
    Column("role", "Rolle"),
    Column("partner", "Organisation"),
    Column("expires_on", "Gilt bis", kind="date"),
    STATUS,
)
may_invite = permission_required(INVITES, raise_exception=True)


@may_invite
def invitation_list(request: HttpRequest) -> HttpResponse:
    """Who was invited, and below it somebody new."""
    on = timezone.localdate()
    form = InvitationForm(request.POST or None)
    if accepted(form, AccountInvitation.objects.invite, by=request.user, on=on):
        made = form.result
        if made.needs_second:
            messages.success(request, "Eingetragen. Bevor die E-Mail geht, bestätigt eine zweite Person.")
        else:
            _send(request, made)
        return redirect(made)
    seen = AccountInvitation.objects.visible_to(request.user).with_status(on)
    shown = seen.select_related("role", "partner")[:SHOWN]
    return form_page(
        request,
        form,
        HERE,
        "Einladungen",
        crumbs=crumbs(HERE),
        template="partners/invitations.html",
        submit_label="Einladen",
        cancel_url="",
        status=422 if form.errors else 200,
        invitations=Table(COLUMNS, shown, "Einladungen"),
    )


@may_invite
@require_safe
def invitation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One invitation and what can be done with it."""
    return _page(request, pk)


@require_POST
@may_invite
def invitation_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person agrees, and the mail goes out."""
    row = _seen(request, pk)
    if refusal := refused(row.confirm, by=request.user, on=timezone.localdate()):
        return _page(request, pk, refusal.messages)
    return _sent(request, pk, row)


@require_POST
@may_invite
def invitation_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it again, with a new link; the one before opens nothing any more."""
    return _sent(request, pk, _seen(request, pk))


@require_POST
@may_invite
def invitation_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    row = _seen(request, pk)
    if refusal := refused(row.revoke, by=request.user, on=timezone.localdate()):
        return _page(request, pk, refusal.messages)
    messages.success(request, "Die Einladung ist zurückgezogen. Ihr Link öffnet nichts mehr.")
    return redirect(HERE)


@login_not_required
@never_cache
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """What the link opens: name and password, or a passkey next. Opening it alone uses nothing up.

    Whoever has an account signs in with it, and agrees to one more organisation.
    """
    row, on = AccountInvitation.objects.of(token), timezone.localdate()
    good = row is not None and not row.accepted_on and not row.revoked_on
    if request.user.is_authenticated and not (good and row.is_for(request.user)):  # type: ignore[union-attr]
        return _closed(request, SIGN_OUT, 403)
    if row is None or not good:
        return _closed(request, UNKNOWN, 410)
    if row.expires_on < on:
        return _closed(request, f"Diese Einladung galt bis {german.day(row.expires_on)}. {UNKNOWN}", 410)
    if row.has_account:
        return _join(request, row, token)
    form = AcceptForm(request.POST or None, email=row.email)
    if accepted(form, row.accept, token=token, on=on):
        return _begin(request, form.result)
    context = {"form": form, "invitation": row, "title": "Ihr Konto anlegen"}
    return render(request, "partners/invitation_accept.html", context, status=422 if form.errors else 200)


def _join(request: HttpRequest, row: AccountInvitation, token: str) -> HttpResponse:
    """One more organisation for an account that is there: signed in with it, one click."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    user = cast(User, request.user)
    refusal = None
    if request.method == "POST":
        refusal = refused(row.join, token=token, by=user, on=timezone.localdate())
        if not refusal:
            messages.success(request, f"Sie gehören jetzt auch zu {row.partner}.")
            return redirect("partners:account")
    context = {
        "invitation": row,
        "refusals": refusal.messages if refusal else (),
        "title": f"Einladung für {row.partner}",
    }
    return render(request, "partners/invitation_join.html", context, status=422 if refusal else 200)


def _begin(request: HttpRequest, account) -> HttpResponse:
    """Signed in for the first time; whoever chose no password is led to a passkey."""
    record_authentication(
        request, account, method="password" if account.has_usable_password() else "invitation"
    )
    begun = perform_login(request, Login(user=account))
    return begun if account.has_usable_password() else redirect("mfa_add_webauthn")


def _closed(request: HttpRequest, said: str, status: int) -> HttpResponse:
    context = {"said": said, "title": "Einladung"}
    return render(request, "partners/invitation_closed.html", context, status=status)


def _seen(request: HttpRequest, pk: int) -> AccountInvitation:
    return get_object_or_404(AccountInvitation.objects.visible_to(request.user), pk=pk)


def _sent(request: HttpRequest, pk: int, row: AccountInvitation) -> HttpResponse:
    if refusals := _send(request, row):
        return _page(request, pk, refusals)
    return redirect(row)


def _send(request: HttpRequest, row: AccountInvitation) -> list[str]:
    """Mail a new link; the reasons why not."""
    links: list[str] = []
    if refusal := refused(
        lambda **given: links.append(row.renew(**given)), by=request.user, on=timezone.localdate()
    ):
        return list(refusal.messages)
    link = request.build_absolute_uri(reverse("partners:invitation_accept", args=links))
    given = {"link": link, "invitation": row}
    get_adapter(request).send_mail("account/email/invitation", row.email, given)
    messages.success(
        request, f"Die Einladung an {row.email} ist unterwegs. Sie gilt bis {german.day(row.expires_on)}."
    )
    return []


def _page(request: HttpRequest, pk: int, refusals=()) -> HttpResponse:
    rows = AccountInvitation.objects.visible_to(request.user).with_status(timezone.localdate())
    row = get_object_or_404(rows.select_related("role", "partner", "invited_by", "confirmed_by"), pk=pk)
    stands = row.status
    facts = [
        ("Stand", stands),
        ("E-Mail-Adresse", row.email),
        ("Rolle", str(row.role)),
        ("Organisation", str(row.partner or "")),
        ("Eingeladen", f"{german.day(row.invited_on)}, {row.invited_by}"),
        ("Bestätigt", f"{german.day(row.confirmed_on)}, {row.confirmed_by}" if row.confirmed_on else ""),
        ("Zuletzt versandt", german.day(row.sent_on) if row.sent_on else ""),
        ("Gilt bis", german.day(row.expires_on)),
    ]
    waits = stands == InvitationStatus.UNCONFIRMED
    context = {
        "title": str(row),
        "crumbs": crumbs(row),
        "row": row,
        "facts": facts,
        "refusals": refusals,
        "may_confirm": waits and row.invited_by_id != request.user.pk,
        "waits_for_another": waits and row.invited_by_id == request.user.pk,
        "may_send": stands == InvitationStatus.OPEN or (stands == InvitationStatus.EXPIRED and row.sendable),
        "may_revoke": stands not in (InvitationStatus.ACCEPTED, InvitationStatus.REVOKED),
    }
    return render(request, "partners/invitation_detail.html", context, status=422 if refusals else 200)
