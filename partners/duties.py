"""The next steps that the records of the network wait for (see `quartiersarbeit.ground.duties`)."""

from datetime import timedelta

from django.conf import settings

from partners.statuses import (
    AgreementStatus,
    ContactStatus,
    InvitationStatus,
    MailStatus,
    NegotiationStatus,
    NewsStatus,
    RightsStatus,
)
from quartiersarbeit.ground.duties import Area, Kind

# Our own measures, the city has named none.
DECIDED_WITHIN = timedelta(days=90)  # so long before an agreement's last days its end is thought of
LEAVES_WITHIN = timedelta(days=30)  # so long before somebody leaves, a successor is asked for
FIRST_USE_WITHIN = timedelta(days=14)  # so long a new account may rest
READ_WITHIN = timedelta(days=7)  # so long what another side answered may lie unread
ANSWERED_WITHIN = timedelta(days=settings.BARRIER_ANSWER_DAYS)  # so long whoever reported a barrier waits
CONFIRMED_WITHIN = timedelta(days=14)  # an invitation to a role of weight, by a second person

_TALK = {"opens": "partners.view_negotiation", "anchor": "#neuer-schritt"}

NEGOTIATION_BEGIN = Kind(
    "negotiation_begin",
    "Kontakt aufnehmen",
    Area.NETWORK,
    "partners.add_step",
    "partners:negotiation_detail",
    states=(NegotiationStatus.NOT_BEGUN, NegotiationStatus.PLANNED),
    **_TALK,
)
NEGOTIATION_STEP = Kind(
    "negotiation_step",
    "Nächsten Gesprächsschritt gehen",
    Area.NETWORK,
    "partners.add_step",
    "partners:negotiation_detail",
    states=(NegotiationStatus.CONTACTED, NegotiationStatus.IN_TALKS, NegotiationStatus.TERMS_AGREED),
    **_TALK,
)
NEGOTIATION_RESUME = Kind(
    "negotiation_resume",
    "Ruhendes Gespräch wieder aufnehmen",
    Area.NETWORK,
    "partners.add_step",
    "partners:negotiation_detail",
    states=(NegotiationStatus.PAUSED,),
    **_TALK,
)
AGREEMENT_SEND = Kind(
    "agreement_send",
    "Vereinbarung zur Unterschrift versenden",
    Area.NETWORK,
    "partners.change_agreement",
    "partners:agreement_detail",
    opens="partners.view_agreement",
    states=(AgreementStatus.DRAFT, AgreementStatus.COORDINATION),
    days=("partners.Agreement.starts_on",),
)
AGREEMENT_SIGN = Kind(
    "agreement_sign",
    "Fehlende Unterschrift einholen",
    Area.NETWORK,
    "partners.change_agreement",
    "partners:agreement_detail",
    opens="partners.view_agreement",
    states=(AgreementStatus.SENT,),
    days=("partners.Agreement.starts_on",),
)
AGREEMENT_NOTICE = Kind(
    "agreement_notice",
    "Über eine Kündigung entscheiden",
    Area.NETWORK,
    "partners.change_agreement",
    "partners:agreement_detail",
    opens="partners.view_agreement",
    states=(AgreementStatus.SIGNED, AgreementStatus.IN_FORCE, AgreementStatus.EXPIRING),
    binding=True,
)
AGREEMENT_CONTINUE = Kind(
    "agreement_continue",
    "Über die Fortsetzung entscheiden",
    Area.NETWORK,
    "partners.add_agreement",
    "partners:agreement_detail",
    opens="partners.view_agreement",
    states=(AgreementStatus.EXPIRING, AgreementStatus.EXPIRED),
    days=("partners.Agreement.ends_on",),
    binding=True,
)
MANDATE_RENEW = Kind(
    "mandate_renew",
    "Neuen Beschluss vorbereiten und eintragen",
    Area.NETWORK,
    "partners.add_mandate",
    "mandate_edit",
    opens="partners.view_mandate",
    others="mandate_list",
    others_keyed=False,
    days=("partners.Mandate.valid_until",),
)
CONTACT_SUCCEED = Kind(
    "contact_succeed",
    "Neue Ansprechperson eintragen",
    Area.NETWORK,
    "partners.add_contact",
    "partners:partner_detail",
    "#ansprechpersonen",
    opens="partners.view_contact",
    states=(ContactStatus.PAST,),
    days=("partners.Contact.ends_on",),
)
ACCOUNT_USE = Kind(
    "account_use",
    "Unbenutztes Konto klären",
    Area.ADMINISTRATION,
    "partners.change_user",
    "admin:partners_user_change",
)
INVITATION_CONFIRM = Kind(
    "invitation_confirm",
    "Einladung bestätigen",
    Area.ADMINISTRATION,
    "partners.add_user",
    "partners:invitation_detail",
    states=(InvitationStatus.UNCONFIRMED,),
)
ADDRESS_CHECK = Kind(
    "address_check",
    "E-Mail-Adresse prüfen",
    Area.ADMINISTRATION,
    "partners.change_user",
    "admin:partners_user_change",
    opens="partners.see_everything",
    others="mail_log_of",
    states=(MailStatus.GIVEN_UP,),
)
MAIL_CHECK = Kind(
    "mail_check",
    "Versand der E-Mails prüfen",
    Area.ADMINISTRATION,
    "partners.change_user",
    "mail_log",
    keyed=False,
    opens="partners.see_everything",
    states=(MailStatus.GIVEN_UP,),
)

# Told as news; what lies unread too long becomes a step of whoever it was told to. By the occasion's code: what it
# tells of stands floors above.
ANSWERS = ("finding_answered",)
ANSWER_READ = Kind(
    "answer_read",
    "Eingegangene Stellungnahme lesen",
    Area.DIALOGUE,
    "quality_dialog.view_finding",
    "news_open",
    states=(NewsStatus.UNREAD,),
)
BARRIER_ANSWER = Kind(
    "barrier_answer",
    "Barrieremeldung beantworten",
    Area.ADMINISTRATION,
    "partners.keep_privacy",
    "barrier_answer",
    binding=True,
)
RIGHTS_CONFIRM = Kind(
    "rights_confirm",
    "Beantragtes Recht bestätigen oder ablehnen",
    Area.ADMINISTRATION,
    "partners.confirm_rightschange",
    "partners:rights_detail",
    not_by=("asked_by", "person"),
    states=(RightsStatus.ASKED,),
    days=("partners.RightsChange.lapses_on",),
    binding=True,
)
