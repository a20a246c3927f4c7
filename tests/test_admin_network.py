"""The admin of partners and sites: every record is there, and no broken rule is ever a crash."""

import hashlib
from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from partners.admin import OnlyRead
from partners.models import (
    Agreement,
    ApiToken,
    ArchiveOffer,
    BarrierReport,
    CalendarKey,
    CityDistrict,
    DeletionProof,
    FormerName,
    MailRun,
    MailWish,
    Mandate,
    Membership,
    Municipality,
    Notification,
    PublicText,
    SavedView,
    SecurityEntry,
    SentMail,
    Tombstone,
    User,
    WayBack,
)
from quartiersarbeit.ground.admin import OnlyToLookAt
from sites.models import Coverage, Seat, Site
from tests import factories
from tests.asking import rule_alone
from tests.factories import (
    AgreementFactory,
    CoverageFactory,
    DecisionFactory,
    MandateFactory,
    NegotiationFactory,
    PartnerFactory,
    SeatFactory,
    SiteFactory,
    UserFactory,
    pdf,
)
from tests.people import in_group

# One's own news, wishes and key are nobody else's business; the logs are read at /benachrichtigungen/ and
# /sicherheit/, what privacy asks for on pages of its own.
NOT_IN_THE_ADMIN = {
    *(ApiToken, CalendarKey, MailRun, MailWish, Membership, SavedView, Notification, SecurityEntry, SentMail),
    *(FormerName, WayBack),  # read at the record they are about
    *(CityDistrict, Municipality),  # entered under „Stammdaten“, which looks anew at them
    *(ArchiveOffer, BarrierReport, DeletionProof, PublicText, Tombstone),
    DBTaskResult,  # the queue of the mails, in English
}
MODELS = [
    model
    for label in ("partners", "sites")
    for model in apps.get_app_config(label).get_models()
    if not model._meta.proxy and not model.__name__.endswith("Event") and model not in NOT_IN_THE_ADMIN
]
NAMES = [model._meta.label_lower for model in MODELS]


@pytest.mark.django_db
def test_the_admin_has_no_door_of_its_own(client):
    """Its own form would let a password in without the second factor."""
    UserFactory(email="chefin@example.org", password="geheim-genug-1", is_staff=True)
    given = {"username": "chefin@example.org", "password": "geheim-genug-1"}
    answer = client.post(reverse("admin:login"), given)
    assert (answer.status_code, "_auth_user_id" in client.session) == (302, False)
    assert answer.url.startswith(reverse("account_login"))


