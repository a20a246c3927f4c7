"""How the sites are narrowed down, and what people type about a site: itself, its seat, roles and offers."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django_filters import ChoiceFilter, Filter, FilterSet
from localflavor.de.forms import DEZipCodeField

from partners.badges import term
from partners.models import Agreement, Partner
from quartiersarbeit.ground import german
from quartiersarbeit.ground.districts import District
from quartiersarbeit.ground.fields import GermanDateField
from sites.models import Coverage, Neighbourhood, OfferKind, Role, Seat


class AsOfFilter(Filter):
    """The day the list shows; the view has asked for that day already, so nothing is left to filter."""

    field_class = GermanDateField

    def filter(self, qs: QuerySet, value: date | None) -> QuerySet:
        return qs


class SiteFilter(FilterSet):
    """Sites by district and by whether they hold a seat (annotation `seat_number`) on the as-of date."""

    bezirk = ChoiceFilter(
        field_name="neighbourhood__district",
        label="Stadtbezirk",
        choices=District,
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


def with_bookings(seats: QuerySet) -> QuerySet:
    """Seats with `bookings`: their coverage in order, whoever sits there."""
    coverages = Coverage.objects.select_related("site").order_by("starts_on")
    return seats.prefetch_related(Prefetch("coverages", coverages, to_attr="bookings"))


def free_from(seat: Seat, on: date) -> date | None:
    """The first day, from `on`, after which nobody has the seat; None if it is taken or ends for good."""
    ends = [booking.ends_on for booking in seat.bookings if booking.ends_on is None or booking.ends_on >= on]
    if None in ends:
        return None
    first = max([on, seat.valid_from, *(end + timedelta(days=1) for end in ends)])
    return None if seat.valid_until and seat.valid_until < first else first


def soonest(seats, on: date) -> str:
    """Which seats become free for good, and when: „Platz 3 ab 01.01.2024“; the reason if none does."""
    days = {seat: day for seat in seats if (day := free_from(seat, on))}
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
        return f"{seat} – {self._standing(seat)}"

    def _standing(self, seat: Seat) -> str:
        ahead = [one for one in seat.bookings if one.ends_on is None or one.ends_on >= self.on]
        if not ahead:
            return "frei"
        if (first := ahead[0]).starts_on > self.on:
            return f"frei bis {german.day(first.starts_on - timedelta(days=1))}"
        until = f"bis {german.day(first.ends_on)}" if first.ends_on else "auf Weiteres"
        return f"vergeben an {first.site}, {until}"


class AgreementChoice(forms.ModelChoiceField):
    """Agreements with their term."""

    def label_from_instance(self, agreement: Agreement) -> str:
        return f"{agreement} ({term(agreement)})"


class CoverageForm(forms.Form):
    """Which seat a site gets, under which agreement and for how long; its verb is `Site.cover`."""

    AT = {
        "coverage_seat_once_at_a_time": "seat",
        "coverage_within_seat": "seat",
        "coverage_site_once_at_a_time": "starts_on",
        "coverage_ends_after_start": "ends_on",
    }

    agreement = AgreementChoice(None, label="Kooperationsvereinbarung", empty_label="Bitte wählen")
    seat = SeatChoice(None, label="Platz", empty_label="Bitte wählen")
    starts_on = GermanDateField(label="Von")
    ends_on = GermanDateField(
        label="Bis", required=False, help_text="Der letzte Tag. Leer heißt: auf Weiteres."
    )

    def __init__(self, *args, agreements: QuerySet, seats: QuerySet, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = agreements.with_effective_end(on)
        self.fields["seat"].queryset = with_bookings(seats)
        self.fields["seat"].on = on

    def add_error(self, field: str | None, error) -> None:
        """A broken rule of the database stands at the field people can mend it in, with what is free."""
        code = getattr(error, "code", None)
        if (at := field or self.AT.get(code)) == "seat" and code in self.AT:
            error = ValidationError(f"{error.message} {self._still_free()}", code=code)
        super().add_error(at, error)

    def _still_free(self) -> str:
        starts_on, ends_on = self.cleaned_data["starts_on"], self.cleaned_data["ends_on"]
        if free := list(Seat.objects.free_throughout(starts_on, ends_on)):
            names = german.listing(seat.number for seat in free)
            return f"In diesem Zeitraum durchgehend frei: Platz {names}."
        return soonest(with_bookings(Seat.objects.all()), starts_on)


class RuleAtField(forms.Form):
    """Shows a broken rule of the database at the field people can mend it in; `AT` says which."""

    AT: dict[str, str] = {}

    def add_error(self, field: str | None, error) -> None:
        super().add_error(field or self.AT.get(getattr(error, "code", None)), error)


class SiteForm(RuleAtField):
    """What a site is; its verbs are `Site.objects.register` and `Site.revise`."""

    AT = {
        "site_name_unique": "name",
        "site_position_on_earth": "latitude",
        "site_postcode_german": "postcode",
        "site_closed_after_opened": "opened_on",
        "neighbourhood_unique": "new_neighbourhood",
    }

    name = forms.CharField(label="Name", max_length=120)
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(), label="Quartier", required=False, empty_label="Neues Quartier eingeben"
    )
    new_neighbourhood = forms.CharField(
        label="Neues Quartier",
        max_length=120,
        required=False,
        help_text="Nur ausfüllen, wenn das Quartier in der Auswahl fehlt.",
    )
    district = forms.ChoiceField(
        label="Stadtbezirk des neuen Quartiers",
        choices=[("", "Bitte wählen"), *District.choices],
        required=False,
    )
    street = forms.CharField(label="Straße und Hausnummer", max_length=120, required=False)
    postcode = DEZipCodeField(
        label="Postleitzahl",
        required=False,
        error_messages={"invalid": "Eine Postleitzahl hat fünf Ziffern."},
    )
    latitude = forms.DecimalField(
        label="Breitengrad",
        max_digits=8,
        decimal_places=5,
        required=False,
        localize=True,
        help_text="Zum Beispiel 52,02182.",
    )
    longitude = forms.DecimalField(
        label="Längengrad",
        max_digits=8,
        decimal_places=5,
        required=False,
        localize=True,
        help_text="Zum Beispiel 8,53436.",
    )
    opened_on = GermanDateField(label="Eröffnet am", required=False)
    community_cafe = forms.BooleanField(label="Nachbarschaftscafé", required=False)
    care_cover = forms.BooleanField(label="Versorgungssicherheit rund um die Uhr", required=False)
    description = forms.CharField(
        label="Beschreibung", widget=forms.Textarea, max_length=4000, required=False
    )
    reopen = forms.BooleanField(
        label="Standort wieder öffnen",
        required=False,
        help_text="Nimmt die Schließung zurück. Platz, Rollen und Angebote vergeben Sie danach neu.",
    )

    def __init__(self, *args, neighbourhoods: QuerySet, closed: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["neighbourhood"].queryset = neighbourhoods
        if not closed:
            del self.fields["reopen"]


class ClosingForm(RuleAtField):
    """A site's last day; its verb is `Site.close`."""

    AT = {"site_closed_after_opened": "on", "funded_site_is_covered": "on"}

    on = GermanDateField(label="Letzter Betriebstag")


