"""The addresses of the reports."""

from django.urls import path

from quality_dialog.report.views import (
    acts,
    attachments,
    council,
    files,
    questions,
    reading,
    report,
    terms,
    wishes,
    writing,
)

urlpatterns = [
    path("berichte/", report.report_list, name="report_list"),
    path("qualitaetsdialog/<int:year>/berichtstermine/", terms.term_list, name="term_list"),
    path("qualitaetsdialog/<int:year>/berichtstermine/neu/", terms.term_create, name="term_create"),
    path(
        "qualitaetsdialog/<int:year>/berichtstermine/<int:pk>/streichung/", terms.term_drop, name="term_drop"
    ),
    path("berichte/wuensche/", wishes.wish_list, name="wish_list"),
    path("berichte/wuensche/<int:pk>/", wishes.wish_detail, name="wish_detail"),
    path("berichte/wuensche/<int:pk>/antwort/", wishes.wish_reply, name="wish_reply"),
    path("berichte/wuensche/<int:pk>/ruecknahme/", wishes.wish_withdraw, name="wish_withdraw"),
    path("berichte/<int:pk>/beratungen/<int:stop>/wunsch/", wishes.wish_create, name="wish_create"),
    path("berichte/neu/", report.report_create, name="report_create"),
    path("berichte/<int:pk>/", report.report_detail, name="report_detail"),
    path("berichte/<int:pk>/bearbeiten/", writing.report_edit, name="report_edit"),
    path("berichte/<int:pk>/abschnitte/neu/", writing.section_create, name="section_create"),
    path(
        "berichte/<int:pk>/abschnitte/<slug:key>/vorschlag/",
        writing.section_proposal,
        name="section_proposal",
    ),
    path("berichte/<int:pk>/vorlage/", reading.report_readings, name="report_readings"),
    path("berichte/<int:pk>/vorlage/<int:partner>/brief.pdf", reading.reading_letter, name="reading_letter"),
    path(
        "berichte/<int:pk>/vorlage/<int:partner>/absendung/",
        reading.reading_dispatch,
        name="reading_dispatch",
    ),
    path("berichte/<int:pk>/vorlage/<int:partner>/antwort/", reading.reading_reply, name="reading_reply"),
    path(
        "berichte/<int:pk>/vorlage/<int:partner>/verlaengerung/",
        reading.reading_extend,
        name="reading_extend",
    ),
    path("berichte/<int:pk>/nicht-gefragt/", reading.report_leave_out, name="report_leave_out"),
    path("berichte/<int:pk>/lesefassung/", reading.report_reading, name="report_reading"),
    path("berichte/<int:pk>/anlagen/", attachments.attachment_list, name="report_attachments"),
    path("berichte/<int:pk>/anlagen/<int:number>/", attachments.attachment_edit, name="attachment_edit"),
    path(
        "berichte/<int:pk>/anlagen/<int:number>/reihenfolge/",
        attachments.attachment_move,
        name="attachment_move",
    ),
    path(
        "berichte/<int:pk>/anlagen/<int:number>/entfernen/",
        attachments.attachment_remove,
        name="attachment_remove",
    ),
    path(
        "berichte/<int:pk>/anlagen/<int:number>.pdf",
        attachments.attachment_file,
        name="attachment_file",
    ),
    path("berichte/<int:pk>/pruefung-beginnen/", acts.report_review, name="report_review"),
    path("berichte/<int:pk>/verwerfung/", acts.report_discard, name="report_discard"),
    path("berichte/<int:pk>/rueckgabe/", acts.report_return, name="report_return"),
    path("berichte/<int:pk>/mitzeichnung/", acts.report_co_sign, name="report_co_sign"),
    path(
        "berichte/<int:pk>/mitzeichnungen/neu/",
        acts.co_signature_create,
        name="co_signature_create",
    ),
    path(
        "berichte/<int:pk>/mitzeichnungen/<int:asked>/ruecknahme/",
        acts.co_signature_withdraw,
        name="co_signature_withdraw",
    ),
    path("berichte/<int:pk>/freigabe/", acts.report_approve, name="report_approve"),
    path("berichte/<int:pk>/einreichung/", acts.report_submit, name="report_submit"),
    path(
        "berichte/<int:pk>/einreichung/berichtigung/",
        acts.report_submission_correct,
        name="report_submission_correct",
    ),
    path("berichte/<int:pk>/veroeffentlichung/", acts.report_publish, name="report_publish"),
    path("berichte/<int:pk>/neue-fassung/", acts.report_correct, name="report_correct"),
    path("berichte/<int:pk>/beratungen/neu/", acts.consultation_create, name="consultation_create"),
    path(
        "berichte/<int:pk>/beratungen/<int:stop>/",
        acts.consultation_note,
        name="consultation_note",
    ),
    path(
        "berichte/<int:pk>/beratungen/<int:stop>/ruecknahme/",
        acts.consultation_withdraw,
        name="consultation_withdraw",
    ),
    path("berichte/word-vorlagen/", council.word_template_list, name="word_template_list"),
    path(
        "berichte/word-vorlagen/<int:pk>/vorlage.docx", council.word_template_file, name="word_template_file"
    ),
    path(
        "berichte/word-vorlagen/<int:pk>/rueckzug/", council.word_template_retire, name="word_template_retire"
    ),
    path("berichte/<int:pk>/sitzungsdienst/", council.report_council, name="report_council"),
    path(
        "berichte/<int:pk>/sitzungsdienst/angaben/", council.council_sheet_enter, name="council_sheet_enter"
    ),
    path(
        "berichte/<int:pk>/sitzungsdienst/vorlage.docx",
        council.report_council_docx,
        name="report_council_docx",
    ),
    path("berichte/<int:pk>/fragen/", questions.report_questions, name="report_questions"),
    path("berichte/<int:pk>/fragen/<slug:key>/", questions.question_settle, name="question_settle"),
    path("berichte/<int:pk>/pruefung/", files.report_verify, name="report_verify"),
    path("berichte/<int:pk>/lesen/", files.report_page, name="report_page"),
    path("berichte/<int:pk>/bericht.html", files.report_file, {"name": "html"}, name="report_html"),
    path("berichte/<int:pk>/bericht.pdf", files.report_file, {"name": "pdf"}, name="report_pdf"),
    path("berichte/<int:pk>/bericht.docx", files.report_file, {"name": "docx"}, name="report_docx"),
    path("berichte/<int:pk>/bericht.json", files.report_file, {"name": "json"}, name="report_json"),
    path("berichte/<int:pk>/bericht.zip", files.report_file, {"name": "zip"}, name="report_zip"),
    path("berichte/<int:pk>/zahlen/<slug:key>/", report.report_figure, name="report_figure"),
]
