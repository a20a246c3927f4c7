"""Every component in every state on one page: for those who build pages, and for the accessibility tests.

The data is made up and lives only here; nothing is read or written.
"""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quartiersarbeit.ground.columns import Badge, Column, Table
from quartiersarbeit.ground.drawings import Budget, Place, Seats
from quartiersarbeit.ground.fields import EuroFormField, GermanDateField
from quartiersarbeit.ground.listing import Listing

DAY = date(2021, 1, 26)
KINDS = [
    ("owner", "Wohnungsunternehmen"),
    ("provider", "Sozialer Dienstleister"),
    ("city", "Stadt Bielefeld"),
]
THEMES = [("Nähe", [("cafe", "Café"), ("visits", "Besuche")]), ("Hilfe", [("advice", "Beratung")])]


class Specimen(forms.Form):
    """One field of every kind the form pack draws."""

    name = forms.CharField(label="Name", help_text="So, wie er in Berichten stehen soll.")
    email = forms.EmailField(label="E-Mail-Adresse", required=False)
    amount = EuroFormField(
        label="Betrag", min_value=Decimal("0.01"), help_text="Ein Jahresbetrag ohne Nachweis."
    )
    begins_on = GermanDateField(label="Beginn")
    kind = forms.ChoiceField(label="Art", choices=[("", "Bitte wählen"), *KINDS])
    sites = forms.MultipleChoiceField(label="Standorte", choices=KINDS, required=False)
    note = forms.CharField(
        label="Begründung", widget=forms.Textarea, max_length=500, help_text="Zwei Sätze genügen."
    )
    document = forms.FileField(label="Unterschriebenes Dokument", help_text="PDF, höchstens 10 MB.")
    stance = forms.ChoiceField(
        label="Stellungnahme",
        choices=KINDS,
        widget=forms.RadioSelect,
        help_text="Schweigen gilt nicht als Zustimmung.",
    )
    offers = forms.MultipleChoiceField(label="Angebote", choices=THEMES, widget=forms.CheckboxSelectMultiple)
    password = forms.CharField(label="Passwort", widget=forms.PasswordInput)
    agreed = forms.BooleanField(
        label="Ich habe die Angaben geprüft.", help_text="Ohne Prüfung keine Freigabe."
    )
    origin = forms.CharField(widget=forms.HiddenInput, initial="komponenten", required=False)

    def clean(self) -> dict[str, Any]:
        if self.data.get("filled-email", self.data.get("wrong-email")) == "niemand":
            self.add_error(None, "Der Zeitraum überschneidet sich mit einer laufenden Vereinbarung.")
        return self.cleaned_data


class Entry(forms.Form):
    """One row of a formset."""

    partner = forms.CharField(label="Partner")
    signed_on = GermanDateField(label="Unterschrieben am", required=False)
    amount = EuroFormField(label="Betrag", required=False)


Entries = forms.formset_factory(Entry, extra=1, max_num=10)

FILLED = {
    "name": "AWO-Kreisverband Bielefeld",
    "email": "info@example.org",
    "amount": Decimal("8000.00"),
    "begins_on": DAY,
    "kind": "provider",
    "sites": ["owner", "city"],
    "note": "Der Standort hat im letzten Jahr gezeigt, dass Nachbarschaft trägt.",
    "stance": "provider",
    "offers": ["cafe", "advice"],
    "agreed": True,
}
STORED = SimpleNamespace(
    name="vereinbarungen/2021/Vereinbarung.pdf", url="vereinbarungen/2021/Vereinbarung.pdf"
)
WRONG = {
    "wrong-email": "niemand",
    "wrong-amount": "8,000.00",
    "wrong-begins_on": "31.02.2021",
    "wrong-offers": "?",
}


