"""The addresses of this floor."""

from django.urls import path

from quality_dialog.views import cycle, dialogue, finding, measure, report, self_assessment

app_name = "quality_dialog"
urlpatterns = [
    path("qualitaetsdialog/", cycle.cycle_list, name="cycle_list"),
    path("qualitaetsdialog/<int:year>/", cycle.cycle_detail, name="cycle_detail"),
    path(
        "qualitaetsdialog/<int:year>/standorte/<int:site_pk>/",
        dialogue.dialogue_detail,
        name="dialogue_detail",
    ),
    path(
        "qualitaetsdialog/<int:year>/standorte/<int:site_pk>/selbsteinschaetzung/",
        self_assessment.self_assessment,
        name="self_assessment",
    ),
    path(
        "qualitaetsdialog/<int:year>/standorte/<int:site_pk>/selbsteinschaetzung/<int:field_pk>/",
        self_assessment.self_assessment_field,
        name="self_assessment_field",
    ),
    path(
        "qualitaetsdialog/<int:year>/standorte/<int:site_pk>/selbsteinschaetzung/einreichen/",
        self_assessment.self_assessment_submit,
        name="self_assessment_submit",
    ),
    path(
        "qualitaetsdialog/<int:year>/standorte/<int:site_pk>/selbsteinschaetzung/partner/<int:partner_pk>/oeffnen/",
        self_assessment.self_assessment_reopen,
        name="self_assessment_reopen",
    ),
    path("feststellungen/<int:pk>/", finding.finding_detail, name="finding_detail"),
    path("massnahmen/", measure.measure_list, name="measure_list"),
    path("berichte/", report.report_list, name="report_list"),
    path("berichte/neu/", report.report_create, name="report_create"),
    path("berichte/<int:pk>/", report.report_detail, name="report_detail"),
    path("berichte/<int:pk>/bearbeiten/", report.report_edit, name="report_edit"),
    path("berichte/<int:pk>/bericht.html", report.report_page, name="report_page"),
    path("berichte/<int:pk>/bericht.pdf", report.report_pdf, name="report_pdf"),
    path("berichte/<int:pk>/zahlen/<slug:key>/", report.report_figure, name="report_figure"),
]
