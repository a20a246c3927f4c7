"""The project's addresses and one view that does nothing but stand in the frame."""

from django.shortcuts import render
from django.urls import path

from quartiersarbeit.urls import urlpatterns as project


def empty(request):
    """What a page costs before it says anything: session, person, navigation, base.html."""
    return render(request, "base.html", {"title": "Leer"})


urlpatterns = [path("leer/", empty, name="empty"), *project]
