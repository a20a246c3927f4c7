"""Lists as somebody wants to see them again: kept under a name, and removed."""

from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST

from partners.models import SavedView, User
from quartiersarbeit.ground.forms import accepted


class SavedViewForm(forms.Form):
    """The name; which list it is, the page brings along."""

    name = forms.CharField(max_length=60)
    path = forms.CharField(max_length=200)
    query = forms.CharField(max_length=1000, required=False)

    def clean_path(self) -> str:
        """An address of this house: one is led back to it."""
        path: str = self.cleaned_data["path"]
        try:
            resolve(path)
        except Resolver404:
            raise Http404 from None
        return path


@require_POST
def saved_view_keep(request: HttpRequest) -> HttpResponse:
    """Keep a list as it stands; back to it either way."""
    form = SavedViewForm(request.POST)
    if accepted(form, SavedView.objects.keep, by=cast(User, request.user)):
        messages.success(request, f"Die Ansicht „{form.cleaned_data['name']}“ ist gemerkt.")
        return redirect(form.result)
    if "path" not in form.cleaned_data:
        raise Http404
    messages.error(request, " ".join(said for told in form.errors.values() for said in told))
    query = form.cleaned_data.get("query")
    return redirect(f"{form.cleaned_data['path']}?{query}" if query else form.cleaned_data["path"])


@require_POST
def saved_view_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own view goes; the list stays."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    view.delete()
    messages.success(request, f"Die Ansicht „{view}“ ist entfernt.")
    return redirect(view.path)
