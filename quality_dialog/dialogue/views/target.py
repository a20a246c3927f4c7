"""A target for an indicator, as the dialogue agreed it."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from quality_dialog.dialogue.answering.typed import TargetForm
from quality_dialog.dialogue.models import Indicator, IndicatorTarget
from quality_dialog.dialogue.views.dialogue import dialogue_of
from quartiersarbeit.ground.forms import answer_form
from quartiersarbeit.ground.hands import permission_required


@permission_required("quality_dialog.change_dialogue", raise_exception=True)
def target_agree(request: HttpRequest, year: int, site_pk: int, pk: int) -> HttpResponse:
    """Note what the dialogue agreed; the last target counts."""
    dialogue = dialogue_of(request, year, site_pk)
    of_year = Indicator.objects.visible_to(request.user).filter(field__framework=dialogue.cycle.framework)
    indicator = get_object_or_404(of_year, pk=pk)
    form = TargetForm(request.POST or None, unit=indicator.unit, initial={"agreed_on": timezone.localdate()})
    return answer_form(
        request,
        form,
        partial(IndicatorTarget.objects.agree, dialogue=dialogue, indicator=indicator),
        dialogue,
        f"Ziel: {indicator}",
        done="Das Ziel ist erfasst.",
        intro="Erfassen Sie, was im Dialog vereinbart ist. Ein neues Ziel tritt an die Stelle des bisherigen; "
        "beide bleiben lesbar. Ist der Wert des Jahres schon bekannt, steht das am Ziel.",
        submit_label="Ziel speichern",
    )
