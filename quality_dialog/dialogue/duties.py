"""The next steps that the records of the quality dialogue wait for (see `quartiersarbeit.ground.duties`)."""

from datetime import timedelta

from django.conf import settings

from quality_dialog.dialogue.statuses import (
    AssessmentStatus,
    FindingStatus,
    MeasureStatus,
    MeetingStatus,
    VoiceStatus,
)
from quartiersarbeit.ground.duties import Area, Kind

# Our own measures, the city has named none.
OPENED_WITHIN = timedelta(days=30)  # so long before a year's turn the next one is thought of
ANSWERED_WITHIN = timedelta(days=14)  # so long a side has at least to say what it thinks
ANSWER_INVITATION_WITHIN = timedelta(days=settings.INVITATION_ANSWER_DAYS)  # so long to say whether one comes
MINUTES_WITHIN = timedelta(days=settings.MINUTES_DAYS)  # so long after a meeting its minutes are shared

CYCLE_OPEN = Kind(
    "cycle_open",
    "Qualitätsdialog eröffnen",
    Area.DIALOGUE,
    "quality_dialog.add_cycle",
    "quality_dialog:cycle_create",
    keyed=False,
)
REPORT_DRAFT = Kind(
    "report_draft",
    "Bericht an die Gremien entwerfen",
    Area.REPORTS,
    "quality_dialog.add_report",
    "quality_dialog:report_create",
    keyed=False,
    days=("quality_dialog.Cycle.report_due_on",),
)
ASSESSMENT_SUBMIT = Kind(
    "assessment_submit",
    "Selbsteinschätzung einreichen",
    Area.DIALOGUE,
    "quality_dialog.add_submission",
    "quality_dialog:self_assessment",
    opens="quality_dialog.view_dialogue",
    states=(AssessmentStatus.NOT_SUBMITTED, AssessmentStatus.REOPENED),
    days=("quality_dialog.Cycle.assessment_due_on", "quality_dialog.Extension.due_on"),
)
MEETING_PLAN = Kind(
    "meeting_plan",
    "Zum Dialoggespräch einladen",
    Area.DIALOGUE,
    "quality_dialog.change_dialogue",
    "quality_dialog:dialogue_detail",
    "#gespraech",
    opens="quality_dialog.view_dialogue",
    states=(MeetingStatus.NOT_PLANNED,),
    days=("quality_dialog.Cycle.meetings_due_on",),
)
MEETING_HOLD = Kind(
    "meeting_hold",
    "Dialoggespräch führen",
    Area.DIALOGUE,
    "quality_dialog.change_dialogue",
    "quality_dialog:dialogue_detail",
    "#gespraech",
    opens="quality_dialog.view_dialogue",
    states=(MeetingStatus.PLANNED,),
    days=("quality_dialog.Dialogue.meeting_on",),
)
MEETING_RECORD = Kind(
    "meeting_record",
    "Feststellungen des Gesprächs festhalten",
    Area.DIALOGUE,
    "quality_dialog.change_dialogue",
    "quality_dialog:dialogue_detail",
    "#gespraech",
    opens="quality_dialog.view_dialogue",
    states=(MeetingStatus.HELD,),
)
INVITATION_ANSWER = Kind(
    "invitation_answer",
    "Auf die Einladung zum Dialoggespräch antworten",
    Area.DIALOGUE,
    "quality_dialog.add_submission",
    "quality_dialog:dialogue_detail",
    "#gespraech",
    opens="quality_dialog.view_dialogue",
    states=(MeetingStatus.PLANNED,),
    days=("quality_dialog.Dialogue.meeting_on", "quality_dialog.InvitationAnswer.meeting_on"),
)
MINUTES_SHARE = Kind(
    "minutes_share",
    "Protokoll des Gesprächs teilen",
    Area.DIALOGUE,
    "quality_dialog.change_dialogue",
    "quality_dialog:dialogue_detail",
    "#gespraech",
    opens="quality_dialog.view_dialogue",
    states=(MeetingStatus.HELD,),
    days=("quality_dialog.Dialogue.meeting_on",),
)
FINDING_SHARE = Kind(
    "finding_share",
    "Feststellung teilen",
    Area.DIALOGUE,
    "quality_dialog.change_finding",
    "quality_dialog:finding_detail",
    opens="quality_dialog.view_finding",
    states=(FindingStatus.DRAFT,),
)
FINDING_ANSWER = Kind(
    "finding_answer",
    "Zu einer Feststellung Stellung nehmen",
    Area.DIALOGUE,
    "quality_dialog.add_statement",
    "quality_dialog:finding_detail",
    opens="quality_dialog.view_finding",
    states=(FindingStatus.OPEN, VoiceStatus.SILENT, VoiceStatus.OUTDATED),
)
MEASURE_FINISH = Kind(
    "measure_finish",
    "Maßnahme erledigen",
    Area.DIALOGUE,
    "quality_dialog.change_measure",
    "quality_dialog:measure_detail",
    opens="quality_dialog.view_measure",
    states=(MeasureStatus.OPEN, MeasureStatus.POSTPONED, MeasureStatus.OVERDUE, MeasureStatus.ARRIVING),
    days=("quality_dialog.Measure.due_on", "quality_dialog.MeasureStep.new_due_on"),
)
MEASURE_CONFIRM = Kind(
    "measure_confirm",
    "Erledigung bestätigen",
    Area.DIALOGUE,
    "quality_dialog.change_measure",
    "quality_dialog:measure_detail",
    opens="quality_dialog.view_measure",
    states=(MeasureStatus.DONE,),
)
