"""Who was told of a record by mail: the part „Benachrichtigt“ of its page."""

from django.db.models import Model
from django.urls import reverse

from partners.models import SentMail
from quartiersarbeit.ground.columns import STATUS, Column, Table

SHOWN = 20  # on a record's page; the log has them all

RECIPIENT = Column("recipient", "Wem", sort=("recipient__last_name", "recipient__email"), width=28)
DAY = Column("day", "Am", sort="queued_at", kind="date")


def mail_page(mail: SentMail) -> str:
    """The page on which the mail can be read."""
    return reverse("mail_detail", args=[mail.pk])


def notified(user, record: Model) -> Table | None:
    """The newest mails that named the record, for its page; None for whoever does not see everything.

    On the page: `{% include "kern/notified.html" %}`.
    """
    if not user.sees_everything:
        return None
    address = record.get_absolute_url()  # type: ignore[attr-defined]
    rows = SentMail.objects.visible_to(user).about(address).with_status().select_related("recipient")
    subject = Column("subject", "E-Mail", link=mail_page, width=40)
    return Table([RECIPIENT, DAY, subject, STATUS], rows[:SHOWN], "Benachrichtigt")
