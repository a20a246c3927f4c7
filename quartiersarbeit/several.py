"""The acts that lists offer for several rows at once, and the page on which one is done."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.views import proof
from partners.views import negotiation
from quality_dialog.dialogue.views import measure
from quartiersarbeit.ground.hands import permission_required
from quartiersarbeit.ground.several import several_page

SEVERAL = {one.code: one for one in (*negotiation.SEVERAL, *measure.SEVERAL, *proof.SEVERAL)}


@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def several(request: HttpRequest, code: str) -> HttpResponse:
    """Rows of a list that were ticked: looked at once more, then done, each by its own verb."""
    if (act := SEVERAL.get(code)) is None:
        raise Http404("Das geht nur einzeln.")
    allowed = permission_required(act.permission, raise_exception=True)
    return allowed(lambda asked: several_page(asked, act, timezone.localdate()))(request)
