"""The addresses of this floor."""

from django.urls import path

from partners.views import (
    absence,
    account,
    agreement,
    agreement_acts,
    contact,
    invitation,
    negotiation,
    negotiation_acts,
    partner,
)

app_name = "partners"
urlpatterns = [
    path("konto/", account.account, name="account"),
    path("konto/zweiter-faktor/", account.second_factor, name="second_factor"),
    path("konto/name/", account.account_name, name="account_name"),
    path("konto/email/neu/", account.account_address, name="account_address"),
    path("konto/email/bestaetigen/<str:proof>/", account.address_confirm, name="address_confirm"),
    path("einladungen/", invitation.invitation_list, name="invitation_list"),
    path("einladungen/<int:pk>/", invitation.invitation_detail, name="invitation_detail"),
    path("einladungen/<int:pk>/bestaetigung/", invitation.invitation_confirm, name="invitation_confirm"),
    path("einladungen/<int:pk>/versand/", invitation.invitation_send, name="invitation_send"),
    path("einladungen/<int:pk>/ende/", invitation.invitation_revoke, name="invitation_revoke"),
    path("einladung/<str:token>/", invitation.invitation_accept, name="invitation_accept"),
    path("konto/vertretung/", absence.absence_list, name="absence_list"),
    path("konto/vertretung/<int:pk>/ende/", absence.absence_end, name="absence_end"),
    path("personen/<int:pk>/abschied/", absence.user_leave, name="user_leave"),
    path("partner/", partner.partner_list, name="partner_list"),
    path("partner/neu/", partner.partner_create, name="partner_create"),
    path("partner/<int:pk>/", partner.partner_detail, name="partner_detail"),
    path("partner/<int:pk>/bearbeiten/", partner.partner_edit, name="partner_edit"),
    path("partner/<int:pk>/deaktivierung/", partner.partner_deactivate, name="partner_deactivate"),
    path("partner/<int:pk>/reaktivierung/", partner.partner_reactivate, name="partner_reactivate"),
    path("partner/<int:pk>/loeschen/", partner.partner_delete, name="partner_delete"),
    path("partner/<int:pk>/ansprechpersonen/neu/", contact.contact_create, name="contact_create"),
    path("ansprechpersonen/<int:pk>/", contact.contact_edit, name="contact_edit"),
    path("ansprechpersonen/<int:pk>/ende/", contact.contact_end, name="contact_end"),
    path("ansprechpersonen/<int:pk>/anonymisierung/", contact.contact_anonymise, name="contact_anonymise"),
    path("gespraeche/", negotiation.negotiation_list, name="negotiation_list"),
    path("gespraeche/neu/", negotiation_acts.negotiation_create, name="negotiation_create"),
    path("gespraeche/tafel/", negotiation.negotiation_board, name="negotiation_board"),
    path("gespraeche/<int:pk>/", negotiation.negotiation_detail, name="negotiation_detail"),
    path("gespraeche/<int:pk>/bearbeiten/", negotiation_acts.negotiation_edit, name="negotiation_edit"),
    path("gespraeche/<int:pk>/schritte/", negotiation_acts.step_create, name="step_create"),
    path(
        "gespraeche/<int:pk>/schritte/<int:step>/freigabe/",
        negotiation_acts.step_release,
        name="step_release",
    ),
    path("vereinbarungen/", agreement.agreement_list, name="agreement_list"),
    path("vereinbarungen/neu/", agreement_acts.agreement_create, name="agreement_create"),
    path("vereinbarungen/<int:pk>/", agreement.agreement_detail, name="agreement_detail"),
    path("vereinbarungen/<int:pk>/bearbeiten/", agreement_acts.agreement_edit, name="agreement_edit"),
    path("vereinbarungen/<int:pk>/versand/", agreement_acts.agreement_send, name="agreement_send"),
    path("vereinbarungen/<int:pk>/unterschriften/", agreement_acts.agreement_sign, name="agreement_sign"),
    path(
        "vereinbarungen/<int:pk>/kuendigung/", agreement_acts.agreement_terminate, name="agreement_terminate"
    ),
    path("vereinbarungen/<int:pk>/nachtraege/neu/", agreement_acts.amendment_create, name="amendment_create"),
    path("vereinbarungen/<int:pk>/dokument/", agreement.agreement_document, name="agreement_document"),
    path(
        "vereinbarungen/<int:pk>/dokument/hochladen/",
        agreement_acts.agreement_upload,
        name="agreement_upload",
    ),
]
