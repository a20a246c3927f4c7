"""To which account an instalment goes: copied at release, so that a changed account redirects nothing unnoticed."""

from typing import Any

from django.db import models
from localflavor.generic.models import IBANField

from quartiersarbeit.ground import bank
from quartiersarbeit.ground.guards import raising

FREEZE_ACCOUNT = """
IF NEW.released_on IS NULL OR (TG_OP = 'UPDATE' AND OLD.released_on IS NOT NULL) THEN
  RETURN NEW;
END IF;
SELECT coalesce(nullif(NEW.recipient_name, ''), p.name), coalesce(nullif(NEW.recipient_iban, ''), p.iban),
       CASE NEW.recipient_iban WHEN '' THEN p.account_holder ELSE NEW.account_holder END
  INTO NEW.recipient_name, NEW.recipient_iban, NEW.account_holder
  FROM funding_allocation a JOIN partners_partner p ON p.id = a.recipient_id WHERE a.id = NEW.allocation_id;
IF NEW.paper_on IS NOT NULL THEN
  NEW.recipient_iban := ''; NEW.account_holder := '';  -- where it went then, nobody knows; nothing goes there now
  RETURN NEW;
END IF;
IF NOT funding_iban_valid(NEW.recipient_iban) THEN
  {refuse}
END IF;
RETURN NEW;
""".replace(
    "{refuse}",
    raising(
        "disbursement_recipient_account",
        "Der Empfänger hat keine gültige IBAN. Tragen Sie sie beim Kooperationspartner ein.",
    ),
)


class ToAccount(models.Model):
    """The account of a release; empty before."""

    recipient_name = models.CharField("Empfänger bei Freigabe", max_length=200, blank=True, editable=False)
    recipient_iban = IBANField("IBAN bei Freigabe", blank=True, editable=False)
    account_holder = models.CharField(
        "Kontoinhaber bei Freigabe",
        max_length=bank.NAME_LENGTH,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    allocation: Any
    amount: Any

    class Meta:
        abstract = True

    @property
    def payee(self) -> str:
        """How much goes to whom and where: the account released, before that the one known now."""
        recipient = self.allocation.recipient
        name, iban = self.recipient_name or recipient.name, self.recipient_iban or recipient.iban
        return f"{self.amount:.2f};{iban};{name};{self.holder}"

    @property
    def holder(self) -> str:
        """Whose account it is, as the bank knows it: what was released, before that what is known now."""
        if self.recipient_iban:
            return self.account_holder or self.recipient_name
        return self.allocation.recipient.holder

    def account_changed(self) -> bool:
        """Whether the recipient's name or account is another one now than when this was released."""
        now = self.allocation.recipient
        known = (self.recipient_name, self.recipient_iban, self.account_holder)
        return bool(self.recipient_iban) and known != (now.name, now.iban, now.account_holder)
