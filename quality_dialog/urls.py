"""The addresses of this floor."""

from django.urls import path

from quality_dialog.views import (
    cycle,
    cycle_acts,
    dialogue,
    evaluation,
    finding,
    framework,
    framework_parts,
    measure,
    report,
)

app_name = "quality_dialog"
urlpatterns = [
    path("qualitaetsdialog/", cycle.cycle_list, name="cycle_list"),
    path("qualitaetsdialog/neu/", cycle_acts.cycle_create, name="cycle_create"),
    path("qualitaetsdialog/auswertung/", evaluation.evaluation, name="evaluation"),
    path(
        "qualitaetsdialog/auswertung/standorte/<int:pk>/", evaluation.evaluation_site, name="evaluation_site"
    ),
    path(
        "qualitaetsdialog/auswertung/kriterien/<int:pk>/",
        evaluation.evaluation_criterion,
        name="evaluation_criterion",
    ),
    path("qualitaetsdialog/<int:year>/", cycle.cycle_detail, name="cycle_detail"),
    path("qualitaetsdialog/<int:year>/bearbeiten/", cycle_acts.cycle_edit, name="cycle_edit"),
    path("qualitaetsdialog/<int:year>/standorte/neu/", cycle_acts.dialogue_create, name="dialogue_create"),
    path(
        "qualitaetsdialog/<int:year>/standorte/<int:site_pk>/beteiligte/",
        cycle_acts.dialogue_participants,
        name="dialogue_participants",
    ),
    path(
        "qualitaetsdialog/<int:year>/standorte/<int:site_pk>/entfernen/",
        cycle_acts.dialogue_remove,
        name="dialogue_remove",
    ),
    path(
        "qualitaetsdialog/<int:year>/standorte/<int:site_pk>/",
        dialogue.dialogue_detail,
        name="dialogue_detail",
    ),
    path("rahmenkonzepte/", framework.framework_list, name="framework_list"),
    path("rahmenkonzepte/neu/", framework.framework_create, name="framework_create"),
    path("rahmenkonzepte/import/", framework.framework_import, name="framework_import"),
    path("rahmenkonzepte/<int:pk>/", framework.framework_detail, name="framework_detail"),
    path("rahmenkonzepte/<int:pk>/bearbeiten/", framework.framework_edit, name="framework_edit"),
    path("rahmenkonzepte/<int:pk>/fassungen/neu/", framework.framework_copy, name="framework_copy"),
    path("rahmenkonzepte/<int:pk>/entfernen/", framework.framework_remove, name="framework_remove"),
    path("rahmenkonzepte/<int:pk>/handlungsfelder/neu/", framework_parts.field_create, name="field_create"),
    path(
        "rahmenkonzepte/<int:pk>/handlungsfelder/<int:field_pk>/<slug:kind>/neu/",
        framework_parts.part_create,
        name="part_create",
    ),
    path("rahmenkonzepte/<int:pk>/<slug:kind>/<int:part_pk>/", framework_parts.part_edit, name="part_edit"),
    path(
        "rahmenkonzepte/<int:pk>/<slug:kind>/<int:part_pk>/reihenfolge/",
        framework_parts.part_move,
        name="part_move",
    ),
    path(
        "rahmenkonzepte/<int:pk>/<slug:kind>/<int:part_pk>/entfernen/",
        framework_parts.part_remove,
        name="part_remove",
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
