"""The addresses of this floor."""

from django.urls import path

from funding import views

app_name = "funding"
urlpatterns = [
    path("haushalt/", views.fiscal_year_list, name="fiscal_year_list"),
    path("haushalt/<int:year>/", views.fiscal_year_detail, name="fiscal_year_detail"),
    path("haushalt/<int:year>/zuweisungen/neu/", views.allocation_create, name="allocation_create"),
    path("zuweisungen/<int:pk>/", views.allocation_detail, name="allocation_detail"),
    path("zuweisungen/<int:pk>/bescheide/neu/", views.decision_create, name="decision_create"),
    path("zuweisungen/<int:pk>/raten/", views.instalments_plan, name="instalments_plan"),
    path("bescheide/<int:pk>/", views.decision_detail, name="decision_detail"),
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
