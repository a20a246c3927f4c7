"""What people type about fiscal years: what one may give, how one is split and closed, the day it is shown as of."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django_filters import FilterSet

from funding.forms.allocation import FinancingForm
from funding.forms.filters import by_status
from funding.models import Allocation
from funding.models.fiscal_year import Place
from funding.rules import CENT, NOTHING, even_split
from funding.statuses import FiscalYearStatus
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.fields import EuroFormField, GermanDateField, total_of
from quartiersarbeit.ground.refusals import refuse


class AsOfForm(forms.Form):
    """The day the figures are as of (Stichtag)."""

    stichtag = GermanDateField(label="Stichtag")


class YearForm(forms.Form):
    """What a fiscal year may give, and the resolution it rests on."""

    appropriation = EuroFormField(
        label="Haushaltsansatz", min_value=CENT, help_text="Was der Haushalt dem Jahr gibt."
    )
    carry_over_received = EuroFormField(
        label="Ermächtigungsübertragung aus dem Vorjahr",
        min_value=0,
        required=False,
        help_text="Höchstens, was der Abschluss des Vorjahres übertragen hat.",
    )
    mandate = forms.ModelChoiceField(
        queryset=None,
        label="Beschlussgrundlage",
        empty_label="Bitte wählen",
        help_text="Ihr Jahresbetrag ist die Obergrenze für den Ansatz.",
    )

    def __init__(self, *args, mandates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mandate"].queryset = mandates

    def clean_carry_over_received(self) -> Decimal:
        """Nothing typed is nothing carried over."""
        return self.cleaned_data["carry_over_received"] or NOTHING


class NewYearForm(YearForm):
    year = forms.IntegerField(label="Haushaltsjahr", min_value=2000, max_value=2100)
    opened_on = GermanDateField(
        label="Eröffnet am",
        required=False,
        help_text="Nur für ein Jahr, das Sie nacherfassen: der Tag, ab dem sein Ansatz feststand. Leer heißt heute.",
    )
    field_order = ["year"]


class ClosingForm(forms.Form):
    """How much of the rest goes on into the next year."""

    carry_over = EuroFormField(
        label="Ins Folgejahr übertragen",
        min_value=0,
        help_text="Höchstens der Rest; 0, wenn nichts übertragen wird. Was nicht übertragen wird, verfällt.",
    )


class SplitForm(FinancingForm):
    """Money for many sites in one act: proposed evenly, each row to be changed or left empty; one type of financing.

    `cleaned_data` is what `FiscalYear.distribute` takes.
    """

    purpose = forms.CharField(
        label="Zweck",
        max_length=Allocation._meta.get_field("purpose").max_length,
        initial="Quartiersarbeit",
        help_text="Steht auch als Begründung in den Zuwendungsbescheiden.",
    )

    def __init__(
        self, *args, places: Sequence[Place], amount: Decimal, before: Mapping[int, Decimal], **kwargs
    ):
        """`before` is what was bound for each site (its key) the year before (euros)."""
        super().__init__(*args, **kwargs)
        self.places, self.before = places, before
        shares = even_split(amount, len(places)) if places else []
        for place, share in zip(places, shares, strict=True):
            self._add_row(place, share)

    def table(self) -> Table:
        """A line for every site with last year's amount, recipient and amount to be typed in."""
        columns = (
            Column("site", "Standort", lambda one: one.site.in_its_year()),
            Column("before", "im Vorjahr", lambda one: self.before.get(one.site.pk), kind="euro"),
            Column("recipient", "Empfänger", lambda one: self[f"recipient_{one.site.pk}"], kind="field"),
            Column("amount", "Betrag", lambda one: self[f"amount_{one.site.pk}"], kind="field"),
        )
        return Table(columns, self.places, "Mittel nach Standorten")

    @property
    def total(self) -> Decimal:
        """Σ of the amounts as they stand in the form (euros)."""
        return total_of(self, [f"amount_{one.site.pk}" for one in self.places])

    def _add_row(self, place: Place, share: Decimal) -> None:
        """Names of the fields carry the site, so that an error stands in its row."""
        known = {str(partner.pk): partner for partner in place.recipients}
        names = [(key, str(partner)) for key, partner in known.items()]
        recipient = forms.TypedChoiceField(
            label=f"{place.site}: Empfänger", choices=names, coerce=known.get, required=False
        )
        amount = EuroFormField(
            label=f"{place.site}: Betrag", min_value=CENT, required=False, initial=share or None
        )
        recipient.plain_label = amount.plain_label = True  # what may stay empty is said above
        self.fields |= {f"recipient_{place.site.pk}": recipient, f"amount_{place.site.pk}": amount}

    def clean(self) -> dict[str, Any]:
        """The rows with an amount; at least one."""
        data = super().clean()
        shares = []
        for site, _ in self.places:
            recipient, amount = data.get(f"recipient_{site.pk}"), data.get(f"amount_{site.pk}")
            if amount and not recipient:
                refusal = forms.ValidationError(f"Wählen Sie den Empfänger für {site}.", code="required")
                self.add_error(f"recipient_{site.pk}", refusal)
            elif amount:
                shares.append((site, recipient, amount))
        if not shares and not self.errors:
            refuse("nothing_shared", "Geben Sie für mindestens einen Standort einen Betrag ein.")
        financed = {name: data.get(name) for name in ("financing", "share")}
        return {"purpose": data.get("purpose", ""), "shares": shares, **financed}


class YearFilter(FilterSet):
    stand = by_status(FiscalYearStatus)
