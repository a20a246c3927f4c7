"""Who is away and who stands in, and who takes over from somebody who leaves."""

from django import forms

from partners.models import Absence, User
from quartiersarbeit.ground.forms import FactsForm


class AbsenceForm(FactsForm):
    """From when until when, and by whom; Verwaltung says besides, for whom."""

    MODEL = Absence
    FACTS = ("person", "deputy", "starts_on", "ends_on")

    person = forms.ModelChoiceField(User.objects.none(), label="Abwesende Person", empty_label="Bitte wählen")
    deputy = forms.ModelChoiceField(
        User.objects.none(),
        label="Vertretung",
        empty_label="Bitte wählen",
        help_text="Wer vertritt, sieht und tut, was die Rolle der abwesenden Person erlaubt.",
    )

    def __init__(self, *args, user: User, for_others: bool, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True)
        own_side = people.filter(partner=user.partner_id).exclude(pk=user.pk)
        self.fields["deputy"].queryset = people if for_others else own_side
        if for_others:
            self.fields["person"].queryset = people
            self.fields["person"].initial = user
        else:
            del self.fields["person"]


class DepartureForm(forms.Form):
    """Who takes over what waits for this person alone."""

    successor = forms.ModelChoiceField(
        User.objects.none(),
        label="Wer übernimmt",
        required=False,
        empty_label="niemand",
        help_text="Nötig, wenn oben Aufgaben stehen, die nur auf diesen Namen lauten.",
    )

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        same_side = User.objects.filter(is_active=True).of_side(person.partner_id)
        self.fields["successor"].queryset = same_side.exclude(pk=person.pk)
