"""The page „Neuigkeiten“: what the others did, each leading to its record."""

import django_filters
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from partners.models import Notification
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import STATUS, Column
from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.listing import answer_list


class NewsFilter(django_filters.FilterSet):
    """All, or only what one has not opened yet."""

    neu = django_filters.BooleanFilter(label="Nur neue", method="only_unread", widget=forms.CheckboxInput)

    class Meta:
        model = Notification
        fields: list[str] = []

    def only_unread(self, rows, name: str, value: bool):
        return rows.unread() if value else rows


@require_safe
@kept_page
def news_list(request: HttpRequest) -> HttpResponse:
    """One's own news, the newest first; opening one marks it as read."""
    mine = Notification.objects.visible_to(request.user)
    unread = mine.unread().count()
    return answer_list(
        request,
        mine.with_status().select_related("by"),
        columns=[
            Column("text", "Was geschehen ist", link=_opened, width=70),
            Column("on", "Am", sort=("on", "pk"), kind="date"),
            STATUS,
        ],
        title="Neuigkeiten",
        template="news.html",
        search=["text"],
        filterset=NewsFilter,
        order="-on",
        empty="Noch keine Neuigkeiten. Hier steht, was die anderen tun: was sie teilen, beantworten, freigeben.",
        context={"crumbs": crumbs("news_list"), "unread": unread},
    )


@require_safe
def news_open(request: HttpRequest, pk: int) -> HttpResponse:
    """To the record it tells of; from now on it is read. Asking twice changes nothing."""
    mine = Notification.objects.visible_to(request.user)
    one = get_object_or_404(mine, pk=pk)
    mine.filter(pk=pk).read()
    return redirect(one.address)


@require_POST
def news_read(request: HttpRequest) -> HttpResponse:
    """All of one's news are read."""
    number = Notification.objects.visible_to(request.user).read()
    messages.success(request, f"{german.count(number, 'Neuigkeit', 'Neuigkeiten')} als gelesen vermerkt.")
    return redirect("news_list")


def _opened(one: Notification) -> str:
    return reverse("news_open", args=[one.pk])
