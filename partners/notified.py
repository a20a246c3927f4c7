"""Who was told of a record by mail: the part „Benachrichtigt“ of its page."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from partners.models import CALLED_BY, SentMail
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.columns import STATUS, Column, Table

SHOWN = 20  # on a record's page; the log has them all

RECIPIENT = Column("recipient", "Wem", sort=("recipient__last_name", "recipient__email"), width=28)
DAY = Column("day", "Am", sort="queued_at", kind="date")


def mail_page(mail: SentMail) -> str:
    """The page on which the mail can be read."""
    return address("mail_detail", mail.pk)


def notified(user, record: Model) -> Table | None:
    """The newest mails that named the record, for its page; None for whoever does not see everything.

    On the page: `{% include "kern/notified.html" %}`.
    """
    if not user.sees_everything:
        return None
    at = record.get_absolute_url()  # type: ignore[attr-defined]
    return notified_table(newest(SentMail.objects.visible_to(user), at))


def newest(rows: Any, at: Any) -> QuerySet:
    """The mails that named the record with this address, the newest first, with all the part tells of them."""
    told = ("subject", "day", "recipient", *(f"recipient__{name}" for name in CALLED_BY))
    return rows.about(at).with_status().select_related("recipient").only(*told)[:SHOWN]


def notified_table(rows: Iterable[SentMail]) -> Table:
    """The part of these mails."""
    subject = Column("subject", "E-Mail", link=mail_page, width=40)
    return Table([RECIPIENT, DAY, subject, STATUS], rows, "Benachrichtigt")
