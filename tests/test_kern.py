"""The look of all pages: fields, errors, frame, account pages – and what axe cannot see."""

import ast
import re
from decimal import Decimal
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row, Submit
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.shortcuts import render
from django.template import Context, Template
from django.template.loader import render_to_string
from django.urls import include, path

from quartiersarbeit.components import DAY, FILLED, STORED, WRONG, Entries, Specimen, components
from quartiersarbeit.ground.drawings import Budget, Place, Seats
from quartiersarbeit.ground.frame import frame
from quartiersarbeit.ground.roles import role_of
from tests.people import in_group

ROOT = Path(settings.BASE_DIR)


def form_page(request, **kwargs) -> HttpResponse:
    form = Specimen(request.POST or None)
    context = {
        "form": form,
        "heading": "Vereinbarung anlegen",
        "submit_label": "Anlegen",
        "cancel_url": "/partner/",
    }
    return render(request, "form.html", context)


def nothing(request, **kwargs) -> HttpResponse:
    return HttpResponse()


PARTNERS = [
    path("partner/", nothing, name="partner_list"),
    path("partner/<int:pk>/", form_page, name="partner"),
]
SITES = [path("standorte/", nothing, name="site_list")]
urlpatterns = [
    path("", form_page, name="dashboard"),
    path("komponenten/", components, name="components"),
    path("formular/", form_page),
    path("", include((PARTNERS, "partners"))),
    path("", include((SITES, "sites"))),
    path("konto/", include("allauth.account.urls")),
    path("konto/zwei-faktor/", include("allauth.mfa.urls")),
]
pytestmark = pytest.mark.urls(__name__)


class Page(HTMLParser):
    """What a page's markup says: every tag with its attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str = "", **attributes: str) -> list[dict[str, str]]:
        """The attributes of all tags of this name that have these attributes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [a for t, a in self.tags if t == (tag or t) and wanted.items() <= a.items()]

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.tags if attrs.get("id")]


def drawn(form, source: str = "{% load crispy_forms_tags %}{{ form|crispy }}") -> Page:
    return Page(Template(source).render(Context({"form": form})))


WAYS = ["{% load crispy_forms_tags %}{{ form|crispy }}", "{% load crispy_forms_tags %}{% crispy form %}"]


# --- fields ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_every_control_has_its_label(way):
    page = drawn(Specimen(), way)
    labelled = {label["for"] for label in page.all("label")}
    controls = [a for t, a in page.tags if t in ("input", "select", "textarea") and a.get("type") != "hidden"]
    assert {control["id"] for control in controls} == labelled


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("form", [Specimen(), Specimen(WRONG, prefix="wrong")], ids=["empty", "wrong"])
def test_every_description_a_control_names_exists(way, form):
    page = drawn(form, way)
    named = [one for _, attrs in page.tags for one in attrs.get("aria-describedby", "").split()]
    assert set(named) <= set(page.ids)


def test_a_wrong_field_names_its_hint_and_its_error():
    field = drawn(Specimen(WRONG, prefix="wrong")).all("input", id="id_wrong-amount")[0]
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "id_wrong-amount_helptext id_wrong-amount_error"
    assert "kern-form-input__input--error" in field["class"]
    assert field["value"] == "8,000.00"


def test_groups_are_fieldsets_with_legend_hint_and_error():
    page = drawn(Specimen(WRONG, prefix="wrong"))
    group = page.all("fieldset", id="id_wrong-stance")[0]
    assert group["aria-describedby"] == "id_wrong-stance_helptext id_wrong-stance_error"
    assert len(page.all("fieldset")) == len(page.all("legend")) == 2


def test_what_may_stay_empty_is_marked_and_what_must_not_is_not():
    html = render_to_string("kern/uni_form.html", {"form": Specimen()})
    assert html.count("(optional)") == 2


