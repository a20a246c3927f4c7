"""Agreements: the list, one agreement with everything it binds together, and its signed document."""

from datetime import date

from django.db.models import Count, Max, OuterRef, Prefetch, Q, Subquery
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from partners.forms.agreement import AgreementFilter
from partners.models import Agreement, Partner, Party
from partners.models.agreement import effective_term
from partners.notified import notified
from partners.statuses import AgreementStatus, PeriodStatus
from partners.views.agreement_acts import acts_of
from partners.ways_back import ways_back
from quartiersarbeit.ground import german, uploads
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import PERIOD, STATUS, Badge, Column, Table, example_columns, page_of
from quartiersarbeit.ground.documents import handed_out
from quartiersarbeit.ground.events import entered_later
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.inside import counted
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list
from quartiersarbeit.ground.sorting import german_key
from quartiersarbeit.ground.written import of_the_day

UNSIGNED = (AgreementStatus.DRAFT, AgreementStatus.COORDINATION, AgreementStatus.SENT)


def _with_parties(agreements):
    """With the parties in order, as `signed_on()` reads them."""
    return agreements.prefetch_related(Prefetch("parties", Party.objects.select_related("partner")))


def _coverages(user):
    """What one sees of the sites under agreements, from the floor above by its reverse relation."""
    return Agreement._meta.get_field("coverages").related_model.objects.visible_to(user)


@of_the_day("partners.Agreement")
def _last_signature(on: date) -> Subquery:
    """The day on which the last of all parties had signed."""
    unsigned = Count("pk", filter=Q(signed_on__isnull=True) | Q(signed_on__gt=on))
    parties = Party.objects.filter(agreement=OuterRef("pk")).order_by().values("agreement")
    signed = parties.annotate(last=Max("signed_on"), unsigned=unsigned).filter(unsigned=0)
    return Subquery(signed.values("last"))


def _term(agreement: Agreement) -> str:
    return german.period(agreement.starts_on, agreement.ends_on)


@permission_required("partners.view_agreement", raise_exception=True)
@kept_page
def agreement_list(request: HttpRequest) -> HttpResponse:
    """All agreements one sees, the newest first."""
    on = timezone.localdate()
    agreements = Agreement.objects.visible_to(request.user)
    rows = agreements.annotate(
        site_count=counted(_coverages(request.user).current(on), "agreement", different="site"),
        last_signature=_last_signature(on),
    )
    columns = [
        Column("title", "Bezeichnung", sort="title", link=Agreement.get_absolute_url),
        Column(
            "parties", "Vertragsparteien", lambda row: german.listing(p.partner for p in row.parties.all())
        ),
        Column("starts_on", "Laufzeit", effective_term, sort="starts_on"),
        STATUS,
        Column("site_count", "Standorte heute", sort="site_count", kind="number"),
        Column("signed_on", "Unterzeichnet am", sort="last_signature", kind="date"),
        *example_columns(agreements),
    ]
    return answer_list(
        request,
        _with_parties(rows).with_status(on).with_effective_end(on),
        columns=columns,
        title="Vereinbarungen",
        search=["title", "parties__partner__name", "parties__partner__short_name"],
        filterset=AgreementFilter,
        order="-starts_on",
        create=("Neue Vereinbarung", reverse("partners:agreement_create"))
        if request.user.has_perm("partners.add_agreement")
        else None,
        empty="Noch keine Kooperationsvereinbarungen erfasst."
        if request.user.sees_everything
        else "Ihre Organisation ist noch an keiner Kooperationsvereinbarung beteiligt.",
    )


@permission_required("partners.view_agreement", raise_exception=True)
@kept_page
def agreement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who agreed with whom on what, for which sites, on which resolution, and the proof of it."""
    on = timezone.localdate()
    seen = Agreement.objects.visible_to(request.user)
    agreement = get_object_or_404(
        _with_parties(
            seen.select_related("mandate__committee", "terminated_by", "amended_by", "amends__mandate")
            .with_status(on)
            .with_effective_end(on)
        ),
        pk=pk,
    )
    return render(
        request,
        "partners/agreement_detail.html",
        {
            "title": agreement.title,
            "crumbs": crumbs(agreement),
            "agreement": agreement,
            "notified": notified(request.user, agreement),
            "status": agreement.status,
            "document_extent": _extent(agreement),
            "facts": _facts(agreement, internal=request.user.sees_everything),
            "parties": _parties(agreement, request.user),
            "sites": _sites(agreement, request.user, on),
            "versions": _versions(agreement, seen, on),
            "differences": _differences(agreement) if agreement.amends_id else None,
            "actions": acts_of(agreement, request.user),
            "sites_wait": _sites_wait(agreement, request.user, on),
            "reminder": _reminder(agreement),
            "undone": " ".join(_undone(agreement)),
            "ways_back": ways_back(request.user, agreement, *agreement.parties.all()),
        },
    )


@permission_required("partners.view_agreement", raise_exception=True)
def agreement_document(request: HttpRequest, pk: int) -> FileResponse | HttpResponse:
    """The signed document as a download, if it is what was kept; 404 when there is none or its file is gone."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    if not agreement.document:
        raise Http404
    return handed_out(request, agreement.document, agreement.document_sha256, document_name(agreement))


