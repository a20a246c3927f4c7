"""The next steps that the records of the quality dialogue wait for (see `quartiersarbeit.ground.duties`)."""

from quality_dialog.dialogue.statuses import MeasureStatus
from quartiersarbeit.ground.duties import Area, Kind

MEASURE_FINISH = Kind(
    "measure_finish",
    "Maßnahme erledigen",
    Area.DIALOGUE,
    "quality_dialog.change_measure",
    "quality_dialog:measure_detail",
    states=(MeasureStatus.OPEN, MeasureStatus.POSTPONED, MeasureStatus.OVERDUE, MeasureStatus.ARRIVING),
    days=("quality_dialog.Measure.due_on",),
)
MEASURE_CONFIRM = Kind(
    "measure_confirm",
    "Erledigung bestätigen",
    Area.DIALOGUE,
    "quality_dialog.change_measure",
    "quality_dialog:measure_detail",
    states=(MeasureStatus.DONE,),
)
