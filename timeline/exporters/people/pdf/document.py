"""PDF: the chronology typeset, with numbered events, footnotes for its sources and a contents; for print and court.

Typst sets it. All that is told goes to the template (``chronology.typ``) as JSON, in files of some hundred events each;
no text is ever read as markup. The fonts are bundled, so that a document looks the same wherever it is made; the
machine's own serve only for signs that none of these has.
"""

from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import BinaryIO

import typst

from timeline.domain.chronology import Chronology
from timeline.errors import TimelineError
from timeline.exporters.people.pdf.data import Data
from timeline.exporters.people.pdf.signs import Fonts, no_glyph_told

_TEMPLATE = Path(__file__).with_name("chronology.typ")
_PAPERS = {"a4": "a4", "letter": "us-letter"}


def export(chronology: Chronology, out: BinaryIO, *, paper: str = "a4", archival: bool = False) -> list[str]:
    """Write the chronology as a PDF: headed by period and date, the sources in footnotes and listed at the end.

    The same chronology gives the same bytes. Gives a line where signs have no glyph; ``archival`` has U+FFFD in
    their place. Raises TimelineError where it cannot be set.
    """
    with TemporaryDirectory(prefix="timeline-pdf-") as folder:
        root = Path(folder)
        data = Data(root)
        data.write(chronology, _PAPERS[paper])
        fonts = Fonts(data.signs, archival=archival)
        if archival and fonts.without_glyph:
            data.replace(fonts.without_glyph)
        copyfile(_TEMPLATE, root / "main.typ")
        made_on = datetime.fromisoformat(chronology.made_on).replace(tzinfo=UTC)
        try:
            pdf = typst.compile(
                str(root / "main.typ"),
                root=folder,
                format="pdf",
                font_paths=fonts.found,
                ignore_system_fonts=True,
                pdf_standards=_standards(archival, fonts),
                timestamp=made_on,
            )
        except typst.TypstError as error:
            raise TimelineError(f"the PDF could not be set: {error.message}") from error
    out.write(pdf)
    return [no_glyph_told(fonts.without_glyph, archival=archival)] if fonts.without_glyph else []


def _standards(archival: bool, fonts: Fonts) -> "list[typst.PDFStandard]":
    """PDF/UA-1, for screen readers, which has no room for signs without a glyph; of an archive, PDF/A-2 at its highest
    level (all text is Unicode, all structure tagged)."""
    if archival:
        return ["a-2a", "ua-1"]
    return [] if fonts.without_glyph else ["ua-1"]