def test_an_amount_shows_its_unit_and_says_it():
    html = render_to_string("kern/uni_form.html", {"form": Specimen()})
    assert '<span class="kern-input-group-text" aria-hidden="true">€</span>' in html
    assert 'Betrag<span class="kern-sr-only"> in Euro</span>' in html


def test_choices_that_are_made_stay_made():
    page = drawn(Specimen(initial=FILLED))
    assert [
        box["value"] for box in page.all("input", type="checkbox", name="offers") if "checked" in box
    ] == [
        "cafe",
        "advice",
    ]
    assert [box["value"] for box in page.all("input", type="radio") if "checked" in box] == ["provider"]


def test_a_hint_is_text_and_never_markup():
    class Careless(forms.Form):
        answer = forms.CharField(help_text="<img src=x>", label="<b>Frage</b>")

    html = render_to_string("kern/uni_form.html", {"form": Careless({})})
    assert "<img" not in html
    assert "<b>" not in html


def test_a_stored_file_is_named_and_can_be_removed_only_where_it_may_be():
    class Upload(forms.Form):
        kept = forms.FileField(required=True)
        loose = forms.FileField(required=False)

    page = drawn(Upload(initial={"kept": STORED, "loose": STORED}))
    assert [box["name"] for box in page.all("input", type="checkbox")] == ["loose-clear"]
    assert "required" not in page.all("input", name="kept")[0]


# --- errors ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_the_error_summary_links_to_fields_that_exist(way):
    page = drawn(Specimen(WRONG, prefix="wrong"), way)
    links = [link["href"].removeprefix("#") for link in page.all("a")]
    assert len(links) == 11
    assert set(links) <= set(page.ids)
    assert len(page.all("div", role="alert", tabindex="-1")) == 1


def test_the_summary_of_a_formset_links_to_its_fields():
    rows = Entries({"bad-TOTAL_FORMS": "1", "bad-INITIAL_FORMS": "1", "bad-0-amount": "NaN"}, prefix="bad")
    page = drawn(rows)
    assert [link["href"] for link in page.all("a")] == ["#id_bad-0-partner", "#id_bad-0-amount"]
    assert {"id_bad-0-partner", "id_bad-0-amount"} <= set(page.ids)


def test_a_form_without_errors_has_no_summary():
    assert drawn(Specimen()).all(role="alert") == []


def test_a_layout_is_drawn_with_its_parts():
    form = Specimen()
    form.helper = FormHelper()
    form.helper.layout = Layout(
        Fieldset("Wer", "name", Row(Column("email"), Column("amount"))), "stance", Submit("save", "Speichern")
    )
    page = drawn(form, "{% load crispy_forms_tags %}{% crispy form %}")
    assert len(page.all("form", method="post")) == 1
    assert [one["id"] for one in page.all("input") if one.get("type") != "radio"] == [
        "id_name",
        "id_email",
        "id_amount",
    ]
    assert page.all("button", type="submit")[0]["class"] == "kern-btn kern-btn--primary"


# --- the form page --------------------------------------------------------------------------------


@pytest.fixture
def signed_in(client_of, koordination):
    return client_of(koordination)


@pytest.mark.django_db
def test_the_form_page_has_one_form_with_one_summary_that_comes_first(signed_in):
    html = signed_in.post("/formular/", {"name": "BGW", "amount": "8.5"}).content.decode()
    assert html.count("data-error-summary") == 1
    assert html.index("data-error-summary") < html.index('<form class="form" method="post"')
    assert html.count("csrfmiddlewaretoken") == 2  # the form's and the one of „Abmelden“
    assert "<title>Fehler: Vereinbarung anlegen – Quartiersarbeit Bielefeld</title>" in html
    assert 'value="8.5"' in html
    assert 'href="/partner/"><span class="kern-label">Abbrechen</span>' in html


