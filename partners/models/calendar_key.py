"""The key that opens one person's calendar of duties from outside: calendars cannot sign in."""

import hashlib
import secrets
from datetime import date

from django.db import models
from django.db.models.functions import Now

from partners.models.user import User


class CalendarKeyQuerySet(models.QuerySet):
    """The keys of calendars."""

    def visible_to(self, user):
        """One's own: a key opens one person's duties, whoever sees everything too."""
        return self.filter(user=user.pk)

    def renew(self, user: User) -> str:
        """A new key in place of an older one; answers it, once: only its SHA-256 is kept."""
        key = secrets.token_urlsafe(32)
        self.update_or_create(user=user, defaults={"sha256": _digest(key), "made_at": Now()})
        return key

    def owner(self, key: str, on: date) -> User | None:
        """Whose key it is, while they may sign in and speak for somebody; None for any other text."""
        known = self.filter(sha256=_digest(key)).values("user")
        return User.objects.speaking(on).filter(is_active=True, pk__in=known).first()


class CalendarKey(models.Model):
    """One person's key (Kalenderschlüssel); renewed, the old one opens nothing."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_key", verbose_name="Person")
    sha256 = models.CharField("Prüfsumme des Schlüssels", max_length=64, unique=True)
    made_at = models.DateTimeField("Angelegt", db_default=Now())

    objects = CalendarKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "Kalenderschlüssel"
        verbose_name_plural = "Kalenderschlüssel"
        default_permissions = ()

    def __str__(self) -> str:
        return f"Kalenderschlüssel von {self.user}"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
