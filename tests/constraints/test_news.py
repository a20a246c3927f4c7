"""What the database keeps of news, whoever writes and however."""

from datetime import date

from django.utils import timezone

from partners.models import Notification
from tests import factories as f
from tests.constraints import INSERTS, UPDATES, breaks, refusals

KEPT = {"notification_kept: Eine Neuigkeit sagt, was geschehen ist. Sie ändert sich nicht."}


@breaks("partners_notification.notification_kept")
def test_what_was_told_never_changes(db):
    row, another = f.NotificationFactory(), f.UserFactory()
    forged = (
        {"recipient": another},
        {"kind": "paid"},
        {"text": "Etwas anderes."},
        {"address": "/berichte/"},
        {"on": date(2026, 1, 1)},
        {"by": another},
        {"told_at": timezone.now()},
    )
    assert [refusals(row, facts, UPDATES) for facts in forged] == [KEPT] * 7


@breaks("partners_notification.notification_kept")
def test_what_is_read_stays_read(db):
    row = f.NotificationFactory(read=True)
    assert refusals(row, {"read_at": None}, UPDATES) == KEPT
    assert refusals(f.NotificationFactory(), {"read_at": timezone.now()}, UPDATES) == {"done"}


def test_nobody_is_told_what_they_did_themselves(db):
    row = f.NotificationFactory()
    message = "notification_to_another: Niemandem wird mitgeteilt, was er oder sie selbst getan hat."
    assert refusals(row, {"by": row.recipient}, INSERTS) == {message}


def test_no_news_leads_out_of_the_house(db):
    row = f.NotificationFactory()
    outside = ("https://example.org/", "//example.org/", "/\\example.org/", "javascript:alert(1)", "")
    message = "notification_leads_inside: Eine Neuigkeit führt zu einer Seite dieser Anwendung."
    assert [refusals(row, {"address": address}, INSERTS) for address in outside] == [{message}] * 5
    assert refusals(row, {"address": "/"}, INSERTS) == {"done"}


def test_every_way_to_open_all_marks_only_what_is_unread(db):
    read = f.NotificationFactory(read=True)
    read.refresh_from_db()
    f.NotificationFactory(recipient=read.recipient)
    number = Notification.objects.visible_to(read.recipient).read()
    assert (number, Notification.objects.get(pk=read.pk).read_at) == (1, read.read_at)
