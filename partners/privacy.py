"""What the network knows of people, and why (see `quartiersarbeit.ground.privacy`)."""

from quartiersarbeit.ground.privacy import (
    ACCOUNT,
    BARRIER,
    CONTACT,
    MAIL,
    NAMED,
    NEWS,
    RECORD,
    RIGHTS,
    SAFETY,
    SECURITY,
    NotPersonal,
    Personal,
)

_USER = "Person mit Konto"
_CONTACT = "Ansprechperson eines Partners"
_NAMED = "Wer in einem Text genannt ist"
_SIGN_IN = "Anmeldung und Zuordnung der Rechte"
_REACH = "Den Partner über die zuständige Person erreichen"
_SAFE = "Angriffe und Missbrauch erkennen und aufklären"
_DEPUTY = "Vertretung: wer für wen handeln darf"
_LEFT = "Nachweis, wann ein Konto gesperrt wurde und wer die Aufgaben übernahm"
_TOLD = "Über Aufgaben und Vorgänge benachrichtigen und nachweisen, dass das geschah"
_PROGRAM = "Eigene Programme der Person mit ihren Rechten lesen lassen"
_SEEN_AGAIN = "Eine Liste so wiederfinden, wie die Person sie zuletzt brauchte"
_WORK = "Die Zusammenarbeit beschreiben; Namen gehören nur hinein, wo die Sache sie braucht"

PERSONAL = [
    Personal(
        "partners.User",
        "first_name last_name email partner is_active is_staff is_superuser date_joined last_login password"
        " sheet_columns",
        *(_USER, "", _SIGN_IN, ACCOUNT, SAFETY),
        hidden="password",
    ),
    Personal("partners.User_groups", "user group", _USER, "user", _SIGN_IN, RIGHTS, SAFETY),
    Personal("partners.User_user_permissions", "user permission", _USER, "user", _SIGN_IN, RIGHTS, SAFETY),
    Personal(
        "partners.Membership",
        "person partner given_on ended_on",
        *(_USER, "person", "Nachweis, wer wann für welche Organisation sprach", RIGHTS, SAFETY),
    ),
    Personal("partners.CalendarKey", "user sha256 made_at", _USER, "user", _TOLD, RIGHTS, hidden="sha256"),
    Personal("partners.ApiToken", "user sha256 made_at", _USER, "user", _PROGRAM, RIGHTS, hidden="sha256"),
    Personal("partners.SavedView", "user path query name made_at", _USER, "user", _SEEN_AGAIN, RIGHTS),
    Personal("partners.MailWish", "user kind frequency", _USER, "user", _TOLD, RIGHTS),
    Personal(
        "partners.SentMail",
        "recipient kind day address subject text html about told news queued_at sent_at given_up_at bounced trouble",
        *(_USER, "recipient", _TOLD, MAIL),
    ),
    Personal(
        "partners.Notification",
        "recipient side kind text address on told_at read_at",
        *(_USER, "recipient", _TOLD, NEWS),
    ),
    Personal(
        "partners.RightsChange",
        "person kind role reason asked_on confirmed_on refused_on lapses_on applied_at",
        *(_USER, "person", "Nachweis, wer welches Recht bekam und wer zustimmte", RIGHTS, SAFETY),
    ),
    Personal(
        "partners.AccountInvitation",
        "email role partner sha256 expires_on invited_on sent_on confirmed_on revoked_on accepted_on",
        *(_USER, "account", "Zu einem Konto einladen", RIGHTS, SAFETY),
        hidden="sha256",
    ),
    Personal("partners.AccountInvitation", "account", _USER, "account", _SIGN_IN, RIGHTS, SAFETY),
    Personal(
        "partners.SecurityEntry",
        "person at kind address request_id path detail",
        *(_USER, "person", _SAFE, SECURITY, SAFETY),
    ),
    Personal("partners.SecurityEntry", "about at kind detail", _USER, "about", _SAFE, SECURITY, SAFETY),
    Personal("partners.Absence", "person starts_on ends_on ended_on", _USER, "person", _DEPUTY, RECORD),
    Personal("partners.Absence", "deputy starts_on ends_on ended_on", _USER, "deputy", _DEPUTY, RECORD),
    Personal("partners.Departure", "person left_on", _USER, "person", _LEFT, RECORD),
    Personal("partners.Departure", "successor left_on", _USER, "successor", _LEFT, RECORD),
    Personal(
        "partners.Negotiation",
        "responsible",
        *(_USER, "responsible", "Wissen, wer ein Gespräch führt", RECORD),
    ),
    Personal(
        "partners.Contact",
        "partner name function email phone starts_on ends_on anonymised_on",
        *(_CONTACT, "", _REACH, CONTACT),
    ),
    Personal(
        "partners.Party",
        "signatory",
        *("Wer für einen Partner unterschrieben hat", NAMED, "Nachweis der Unterschrift", RECORD),
    ),
    Personal("partners.Agreement", "termination_reason document note", _NAMED, NAMED, _WORK, RECORD),
    Personal("partners.Partner", "merge_reason", _NAMED, NAMED, _WORK, RECORD),
    Personal("partners.FormerName", "reason", _NAMED, NAMED, _WORK, RECORD),
    Personal("partners.WayBack", "called before after reason", _NAMED, NAMED, _WORK, RECORD),
    Personal("partners.Partner", "note", _NAMED, NAMED, _WORK, RECORD),
    Personal("partners.Step", "internal_note public_wording", _NAMED, NAMED, _WORK, RECORD),
    Personal("partners.Negotiation", "working_title", _NAMED, NAMED, _WORK, RECORD),
    Personal(
        "partners.BarrierReport",
        "text email answer",
        *("Wer eine Barriere gemeldet hat", NAMED, "Barrieren beseitigen und antworten", BARRIER),
    ),
    Personal(
        "partners.PublicText",
        "body",
        *("Wer in einem öffentlichen Text als zuständig genannt ist", NAMED),
        *("Die Angaben machen, die jede öffentliche Seite braucht", RECORD),
    ),
]

