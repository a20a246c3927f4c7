"""What people type about a year of quality dialogue: its beginning, its deadlines, its sites and participants."""

from collections.abc import Iterable

from django import forms
from django.db.models import QuerySet

from partners.models import Partner
from quality_dialog.dialogue.models import Framework
from quartiersarbeit.ground.fields import GermanDateField
from quartiersarbeit.ground.forms import Grouped, Offering, ReasonForm
from sites.models import Assignment, Site

LONGEST_TEXT = 4000
YEAR_ERRORS = {
    "required": "Bitte geben Sie ein Jahr ein, zum Beispiel 2026.",
    "invalid": "Bitte geben Sie ein Jahr mit vier Ziffern ein, zum Beispiel 2026.",
    "min_value": "Bitte geben Sie ein Jahr zwischen 2000 und 2100 ein.",
    "max_value": "Bitte geben Sie ein Jahr zwischen 2000 und 2100 ein.",
}


class CycleForm(forms.Form):
    """Focus topics and deadlines; its verb is `Cycle.revise`."""

    focus_topics = forms.CharField(
        label="Schwerpunkte",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_TEXT,
        required=False,
        help_text="Worüber dieses Jahr besonders gesprochen wird.",
    )
    assessment_due_on = GermanDateField(
        label="Selbsteinschätzung bis",
        required=False,
        help_text="Eine Frist erinnert. Sie schließt niemanden aus, auch wenn sie vorbei ist.",
    )
    meetings_due_on = GermanDateField(label="Dialoggespräche bis", required=False)
    report_due_on = GermanDateField(
        label="Bericht bis",
        required=False,
        help_text="Im zweiten Halbjahr: Dann berichten Sie Seniorenrat und Ausschuss.",
    )

    reason = forms.CharField(
        label="Grund, wenn sich eine Frist ändert",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
        help_text="Er steht auf der Seite des Jahres neben der bisherigen Frist.",
    )


class YearForm(ReasonForm):
    """The right year and its deadlines."""

    year = forms.IntegerField(label="Jahr", min_value=2000, max_value=2100, error_messages=YEAR_ERRORS)
    assessment_due_on = GermanDateField(label="Selbsteinschätzung bis", required=False)
    meetings_due_on = GermanDateField(label="Dialoggespräche bis", required=False)
    report_due_on = GermanDateField(label="Bericht bis", required=False)
    field_order = ("year", "assessment_due_on", "meetings_due_on", "report_due_on", "reason")


class ParticipationsField(forms.MultipleChoiceField):
    """Who takes part where: boxes under each site's name; gives pairs of a site's and a partner's id."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value) -> list[tuple[int, int]]:
        pairs = [choice.split("-") for choice in super().clean(value)]
        return [(int(site), int(partner)) for site, partner in pairs]


def proposed_participations(sites: Iterable[Site], year: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """Per site the partners with a role there on any day of the year, as the choices of `ParticipationsField`."""
    at: dict[int, dict[str, str]] = {}
    running = Assignment.objects.of_year(year).filter(site__in=sites).select_related("partner")
    for role in running.order_by("partner", "pk"):
        at.setdefault(role.site_id, {})[f"{role.site_id}-{role.partner_id}"] = str(role.partner)
    return [(site.in_its_year(), list(at[site.pk].items())) for site in sites if site.pk in at]


class SitesOfYear(forms.ModelMultipleChoiceField):
    """The sites of a year, each with the days on which it is one, where that is not the whole year."""

    def label_from_instance(self, site: Site) -> str:
        return site.in_its_year()


class CycleStartForm(Grouped, CycleForm):
    """A new year; its verb is `carrying_over.open_cycle`."""

    reason = None  # no deadline has stood yet
    year = forms.IntegerField(label="Jahr", min_value=2000, max_value=2100, error_messages=YEAR_ERRORS)
    framework = forms.ModelChoiceField(
        Framework.objects.none(),
        label="Rahmenkonzept",
        empty_label="Bitte wählen",
        help_text="Mit der Eröffnung ist diese Fassung gesperrt.",
    )
    sites = SitesOfYear(
        Site.objects.none(),
        label="Standorte",
        widget=forms.CheckboxSelectMultiple,
        help_text="Vorgeschlagen sind alle Standorte, die in dem Jahr an mindestens einem Tag einen Platz haben.",
        error_messages={
            "invalid_choice": "In dem gewählten Jahr hat nicht jeder dieser Standorte einen Platz. Hier stehen die "
            "Standorte des Jahres."
        },
    )
    participations = ParticipationsField(
        label="Beteiligte Partner",
        required=False,
        help_text="Vorgeschlagen ist, wer in dem Jahr eine Rolle am Standort hat. Die Stadt ist immer beteiligt.",
    )
    GROUPS = {
        "Qualitätsdialog": ("year", "framework", "focus_topics"),
        "Fristen": ("assessment_due_on", "meetings_due_on", "report_due_on"),
        "Beteiligte": ("sites", "participations"),
    }
    field_order = ["year", "framework", "focus_topics"]  # as the error summary has it

    def __init__(self, *args, frameworks: QuerySet, sites: QuerySet, year: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["framework"].queryset = frameworks
        self.fields["sites"].queryset = sites
        self.fields["sites"].initial = [site.pk for site in sites]
        choices = proposed_participations(sites, year)
        self.fields["participations"].choices = choices
        self.fields["participations"].initial = [key for _, of_site in choices for key, _ in of_site]


class PartnersForm(Offering):
    """Which of these partners take part."""

    partners = forms.ModelMultipleChoiceField(
        Partner.objects.none(),
        label="Beteiligte Partner",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Die Stadt ist immer beteiligt.",
    )


class DialogueForm(PartnersForm):
    """One more site in a year; its verb is `carrying_over.add_dialogue`."""

    site = forms.ModelChoiceField(Site.objects.none(), label="Standort", empty_label="Bitte wählen")
    field_order = ["site", "partners"]


class ParticipantsForm(PartnersForm):
    """Who takes part in a dialogue; its verb is `removing.set_participants`."""

    reason = forms.CharField(
        label="Grund der Änderung", max_length=250, help_text="Er steht im Protokoll der Änderungen."
    )


class DialogueRemovalForm(forms.Form):
    """Why a dialogue is taken back; its verb is `removing.remove_dialogue`."""

    reason = forms.CharField(label="Grund", max_length=250, help_text="Er steht im Protokoll der Änderungen.")
