"""The addresses of this floor."""

from django.urls import path

from sites import views

app_name = "sites"
urlpatterns = [
    path("standorte/", views.site_list, name="site_list"),
    path("standorte/<int:pk>/", views.site_detail, name="site_detail"),
    path("standorte/<int:pk>/platz/", views.coverage_create, name="coverage_create"),
]
