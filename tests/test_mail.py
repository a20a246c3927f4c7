"""Mail on its way: written well, sent by a worker, refused, lost and found, noted, and only what somebody wants."""

import re
import socket
import threading
import time
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from datetime import time as clock
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connections
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from partners.models import MailWish, SentMail
from partners.models.mailing import DIGEST, MOST_ATTEMPTS, Told
from quartiersarbeit.duties import duties, kinds, news_kinds
from quartiersarbeit.mail import composing, reminding, sending
from quartiersarbeit.management.commands import worker as commands
from tests.asking import code_of, counted, queries, text_of, told
from tests.constraints import sql
from tests.factories import (
    AgreementFactory,
    CycleFactory,
    DialogueFactory,
    FindingFactory,
    MeasureFactory,
    PartnerFactory,
    SentMailFactory,
    UserFactory,
)
from tests.machine import costing
from tests.people import in_group
from tests.worker import worker

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 1)  # a Tuesday
PEOPLE = ("Koordination", "Freigabe", "Partner", "Gremium", "Revision", "Verwaltung")


# --- What a mail says: see also test_mail_letters ---------------------------------------------------


def digest_of(user, on) -> SentMail:
    reminding.remind(on)
    return SentMail.objects.get(recipient=user, kind=DIGEST)


def test_typed_line_breaks_stay_out_of_the_list(partner_user):
    measure = own_measure(partner_user, title="Erste Zeile\n\n- Zweite Zeile")
    letter = digest_of(partner_user, measure.resolved_on)
    assert "Erste Zeile - Zweite Zeile (fällig" in letter.text


def test_html_escapes_what_somebody_typed(partner_user):
    measure = own_measure(partner_user, title="<script>alert(1)</script>")
    letter = digest_of(partner_user, measure.resolved_on)
    assert ("<script>" in letter.html, "<script>" in letter.text) == (False, True)


def own_measure(user, **facts):
    """A measure of this person's organisation."""
    dialogue = DialogueFactory(cycle=CycleFactory(year=2026), partners=[user.partner])
    finding = FindingFactory(dialogue=dialogue, shared=True)
    return MeasureFactory(finding=finding, responsible=user.partner, **facts)


@pytest.mark.exhaustive
def test_ten_thousand_duties_make_a_mail_one_can_read(partner_user):
    measure = own_measure(partner_user)
    columns = [field.column for field in measure._meta.concrete_fields if not field.primary_key]
    copied = ", ".join(f'"{column}"' for column in columns)
    table = measure._meta.db_table
    sql(f"INSERT INTO {table} ({copied}) SELECT {copied} FROM {table}, generate_series(1, 9999)")
    with costing() as cost:
        letter = digest_of(partner_user, TODAY)
    print(f"10,000 duties in one mail: {cost.seconds:.1f} s of our own work, {len(letter.text)} letters")
    (rest,) = re.findall(r"- und ([\d.]+) weitere\n", letter.text)
    listed = letter.text.count("\n- ") - 1
    assert (listed + int(rest.replace(".", "")), listed <= 2 * composing.LISTED, cost.seconds < 10) == (
        counted(partner_user, TODAY),
        True,
        True,
    )


# --- To the server ---------------------------------------------------------------------------------


