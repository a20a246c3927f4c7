"""Organisations: the list, and the one page where everything about an organisation meets."""

from collections.abc import Iterable
from copy import copy
from datetime import date, timedelta

from django.contrib import messages
from django.db.models import F, Min, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partners.forms.partner import DeactivationForm, PartnerFilter, PartnerForm
from partners.models import Agreement, Contact, FormerName, Negotiation, Partner, Party
from partners.models.agreement import effective_term
from partners.models.party import PartyRole
from partners.statuses import ContactStatus, PartnerStatus, PeriodStatus
from partners.views import endings, partner_records
from partners.ways_back import ways_back
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import PERIOD, STATUS, Column, Table, example_columns, page_of
from quartiersarbeit.ground.events import entered_later
from quartiersarbeit.ground.forms import accepted, form_page, refused
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.inside import Inside, counted
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list, read_in
from quartiersarbeit.ground.sorting import german_key

SHEETS = (("Partner einlesen", "partner"), ("Ansprechpersonen einlesen", "ansprechpersonen"))


def _with_today(partners, on: date):
    """Adds `status`, `sites_today` and `agreements_today`."""
    in_force = Party.objects.filter(agreement__in=Agreement.objects.in_force(on))
    roles = Partner._meta.get_field("assignments").related_model.objects.at_seats(on)
    return partners.with_status(on).annotate(
        sites_today=counted(roles, "partner", different="site"),
        agreements_today=counted(in_force, "partner"),
    )


@permission_required("partners.view_partner", raise_exception=True)
@kept_page
def partner_list(request: HttpRequest) -> HttpResponse:
    """All organisations one sees, with what they do today."""
    partners = Partner.objects.visible_to(request.user)
    columns = [
        Column("name", "Name", sort="name", link=Partner.get_absolute_url),
        Column("sector", "Bereich", "get_sector_display", sort="sector"),
        Column("status", "Stand", sort="status", kind="badge"),
        Column("sites_today", "Standorte heute", sort="sites_today", kind="number"),
        Column("agreements_today", "Vereinbarungen in Kraft", sort="agreements_today", kind="number"),
        *example_columns(partners),
    ]
    return answer_list(
        request,
        _with_today(partners, timezone.localdate()),
        columns=columns,
        title="Partner",
        search=["name", "short_name"],
        filterset=PartnerFilter,
        order="name",
        create=("Neuer Partner", reverse("partners:partner_create"))
        if request.user.has_perm("partners.add_partner")
        else None,
        empty="Noch keine Kooperationspartner erfasst."
        if request.user.sees_everything
        else "Ihr Konto gehört zu keiner Partnerorganisation. Bitte wenden Sie sich an die Koordination.",
        context={"read_in": read_in(request.user, "partners.add_partner", *SHEETS)},
    )


@permission_required("partners.add_partner", raise_exception=True)
def partner_create(request: HttpRequest) -> HttpResponse:
    """Enter an organisation; one that seems to be there already is shown first."""
    form = PartnerForm(request.POST or None)
    if accepted(form, Partner.objects.enter, on=timezone.localdate()):
        messages.success(request, f"{form.result.name} ist als Partner erfasst.")
        return redirect(form.result)
    return _named_page(request, form, "partners:partner_list", "Neuer Partner", here="Neu")


