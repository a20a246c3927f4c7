"""Ways back of talks and agreements, each on a page that says first what it will do, and asks why."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from partners.forms.taking_back import SignatureCorrectionForm, StepCorrectionForm, TerminationCorrectionForm
from partners.models import Agreement, Negotiation, Party, Step
from partners.models import taking_back as verbs
from quartiersarbeit.ground import german
from quartiersarbeit.ground.forms import answer_form, answer_reason
from quartiersarbeit.ground.hands import permission_required

may_change_talk = permission_required("partners.change_negotiation", raise_exception=True)
may_change_step = permission_required("partners.change_step", raise_exception=True)
may_change = permission_required("partners.change_agreement", raise_exception=True)


@may_change_talk
def negotiation_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away a talk that was begun by mistake."""
    talk = get_object_or_404(Negotiation.objects.visible_to(request.user).select_related("partner"), pk=pk)
    steps = german.count(talk.steps.count(), "Schritt", "Schritte")
    return answer_reason(
        request,
        partial(verbs.discard_talk, talk),
        talk,
        "Gespräch verwerfen",
        done=f"Das Gespräch „{talk}“ ist verworfen. Grund und Schritte stehen im Protokoll.",
        then="partners:negotiation_list",
        intro=f"Das Gespräch und seine Schritte ({steps}) verschwinden von allen Seiten. Ein Gespräch, das geführt "
        "wurde und endete, bekommt stattdessen den Schritt „gescheitert“ oder „zurückgezogen“.",
    )


def _step(request: HttpRequest, pk: int, step: int) -> Step:
    steps = Step.objects.visible_to(request.user).filter(negotiation=pk)
    return get_object_or_404(steps.select_related("negotiation__partner"), pk=step)


@may_change_step
def step_correct(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Put a step right that was recorded wrongly."""
    found = _step(request, pk, step)
    form = StepCorrectionForm(request.POST or None, facts=found, initial={"day": found.on})
    return answer_form(
        request,
        form,
        partial(verbs.correct_step, found),
        found.negotiation,
        "Schritt berichtigen",
        done="Der Schritt ist berichtigt. Was bis dahin stand, bleibt unter „Zurückgenommen und berichtigt“.",
        intro="Was in freigegebenen Berichten steht, ändert sich nicht. Ein anderer öffentlicher Wortlaut wartet "
        "wieder auf seine Freigabe.",
    )


@may_change_step
def step_withdraw(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Take out a step that was never taken."""
    found = _step(request, pk, step)
    return answer_reason(
        request,
        partial(verbs.withdraw_step, found),
        found.negotiation,
        "Schritt herausnehmen",
        done="Der Schritt ist herausgenommen. Was er sagte, bleibt unter „Zurückgenommen und berichtigt“.",
        intro=f"Der Schritt „{found.get_state_display()}“ vom {german.day(found.on)} zählt danach nicht mehr: Das "
        "Gespräch steht wieder, wo es vorher stand.",
    )


def _agreement(request: HttpRequest, pk: int) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.user).prefetch_related("parties"), pk=pk)


@may_change
def agreement_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away a draft that is not sent."""
    agreement = _agreement(request, pk)
    return answer_reason(
        request,
        partial(verbs.discard_agreement, agreement),
        agreement,
        "Entwurf verwerfen",
        done=f"Der Entwurf „{agreement}“ ist verworfen. Der Grund steht im Protokoll.",
        then="partners:agreement_list",
        intro="Der Entwurf mit seinen Vertragsparteien verschwindet von allen Seiten.",
    )


@may_change
def agreement_recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the dispatch back: a party returned the text, or it went out too early."""
    agreement = _agreement(request, pk)
    return answer_reason(
        request,
        partial(verbs.recall, agreement),
        agreement,
        "Versand zurücknehmen",
        done="Der Versand ist zurückgenommen. Die Vereinbarung ist wieder in Abstimmung.",
        intro="Die Vereinbarung ist danach wieder in Abstimmung. Alle Vertragsparteien erfahren es. So halten Sie auch "
        "fest, dass eine Partei den Text mit Änderungswünschen zurückgegeben hat.",
    )


@may_change
def signature_correct(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    """Put the day of a signature right, or take out one that was never given."""
    agreement = _agreement(request, pk)
    signed = Party.objects.visible_to(request.user).filter(agreement=agreement).select_related("partner")
    found = get_object_or_404(signed, pk=party)
    initial = {"signed_on": found.signed_on, "signatory": found.signatory}
    heading = f"Unterschrift berichtigen: {found.partner}"
    return answer_form(
        request,
        SignatureCorrectionForm(request.POST or None, initial=initial),
        partial(verbs.correct_signature, found),
        agreement,
        heading,
        here="Unterschrift berichtigen",
        done="Die Unterschrift ist berichtigt. Alle Vertragsparteien erfahren es.",
        intro="Von der letzten Unterschrift hängt ab, seit wann die Vereinbarung gilt. Alle Vertragsparteien erfahren "
        "von der Berichtigung.",
        submit_label="Berichtigen",
    )


@may_change
def termination_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the day right to which notice was given, or take the notice back."""
    agreement = _agreement(request, pk)
    form = TerminationCorrectionForm(request.POST or None, initial={"terminated_to": agreement.terminated_to})
    return answer_form(
        request,
        form,
        partial(verbs.correct_termination, agreement),
        agreement,
        "Kündigung berichtigen",
        done="Die Kündigung ist berichtigt. Alle Vertragsparteien erfahren es.",
        intro="Plätze, die mit der Kündigung schon endeten, bleiben beendet; vergeben Sie sie bei Bedarf neu. Alle "
        "Vertragsparteien erfahren von der Berichtigung.",
    )