NOT_PERSONAL = [
    NotPersonal("partners.Municipality", "name place adjective network office", "Wie die Stadt heißt"),
    NotPersonal("partners.Municipality", "account_holder iban bic", "Konto der Stadt"),
    NotPersonal("partners.CityDistrict", "code name", "Name eines Stadtbezirks"),
    NotPersonal("partners.Negotiation", "district", "Name eines Stadtbezirks"),
    NotPersonal("partners.Committee", "name short_name name_accusative name_dative", "Name eines Gremiums"),
    NotPersonal(
        "partners.Mandate", "reference kind title task url", "Angaben eines öffentlichen Beschlusses"
    ),
    NotPersonal(
        "partners.Partner",
        "name short_name name_after_mit legal_form street postcode city phone website iban account_holder",
        "Angaben einer Organisation",
    ),
    NotPersonal("partners.FormerName", "name short_name name_after_mit", "Frühere Namen einer Organisation"),
    NotPersonal("partners.WayBack", "record fact", "Art eines Eintrags und Name einer Angabe"),
    NotPersonal("partners.Agreement", "title framework_name document_sha256", "Angaben eines Vertrags"),
    NotPersonal("partners.BarrierReport", "page", "Adresse einer Seite dieser Anwendung"),
    NotPersonal("partners.ArchiveOffer", "rule remark", "Angaben zu einer Menge von Vorgängen"),
    NotPersonal(
        "partners.DeletionProof",
        "rule counted keys previous_sha256 sha256",
        "Zahlen und Prüfsummen von Gelöschtem; aus ihnen lässt sich niemand wiederfinden",
    ),
    NotPersonal(
        "partners.Tombstone", "table columns old_sha256 new_sha256", "Prüfsummen und Namen von Spalten"
    ),
]
