"""„Mein Konto“: how one is called and reached, how one signs in, and where one is signed in."""

from typing import Any, NamedTuple, cast

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partners.forms.account import AddressForm, NameForm
from partners.models import ApiToken, Partner, SecurityKind, User
from partners.security import note_once_true
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import STATUS, Column, Table
from quartiersarbeit.ground.forms import accepted, answer_form, form_page, refused
from quartiersarbeit.ground.identity import asked_again, has_second_factor
from quartiersarbeit.ground.roles import shown_role

HERE = "partners:account"
MEMBERSHIPS = [
    Column("partner", "Organisation", lambda row: row.partner.name),
    Column("given_on", "Seit", kind="date"),
    Column("ended_on", "Beendet am", kind="date"),
    STATUS,
]
NEW_TOKEN = "new_api_token"  # noqa: S105  in the session, for the one page that shows it
SENT = "Wir haben einen Link an {} geschickt. Öffnen Sie ihn in diesem Browser, solange Sie angemeldet sind."


class Way(NamedTuple):
    """One of the things by which one shows who one is: what it is, how it stands, and where it is changed."""

    name: str
    stands: str
    change: str
    address: str


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """One's own account at a glance; each part leads to where it is changed."""
    user = cast(User, request.user)
    facts = [("Name", str(user)), ("E-Mail-Adresse", user.email), ("Rolle", shown_role(user) or "keine")]
    if user.partner:
        facts.append(("Sie handeln für", str(user.partner)))
    context = {
        "title": "Mein Konto",
        "crumbs": crumbs(HERE),
        "facts": facts,
        "ways": _ways(user),
        "memberships": _memberships(user),
        "new_token": request.session.pop(NEW_TOKEN, ""),
        "token": ApiToken.objects.visible_to(user).first(),
        "signed_in": len(UserSession.objects.purge_and_list(user)),
    }
    return render(request, "partners/account.html", context)


