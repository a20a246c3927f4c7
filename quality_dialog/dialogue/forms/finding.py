"""What people type about findings: the wording, live in the meeting, the answer to it, why it is withdrawn."""

from django import forms
from django.utils.text import format_lazy

from quality_dialog.dialogue.models.finding import FindingKind
from quality_dialog.dialogue.models.statement import Stance
from quartiersarbeit.ground.forms import Offering
from quartiersarbeit.ground.plain import PlainTextField

LONGEST_WORDING = 5_000  # letters; a finding is read aloud in a committee
LONGEST_STATEMENT = 5_000

# In the meeting one letter and a colon say the kind: „h: Am Wochenende fehlt ein Treffpunkt.“
PREFIXES = {"s": FindingKind.STRENGTH, "h": FindingKind.NEED, "b": FindingKind.OBSERVATION}


class Read(forms.CharField):
    """The hash of the wording the form was opened with; what was tampered with fits no wording."""

    def __init__(self):
        super().__init__(widget=forms.HiddenInput, required=False, max_length=200)


class WordingForm(Offering):
    """The wording of a shared finding: only that may still change."""

    wording = PlainTextField(
        label="Wortlaut", limit=LONGEST_WORDING, widget=forms.Textarea(attrs={"rows": 6})
    )
    read = Read()


class FindingForm(WordingForm):
    """A draft: its kind, its criterion, its wording."""

    kind = forms.ChoiceField(label="Art", choices=FindingKind, widget=forms.RadioSelect)
    criterion = forms.ModelChoiceField(
        None, label="Kriterium", required=False, empty_label="kein bestimmtes Kriterium"
    )

    field_order = ["kind", "criterion", "wording", "read"]


class LiveFindingForm(forms.Form):
    """One field, filled in a meeting by keyboard alone: an optional letter for the kind, then the wording."""

    text = PlainTextField(
        label="Feststellung",
        limit=LONGEST_WORDING,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True, "data-live": True}),
        help_text=format_lazy(
            "Beginnen Sie mit {} Ohne Buchstaben wird es eine Beobachtung.",
            " · ".join(f"„{letter}:“ für {kind.label}" for letter, kind in PREFIXES.items()) + ".",
        ),
        error_messages={"required": "Schreiben Sie die Feststellung."},
    )

    def clean(self) -> dict:
        """Split what was typed into `kind` and `wording`; a letter with nothing behind it is no finding."""
        if "text" not in self.cleaned_data:
            return {}
        text = self.cleaned_data["text"]
        letter, colon, rest = text.partition(":")
        kind = PREFIXES.get(letter.strip().lower()) if colon else None
        wording = rest.strip() if kind else text
        if not wording:
            self.add_error(
                "text",
                forms.ValidationError("Schreiben Sie nach dem Buchstaben die Feststellung.", "required"),
            )
        return {"kind": kind or FindingKind.OBSERVATION, "wording": wording}


class StatementForm(forms.Form):
    """Where one stands to the wording as it was read, and why."""

    stance = forms.ChoiceField(
        label="Haltung",
        choices=Stance,
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie Ihre Haltung. Schweigen gilt nicht als Zustimmung."},
    )
    text = PlainTextField(
        label="Text",
        limit=LONGEST_STATEMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=(
            "Pflicht bei einer Anmerkung oder abweichenden Auffassung. Der Text steht neben der Feststellung, "
            "auch im Bericht an die Gremien."
        ),
    )
    text.plain_label = True  # type: ignore[attr-defined]  # its hint says when it must be there, „(optional)“ would contradict
    read = Read()


class WithdrawalForm(forms.Form):
    """Why a finding is taken back."""

    reason = PlainTextField(label="Grund", limit=1_000, widget=forms.Textarea(attrs={"rows": 3}))
