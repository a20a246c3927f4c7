"""The walk that `.ci/first-day` ends with on a bare Debian, here without a machine around it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from partners.models import Agreement, User
from tests import first_day
from tests.test_invitations import link_of_the_first

pytestmark = pytest.mark.django_db


class Through:
    """As the walk asks, through Django's own client: status, where to, and what stands there."""

    def __init__(self) -> None:
        self.client = Client()

    def __call__(self, method: str, path: str, data: dict[str, str] | None) -> first_day.ANSWER:
        answer = self.client.get(path) if data is None else self.client.post(path, data)
        text = "" if answer.streaming else answer.content.decode()
        return answer.status_code, answer.headers.get("Location", ""), text


def mailed(address: str) -> str:
    """The link of the newest letter to this address."""
    body = next(letter.body for letter in reversed(mail.outbox) if letter.to == [address])
    return re.search(r"/einladung/\S+", body)[0]


def coordinator(settings) -> first_day.Visitor:
    """Whom the second of two invited people has let come; the first was invited by who runs the machine."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    link = link_of_the_first("erste@musterstadt.example")
    return first_day.people(lambda: first_day.Visitor(Through()), link, mailed)


def test_from_the_first_link_to_an_agreement_of_two_years_ago(settings):
    today = timezone.localdate()
    began = today.replace(day=1) - timedelta(days=730)
    page = first_day.agreed(coordinator(settings), began)
    first_day.proven(page, began, today)
    agreement = Agreement.objects.get()
    assert (agreement.starts_on, agreement.signed_on()) == (began, began - timedelta(days=10))
    roles = {user.email.split("@")[0]: user.roles_today for user in User.objects.filter(is_active=True)}
    assert roles == {"erste": {"Verwaltung"}, "zweite": {"Verwaltung"}, "koordination": {"Koordination"}}


@pytest.mark.exhaustive
def test_whoever_needs_a_second_factor_sets_it_up_on_the_first_day(settings):
    settings.MFA_ROLES = ["Verwaltung", "Koordination"]
    settings.STEP_UP_MINUTES = 15
    assert coordinator(settings).open("/erste-schritte/").secret


def test_a_page_that_refuses_ends_the_walk():
    visitor = first_day.Visitor(Through())
    with pytest.raises(AssertionError, match="410"):
        visitor.open("/einladung/unsinn/")
