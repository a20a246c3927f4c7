"""What if: the talks somebody ticks succeed – would there be seats for their sites, and money? Nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from funding.models import FiscalYear
from funding.rules import NOTHING, even_split
from partners.models import Negotiation
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.drawings import Budget, Place, Seats
from quartiersarbeit.ground.fields import EuroFormField
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.kept_pages import kept_page
from sites.models import Site, SiteInQuestion
from sites.views.pictures import seats_picture

EVENLY, ENTERED = "gleich", "betraege"


@dataclass(frozen=True)
class Wish:
    """A talk that is taken to succeed: how many further sites it brings, and the money they get."""

    talk: Negotiation
    sites: int
    amount: Decimal


class SeatsToCome(Seats):
    """The places as they would be; the caption must not sound as if they were."""

    @property
    def sentence(self) -> str:
        total = german.count(len(self.places), "Platz", "Plätzen")
        would, rest = ("wäre", "wären")[self.taken != 1], ("wäre", "wären")[self.free > 1]
        return f"{self.taken} von {total} {would} besetzt, {self.free or 'keiner'} {rest} frei."


@dataclass(frozen=True)
class Forecast:
    """What the wishes would make of today's seats and this year's money; no `budget` before the year is opened."""

    wishes: Sequence[Wish]
    today: Seats
    budget: Budget | None
    on: date

    @property
    def wanted(self) -> int:
        return sum(wish.sites for wish in self.wishes)

    @property
    def without_seat(self) -> int:
        """How many sites would find no seat."""
        return max(self.wanted - self.today.free, 0)

    @property
    def amount(self) -> Decimal:
        return sum((wish.amount for wish in self.wishes), NOTHING)

    @property
    def missing(self) -> Decimal:
        """By how much the money exceeds what is free (euros)."""
        return self.budget.overplanned if self.budget else NOTHING

    @property
    def seats_sentence(self) -> str:
        would = "wäre" if self.today.taken + self.wanted == 1 else "wären"
        total = german.count(len(self.today.places), "Platz", "Plätzen")
        return (
            f"Von {total} sind heute {self.today.taken} besetzt. Mit den gewählten Gesprächen {would} es "
            f"{self.today.taken + self.wanted}."
        )

    @property
    def money_sentence(self) -> str:
        if self.budget is None:
            return f"Für {self.on.year} ist noch kein Haushaltsjahr eröffnet."
        return (
            f"{self.on.year} sind noch {german.euro(self.budget.free)} frei. Die gewählten Gespräche erhielten "
            f"zusammen {german.euro(self.amount)}."
        )

    @property
    def seats(self) -> Seats:
        """Today's places, the free ones taken by the wishes as far as they reach."""
        coming = iter([str(wish.talk) for wish in self.wishes for _ in range(wish.sites)])
        places = [
            place if place.taken or not (who := next(coming, "")) else Place(place.label, who, "", "Vorschau")
            for place in self.today.places
        ]
        return SeatsToCome(places, self.on)


class ForecastForm(forms.Form):
    """Which talks succeed, and how the money is split; amounts are asked for once they are to be entered."""

    gespraech = forms.MultipleChoiceField(
        label="Diese Gespräche gelingen", required=False, widget=forms.CheckboxSelectMultiple
    )
    aufteilung = forms.ChoiceField(
        label="Aufteilung des freien Geldes",
        choices=[(EVENLY, "gleichmäßig auf die neuen Standorte"), (ENTERED, "Beträge eingeben")],
        initial=EVENLY,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, talks: Sequence[Negotiation], **kwargs):
        super().__init__(*args, **kwargs)
        self.talks = {str(talk.pk): talk for talk in talks}
        self.fields["gespraech"].choices = [(key, str(talk)) for key, talk in self.talks.items()]  # type: ignore[attr-defined]
        for field in self.fields.values():  # leaving all empty is no answer, so „optional“ would say nothing
            field.plain_label = True  # type: ignore[attr-defined]
        ticked = self.data.getlist("gespraech") if isinstance(self.data, QueryDict) else []
        if self.is_bound and self.data.get("aufteilung") == ENTERED:
            for key in self.talks:
                if key in ticked:
                    self.fields[f"betrag_{key}"] = EuroFormField(
                        label=f"Betrag: {self.talks[key]}", min_value=0, required=False
                    )

    @property
    def chosen(self) -> list[Negotiation]:
        return [self.talks[key] for key in self.cleaned_data["gespraech"]]

    def entered(self, talk: Negotiation) -> Decimal:
        return self.cleaned_data.get(f"betrag_{talk.pk}") or NOTHING


@permission_required(["partners.view_negotiation", "funding.view_fiscalyear"], raise_exception=True)
@require_safe
@kept_page
def forecast(request: HttpRequest) -> HttpResponse:
    """Tick talks, see both limits."""
    on, user = timezone.localdate(), request.user
    talks = Negotiation.objects.visible_to(user).unfinished(on).select_related("partner").order_by("pk")
    form = ForecastForm(request.GET or None, talks=talks)
    context: dict[str, Any] = {
        "title": "Vorschau",
        "crumbs": crumbs("partners:negotiation_list", "Vorschau"),
        "form": form,
    }
    if form.is_bound and form.is_valid() and form.chosen:
        seen = foresee(form, user, on)
        context |= {
            "forecast": seen,
            "wishes": _table(seen),
            "missing_text": f"Es fehlen {german.euro(seen.missing)}.",
        }
    return render(request, "forecast.html", context)


def _table(seen: Forecast) -> Table:
    columns = [
        Column("talk", "Gespräch", link=lambda wish: wish.talk.get_absolute_url()),
        Column("sites", "Neue Standorte", kind="number"),
        Column("amount", "Betrag", kind="euro"),
    ]
    return Table(columns, seen.wishes, "Was die gewählten Gespräche bekämen")


def foresee(form: ForecastForm, user, on: date) -> Forecast:
    """What the ticked talks would take of today's seats and of what is free this year."""
    year = FiscalYear.objects.opened(on).with_totals(on).filter(year=on.year).first()
    sites = further_sites(form.chosen, on)
    if form.cleaned_data["aufteilung"] == ENTERED:
        amounts = [form.entered(talk) for talk in form.chosen]
    else:
        amounts = _evenly(max(year.free, NOTHING) if year else NOTHING, sites)
    wishes = [Wish(*wish) for wish in zip(form.chosen, sites, amounts, strict=True)]
    budget = year and Budget.of(year, on, planned=sum(amounts, NOTHING), title=f"Vorschau {on.year}")
    return Forecast(wishes, seats_picture(user, on), budget, on)


def further_sites(talks: Sequence[Negotiation], on: date) -> list[int]:
    """How many sites without a seat each talk brings; one where no site is named.

    A site that several talks are about is counted with the first of them.
    """
    named: dict[int, list[int]] = {}
    in_question = SiteInQuestion.objects.filter(negotiation__in=talks)
    for key, site in in_question.values_list("negotiation", "site"):
        named.setdefault(key, []).append(site)
    seen = set(Site.objects.with_seat(on).values_list("pk", flat=True))
    counts = []
    for talk in talks:
        new = set(named.get(talk.pk, ())) - seen
        seen |= new
        counts.append(len(new) if talk.pk in named else 1)
    return counts


def _evenly(free: Decimal, sites: Sequence[int]) -> list[Decimal]:
    """The money in equal shares, one for each site, added up for each talk."""
    if not sum(sites):
        return [NOTHING for _ in sites]
    shares = iter(even_split(free, sum(sites)))
    return [sum((next(shares) for _ in range(many)), NOTHING) for many in sites]