@pytest.mark.django_db
def test_every_component_page_is_sound(signed_in):
    page = Page(signed_in.get("/komponenten/").content.decode())
    assert sorted(page.ids) == sorted(set(page.ids))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    named = [
        one for one in page.all("table") if one.get("aria-label")
    ]  # in a figure, which has its own caption
    assert len(page.all("table")) == len(page.all("caption")) + len(named) > len(named) > 0
    named = [
        svg.get("aria-hidden") or (svg["role"] == "img" and svg["aria-label"]) for svg in page.all("svg")
    ]
    assert named
    assert all(named)


# --- frame ----------------------------------------------------------------------------------------


def labels(user, at: str = "/", rf=None) -> list[str]:
    request = rf.get(at)
    request.user = user
    return [entry.label for entry in frame(request)["navigation"]]


@pytest.mark.django_db
def test_the_navigation_shows_what_a_role_may_see(rf, koordination, gremium, verwaltung):
    assert labels(koordination, rf=rf) == [
        "Übersicht",
        "Partner",
        "Standorte",
    ]  # as far as there are addresses
    assert labels(gremium, rf=rf) == ["Übersicht"]


def test_strangers_get_no_navigation(rf):
    assert labels(AnonymousUser(), rf=rf) == []


@pytest.mark.django_db
def test_the_place_one_is_at_is_marked_on_its_inner_pages_too(signed_in):
    html = signed_in.get("/partner/7/").content.decode()
    assert 'href="/partner/" aria-current="true">Partner' in html
    assert html.count('class="menu__link"') == 3
    assert 'href="/" aria-current' not in html


@pytest.mark.django_db
def test_the_frame_costs_only_the_permissions(rf, koordination, django_assert_num_queries):
    request = rf.get("/")
    request.user = koordination
    with django_assert_num_queries(1):  # what roles and others give, once
        context = frame(request)
        assert list(context["navigation"])
        assert str(context["role"]) == "Koordination"
    with django_assert_num_queries(0):
        frame(request)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Koordination", "Freigabe", "Gremium", "Revision"])
def test_people_are_called_by_their_role(name):
    assert role_of(in_group(name)) == name