@contextmanager
def mail_server(settings, **replies: str):
    """A mail server that answers each command as told, „250 OK“ otherwise; `silent` says nothing at all."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = listening.getsockname()
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT = 1
        thread = threading.Thread(target=_answer, args=(listening, replies), daemon=True)
        if "silent" not in replies:
            thread.start()
        yield


def _answer(listening: socket.socket, replies: dict[str, str]) -> None:
    caller, _ = listening.accept()
    with caller, caller.makefile("rw", newline="\r\n", encoding="utf-8") as lines:
        lines.write("220 mail.example.org\n")
        lines.flush()
        for line in lines:
            word = line[:4].strip().lower()
            answer = replies.get(word, {"data": "354 go on", "quit": "221 bye"}.get(word, "250 OK"))
            lines.write(f"{answer}\n")
            lines.flush()
            if answer.startswith("354"):
                while lines.readline().strip() != ".":
                    pass
                lines.write(f"{replies.get('text', '250 OK')}\n")
                lines.flush()


@pytest.mark.parametrize(
    ("replies", "became"),
    [
        ({}, ("sent", "sent", False)),
        ({"rcpt": "550 no such user"}, ("given up", "given_up", True)),
        ({"text": "554 refused"}, ("given up", "given_up", True)),
        ({"rcpt": "450 come back later"}, ("later", "waiting", False)),
        ({"mail": "550 we do not know you"}, ("later", "waiting", False)),
        ({"ehlo": "421 too busy", "helo": "421 too busy"}, ("later", "waiting", False)),
        ({"silent": ""}, ("later", "waiting", False)),
    ],
    ids=str,
)
def test_what_the_server_says_decides(settings, replies, became):
    letter = SentMailFactory()
    with mail_server(settings, **replies):
        answer = sending.deliver.call(letter.pk)
    found = SentMail.objects.with_status().get()
    assert (answer, str(found.status.value), found.bounced) == became


def test_a_silent_server_costs_the_worker_its_timeout(settings):
    letter = SentMailFactory()
    begin = time.monotonic()
    with mail_server(settings, silent=""):
        sending.deliver.call(letter.pk)
    assert time.monotonic() - begin < 5


def test_a_dead_server_is_asked_again_later_and_later(settings):
    with socket.socket() as taken:  # a port on which nobody listens
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = taken.getsockname()
        letter = SentMailFactory()
        answers = [sending.deliver.call(letter.pk) for _ in range(MOST_ATTEMPTS)]
    waits = DBTaskResult.objects.order_by("run_after").values_list("run_after", flat=True)
    after = [round((run_after - timezone.now()).total_seconds() / 60) for run_after in waits]
    assert (answers, after) == (["later"] * 4 + ["given up"], [1, 10, 60, 240])


def test_a_mail_is_sent_once():
    letter = SentMailFactory(html="<p>Guten Tag</p>")
    answers = [sending.deliver.call(letter.pk) for _ in range(2)]
    assert (answers, len(mail.outbox)) == (["sent", "done already"], 1)


def test_a_mail_says_whose_it_is_and_that_no_person_wrote_it(settings):
    letter = SentMailFactory(html="<p>Guten Tag</p>")
    sending.deliver.call(letter.pk)
    (message,) = mail.outbox
    assert (message.to, [kind for _, kind in message.alternatives], message.extra_headers) == (
        [letter.address],
        ["text/html"],
        {
            "Message-ID": f"<quartiersarbeit-{letter.pk}@{settings.MAIL_DOMAIN}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def test_nothing_is_sent_before_the_worker_does(partner_user):
    own_measure(partner_user)
    reminding.remind(TODAY)
    assert (mail.outbox, SentMail.objects.waiting().count() == DBTaskResult.objects.count() > 0) == ([], True)


def test_a_forgotten_password_is_not_mailed_inside_the_request(client, koordination):
    client.post(reverse("account_reset_password"), {"email": koordination.email})
    queued = len(mail.outbox), DBTaskResult.objects.count()
    worker().run_queued()
    assert (queued, [message.to for message in mail.outbox]) == ((0, 1), [[koordination.email]])


def test_a_dead_server_costs_nobody_the_page(client, koordination, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = client.post(reverse("account_reset_password"), {"email": koordination.email})
    worker().run_queued()
    tried = DBTaskResult.objects.order_by("enqueued_at").values_list("return_value", "status")
    assert (answer.status_code, list(tried)) == (302, [("later", "SUCCESSFUL"), (None, "READY")])


# --- Bounces are somebody's duty -------------------------------------------------------------------


def owed(user, kind: str) -> list[tuple[str, str, str]]:
    found = duties(user, timezone.localdate(), codes=[kind])
    return [(duty.subject, duty.whose.name, duty.url) for duty in found]


def test_an_address_that_refused_is_to_be_checked(verwaltung, koordination):
    letter = SentMailFactory(refused=True)
    page = reverse("admin:partners_user_change", args=[letter.recipient_id])
    log = reverse("mail_log_of", args=[letter.recipient_id])
    assert (owed(verwaltung, "address_check"), owed(koordination, "address_check")) == (
        [(letter.address, "MINE", page)],
        [(letter.address, "OTHERS", log)],
    )


def test_a_checked_address_is_nobodys_duty(verwaltung):
    letter = SentMailFactory(refused=True)
    letter.recipient.email = "richtig@example.org"
    letter.recipient.save()
    assert owed(verwaltung, "address_check") == []


def test_an_address_that_works_again_is_nobodys_duty(verwaltung):
    letter = SentMailFactory(refused=True)
    SentMailFactory(recipient=letter.recipient, sent=True)
    assert owed(verwaltung, "address_check") == []


def test_an_address_that_refuses_again_is_one_duty(verwaltung):
    letter = SentMailFactory(refused=True)
    SentMailFactory(recipient=letter.recipient, refused=True)
    assert len(owed(verwaltung, "address_check")) == 1


def test_a_partner_is_told_of_nobodys_address(partner_user):
    SentMailFactory(refused=True)
    assert owed(partner_user, "address_check") == []


def test_a_server_that_takes_nothing_is_one_duty(verwaltung):
    for _ in range(3):
        SentMailFactory(given_up_at=timezone.now(), attempts=5)
    assert owed(verwaltung, "mail_check") == [("Der Mailserver nimmt nichts an", "MINE", reverse("mail_log"))]


def test_a_server_that_works_again_is_nobodys_duty(verwaltung):
    SentMailFactory(given_up_at=timezone.now(), attempts=5)
    SentMailFactory(sent=True)
    assert owed(verwaltung, "mail_check") == []


# --- Worker ----------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def one_connection(request, monkeypatch):
    """Inside a test's transaction the worker keeps the connection; it would take it for one that is left over."""
    if not request.node.get_closest_marker("django_db").kwargs.get("transaction"):
        for module in (db_worker, commands):
            monkeypatch.setattr(module, "close_old_connections", lambda: None)


