"""Which signs of a document have a glyph in which fonts: the bundled ones first, then those of the machine.

Typst is asked itself, by a page in which each sign stands alone: an archive's PDF must not have a sign without
a glyph (ISO 19005-2, 6.2.11.8) nor, at level A, one that Unicode leaves to private use (6.2.11.7.3), so it names those.
"""

import re
from collections.abc import Collection, Iterable
from json import dumps
from pathlib import Path

import typst

from timeline.views.wording.sentences import counted

FONTS = ("Libertinus Serif", "Amiri", "New Computer Modern")
"""In the order in which they are asked for a glyph. The first and the last are Typst's own."""
_FOLDER = Path(__file__).parents[2] / "fonts"
NO_GLYPH = "\ufffd"
"""What an archive's PDF shows in place of a sign without a glyph."""
_NAMED = 20
"""How many signs are named of those that have none."""

_PAGE = b"""
#set text(font: json(bytes(sys.inputs.fonts)))
#for each in json(bytes(sys.inputs.signs)) { block(text(each)) }
"""
_REFUSED = re.compile(r"^error: PDF/A-2[ab] error: the .*?`\"(.+?)\"`", re.MULTILINE)


class Fonts:
    """The bundled fonts, and those of the machine where the bundled ones lack a glyph of a text.

    ``archival``: signs of private use are as those without a glyph.
    """

    def __init__(self, signs: Iterable[str], *, archival: bool) -> None:
        own = typst.Fonts(include_system_fonts=False, font_paths=[str(_FOLDER)])
        self.found = own
        standard: typst.PDFStandard = "a-2a" if archival else "a-2b"
        asked = sorted({each for each in signs if not each.isascii()})
        self.without_glyph: list[str] = _without_glyph(asked, own, standard)
        """The signs for which no font has a glyph, ascending."""
        if self.without_glyph:
            with_machine = typst.Fonts(include_system_fonts=True, font_paths=[str(_FOLDER)])
            lacking = _without_glyph(self.without_glyph, with_machine, standard)
            if len(lacking) < len(self.without_glyph):
                self.found, self.without_glyph = with_machine, lacking


def _without_glyph(signs: Collection[str], fonts: typst.Fonts, standard: "typst.PDFStandard") -> list[str]:
    if not signs:
        return []
    asked = {"fonts": dumps(FONTS), "signs": dumps(list(signs))}
    try:
        typst.compile(_PAGE, format="pdf", font_paths=fonts, sys_inputs=asked, pdf_standards=[standard])
    except typst.TypstError as refused:
        return sorted({_sign(each) for each in _REFUSED.findall(refused.diagnostic)} & set(signs))
    return []


def _sign(quoted: str) -> str:
    r"""A sign as Typst quotes it: itself, or "\u{378}"."""
    code = re.fullmatch(r"\\u\{([0-9a-f]+)\}", quoted)
    return chr(int(code[1], 16)) if code else quoted


def no_glyph_told(signs: Collection[str], *, archival: bool) -> str:
    """ "3 signs have no glyph in any font: 漢 字 U+0378"."""
    named = [each if each.isprintable() else f"U+{ord(each):04X}" for each in list(signs)[:_NAMED]]
    have, stand = ("has", "stands") if len(signs) == 1 else ("have", "stand")
    fate = (
        f"{stand} as {NO_GLYPH} for want of a glyph, or of a meaning in Unicode"
        if archival
        else f"{have} no glyph in any font"
    )
    more = " …" if len(signs) > _NAMED else ""
    return f"{counted(len(signs), 'sign')} {fate}: {' '.join(named)}{more}"
