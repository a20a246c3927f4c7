"""Whom one invites to an account, and what the invited person says."""

from django import forms
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from partners.models import AccountInvitation, Partner, User
from quartiersarbeit.ground.forms import FactsForm

NEW = forms.PasswordInput({"autocomplete": "new-password"})


class InvitationForm(FactsForm):
    """To which address, and what the person will be here."""

    MODEL = AccountInvitation
    FACTS = ("email", "role", "partner")

    role = forms.ModelChoiceField(Group.objects.none(), label="Rolle", empty_label="Bitte wählen")
    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label="Organisation",
        required=False,
        empty_label="keine (Stadt oder Gremium)",
        help_text="Nur für die Rolle Partner.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Group.objects.order_by("name")
        self.fields["partner"].queryset = Partner.objects.filter(deactivated_on=None)


class AcceptForm(forms.Form):
    """Name and password; without a password a passkey is set up next."""

    first_name = forms.CharField(label="Vorname", max_length=150)
    last_name = forms.CharField(label="Nachname", max_length=150)
    password = forms.CharField(
        label="Passwort",
        required=False,
        strip=False,
        widget=NEW,
        help_text="Leer lassen, wenn Sie sich mit einem Passkey anmelden möchten. Den legen Sie danach an.",
    )
    again = forms.CharField(label="Passwort noch einmal", required=False, strip=False, widget=NEW)

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict:
        """The facts for the verb: a good password, twice the same, or none."""
        given = super().clean() or {}
        password, again = given.get("password", ""), given.pop("again", "")
        if password != again:
            self.add_error(
                "again", "Die beiden Passwörter sind verschieden. Bitte geben Sie zweimal dasselbe ein."
            )
        elif password:
            names = {name: given.get(name, "") for name in ("first_name", "last_name")}
            try:
                validate_password(password, User(email=self.email, **names))
            except ValidationError as error:
                self.add_error("password", error)
        return given