def components(request: HttpRequest) -> HttpResponse:
    """All components; reachable by address only, for signed-in people."""
    for level, text in (
        (messages.SUCCESS, "Die Vereinbarung ist gespeichert."),
        (messages.INFO, "Der Bericht wird gerade erstellt."),
        (messages.WARNING, "Die Vereinbarung endet in 30 Tagen."),
        (messages.ERROR, "Die Auszahlung wurde nicht freigegeben."),
    ):
        messages.add_message(request, level, text)
    return render(
        request,
        "components.html",
        {
            "title": "Komponenten",
            "crumbs": [
                ("Übersicht", "/"),
                ("Ein langer Name eines Standorts", "/standorte/"),
                ("Komponenten", ""),
            ],
            "empty_form": Specimen(prefix="empty"),
            "filled_form": Specimen(prefix="filled", initial={**FILLED, "document": STORED}),
            "wrong_form": Specimen(WRONG, prefix="wrong"),
            "disabled_form": _disabled(),
            "formset": Entries(
                prefix="rows", initial=[{"partner": "BGW", "signed_on": DAY, "amount": Decimal(8000)}]
            ),
            "wrong_formset": _wrong_entries("bad"),
            "wrong_rows": _wrong_entries("bad_rows"),
            "seats": Seats(_places(), DAY),
            "budget": _budget(planned=Decimal(20000)),
            "overplanned": _budget(planned=Decimal("32000.50")),
            "table": _table(),
            "listing": _listing(request),
            "tones": ("info", "success", "warning", "danger", "neutral"),
            "facts": [
                ("Name", "AWO-Kreisverband Bielefeld"),
                ("Status", Badge("in Kraft", "success")),
                ("Bericht", "Mitteilung 2021", "/berichte/1/"),
                ("Anschrift", "Musterstraße 1\n33602 Bielefeld"),
                ("Kündigung", None),
            ],
        },
    )


def _wrong_entries(prefix: str) -> forms.BaseFormSet:
    data = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "1", "0-partner": "", "0-amount": "NaN"}
    return Entries({f"{prefix}-{name}": value for name, value in data.items()}, prefix=prefix)


def _disabled() -> Specimen:
    form = Specimen(prefix="disabled", initial=FILLED)
    for field in form.fields.values():
        field.disabled = True
    return form


def _places() -> list[Place]:
    taken = [
        Place(f"Platz {n}", f"Projektstandort {n}", f"/standorte/{n}/", "BGW mit AWO-Kreisverband Bielefeld")
        for n in range(1, 8)
    ]
    return [*taken, *(Place(f"Platz {n}") for n in range(8, 11))]


def _budget(planned: Decimal) -> Budget:
    return Budget(
        title="Haushaltsjahr 2021",
        available=Decimal(80000),
        committed=Decimal(56000),
        paid=Decimal("28000.00"),
        planned=planned,
        on=DAY,
        url="/haushalt/2021/",
    )


def _table() -> Table:
    rows = [
        {
            "name": "Projektstandort 1",
            "amount": Decimal(8000),
            "on": DAY,
            "state": Badge("in Kraft", "success"),
        },
        {"name": "Projektstandort 2", "amount": None, "on": None, "state": Badge("im Entwurf")},
        {
            "name": "Projektstandort 3",
            "amount": Decimal("7999.5"),
            "on": DAY,
            "state": Badge("gekündigt", "danger"),
        },
    ]
    columns = [
        Column("name", "Standort", link=lambda row: "/standorte/1/"),
        Column("on", "Unterschrieben am", kind="date"),
        Column("amount", "Betrag", kind="euro"),
        Column("state", "Status", kind="badge"),
    ]
    return Table(columns, rows, "Zuweisungen an Standorte")


def _listing(request: HttpRequest) -> Listing:
    """A list of many pages over rows every database has; asked for page 3, sorted."""
    query = request.GET.copy()
    query.update({"seite": "3", "sort": "name"})
    columns = [
        Column("name", "Name", sort="name"),
        Column("codename", "Kürzel", sort="codename"),
        Column("pk", "Nummer"),
    ]
    return Listing(query, Permission.objects.all(), columns, "Rechte", per_page=2)
