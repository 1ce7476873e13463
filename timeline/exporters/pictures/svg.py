"""SVG: the timeline as a picture, to print or to stand in a report."""

from typing import TextIO

from timeline.domain.chronology import Chronology
from timeline.exporters.pictures.drawing.timeline_svg import DEFAULT_WIDTH
from timeline.exporters.pictures.drawn_chronology import drawn


def export(chronology: Chronology, out: TextIO, *, width: int = DEFAULT_WIDTH) -> list[str]:
    """Write the timeline as SVG, ``width`` pixels wide; gives what is not drawn."""
    svg, left_out = drawn(chronology, width)
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n')
    return left_out
