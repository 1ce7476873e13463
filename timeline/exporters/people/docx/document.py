"""Word: the chronology with real headings, real footnotes and styles that one can restyle, or as a table to file.

Written as it is told (ECMA-376): the text goes to a file of its own first, since the contents stand before it; in
memory are the footnotes and the headings. The same chronology gives the same bytes.
"""

from collections.abc import Iterator
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from timeline.domain.chronology import Chronology
from timeline.exporters.people.docx import parts
from timeline.exporters.people.docx.words import TAB, WordRuns, bookmark, cell, field, paragraph, table
from timeline.views.documents.footnotes import Footnote, Footnotes
from timeline.views.documents.narrative import LEGEND, LEGEND_OF_FOOTNOTES, EventInWords, Narrator
from timeline.views.documents.source_list import Lineage
from timeline.views.wording.safe_texts import NAME_LENGTH, runs_right_to_left
from timeline.views.wording.sentences import counted, nothing_found
from timeline.views.wording.web_addresses import is_web_address

_COLUMNS = {"No.": 680, "Date": 1700, "Event": 4690, "Sources": 2000}
"""Widths in twentieths of a point: A4 less its margins."""
_SOURCES = "Sources"


def export(chronology: Chronology, out: BinaryIO, *, layout: str = "narrative") -> list[str]:
    """Write the chronology as a Word document; gives a line where XML has no room for a sign."""
    return _Document(chronology, layout == "table").write(out)


