"""Who gets which right: alone, with a second person, or not at all – on pages, in the admin, in the database."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from partners.models import Notification, RightsChange, User
from partners.models.rights import in_set_up
from partners.statuses import RightsStatus
from quartiersarbeit.ground import roles
from quartiersarbeit.ground.guards import explain
from tests import factories as f
from tests.asking import addresses, code_of, queries, told
from tests.people import in_group

pytestmark = pytest.mark.django_db
at = addresses("partners:")
TODAY = timezone.localdate()


@pytest.fixture
def office(freigabe, revision) -> User:
    """Verwaltung as every day, where two accounts can confirm."""
    return in_group("Verwaltung", email="verwaltung@example.org", is_staff=True)


def role(name: str) -> Group:
    return Group.objects.get(name=name)


def ask(person, by, kind: str = "role", name: str = "", **more):
    """Ask for it today, for a reason."""
    given = {"reason": "Vertretung im Haus", "role": role(name) if name else None, "by": by, "on": TODAY}
    return RightsChange.objects.ask(person=person, kind=kind, **given | more)


def roles_of(person) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


def rule(act) -> str:
    """The rule of the database that refuses this."""
    try:
        with transaction.atomic():
            act()
    except DatabaseError as error:
        refusal = explain(error)
        return refusal.code if refusal else str(error)
    return "done"


# --- Which roles carry weight --------------------------------------------------------------------


def test_roles_with_money_approval_or_accounts_carry_weight():
    assert [name for name in roles.ROLES if roles.weighty(name)] == ["Koordination", "Freigabe", "Verwaltung"]
    assert roles.weighty("Neue Rolle")


def test_the_database_weighs_every_role_and_right_as_the_table_does():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, partners_weighty(id) FROM auth_group")
        weighed = dict(cursor.fetchall())
        cursor.execute(
            "SELECT t.app_label || '.' || p.codename, partners_weighs(p.id) FROM auth_permission p"
            " JOIN django_content_type t ON t.id = p.content_type_id"
        )
        rights = dict(cursor.fetchall())
    assert weighed == {name: roles.weighty(name) for name in roles.ROLES}
    assert rights == {name: roles.is_weighty(name) for name in rights}


# --- Alone, and with a second person ---------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in roles.ROLES if not roles.weighty(name)])
def test_the_office_gives_a_light_role_alone(office, awo, name):
    person = f.UserFactory(partner=awo if name == "Partner" else None)
    done = ask(person, office, name=name)
    assert (roles_of(person), done.status_on(TODAY)) == ({name}, RightsStatus.ALONE)


@pytest.mark.parametrize("name", [name for name in roles.ROLES if roles.weighty(name)])
def test_a_weighty_role_comes_with_the_second_person_alone(office, freigabe, name):
    person = f.UserFactory()
    asked = ask(person, office, name=name)
    assert (roles_of(person), asked.status_on(TODAY)) == (set(), RightsStatus.ASKED)
    assert code_of(asked.confirm, by=office, on=TODAY) == "rights_dual_control"
    assert code_of(asked.confirm, by=freigabe, on=TODAY) == "done"
    person.refresh_from_db()
    assert (roles_of(person), asked.status_on(TODAY)) == ({name}, RightsStatus.CONFIRMED)
    assert person.is_staff is (name == "Verwaltung")


def test_verwaltung_never_raises_itself(office, freigabe):
    """By no role, no flag, and not by its own confirmation; with a second person it does."""
    asked = [
        ask(office, office, name="Freigabe"),
        ask(office, office, "superuser"),
        ask(office, office, name="Gremium"),
    ]
    assert {code_of(one.confirm, by=office, on=TODAY) for one in asked} == {"rights_dual_control"}
    office.refresh_from_db()
    assert (roles_of(office), office.is_superuser) == ({"Verwaltung"}, False)
    asked[0].confirm(by=freigabe, on=TODAY)
    assert roles_of(office) == {"Verwaltung", "Freigabe"}


def test_nobody_confirms_what_is_for_themselves(office, freigabe):
    asked = ask(freigabe, office, name="Koordination")
    assert code_of(asked.confirm, by=freigabe, on=TODAY) == "rights_dual_control"


def test_only_the_office_asks_and_only_freigabe_and_verwaltung_answer(office, freigabe, revision):
    person = f.UserFactory()
    assert code_of(ask, person, freigabe, name="Gremium") == "rights_by_office"
    asked = ask(person, office, name="Koordination")
    assert code_of(asked.confirm, by=revision, on=TODAY) == "rights_confirmed_by_another"
    assert code_of(asked.turn_down, reason="Nein.", by=revision, on=TODAY) == "rights_refused_by_another"


def test_what_is_asked_is_complete_and_asked_once(office):
    person = in_group("Gremium")
    assert code_of(ask, person, office) == "role_missing"
    assert code_of(ask, person, office, name="Gremium") == "role_held"
    assert code_of(ask, person, office, "taken", name="Revision") == "role_not_held"
    assert code_of(ask, office, office, "taken", name="Verwaltung") == "rights_not_oneself"
    assert code_of(ask, person, office, name="Freigabe", reason=" ") == "rights_reason_missing"
    ask(person, office, name="Freigabe")
    assert code_of(ask, person, office, name="Freigabe") == "rights_asked_already"


def test_who_waits_too_long_or_was_refused_asks_anew(office, freigabe):
    person = f.UserFactory()
    asked = ask(person, office, name="Freigabe")
    late = asked.lapses_on + timedelta(days=1)
    assert (asked.status_on(late), code_of(asked.confirm, by=freigabe, on=late)) == (
        RightsStatus.LAPSED,
        "rights_not_waiting",
    )
    asked.turn_down(reason="Nicht nötig.", by=office, on=TODAY)  # taken back by whoever asked
    assert (asked.status_on(TODAY), code_of(asked.confirm, by=freigabe, on=TODAY)) == (
        RightsStatus.REFUSED,
        "rights_not_waiting",
    )
    assert ask(person, office, name="Freigabe").status_on(TODAY) == RightsStatus.ASKED


def test_a_reset_takes_two_people_for_whomever(office, freigabe):
    person = f.UserFactory(password="Quartier-2026!")
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    password, factor = ask(person, office, "password"), ask(person, office, "factor")
    assert (person.has_usable_password(), Authenticator.objects.count()) == (True, 1)
    password.confirm(by=freigabe, on=TODAY)
    factor.confirm(by=freigabe, on=TODAY)
    person.refresh_from_db()
    assert (person.has_usable_password(), Authenticator.objects.count()) == (False, 0)


def test_a_role_is_taken_alone_and_the_technical_side_goes_with_it(office, freigabe):
    other = in_group("Verwaltung", is_staff=True)
    ask(other, office, "taken", name="Verwaltung")
    other.refresh_from_db()
    assert (roles_of(other), other.is_staff) == (set(), False)


# --- Who hears of it --------------------------------------------------------------------------------


def test_every_holder_of_freigabe_and_revision_hears_of_what_carries_weight(office, freigabe, revision):
    person, second = f.UserFactory(), in_group("Freigabe")
    asked = ask(person, office, name="Koordination")
    assert set(Notification.objects.values_list("recipient", flat=True)) == {
        one.pk for one in (freigabe, second, revision, person)
    }
    asked.confirm(by=freigabe, on=TODAY)
    heard = Notification.objects.filter(kind="rights_done").values_list("recipient", flat=True)
    assert set(heard) == {one.pk for one in (office, second, revision, person)}


def test_of_a_light_role_hears_who_gets_it(office):
    person = f.UserFactory()
    ask(person, office, name="Gremium")
    assert list(Notification.objects.values_list("recipient", flat=True)) == [person.pk]


# --- First set-up ------------------------------------------------------------------------------------


def test_in_first_set_up_the_office_gives_others_what_they_need_but_never_itself():
    first = User.objects.create_superuser("erste@example.org", "Quartier-2026!")
    assert in_set_up()
    ask(f.UserFactory(), first, name="Verwaltung")
    assert in_set_up()
    assert ask(first, first, name="Freigabe").status_on(TODAY) == RightsStatus.ASKED
    ask(f.UserFactory(), first, name="Freigabe")
    assert not in_set_up()
    assert ask(f.UserFactory(), first, name="Freigabe").status_on(TODAY) == RightsStatus.ASKED
    assert (
        rule(lambda: User.objects.create_superuser("zweite@example.org", "Quartier-2026!"))
        == "account_confirmed"
    )


# --- Pages -------------------------------------------------------------------------------------------


def test_the_accounts_say_whose_time_is_over_and_cost_as_much_for_twenty_as_for_three(
    office, client_of, settings
):
    page, left = client_of(office), TODAY - timedelta(days=1)
    people = [in_group("Partner", partner=f.PartnerFactory(short_name=f"P{n}")) for n in range(2)]
    people[0].memberships.update(ended_on=left, ended_by=office)
    one = queries(page, at("account_list"))
    assert page.get(at("account_list")).content.decode().count("nur noch lesen") == 1
    settings.SIGHT_DAYS = 0
    assert page.get(at("account_list")).content.decode().count("Zugang beendet") == 1
    for number in range(17):
        in_group("Partner", partner=f.PartnerFactory(short_name=f"Q{number}"))
    assert queries(page, at("account_list")) == one


def test_the_way_through_the_pages(office, freigabe, client_of):
    person = f.UserFactory(first_name="Kim", last_name="Muster")
    given = {"kind": "role", "role": role("Koordination").pk, "reason": "Neu im Amt"}
    page = client_of(office)
    assert page.get(at("account_list")).status_code == 200
    assert "ohne Rolle" in page.get(at("account_list")).content.decode()
    answer = page.post(at("rights_ask", person), given, follow=True)
    assert "Beantragt: Kim Muster: Rolle Koordination geben" in told(answer)[0]
    change = RightsChange.objects.get(person=person)
    own = page.post(at("rights_confirm", change))
    assert (own.status_code, "bestätigt jemand anderes" in own.content.decode()) == (422, True)
    second = client_of(freigabe)
    assert "Bestätigen</span>" in second.get(at("rights_detail", change)).content.decode()
    second.post(at("rights_confirm", change))
    assert roles_of(person) == {"Koordination"}
    assert (
        "wartet nicht mehr" in second.post(at("rights_refuse", change), {"reason": "Nein."}).content.decode()
    )
    assert "Koordination" in page.get(at("account_detail", person)).content.decode()


def test_an_account_without_a_role_reads_so_on_its_first_page(awo, client_of):
    def first_page(person) -> str:
        return client_of(person).get(reverse("dashboard")).content.decode()

    lacks = "noch keine Rolle"
    assert lacks in first_page(f.UserFactory())
    assert f"gehört zu {awo}, hat noch keine Rolle" in first_page(f.UserFactory(partner=awo))
    assert lacks not in first_page(in_group("Gremium"))


def test_whoever_is_concerned_reads_it_and_no_stranger(office, client_of):
    person = f.UserFactory()
    change = ask(person, office, name="Freigabe")
    found = [client_of(one).get(at("rights_detail", change)).status_code for one in (person, f.UserFactory())]
    assert found == [200, 404]


# --- The admin ---------------------------------------------------------------------------------------


def test_verwaltung_raises_itself_in_no_form_of_the_admin(office, client_of):
    page = client_of(office)
    wanted = {
        "is_superuser": "on",
        "is_staff": "on",
        "groups": [role("Freigabe").pk],
        "password": "x",
        "user_permissions": [Permission.objects.get(codename="approve_decision").pk],
        "last_name": "Anders",
    }
    address = reverse("admin:partners_user_change", args=[office.pk])
    assert page.post(address, wanted | {"email": "neu@example.org"}).status_code == 302
    office.refresh_from_db()
    assert (office.last_name, office.email, office.is_superuser) == (
        "Anders",
        "verwaltung@example.org",
        False,
    )
    assert (roles_of(office), office.user_permissions.count()) == ({"Verwaltung"}, 0)
    group = reverse("admin:auth_group_change", args=[role("Verwaltung").pk])
    right = Permission.objects.get(codename="approve_decision").pk
    assert page.post(group, {"name": "Verwaltung", "permissions": [right]}).status_code == 403
    assert not role("Verwaltung").permissions.filter(pk=right).exists()


def test_an_address_is_mended_only_before_the_account_counts(office, client_of):
    """A forgotten password goes there: whoever could change it would need no reset."""
    fresh, used, weighs = f.UserFactory(), f.UserFactory(last_login=timezone.now()), in_group("Koordination")
    page = client_of(office)
    for one in (fresh, used, weighs):
        page.post(reverse("admin:partners_user_change", args=[one.pk]), {"email": f"neu{one.pk}@example.org"})
        one.refresh_from_db()
    assert [one.email.startswith("neu") for one in (fresh, used, weighs)] == [True, False, False]


def test_the_admin_sets_no_password_and_shows_no_second_factor(verwaltung, client_of):
    page, person = client_of(verwaltung), f.UserFactory()
    assert page.get(f"/verwaltung/partners/user/{person.pk}/password/").status_code in (302, 404)
    new = {
        "email": "neu@example.org",
        "first_name": "Kim",
        "last_name": "Muster",
        "password1": "Quartier-2026!",
    }
    page.post(reverse("admin:partners_user_add"), new | {"groups": [role("Freigabe").pk], "is_staff": "on"})
    made = User.objects.get(email="neu@example.org")
    assert (made.has_usable_password(), made.is_staff, roles_of(made)) == (False, False, set())
    assert "authenticator" not in page.get(reverse("admin:index")).content.decode().lower()


@pytest.mark.parametrize("way", ["by a role", "by itself"])
def test_what_is_taken_is_gone_at_the_next_request(client_of, way):
    person, address = in_group(), reverse("quality_dialog:report_list")
    client = client_of(person)
    assert client.get(address).status_code == 403
    role = Group.objects.get(name="Gremium")
    right = Permission.objects.get(codename="view_report", content_type__app_label="quality_dialog")
    given, what = (person.groups, role) if way == "by a role" else (person.user_permissions, right)
    given.add(what)
    assert client.get(address).status_code == 200
    given.remove(what)
    assert client.get(address).status_code == 403


def test_what_somebody_may_is_one_question(django_assert_num_queries):
    person = in_group("Koordination")
    person.user_permissions.add(Permission.objects.get(codename="view_logentry"))
    person = User.objects.get(pk=person.pk)
    with django_assert_num_queries(1):
        rights = person.get_all_permissions()
    assert {"partners.add_agreement", "admin.view_logentry"} <= rights


def test_a_question_kept_as_sql_is_asked_of_each_person_anew():
    first, second = in_group("Gremium"), in_group("Revision")
    assert [one.roles_today for one in (first, second)] == [{"Gremium"}, {"Revision"}]
