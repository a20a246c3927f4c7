"""What is known of people, said beside the models: which field, of whom, what for, how long and on what basis.

Each app has a module `privacy.py` with `PERSONAL` and `NOT_PERSONAL`; `quartiersarbeit.privacy` reads them all. A field
that can hold something about a person (`can_be_personal`) and stands in neither fails a test. References to whoever
did something (`by`, `…_by`) are declared here, once for all models.

Legal bases are the city's example: its data protection officer confirms or replaces them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

PEOPLE = ("partners.User", "partners.Contact")  # whose data is told: accounts, and partners' people
NAMED = "?"  # no reference leads to the person: found where the text names them


@dataclass(frozen=True)
class Keep:
    """How long something is kept; `setting` names the months, `counted` in German from which day on."""

    code: str
    counted: str
    setting: str = ""

    @property
    def months(self) -> int | None:
        """The months; None where nothing here ends it."""
        return getattr(settings, self.setting) if self.setting else None

    @property
    def text(self) -> str:
        """In German."""
        return f"{self.months} Monate {self.counted}" if self.setting else self.counted


CONTACT = Keep("contact", "nach dem letzten Tag in der Funktion", "RETAIN_CONTACT_MONTHS")
ACCOUNT = Keep("account", "nach dem Tag, an dem das Konto gesperrt wurde", "RETAIN_ACCOUNT_MONTHS")
MAIL = Keep("mail", "nach dem Tag der E-Mail", "RETAIN_MAIL_MONTHS")
NEWS = Keep("news", "nach dem Tag der Mitteilung", "RETAIN_NEWS_MONTHS")
BARRIER = Keep("barrier", "nach der Antwort", "RETAIN_BARRIER_MONTHS")
RECORD = Keep("record", "so lange wie der Vorgang selbst [Aktenfrist der Stadt]")
SECURITY = Keep("security", "so viele Tage nach dem Eintrag, wie der Betrieb einstellt (SECURITY_LOG_DAYS)")
SESSION = Keep("session", "bis zur Abmeldung oder zum Ablauf der Sitzung")
QUEUE = Keep("queue", "drei Tage nach dem Versand")
SENT = Keep("sent", "so viele Tage nach dem Absenden, wie der Betrieb einstellt (SENT_FORM_DAYS)")
RIGHTS = Keep("rights", "bis es geändert oder das Konto anonymisiert wird")

# Real articles; what stands in brackets is the city's to fill in.
TASK = "Art. 6 Abs. 1 Buchst. e DSGVO (Aufgabe im öffentlichen Interesse) in Verbindung mit [Rechtsgrundlage]"
LAW = "Art. 6 Abs. 1 Buchst. c DSGVO (rechtliche Verpflichtung) in Verbindung mit [Haushaltsrecht der Stadt]"
SAFETY = "Art. 6 Abs. 1 Buchst. e in Verbindung mit Art. 32 DSGVO (Sicherheit der Verarbeitung)"


@dataclass(frozen=True)
class Personal:
    """Fields of a model that say something about a person.

    `model` is „app.Model“, `fields` their names in one string. `person` is the path from a row to the person: empty
    where the row is the person, NAMED where only a text names them. Of `hidden` ones (a password's hash) nobody is told
    more than that they are there.
    """

    model: str
    fields: str
    whose: str
    person: str
    purpose: str
    keep: Keep
    basis: str = TASK
    hidden: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names."""
        return tuple(self.fields.split())


@dataclass(frozen=True)
class NotPersonal:
    """Fields of a model that could hold something about a person and do not, with the reason."""

    model: str
    fields: str
    reason: str

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names."""
        return tuple(self.fields.split())


ACTED = "Wer etwas eingetragen, geprüft oder entschieden hat"
ACTED_FOR = "Nachweis, wer gehandelt hat: Vier-Augen-Prinzip und Prüfbarkeit"


def names_who_acted(field: models.Field) -> bool:
    """Whether a field is a reference to whoever did something: `by`, or ending in `_by`."""
    to_people = field.is_relation and field.related_model is not None
    return bool(
        to_people
        and field.related_model._meta.label == "partners.User"  # type: ignore[union-attr]
        and (field.name == "by" or field.name.endswith("_by"))
    )


def acted(known: Iterable[type[models.Model]]) -> Iterator[Personal]:
    """The declarations of whoever did something, of all these models; one a field, since each is a way to a person."""
    for model in known:
        for field in model._meta.local_fields:
            if names_who_acted(field):
                yield Personal(
                    model._meta.label, field.name, ACTED, field.name, ACTED_FOR, RECORD, f"{LAW}; {TASK}"
                )


def can_be_personal(field: models.Field) -> bool:
    """Whether a field can hold something about a person: free text, address, number, file, or a reference to one.

    A choice of a closed list and a check sum's length say nothing by themselves; a number or a day is one only beside
    a name, which is declared.
    """
    if field.is_relation:
        return field.related_model is not None and field.related_model._meta.label in PEOPLE  # type: ignore[union-attr]
    if field.choices:
        return False
    texts = (models.CharField, models.TextField, models.GenericIPAddressField)
    return isinstance(
        field, (*texts, models.FileField, models.BinaryField, models.JSONField, ArrayField, models.UUIDField)
    )
