"""PNG: the timeline as a picture of pixels, for what takes no SVG. Typst makes it of the SVG; it brings fonts along."""

from typing import BinaryIO

import typst

from timeline.domain.chronology import Chronology
from timeline.exporters.pictures.drawing.timeline_svg import DEFAULT_WIDTH
from timeline.exporters.pictures.drawn_chronology import drawn

_PAGE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)
"""
_A_PIXEL_A_POINT = 72.0


def export(chronology: Chronology, out: BinaryIO, *, width: int = DEFAULT_WIDTH) -> list[str]:
    """Write the timeline as PNG, ``width`` pixels wide; gives what is not drawn."""
    svg, left_out = drawn(chronology, width)
    out.write(rendered(svg, width))
    return left_out


def rendered(svg: str, width: int) -> bytes:
    """An SVG as PNG, so many pixels wide. Scripts that no font of the machine or of Typst has show as boxes."""
    inputs = {"svg": svg, "width": str(width)}
    picture: bytes = typst.compile(_PAGE, format="png", ppi=_A_PIXEL_A_POINT, sys_inputs=inputs)
    return picture
