"""What each side says to a finding: who agrees, who dissents and why, and who has not answered yet."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from partners.models import Partner
from quality_dialog.dialogue.models import Finding, Statement
from quality_dialog.dialogue.models.statement import Stance
from quality_dialog.dialogue.statuses import VoiceStatus
from quartiersarbeit.ground.city import city


class Voice(NamedTuple):
    """What one side says to the wording as it stands; silence is said, too."""

    who: str
    stance: VoiceStatus
    text: str = ""
    given_on: date | None = None


def voices(finding: Finding, participants: Iterable[Partner]) -> list[Voice]:
    """What the city, each participant and whoever else gave a statement say to a finding."""
    current = {statement.partner: statement for statement in finding.current}
    sides = dict.fromkeys([None, *participants, *current])
    return [_voice(finding, side, current.get(side)) for side in sides]


def _voice(finding: Finding, side: Partner | None, answer: Statement | None) -> Voice:
    who = str(side) if side else city().name
    if answer:
        return Voice(who, VoiceStatus(answer.stance), answer.text, answer.given_on)
    if side == finding.raised_for:
        return Voice(who, VoiceStatus.RAISED_IT)
    earlier = any(statement.partner == side for statement in finding.statements.all())
    return Voice(who, VoiceStatus.OUTDATED if earlier else VoiceStatus.SILENT)


def dissent_of(finding: Finding) -> str:
    """Who dissents and why, in one line, of a finding of `with_voices`: it stands wherever the finding does."""
    return "; ".join(
        f"{said.partner or city().name}: {said.text}"
        for said in finding.current
        if said.stance == Stance.DISSENTS
    )
