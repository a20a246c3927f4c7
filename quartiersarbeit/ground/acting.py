"""For whom a form was filled in: it names the organisation one acted for, and is refused where that is another now.

Somebody who belongs to two organisations may have a form of the first open while they switch to the second in another
tab. What they typed for the first must never be stored for the second. So `{% csrf_token %}` (templatetags/sending.py)
writes the organisation into each form, and this middleware compares it before any page runs. What was typed comes back
on a page that says so; it can be sent once more after switching back.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from quartiersarbeit.ground.unsent import ACCOUNT, ACTING_FOR, given_back, stores_nothing

# One's own: how one signs in, which mails one wants, what one has read; and an invitation that begins anew.
OWN = (
    *ACCOUNT,
    "usersessions_",
    "news_",
    "mail_wishes",
    "calendar_key",
    "address_confirm",
    "invitation_accept",
)
READS = ("GET", "HEAD", "OPTIONS", "TRACE")


class ActingFor:
    """Stands behind the login: nothing is stored for another organisation than the form was for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing here: the address must be known first."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """The page that says for whom the form was, instead of storing it."""
        user = request.user
        if request.method in READS or not getattr(user, "partner_id", None) or stores_nothing(view):
            return None
        match = request.resolver_match
        if match is not None and (match.url_name or "").startswith(
            ACCOUNT
        ):  # one's own sign-in, and the switch
            return None
        said = request.POST.getlist(ACTING_FOR)
        if set(said) <= {str(user.partner_id)} and (said or not user.several):  # type: ignore[union-attr]
            return None
        return _refused(request, said)


class OnlyReads:
    """Whose time is over changes nothing any more but what is their own: what the rights of a role leave is to read.

    Rights that look on also open pages on which something is sent, a statement on a report for one. So it is asked
    here once, of everything that is sent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing here: the address must be known first."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """403 for what is sent, but to one's own pages."""
        if request.method in READS or not request.user.is_authenticated or stores_nothing(view):
            return None
        match = request.resolver_match
        if match is not None and (match.url_name or "").startswith(OWN):
            return None
        if request.user.fading:
            raise PermissionDenied
        return None


def _refused(request: HttpRequest, said: list[str]) -> HttpResponse:
    """What was typed, with the way back; of an organisation that is not one's own no name is told."""
    keys = [int(one) for one in said if one.isascii() and one.isdecimal() and len(one) < 19]
    user = request.user
    own = (
        user.is_authenticated and user.memberships.filter(partner__in=keys).select_related("partner").first()
    )
    context: dict[str, Any] = {"was_for": own and own.partner, "acting_for": own.partner_id if own else ""}
    if page := given_back(request, status=409, **context):
        return page
    answer = render(request, "acting_for.html", context, status=409)
    answer["Acting-For"] = "another"  # autosave.js says it in words
    return answer
