"""The addresses of this floor."""

from django.urls import path

from sites import views

app_name = "sites"
urlpatterns = [
    path("standorte/", views.site_list, name="site_list"),
    path("standorte/neu/", views.site_create, name="site_create"),
    path("standorte/<int:pk>/", views.site_detail, name="site_detail"),
    path("standorte/<int:pk>/platz/", views.coverage_create, name="coverage_create"),
    path("standorte/<int:pk>/bearbeiten/", views.site_edit, name="site_edit"),
    path("standorte/<int:pk>/schliessung/", views.site_close, name="site_close"),
    path("standorte/<int:pk>/rollen/neu/", views.assignment_create, name="assignment_create"),
    path("standorte/<int:pk>/angebote/neu/", views.offer_create, name="offer_create"),
    path("standorte/<int:pk>/angebote/<int:offer>/", views.offer_edit, name="offer_edit"),
    path("standorte/<int:site>/platz/<int:pk>/ende/", views.coverage_end, name="coverage_end"),
    path(
        "vereinbarungen/<int:pk>/standorte/neu/",
        views.agreement_coverage_create,
        name="agreement_coverage_create",
    ),
    path(
        "vereinbarungen/<int:pk>/standorte/uebernahme/",
        views.agreement_coverage_move,
        name="agreement_coverage_move",
    ),
]
