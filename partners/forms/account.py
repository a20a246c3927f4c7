"""What somebody says of their own account: name, address, a new passkey; and who has forgotten a password."""

from allauth.account.forms import ResetPasswordForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from partners.models import User
from quartiersarbeit.ground.forms import FactsForm


class NameForm(FactsForm):
    """How one is called here."""

    MODEL = User
    FACTS = ("first_name", "last_name")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["last_name"].required = True


class AddressForm(forms.Form):
    """The new address, to which a link is sent."""

    email = forms.EmailField(
        label="Neue E-Mail-Adresse",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text="An diese Adresse geht ein Link. Bis Sie ihn öffnen, bleibt alles, wie es ist.",
    )


class PasskeyForm(AddWebAuthnForm):
    """allauth's, in the words of this house; it signs in without a password unless one says otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name, alone = self.fields["name"], self.fields["passwordless"]
        name.label = "Name"
        name.help_text = "Woran Sie ihn wiedererkennen, zum Beispiel „Diensttelefon“."
        name.max_length = 100
        alone.label, alone.initial = "Ohne Passwort anmelden", True
        alone.help_text = "Das Gerät fragt dann nach Fingerabdruck, Gesicht oder PIN."


class ForgottenPasswordForm(ResetPasswordForm):
    """allauth's, but only the address of the account counts: one somebody had before opens nothing."""

    def clean_email(self) -> str:
        """Whose account it is; of a stranger's address there is nobody, and that is said to nobody here."""
        email = self.cleaned_data["email"]
        self.users = list(User.objects.filter(email__iexact=email, is_active=True))
        return email
