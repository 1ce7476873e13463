"""The formats that people read."""

from timeline.exporters.export_format import WHAT_IS_IN_NO_EVENT, ExportFormat, ExportOption

_NOT_IN_LISTS = ("types and tags", "credibility of claims")
_OF_ACTORS = "of actors, other names, kinds, groups and notes"
_OF_SOURCES = "of sources, kinds, languages and notes"
_OF_DOCUMENTS = (_OF_ACTORS, "of places, points, other names, kinds, what they lie in, and notes", _OF_SOURCES)
_OF_PAGES = (_OF_ACTORS, "of places, other names, kinds and notes", _OF_SOURCES)

FORMATS = (
    ExportFormat(
        name="md",
        module="people.markdown",
        function="export",
        suffixes=(".md", ".markdown"),
        description="Markdown to publish, with numbered sources",
        for_people=True,
        leaves_out=("ids", *_NOT_IN_LISTS, *_OF_DOCUMENTS, *WHAT_IS_IN_NO_EVENT),
    ),
    ExportFormat(
        name="html",
        module="people.html",
        function="export",
        suffixes=(".html", ".htm"),
        description="one web page to look at, search, publish or print: timeline, map, filters, sources linked",
        for_people=True,
        takes_records=True,
        options=(
            ExportOption("plain", "flag", "without script: the list alone, to print."),
            ExportOption("embed", "flag", "without what stands around it, for a frame in another page."),
        ),
        leaves_out=(*_OF_PAGES, *WHAT_IS_IN_NO_EVENT),
    ),
    ExportFormat(
        name="pdf",
        module="people.pdf.document",
        function="export",
        suffixes=(".pdf",),
        description="a typeset document with footnotes and a contents, to print, file or send",
        for_people=True,
        binary=True,
        extra="pdf",
        options=(
            ExportOption("paper", "choice", "The size of the paper; a4 where it is left out.", ("a4", "letter")),
            ExportOption("archival", "flag", "Make it PDF/A-2 and PDF/UA-1, as archives and courts ask for."),
        ),
        leaves_out=("ids", *_NOT_IN_LISTS, *_OF_DOCUMENTS, *WHAT_IS_IN_NO_EVENT),
    ),
    ExportFormat(
        name="docx",
        module="people.docx.document",
        function="export",
        suffixes=(".docx",),
        description="a Word document with headings, footnotes and styles, or a table to file",
        for_people=True,
        binary=True,
        options=(
            ExportOption(
                "layout", "choice", "Told in headings and footnotes, or in a table of events.", ("narrative", "table")
            ),
        ),
        leaves_out=("ids", *_NOT_IN_LISTS, *_OF_DOCUMENTS, *WHAT_IS_IN_NO_EVENT),
    ),
)
