"""The overview: first what is to be done, then what happened, then the figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from funding.models import FiscalYear, ProofOfUse
from partners.models import Notification, RightsChange, User
from partners.statuses import RightsStatus
from quality_dialog.dialogue.duties import MEASURE_FINISH
from quality_dialog.models import PartnerReading, Report, Submission
from quartiersarbeit.duties import Duty, Whose, duties, holds
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.drawings import Budget
from quartiersarbeit.ground.duties import Timing
from quartiersarbeit.ground.frame import PLACES
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.paper import from_json
from quartiersarbeit.ground.roles import role_of
from quartiersarbeit.tasks import ALL, OTHERS, OWN, REMIND, WAITING, WHEN, task_address
from sites.models import Site
from sites.views.pictures import seats_picture

# Our own measures: the overview is to be taken in at a glance.
SHOWN = 8  # lines of a list
NEWS = 5  # of what is new
ALIKE = 3  # so many alike are one line; of one's own steps and of a partner's, which are few, more stay apart
OWN_ALIKE = 5
LATELY = timedelta(days=30)  # so long a partner reads of what it handed in
AUDIT = "Revision"


@dataclass(frozen=True)
class Line:
    """One duty, or several alike that lead to the list of exactly these."""

    what: str
    subject: str
    told: str
    tone: str
    url: str
    count: int = 1


@dataclass(frozen=True)
class Group:
    """Duties that are told together; `folded` ones can wait."""

    heading: str
    count: int
    lines: Sequence[Line]
    more: int  # how many are on the page of tasks alone
    url: str
    folded: bool = False


class Card(NamedTuple):
    """A figure with what it is and where it comes from; see `kern/figure_card.html`."""

    label: str
    value: str
    url: str
    link: str
    note: str = ""


@kept_page
def dashboard(request: HttpRequest) -> HttpResponse:
    """What one's role needs to know within ten seconds."""
    user, today = cast(User, request.user), timezone.localdate()  # nobody gets here without signing in
    known = duties(user, today)
    own, remind, others = ([duty for duty in known if duty.whose is whose] for whose in Whose)
    next_step = own[0] if own and user.partner_id else None
    context: dict[str, Any] = {
        "title": "Übersicht",
        "today": today,
        "waiting": len(own) + len(remind),
        "next_step": next_step,
        # A partner's first step stands above all; the list below has it again, where there are others.
        "groups": list(_groups(own, OWN if remind else WAITING)) if own[1:] or not next_step else [],
        "remind": _group("Erinnern", remind, {"wessen": REMIND}),
        "others": _group(Whose.OTHERS.label, others, {"wessen": OTHERS}),
        "news": Notification.objects.visible_to(user).unread()[:NEWS],
        "published": _published(user, today),
        "no_role": _no_role(user),
        "fading": _fading(user, today),
    }
    if user.sees_everything:
        places, budget = seats_picture(user, today), _budget(today)
        context |= {"seats": places, "budget": budget, "traces": _traces(user)}
        # Without a place there is nothing yet to run: the way to the first one stands above all.
        context["begins"] = not places.places and user.has_perm("partners.add_committee")
        context["cards"] = [
            Card(
                "Besetzte Plätze",
                f"{places.taken} von {len(places.places)}",
                reverse("sites:site_list"),
                "Standorte",
            ),
            *_money(budget),
            *_days(user, known, today),
        ]
    elif user.partner_id:
        context |= {"own_sites": _own_sites(user, today), "handed_in": _handed_in(user, today)}
    else:
        context["printed"] = _printed(user, today)
    return render(request, "dashboard.html", context)


def _no_role(user: User) -> str:
    """What somebody reads first whose account has no role yet; nothing where it has one."""
    if not user.without_role or user.fading:
        return ""
    if (
        waiting := RightsChange.objects.filter(person=user)
        .in_status(timezone.localdate(), RightsStatus.ASKED)
        .first()
    ):
        return (
            f"Für Sie ist beantragt: {waiting.what}. Das muss noch eine zweite Person bestätigen, aus Freigabe oder "
            f"Verwaltung, spätestens am {german.day(waiting.lapses_on)}. Bis dahin sehen Sie hier nichts."
        )
    whose = f"Ihr Konto gehört zu {user.partner}, hat" if user.partner else "Ihr Konto hat"
    return f"{whose} noch keine Rolle. Solange sehen Sie hier nichts. Die Rolle gibt Ihnen die Verwaltung."


