"""The addresses of this floor."""

from django.urls import path

from quality_dialog.views import cycle, dialogue, finding, measure, reading, report, report_writing
from quality_dialog.views import (
    comment,
    cycle,
    dialogue,
    dialogue_meeting,
    finding,
    finding_acts,
    finding_list,
    measure,
    measure_acts,
    report,
)

app_name = "quality_dialog"
DIALOGUE = "qualitaetsdialog/<int:year>/standorte/<int:site_pk>/"
urlpatterns = [
    path("qualitaetsdialog/", cycle.cycle_list, name="cycle_list"),
    path("qualitaetsdialog/<int:year>/", cycle.cycle_detail, name="cycle_detail"),
    path(
        "qualitaetsdialog/<int:year>/standorte/<int:site_pk>/",
        dialogue.dialogue_detail,
        name="dialogue_detail",
    ),
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
    path("feststellungen/<int:pk>/", finding.finding_detail, name="finding_detail"),
    path("feststellungen/<int:pk>/bearbeiten/", finding_acts.finding_edit, name="finding_edit"),
    path("feststellungen/<int:pk>/freigabe/", finding_acts.finding_share, name="finding_share"),
    path("feststellungen/<int:pk>/ruecknahme/", finding_acts.finding_withdraw, name="finding_withdraw"),
    path("feststellungen/<int:pk>/stellungnahmen/", finding_acts.finding_answer, name="finding_answer"),
    path("feststellungen/<int:pk>/kommentare/", comment.finding_comment, name="finding_comment"),
    path("feststellungen/<int:pk>/massnahmen/neu/", measure_acts.measure_create, name="measure_create"),
    path("massnahmen/", measure.measure_list, name="measure_list"),
    path("massnahmen/<int:pk>/", measure_acts.measure_detail, name="measure_detail"),
    path("massnahmen/<int:pk>/fortschritt/", measure_acts.measure_note, name="measure_note"),
    path("massnahmen/<int:pk>/verschiebung/", measure_acts.measure_postpone, name="measure_postpone"),
    path("massnahmen/<int:pk>/erledigung/", measure_acts.measure_finish, name="measure_finish"),
    path("massnahmen/<int:pk>/bestaetigung/", measure_acts.measure_confirm, name="measure_confirm"),
    path("massnahmen/<int:pk>/rueckgabe/", measure_acts.measure_send_back, name="measure_send_back"),
    path("massnahmen/<int:pk>/aufgabe/", measure_acts.measure_drop, name="measure_drop"),
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