@permission_required("partners.change_partner", raise_exception=True)
def partner_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is known of an organisation."""
    partner = get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)
    heading = f"{partner} bearbeiten"
    form = PartnerForm(request.POST or None, facts=partner)
    if accepted(form, copy(partner).revise):
        messages.success(request, "Die Angaben sind gespeichert.")
        return redirect(partner)
    return _named_page(request, form, partner, heading, title=heading, here="Bearbeiten")


def _named_page(
    request: HttpRequest, form: PartnerForm, at: Partner | str, heading: str, **more
) -> HttpResponse:
    """The form, and the organisations whose names are so alike that one has to look."""
    alike = []
    if form.has_error("name", "partner_similar"):
        others = Partner.objects.visible_to(request.user).exclude(pk=getattr(at, "pk", None))
        alike = others.resembling(form.cleaned_data.get("name", ""), form.data.get("short_name", ""))
    return form_page(request, form, at, heading, template="partners/partner_form.html", alike=alike, **more)


@permission_required("partners.change_partner", raise_exception=True)
def partner_deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """The organisation takes no part any more; what ends with it is shown and asked first."""
    on, user = timezone.localdate(), request.user
    partner = get_object_or_404(Partner.objects.visible_to(user), pk=pk)
    form = DeactivationForm(request.POST if request.method == "POST" else None)
    if accepted(form, partner.deactivate, by=user, on=on):
        messages.success(request, f"{partner.name} ist deaktiviert. Alles Vereinbarte bleibt erhalten.")
        return redirect(partner)
    if form.non_field_errors():
        return _page(request, pk, "Nichts wurde geändert", form.non_field_errors())
    return form_page(
        request,
        form,
        partner,
        f"{partner} deaktivieren",
        title=f"Deaktivieren: {partner}",
        here="Deaktivieren",
        intro=f"{partner} nimmt ab diesem Tag nicht mehr teil. Alles Vereinbarte bleibt erhalten.",
        endings=endings.table(endings.of_partner(partner, user, on - timedelta(days=1))),
        endings_lead="Was ab heute noch gilt oder erst beginnt. Sein letzter Tag ist gestern; was erst beginnen "
        "sollte, entfällt.",
        submit_label="Deaktivieren",
        danger=True,
    )


@require_POST
@permission_required("partners.change_partner", raise_exception=True)
def partner_reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """The organisation takes part again."""
    partner = get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)
    if refusal := refused(partner.reactivate, by=request.user, on=timezone.localdate()):
        return _page(request, pk, "Nichts wurde geändert", refusal.messages)
    messages.success(request, f"{partner.name} ist wieder aktiv.")
    return redirect(partner)


@permission_required("partners.view_partner", raise_exception=True)
@require_safe
@kept_page
def partner_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, people, agreements, talks, sites, money, measures and history of one organisation."""
    return _page(request, pk)


def _page(request: HttpRequest, pk: int, refusal: str = "", reasons: Iterable[str] = ()) -> HttpResponse:
    """The organisation as it is stored, whatever was just refused."""
    on = timezone.localdate()
    partners = _with_own_rows(_with_today(Partner.objects.visible_to(request.user), on), request.user, on)
    partner = get_object_or_404(partners, pk=pk)
    sees_talks = request.user.sees_everything
    money = partner_records.money(partner, request.user, on)
    return render(
        request,
        "partners/partner_detail.html",
        {
            "title": partner.name,
            "crumbs": crumbs(partner),
            "partner": partner,
            "activity": partner.status,
            "begin": _begin(partner, request.user),
            "facts": _facts(partner, internal=request.user.sees_everything),
            "contacts": _contacts(partner, request.user),
            "agreements": _agreements(partner, request.user, on),
            "negotiations": _negotiations(partner, request.user, on) if sees_talks else None,
            "sites": _sites(partner, request.user, on),
            "money": money,
            "money_in_all": partner_records.money_in_all(money),
            "measures": partner_records.measures(partner, request.user, on),
            "history": partner_records.history(partner, request.user),
            "ways_back": ways_back(request.user, partner),
            "refusal": refusal,
            "reasons": reasons,
        },
        status=422 if refusal else 200,
    )


def _with_own_rows(partners, user, on: date):
    """Adds `formers` (names), `absorbed` (partners) and `people`."""
    own = FormerName.objects.filter(partner=OuterRef("pk")).order_by("-until", "-pk")
    people = Contact.objects.visible_to(user).filter(partner=OuterRef("pk")).with_status(on)
    merged = Partner.objects.filter(merged_into=OuterRef("pk"))
    return partners.select_related("merged_into").annotate(
        formers=Inside(own), absorbed=Inside(merged), people=Inside(people)
    )


def _begin(partner: Partner, user) -> list[tuple[str, str]]:
    """What is begun with an organisation that takes part: its form knows with whom."""
    begun = (
        ("Gespräch beginnen", "negotiation_create", "partners.add_negotiation"),
        ("Vereinbarung entwerfen", "agreement_create", "partners.add_agreement"),
    )
    if partner.status != PartnerStatus.ACTIVE:
        return []
    return [
        (label, f"{reverse(f'partners:{name}')}?partner={partner.pk}")
        for label, name, permission in begun
        if user.has_perm(permission)
    ]