def _extent(agreement: Agreement) -> str:
    pages = uploads.pages_of(agreement.document, agreement.document_sha256)
    return uploads.told(agreement.document, pages=pages)


def document_name(agreement: Agreement) -> str:
    """The name under which somebody gets the document: what it is, not where it is kept."""
    return f"{slugify(agreement.title) or 'vereinbarung'}.pdf"


def _undone(agreement: Agreement) -> list[str]:
    """What an amendment that is not yet signed leaves to be done."""
    if not agreement.amends_id or agreement.status not in UNSIGNED:
        return []
    if agreement.notice_to:
        day = german.day(agreement.notice_to)
        return [f"Er kommt nicht mehr zustande: Die Vereinbarung ist zum {day} gekündigt."]
    missing = [party.partner for party in agreement.parties.all() if not party.signed_on]
    sent = "Versandt ist er noch nicht." if agreement.sent_on is None else ""
    signatures = f"Es fehlen die Unterschriften: {german.listing(missing)}." if missing else ""
    sites = (
        "Mit der letzten gehen die Standorte der bisherigen Fassung auf ihn über."
        if agreement.takes_sites
        else "Die Standorte bleiben unter der bisherigen Fassung, bis Sie sie danach übernehmen."
    )
    return [text for text in (sent, signatures, sites) if text]


def _sites_wait(agreement: Agreement, user, on: date) -> bool:
    """Whether a signed amendment could take over sites that still stand under what it amends."""
    signed = agreement.signed_on()
    if not (agreement.amends_id and signed and signed <= on and user.has_perm("sites.add_coverage")):
        return False
    return _coverages(user).left_behind(agreement).exists()


def _reminder(agreement: Agreement) -> str:
    """The warning before it runs out: the end, and until when notice can be given."""
    if agreement.status != AgreementStatus.EXPIRING:
        return ""
    text = f"Die Laufzeit endet am {german.day(agreement.ends_on)}."
    deadline = agreement.notice_deadline
    return f"{text} Kündigen ließe sie sich dazu bis {german.day(deadline)}." if deadline else text


def _differences(agreement: Agreement) -> Table:
    """What this amendment changes, line by line; a line that is the same says so."""
    old, new = _terms(agreement.amends), _terms(agreement)
    columns = [
        Column("label", "Angabe"),
        Column("old", "bisher"),
        Column("new", "neu"),
        Column("change", "Änderung", kind="badge"),
    ]
    rows = [
        {
            "label": label,
            "old": old[label],
            "new": new[label],
            "change": Badge("gleich") if old[label] == new[label] else Badge("geändert", "info"),
        }
        for label in old
    ]
    return Table(columns, rows, f"Unterschiede zu „{agreement.amends}“")


def _terms(agreement: Agreement) -> dict[str, str]:
    notice = agreement.notice_months
    parties = agreement.parties.select_related("partner")
    return {
        "Bezeichnung": agreement.title,
        "Laufzeit": _term(agreement),
        "Kündigungsfrist": "" if notice is None else german.count(notice, "Monat", "Monate"),
        "Beschlussgrundlage": str(agreement.mandate or ""),
        "Qualitätsdialog": "vorgesehen" if agreement.quality_dialogue else "nicht vorgesehen",
        "Orientiert am": agreement.framework_name,
        "Vertragsparteien": german.listing(parties) if parties else "",
    }


