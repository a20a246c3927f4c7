"""The two addresses of the identity service; what talks to it (`openid.py`) is loaded when it is asked for.

The libraries for that take a fifth of a start, and most houses name no service.
"""

from allauth.account.internal.decorators import login_not_required
from django.http import HttpRequest, HttpResponse


@login_not_required
def openid_begin(request: HttpRequest) -> HttpResponse:
    """Off to the service, with what it has to bring back."""
    from partners.views import openid

    return openid.openid_begin(request)


@login_not_required
def openid_return(request: HttpRequest) -> HttpResponse:
    """Back from the service: signed in, or a page that says why not, and one line in the security log."""
    from partners.views import openid

    return openid.openid_return(request)