def address(model, act: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{act}", args=args)


@pytest.fixture
def clerk(client_of, verwaltung):
    """Verwaltung at the admin."""
    return client_of(verwaltung)


@pytest.fixture
def office(client_of, db):
    """Verwaltung without a superuser's rights, as every day."""
    return client_of(in_group("Verwaltung", is_staff=True))


def rows(prefix: str, *entries: dict, initial: int = 0) -> dict:
    """An inline's part of a form: its counters and its rows."""
    data = {f"{prefix}-TOTAL_FORMS": len(entries), f"{prefix}-INITIAL_FORMS": initial}
    for number, entry in enumerate(entries):
        data |= {f"{prefix}-{number}-{name}": value for name, value in entry.items()}
    return data


def site_data(site: Site, coverages: dict) -> dict:
    """A site's form as it stands, with these coverages."""
    facts = {"name": site.name, "neighbourhood": site.neighbourhood_id, "opened_on": "01.01.2025"}
    return facts | coverages | rows("assignments") | rows("offers") | rows("in_question")


def refusal(answer) -> str:
    """What the form says on top; it must be a page, not a crash and not a success."""
    assert answer.status_code == 200
    return rule_alone(" ".join(answer.context["adminform"].form.non_field_errors() or _all(answer)))


def _all(answer) -> list[str]:
    return [text for errors in answer.context["adminform"].form.errors.values() for text in errors]


def said(answer) -> str:
    return rule_alone(" ".join(str(message) for message in answer.context["messages"]))


# --- every record is there -----------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_every_model_has_a_list_a_search_and_a_form(clerk, model):
    factory = getattr(factories, f"{model.__name__}Factory")
    record = factory()
    assert clerk.get(address(model, "changelist"), {"q": "Beispiel"}).status_code == 200
    assert clerk.get(address(model, "changelist")).context["cl"].result_count >= 1
    written_elsewhere = isinstance(admin.site._registry[model], OnlyRead | OnlyToLookAt)
    assert clerk.get(address(model, "add")).status_code == (403 if written_elsewhere else 200)
    assert clerk.get(address(model, "change", record.pk)).status_code == 200


def test_what_is_nobody_elses_business_is_not_in_the_admin():
    assert set(admin.site._registry) & NOT_IN_THE_ADMIN == set()


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_every_list_says_what_it_shows_searches_and_filters(model):
    options = admin.site._registry[model]
    assert options.list_display != ("__str__",)
    assert options.search_fields
    assert options.list_filter or model.__name__ == "Committee"


@pytest.mark.parametrize("model", [m for m in MODELS if m is not User], ids=lambda m: m._meta.label_lower)
def test_a_list_asks_as_often_for_many_rows_as_for_two(clerk, model):
    factory = getattr(factories, f"{model.__name__}Factory")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            clerk.get(address(model, "changelist"))
        return len(queries)

    factory.create_batch(2)
    asked()  # content types are read once
    two = asked()
    factory.create_batch(8)
    assert asked() == two


# --- accounts ------------------------------------------------------------------------------------


def account(email: str, **more) -> dict:
    passwords = {"password1": "Quartier-2026!", "password2": "Quartier-2026!", "usable_password": "true"}
    return {"email": email, "first_name": "Kim", "last_name": "Muster"} | passwords | more


def test_an_account_is_made_without_a_password_and_without_a_role(office, awo):
    """All come later: the password by mail, the role under four eyes, an organisation by an accepted invitation."""
    role = Group.objects.get(name="Partner")
    answer = office.post(address(User, "add"), account("neu@example.org", partner=awo.pk, groups=[role.pk]))
    assert answer.status_code == 302
    user = User.objects.get(email="neu@example.org")
    assert (user.has_usable_password(), user.partner, list(user.groups.all())) == (False, None, [])


def test_an_e_mail_address_is_taken_however_it_is_written(office):
    UserFactory(email="kim@example.org")
    answer = office.post(address(User, "add"), account("KIM@example.org"))
    assert refusal(answer) == "Mit dieser E-Mail-Adresse gibt es schon ein Konto."
    assert User.objects.filter(email__iexact="kim@example.org").count() == 1


def test_the_office_makes_nobody_a_superuser(office):
    user = UserFactory()
    data = {"email": user.email, "is_active": "on", "is_superuser": "on", "user_permissions": ["1"]}
    assert office.post(address(User, "change", user.pk), data).status_code == 302
    user.refresh_from_db()
    assert (user.is_superuser, user.user_permissions.count()) == (False, 0)


def test_the_office_does_not_touch_a_superusers_account(office, verwaltung):
    data = {"email": "gekapert@example.org"}
    assert office.post(address(User, "change", verwaltung.pk), data).status_code == 403
    assert office.post(address(User, "delete", verwaltung.pk), {"post": "yes"}).status_code == 403
    verwaltung.refresh_from_db()
    assert verwaltung.email == "admin@example.org"


def test_bulk_deletion_spares_superusers(office, verwaltung):
    data = {"action": "delete_selected", "_selected_action": [verwaltung.pk], "post": "yes"}
    office.post(address(User, "changelist"), data, follow=True)
    assert User.objects.filter(pk=verwaltung.pk).exists()


# --- the limits ----------------------------------------------------------------------------------


def test_the_eleventh_site_is_refused(clerk):
    ten = CoverageFactory.create_batch(10)
    site = SiteFactory()
    data = {
        "site": site.pk,
        "agreement": ten[0].agreement_id,
        "seat": ten[9].seat_id,
        "starts_on": "01.06.2026",
    }
    assert "Dieser Platz ist in dem Zeitraum schon vergeben." in refusal(
        clerk.post(address(Coverage, "add"), data)
    )
    assert Coverage.objects.count() == 10


def test_two_inline_rows_that_exclude_each_other_are_refused(clerk):
    site, agreement, seats = SiteFactory(), AgreementFactory(), SeatFactory.create_batch(2)
    wanted = [{"agreement": agreement.pk, "seat": seat.pk, "starts_on": "01.01.2026"} for seat in seats]
    answer = clerk.post(address(Site, "change", site.pk), site_data(site, rows("coverages", *wanted)))
    assert refusal(answer) == "Dieser Standort hat in dem Zeitraum schon einen Platz."
    assert not Coverage.objects.exists()


def test_what_was_typed_is_still_there_after_the_database_refused(clerk):
    site, agreement, seats = SiteFactory(), AgreementFactory(), SeatFactory.create_batch(2)
    wanted = [{"agreement": agreement.pk, "seat": seat.pk, "starts_on": "01.01.2026"} for seat in seats]
    data = site_data(site, rows("coverages", *wanted)) | {"name": "Neuer Name"}
    text = clerk.post(address(Site, "change", site.pk), data).content.decode()
    assert 'value="Neuer Name"' in text
    assert text.count('value="01.01.2026"') == 2
    site.refresh_from_db()
    assert site.name != "Neuer Name"


def test_coverage_outside_the_validity_of_its_seat_is_refused_in_the_form_and_inline(clerk):
    site, agreement = SiteFactory(), AgreementFactory()
    seat = SeatFactory(valid_until=date(2026, 6, 30))
    wanted = {"agreement": agreement.pk, "seat": seat.pk, "starts_on": "01.01.2026"}
    alone = clerk.post(address(Coverage, "add"), wanted | {"site": site.pk})
    inline = clerk.post(address(Site, "change", site.pk), site_data(site, rows("coverages", wanted)))
    for answer in (alone, inline):
        assert refusal(answer).startswith("Platz 1 gibt es nur vom 17.03.2020 bis 30.06.2026")
    assert not Coverage.objects.exists()


def test_a_seat_is_not_shortened_below_its_coverage(clerk):
    seat = CoverageFactory().seat
    data = {
        "number": seat.number,
        "valid_from": "17.03.2020",
        "valid_until": "31.12.2025",
        "mandate": seat.mandate_id,
    }
    answer = clerk.post(address(Seat, "change", seat.pk), data | rows("coverages"))
    assert "gibt es nur vom" in refusal(answer)
    seat.refresh_from_db()
    assert seat.valid_until is None


def test_a_seat_beyond_the_mandate_is_refused(office):
    mandate = MandateFactory(site_limit=1)
    SeatFactory(mandate=mandate)
    data = {"number": 2, "valid_from": "01.01.2026", "mandate": mandate.pk}
    answer = office.post(address(Seat, "add"), data)
    assert refusal(answer) == "Am 01.01.2026 gäbe es 2 Plätze; beschlossen sind höchstens 1."
    assert answer.context["adminform"].form.errors["mandate"]
    assert Seat.objects.count() == 1


def test_the_limit_of_a_mandate_is_not_lowered_below_its_seats(office):
    mandate = MandateFactory(site_limit=2)
    SeatFactory.create_batch(2, mandate=mandate)
    data = {
        "reference": mandate.reference,
        "kind": mandate.kind,
        "title": mandate.title,
        "committee": mandate.committee_id,
        "decided_on": "17.03.2020",
        "site_limit": 1,
    }
    answer = office.post(address(Mandate, "change", mandate.pk), data)
    assert "beschlossen sind höchstens 1" in refusal(answer)
    mandate.refresh_from_db()
    assert mandate.site_limit == 2


def test_a_step_without_its_reason_is_refused_inline(clerk):
    talk = NegotiationFactory()
    data = {"partner": talk.partner_id, "sector": talk.sector, "extent": talk.extent}
    step = {"on": "01.02.2026", "state": "paused"}
    answer = clerk.post(address(type(talk), "change", talk.pk), data | rows("steps", step))
    assert answer.status_code == 200
    assert "wählen Sie den Grund" in answer.content.decode()
    assert not talk.steps.exists()


def test_a_partner_signs_an_agreement_only_once_even_in_one_form(clerk):
    agreement, partner = AgreementFactory(parties=0), PartnerFactory()
    twice = [{"partner": partner.pk, "role": "other", "position": n} for n in (1, 2)]
    data = {"title": agreement.title, "starts_on": "01.01.2026", "quality_dialogue": "on"}
    answer = clerk.post(address(Agreement, "change", agreement.pk), data | rows("parties", *twice))
    assert answer.status_code == 200
    assert not agreement.parties.exists()


# --- deletion ------------------------------------------------------------------------------------


@pytest.fixture
def funded(db) -> Coverage:
    """A coverage that committed money rests on."""
    allocation = DecisionFactory(approved=True).allocation
    return allocation.site.coverages.get()


def test_a_coverage_money_rests_on_is_not_deleted(clerk, funded):
    answer = clerk.post(address(Coverage, "delete", funded.pk), {"post": "yes"}, follow=True)
    assert answer.status_code == 200
    assert "Geld wird nur für Standorte mit Platz gebunden" in said(answer)
    assert Coverage.objects.filter(pk=funded.pk).exists()


def test_bulk_deletion_of_funded_coverage_is_refused_as_a_whole(clerk, funded):
    other = CoverageFactory()
    data = {"action": "delete_selected", "_selected_action": [funded.pk, other.pk], "post": "yes"}
    answer = clerk.post(address(Coverage, "changelist") + "?o=1", data, follow=True)
    assert answer.status_code == 200
    assert "Geld wird nur für Standorte mit Platz gebunden" in said(answer)
    assert "o=1" in answer.redirect_chain[-1][0]
    assert Coverage.objects.count() == 2


def test_a_funded_coverage_is_not_deleted_inline_either(clerk, funded):
    site = funded.site
    row = {
        "id": funded.pk,
        "site": site.pk,
        "agreement": funded.agreement_id,
        "seat": funded.seat_id,
        "starts_on": "01.01.2026",
        "DELETE": "on",
    }
    answer = clerk.post(address(Site, "change", site.pk), site_data(site, rows("coverages", row, initial=1)))
    assert "Geld wird nur für Standorte mit Platz gebunden" in refusal(answer)
    assert Coverage.objects.filter(pk=funded.pk).exists()


def test_what_others_refer_to_is_named_instead_of_deleted(clerk):
    partner = AgreementFactory().partners.first()
    answer = clerk.post(address(type(partner), "delete", partner.pk), {"post": "yes"}, follow=True)
    assert answer.status_code == 200
    assert answer.context["protected"]
    partner.refresh_from_db()


# --- documents -----------------------------------------------------------------------------------


def test_a_document_stored_here_has_its_checksum_and_no_open_address(clerk):
    agreement, content = AgreementFactory(parties=0), pdf()
    data = {
        "title": agreement.title,
        "starts_on": "01.01.2026",
        "document": SimpleUploadedFile("unterschrieben.pdf", content),
    }
    clerk.post(address(Agreement, "change", agreement.pk), data | rows("parties"))
    agreement.refresh_from_db()
    assert agreement.document_sha256 == hashlib.sha256(content).hexdigest()
    assert agreement.document.read() == content
    text = clerk.get(address(Agreement, "change", agreement.pk)).content.decode()
    assert reverse("partners:agreement_document", args=[agreement.pk]) in text
    assert agreement.document.name not in text


def test_a_document_that_is_no_pdf_is_refused_here_too(clerk):
    agreement = AgreementFactory(parties=0)
    document = SimpleUploadedFile("unterschrieben.pdf", b"%PDF-1.7 nur dem Namen nach")
    data = {"title": agreement.title, "starts_on": "01.01.2026", "document": document} | rows("parties")
    text = clerk.post(address(Agreement, "change", agreement.pk), data).content.decode()
    agreement.refresh_from_db()
    assert ("kein lesbares PDF" in text, agreement.document.name) == (True, "")


NO_KEYS = ("[[figure]]", "1,50", " ", "a\x00b", "٣", "9" * 30, "-1")


def test_what_is_no_key_is_refused_in_each_field_to_search_in(clerk, rf, verwaltung):
    """By the page's view with its form drawn for each text; the frame around it, the same for all, for one of them."""
    asked = []
    for model, of in admin.site._registry.items():
        request = rf.get("/")
        request.user = verwaltung
        fields = set(of.get_autocomplete_fields(request)) - set(of.get_readonly_fields(request))
        if not fields or not of.has_add_permission(request):
            continue
        for text in NO_KEYS:
            sent = rf.post(address(model, "add"), dict.fromkeys(fields, text))
            sent.user, sent.session, sent._dont_enforce_csrf_checks = verwaltung, clerk.session, True
            answer = of.add_view(sent)
            drawn = str(answer.context_data["adminform"].form)
            asked.append((model.__name__, text, answer.status_code, bool(drawn)))
        answer = clerk.post(address(model, "add"), dict.fromkeys(fields, NO_KEYS[len(asked) % len(NO_KEYS)]))
        asked.append((model.__name__, "its page", answer.status_code, b"<form" in answer.content))
    assert (len(asked) > 20, [one for one in asked if one[2:] != (200, True)]) == (True, [])


@pytest.mark.parametrize("act", ["change", "delete", "history"])
def test_an_address_that_names_no_field_means_the_records_key(clerk, act):
    found = clerk.get(address(Site, act, SiteFactory().pk), {"_to_field": ""})
    assert found.status_code in (200, 302)
