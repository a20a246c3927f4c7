"""What the city types about proofs on request: the rule of a year, and the deadline of those drawn."""

from django import forms

from funding.rules import CENT
from quartiersarbeit.ground.fields import EuroFormField, GermanDateField


class SampleForm(forms.Form):
    """The rule and its seed; its verb is `ProofSampleQuerySet.announce`."""

    below = EuroFormField(
        label="Nachweis nur auf Verlangen unter",
        min_value=CENT,
        help_text="Für Zuweisungen, bei denen weniger bewilligt ist. Den Betrag legt die Stadt fest.",
    )
    percent = forms.IntegerField(
        label="Gezogen werden (Prozent)",
        min_value=1,
        max_value=100,
        help_text="Aufgerundet, mindestens einer.",
    )
    seed = forms.CharField(
        label="Startwert",
        max_length=80,
        help_text="Etwas, das niemand steuert und jeder nachlesen kann, zum Beispiel öffentlich gezogene Zahlen.",
    )
    fixed_on = GermanDateField(
        label="Stichtag",
        help_text="Aus wem gezogen wird, steht am Ende dieses Tages fest. Er liegt nach heute; gezogen wird danach.",
    )


class DrawForm(forms.Form):
    """Until when those drawn hand in; its verb is `ProofSample.draw`."""

    due_on = GermanDateField(
        label="Einzureichen bis", help_text="Für die Gezogenen. Eine spätere Frist, die schon steht, bleibt."
    )
