"""A PDF as its readers' programs open it: pdfium (Chromium's) for its pages and text, qpdf for what it is made of."""

import io
import re
from collections.abc import Iterable
from typing import Any

import pikepdf
import pypdfium2

from timeline.domain.chronology import Chronology
from timeline.exporters.people.pdf.document import export

ACTIONS = {"/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/OpenAction", "/AA"}
"""What a document does by itself, or runs."""


def written(answer: Chronology, **options: Any) -> bytes:
    out = io.BytesIO()
    export(answer, out, **options)
    return out.getvalue()


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, in the order in which pdfium reads it; lines end with \\n."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\xa0", " ") for page in opened]


def text_of(pdf: bytes) -> str:
    return "\n".join(page_texts(pdf))


def flowing(pdf: bytes) -> str:
    """The same with each run of white space as one space: lines may be broken anywhere."""
    return re.sub(r"\s+", " ", text_of(pdf))


def without_space(text: str) -> str:
    return re.sub(r"\s+", "", text)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def links(pdf: bytes) -> set[str]:
    """The addresses that it links to."""
    found = set()
    with opened(pdf) as document:
        for page in document.pages:
            for each in page.get("/Annots", []):
                if "/A" in each and each.A.S == "/URI":
                    found.add(str(each.A.URI))
    return found


def names_in(pdf: bytes) -> set[str]:
    """Every key and every name of every object."""
    found: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, pikepdf.Name):
            found.add(str(value))
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            found.update(value.keys())
            walk_direct(each for _, each in value.items())
        elif isinstance(value, pikepdf.Array):
            walk_direct(value)

    def walk_direct(values: Iterable[Any]) -> None:
        for each in values:
            if not getattr(each, "is_indirect", False):
                walk(each)

    with opened(pdf) as document:
        for each in document.objects:
            walk(each)
    return found
