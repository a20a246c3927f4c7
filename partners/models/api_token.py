"""The token with which a person's own programs read (docs/api.md): programs cannot sign in."""

import hashlib
import secrets
from datetime import date

from django.db import models, transaction
from django.db.models.functions import Now

from partners.models.user import User
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.refusals import refuse

PREFIX = "qa_"  # by it, whoever looks for secrets in published files finds ours


class ApiTokenQuerySet(models.QuerySet):
    """The tokens of programs."""

    def visible_to(self, user):
        """One's own: what a token is good for is its owner's rights."""
        return self.filter(user=user.pk)

    def make(self, *, by: User) -> str:
        """A new token in place of an older one; answers it, once: only its SHA-256 is kept."""
        token = PREFIX + secrets.token_urlsafe(32)
        self.update_or_create(user=by, defaults={"sha256": _digest(token), "made_at": Now()})
        return token

    @transaction.atomic
    def revoke(self, *, by: User) -> None:
        """The token opens nothing any more; refuses where there is none (code `api_token_none`)."""
        if not self.filter(user=by).delete()[0]:
            refuse("api_token_none", "Sie haben kein Zugangswort, das sich zurückziehen ließe.")

    def owner(self, token: str, on: date) -> User | None:
        """Whose token it is, while they are here as ever; None for any other text.

        Whose account is locked, who speaks for nobody any more, and whose time is over reads nothing here: on the
        pages somebody looks on for a while, a program does not.
        """
        known = self.filter(sha256=_digest(token)).values("user")
        user = User.objects.speaking(on).filter(is_active=True, pk__in=known).first()
        return None if user is None or user.fading else user


@tracked(exclude=["sha256"])
class ApiToken(models.Model):
    """One person's token (Zugangswort für Programme); made anew, the old one opens nothing."""

    user = models.OneToOneField(User, models.CASCADE, related_name="api_token", verbose_name="Person")
    sha256 = models.CharField("Prüfsumme des Zugangsworts", max_length=64, unique=True)
    made_at = models.DateTimeField("Angelegt", db_default=Now())

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "Zugangswort für Programme"
        verbose_name_plural = "Zugangswörter für Programme"
        default_permissions = ()

    def __str__(self) -> str:
        return f"Zugangswort von {self.user}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
