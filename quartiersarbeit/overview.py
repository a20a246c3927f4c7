"""The roof: pages that read all floors."""

from datetime import date
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from funding.models import Decision, FiscalYear, ProofOfUse
from funding.models.worklist import worklist
from partners.models import User
from quality_dialog.models import Finding, Measure, PartnerReading, Report
from quartiersarbeit.deadlines import deadlines
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.drawings import Budget
from quartiersarbeit.ground.paper import from_json
from sites.models import Site
from sites.views.pictures import seats_picture

_OF_PROOF = ("allocation__site", "allocation__fiscal_year", "allocation__recipient")
SHOWN = 8  # deadlines on the overview; it is to be taken in at a glance


def dashboard(request: HttpRequest) -> HttpResponse:
    """The overview: what one's role needs to know within ten seconds."""
    user, today = cast(User, request.user), timezone.localdate()  # nobody gets here without signing in
    context = {"title": "Übersicht", "today": today, "published": _published(user, today)}
    if user.has_perm("quality_dialog.view_measure"):
        due = deadlines(user, today)
        context |= {
            "next_deadline": due[0] if due else None,
            "deadlines": Table(
                [
                    Column("on", "Fällig am", kind="date"),
                    Column("title", "Was", link=lambda deadline: deadline.url),
                ],
                due[:SHOWN],
                "Die nächsten Fristen",
            ),
            "overdue": Measure.objects.visible_to(user).overdue(today).count(),
            "measures_url": reverse("quality_dialog:measure_list"),
        }
    if user.sees_everything:
        places = seats_picture(user, today)
        taken = f"{places.taken} von {len(places.places)}"
        context |= {"seats": places, "seats_taken": taken, "budget": _budget(today)}
    elif user.partner_id:
        context |= {
            "own_sites": _own_sites(user, today),
            "unanswered": _unanswered(user, today),
            "readings": _readings(user, today),
            "own_proofs": _own_proofs(user, today),
        }
    elif user.has_perm("quality_dialog.view_report"):
        context["figures"] = _figures(user, today)
    if user.has_perm("funding.approve_decision"):
        context["awaiting"] = _awaiting(user, today)
    if user.has_perm("funding.review_proofofuse"):
        context["to_review"] = _to_review(user, today)
    if (waiting := worklist(user, today)).signs:
        context |= {"waiting_for_you": waiting.count(), "worklist_url": reverse("funding:worklist")}
    if user.has_perm("quality_dialog.approve_report"):
        context["reports_awaiting"] = _reports_awaiting(user, today)
    return render(request, "dashboard.html", context)


def not_here(request: HttpRequest) -> HttpResponse:
    """An address of a library that this house does not offer."""
    raise Http404


def _budget(on: date) -> Budget | None:
    """The current fiscal year's money as one bar; None before it is opened."""
    year = FiscalYear.objects.opened(on).with_totals(on).filter(year=on.year).first()
    return year and Budget.of(year, on)


def _awaiting(user, on: date) -> Table:
    waiting = Decision.objects.visible_to(user).awaiting_approval_by(user, on)
    return Table(
        [
            Column("allocation", "Zuweisung", "allocation"),
            Column("decision", "Bescheid", str, link=Decision.get_absolute_url),
            Column("drafted_on", "Entworfen am", kind="date"),
            Column("drafted_by", "Entworfen von"),
        ],
        waiting.select_related("allocation__site", "allocation__fiscal_year", "drafted_by"),
        "Was auf Ihre Freigabe wartet",
    )


def _to_review(user, on: date) -> Table:
    """Proofs of use handed in by others."""
    waiting = ProofOfUse.objects.visible_to(user).to_review_by(user, on)
    return Table(
        [
            Column("proof", "Verwendungsnachweis", "allocation", link=ProofOfUse.get_absolute_url),
            Column("recipient", "Empfänger", "allocation.recipient"),
            Column("submitted_on", "Eingereicht am", kind="date"),
        ],
        waiting.select_related(*_OF_PROOF),
        "Verwendungsnachweise, die Sie prüfen können",
    )


def _own_proofs(user, on: date) -> Table:
    """What one's organisation has to account for: not handed in yet, or returned."""
    due = ProofOfUse.objects.visible_to(user).not_handed_in(on)
    return Table(
        [
            Column("proof", "Zuwendung", "allocation", link=ProofOfUse.get_absolute_url),
            Column("due_on", "Fällig am", kind="date"),
            Column("status", "Stand", kind="badge"),
        ],
        due.select_related(*_OF_PROOF),
        "Ihre offenen Verwendungsnachweise",
    )


def _unanswered(user, on: date) -> Table:
    """Shared findings to which one's organisation has not answered the present wording."""
    asked = Finding.objects.unanswered_by(user, on)
    return Table(
        [
            Column("wording", "Feststellung", str, link=Finding.get_absolute_url),
            Column("site", "Standort", "dialogue.site"),
            Column("shared_on", "Geteilt am", kind="date"),
        ],
        asked.select_related("dialogue__site", "dialogue__cycle"),
        "Feststellungen ohne Ihre Stellungnahme",
    )


def _readings(user, on: date) -> Table:
    """Reports shown to one's organisation before approval that it may still comment on."""
    mine = PartnerReading.objects.visible_to(user).filter(partner=user.partner_id).may_be_answered(on)
    return Table(
        [
            Column("subject", "Bericht", "report.subject", link=PartnerReading.get_absolute_url),
            Column("due_on", "Stellungnahme bis", kind="date"),
            Column("given_on", "Abgegeben am", kind="date"),
        ],
        mine.select_related("report"),
        "Berichte, zu denen Sie Stellung nehmen können",
    )


def _own_sites(user, on: date) -> Table:
    return Table(
        [
            Column("name", "Standort", link=Site.get_absolute_url),
            Column("neighbourhood", "Quartier"),
        ],
        Site.objects.visible_to(user).of_partner(user.partner_id, on).select_related("neighbourhood"),
        "Ihre Standorte",
    )


def _figures(user, on: date) -> Table | None:
    """The figures of the newest published report, as it printed them: committees know no others."""
    report = Report.objects.visible_to(user).published(on).filter(facts__isnull=False).first()
    if report is None:
        return None
    return Table(
        [
            Column("label", "Zahl", link=lambda figure: report.get_absolute_url()),
            Column("in_digits", "Wert", numeric=True),
            Column("as_of", "Stichtag", kind="date"),
        ],
        from_json(report.facts).figures,
        f"Zahlen aus dem Bericht „{report}“",
    )


def _reports_awaiting(user, on: date) -> Table:
    waiting = Report.objects.visible_to(user).awaiting_approval_by(user, on)
    return Table(
        [
            Column("subject", "Bericht", str, link=Report.get_absolute_url),
            Column("review_on", "In Prüfung seit", kind="date"),
            Column("drafted_by", "Entworfen von"),
        ],
        waiting.select_related("drafted_by"),
        "Berichte, die auf Ihre Freigabe warten",
    )


def _published(user, on: date) -> Table | None:
    if not user.has_perm("quality_dialog.view_report"):
        return None
    return Table(
        [
            Column("subject", "Bericht", str, link=Report.get_absolute_url),
            Column("as_of", "Stichtag", kind="date"),
            Column("published_on", "Veröffentlicht am", kind="date"),
        ],
        Report.objects.visible_to(user).published(on)[:SHOWN],
        "Veröffentlichte Berichte",
    )
