"""The form of a report's attachments."""

from django import forms

from quartiersarbeit.ground.refusals import denied
from quartiersarbeit.ground.uploads import MAX_MEGABYTES, TOO_LARGE


class AttachmentForm(forms.Form):
    """A file that goes with a report, by its title; `replacing` one, the file may stay as it is."""

    title = forms.CharField(
        label="Bezeichnung",
        max_length=120,
        required=False,
        help_text="So steht sie im Bericht, zum Beispiel „Rahmenkonzept Quartiersarbeit“. Leer heißt sie wie ihre "
        "Datei.",
    )
    file = forms.FileField(
        label="Datei",
        help_text=f"Ein PDF, höchstens {MAX_MEGABYTES} MB.",
        widget=forms.FileInput({"accept": "application/pdf", "data-names": "title"}),
        max_length=200,
        error_messages={
            "required": "Bitte wählen Sie eine Datei.",
            "empty": "Diese Datei ist leer. Wählen Sie ein PDF mit Inhalt.",
        },
    )

    def __init__(self, *args, too_large: bool = False, replacing: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        if replacing:
            self.fields["file"].label = "Andere Datei"
            self.fields["file"].required = False
            self.fields["title"].required = True
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE

    def clean_file(self):
        """A file that was dropped while it came in is missed here too, where none is required."""
        if self.too_large and not self.cleaned_data["file"]:
            raise denied("too_large", TOO_LARGE)
        return self.cleaned_data["file"]
