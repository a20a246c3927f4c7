"""The addresses: German paths, English names; each app brings its own."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("konto/", include("allauth.account.urls")),
    path("konto/zwei-faktor/", include("allauth.mfa.urls")),
    path("verwaltung/", admin.site.urls),
]
