"""The addresses of this floor."""

from django.urls import include, path

from funding import views

app_name = "funding"
PROOF = [
    path("", views.proof_detail, name="proof_detail"),
    path("anfordern/", views.proof_require, name="proof_require"),
    path("bearbeiten/", views.proof_edit, name="proof_edit"),
    path("entwurf/", views.proof_autosave, name="proof_autosave"),
    path("einreichen/", views.proof_submit, name="proof_submit"),
    path("zurueckgeben/", views.proof_return, name="proof_return"),
    path("annehmen/", views.proof_accept, name="proof_accept"),
    path("anlagen/neu/", views.attachment_create, name="attachment_create"),
    path("anlagen/<int:attachment>/", views.attachment_file, name="attachment_file"),
    path("anlagen/<int:attachment>/loeschen/", views.attachment_delete, name="attachment_delete"),
]
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
    path("zuweisungen/", views.allocation_list, name="allocation_list"),
    path("zuweisungen/<int:pk>/", views.allocation_detail, name="allocation_detail"),
    path("zuweisungen/<int:pk>/bescheide/neu/", views.decision_create, name="decision_create"),
    path("zuweisungen/<int:pk>/nachvollzug/", views.allocation_trail, name="allocation_trail"),
    path("zuweisungen/<int:pk>/rueckforderungen/neu/", views.claim_create, name="claim_create"),
    path("zuweisungen/<int:pk>/verwendungsnachweis/", include(PROOF)),
    path("verwendungsnachweise/", views.proof_list, name="proof_list"),
    path("rueckforderungen/", views.claim_list, name="claim_list"),
    path("rueckforderungen/<int:pk>/", views.claim_detail, name="claim_detail"),
    path("rueckforderungen/<int:pk>/erlass/", views.claim_issue, name="claim_issue"),
    path("rueckforderungen/<int:pk>/verwerfen/", views.claim_discard, name="claim_discard"),
    path("rueckforderungen/<int:pk>/zahlung/", views.claim_receive, name="claim_receive"),
    path("zuweisungen/<int:pk>/raten/", views.instalments_plan, name="instalments_plan"),
    path("bescheide/<int:pk>/", views.decision_detail, name="decision_detail"),
    path("bescheide/<int:pk>/bearbeiten/", views.decision_edit, name="decision_edit"),
    path("bescheide/<int:pk>/zuruecknahme/", views.decision_withdraw, name="decision_withdraw"),
    path("bescheide/<int:pk>/freigabe/", views.decision_approve, name="decision_approve"),
    path("auszahlungen/", views.disbursement_list, name="disbursement_list"),
    path("auszahlungen/arbeitsliste/", views.worklist, name="worklist"),
    path("auszahlungen/<int:pk>/", views.disbursement_detail, name="disbursement_detail"),
    path("auszahlungen/<int:pk>/feststellung/", views.disbursement_certify, name="disbursement_certify"),
    path("auszahlungen/<int:pk>/freigabe/", views.disbursement_release, name="disbursement_release"),
    path("auszahlungen/<int:pk>/ruecknahme/", views.disbursement_withdraw, name="disbursement_withdraw"),
    path("auszahlungen/<int:pk>/zahlung/", views.disbursement_pay, name="disbursement_pay"),
    path("auszahlungen/<int:pk>/storno/", views.disbursement_reverse, name="disbursement_reverse"),
    path("zahlungslisten/", views.payment_run_list, name="payment_run_list"),
    path("zahlungslisten/<int:year>/neu/", views.payment_run_create, name="payment_run_create"),
    path("zahlungslisten/<int:pk>/", views.payment_run_detail, name="payment_run_detail"),
    path("zahlungslisten/<int:pk>.xlsx", views.payment_run_xlsx, name="payment_run_xlsx"),
    path("zahlungslisten/<int:pk>.pdf", views.payment_run_pdf, name="payment_run_pdf"),
    path("zahlungslisten/<int:pk>/zahlung/", views.payment_run_pay, name="payment_run_pay"),
    path("zahlungslisten/<int:pk>/storno/", views.payment_run_cancel, name="payment_run_cancel"),
]