def _facts(agreement: Agreement, *, internal: bool) -> list[tuple]:
    def day(when: date | None) -> str:
        return german.day(when) if when else ""

    notice, mandate = agreement.notice_months, agreement.mandate
    later = entered_later(agreement, agreement.signed_on())
    clause = (
        f"vorgesehen, orientiert am {agreement.framework_name}" if agreement.framework_name else "vorgesehen"
    )
    facts = [
        ("Laufzeit", effective_term(agreement)),
        *([("Vereinbart war", _term(agreement))] if agreement.effective_end != agreement.ends_on else []),
        ("Unterzeichnet am", day(agreement.signed_on())),
        ("Kündigungsfrist", "" if notice is None else german.count(notice, "Monat", "Monate")),
        ("Kündbar zum Ende bis", "" if agreement.notice_to else day(agreement.notice_deadline)),
        ("Qualitätsdialog", clause if agreement.quality_dialogue else "nicht vorgesehen"),
        (
            "Beschlussgrundlage",
            f"{mandate} vom {day(mandate.decided_on)}" if mandate else "",
            mandate and mandate.url,
        ),
        ("Gremium", str(mandate.committee) if mandate else ""),
        ("In Abstimmung seit", day(agreement.coordination_on)),
        ("Zur Unterschrift versandt am", day(agreement.sent_on)),
        *([("Nacherfasst", later)] if later else []),
    ]
    if agreement.notice_to and not agreement.terminated_on:
        facts.append(("Gekündigt zum", f"{day(agreement.notice_to)}, mit einer anderen Fassung"))
    if agreement.terminated_on:
        facts += [
            ("Gekündigt am", day(agreement.terminated_on)),
            ("Gekündigt zum", day(agreement.terminated_to)),
            ("Kündigungsgrund", agreement.termination_reason),
        ]
    if internal:
        facts.append(("Interne Notiz", agreement.note))
    return facts


def _parties(agreement: Agreement, user) -> Table:
    seen = None
    if not user.sees_everything:
        seen = set(Partner.objects.visible_to(user).filter(agreements=agreement).values_list("pk", flat=True))
    columns = [
        Column("partner", "Vertragspartei", "partner.name", link=page_of("partner", seen)),
        Column("role", "Rolle", "get_role_display"),
        Column("signatory", "Unterzeichnet durch"),
        Column("signed_on", "Unterzeichnet am", kind="date"),
    ]
    if user.has_perm("partners.change_agreement"):
        columns.append(
            Column("act", "Berichtigung", lambda row: row.signed_on and "berichtigen", link=_putting_right)
        )
    return Table(columns, list(agreement.parties.all()), "Vertragsparteien")


def _putting_right(party: Party) -> str | None:
    """Where the day of a signature is put right, once there is one."""
    if not party.signed_on:
        return None
    return reverse("partners:signature_correct", args=[party.agreement_id, party.pk])


def _sites(agreement: Agreement, user, on: date) -> Table:
    columns = [
        Column("site", "Standort", link=page_of("site")),
        Column("district", "Stadtbezirk", "site.neighbourhood.get_district_display"),
        Column("seat", "Platz"),
        PERIOD,
        STATUS,
    ]
    if user.has_perm("sites.change_coverage"):
        columns.append(
            Column("act", "Ende", lambda row: _ending(row) and f"{row.seat} beenden", link=_ending)
        )
    rows = agreement.coverages.visible_to(user).with_status(on).select_related("site__neighbourhood", "seat")
    return Table(
        columns, list(rows.order_by(german_key("site__name"), "starts_on")), "Standorte der Vereinbarung"
    )


def _ending(coverage) -> str | None:
    """Where a seat is given back, as long as somebody has it."""
    if coverage.status == PeriodStatus.PAST:
        return None
    return reverse("sites:coverage_end", args=[coverage.site_id, coverage.pk])


def _versions(agreement: Agreement, seen, on: date) -> Table | None:
    """The agreement with the ones it amends and the ones that amend it, oldest first; None if alone."""
    if not agreement.amends_id and not hasattr(agreement, "amended_by"):
        return None
    line = seen.filter(pk__in=Agreement.objects.line_of(agreement).values("pk"))
    rows = list(line.with_status(on).with_effective_end(on).order_by("pk"))
    if len(rows) == 1:
        return None

    def kind(row: Agreement) -> str:
        name = "Nachtrag" if row.amends_id else "Vereinbarung"
        return f"{name} (diese Fassung)" if row.pk == agreement.pk else name

    columns = [
        Column(
            "title", "Fassung", link=lambda row: None if row.pk == agreement.pk else row.get_absolute_url()
        ),
        Column("kind", "Art", kind),
        Column("term", "Laufzeit", effective_term),
        STATUS,
    ]
    return Table(columns, rows, "Vereinbarung und Nachträge, die älteste Fassung zuerst")
