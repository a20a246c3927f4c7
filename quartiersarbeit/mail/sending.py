"""From the note to the mail server: in the worker alone, never inside a request."""

import logging
from datetime import date, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from partners.models import SentMail, User
from partners.models.mailing import MOST_ATTEMPTS, Told
from quartiersarbeit.ground.outgoing import WAITS, hand_over, is_bounce
from quartiersarbeit.mail.composing import Letter

log = logging.getLogger(__name__)

LOST_AFTER = timedelta(minutes=15)  # a mail that long without a task in the queue lost it when a worker died


def post(recipient: User, kind: str, day: date, told: Told, letter: Letter) -> SentMail | None:
    """Note the letter and queue it, both or neither; None where there has been one, or there is nobody to write to."""
    if not recipient.email or not recipient.is_active:
        return None
    with transaction.atomic():
        mail = SentMail.objects.put_down(
            recipient=recipient, kind=kind, day=day, told=told, **letter.content()
        )
        if mail:
            deliver.enqueue(mail.pk)
    return mail


@task()
def deliver(pk: int) -> str:
    """Give one noted mail to the mail server; answers what became of it.

    The row is held meanwhile, so that a second worker goes past it. A server that does not answer costs the
    worker EMAIL_TIMEOUT seconds and nobody a page; it is asked again after WAITS, at most MOST_ATTEMPTS times.
    """
    with transaction.atomic():
        rows = SentMail.objects.filter(pk=pk)
        mail = (
            rows.select_for_update(of=("self",), skip_locked=True)
            .waiting()
            .select_related("recipient")
            .first()
        )
        if mail is None:
            return "done already"
        trouble = hand_over(_written(mail))
        tried = {"attempts": F("attempts") + 1, "tried_at": Now()}
        if trouble is None:
            rows.update(sent_at=Now(), trouble="", **tried)
            return "sent"
        bounced = is_bounce(trouble)
        given_up = bounced or mail.attempts + 1 >= MOST_ATTEMPTS
        ended = {"given_up_at": Now(), "bounced": bounced} if given_up else {}
        rows.update(trouble=_told(trouble, bounced=bounced), **tried, **ended)
        log.warning("mail %s to person %s: attempt %s failed", mail.pk, mail.recipient_id, mail.attempts + 1)
        if not given_up:
            deliver.using(run_after=timezone.now() + WAITS[min(mail.attempts, len(WAITS) - 1)]).enqueue(pk)
        return "given up" if given_up else "later"


def queue_lost() -> int:
    """Queue again what waits although no task will send it: its worker was killed. How many it were."""
    before = timezone.now() - LOST_AFTER
    resting = SentMail.objects.waiting().filter(
        Q(tried_at=None) | Q(tried_at__lt=before), queued_at__lt=before
    )
    if not (waiting := set(resting.values_list("pk", flat=True))):
        return 0
    running = Q(status=TaskResultStatus.RUNNING, started_at__gte=before)
    tasks = DBTaskResult.objects.filter(
        Q(status=TaskResultStatus.READY) | running, task_path=deliver.module_path
    )
    lost = waiting - {pk for given in tasks.values_list("args_kwargs", flat=True) for pk in given["args"]}
    for pk in sorted(lost):
        deliver.enqueue(pk)
    return len(lost)


def _written(mail: SentMail) -> EmailMultiAlternatives:
    """The message as it was noted. Its Message-ID stays, so that a copy can be known as one."""
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        settings.DEFAULT_FROM_EMAIL,
        [mail.address],
        headers={
            "Message-ID": f"<quartiersarbeit-{mail.pk}@{settings.MAIL_DOMAIN}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: no automatic replies to this
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _told(trouble: Exception, *, bounced: bool) -> str:
    """What went wrong, in German, and after it in whatever words server or system put it."""
    said = "Der Mailserver antwortet nicht"
    if bounced:
        said = "Der Mailserver weist die Adresse ab"
    elif isinstance(trouble, SMTPException):
        said = "Der Mailserver nimmt die E-Mail nicht an"
    return f"{said} ({type(trouble).__name__}: {trouble})"[:300]
