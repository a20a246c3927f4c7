"""„Erste Schritte“: what a city needs before its first report, in order, and what of it is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from funding.models import FiscalYear
from partners.models import AccountInvitation, Agreement, CityDistrict, Committee, Mandate, Partner, User
from quality_dialog.models import Framework, Meeting
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.city import city
from sites.models import Seat, Site

MAINTAINS = ("partners.add_committee", "partners.add_user")  # whoever may do one of these is shown the steps


@dataclass(frozen=True)
class Step:
    """One step: where it is done, whether it is, what it says of itself, and what has to come first."""

    title: str
    url: str
    done: bool
    told: str
    right: str = ""
    waits_for: str = ""
    more: Sequence[tuple[str, str]] = ()

    @property
    def state(self) -> tuple[str, str]:
        """A word and its tone."""
        if self.done:
            return "Erledigt", "success"
        return ("Noch nicht möglich", "neutral") if self.waits_for else ("Zu tun", "info")


def steps(on: date) -> list[Step]:
    """All steps in their order, as of now."""
    return [*_city(), *_council(on), *_network(on)]


def _city() -> Iterator[Step]:
    named, many = city(), CityDistrict.objects.count()
    yield Step(
        "Stadt benennen",
        reverse("municipality"),
        named.entered,
        f"Eingetragen: {named.name}." if named.entered else "So heißt die Stadt auf Seiten und in Berichten.",
        "partners.change_municipality",
    )
    yield Step(
        "Stadtbezirke eintragen",
        reverse("district_list") if many else reverse("district_create"),
        bool(many),
        german.count(many, "Stadtbezirk", "Stadtbezirke")
        if many
        else "Solange hier keiner steht, gelten die mitgelieferten.",
        "partners.add_citydistrict",
    )
    people = User.objects.filter(is_active=True).count()
    invited = AccountInvitation.objects.exists()
    yield Step(
        "Personen einladen",
        reverse("partners:invitation_list"),
        people > 1 or invited,
        f"{german.count(people, 'Konto', 'Konten')}. Rollen, die Geld oder Freigaben tragen, bestätigt eine zweite "
        "Person.",
        "partners.add_user",
    )


def _council(on: date) -> Iterator[Step]:
    committees = Committee.objects.count()
    no_committee = "" if committees else "Erst muss ein Gremium eingetragen sein."
    yield Step(
        "Gremien eintragen",
        reverse("committee_create"),
        bool(committees),
        german.count(committees, "Gremium", "Gremien")
        if committees
        else "Wer beschließt, und wem berichtet wird.",
        "partners.add_committee",
    )
    limiting = Mandate.objects.filter(site_limit__isnull=False, annual_limit__isnull=False)
    newest = limiting.decided(on).first()  # type: ignore[attr-defined]
    yield Step(
        "Beschluss mit seinen Grenzen eintragen",
        reverse("mandate_create"),
        newest is not None,
        f"{newest}: höchstens {german.euro(newest.annual_limit)} und {newest.site_limit} Standorte."
        if newest
        else "Höchstbetrag eines Jahres und Höchstzahl der Standorte: mehr lässt die Datenbank nicht zu.",
        "partners.add_mandate",
        no_committee,
    )
    seats, no_mandate = (
        Seat.objects.valid(on).count(),
        "" if newest else "Erst muss ein Beschluss die Zahl nennen.",
    )
    yield Step(
        "Plätze eintragen",
        reverse("seats_enter"),
        bool(seats),
        german.count(seats, "Platz", "Plätze") if seats else "Alle Plätze des Beschlusses in einem Schritt.",
        "sites.add_seat",
        no_mandate,
    )
    meetings = Meeting.objects.filter(held_on__gte=on).count()
    yield Step(
        "Sitzungen des Jahres eintragen",
        reverse("meetings_enter"),
        bool(meetings),
        german.count(meetings, "künftige Sitzung", "künftige Sitzungen")
        if meetings
        else "Berichte schlagen die nächste Sitzung jedes Gremiums vor.",
        "quality_dialog.add_meeting",
        no_committee,
    )
    year = FiscalYear.objects.filter(year=on.year).exists()
    yield Step(
        "Haushaltsjahr eröffnen",
        reverse("funding:fiscal_year_create"),
        year,
        f"Das Jahr {on.year} ist eröffnet." if year else f"Das Jahr {on.year} mit seinem Ansatz.",
        "funding.add_fiscalyear",
        no_mandate,
    )


def _network(on: date) -> Iterator[Step]:
    frameworks, partners, sites = Framework.objects.count(), Partner.objects.count(), Site.objects.count()
    yield Step(
        "Rahmenkonzept einlesen",
        reverse("quality_dialog:framework_import"),
        bool(frameworks),
        german.count(frameworks, "Fassung", "Fassungen")
        if frameworks
        else "Worüber Stadt und Partner im Qualitätsdialog sprechen.",
        "quality_dialog.add_framework",
        more=_templates("rahmenkonzept"),
    )
    yield Step(
        "Partner einlesen oder eintragen",
        reverse("sheet_read", args=["partner"]),
        bool(partners),
        german.count(partners, "Partner", "Partner") if partners else "Aus einer Tabelle oder einzeln.",
        "partners.add_partner",
        more=[
            *_templates("partner"),
            ("Ansprechpersonen einlesen", reverse("sheet_read", args=["ansprechpersonen"])),
            ("Einzeln eintragen", reverse("partners:partner_create")),
        ],
    )
    yield Step(
        "Standorte einlesen oder eintragen",
        reverse("sheet_read", args=["standorte"]),
        bool(sites),
        german.count(sites, "Standort", "Standorte") if sites else "Aus einer Tabelle oder einzeln.",
        "sites.add_site",
        more=[*_templates("standorte"), ("Einzeln eintragen", reverse("sites:site_create"))],
    )
    agreements = Agreement.objects.concluded(on).count()
    yield Step(
        "Erste Vereinbarung eintragen",
        reverse("partners:agreement_create"),
        bool(agreements),
        german.count(agreements, "geschlossene Vereinbarung", "geschlossene Vereinbarungen")
        if agreements
        else "Mit ihren wirklichen Tagen, auch wenn sie Jahre zurückliegen: Entwurf, Versand, Unterschriften, Platz.",
        "partners.add_agreement",
        "" if partners else "Erst muss ein Partner eingetragen sein.",
    )


def _templates(kind: str) -> list[tuple[str, str]]:
    labels = (("vorlage", "Leere Vorlage"), ("beispiel", "Beispiel"))
    return [(label, reverse("sheet_template", args=[kind, what])) for what, label in labels]


@require_safe
def first_steps(request: HttpRequest) -> HttpResponse:
    """The steps as a list of tasks; the first that is open stands out."""
    user: Any = request.user
    if not any(user.has_perm(right) for right in MAINTAINS):
        raise PermissionDenied
    known = steps(timezone.localdate())
    left = [step for step in known if not step.done]
    context = {
        "title": "Erste Schritte",
        "crumbs": crumbs("first_steps"),
        "steps": [(step, not step.right or user.has_perm(step.right)) for step in known],
        "next_step": next((step for step in left if not step.waits_for and user.has_perm(step.right)), None),
        "left": len(left),
        "total": len(known),
    }
    return render(request, "first_steps.html", context)
