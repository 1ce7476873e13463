"""The formats a chronology can be written in, each with its options and what it leaves out.

A format's module is imported only when it is used.

An exporter is a function ``export(chronology, out)`` that streams the entries to an open file; it
never queries and never prints. Text files are to be opened as UTF-8 with ``newline=""``: each
format writes its own line ends (CSV's are CR LF, RFC 4180).
"""

from collections.abc import Callable
from importlib import import_module
from typing import Literal, NamedTuple

from timeline.errors import TimelineError

Exporter = Callable[..., None]


class ExportOption(NamedTuple):
    """What may be chosen about a format: a keyword of its exporter, an option of the command line."""

    name: str
    kind: Literal["flag"]
    """``flag``: True where it is given, else left out."""
    help: str
    """A sentence. Formats that share an option share its help."""


class ExportFormat(NamedTuple):
    """One way to write a chronology."""

    name: str
    module: str
    """Within ``timeline.exporters``."""
    function: str
    """In that module: takes a chronology, an open text file, and its options as keywords."""
    suffixes: tuple[str, ...]
    """In lower case, each with its dot; the first is the usual one."""
    description: str
    for_people: bool = False
    """Whether it is read from top to bottom: then what is only perhaps in a window is told apart."""
    carries_records: bool = False
    """Whether it is read back without loss: then the chronology has ``records``."""
    options: tuple[ExportOption, ...] = ()
    leaves_out: tuple[str, ...] = ()
    """What events, claims and the records behind them hold and this format has no room for, a few words each."""

    def load(self) -> Exporter:
        """The exporter itself; imports its module."""
        exporter: Exporter = getattr(import_module(f"timeline.exporters.{self.module}"), self.function)
        return exporter


_OF_DOCUMENTS = (
    "types and tags",
    "credibility of claims",
    "of actors, other names, kinds, groups and notes",
    "of places, points, other names, kinds, what they lie in, and notes",
    "of sources, kinds, languages and notes",
)
_WHAT_IS_IN_NO_EVENT = ("meanings of words", "records that no event needs")

FORMATS = {
    each.name: each
    for each in (
        ExportFormat(
            name="md",
            module="people.markdown",
            function="export",
            suffixes=(".md", ".markdown"),
            description="Markdown to publish, with numbered sources",
            for_people=True,
            leaves_out=("ids", *_OF_DOCUMENTS, *_WHAT_IS_IN_NO_EVENT),
        ),
        ExportFormat(
            name="html",
            module="people.html",
            function="export",
            suffixes=(".html", ".htm"),
            description="one web page to publish or print, sources linked",
            for_people=True,
            leaves_out=("ids of actors, places and sources", *_OF_DOCUMENTS, *_WHAT_IS_IN_NO_EVENT),
        ),
        ExportFormat(
            name="csv",
            module="programs.csv_rows",
            function="export",
            suffixes=(".csv",),
            description="a row an event, safe to open in a spreadsheet",
            options=(ExportOption("raw", "flag", "leave cells that a spreadsheet would run as formulas."),),
            leaves_out=(
                "links to other events",
                "why the editor decided on a date",
                "of claims, all but the place in the source, figures and participants",
                "of actors, all but the name",
                "of places, all but the name and the point",
                "of sources, all but the id",
                *_WHAT_IS_IN_NO_EVENT,
            ),
        ),
        ExportFormat(
            name="json",
            module="programs.json_entries",
            function="export_array",
            suffixes=(".json",),
            description="an array of events, every claim beside its source",
            leaves_out=(
                "why the editor decided on a date",
                "quotes and credibility of claims",
                "whether a figure is approximate",
                "of actors, other names, kinds, groups and notes",
                "of places, other names, kinds, what they lie in, and notes",
                "of sources, all but the id, the publisher and the date",
                *_WHAT_IS_IN_NO_EVENT,
            ),
        ),
        ExportFormat(
            name="jsonl",
            module="programs.json_entries",
            function="export_lines",
            suffixes=(".jsonl", ".ndjson"),
            description="the same objects, one a line",
            carries_records=True,
        ),
    )
}

OPTIONS = {option.name: option for each in FORMATS.values() for option in each.options}
"""The options of all formats."""


def formats_with(option: str) -> list[str]:
    """The names of the formats that take an option."""
    return [each.name for each in FORMATS.values() if option in (own.name for own in each.options)]


def format_named(name: str) -> ExportFormat:
    """The format of that name; raises TimelineError, which lists the names, where there is none."""
    found = FORMATS.get(name.lower())
    if found is None:
        raise TimelineError(f'there is no format "{name}": choose one of {", ".join(FORMATS)}')
    return found


def format_for_file(file_name: str) -> ExportFormat:
    """The format that a file's suffix stands for, in any case.

    Raises TimelineError where the name has no suffix or one that stands for no format.
    """
    lowered = file_name.lower()
    for each in FORMATS.values():
        if lowered.endswith(each.suffixes):
            return each
    known = ", ".join(suffix for each in FORMATS.values() for suffix in each.suffixes)
    raise TimelineError(f'the name "{file_name}" does not tell the format: name one, or end it in one of {known}')
