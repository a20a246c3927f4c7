"""The whole history in one table, and the seals of its chain: written by the database and by `chain.seal` alone.

And the forms that were sent, so that none is stored twice (`sent_once.py`).
"""

from datetime import timedelta

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from partners.models import Partner, User
from quartiersarbeit.ground.events import kinds_for
from quartiersarbeit.ground.guards import differs, kept_while, written_once

SHA256 = 64  # letters


class HistorySeal(models.Model):
    """A link of the chain: seals the entries that had none, and the seal before."""

    number = models.PositiveBigIntegerField("Nummer", primary_key=True)
    entries = models.PositiveIntegerField("Einträge")
    content = models.CharField("Prüfsumme der Einträge", max_length=SHA256)
    before = models.CharField("Siegel davor", max_length=SHA256, blank=True)
    sha256 = models.CharField("Siegel", max_length=SHA256)
    sealed_at = models.DateTimeField("Gesiegelt")

    class Meta:
        verbose_name = "Siegel der Historie"
        verbose_name_plural = "Siegel der Historie"
        default_permissions = ()
        ordering = ["number"]
        triggers = [written_once("seal_kept", "Ein Siegel der Historie bleibt, wie es ist.")]

    def __str__(self) -> str:
        return f"Nr. {self.number}"


class HistoryEntryQuerySet(models.QuerySet):
    """Entries of the history."""

    def visible_to(self, user):
        """For the city all but what is a side's own matter; for partners what their own side has done."""
        if user.sees_everything:
            tables = kinds_for(user)
            public = self.filter(private=False)
            return public if tables is None else public.filter(event_table__in=tables)
        return self.filter(side=user.sees_for) if user.sees_for else self.none()

    def readable_by(self, user):
        """What may be told as having stood before: of partners' own matters only the own side's."""
        own = Q(private=False)
        return self.filter(own | Q(side=user.sees_for) if user.sees_for else own)

    def about(self, partner: Partner):
        """What concerns an organisation: records that name it or belong to one that does, and what its people did."""
        return self.filter(Q(partner=partner) | Q(side=partner))

    def newest_first(self):
        """As the history is read."""
        return self.order_by("-at", "-pk")

    def unsealed(self):
        """Those that no seal covers yet."""
        return self.filter(seal=None)


def _person(label: str, to=User) -> models.ForeignKey:
    """Without constraint and index of its own: an entry outlives whom it names."""
    return models.ForeignKey(
        to,
        models.DO_NOTHING,
        verbose_name=label,
        related_name="+",
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
    )


WRITTEN = (
    "event_table",
    "event_id",
    "record",
    "at",
    "author_id",
    "side_id",
    "partner_id",
    "private",
    "covers",
    "digest",
)


class HistoryEntry(models.Model):
    """One event of any table: where it stands, and the SHA-256 of what it said. Written by the triggers `noted`.

    `side` is the organisation whose person acted (none for the city), `partner` the one the record is about, `covers`
    names the columns of the event that `digest` covers: what gets another column later is still proven.
    """

    event_table = models.CharField("Tabelle", max_length=63)
    event_id = models.BigIntegerField("Ereignis")
    record = models.BigIntegerField("Eintrag")
    at = models.DateTimeField("Wann")
    author = _person("Wer")
    side = _person("Für wen", Partner)
    partner = _person("Organisation", Partner)
    private = models.BooleanField("Eigene Sache einer Seite")
    covers = models.TextField("Spalten")
    digest = models.BinaryField("Prüfsumme")
    seal = models.ForeignKey(
        HistorySeal,
        models.PROTECT,
        verbose_name="Siegel",
        related_name="covered",
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
    )

    objects = HistoryEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "Eintrag im Protokoll"
        verbose_name_plural = "Einträge im Protokoll"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["event_table", "event_id"],
                name="history_event_once",
                violation_error_message="Jedes Ereignis steht einmal in der Historie.",
            )
        ]
        indexes = [
            models.Index(F("at").desc(), F("id").desc(), condition=Q(private=False), name="history_newest"),
            models.Index(fields=["event_table", "record", "event_id"], name="history_record"),
            models.Index(fields=["author", "at"], condition=Q(author__isnull=False), name="history_author"),
            models.Index(
                fields=["partner", "at"], condition=Q(partner__isnull=False), name="history_partner"
            ),
            models.Index(fields=["side", "at"], condition=Q(side__isnull=False), name="history_side"),
            models.Index(fields=["id"], condition=Q(seal__isnull=True), name="history_unsealed"),
        ]
        triggers = [
            kept_while(
                "entry_kept",
                f"TG_OP = 'DELETE' OR OLD.seal_id IS NOT NULL OR {differs('id', *WRITTEN)}",
                "Ein Eintrag der Historie bleibt, wie er ist; er bekommt nur einmal sein Siegel.",
            )
        ]

    def __str__(self) -> str:
        return f"Eintrag in {self.event_table}"


class SentFormQuerySet(models.QuerySet):
    """Forms that were sent, by their keys."""

    def take(self, key: str, content: str) -> bool:
        """Whether this key is sent for the first time; waits for another transaction that has just taken it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO quartiersarbeit_sentform (key, content, location, said) VALUES (%s, %s, '', '[]')"
                " ON CONFLICT DO NOTHING",
                [key, content],
            )
            return bool(cursor.rowcount)

    def outdated(self):
        """Those that nobody sends again: the key has stood for SENT_FORM_DAYS."""
        return self.filter(sent_at__lt=timezone.now() - timedelta(days=settings.SENT_FORM_DAYS))


class SentForm(models.Model):
    """A form that was sent: check sums of whose it was and of what it said, and how it was answered."""

    key = models.CharField("Schlüssel", max_length=SHA256, primary_key=True)
    content = models.CharField("Prüfsumme des Inhalts", max_length=SHA256)
    location = models.TextField("Wohin die Antwort führte", blank=True)
    said = models.JSONField("Was die Antwort sagte", default=list)
    sent_at = models.DateTimeField("Abgesendet", db_default=Now())

    objects = SentFormQuerySet.as_manager()

    class Meta:
        verbose_name = "abgesendetes Formular"
        verbose_name_plural = "abgesendete Formulare"
        default_permissions = ()
        indexes = [models.Index(fields=["sent_at"], name="sent_form_at")]

    def __str__(self) -> str:
        return f"Formular {self.key[:8]}"
