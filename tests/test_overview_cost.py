"""The overview costs nobody more than fourteen questions, with ten of everything, a hundred and a thousand."""

from datetime import date
from itertools import cycle as around

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Notification
from tests import factories as make
from tests.asking import counted, queries
from tests.benchmarks.test_pages import SIZES, World, bulk
from tests.constraints import sql
from tests.people import in_group
from tests.soaking import SOAK

pytestmark = pytest.mark.django_db
MOST_QUERIES = 14
ROLES = ("koordination", "freigabe", "revision", "verwaltung", "partner_user", "gremium", "deputy")


class Busy(World):
    """The city's data of the benchmarks, and of everything that waits for somebody as much more as of the rest."""

    def __init__(self, person, awo, readers):
        super().__init__(person)
        self.awo, self.readers = awo, readers
        self.grant = make.DecisionFactory(approved=True, amount=8000).allocation
        self.waiting = 0
        for dialogue in self.dialogues:
            make.ParticipationFactory(dialogue=dialogue, partner=awo)

    def grow(self, size):
        super().grow(size)
        more = size - self.waiting
        drafted = {"allocation": self.grant, "drafted_by": self.person}
        numbers = around(range(self.waiting + 1, size + 1))
        instalments = {"number": numbers, "amount": 1, "by": self.person, "due_on": date(make.YEAR, 3, 1)}
        certified = {"certified_on": date(make.YEAR, 2, 10), "certified_by": self.person}
        bulk(make.DisbursementFactory, more, **drafted, **instalments, **certified)
        bulk(make.DecisionFactory, more, kind="increase", amount=1, by=self.person, **drafted)
        shared = {"shared": True, "raised_by": self.person, "dialogue": around(self.dialogues)}
        found = bulk(make.FindingFactory, more, **shared)
        bulk(make.MeasureFactory, more, finding=around(found), responsible=self.awo)
        for reader in self.readers:
            told = {"recipient": reader, "by": self.person, "record": self.awo}
            bulk(make.NotificationFactory, more, **told)
        self.waiting = size


SMALL, LARGE, LARGEST = SIZES.values()
LONG = [pytest.mark.soak, pytest.mark.skipif(not SOAK, reason="in make soak")]


@pytest.mark.parametrize("size", [SMALL, LARGE, pytest.param(LARGEST, marks=LONG)])
def test_the_overview_costs_no_role_more_than_fourteen_questions(size, request, awo, client_of):
    people = {name: request.getfixturevalue(name) for name in ROLES if name != "deputy"}
    people["deputy"] = in_group("Revision")
    absence = {"person": people["koordination"], "deputy": people["deputy"]}
    make.AbsenceFactory(**absence)
    Busy(make.UserFactory(), awo, list(people.values())).grow(size)
    asked = {name: queries(client_of(user), reverse("dashboard")) for name, user in people.items()}
    waiting = {name: counted(user, timezone.localdate()) for name, user in people.items()}
    print(f"\n{size} of each kind: {asked}; waiting: {waiting}")
    assert {name: number for name, number in asked.items() if number > MOST_QUERIES} == {}
    assert min(waiting[name] for name in ("koordination", "freigabe", "partner_user", "deputy")) > size / 2
    assert Notification.objects.count() == size * len(people)


@pytest.mark.soak
@pytest.mark.skipif(not SOAK, reason="in make soak")
def test_ten_thousand_duties_cost_no_page_more_questions_than_one(partner_user, awo, client_of):
    measure = make.MeasureFactory(
        responsible=awo,
        finding__dialogue__partners=[awo],
        finding__shared=True,
        due_on=date(make.YEAR, 6, 30),
    )
    client = client_of(partner_user)
    pages = [reverse(name) for name in ("dashboard", "task_list", "deadline_list")]
    one = [queries(client, page) for page in pages]
    columns = [field.column for field in measure._meta.concrete_fields if not field.primary_key]
    copied = ", ".join(f'"{column}"' for column in columns)
    table = measure._meta.db_table
    sql(f"INSERT INTO {table} ({copied}) SELECT {copied} FROM {table}, generate_series(1, 9999)")
    many = [queries(client, page) for page in pages]
    assert counted(partner_user, timezone.localdate()) >= 10_000
    assert (many, one[0] <= MOST_QUERIES) == (one, True)
