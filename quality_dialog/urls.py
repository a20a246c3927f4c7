"""The addresses of this floor."""

from django.urls import path

from quality_dialog.views import report

app_name = "quality_dialog"
urlpatterns = [
    path("berichte/", report.report_list, name="report_list"),
    path("berichte/neu/", report.report_create, name="report_create"),
    path("berichte/<int:pk>/", report.report_detail, name="report_detail"),
    path("berichte/<int:pk>/bearbeiten/", report.report_edit, name="report_edit"),
    path("berichte/<int:pk>/bericht.html", report.report_page, name="report_page"),
    path("berichte/<int:pk>/bericht.pdf", report.report_pdf, name="report_pdf"),
    path("berichte/<int:pk>/zahlen/<slug:key>/", report.report_figure, name="report_figure"),
]
