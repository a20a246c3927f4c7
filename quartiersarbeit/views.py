"""The roof: pages that read all floors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def dashboard(request: HttpRequest) -> HttpResponse:
    """The overview, per role."""
    return render(request, "dashboard.html")
