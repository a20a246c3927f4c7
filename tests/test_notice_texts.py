"""The office's texts for notices: written, corrected until used, and never with a token nobody knows."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from funding import issuing
from funding.models import NoticeText
from funding.notice_paper import EXAMPLE_TEXT, unknown_tokens
from tests import factories as f
from tests.asking import addresses
from tests.test_fiscal_year_acts import codes
from tests.test_funding_pages import page, text_of
from tests.test_queries import queries

pytestmark = pytest.mark.django_db

TODAY, A_DAY = timezone.localdate(), timedelta(days=1)
LIST, NEW = reverse("funding:notice_text_list"), reverse("funding:notice_text_create")
TOKEN, BACKDATED = "notice_text_tokens_known", "notice_text_not_backdated"
at = addresses("funding:notice_text_")


def typed(**changes) -> dict:
    facts = {"kind": "grant", "part": "appeal", "body": "Sie können {betrag} prüfen lassen."}
    return facts | {"valid_from": f"{TODAY:%d.%m.%Y}"} | changes


@pytest.fixture
def office(client_of, koordination):
    return client_of(koordination)


@pytest.mark.parametrize(
    ("body", "unknown"),
    [
        ("{betrag} {standort}", []),
        ("{Betrag}", ["{Betrag}"]),
        ("{ betrag }", ["{ betrag }"]),
        ("{} und {x.y}", ["{}", "{x.y}"]),
        ("{{betrag}}", []),
        ("{{ x }}", ["{ x }"]),
        ("eine { allein }", ["{ allein }"]),
        ("offen { und } zu }", ["{ und }"]),
        ("nur { offen", []),
    ],
)
def test_a_token_nobody_knows_is_found_by_its_name(body, unknown):
    assert unknown_tokens(body) == unknown


@pytest.mark.parametrize(
    "body", ["{betrag}", "{{betrag}}", "{x}", "{}", "{ betrag }", "{", "}{", "{{ x }}", ""]
)
def test_form_and_database_know_the_same_tokens(body):
    row = f.NoticeTextFactory.build(body=body)
    stored = NoticeText.objects.filter(pk=f.NoticeTextFactory(kind="change").pk)
    by_database = NoticeText._meta.constraints[1]
    try:
        by_database.validate(NoticeText, row)
        known = True
    except ValidationError:
        known = False
    assert (known, stored.count()) == (not unknown_tokens(body), 1)


def test_a_text_is_written_and_valid_from_its_day(office):
    answer = office.post(NEW, typed(), follow=True)
    text = NoticeText.objects.get()
    assert (text.kind, text.part, text.valid_from, text.is_example) == ("grant", "appeal", TODAY, False)
    assert f"Der Baustein gilt ab {TODAY:%d.%m.%Y}." in text_of(answer)
    assert "angelegt" in text_of(answer)  # its history


@pytest.mark.parametrize(
    ("wrong", "field", "code", "said"),
    [
        ({"body": "Für {betraege} und {x}"}, "body", TOKEN, "Unbekannter Platzhalter: {betraege} und {x}."),
        ({"valid_from": f"{TODAY - A_DAY:%d.%m.%Y}"}, "valid_from", BACKDATED, "frühestens ab heute"),
        ({"kind": "letter"}, "kind", "invalid_choice", "letter"),
        ({"part": ""}, "part", "required", ""),
        ({"body": "x" * 8001}, "body", "max_length", ""),
    ],
)
def test_what_no_text_can_be_is_refused_at_its_field(wrong, field, code, said, office):
    answer = office.post(NEW, typed(**wrong))
    assert codes(answer) == {field: [code]}
    assert said in text_of(answer)
    assert not NoticeText.objects.exists()


def test_a_second_version_for_the_same_day_is_refused_at_its_day(office):
    office.post(NEW, typed())
    answer = office.post(NEW, typed(body="Anders"))
    assert codes(answer) == {"valid_from": ["notice_text_version_unique"]}
    assert "Anders" in text_of(answer)


def test_the_admin_refuses_an_unknown_token_by_its_name(client_of, verwaltung):
    address = reverse("admin:funding_noticetext_add")
    answer = client_of(verwaltung).post(address, typed(body="{betraege}"))
    assert "Unbekannter Platzhalter: {betraege}." in answer.content.decode()
    assert not NoticeText.objects.exists()


def test_a_new_version_begins_with_the_old_words(office):
    old = f.NoticeTextFactory(body="Alte Worte", is_example=True)
    form = office.get(f"{NEW}?vorlage={old.pk}").context["form"]
    assert [form[name].value() for name in ("kind", "part", "body", "is_example")] == [
        "grant",
        "conditions",
        "Alte Worte",
        None,
    ]


@pytest.mark.parametrize("nonsense", ["x", "²", "99999999", "-1", "", "9" * 40])
def test_a_source_that_is_none_begins_empty(nonsense, office):
    assert office.get(f"{NEW}?vorlage={nonsense}").status_code == 200


def test_a_text_is_corrected_until_a_notice_was_approved_by_it(office):
    text = f.NoticeTextFactory(valid_from=TODAY)
    facts = typed(body="Besser")
    assert office.post(at("edit", text), facts).status_code == 302
    text.refresh_from_db()
    assert text.body == "Besser"
    draft = f.DecisionFactory(allocation__fiscal_year__year=TODAY.year, drafted_on=TODAY)
    issuing.approve(draft, by=f.UserFactory(), on=TODAY)
    answer = office.post(at("edit", text), facts | {"body": "Zu spät"}, follow=True)
    assert "Legen Sie eine neue Fassung an." in text_of(answer)
    text.refresh_from_db()
    assert text.body == "Besser"


def test_a_correction_is_checked_like_a_new_text(office):
    text = f.NoticeTextFactory(kind="revocation", valid_from=TODAY)
    assert codes(office.post(at("edit", text), typed(body="{x}"))) == {"body": [TOKEN]}
    early = typed(valid_from=f"{TODAY - A_DAY:%d.%m.%Y}")
    assert codes(office.post(at("edit", text), early)) == {"valid_from": [BACKDATED]}


def test_a_text_may_say_nothing_any_more(office):
    office.post(NEW, typed(body=""))
    assert NoticeText.objects.get().body == ""


def test_the_list_says_what_holds_today(office):
    f.NoticeTextFactory(valid_from=TODAY - A_DAY, is_example=True)
    f.NoticeTextFactory(valid_from=TODAY - 2 * A_DAY)
    f.NoticeTextFactory(valid_from=TODAY + A_DAY)
    shown = page(office, LIST)
    wanted = (f"seit {TODAY - A_DAY:%d.%m.%Y}", "ohne Text", "abgelöst", "gilt noch nicht", EXAMPLE_TEXT)
    assert [word in shown for word in wanted] == [True] * 5


@pytest.mark.parametrize("role", ["freigabe", "revision"])
def test_others_of_the_city_read_and_change_nothing(role, request, client_of):
    client, text = client_of(request.getfixturevalue(role)), f.NoticeTextFactory(kind="revocation")
    shown = page(client, LIST) + page(client, at("detail", text))
    assert [word in shown for word in ("Neuer Baustein", "Neue Fassung", "Bearbeiten")] == [False] * 3
    assert [client.post(NEW, typed()).status_code, client.post(at("edit", text)).status_code] == [403, 403]


def test_the_pages_of_texts_cost_the_same_with_one_row_and_with_twelve(office):
    text = f.NoticeTextFactory(kind="revocation")
    one = [queries(office, url) for url in (LIST, at("detail", text))]
    f.NoticeTextFactory.create_batch(11)
    assert [queries(office, url) for url in (LIST, at("detail", text))] == one


def test_an_allocation_costs_the_same_with_one_notice_and_with_five(office):
    allocation = f.NoticeFactory().decision.allocation
    one = queries(office, allocation.get_absolute_url())
    for _ in range(4):
        f.NoticeFactory(decision__allocation=allocation, decision__kind="increase", decision__amount=1)
    assert queries(office, allocation.get_absolute_url()) == one
