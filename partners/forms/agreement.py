"""What people type about agreements, and how agreements are narrowed down."""

from itertools import chain
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django_filters import ChoiceFilter, FilterSet

from partners.models import Agreement, Partner, Party, Sector
from partners.models.party import PartyRole
from partners.statuses import AgreementStatus
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.forms import FactsForm, Grouped, Offering, offer
from quartiersarbeit.ground.uploads import MAX_MEGABYTES, TOO_LARGE


class AgreementFilter(FilterSet):
    """Agreements by where they stand (annotation `status`), and by a sector one of their parties belongs to."""

    stand = ChoiceFilter(
        field_name="status", label="Stand", choices=AgreementStatus, empty_label="Alle Stände"
    )
    bereich = ChoiceFilter(
        label="Beteiligter Bereich", choices=Sector, empty_label="Alle Bereiche", method="by_sector"
    )

    def by_sector(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Exists(Party.objects.filter(agreement=OuterRef("pk"), partner__sector=value)))


class AgreementForm(Grouped, FactsForm):
    """The text of a draft; its parties stand in a `PartyFormSet` beside it."""

    MODEL = Agreement
    GROUPS = {
        "Vereinbarung": ("title", "mandate", "coordination_on"),
        "Laufzeit": ("starts_on", "ends_on", "notice_months"),
        "Qualitätsdialog": ("quality_dialogue", "framework_name"),
        "Weiteres": ("takes_sites", "note"),
    }
    FACTS = tuple(chain(*GROUPS.values()))

    def __init__(self, *args, **kwargs):
        amendment = getattr(kwargs.get("facts"), "amends_id", None) is not None
        super().__init__(*args, **kwargs)
        if not amendment:
            del self.fields["takes_sites"]
        self.fields["mandate"].empty_label = "Keine"
        self.fields[
            "coordination_on"
        ].help_text = "Leer: seit heute. Für frühere Vereinbarungen der wirkliche Tag."


class DraftForm(AgreementForm):
    """A new agreement whole, with the sites that get a seat under it; its verb is `draft_agreement`."""

    GROUPS = {
        **{legend: AgreementForm.GROUPS[legend] for legend in ("Vereinbarung", "Laufzeit")},
        "Standorte": ("sites",),
        **{legend: AgreementForm.GROUPS[legend] for legend in ("Qualitätsdialog", "Weiteres")},
    }
    FACTS = tuple(chain(*GROUPS.values()))

    sites = forms.ModelMultipleChoiceField(
        None,
        label="Standorte unter dieser Vereinbarung",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Jeder bekommt für die ganze Laufzeit einen freien Platz. Sie können sie auch später hinzufügen.",
    )

    def __init__(self, *args, sites: dict | None, **kwargs):
        super().__init__(*args, **kwargs)
        if sites is None:
            del self.fields["sites"]
        else:
            offer(self, "sites", **sites)


class PartyForm(Offering):
    """A party: who, in which role, in which place; a row without a partner is no party."""

    partner = forms.ModelChoiceField(None, label="Partner", required=False, empty_label="Niemand")
    role = forms.ChoiceField(
        label="Rolle", choices=[("", "Bitte wählen"), *PartyRole.choices], required=False
    )
    position = forms.IntegerField(label="Reihenfolge", min_value=1, max_value=99, required=False)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("partner") and not data.get("role") and "role" not in self.errors:
            self.add_error("role", "Bitte wählen Sie die Rolle.")
        return data


class BasePartyFormSet(forms.BaseFormSet):
    """The parties of an agreement, each partner once."""

    def clean(self) -> None:
        known: set[Partner] = set()
        for form in self.forms:
            if (partner := form.cleaned_data.get("partner") if form.is_valid() else None) is None:
                continue
            if partner in known:
                form.add_error("partner", "Dieser Partner ist schon Vertragspartei.")
            known.add(partner)

    def parties(self) -> list[dict]:
        """Partner, role and position of each, in the order typed; without a number, as they stand."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("partner")]
        return [
            {"partner": row["partner"], "role": row["role"], "position": row["position"] or number}
            for number, row in enumerate(rows, start=1)
        ]


PartyFormSet = forms.formset_factory(PartyForm, formset=BasePartyFormSet, extra=3, max_num=30)


class SendingForm(forms.Form):
    """The day an agreement went out for signature."""

    sent_on = GermanDateField(label="Versandt am")


class SignatureForm(Offering):
    """A party's signature."""

    party = forms.ModelChoiceField(None, label="Vertragspartei", empty_label="Bitte wählen")
    signatory = forms.CharField(
        label="Unterzeichnet durch",
        max_length=120,
        help_text="Name und Funktion, wie sie im Dokument stehen.",
    )
    signed_on = GermanDateField(label="Unterzeichnet am")


class TerminationForm(forms.Form):
    """A termination as it was declared."""

    terminated_on = GermanDateField(label="Gekündigt am", help_text="Der Tag, an dem sie erklärt wurde.")
    terminated_to = GermanDateField(label="Gekündigt zum", help_text="Der letzte Tag, an dem sie noch gilt.")
    reason = forms.CharField(label="Kündigungsgrund", widget=forms.Textarea, max_length=2000)
    short_notice = forms.BooleanField(
        label="Die Kündigungsfrist ist verkürzt", required=False, help_text="Nur, wenn alle damit leben."
    )
    end_roles = forms.BooleanField(
        label="Auch die Rollen an diesen Standorten enden", required=False, initial=True
    )
    end_offers = forms.BooleanField(
        label="Auch die Angebote an diesen Standorten enden", required=False, initial=True
    )


class DocumentForm(forms.Form):
    """The signed agreement as a file."""

    document = forms.FileField(
        label="Unterzeichnetes Dokument",
        help_text=f"PDF, höchstens {MAX_MEGABYTES} MB.",
        widget=forms.FileInput({"accept": "application/pdf"}),
    )

    def __init__(self, *args, too_large: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if too_large:
            self.fields["document"].error_messages["required"] = TOO_LARGE


class AmendmentForm(forms.Form):
    """What an amendment is called and when it begins; the rest is copied and can be edited after."""

    title = forms.CharField(label="Bezeichnung", max_length=200)
    starts_on = GermanDateField(label="Gilt ab")
    ends_on = GermanDateField(label="Gilt bis", required=False, help_text="Leer: unbefristet.")
    takes_sites = forms.BooleanField(
        label="Die Standorte gehen auf den Nachtrag über",
        required=False,
        help_text="Mit der letzten Unterschrift, ab dem Tag, an dem er beginnt, nie rückwirkend. Sonst bleiben sie "
        "unter der bisherigen Fassung, bis Sie sie übernehmen.",
    )