def _facts(partner: Partner, *, internal: bool) -> list[tuple]:
    place = " ".join(part for part in (partner.postcode, partner.city) if part)
    iban = " ".join(partner.iban[start : start + 4] for start in range(0, len(partner.iban), 4))
    facts = [
        ("Kurzname", partner.short_name),
        ("Bereich", partner.get_sector_display()),
        ("Rechtsform", partner.legal_form),
        ("Anschrift", "\n".join(line for line in (partner.street, place) if line)),
        ("Telefon", *_phone(partner.phone)),
        ("Internet", partner.website, partner.website),
        ("IBAN", iban),
        ("Kontoinhaber", partner.account_holder),
    ]
    facts += [("Vormals", str(former)) for former in partner.formers]
    if partner.deactivated_on:
        facts.append(("Deaktiviert am", german.day(partner.deactivated_on)))
        if later := entered_later(partner, partner.deactivated_on, "deactivated_on"):
            facts.append(("Nacherfasst", later))
    if into := partner.merged_into:
        facts.append(("Aufgegangen in", str(into), into.get_absolute_url()))
    facts += [("Hierin aufgegangen", str(one), one.get_absolute_url()) for one in partner.absorbed]
    if internal:
        facts.append(("Interne Notiz", partner.note))
    return facts


def _phone(number) -> tuple[str, str]:
    """A number as people read it and as a telephone dials it."""
    return (number.as_international, number.as_rfc3966) if number else ("", "")


def _contacts(partner: Partner, user) -> Table:
    may_change = user.has_perm("partners.change_contact")

    def page_of(contact: Contact) -> str | None:
        return contact.get_edit_url() if may_change and not contact.anonymised_on else None

    columns = [
        Column("name", "Name", link=page_of),
        Column("function", "Funktion"),
        Column("email", "E-Mail", link=lambda row: f"mailto:{row.email}"),
        Column("phone", "Telefon", lambda row: _phone(row.phone)[0], link=lambda row: _phone(row.phone)[1]),
        PERIOD,
        STATUS,
    ]
    rows = sorted(partner.people, key=lambda row: row.status != ContactStatus.CURRENT)
    return Table(columns, rows, f"Ansprechpersonen von {partner.short_name}")


def _agreements(partner: Partner, user, on: date) -> Table:
    columns = [
        Column("agreement", "Vereinbarung", str, link=page_of()),
        Column("role", "Rolle", lambda row: PartyRole(row.role).label),
        Column("signed_on", "Unterzeichnet am", "party_signed_on", kind="date"),
        Column("term", "Laufzeit", effective_term),
        STATUS,
    ]
    seen = Agreement.objects.visible_to(user).filter(parties__partner=partner)
    rows = seen.with_status(on).with_effective_end(on)
    rows = rows.annotate(role=F("parties__role"), party_signed_on=F("parties__signed_on"))
    rows = rows.order_by("-starts_on", "pk")
    return Table(columns, list(rows), f"Vereinbarungen mit {partner.short_name}")


def _negotiations(partner: Partner, user, on: date) -> Table:
    def begun(talk: Negotiation) -> str:
        return f"Gespräch ab {german.day(talk.first_on)}" if talk.first_on else "Gespräch ohne Schritt"

    columns = [
        Column("talk", "Gespräch", begun, link=Negotiation.get_absolute_url),
        STATUS,
        Column("state_since", "Letzter Schritt", kind="date"),
        Column("district", "Stadtbezirk", "get_district_display"),
    ]
    rows = partner.negotiations.visible_to(user).with_state(on).annotate(first_on=Min("steps__on"))
    return Table(columns, list(rows), f"Gespräche mit {partner.short_name}")


def _sites(partner: Partner, user, on: date) -> Table:
    columns = [
        Column("site", "Standort", link=page_of("site")),
        Column("district", "Stadtbezirk", "site.neighbourhood.get_district_display"),
        Column("role", "Rolle", "get_role_display"),
        PERIOD,
        STATUS,
    ]
    rows = partner.assignments.visible_to(user).with_status(on).select_related("site__neighbourhood")
    rows = sorted(
        rows.order_by(german_key("site__name"), "starts_on"), key=lambda row: row.status == PeriodStatus.PAST
    )
    return Table(columns, rows, f"Standorte von {partner.short_name}")
