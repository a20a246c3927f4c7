"""How the sites are narrowed down, and what people type about a site: itself, its seat, roles and offers."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django_filters import ChoiceFilter, FilterSet

from partners.models import Agreement
from partners.models.agreement import effective_term
from quartiersarbeit.ground import german
from quartiersarbeit.ground.city import district_choices
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.forms import FactsForm, ReasonForm, beside, offer
from quartiersarbeit.ground.listing import AsOfFilter
from sites.models import Assignment, Offer, Seat, Site


class SiteFilter(FilterSet):
    """Sites by district and by whether they hold a seat (annotation `seat_number`) on the as-of date."""

    bezirk = ChoiceFilter(
        field_name="neighbourhood__district",
        label="Stadtbezirk",
        choices=district_choices,
        empty_label="Alle Stadtbezirke",
    )
    platz = ChoiceFilter(
        label="Platz",
        choices=[("mit", "mit Platz"), ("ohne", "ohne Platz")],
        empty_label="Mit und ohne Platz",
        method="by_seat",
    )
    stichtag = AsOfFilter(label="Stichtag")

    def by_seat(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(seat_number__isnull=value == "ohne")


def soonest(seats, on: date) -> str:
    """Which seats become free for good, and when: „Platz 3 ab 01.01.2024“; the reason if none does."""
    days = {seat: day for seat in seats if (day := seat.free_from(on))}
    if not seats:
        return "Es sind noch keine Plätze beschlossen."
    if not days:
        return "Alle Plätze sind auf Weiteres vergeben; mehr gibt es erst mit einem neuen Beschluss."
    first = sorted(days, key=lambda seat: (days[seat], seat.number))
    return f"Wieder frei: {german.listing(f'{seat} ab {german.day(days[seat])}' for seat in first)}."


class SeatChoice(forms.ModelChoiceField):
    """Seats, each saying who has it and until when; `on` is the day that is asked from."""

    on: date

    def label_from_instance(self, seat: Seat) -> str:
        return f"{seat} – {self._holder(seat)}"

    def _holder(self, seat: Seat) -> str:
        booked = seat.booked(self.on)
        if not booked:
            return "frei"
        if (first := booked[0]).starts_on > self.on:
            return f"frei bis {german.day(first.starts_on - timedelta(days=1))}"
        until = f"bis {german.day(first.ends_on)}" if first.ends_on else "auf Weiteres"
        return f"vergeben an {first.site}, {until}"


class AgreementChoice(forms.ModelChoiceField):
    def label_from_instance(self, agreement: Agreement) -> str:
        return f"{agreement} ({effective_term(agreement)})"


SEAT_TAKEN = ("coverage_seat_once_at_a_time", "coverage_within_seat")


class CoverageForm(forms.Form):
    """Which seat a site gets, under which agreement and for how long; its verb is `Site.cover`."""

    agreement = AgreementChoice(None, label="Kooperationsvereinbarung", empty_label="Bitte wählen")
    seat = SeatChoice(None, label="Platz", empty_label="Bitte wählen")
    starts_on = GermanDateField(label="Von")
    ends_on = GermanDateField(
        label="Bis", required=False, help_text="Der letzte Tag. Leer heißt: auf Weiteres."
    )

    def __init__(self, *args, agreements: QuerySet, seats: QuerySet, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = agreements.with_effective_end(on)
        self.fields["seat"].queryset = seats.with_bookings()
        self.fields["seat"].on = on

    def add_error(self, field: str | None, error) -> None:
        """Where a seat is refused, what is free stands beside it."""
        if field == "seat" and getattr(error, "code", None) in SEAT_TAKEN:
            error = ValidationError(f"{error.message} {self._still_free()}", code=error.code)
        super().add_error(field, error)

    def _still_free(self) -> str:
        starts_on, ends_on = self.cleaned_data["starts_on"], self.cleaned_data["ends_on"]
        if free := list(Seat.objects.free_throughout(starts_on, ends_on)):
            names = german.listing(seat.number for seat in free)
            return f"In diesem Zeitraum durchgehend frei: Platz {names}."
        return soonest(Seat.objects.with_bookings(), starts_on)


class SiteForm(FactsForm):
    """What a site is; its verbs are `Site.objects.register` and `Site.revise`."""

    MODEL = Site
    FACTS = (
        "name",
        "neighbourhood",
        "new_neighbourhood",
        "district",
        "street",
        "postcode",
        "latitude",
        "longitude",
        "opened_on",
        "community_cafe",
        "care_cover",
        "description",
        "reopen",
    )

    neighbourhood = forms.ModelChoiceField(
        None, label="Quartier", required=False, empty_label="Neues Quartier eingeben"
    )
    new_neighbourhood = forms.CharField(
        label="Neues Quartier",
        max_length=120,
        required=False,
        help_text="Nur ausfüllen, wenn das Quartier in der Auswahl fehlt.",
    )
    district = forms.ChoiceField(label="Stadtbezirk des neuen Quartiers", choices=(), required=False)
    reopen = forms.BooleanField(
        label="Standort wieder öffnen",
        required=False,
        help_text="Nimmt die Schließung zurück. Platz, Rollen und Angebote vergeben Sie danach neu.",
    )
    ASKED = {
        "latitude": {"help_text": "Zum Beispiel 52,02182."},
        "longitude": {"help_text": "Zum Beispiel 8,53436."},
        "description": {"max_length": 4000},
    }

    def __init__(self, *args, neighbourhoods: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["neighbourhood"].queryset = neighbourhoods
        self.fields["district"].choices = [("", "Bitte wählen"), *district_choices()]
        if not getattr(kwargs.get("facts"), "closed_on", None):
            del self.fields["reopen"]
        self.helper = beside(self, ("street", "postcode"), ("latitude", "longitude"))

    def typed(self, db_field, **kwargs):
        return super().typed(db_field, **kwargs, **self.ASKED.get(db_field.name, {}))


class ClosingForm(forms.Form):
    """A site's last day; its verb is `Site.close`."""

    on = GermanDateField(label="Letzter Betriebstag")

    def add_error(self, field: str | None, error) -> None:
        """Whatever holds the site, its last day is all that one can change here."""
        super().add_error(field or "on", error)