class _Document:
    def __init__(self, chronology: Chronology, as_table: bool) -> None:
        self._made_on = chronology.made_on
        self._narrator = Narrator(chronology)
        self._as_table = as_table
        self._words = WordRuns()
        self._headings: list[str] = []
        self._footnotes: list[Footnote] = []
        self._cited: dict[int, str] = {}
        self._links: dict[str, str] = {}

    def write(self, out: BinaryIO) -> list[str]:
        with TemporaryFile("w+b") as text:
            self._write(text, self._sections())
            self._write(text, self._sources())
            text.seek(0)
            with ZipFile(out, "w", ZIP_DEFLATED) as package:
                _put(package, "[Content_Types].xml", parts.CONTENT_TYPES)
                _put(package, "_rels/.rels", parts.PACKAGE_RELATIONS)
                title, origin = self._words.text(self._narrator.title), self._words.text(self._narrator.origin)
                _put(package, "docProps/core.xml", parts.core(title, origin, self._made_on))
                with package.open(_entry("word/document.xml"), "w", force_zip64=True) as document:
                    self._write(document, [f"{parts.HEAD}<w:document {parts.W} {parts.R}><w:body>"])
                    self._write(document, self._front())
                    copyfileobj(text, document)
                    self._write(document, [_SECTION, "</w:body></w:document>"])
                _put(package, "word/_rels/document.xml.rels", parts.relations(self._links))
                with package.open(_entry("word/footnotes.xml"), "w", force_zip64=True) as footnotes:
                    self._write(footnotes, self._notes())
                _put(package, "word/styles.xml", parts.STYLES)
                _put(package, "word/settings.xml", parts.SETTINGS)
                _put(package, "word/header.xml", self._header())
                _put(package, "word/footer.xml", _FOOTER)
        lost = sorted(self._words.without_place)
        told = " ".join(f"U+{ord(each):04X}" for each in lost)
        return [f"{counted(len(lost), 'sign')} that XML has no room for, \ufffd in place: {told}"] if lost else []

    @staticmethod
    def _write(out: IO[bytes], texts: "list[str] | Iterator[str]") -> None:
        for each in texts:
            out.write(each.encode())

    # What comes first, and is known last

    def _front(self) -> Iterator[str]:
        narrator, words = self._narrator, self._words
        yield self._own("Title", narrator.title)
        yield paragraph("Subtitle", words.runs(narrator.origin))
        if not narrator.event_count:
            yield paragraph("Normal", words.run(nothing_found("event")))
            return
        yield paragraph("Subtitle", words.runs(narrator.closing()))
        if narrator.has_sources:
            yield paragraph("Legend", words.run(LEGEND if self._as_table else LEGEND_OF_FOOTNOTES))
        if len(self._headings) > 1:
            yield paragraph("TOCHeading", words.run("Contents"))
            yield from self._contents()

    def _contents(self) -> Iterator[str]:
        """A field of contents, filled in already: it is there before Word computes it anew."""
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\n \\h '
            '\\o "1-1" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        last = len(self._headings) - 1
        for number, heading in enumerate(self._headings):
            link = f'<w:hyperlink w:anchor="_Toc{number}" w:history="1">{self._words.runs(heading)}</w:hyperlink>'
            yield paragraph("TOC1", begin if number == 0 else "", link, end if number == last else "")

    def _header(self) -> str:
        title = self._narrator.title
        short = title if len(title) <= NAME_LENGTH else title[:NAME_LENGTH] + "…"
        return f"{parts.HEAD}<w:hdr {parts.W}>{self._own('Header', short)}</w:hdr>"

    # The events

    def _sections(self) -> Iterator[str]:
        footnotes = Footnotes()
        for heading, dates in self._narrator.sections():
            yield self._heading(heading)
            if self._as_table:
                yield table(_COLUMNS.values(), _COLUMNS)
            for date, events in dates:
                if date is not None and not self._as_table:
                    yield paragraph("Heading2", self._words.runs(date))
                for event in events:
                    if self._as_table:
                        yield self._row(event, date or heading)
                    else:
                        yield from self._event(event, footnotes.of(event.notes))
            if self._as_table:
                yield "</w:tbl>"

    def _heading(self, heading: str) -> str:
        number = len(self._headings)
        self._headings.append(heading)
        return paragraph("Heading1", bookmark(f"_Toc{number}", number, self._words.runs(heading)))

    def _own(self, style: str, text: str, *after: str, before: str = "") -> str:
        """A paragraph of a text of its own: in its own direction."""
        rtl = runs_right_to_left(text)
        shown = self._words.run(text, rtl=True) if rtl else self._words.runs(text)
        return paragraph(style, before, shown, *after, rtl=rtl)

    def _event(self, event: EventInWords, footnote: Footnote | None) -> Iterator[str]:
        mark = ""
        if footnote is not None:
            self._footnotes.append(footnote)
            mark = (
                f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                f'<w:footnoteReference w:id="{footnote.number}"/></w:r>'
            )
        number = self._words.run(str(self._narrator.event_count), "EventNumber") + TAB
        yield self._own("Heading3", event.title, "" if event.summary else mark, before=number)
        yield from self._standing(event, "EventStanding")
        for place, each in enumerate(event.summary, 1):
            yield self._own("EventSummary", each, mark if place == len(event.summary) else "")
        facts = [*event.facts, *([(_SOURCES, event.corroboration)] if event.corroboration else [])]
        for label, text in facts:
            yield paragraph("EventFact", self._words.run(label, "FactLabel"), TAB, self._words.runs(text))

    def _standing(self, event: EventInWords, style: str) -> Iterator[str]:
        if event.standing is not None:
            word, space, rest = event.standing.partition(" ")
            yield paragraph(style, self._words.run(word, "Standing"), self._words.runs(space + rest))

    def _row(self, event: EventInWords, date: str) -> str:
        """A row of the table; its event may run over pages only where it is longer than one."""
        words = self._words
        told = [self._own("TableEvent", event.title), *self._standing(event, "TableText")]
        told += [self._own("TableText", each) for each in event.summary]
        told += [
            paragraph("TableText", words.run(f"{label}: ", "FactLabel"), words.runs(text))
            for label, text in event.facts
        ]
        sources = [paragraph("TableText", words.runs(f"[{each.label}] {each.source}")) for each in event.notes]
        if event.corroboration:
            sources.append(paragraph("TableText", words.run(event.corroboration)))
        number = paragraph("TableText", words.run(str(self._narrator.event_count)))
        cells = (
            number,
            paragraph("TableText", words.runs(date)),
            "".join(told),
            "".join(sources) or paragraph("TableText"),
        )
        written = "".join(cell(width, each) for width, each in zip(_COLUMNS.values(), cells, strict=True))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{written}</w:tr>"

    # The sources

    def _sources(self) -> Iterator[str]:
        if not self._narrator.has_sources:
            return
        yield self._heading(_SOURCES)
        for line in self._narrator.sources():
            self._cited[line.number] = line.cited
            yield paragraph("Source", self._words.run(f"{line.number}."), TAB, self._words.runs(line.text))
            for label, address in line.addresses:
                yield paragraph("SourceAddress", self._words.run(f"{label}: "), self._address(address))
            yield from self._lineage(line.derived_from, 1)

    def _lineage(self, lines: tuple[Lineage, ...], depth: int) -> Iterator[str]:
        for line in lines:
            more = "".join(self._words.run(f". {label}: ") + self._address(each) for label, each in line.addresses)
            mark = self._words.run("\u2013\u00a0" * depth)
            yield paragraph("SourceAddress", mark, self._words.runs(line.text), more)
            yield from self._lineage(line.derived_from, depth + 1)

    def _address(self, address: str) -> str:
        if not is_web_address(address):
            return self._words.run(address)
        id_ = f"link{len(self._links) + 1}"
        self._links[id_] = self._words.attribute(address)
        return f'<w:hyperlink r:id="{id_}" w:history="1">{self._words.run(address, "Hyperlink")}</w:hyperlink>'

    def _notes(self) -> Iterator[str]:
        yield f"{parts.HEAD}<w:footnotes {parts.W}>{parts.SEPARATORS}"
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        for footnote in self._footnotes:
            told = "; ".join(
                ", ".join(part for part in (each.in_short or self._cited[each.source], each.details) if part)
                for each in footnote.citations
            )
            text = paragraph("FootnoteText", mark, self._words.runs(f" {told}."))
            yield f'<w:footnote w:id="{footnote.number}">{text}</w:footnote>'
        yield "</w:footnotes>"


_FOOTER = (
    f"{parts.HEAD}<w:ftr {parts.W}>"
    + paragraph("Footer", field("PAGE", "1"), '<w:r><w:t xml:space="preserve"> of </w:t></w:r>', field("NUMPAGES", "1"))
    + "</w:ftr>"
)
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" '
    'w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)


def _entry(name: str) -> ZipInfo:
    """A file of the package; the day is the first that a zip can tell, so that bytes do not depend on the clock."""
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    return entry


def _put(package: ZipFile, name: str, text: str) -> None:
    package.writestr(_entry(name), text.encode())
