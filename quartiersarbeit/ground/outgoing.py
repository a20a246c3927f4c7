"""Mail on its way out: never inside a request, but by the worker, which asks a silent server again.

`Queued` is the connection for a message that is written while somebody waits (a new password): it is put into the
queue with the rest of the request's work. What is noted in the log of mails (`quartiersarbeit.mail.sending`) uses the
same ways to hand over.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django_tasks import task

log = logging.getLogger(__name__)

WAITS = [timedelta(minutes=minutes) for minutes in (1, 10, 60, 240)]  # after each attempt that failed
PERMANENT = range(500, 600)  # SMTP's replies that will not change by asking again (RFC 5321, 4.2.1)


def hand_over(message: EmailMessage) -> Exception | None:
    """Give it to the mail server, which has EMAIL_TIMEOUT seconds for each reply; the trouble there was, or None."""
    message.connection = get_connection(timeout=settings.EMAIL_TIMEOUT)
    try:
        message.send()
    except Exception as trouble:  # whatever the server or the net says: it is noted and asked again
        return trouble
    return None


def is_bounce(trouble: Exception) -> bool:
    """Whether the server refused this address or this text for good; a refused sender or password is ours to mend."""
    if isinstance(trouble, SMTPRecipientsRefused):
        return all(code in PERMANENT for code, _ in trouble.recipients.values())
    return isinstance(trouble, SMTPDataError) and trouble.smtp_code in PERMANENT


class Queued(BaseEmailBackend):
    """A connection that leads into the queue."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Queue them; how many they were."""
        for message in messages:
            html = [content for content, kind in getattr(message, "alternatives", ()) if kind == "text/html"]
            send.enqueue(str(message.subject), str(message.body), "".join(html), message.to)
        return len(messages)


@task()
def send(subject: str, text: str, html: str, to: list[str], attempt: int = 1) -> str:
    """Send one queued message; what became of it. After the last of WAITS it is given up: who asked can ask again."""
    message = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, to)
    if html:
        message.attach_alternative(html, "text/html")
    trouble = hand_over(message)
    if trouble is None:
        return "sent"
    log.warning("attempt %s to send mail failed: %s", attempt, type(trouble).__name__)
    if is_bounce(trouble) or attempt > len(WAITS):
        return "given up"
    send.using(run_after=timezone.now() + WAITS[attempt - 1]).enqueue(subject, text, html, to, attempt + 1)
    return "later"