def test_the_worker_waits_until_it_is_time_to_ask_again():
    letter = SentMailFactory()
    sending.deliver.using(run_after=timezone.now() + timedelta(minutes=1)).enqueue(letter.pk)
    worker().run_queued()
    assert mail.outbox == []


@pytest.mark.parametrize(("hour", "noted"), [(6, False), (7, True)])
def test_the_daily_mail_waits_for_its_hour(partner_user, monkeypatch, hour, noted):
    own_measure(partner_user)
    now = timezone.make_aware(datetime.combine(TODAY, clock(hour, 30)))
    monkeypatch.setattr(timezone, "localtime", lambda *given: now)
    worker().look()
    assert SentMail.objects.exists() == noted


def test_a_mail_whose_worker_was_killed_is_found_again():
    long_ago = timezone.now() - timedelta(hours=1)
    letter = SentMailFactory(queued_at=long_ago)
    sending.deliver.enqueue(letter.pk)
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago)
    assert (sending.queue_lost(), sending.queue_lost()) == (1, 0)


def test_a_mail_that_is_just_being_sent_is_not_lost():
    letter = SentMailFactory()
    sending.deliver.enqueue(letter.pk)
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())
    assert sending.queue_lost() == 0


def test_results_of_old_tasks_are_thrown_away():
    letter = SentMailFactory()
    for days in (1, 10):
        sending.deliver.enqueue(letter.pk)
        DBTaskResult.objects.filter(finished_at=None).update(
            status="SUCCESSFUL", finished_at=timezone.now() - timedelta(days=days)
        )
    worker().look()
    assert DBTaskResult.objects.filter(status="SUCCESSFUL").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_survives_a_lost_database():
    here = worker()

    def work():
        try:
            here.run()
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        killed = []
        until = time.monotonic() + 30
        while not killed and time.monotonic() < until:
            killed = sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            time.sleep(0.2)
        letter = SentMailFactory()
        sending.deliver.enqueue(letter.pk)
        while not mail.outbox and time.monotonic() < until:
            time.sleep(0.2)
    finally:
        here.running = False
        thread.join(30)
    assert (bool(killed), [message.to for message in mail.outbox]) == (True, [[letter.address]])


def test_a_timer_can_ask_instead_of_the_worker(partner_user):
    own_measure(partner_user)
    said = [StringIO(), StringIO()]
    for answer in said:
        call_command("remind", on=TODAY, stdout=answer)
    assert [answer.getvalue() for answer in said] == [
        "1 Benachrichtigung vorgemerkt.\n",
        "0 Benachrichtigungen vorgemerkt.\n",
    ]


# --- Wishes ----------------------------------------------------------------------------------------

WISHES = "/konto/benachrichtigungen/"


def choices(client) -> dict[str, list[str]]:
    """What the page offers for each kind."""
    form = client.get(WISHES).context["form"]
    return {name: [value for value, _ in field.choices] for name, field in form.fields.items()}


def test_no_duty_and_no_news_share_a_code():
    assert kinds().keys() & (news_kinds().keys() | {DIGEST}) == set()


def test_a_partner_chooses_among_what_it_can_be_told(client_of, partner_user):
    offered = choices(client_of(partner_user))
    assert {
        kind: kind in offered
        for kind in (
            "proof_submit",
            "measure_finish",
            "paid",
            "proof_review",
            "decision_approve",
            "address_check",
        )
    } == {
        "proof_submit": True,
        "measure_finish": True,
        "paid": True,
        "proof_review": False,
        "decision_approve": False,
        "address_check": False,
    }


def test_what_is_binding_cannot_be_switched_off(client_of, partner_user):
    offered = choices(client_of(partner_user))
    assert (offered["proof_submit"], offered["measure_finish"]) == (
        ["daily", "at_once"],
        ["daily", "at_once", "never"],
    )


