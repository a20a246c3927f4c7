"""The addresses of this floor."""

from django.urls import path

from quality_dialog.views import cycle, dialogue, finding, measure, reading, report, report_writing

app_name = "quality_dialog"
urlpatterns = [
    path("qualitaetsdialog/", cycle.cycle_list, name="cycle_list"),
    path("qualitaetsdialog/<int:year>/", cycle.cycle_detail, name="cycle_detail"),
    path(
        "qualitaetsdialog/<int:year>/standorte/<int:site_pk>/",
        dialogue.dialogue_detail,
        name="dialogue_detail",
    ),
    path("feststellungen/<int:pk>/", finding.finding_detail, name="finding_detail"),
    path("massnahmen/", measure.measure_list, name="measure_list"),
    path("berichte/", report.report_list, name="report_list"),
    path("berichte/neu/", report.report_create, name="report_create"),
    path("berichte/<int:pk>/", report.report_detail, name="report_detail"),
    path("berichte/<int:pk>/bearbeiten/", report_writing.report_edit, name="report_edit"),
    path("berichte/<int:pk>/abschnitte/neu/", report_writing.section_create, name="section_create"),
    path(
        "berichte/<int:pk>/abschnitte/<slug:key>/vorschlag/",
        report_writing.section_proposal,
        name="section_proposal",
    ),
    path("berichte/<int:pk>/vorlage/", reading.report_readings, name="report_readings"),
    path("berichte/<int:pk>/lesefassung/", reading.report_reading, name="report_reading"),
    path("berichte/<int:pk>/bericht.html", report.report_page, name="report_page"),
    path("berichte/<int:pk>/bericht.pdf", report.report_pdf, name="report_pdf"),
    path("berichte/<int:pk>/zahlen/<slug:key>/", report.report_figure, name="report_figure"),
]
