"""From the note to the mail server: in the worker alone, never inside a request."""

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks import task

from partners.models import SentMail, User
from partners.models.mailing import MOST_ATTEMPTS
from quartiersarbeit.mail.composing import Letter

log = logging.getLogger(__name__)

WAITS = [timedelta(minutes=minutes) for minutes in (1, 10, 60, 240)]  # after each attempt that failed
PERMANENT = range(500, 600)  # SMTP's replies that will not change by asking again (RFC 5321, 4.2.1)


def post(recipient: User, kind: str, day, letter: Letter) -> SentMail | None:
    """Note the letter and queue it, both or neither; None where there has been one, or there is nobody to write to."""
    if not recipient.email or not recipient.is_active:
        return None
    with transaction.atomic():
        mail = SentMail.objects.put_down(recipient=recipient, kind=kind, day=day, **letter.content())
        if mail:
            deliver.enqueue(mail.pk)
    return mail


@task()
def deliver(pk: int) -> str:
    """Give one noted mail to the mail server; answers what became of it.

    The row is held meanwhile, so that a second worker finds it sent. A server that does not answer costs the
    worker EMAIL_TIMEOUT seconds and nobody a page; it is asked again after WAITS, at most MOST_ATTEMPTS times.
    """
    with transaction.atomic():
        mail = SentMail.objects.select_for_update(skip_locked=True).waiting().filter(pk=pk).first()
        if mail is None:
            return "done already"
        trouble = _hand_over(mail)
        rows = SentMail.objects.filter(pk=pk)
        if trouble is None:
            rows.update(attempts=F("attempts") + 1, sent_at=Now(), trouble="")
            return "sent"
        permanent = _is_permanent(trouble) or mail.attempts + 1 >= MOST_ATTEMPTS
        rows.update(
            attempts=F("attempts") + 1,
            trouble=f"{type(trouble).__name__}: {trouble}"[:300],
            **({"given_up_at": Now()} if permanent else {}),
        )
        log.warning("mail %s to person %s: attempt %s failed", mail.pk, mail.recipient_id, mail.attempts + 1)
        if not permanent:
            later = timezone.now() + WAITS[min(mail.attempts, len(WAITS) - 1)]
            deliver.using(run_after=later).enqueue(pk)
        return "given up" if permanent else "later"


def _hand_over(mail: SentMail) -> Exception | None:
    """Send it; the trouble there was, or None. Its Message-ID stays, so that a copy can be known as one."""
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        settings.DEFAULT_FROM_EMAIL,
        [mail.recipient.email],
        headers={
            "Message-ID": f"<quartiersarbeit-{mail.pk}@{settings.MAIL_DOMAIN}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: no automatic replies to this
        },
        connection=get_connection(timeout=settings.EMAIL_TIMEOUT),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except Exception as trouble:  # whatever the server or the net says: it is noted and asked again
        return trouble
    return None


def _is_permanent(trouble: Exception) -> bool:
    if isinstance(trouble, SMTPRecipientsRefused):
        return all(code in PERMANENT for code, _ in trouble.recipients.values())
    return isinstance(trouble, SMTPResponseException) and trouble.smtp_code in PERMANENT