def test_the_page_says_what_cannot_be_switched_off(client_of, partner_user):
    page = text_of(client_of(partner_user).get(WISHES))
    assert "Verlangen Recht oder Vereinbarung: lässt sich nicht abbestellen." in page


def test_the_verb_refuses_to_switch_off_what_is_binding(partner_user):
    choose = MailWish.objects.choose
    wishes = {"proof_submit": "never"}
    assert code_of(choose, wishes=wishes, binding={"proof_submit"}, by=partner_user) == "mail_binding"


def test_wishes_are_kept_and_shown(client_of, partner_user):
    client = client_of(partner_user)
    wanted = dict.fromkeys(choices(client), "daily") | {"measure_finish": "never", "proof_submit": "at_once"}
    answer = client.post(WISHES, wanted, follow=True)
    form = answer.context["form"]
    assert (told(answer), form["measure_finish"].value(), MailWish.objects.of(partner_user)) == (
        ["Ihre Wünsche sind gespeichert."],
        "never",
        {"measure_finish": "never", "proof_submit": "at_once"},
    )


def test_back_to_daily_leaves_no_wish(client_of, partner_user):
    client = client_of(partner_user)
    daily = dict.fromkeys(choices(client), "daily")
    for wanted in (daily | {"measure_finish": "never"}, daily):
        client.post(WISHES, wanted)
    assert MailWish.objects.count() == 0


def test_a_wish_that_is_none_is_said_at_its_field(client_of, partner_user):
    client = client_of(partner_user)
    wanted = dict.fromkeys(choices(client), "daily") | {"measure_finish": "manchmal"}
    form = client.post(WISHES, wanted).context["form"]
    assert (list(form.errors), MailWish.objects.count()) == (["measure_finish"], 0)


@pytest.mark.parametrize("role", PEOPLE)
def test_everybody_finds_their_wishes_in_the_menu(client_of, role):
    side = {"partner": PartnerFactory()} if role == "Partner" else {}
    client = client_of(in_group(role, email="jemand@example.org", **side))
    assert f'href="{WISHES}"' in text_of(client.get(WISHES))


# --- The log ---------------------------------------------------------------------------------------


def test_the_city_sees_at_the_record_who_was_told(client_of, koordination, partner_user):
    agreement = AgreementFactory(parties=[partner_user.partner])
    line = composing.Line("Unterschreiben", f"{agreement.get_absolute_url()}#parteien")
    letter = composing.Letter(partner_user, "Betreff der E-Mail", "", [composing.Part("Jetzt", [line])])
    sending.post(partner_user, DIGEST, TODAY, Told({}), letter)
    seen = [
        "Betreff der E-Mail" in text_of(client_of(user).get(agreement.get_absolute_url()))
        for user in (koordination, partner_user)
    ]
    assert seen == [True, False]


def test_a_mail_about_another_record_is_not_shown(client_of, koordination):
    one, other = AgreementFactory(), AgreementFactory()
    SentMailFactory(about=[other.get_absolute_url()], subject="Betreff der E-Mail")
    assert "Betreff der E-Mail" not in text_of(client_of(koordination).get(one.get_absolute_url()))


def test_a_mail_about_a_page_of_a_record_is_about_the_record():
    line = composing.Line("Nachtrag", "/vereinbarungen/7/nachtrag/?von=8#teil")
    letter = composing.Letter(UserFactory(), "Betreff", "", [composing.Part("Jetzt", [line])])
    assert letter.about == ["/vereinbarungen/", "/vereinbarungen/7/", "/vereinbarungen/7/nachtrag/"]


def test_the_log_can_be_narrowed_to_what_did_not_arrive(client_of, koordination):
    for facts in ({"sent": True}, {"refused": True}, {}):
        SentMailFactory(**facts)
    answer = client_of(koordination).get(reverse("mail_log"), {"stand": "given_up"})
    assert "1 Benachrichtigung gefunden" in text_of(answer)


def test_the_log_of_a_person_is_theirs_alone(client_of, koordination):
    mine, _ = SentMailFactory(), SentMailFactory()
    answer = client_of(koordination).get(reverse("mail_log_of", args=[mine.recipient_id]))
    assert [row.pk for row in answer.context["listing"].page.object_list] == [mine.pk]


def test_a_mail_can_be_read_as_it_was_written(client_of, koordination):
    letter = SentMailFactory(text="Guten Tag <b>Toni</b>")
    assert "Guten Tag <b>Toni</b>" in text_of(
        client_of(koordination).get(reverse("mail_detail", args=[letter.pk]))
    )


def test_the_log_costs_as_many_questions_for_many_as_for_few(client_of, koordination):
    client, address = client_of(koordination), reverse("mail_log")
    SentMailFactory()
    few = queries(client, address)
    SentMailFactory.create_batch(20)
    assert queries(client, address) == few