def _fading(user: User, on: date) -> tuple[str, str]:
    """What somebody reads first whose time is over: that it is, since when, and what still opens until when."""
    if not (over := user.fading):
        return ("", "")
    ended = "Ihre Rolle" if over.without_role else f"Ihr Zugang für {user.partner}"
    asks = "Fragen beantwortet die Verwaltung."
    if user.several:
        asks = f"Für Ihre andere Organisation handeln Sie, wenn Sie oben zu ihr wechseln. {asks}"
    if not over.reads(on):
        gone = f"Seit {german.day(over.to + timedelta(days=1))} sehen Sie hier nichts mehr."
        return (f"{ended} ist seit {german.day(over.since)} beendet", f"{gone} {asks}")
    places = [place.label for place in PLACES if place.permission and user.has_perm(place.permission)]
    read = f"Lesen können Sie noch bis {german.day(over.to)}: {german.listing(places)}." if places else ""
    title = f"{ended} ist seit {german.day(over.since)} beendet"
    return (title, f"Eintragen und einreichen können Sie nichts mehr. {read} {asks}")


def not_here(request: HttpRequest) -> HttpResponse:
    """An address of a library that this house does not offer."""
    raise Http404


# --- What is to be done ---------------------------------------------------------------------------


def _groups(own: Sequence[Duty], whose: str) -> Iterator[Group]:
    """One's own steps as all pages tell them; what can wait is folded where there is something else to do first."""
    first = True
    for when, (heading, timings) in WHEN.items():
        if found := [duty for duty in own if duty.timing in timings]:
            folded = Timing.LATER in timings and not first
            group = _group(heading, found, {"wessen": whose, "frist": when}, OWN_ALIKE)
            yield replace(group, folded=folded)
            first = False


def _group(heading: str, found: Sequence[Duty], wanted: dict[str, str], alike: int = ALIKE) -> Group:
    lines = list(_lines(found, wanted, alike))
    shown = lines[:SHOWN]
    more = len(found) - sum(line.count for line in shown)
    return Group(heading, len(found), shown, more, task_address(**wanted))


def _lines(found: Sequence[Duty], wanted: dict[str, str], alike: int) -> Iterator[Line]:
    """The duties in their order, many of one kind where the first of them stands."""
    of_kind: dict[str, list[Duty]] = {}
    for duty in found:
        of_kind.setdefault(duty.kind.code, []).append(duty)
    for duty in found:
        same = of_kind[duty.kind.code]
        if len(same) < alike:
            what = duty.kind.label if duty.whose is Whose.REMIND else duty.what  # the heading says it already
            yield Line(what, duty.subject, duty.told, duty.timing.tone, duty.url)
        elif duty is same[0]:
            yield _gathered(same, task_address(**wanted, art=duty.kind.code))


def _gathered(same: Sequence[Duty], url: str) -> Line:
    first, subjects = same[0], list(dict.fromkeys(duty.subject for duty in same))
    rest = len(subjects) - 2
    told = ", ".join(subjects[:2]) + (f" und {german.count(rest, 'weitere', 'weitere')}" if rest > 0 else "")
    return Line(first.kind.label, told, first.told, first.timing.tone, url, len(same))


def _handed_in(user: User, on: date) -> list[Line]:
    """What this person's organisation handed in lately, the newest first."""
    since, own = on - LATELY, user.partner_id
    submissions = (
        Submission.objects.visible_to(user).handed_in(on).filter(partner=own, submitted_on__gte=since)
    )
    proofs = ProofOfUse.objects.visible_to(user).filter(submitted_on__gte=since)
    readings = PartnerReading.objects.visible_to(user).filter(given_on__gte=since)
    found = [
        *(
            (row.submitted_on, "Selbsteinschätzung", row.dialogue)
            for row in submissions.select_related("dialogue__site", "dialogue__cycle")
        ),
        *(
            (row.submitted_on, "Verwendungsnachweis", row)
            for row in proofs.select_related("allocation__site", "allocation__fiscal_year")
        ),
        *(
            (row.given_on, "Stellungnahme zum Bericht", row.report)
            for row in readings.select_related("report")
        ),
    ]
    newest = sorted(found, key=lambda one: one[0], reverse=True)[:SHOWN]
    return [
        Line(what, str(row), f"Eingereicht am {german.day(day)}", "success", row.get_absolute_url())
        for day, what, row in newest
    ]


# --- Figures --------------------------------------------------------------------------------------


