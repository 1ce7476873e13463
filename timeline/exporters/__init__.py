"""The formats a chronology can be written in. A format's module is imported only when it is used.

An exporter is a function ``export(chronology, out)`` that streams the entries to an open file; it
never queries and never prints. Text files are to be opened as UTF-8 with ``newline=""``: each
format writes its own line ends (CSV's are CR LF, RFC 4180).
"""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from timeline.errors import TimelineError

Exporter = Callable[..., None]


class Format(NamedTuple):
    """One way to write a chronology."""

    name: str
    module: str
    """Within ``timeline.exporters``."""
    function: str
    suffixes: tuple[str, ...]
    """In lower case, each with its dot; the first is the usual one."""
    description: str
    binary: bool = False
    """Whether ``out`` is a file of bytes."""
    for_people: bool = False
    """Whether it is read from top to bottom: then what is only perhaps in a window is told apart."""
    carries_records: bool = False
    """Whether it is read back without loss: then the chronology has ``records``."""
    options: tuple[str, ...] = ()
    """Keywords that the exporter takes beside the chronology and the file."""

    def load(self) -> Exporter:
        """The exporter itself; imports its module."""
        exporter: Exporter = getattr(import_module(f"timeline.exporters.{self.module}"), self.function)
        return exporter


FORMATS = {
    each.name: each
    for each in (
        Format(
            name="md",
            module="people.markdown",
            function="export",
            suffixes=(".md", ".markdown"),
            description="Markdown to publish, with numbered sources",
            for_people=True,
        ),
        Format(
            name="html",
            module="people.html",
            function="export",
            suffixes=(".html", ".htm"),
            description="one web page to publish or print, sources linked",
            for_people=True,
        ),
        Format(
            name="csv",
            module="programs.csv_rows",
            function="export",
            suffixes=(".csv",),
            description="a row an event, safe to open in a spreadsheet",
            options=("raw",),
        ),
        Format(
            name="json",
            module="programs.json_entries",
            function="export_array",
            suffixes=(".json",),
            description="an array of events, every claim beside its source",
        ),
        Format(
            name="jsonl",
            module="programs.json_entries",
            function="export_lines",
            suffixes=(".jsonl", ".ndjson"),
            description="the same objects, one a line",
            carries_records=True,
        ),
    )
}


def format_named(name: str) -> Format:
    """The format of that name; raises TimelineError, which lists the names, where there is none."""
    found = FORMATS.get(name.lower())
    if found is None:
        raise TimelineError(f'there is no format "{name}": choose one of {", ".join(FORMATS)}')
    return found


def format_for_file(file_name: str) -> Format:
    """The format that a file's suffix stands for, in any case.

    Raises TimelineError where the name has no suffix or one that stands for no format.
    """
    lowered = file_name.lower()
    for each in FORMATS.values():
        if lowered.endswith(each.suffixes):
            return each
    known = ", ".join(suffix for each in FORMATS.values() for suffix in each.suffixes)
    raise TimelineError(f'the name "{file_name}" does not tell the format: name one, or end it in one of {known}')