@require_POST
def account_acting(request: HttpRequest) -> HttpResponse:
    """Act for another of one's organisations from now on; then to the overview, since this page may be unseen there."""
    user, on = cast(User, request.user), timezone.localdate()
    key = request.POST.get("partner", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise Http404
    # Seen are one's own alone: of others it is not told whether there are any.
    own = user.memberships.visible_to(user).filter(person=user, partner=key)  # type: ignore[attr-defined]
    partner = get_object_or_404(Partner, pk__in=own.values("partner"))
    if refusal := refused(user.act_for, partner=partner, on=on):
        messages.error(request, " ".join(refusal.messages))
        return redirect(HERE)
    messages.success(request, f"Sie handeln jetzt für {partner}.")
    return redirect("dashboard")


@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Which second factors there are, and the way to each: shown first to whoever needs one and has none."""
    context = {
        "title": "Zweiter Faktor",
        "crumbs": crumbs(HERE, "Zweiter Faktor"),
        "needed": not cast(User, request.user).roles_today.isdisjoint(settings.MFA_ROLES),
        "there": has_second_factor(request.user),
    }
    return render(request, "partners/second_factor.html", context)


@require_POST
def api_token_make(request: HttpRequest) -> HttpResponse:
    """A token for one's own programs, after showing once more who one is; an older one opens nothing any more."""
    if confirming := asked_again(request):
        return confirming
    user = cast(User, request.user)
    request.session[NEW_TOKEN] = ApiToken.objects.make(by=user)
    note_once_true(SecurityKind.TOKEN_MADE, about=user.pk)
    messages.success(request, "Ihr Zugangswort ist angelegt. Ein früheres gilt nicht mehr.")
    return redirect(f"{reverse(HERE)}#programme")


@require_POST
def api_token_revoke(request: HttpRequest) -> HttpResponse:
    """The token opens nothing any more."""
    user = cast(User, request.user)
    if refusal := refused(ApiToken.objects.revoke, by=user):
        messages.error(request, " ".join(refusal.messages))
    else:
        note_once_true(SecurityKind.TOKEN_REVOKED, about=user.pk)
        messages.success(request, "Ihr Zugangswort ist zurückgezogen. Programme lesen damit nichts mehr.")
    return redirect(f"{reverse(HERE)}#programme")


def account_name(request: HttpRequest) -> HttpResponse:
    """Change how one is called."""
    user = cast(User, request.user)
    form = NameForm(request.POST or None, facts=user)
    act = User.objects.get(pk=user.pk).rename
    return answer_form(request, form, act, HERE, "Name ändern", done="Ihr Name ist geändert.", given={})


def account_address(request: HttpRequest) -> HttpResponse:
    """Ask for another address; it counts when the link sent to it is opened."""
    user = cast(User, request.user)
    form = AddressForm(request.POST or None)
    if accepted(form, user.ask_for_address):
        new = form.cleaned_data["email"]
        link = request.build_absolute_uri(reverse("partners:address_confirm", args=[form.result]))
        get_adapter(request).send_mail("account/email/address_change", new, {"link": link, "user": user})
        messages.success(request, SENT.format(new))
        return redirect(HERE)
    page: dict[str, Any] = {"submit_label": "Link schicken", "intro": f"Ihre Adresse ist {user.email}."}
    return form_page(request, form, HERE, "E-Mail-Adresse ändern", **page)


def address_confirm(request: HttpRequest, proof: str) -> HttpResponse:
    """The link from the mail: a page with one button, since mail programs open links by themselves."""
    if request.method == "POST":
        return _confirm(request, proof)
    context = {"title": "Neue E-Mail-Adresse", "crumbs": crumbs(HERE, "Neue E-Mail-Adresse"), "proof": proof}
    return render(request, "partners/address_confirm.html", context)


def _confirm(request: HttpRequest, proof: str) -> HttpResponse:
    user = User.objects.get(pk=request.user.pk)
    old = user.email
    if refusal := refused(user.confirm_address, proof=proof):
        messages.error(request, " ".join(refusal.messages))
    else:
        changed = {"from_email": old, "to_email": user.email}
        get_adapter(request).send_notification_mail("account/email/email_changed", user, changed, email=old)
        messages.success(request, f"Ihre Adresse ist jetzt {user.email}. Damit melden Sie sich auch an.")
    return redirect(HERE)


def _memberships(user: User) -> Table:
    """The organisations one belongs to, or did."""
    on = timezone.localdate()
    rows = user.memberships.visible_to(user).filter(person=user).with_status(on).select_related("partner")  # type: ignore[attr-defined]
    return Table(MEMBERSHIPS, rows, "Ihre Organisationen")


def _ways(user: User) -> list[Way]:
    """Password, passkeys, app and codes, as they stand."""
    by_kind: dict[str, list[Authenticator]] = {}
    for one in Authenticator.objects.filter(user=user):
        by_kind.setdefault(one.type, []).append(one)
    kinds = Authenticator.Type
    keys, app, codes = (by_kind.get(kind, []) for kind in (kinds.WEBAUTHN, kinds.TOTP, kinds.RECOVERY_CODES))
    has_password = user.has_usable_password()
    ways = [
        Way(
            "Passwort",
            "gesetzt" if has_password else "nicht gesetzt",
            "Ändern" if has_password else "Setzen",
            reverse("account_change_password" if has_password else "account_set_password"),
        ),
        Way(
            "Passkeys",
            german.count(len(keys), "Passkey", "Passkeys") if keys else "keine",
            "Verwalten" if keys else "Hinzufügen",
            reverse("mfa_list_webauthn" if keys else "mfa_add_webauthn"),
        ),
        Way(
            "Authenticator-App",
            "eingerichtet" if app else "nicht eingerichtet",
            "Ausschalten" if app else "Einrichten",
            reverse("mfa_deactivate_totp" if app else "mfa_activate_totp"),
        ),
    ]
    if codes:
        left = german.count(len(codes[0].wrap().get_unused_codes()), "unbenutzter Code", "unbenutzte Codes")
        ways.append(Way("Wiederherstellungscodes", left, "Ansehen", reverse("mfa_view_recovery_codes")))
    return ways
