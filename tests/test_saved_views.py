"""A list as somebody wants to see it again: kept under a name, one's own alone, and gone when one says so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from partners.models import SavedView
from partners.models.saved_view import MOST
from tests import factories as f
from tests.asking import made_anew

pytestmark = pytest.mark.django_db

LIST, KEEP = reverse("partners:partner_list"), reverse("partners:saved_view_keep")


def views(client, query: str = "") -> list[tuple[str, str]]:
    """The saved views as the list shows them: name and address."""
    page = html.fromstring(client.get(f"{LIST}{query}").content)
    return [(one.text, one.get("href")) for one in page.xpath("//ul[@class='views__list']//a")]


def keep(client, name: str, query: str = "q=Bauverein", path: str = LIST):
    return client.post(KEEP, {"name": name, "path": path, "query": query}, follow=True)


def test_a_list_is_kept_as_it_stands_and_seen_again(client_of, koordination):
    f.PartnerFactory(name="Bauverein Sieker", short_name="Sieker")
    f.PartnerFactory(name="Mühlenhof", short_name="Mühlenhof")
    client = client_of(koordination)
    form = html.fromstring(
        client.get(LIST, {"q": "Bauverein", "sort": "-name", "seite": "9", "x": "y"}).content
    )
    sent = {
        one.get("name"): one.get("value")
        for one in form.xpath("//form[contains(@action, 'ansichten')]//input")
    }
    answer = client.post(KEEP, sent | {"name": "Bauvereine"}, follow=True)
    ((name, address),) = views(client)
    shown = client.get(address).context["listing"]
    assert (answer.redirect_chain[-1][0], name, shown.q, shown.sort) == (
        address,
        "Bauvereine",
        "Bauverein",
        "-name",
    )
    assert [row.short_name for row in shown.found] == ["Sieker"]
    assert "seite" not in address


def test_the_list_as_it_stands_at_first_offers_nothing_to_keep(client_of, koordination):
    client = client_of(koordination)
    f.PartnerFactory()
    said = ["Diese Ansicht merken" in client.get(at).content.decode() for at in (LIST, f"{LIST}?q=x")]
    assert said == [False, True]


def test_views_are_ones_own_and_of_one_list(client_of, koordination, freigabe):
    keep(client_of(koordination), "Meine")
    view = SavedView.objects.get()
    assert [len(views(client_of(one))) for one in (koordination, freigabe)] == [1, 0]
    elsewhere = client_of(koordination).get(reverse("partners:agreement_list")).content.decode()
    remove = reverse("partners:saved_view_remove", args=[view.pk])
    assert ("Meine" in elsewhere, client_of(freigabe).post(remove).status_code) == (False, 404)
    answer = client_of(koordination).post(remove)
    assert (answer.url, SavedView.objects.exists()) == (LIST, False)


@pytest.mark.parametrize(
    "path", ["https://evil.example/", "//evil.example/", "/gibt-es-nicht/", "", "/\\evil.example"]
)
def test_what_is_no_list_of_this_house_is_not_kept(client_of, koordination, path):
    assert (keep(client_of(koordination), "x", path=path).status_code, SavedView.objects.count()) == (404, 0)


@pytest.mark.parametrize(
    ("name", "query"), [("", "q=a"), ("   ", "q=a"), ("x" * 61, "q=a"), ("x", "q=" + "a" * 1000)]
)
def test_what_cannot_be_kept_is_said_on_the_list(client_of, koordination, name, query):
    answer = keep(client_of(koordination), name, query)
    assert (SavedView.objects.count(), answer.status_code) == (0, 200)
    assert "message" in answer.content.decode() or list(answer.context["messages"])


def test_two_of_one_name_and_one_too_many_are_refused(client_of, koordination):
    client = client_of(koordination)
    keep(client, "Meine")
    assert "So heißt schon eine Ihrer Ansichten" in keep(client, "Meine").content.decode()
    for number in range(MOST - 1):
        f.SavedViewFactory(user=koordination, path=LIST, name=f"{number}")
    assert "Mehr als 20 Ansichten" in keep(client, "mehr").content.decode()
    assert SavedView.objects.count() == MOST


def test_a_name_is_text_on_the_page(client_of, koordination):
    client = client_of(koordination)
    keep(client, "<script>alert(1)</script>", "q=%3Cscript%3E")
    page = client.get(LIST).content.decode()
    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)


def test_a_list_asks_once_for_its_views(client_of, koordination):
    client = client_of(koordination)
    for number in range(3):
        f.SavedViewFactory(user=koordination, path=LIST, name=f"{number}")
    client.get(LIST)
    with made_anew(), CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    assert sum("partners_savedview" in one["sql"] for one in asked) == 1
