"""The addresses of this floor."""

from django.urls import path

from funding import views

app_name = "funding"
urlpatterns = [
    path("haushalt/", views.fiscal_year_list, name="fiscal_year_list"),
    path("haushalt/neu/", views.fiscal_year_create, name="fiscal_year_create"),
    path("haushalt/<int:year>/", views.fiscal_year_detail, name="fiscal_year_detail"),
    path("haushalt/<int:year>/bearbeiten/", views.fiscal_year_edit, name="fiscal_year_edit"),
    path("haushalt/<int:year>/aufteilung/", views.fiscal_year_split, name="fiscal_year_split"),
    path("haushalt/<int:year>/abschluss/", views.fiscal_year_closing, name="fiscal_year_closing"),
    path("haushalt/<int:year>/abschluss/vollzug/", views.fiscal_year_close, name="fiscal_year_close"),
    path(
        "haushalt/<int:year>/abschluss/ruecknahme/", views.fiscal_year_keep_open, name="fiscal_year_keep_open"
    ),
    path("haushalt/<int:year>/umschichtung/", views.reallocation_create, name="reallocation_create"),
    path("umschichtungen/<int:pk>/", views.reallocation_detail, name="reallocation_detail"),
    path("umschichtungen/<int:pk>/freigabe/", views.reallocation_approve, name="reallocation_approve"),
    path("umschichtungen/<int:pk>/zuruecknahme/", views.reallocation_withdraw, name="reallocation_withdraw"),
    path("haushalt/<int:year>/zahlen/<slug:key>/", views.fiscal_year_figure, name="fiscal_year_figure"),
    path("haushalt/<int:year>/zuweisungen/neu/", views.allocation_create, name="allocation_create"),
    path("zuweisungen/<int:pk>/", views.allocation_detail, name="allocation_detail"),
    path("zuweisungen/<int:pk>/bescheide/neu/", views.decision_create, name="decision_create"),
    path("bescheide/<int:pk>/", views.decision_detail, name="decision_detail"),
    path("bescheide/<int:pk>/bearbeiten/", views.decision_edit, name="decision_edit"),
    path("bescheide/<int:pk>/zuruecknahme/", views.decision_withdraw, name="decision_withdraw"),
    path("bescheide/<int:pk>/freigabe/", views.decision_approve, name="decision_approve"),
]