class AssignmentForm(RuleAtField):
    """Who takes which role from which day on; its verb is `Site.assign`."""

    AT = {"assignment_role_once_at_a_time": "starts_on"}

    role = forms.ChoiceField(label="Rolle", choices=[("", "Bitte wählen"), *Role.choices])
    partner = forms.ModelChoiceField(
        Partner.objects.none(), label="Kooperationspartner", empty_label="Bitte wählen"
    )
    starts_on = GermanDateField(
        label="Von", help_text="Wer die Rolle bis dahin hat, behält sie bis zum Tag davor."
    )

    def __init__(self, *args, partners: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners


class OfferForm(RuleAtField):
    """What a site offers; its verbs are `Site.add_offer` and `Offer.revise`."""

    AT = {"offer_ends_after_start": "ends_on"}

    title = forms.CharField(label="Titel", max_length=120)
    kind = forms.ChoiceField(label="Art", choices=[("", "Bitte wählen"), *OfferKind.choices])
    rhythm = forms.CharField(
        label="Rhythmus", max_length=120, required=False, help_text="Zum Beispiel „jeden Dienstag“."
    )
    target_group = forms.CharField(label="Zielgruppe", max_length=120, required=False)
    starts_on = GermanDateField(label="Seit")
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

    def __init__(self, *args, sites: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sites"].queryset = sites

    def clean(self) -> dict:
        data = self.cleaned_data
        if data.get("ends_on") and data.get("starts_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", "Das Ende liegt vor dem Beginn.")
        return data


class CoverageEndForm(forms.Form):
    """The last day of a seat; its verb is `Coverage.end`."""

    ends_on = GermanDateField(label="Letzter Tag", help_text="Am Tag danach ist der Platz frei.")
    end_roles = forms.BooleanField(label="Auch die Rollen am Standort enden", required=False, initial=True)
    end_offers = forms.BooleanField(label="Auch die Angebote am Standort enden", required=False, initial=True)