def _budget(on: date) -> Budget | None:
    """The current fiscal year's money as one bar; None before it is opened."""
    year = FiscalYear.objects.opened(on).with_totals(on).filter(year=on.year).first()
    return year and Budget.of(year, on)


def _money(budget: Budget | None) -> Iterator[Card]:
    if budget:
        sums = {"Gebunden": budget.committed, "Ausgezahlt": budget.paid, "Frei": budget.free}
        for label, amount in sums.items():
            yield Card(label, german.euro(amount), budget.url, "Haushaltsjahr")


def _days(user: User, known: Sequence[Duty], on: date) -> Iterator[Card]:
    """The next day on which something is due, whoever owes it; of whoever is told of them, the overdue measures."""
    if ahead := [duty for duty in known if duty.due_on and duty.due_on >= on]:
        first = min(ahead, key=lambda duty: cast(date, duty.due_on))
        note = f"{first.kind.label}: {first.subject}"
        yield Card(
            "Nächste Frist",
            german.day(cast(date, first.due_on)),
            f"{reverse('deadline_list')}?wessen={ALL}",
            "Fristen",
            note,
        )
    if not holds(user, MEASURE_FINISH.opens):
        return
    late = sum(duty.kind is MEASURE_FINISH and duty.timing is Timing.OVERDUE for duty in known)
    measures = f"{reverse('quality_dialog:measure_list')}?stand=ueberfaellig"
    yield Card("Überfällige Maßnahmen", german.number(late), measures, "Maßnahmen")


def _traces(user: User) -> list[tuple[str, str, str]]:
    """For whoever audits: where everything can be followed and taken along; (label, address, what is there)."""
    if role_of(user) != AUDIT:
        return []
    lists = "Als Excel und CSV, gefiltert wie angezeigt"
    return [
        (
            "Weg des Geldes",
            reverse("funding:allocation_list"),
            "Zu jeder Zuweisung: alles, was mit dem Geld geschah",
        ),
        (
            "Bescheide und Raten",
            reverse("funding:fiscal_year_list"),
            "Je Haushaltsjahr, mit den Sätzen hinter jeder Summe",
        ),
        ("Auszahlungen", reverse("funding:disbursement_list"), lists),
        ("Zahlungslisten", reverse("funding:payment_run_list"), "Mit jeder Ausgabe an die Kasse"),
        ("Verwendungsnachweise", reverse("funding:proof_list"), lists),
        ("Rückforderungen", reverse("funding:claim_list"), lists),
        ("Vereinbarungen", reverse("partners:agreement_list"), lists),
    ]


def _own_sites(user: User, on: date) -> Table:
    return Table(
        [
            Column("name", "Standort", link=Site.get_absolute_url),
            Column("neighbourhood", "Quartier"),
        ],
        Site.objects.visible_to(user).of_partner(user.partner_id, on).select_related("neighbourhood"),
        "Ihre Standorte",
    )


def _printed(user: User, on: date) -> Table | None:
    """The figures of the newest published report, as it printed them and each leading to where it stands there.

    Committees know no others.
    """
    report = Report.objects.visible_to(user).published(on).filter(facts__isnull=False).first()
    if report is None:
        return None
    page = reverse("quality_dialog:report_page", args=[report.pk])
    figures = list(enumerate(from_json(report.facts).figures, start=1))  # as its appendix numbers them
    return Table(
        [
            Column("label", "Zahl", lambda row: row[1].label, link=lambda row: f"{page}#zahl-{row[0]}"),
            Column("in_digits", "Wert", lambda row: row[1].in_digits, numeric=True),
            Column("as_of", "Stichtag", lambda row: row[1].as_of, kind="date"),
        ],
        figures,
        f"Zahlen aus dem Bericht „{report}“",
    )


def _published(user: User, on: date) -> Table | None:
    """The newest published reports, and for whoever audits where each is proved."""
    if not user.has_perm("quality_dialog.view_report"):
        return None
    columns = [
        Column("subject", "Bericht", str, link=Report.get_absolute_url),
        Column("as_of", "Stichtag", kind="date"),
        Column("published_on", "Veröffentlicht am", kind="date"),
    ]
    if role_of(user) == AUDIT:
        proof = Column("proof", "Nachprüfen", lambda report: "Echtheit prüfen", link=_verified)
        columns.append(proof)
    newest = Report.objects.visible_to(user).published(on).listed()[:SHOWN]
    return Table(columns, newest, "Veröffentlichte Berichte")


def _verified(report: Report) -> str:
    return reverse("quality_dialog:report_verify", args=[report.pk])
