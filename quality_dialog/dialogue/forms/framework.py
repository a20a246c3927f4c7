"""What people type about frameworks: a version, its parts, and a file with all of them."""

from django import forms

from quality_dialog.dialogue.importing import MAX_BYTES, MAX_MEGABYTES
from quality_dialog.dialogue.models.framework import IndicatorKind
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.refusals import refuse

LONGEST_TEXT = 4000


class FrameworkForm(forms.Form):
    """A version of a framework; its verbs are `Framework.objects.build` and `Framework.revise`."""

    name = forms.CharField(
        label="Name", max_length=120, help_text="Zum Beispiel „Rahmenkonzept Seniorenarbeit“."
    )
    version = forms.CharField(label="Fassung", max_length=40, help_text="Zum Beispiel „2026“.")
    valid_from = GermanDateField(label="Gültig ab")
    description = forms.CharField(
        label="Beschreibung", widget=forms.Textarea, max_length=LONGEST_TEXT, required=False
    )
    is_example = forms.BooleanField(
        label="Nur ein Beispiel, nicht der Text der Stadt",
        required=False,
    )


class CopyForm(forms.Form):
    """What a copy is called; its verb is `Framework.copy`."""

    version = forms.CharField(label="Neue Fassung", max_length=40)
    valid_from = GermanDateField(label="Gültig ab")


class FieldOfActionForm(forms.Form):
    """A field of action."""

    code = forms.CharField(label="Kürzel", max_length=10, help_text="Zum Beispiel „H1“.")
    title = forms.CharField(label="Titel", max_length=160)


class CriterionForm(forms.Form):
    """A criterion with its guiding question."""

    code = forms.CharField(label="Kürzel", max_length=10, help_text="Zum Beispiel „1.1“.")
    guiding_question = forms.CharField(
        label="Leitfrage",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_TEXT,
        help_text="Eine Frage zum Nachdenken, keine Note.",
    )


class IndicatorForm(forms.Form):
    """An indicator: what is counted, and in which unit."""

    code = forms.CharField(label="Kürzel", max_length=10, help_text="Zum Beispiel „Z1“.")
    name = forms.CharField(label="Name", max_length=120)
    definition = forms.CharField(
        label="Definition",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_TEXT,
        required=False,
        help_text="Was wird gezählt, was nicht?",
    )
    unit = forms.CharField(label="Einheit", max_length=40, help_text="Zum Beispiel „Teilnahmen“.")
    kind = forms.ChoiceField(
        label="Art der Kennzahl",
        choices=[("", "noch nicht eingeordnet"), *IndicatorKind.choices],
        required=False,
        help_text="Einsatz: was hineingeht. Leistung: was getan wird. Ergebnis: was dabei herauskommt. "
        "Wirkung: was sich dadurch ändert.",
    )


class FrameworkImportForm(FrameworkForm):
    """A version of a framework from a file."""

    file = forms.FileField(
        label="Datei",
        help_text=f"XLSX, CSV oder JSON, höchstens {MAX_MEGABYTES} MB.",
        widget=forms.FileInput({"accept": ".xlsx,.csv,.tsv,.txt,.json"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            refuse("too_large", f"Die Datei ist zu groß. Möglich sind höchstens {MAX_MEGABYTES} MB.")
        return file


class CheckedImportForm(forms.Form):
    """What the dry run found good, signed, so that exactly that is stored."""

    checked = forms.CharField(widget=forms.HiddenInput)


class RemovalForm(forms.Form):
    """Nothing to fill in: removing is confirmed by a button."""