class AssignmentForm(FactsForm):
    """Who takes which role from which day on; its verb is `Site.assign`."""

    MODEL = Assignment
    FACTS = ("role", "partner", "starts_on")

    starts_on = GermanDateField(
        label="Von", help_text="Wer die Rolle bis dahin hat, behält sie bis zum Tag davor."
    )

    def __init__(self, *args, partners: QuerySet, partners_hint: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "partner", partners, partners_hint)
        self.fields["partner"].empty_label = "Bitte wählen"


class OfferForm(FactsForm):
    """What a site offers; its verbs are `Site.add_offer` and `Offer.revise`."""

    MODEL = Offer
    FACTS = ("title", "kind", "rhythm", "target_group", "starts_on", "ends_on")

    ends_on = GermanDateField(
        label="Bis", required=False, help_text="Der letzte Tag. Leer heißt: auf Weiteres."
    )


class CoveringForm(forms.Form):
    """Several sites under one agreement; its verb is `Coverage.objects.give`."""

    sites = forms.ModelMultipleChoiceField(None, label="Standorte", widget=forms.CheckboxSelectMultiple)
    starts_on = GermanDateField(label="Von")
    ends_on = GermanDateField(
        label="Bis", required=False, help_text="Der letzte Tag. Leer heißt: solange die Vereinbarung läuft."
    )

    def __init__(self, *args, sites: dict, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "sites", **sites)


class EndCorrectionForm(ReasonForm):
    """The right last day of a seat or a role, or none where it never ended; its verb is `correct_end`."""

    ends_on = GermanDateField(label="Letzter Tag", required=False, help_text="Leer: Es gibt kein Ende.")
    field_order = ("ends_on", "reason")


class ClosingCorrectionForm(ReasonForm):
    """The right last day of a closed site; its verb is `correct_closing`."""

    closed_on = GermanDateField(label="Letzter Betriebstag")
    field_order = ("closed_on", "reason")


class CoverageEndForm(forms.Form):
    """The last day of a seat; its verb is `Coverage.end`."""

    ends_on = GermanDateField(label="Letzter Tag", help_text="Am Tag danach ist der Platz frei.")
    end_roles = forms.BooleanField(label="Auch die Rollen am Standort enden", required=False, initial=True)
    end_offers = forms.BooleanField(label="Auch die Angebote am Standort enden", required=False, initial=True)
