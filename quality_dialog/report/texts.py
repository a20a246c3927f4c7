"""A section's stored text as the paper prints it: markup read, every `[[key]]` tied to its figure. Pure."""

from collections.abc import Mapping, Sequence

from quality_dialog.report import markup
from quality_dialog.report.wording import PLAIN, TOKEN, Draft
from quartiersarbeit.ground.paper import Chart, Figure, Paragraph, Run, Section, Table


def sections_of(
    draft: Draft,
    figures: Mapping[str, Figure],
    tables: Sequence[Table] = (),
    charts: Sequence[Chart] = (),
) -> list[Section]:
    """The section and, for each sub-heading in its text, a part of it; charts and tables close the whole."""
    parts: list[tuple[str, list[Paragraph]]] = [(draft.heading, [])]
    for block in markup.blocks(draft.body):
        if block.kind == "heading":
            parts.append((_plain(block, figures), []))
        else:
            parts[-1][1].append(Paragraph(_runs(block, figures), block.kind))
    return [
        Section(
            key=draft.key if number == 0 else f"{draft.key}-{number}",
            heading=heading,
            paragraphs=tuple(paragraphs),
            tables=tuple(tables) if number == len(parts) - 1 else (),
            charts=tuple(charts) if number == len(parts) - 1 else (),
            level=2 if number == 0 else 3,
            first=draft.key == PLAIN,
        )
        for number, (heading, paragraphs) in enumerate(parts)
    ]


def _runs(block: markup.Block, figures: Mapping[str, Figure]) -> tuple[Run, ...]:
    """Text and figures in turn; a token that names no figure stays as it is written."""
    runs = [run for piece in block.pieces for run in _of_piece(piece, figures)]
    return tuple(run for run in runs if run.text)


def _of_piece(piece: markup.Piece, figures: Mapping[str, Figure]) -> list[Run]:
    runs: list[Run] = []
    end = 0
    for match in TOKEN.finditer(piece.text):
        if match[1] not in figures:
            continue
        runs.append(Run(piece.text[end : match.start()], "", piece.strong, piece.emphasis))
        runs.append(Run(figures[match[1]].text, match[1], piece.strong, piece.emphasis))
        end = match.end()
    return [*runs, Run(piece.text[end:], "", piece.strong, piece.emphasis)]


def _plain(block: markup.Block, figures: Mapping[str, Figure]) -> str:
    """A sub-heading is plain words, a figure in it its printed text."""
    return TOKEN.sub(lambda m: figures[m[1]].text if m[1] in figures else m[0], block.text)
