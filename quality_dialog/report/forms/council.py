"""What people type for the session service of the council, and the upload of a Word template."""

from django import forms

from quality_dialog.report.council import FIELDS, OPTIONAL
from quality_dialog.report.models.council import Openness
from quartiersarbeit.ground.uploads import MAX_MEGABYTES, TOO_LARGE


class CouncilSheetForm(forms.Form):
    """What a council system asks beside the report itself."""

    product_group = forms.CharField(label="Produktgruppe", max_length=160)
    openness = forms.ChoiceField(label="Beratung", choices=Openness, widget=forms.RadioSelect)
    financial_effects = forms.CharField(
        label="Finanzielle Auswirkungen",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text="Auch „keine“ ist eine Angabe.",
    )


class WordTemplateForm(forms.Form):
    """A template with a place for each field."""

    name = forms.CharField(label="Name", max_length=120, help_text="Zum Beispiel „Vorlage der Stadt, 2026“.")
    file = forms.FileField(
        label="Datei",
        help_text=f"Ein Word-Dokument (.docx), höchstens {MAX_MEGABYTES} MB, mit Inhaltssteuerelementen oder "
        f"Formatvorlagen dieser Namen: {', '.join(field for field in FIELDS if field not in OPTIONAL)}. "
        f"Wenn Sie wollen auch: {', '.join(OPTIONAL)}.",
        widget=forms.FileInput({"accept": ".docx"}),
        max_length=200,
        error_messages={
            "required": "Bitte wählen Sie eine Datei.",
            "empty": "Diese Datei ist leer. Wählen Sie ein Word-Dokument mit Inhalt.",
        },
    )

    def __init__(self, *args, too_large: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE
