"""The addresses of the dialogue."""

from django.urls import path

from quality_dialog.dialogue.views import (
    comment,
    cycle,
    cycle_acts,
    dialogue,
    dialogue_meeting,
    evaluation,
    finding,
    finding_acts,
    finding_list,
    framework,
    framework_parts,
    measure,
    measure_acts,
    self_assessment,
)

EVALUATION = "qualitaetsdialog/auswertung/"
DIALOGUE = "qualitaetsdialog/<int:year>/standorte/<int:site_pk>/"
ASSESSMENT = f"{DIALOGUE}selbsteinschaetzung/"
FRAMEWORK = "rahmenkonzepte/<int:pk>/"
FINDING = "feststellungen/<int:pk>/"
MEASURE = "massnahmen/<int:pk>/"
urlpatterns = [
    path("qualitaetsdialog/", cycle.cycle_list, name="cycle_list"),
    path("qualitaetsdialog/neu/", cycle_acts.cycle_create, name="cycle_create"),
    path(EVALUATION, evaluation.evaluation, name="evaluation"),
    path(f"{EVALUATION}standorte/<int:pk>/", evaluation.evaluation_site, name="evaluation_site"),
    path(f"{EVALUATION}kriterien/<int:pk>/", evaluation.evaluation_criterion, name="evaluation_criterion"),
    path("qualitaetsdialog/<int:year>/", cycle.cycle_detail, name="cycle_detail"),
    path("qualitaetsdialog/<int:year>/bearbeiten/", cycle_acts.cycle_edit, name="cycle_edit"),
    path("qualitaetsdialog/<int:year>/standorte/neu/", cycle_acts.dialogue_create, name="dialogue_create"),
    path(f"{DIALOGUE}beteiligte/", cycle_acts.dialogue_participants, name="dialogue_participants"),
    path(f"{DIALOGUE}entfernen/", cycle_acts.dialogue_remove, name="dialogue_remove"),
    path(DIALOGUE, dialogue.dialogue_detail, name="dialogue_detail"),
    path(f"{DIALOGUE}einladung/", dialogue_meeting.meeting_invite, name="meeting_invite"),
    path(f"{DIALOGUE}einladung.ics", dialogue_meeting.meeting_calendar, name="meeting_calendar"),
    path(f"{DIALOGUE}anwesende/", dialogue_meeting.meeting_attend, name="meeting_attend"),
    path(f"{DIALOGUE}mitschrift/", dialogue_meeting.meeting_record, name="meeting_record"),
    path(f"{DIALOGUE}mitschrift/freigabe/", dialogue_meeting.meeting_share, name="meeting_share"),
    path(
        f"{DIALOGUE}protokoll.pdf",
        dialogue_meeting.meeting_minutes,
        {"kind": "pdf"},
        name="meeting_minutes_pdf",
    ),
    path(
        f"{DIALOGUE}protokoll.docx",
        dialogue_meeting.meeting_minutes,
        {"kind": "docx"},
        name="meeting_minutes_docx",
    ),
    path(f"{DIALOGUE}kommentare/", comment.dialogue_comment, name="dialogue_comment"),
    path(f"{DIALOGUE}feststellungen/neu/", finding_acts.finding_create, name="finding_create"),
    path("feststellungen/", finding_list.finding_list, name="finding_list"),
    path(ASSESSMENT, self_assessment.self_assessment, name="self_assessment"),
    path(f"{ASSESSMENT}<int:field_pk>/", self_assessment.self_assessment_field, name="self_assessment_field"),
    path(f"{ASSESSMENT}einreichen/", self_assessment.self_assessment_submit, name="self_assessment_submit"),
    path(
        f"{ASSESSMENT}partner/<int:partner_pk>/oeffnen/",
        self_assessment.self_assessment_reopen,
        name="self_assessment_reopen",
    ),
    path("rahmenkonzepte/", framework.framework_list, name="framework_list"),
    path("rahmenkonzepte/neu/", framework.framework_create, name="framework_create"),
    path("rahmenkonzepte/import/", framework.framework_import, name="framework_import"),
    path(FRAMEWORK, framework.framework_detail, name="framework_detail"),
    path(f"{FRAMEWORK}bearbeiten/", framework.framework_edit, name="framework_edit"),
    path(f"{FRAMEWORK}fassungen/neu/", framework.framework_copy, name="framework_copy"),
    path(f"{FRAMEWORK}entfernen/", framework.framework_remove, name="framework_remove"),
    path(f"{FRAMEWORK}handlungsfelder/neu/", framework_parts.field_create, name="field_create"),
    path(
        f"{FRAMEWORK}handlungsfelder/<int:field_pk>/<slug:kind>/neu/",
        framework_parts.part_create,
        name="part_create",
    ),
    path(f"{FRAMEWORK}<slug:kind>/<int:part_pk>/", framework_parts.part_edit, name="part_edit"),
    path(f"{FRAMEWORK}<slug:kind>/<int:part_pk>/reihenfolge/", framework_parts.part_move, name="part_move"),
    path(f"{FRAMEWORK}<slug:kind>/<int:part_pk>/entfernen/", framework_parts.part_remove, name="part_remove"),
    path(FINDING, finding.finding_detail, name="finding_detail"),
    path(f"{FINDING}bearbeiten/", finding_acts.finding_edit, name="finding_edit"),
    path(f"{FINDING}freigabe/", finding_acts.finding_share, name="finding_share"),
    path(f"{FINDING}ruecknahme/", finding_acts.finding_withdraw, name="finding_withdraw"),
    path(f"{FINDING}stellungnahmen/", finding_acts.finding_answer, name="finding_answer"),
    path(f"{FINDING}kommentare/", comment.finding_comment, name="finding_comment"),
    path(f"{FINDING}massnahmen/neu/", measure_acts.measure_create, name="measure_create"),
    path("massnahmen/", measure.measure_list, name="measure_list"),
    path(MEASURE, measure.measure_detail, name="measure_detail"),
    path(f"{MEASURE}fortschritt/", measure_acts.measure_note, name="measure_note"),
    path(f"{MEASURE}verschiebung/", measure_acts.measure_postpone, name="measure_postpone"),
    path(f"{MEASURE}erledigung/", measure_acts.measure_finish, name="measure_finish"),
    path(f"{MEASURE}bestaetigung/", measure_acts.measure_confirm, name="measure_confirm"),
    path(f"{MEASURE}rueckgabe/", measure_acts.measure_send_back, name="measure_send_back"),
    path(f"{MEASURE}aufgabe/", measure_acts.measure_drop, name="measure_drop"),
]
