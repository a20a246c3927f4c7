"""The models of floor 2; sites, seats, coverage and roles ask for each other and share a module."""

from sites.models.entering import enter_all
from sites.models.in_question import SiteInQuestion
from sites.models.limits import CoveringAgreement, CoveringParty, LimitingMandate
from sites.models.neighbourhood import Neighbourhood
from sites.models.offer import Offer, OfferKind
from sites.models.reopening import Reopening
from sites.models.role import Role
from sites.models.site import Assignment, Coverage, Seat, Site
