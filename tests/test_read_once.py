"""What is read with something else in one statement is what would be read by itself."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import OuterRef
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.deputising import Roles
from partners.models import CALLED_BY, Contact, Notification, Partner, User
from quality_dialog.models import Attachment, Consultation, CoSignature, Report
from quality_dialog.report import composing
from quartiersarbeit.ground.inside import Inside, beside
from tests import factories as f

pytestmark = pytest.mark.django_db
TODAY = date(f.YEAR, 11, 26)


def facts(row) -> dict:
    """All that is known of a row without asking for more, as whole Python values."""
    return {name: (type(fact), fact) for name, fact in vars(row).items() if name != "_state"}


def test_rows_read_inside_their_record_are_those_that_are_asked_for_by_themselves():
    partner = f.PartnerFactory()
    f.ContactFactory(partner=partner, phone="+495211234567", ends_on=date(f.YEAR, 1, 31))
    f.ContactFactory(partner=partner, name="Ö „Anführung“ \\ 'Hochkomma'\nZeile")
    f.ContactFactory()  # another one's
    rows = Contact.objects.with_status(TODAY).order_by("-name")
    of_partner = Partner.objects.annotate(people=Inside(rows.filter(partner=OuterRef("pk"))))
    inside = of_partner.get(pk=partner.pk).people
    assert [facts(one) for one in inside] == [facts(one) for one in rows.filter(partner=partner)]


def test_rows_inside_leave_out_what_is_deferred_and_have_it_when_asked():
    paper = f.AttachmentFactory()
    listed = Attachment.objects.filter(report=OuterRef("pk")).listed()
    (inside,) = Report.objects.annotate(papers=Inside(listed)).get(pk=paper.report_id).papers
    assert inside.get_deferred_fields() == {"content"}
    assert bytes(inside.content) == bytes(paper.content)


def test_a_record_without_such_rows_has_none():
    partner = f.PartnerFactory()
    rows = Contact.objects.filter(partner=OuterRef("pk"))
    assert Partner.objects.annotate(people=Inside(rows)).get(pk=partner.pk).people == []


def test_rows_inside_bring_the_records_that_are_read_with_them_and_nothing_else_of_those():
    asked = f.CoSignatureFactory(office="Amt", answered_by=None)
    rows = beside(CoSignature.objects.order_by("pk"), user=CALLED_BY, answered_by=CALLED_BY)
    inside = Inside(rows.filter(report=OuterRef("pk")))
    (known,) = Report.objects.annotate(asked=inside).get(pk=asked.report_id).asked
    with CaptureQueriesContext(connection) as more:
        told = (str(known), known.user, known.answered_by)
    assert (told, len(more)) == ((str(asked), asked.user, None), 0)
    assert "password" in known.user.get_deferred_fields()
    (nested,) = (
        Report.objects.annotate(
            stops=Inside(
                beside(
                    Consultation.objects.filter(report=OuterRef("pk")),
                    meeting=("held_on", "committee"),
                    meeting__committee=("short_name",),
                )
            )
        )
        .get(pk=f.ConsultationFactory().report_id)
        .stops
    )
    assert str(nested) == str(Consultation.objects.get(pk=nested.pk))


def test_who_wrote_at_a_report_is_named_on_its_page(koordination, freigabe, client_of):
    report = f.ReportFactory(by=koordination)
    composing.add_section(report, heading="Dazu", body="Ein Satz.", by=freigabe, on=TODAY)
    page = client_of(koordination).get(reverse("quality_dialog:report_detail", args=[report.pk]))
    assert f"von {koordination} und {freigabe}" in page.content.decode()


@pytest.mark.parametrize("name", ["koordination", "partner_user", "gremium", "verwaltung"])
def test_who_is_signed_in_is_whoever_is_asked_for_with_the_same_rights(name, request):
    person = request.getfixturevalue(name)
    User.objects.filter(pk=person.pk).update(sheet_columns={"partner": ["Ä", None]})
    read, known = User.objects.get(pk=person.pk), Roles().get_user(person.pk)
    assert known.get_all_permissions() == read.get_all_permissions() != set()
    told = {"_state", "known", "seen", "_given", "_held", "fading"}
    told |= {"_perm_cache", "_user_perm_cache", "_group_perm_cache"}
    assert [
        {name: fact for name, fact in vars(one).items() if name not in told} for one in (known, read)
    ] == [{field.attname: getattr(read, field.attname) for field in User._meta.concrete_fields}] * 2


def test_nobody_is_signed_in_whose_account_is_locked_or_gone(koordination):
    User.objects.filter(pk=koordination.pk).update(is_active=False)
    assert (Roles().get_user(koordination.pk), Roles().get_user(koordination.pk + 1000)) == (None, None)


def test_the_header_counts_the_unread_news_of_the_present_organisation(
    partner_user, bgw, koordination, client_of
):
    told = {"recipient": partner_user, "by": koordination}
    f.NotificationFactory(side=partner_user.partner, **told)
    f.NotificationFactory(side=None, **told)
    f.NotificationFactory(side=bgw, **told)  # of another organisation
    f.NotificationFactory(side=partner_user.partner, read=True, **told)
    f.NotificationFactory(by=partner_user)  # somebody else's
    unread = Notification.objects.visible_to(partner_user).unread().count()
    page = client_of(partner_user).get(reverse("dashboard"))
    assert (Roles().get_user(partner_user.pk).unread_news, page.context["unread_news"]) == (unread, 2)
