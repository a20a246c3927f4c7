"""The log of mails: what was sent to whom, for those who see everything."""

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.models import SentMail, User
from partners.models.mailing import SentMailQuerySet
from partners.notified import DAY, RECIPIENT, mail_page
from partners.statuses import MailStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import Crumbs, crumbs
from quartiersarbeit.ground.columns import STATUS, Column
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.listing import answer_list

EMPTY = "Noch keine E-Mail. Hier steht, was die Anwendung wem wann geschrieben hat."


class MailFilter(django_filters.FilterSet):
    """What became of them."""

    stand = django_filters.ChoiceFilter(
        label="Stand", choices=MailStatus.choices, method="in_status", empty_label="alle"
    )

    class Meta:
        model = SentMail
        fields: list[str] = []

    def in_status(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(status=value)


@require_safe
@permission_required("partners.see_everything", raise_exception=True)
def mail_log(request: HttpRequest) -> HttpResponse:
    """All mails, the newest first."""
    return _listed(
        request, SentMail.objects.visible_to(request.user), crumbs("mail_log"), "Versandte E-Mails"
    )


@require_safe
@permission_required("partners.see_everything", raise_exception=True)
def mail_log_of(request: HttpRequest, pk: int) -> HttpResponse:
    """All mails to one person."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    rows = SentMail.objects.visible_to(request.user).filter(recipient=person)
    return _listed(request, rows, crumbs("mail_log", str(person)), f"E-Mails an {person}")


@require_safe
@permission_required("partners.see_everything", raise_exception=True)
def mail_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as it was written, and what became of it."""
    rows = SentMail.objects.visible_to(request.user).with_status().select_related("recipient")
    mail = get_object_or_404(rows, pk=pk)
    person = mail.recipient
    facts = [
        ("Wem", str(person), reverse("mail_log_of", args=[person.pk])),
        ("An die Adresse", mail.address),
        ("Vorgemerkt", german.moment(mail.queued_at)),
        ("Stand", mail.status),
        ("Versandt", mail.sent_at and german.moment(mail.sent_at)),
        ("Versuche", str(mail.attempts)),
        ("Grund", mail.trouble),
    ]
    context = {
        "title": mail.subject,
        "crumbs": crumbs("mail_log", mail.subject),
        "mail": mail,
        "facts": facts,
    }
    return render(request, "mail_detail.html", context)


def _listed(request: HttpRequest, rows: SentMailQuerySet, way: Crumbs, title: str) -> HttpResponse:
    return answer_list(
        request,
        rows.with_status().select_related("recipient").defer("text", "html", "told"),
        columns=[
            RECIPIENT,
            Column("address", "Adresse", sort="address", width=32),
            DAY,
            Column("subject", "E-Mail", sort="subject", link=mail_page, width=40),
            STATUS,
            Column("trouble", "Grund", width=48),
        ],
        title=title,
        search=["recipient__last_name", "recipient__first_name", "address", "subject"],
        filterset=MailFilter,
        order="-day",
        empty=EMPTY,
        export_name="e-mails",
        context={"crumbs": way},
    )
