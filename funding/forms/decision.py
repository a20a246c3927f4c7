"""What people type about decisions: a further notice, why a draft is taken back."""

from decimal import Decimal
from typing import Any

from django import forms

from funding.models.allocation import LOWERING, DecisionKind
from funding.models.decision import Decision
from funding.rules import CENT
from quartiersarbeit.ground import german
from quartiersarbeit.ground.fields import EuroFormField

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


class ReturnForm(forms.Form):
    """Why a draft goes back to whoever drafted it."""

    reason = forms.CharField(
        label="Grund",
        widget=forms.Textarea,
        max_length=2000,
        help_text="Was soll sich ändern? Wer den Entwurf geschrieben hat, liest das.",
    )


class WithdrawalForm(forms.Form):
    """Why a draft is taken back."""

    reason = forms.CharField(label="Grund", max_length=300, help_text="Steht im Protokoll der Änderungen.")
