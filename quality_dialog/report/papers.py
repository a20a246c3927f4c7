"""The papers of the report; what of them everybody may know, `publishing` says."""

from quality_dialog.report import publishing
from quartiersarbeit.ground.papers import PaperKind

PAPERS = (
    PaperKind(
        name="Bericht, mit Anlagen",
        made_by=("quality_dialog.report.composing._paper",),
        drawn_in=("quality_dialog.report.renditions", "quality_dialog.report.publishing"),
        kept_in=("quality_dialog.Rendition", "quality_dialog.Attachment"),
        by_sum=publishing.by_sum,
        by_code=publishing.by_code,
    ),
    PaperKind(
        name="Bericht im Entwurf und Vorschau",
        drawn_in=("quality_dialog.report.views.writing",),
        unmarked="Ein Entwurf ändert sich noch und wird nicht aufbewahrt.",
    ),
    PaperKind(
        name="Lesefassung eines Partners als Brief",
        drawn_in=("quality_dialog.report.views.reading",),
        unmarked="Sie ist ein Auszug aus einem Entwurf und wird nicht aufbewahrt.",
    ),
    PaperKind(
        name="Bericht in der Word-Vorlage der Stadt",
        drawn_in=("quality_dialog.report.council_word",),
        kept_in=("quality_dialog.WordTemplate",),
        unmarked="Der Sitzungsdienst schreibt darin weiter; es gilt der Bericht. Aufbewahrt ist nur die leere Vorlage.",
    ),
)
