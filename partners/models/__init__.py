"""The models of floor 1, one module per aggregate."""

from partners.models.absence import Absence
from partners.models.agreement import Agreement
from partners.models.api_token import ApiToken
from partners.models.calendar_key import CalendarKey
from partners.models.committee import Committee, Mandate
from partners.models.departure import Departure
from partners.models.invitation import AccountInvitation
from partners.models.mailing import MailRun, MailWish, SentMail
from partners.models.membership import Membership
from partners.models.municipality import CityDistrict, Municipality
from partners.models.negotiation import Negotiation, Step
from partners.models.notification import Notification
from partners.models.partner import Contact, FormerName, Partner, Reactivation, Sector
from partners.models.party import Party, PartyRole, draft_agreement
from partners.models.public_text import BarrierReport, PublicPage, PublicText
from partners.models.retention import ArchiveOffer, DeletionProof, Tombstone
from partners.models.rights import RightsChange
from partners.models.saved_view import SavedView
from partners.models.security import SecurityEntry, SecurityKind
from partners.models.user import CALLED_BY, User, UserGroup, UserRight
from partners.models.way_back import WayBack