@pytest.mark.django_db
def test_partners_and_verwaltung_are_called_by_their_role(partner_user, verwaltung):
    assert (role_of(partner_user), role_of(verwaltung), role_of(AnonymousUser())) == (
        "Partner",
        "Verwaltung",
        "",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_says_so_on_every_page(client, settings, demo):
    settings.DEMO = demo
    assert ("Beispieldaten – echt sind nur" in client.get("/konto/login/").content.decode()) == demo


@pytest.mark.django_db
def test_a_page_begins_with_the_way_to_its_content(signed_in):
    page = Page(signed_in.get("/formular/").content.decode())
    assert page.all("html") == [{"lang": "de"}]
    assert page.all("a")[0]["href"] == "#inhalt"
    assert page.all("main") == [{"id": "inhalt", "tabindex": "-1"}]


# --- figures --------------------------------------------------------------------------------------


def test_places_are_counted_in_a_sentence():
    seats = Seats([Place("Platz 1", "Projektstandort 1"), Place("Platz 2"), Place("Platz 3")], DAY)
    assert seats.sentence == "1 von 3 Plätzen ist besetzt, 2 sind frei."
    assert Seats([Place("Platz 1", "A")], DAY).sentence == "1 von 1 Platz ist besetzt, keiner ist frei."


def budget(available="80000", committed="56000", paid="28000", planned="20000") -> Budget:
    return Budget(*map(Decimal, (available, committed, paid, planned)), on=DAY)


def test_the_bar_shows_exactly_what_is_available():
    assert [part.amount for part in budget().segments] == [28000, 28000, 20000, 4000]
    assert [(part.x, part.width) for part in budget().segments] == [
        (0, 350),
        (350, 350),
        (700, 250),
        (950, 50),
    ]


def test_shares_are_rounded_each_and_add_up_to_a_hundred():
    shares = [part.percent for part in budget("80000", "70000", "55250", "1500").segments]
    assert shares == [69, 18, 2, 11]  # 69.06, 18.44, 1.88, 10.63


def test_planning_beyond_what_is_free_is_said():
    over = budget(planned="32000.50")
    assert over.overplanned == Decimal("8000.50")
    assert "8.000,50\N{NO-BREAK SPACE}€ mehr, als frei ist" in render_to_string(
        "kern/budget_bar.html", {"budget": over}
    )


def test_a_year_without_money_can_be_drawn():
    assert sum(part.width for part in budget("0", "0", "0", "0").segments) == 0


# --- pages of trouble and of the account ----------------------------------------------------------


def test_every_rule_of_our_style_sheet_is_closed():
    """What follows an open @media counts on narrow screens only; no browser complains."""
    sheet = (settings.BASE_DIR / "quartiersarbeit/static/quartiersarbeit/app.css").read_text()
    depth = list(accumulate({"{": 1, "}": -1}[brace] for brace in re.findall("[{}]", sheet)))
    assert (min(depth), max(depth), depth[-1]) == (0, 2, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["403.html", "403_csrf.html", "404.html"])
def test_pages_of_trouble_say_what_to_do(rf, template, koordination):
    request = rf.get("/")
    request.user = koordination
    html = render_to_string(template, request=request)
    assert "Zur Übersicht" in html
    assert len(Page(html).all("h1")) == 1


def test_the_page_of_a_failure_needs_nothing(django_assert_num_queries):
    assert "schiefgegangen" in render_to_string("500.html")


INFORMAL = re.compile(r"\b([Dd]u|[Dd]ein\w*|[Dd]ir|[Dd]ich|gib|bist|hast|kannst|musst)\b")
ENGLISH = re.compile(r"\b([Yy]our|password|the|[Ss]ign|please|account|code is|email)\b")


def said(html: str) -> str:
    """The words of the page's main part."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["login/", "logout/", "password/reset/", "password/reset/done/", "signup/", "inactive/"]
)
def test_strangers_are_addressed_in_german_with_sie(client, address):
    words = said(client.get(f"/konto/{address}", follow=True).content.decode())
    assert not INFORMAL.findall(words)
    assert not ENGLISH.findall(words)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "password/change/",
        "logout/",
        "reauthenticate/",
        "zwei-faktor/",
        "zwei-faktor/totp/activate/",
        "zwei-faktor/recovery-codes/generate/",
    ],
)
def test_people_are_addressed_in_german_with_sie(client, koordination, address):
    client.force_login(koordination, backend="django.contrib.auth.backends.ModelBackend")
    words = said(client.get(f"/konto/{address}", follow=True).content.decode())
    assert not INFORMAL.findall(words)
    assert not ENGLISH.findall(words)


@pytest.mark.django_db
def test_a_stranger_finds_no_way_to_sign_up(client):
    assert "signup" not in client.get("/konto/login/").content.decode()
    assert "Konten richtet die Verwaltung" in client.get("/konto/signup/").content.decode()


def test_the_german_catalogue_is_compiled_as_written():
    folder = Path(settings.BASE_DIR) / "quartiersarbeit/locale/de/LC_MESSAGES"
    source, compiled = (folder / "django.po").read_text("utf-8"), (folder / "django.mo").read_bytes()
    texts = re.findall(r'^msgstr(?:\[\d\])? "(.+)"$', source, re.MULTILINE)
    assert len(texts) > 60
    assert [text for text in texts if text.replace('\\"', '"').encode() not in compiled] == []


# --- nothing inline -------------------------------------------------------------------------------

INLINE = re.compile(
    r"""\sstyle\s*=|<style\b|<script\b(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*["']|javascript:|https?://(?!www\.w3\.org)""",
    re.IGNORECASE,
)


FILE = Path(settings.BASE_DIR, "templates/paper/file.html")


@pytest.mark.parametrize(
    "template",
    # A report as one file to take away brings its style along; no page of ours is drawn with it.
    sorted(set(Path(settings.BASE_DIR, "templates").rglob("*.html")) - {FILE}),
    ids=lambda file: str(file.relative_to(settings.BASE_DIR)),
)
def test_no_template_has_inline_style_or_script_or_calls_elsewhere(template):
    """The Content-Security-Policy allows none of it, and no request may leave the house."""
    assert INLINE.findall(template.read_text("utf-8")) == []


# --- in the browser -------------------------------------------------------------------------------


@pytest.mark.browser
def test_no_page_has_anything_to_say_on_the_console(page, live_server, transactional_db):
    """A broken script or a style that the Content-Security-Policy refuses would say so there."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    _sign_in(page, live_server.url, in_group("Koordination", email="koordination@example.org"))
    page.goto(f"{live_server.url}/komponenten/")
    assert complaints == []


def _sign_in(page, url: str, user) -> None:
    page.goto(f"{url}/konto/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", "quartier-test")
    page.click("main button[type=submit]")
    page.wait_for_load_state()


@pytest.mark.browser
def test_the_navigation_opens_on_a_phone_without_script(browser, live_server, transactional_db):
    user = in_group("Koordination", email="koordination@example.org")
    context = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    _sign_in(page, live_server.url, user)
    page.goto(f"{live_server.url}/formular/")
    link = page.get_by_role("link", name="Partner", exact=True)
    assert not link.is_visible()
    page.get_by_role("button", name="Menü").click()
    assert link.is_visible()
    context.close()


@pytest.mark.browser
def test_a_wrong_form_puts_the_focus_on_its_summary(page, live_server, transactional_db):
    _sign_in(page, live_server.url, in_group("Koordination", email="koordination@example.org"))
    page.goto(f"{live_server.url}/formular/")
    page.get_by_role("button", name="Anlegen").click()
    page.wait_for_load_state()
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    page.get_by_role("link", name=re.compile("^Stellungnahme:")).click()
    assert page.evaluate("location.hash") == "#id_stance_0"


@pytest.mark.browser
def test_the_chosen_theme_is_kept(page, live_server, transactional_db):
    page.goto(f"{live_server.url}/konto/login/")
    page.get_by_role("button", name="Dunkel").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.kernTheme") == "dark"
    assert page.get_by_role("button", name="Dunkel").get_attribute("aria-pressed") == "true"


NAMED = re.compile(r"\{%\s*static\s+['\"]([^'\"]+)['\"]")


def test_every_static_file_that_a_template_names_is_there():
    """In tests a missing one is only a dead link; in production, where names carry hashes, it is an error page."""
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")
    named = {name for template in templates for name in NAMED.findall(template.read_text())}
    assert {name for name in named if finders.find(name) is None} == set()


def _given_to_pages() -> set[tuple[str, str]]:
    """The words of the dictionaries in the modules of pages, each with its module."""
    modules = [*ROOT.glob("*/views/*.py"), *ROOT.glob("*/*/views/*.py"), *ROOT.glob("quartiersarbeit/*.py")]
    return {
        (key.value, str(file.relative_to(ROOT)))
        for file in modules
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def test_no_page_gives_what_the_frame_says_another_meaning():
    """A year's page gave a table as `waiting`, and its text stood in the menu, where the number of tasks stands."""
    frame_says = {
        "city",
        "demo",
        "identity_service",
        "legal_links",
        "navigation",
        "other_organisations",
        "perms",
    }
    frame_says |= {"release", "request", "role", "unread_news", "user", "waiting"}
    base = (ROOT / "templates" / "base.html").read_text("utf-8")
    assert {word for word in frame_says if word not in base} == {"identity_service"}
    counts = {("waiting", f"quartiersarbeit/{name}.py") for name in ("overview", "tasks", "deadlines")}
    no_page_s = {  # a party's role, an act, and a mail
        ("role", "partners/views/agreement_acts.py"),
        ("release", "funding/views/disbursement.py"),
        ("user", "partners/views/account.py"),
    }
    assert {given for given in _given_to_pages() if given[0] in frame_says} == counts | no_page_s
