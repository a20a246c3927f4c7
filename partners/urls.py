"""The addresses of this floor."""

from django.urls import path

from partners.views import agreement, negotiation, partner

app_name = "partners"
urlpatterns = [
    path("partner/", partner.partner_list, name="partner_list"),
    path("partner/<int:pk>/", partner.partner_detail, name="partner_detail"),
    path("gespraeche/", negotiation.negotiation_list, name="negotiation_list"),
    path("gespraeche/<int:pk>/", negotiation.negotiation_detail, name="negotiation_detail"),
    path("vereinbarungen/", agreement.agreement_list, name="agreement_list"),
    path("vereinbarungen/<int:pk>/", agreement.agreement_detail, name="agreement_detail"),
    path("vereinbarungen/<int:pk>/dokument/", agreement.agreement_document, name="agreement_document"),
]
