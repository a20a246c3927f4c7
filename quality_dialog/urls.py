"""The addresses of this floor."""

from django.urls import path

from quality_dialog.views import cycle, dialogue, finding, measure, report, report_acts, report_files

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
    path("berichte/<int:pk>/bearbeiten/", report.report_edit, name="report_edit"),
    path("berichte/<int:pk>/pruefung-beginnen/", report_acts.report_review, name="report_review"),
    path("berichte/<int:pk>/rueckgabe/", report_acts.report_return, name="report_return"),
    path("berichte/<int:pk>/mitzeichnung/", report_acts.report_co_sign, name="report_co_sign"),
    path(
        "berichte/<int:pk>/mitzeichnungen/neu/",
        report_acts.co_signature_create,
        name="co_signature_create",
    ),
    path("berichte/<int:pk>/freigabe/", report_acts.report_approve, name="report_approve"),
    path("berichte/<int:pk>/einreichung/", report_acts.report_submit, name="report_submit"),
    path("berichte/<int:pk>/veroeffentlichung/", report_acts.report_publish, name="report_publish"),
    path("berichte/<int:pk>/neue-fassung/", report_acts.report_correct, name="report_correct"),
    path("berichte/<int:pk>/beratungen/neu/", report_acts.consultation_create, name="consultation_create"),
    path(
        "berichte/<int:pk>/beratungen/<int:stop>/",
        report_acts.consultation_note,
        name="consultation_note",
    ),
    path("berichte/<int:pk>/pruefung/", report_files.report_verify, name="report_verify"),
    path("berichte/<int:pk>/bericht.html", report_files.report_page, name="report_page"),
    path("berichte/<int:pk>/bericht.pdf", report_files.report_pdf, name="report_pdf"),
    path("berichte/<int:pk>/bericht.docx", report_files.report_docx, name="report_docx"),
    path("berichte/<int:pk>/bericht.json", report_files.report_json, name="report_json"),
    path("berichte/<int:pk>/bericht.zip", report_files.report_zip, name="report_zip"),
    path("berichte/<int:pk>/zahlen/<slug:key>/", report.report_figure, name="report_figure"),
]
