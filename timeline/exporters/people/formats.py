"""The formats that people read."""

from timeline.exporters.export_format import WHAT_IS_IN_NO_EVENT, ExportFormat

_OF_DOCUMENTS = (
    "types and tags",
    "credibility of claims",
    "of actors, other names, kinds, groups and notes",
    "of places, points, other names, kinds, what they lie in, and notes",
    "of sources, kinds, languages and notes",
)

FORMATS = (
    ExportFormat(
        name="md",
        module="people.markdown",
        function="export",
        suffixes=(".md", ".markdown"),
        description="Markdown to publish, with numbered sources",
        for_people=True,
        leaves_out=("ids", *_OF_DOCUMENTS, *WHAT_IS_IN_NO_EVENT),
    ),
    ExportFormat(
        name="html",
        module="people.html",
        function="export",
        suffixes=(".html", ".htm"),
        description="one web page to publish or print, sources linked",
        for_people=True,
        leaves_out=("ids of actors, places and sources", *_OF_DOCUMENTS, *WHAT_IS_IN_NO_EVENT),
    ),
)
