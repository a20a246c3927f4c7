"""What people type about money: a plan for a site, a further notice, the day figures are asked for."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from funding.models import Allocation, Decision
from funding.models.allocation import LOWERING, DecisionKind
from funding.models.fiscal_year import Place
from funding.rules import CENT, NOTHING, even_split
from quartiersarbeit.ground import german
from quartiersarbeit.ground.fields import EuroFormField, GermanDateField


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
    """A fiscal year to be opened."""

    year = forms.IntegerField(label="Haushaltsjahr", min_value=2000, max_value=2100)
    field_order = ["year"]


class ClosingForm(forms.Form):
    """How much of the rest goes on into the next year."""

    carry_over = EuroFormField(
        label="Ins Folgejahr übertragen",
        min_value=0,
        help_text="Höchstens der Rest; 0, wenn nichts übertragen wird. Was nicht übertragen wird, verfällt.",
    )


class SplitForm(forms.Form):
    """Money for many sites in one act: proposed evenly, each row to be changed or left empty.

    `cleaned_data` is what `FiscalYear.distribute` takes.
    """

    purpose = forms.CharField(
        label="Zweck",
        max_length=Allocation._meta.get_field("purpose").max_length,
        initial="Quartiersarbeit",
        help_text="Steht auch als Begründung in den Zuwendungsbescheiden.",
    )

    def __init__(self, *args, places: Sequence[Place], amount: Decimal, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        shares = even_split(amount, len(places)) if places else []
        for place, share in zip(places, shares, strict=True):
            self._add_row(place, share)

    def _add_row(self, place: Place, share: Decimal) -> None:
        """Names of the fields carry the site, so that an error stands in its row."""
        known = {str(partner.pk): partner for partner in place.recipients}
        self.fields[f"recipient_{place.site.pk}"] = forms.TypedChoiceField(
            label="Empfänger",
            choices=[(key, str(partner)) for key, partner in known.items()],
            coerce=known.get,
            required=False,
        )
        self.fields[f"recipient_{place.site.pk}"].plain_label = True  # what may stay empty is said above
        self.fields[f"amount_{place.site.pk}"] = EuroFormField(
            label="Betrag", min_value=CENT, required=False, initial=share if share else None
        )
        self.fields[f"amount_{place.site.pk}"].plain_label = True

    def rows(self) -> list[tuple]:
        """Each site with its two fields, for the template."""
        return [
            (place.site.in_its_year(), [self[f"{name}_{place.site.pk}"] for name in ("recipient", "amount")])
            for place in self.places
        ]

    def clean(self) -> dict[str, Any]:
        """The rows with an amount; at least one."""
        data = super().clean()
        shares = []
        for site, _ in self.places:
            recipient, amount = data.get(f"recipient_{site.pk}"), data.get(f"amount_{site.pk}")
            if amount and not recipient:
                self.add_error(
                    f"recipient_{site.pk}",
                    forms.ValidationError(f"Wählen Sie den Empfänger für {site}.", code="required"),
                )
            elif amount:
                shares.append((site, recipient, amount))
        if not shares and not self.errors:
            raise forms.ValidationError(
                "Geben Sie für mindestens einen Standort einen Betrag ein.", code="nothing_shared"
            )
        return {"purpose": data.get("purpose", ""), "shares": shares}


class AllocationForm(forms.Form):
    """Money planned for a site: the allocation and the amount of its first grant."""

    site = forms.ModelChoiceField(
        queryset=None,
        label="Standort",
        empty_label="Bitte wählen",
        help_text="Freigegeben wird Geld nur für Standorte mit einem Platz unter einer Vereinbarung.",
    )
    recipient = forms.ModelChoiceField(queryset=None, label="Empfänger", empty_label="Bitte wählen")
    purpose = forms.CharField(
        label="Zweck",
        max_length=Allocation._meta.get_field("purpose").max_length,
        help_text="Steht auch als Begründung im Zuwendungsbescheid, zum Beispiel „Quartiersarbeit“.",
    )
    amount = EuroFormField(label="Betrag", min_value=CENT, help_text="Der Betrag für das ganze Jahr.")

    def __init__(self, *args, sites, recipients, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites
        self.fields["recipient"].queryset = recipients


KINDS_IN_WORDS = {
    DecisionKind.GRANT: "Zuwendung – das erste Geld",
    DecisionKind.INCREASE: "Erhöhung – es kommt Geld dazu",
    DecisionKind.REDUCTION: "Minderung – ein Teil wird zurückgenommen",
    DecisionKind.REVOCATION: "Widerruf – was noch nicht ausgezahlt ist, wird zurückgenommen",
}


class DecisionForm(forms.Form):
    """A notice on an allocation; the amount is typed without a sign, the kind gives it one.

    `first` says whether it is the allocation's first, `revocable` what a revocation takes away unless
    another amount is typed. The reason is asked for because a notice states its grounds (§ 39 VwVfG NRW).
    """

    kind = forms.ChoiceField(label="Art", widget=forms.RadioSelect)
    amount = EuroFormField(label="Betrag", min_value=CENT, required=False)
    reason = forms.CharField(
        label=Decision._meta.get_field("reason").verbose_name,
        widget=forms.Textarea,
        max_length=2000,
        help_text="Ein Bescheid nennt seine Gründe.",
    )

    def __init__(self, *args, first: bool, revocable: Decimal, **kwargs):
        super().__init__(*args, **kwargs)
        self.revocable = revocable
        kinds = [kind for kind in DecisionKind if (kind == DecisionKind.GRANT) == first]
        self.fields["kind"].choices = [(kind.value, KINDS_IN_WORDS[kind]) for kind in kinds]
        self.fields["kind"].initial = kinds[0].value
        self.fields["amount"].plain_label = True  # only a revocation goes without: said in the hint
        if not first:
            self.fields["amount"].help_text = (
                "Ohne Vorzeichen: Minderung und Widerruf ziehen ihn ab. Ein Widerruf ohne Betrag nimmt alles "
                f"zurück, was gebunden und noch nicht ausgezahlt ist: {german.euro(revocable)}."
            )

    def clean(self) -> dict[str, Any]:
        """The signed amount, as decisions keep it."""
        data = super().clean()
        amount, kind = data.get("amount"), data.get("kind")
        if kind == DecisionKind.REVOCATION and "amount" in data and amount is None and self.revocable:
            amount = self.revocable
        if "amount" in data and amount is None:
            text = self.fields["amount"].error_messages["required"]
            self.add_error("amount", forms.ValidationError(text, code="required"))
        elif amount is not None:
            data["amount"] = -amount if kind in LOWERING else amount
        return data


class ReallocationForm(forms.Form):
    """Money that moves from one allocation of a year to another."""

    source = forms.ModelChoiceField(queryset=None, label="Von", empty_label="Bitte wählen")
    target = forms.ModelChoiceField(queryset=None, label="Nach", empty_label="Bitte wählen")
    amount = EuroFormField(label="Betrag", min_value=CENT)
    reason = forms.CharField(
        label="Begründung",
        widget=forms.Textarea,
        max_length=2000,
        help_text="Steht in beiden Änderungsbescheiden.",
    )

    def __init__(self, *args, allocations, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("source", "target"):
            self.fields[name].queryset = allocations
            self.fields[name].label_from_instance = lambda one: (
                f"{one.site}, {one.recipient}: {german.euro(one.committed)} gebunden, "
                f"{german.euro(one.paid)} ausgezahlt"
            )


class WithdrawalForm(forms.Form):
    """Why a draft is taken back."""

    reason = forms.CharField(label="Grund", max_length=300, help_text="Steht im Protokoll der Änderungen.")
