"""The log of mails, and what people want of them."""

from datetime import date

import pytest
from django.utils import timezone

from partners.models.mailing import KEPT, Frequency
from tests.constraints import DELETES, INSERTS, UPDATES, breaks, refusals
from tests.factories import MailRunFactory, MailWishFactory, SentMailFactory

pytestmark = pytest.mark.django_db

KEPT = f"sent_mail_kept: {KEPT}"


@breaks("partners_sentmail.sent_mail_kept")
@pytest.mark.parametrize(
    "wrong",
    [
        {"day": date(2026, 3, 5)},
        {"subject": "Etwas anderes"},
        {"text": "Etwas anderes"},
        {"address": "jemand@example.org"},
        {"about": ["/vereinbarungen/7/"]},
        {"told": {"proof_submit-7-3-0@/": 2}},
        {"news": [7]},
    ],
    ids=str,
)
def test_what_was_written_never_changes_even_before_it_is_sent(wrong):
    assert refusals(SentMailFactory(), wrong, UPDATES) == {KEPT}


@pytest.mark.parametrize("ended", ["sent", "refused"])
def test_what_became_of_a_mail_stays(ended):
    mail = SentMailFactory(**{ended: True})
    assert refusals(mail, {"attempts": 2}, UPDATES) == {KEPT}


@breaks("partners_sentmail.sent_mail_kept_delete")
def test_the_log_is_never_deleted():
    assert refusals(SentMailFactory(), {}, DELETES) == {KEPT}


def test_one_mail_for_a_person_kind_and_day():
    mail = SentMailFactory()
    assert refusals(mail, {}, INSERTS) == {
        "sent_mail_once: Diese Benachrichtigung ist für den Tag schon vorgemerkt."
    }


def test_a_mail_is_not_both_sent_and_given_up():
    now = timezone.now()
    assert refusals(SentMailFactory(), {"sent_at": now, "given_up_at": now}, UPDATES) == {
        "sent_mail_ends_once: Eine Benachrichtigung ist entweder versandt oder nicht zustellbar."
    }


def test_what_was_refused_is_given_up():
    assert refusals(SentMailFactory(), {"bounced": True}, UPDATES) == {
        "sent_mail_bounced_is_given_up: Was abgewiesen wurde, ist nicht zustellbar."
    }


def test_one_wish_for_a_person_and_kind():
    assert refusals(MailWishFactory(), {}, INSERTS) == {"mail_wish_once: Dieser Wunsch ist schon erfasst."}


def test_daily_is_no_wish():
    assert refusals(MailWishFactory(), {"frequency": Frequency.DAILY}, UPDATES) == {
        "mail_wish_is_one: Ein Wunsch lautet „sofort“ oder „nie“."
    }


def test_a_day_is_run_once():
    (found,) = refusals(MailRunFactory(), {}, INSERTS)
    assert found.endswith("Diesen Eintrag gibt es schon.")
