"""The addresses of this floor."""

from django.urls import path

from sites.views import acts, coverage, site

app_name = "sites"
urlpatterns = [
    path("standorte/", site.site_list, name="site_list"),
    path("standorte/neu/", acts.site_create, name="site_create"),
    path("standorte/<int:pk>/", site.site_detail, name="site_detail"),
    path("standorte/<int:pk>/platz/", acts.coverage_create, name="coverage_create"),
    path("standorte/<int:pk>/bearbeiten/", acts.site_edit, name="site_edit"),
    path("standorte/<int:pk>/schliessung/", acts.site_close, name="site_close"),
    path(
        "standorte/<int:pk>/schliessung/berichtigung/", acts.site_closing_correct, name="site_closing_correct"
    ),
    path("standorte/<int:pk>/rollen/neu/", acts.assignment_create, name="assignment_create"),
    path("standorte/<int:pk>/angebote/neu/", acts.offer_create, name="offer_create"),
    path("standorte/<int:pk>/angebote/<int:offer>/", acts.offer_edit, name="offer_edit"),
    path("standorte/<int:site>/platz/<int:pk>/ende/", coverage.coverage_end, name="coverage_end"),
    path(
        "standorte/<int:site>/platz/<int:pk>/ende/berichtigung/",
        coverage.coverage_end_correct,
        name="coverage_end_correct",
    ),
    path(
        "standorte/<int:site>/rollen/<int:pk>/ende/berichtigung/",
        coverage.assignment_end_correct,
        name="assignment_end_correct",
    ),
    path(
        "vereinbarungen/<int:pk>/standorte/neu/",
        coverage.agreement_coverage_create,
        name="agreement_coverage_create",
    ),
    path(
        "vereinbarungen/<int:pk>/standorte/uebernahme/",
        coverage.agreement_coverage_move,
        name="agreement_coverage_move",
    ),
]
