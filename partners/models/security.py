"""The security log: who came in, who was kept out, whose rights changed, and who took what away as a file."""

from datetime import date

from django.db import connection, models
from django.db.models import Q

from partners.models.user import User
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.guards import written_once
from quartiersarbeit.ground.refusals import refuse

KEPT = (
    "Das Sicherheitsprotokoll wird nicht geändert; ältere Zeilen entfernt der Betrieb nach Ablauf der Frist."
)
GUARD = "security_entry_kept"


class SecurityKind(models.TextChoices):
    """What a line of the log is about."""

    SIGN_IN = "sign_in", "Anmeldung"
    SIGN_IN_FAILED = "sign_in_failed", "Anmeldung fehlgeschlagen"
    LOCKED_OUT = "locked_out", "Anmeldung gesperrt"
    SIGN_OUT = "sign_out", "Abmeldung"
    FACTOR_ADDED = "factor_added", "Zweiter Faktor eingerichtet"
    FACTOR_REMOVED = "factor_removed", "Zweiter Faktor entfernt"
    FACTOR_RENEWED = "factor_renewed", "Zweiter Faktor erneuert"
    FACTOR_USED = "factor_used", "Zweiter Faktor benutzt"
    FACTOR_FAILED = "factor_failed", "Zweiter Faktor falsch"
    PASSWORD_CHANGED = "password_changed", "Passwort geändert"
    PASSWORD_RESET = "password_reset", "Passwort zurückgesetzt"
    RIGHTS_CHANGED = "rights_changed", "Rechte geändert"
    EXPORTED = "exported", "Liste als Datei"
    DOWNLOADED = "downloaded", "Datei abgerufen"
    REFUSED = "refused", "Zugriff verweigert"
    TOKEN_MADE = "token_made", "Zugangswort für Programme angelegt"
    TOKEN_REVOKED = "token_revoked", "Zugangswort für Programme zurückgezogen"
    TOKEN_USED = "token_used", "Programm hat gelesen (erste Abfrage des Tages)"
    TOKEN_REFUSED = "token_refused", "Zugangswort für Programme ungültig"
    TOO_MANY = "too_many", "Zu viele Abfragen eines Programms"
    SHORTENED = "shortened", "Protokoll gekürzt"


class SecurityEntryQuerySet(models.QuerySet):
    """The lines of the log."""

    def visible_to(self, user):
        """All for whoever may read the log, else what oneself did."""
        return self if user.has_perm("partners.view_securityentry") else self.filter(person=user.pk)

    def shorten(self, *, before: date) -> int:
        """Remove what was written before that day, within a transaction; answers how many lines.

        Only the tables' owner can: the guard is lifted for this one statement, which the app's role may not do.
        Code `security_log_owner` for anybody else.
        """
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = %s::regclass",
                [table],
            )
            if not cursor.fetchone()[0]:
                refuse(
                    "security_log_owner",
                    "Kürzen kann das Sicherheitsprotokoll nur, wem die Tabellen gehören.",
                )
            cursor.execute(
                f"SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname ~ '{GUARD}'", [table]
            )
            (guard,) = cursor.fetchone()
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
            removed, _ = self.filter(at__date__lt=before).delete()
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {guard}")
        return removed


class SecurityEntry(models.Model):
    """One line (Zeile des Sicherheitsprotokolls): what happened, by whom, from where – and nothing of the content.

    It stands in no history: it is one. It names people by their keys without binding them, so that the log never
    decides whether an account may be deleted.
    """

    at = models.DateTimeField("Zeitpunkt", db_index=True)
    kind = models.CharField("Vorgang", max_length=20, choices=SecurityKind)
    person = models.ForeignKey(
        User,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name="Person",
    )
    about = models.ForeignKey(
        User,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name="Betroffene Person",
    )
    address = models.GenericIPAddressField("Adresse", null=True, blank=True)
    request_id = models.CharField("Anfrage", max_length=64, blank=True)
    path = models.CharField("Seite", max_length=200, blank=True)
    detail = models.CharField("Näheres", max_length=200, blank=True)

    objects = SecurityEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "Zeile des Sicherheitsprotokolls"
        verbose_name_plural = "Sicherheitsprotokoll"
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            CheckConstraint(
                name="security_entry_kind",
                field="kind",
                condition=Q(kind__in=SecurityKind.values),
                violation_error_message="Diesen Vorgang kennt das Sicherheitsprotokoll nicht.",
            ),
        ]
        triggers = [written_once(GUARD, KEPT)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%d.%m.%Y %H:%M}"
