"""The log of mails; its declared rules, and those of wishes, stand in test_declared."""

from datetime import date

import pytest

from partners.models.mailing import KEPT
from tests.constraints import DELETES, INSERTS, UPDATES, breaks, refusals
from tests.factories import MailRunFactory, SentMailFactory

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


def test_a_day_is_run_once():
    (found,) = refusals(MailRunFactory(), {}, INSERTS)
    assert found.endswith("Diesen Eintrag gibt es schon.")
