"""What a format of export is: its name, its suffixes, what may be chosen about it and what it leaves out.

A format's module is imported only when it is used.

An exporter is a function ``export(chronology, out, **options)`` that streams the entries to an open file; it never
queries and never prints. ``out`` is a text file (UTF-8, ``newline=""``: each format writes its own line ends; CSV's are
CR LF, RFC 4180), or a binary one where the format is ``binary``; it may be a pipe, in which nobody can seek. What the
format could not carry of this chronology it returns as lines, each a few words: "3 undated events left out".
"""

from collections.abc import Callable, Collection, Iterable
from importlib import import_module
from typing import Literal, NamedTuple

from timeline.extras import needing

Exporter = Callable[..., Iterable[str] | None]


class ExportOption(NamedTuple):
    """What may be chosen about a format: a keyword of its exporter, an option of the command line.

    The name is in lower case, its words joined by ``_``, and no filter has it.
    """

    name: str
    kind: Literal["flag", "choice", "count"]
    """``flag``: True where it is given; ``choice``: one of ``choices``; ``count``: a whole number from 1 on. What is
    not given is not handed to the exporter."""
    help: str
    """A sentence. Formats that share an option share its help."""
    choices: tuple[str, ...] = ()
    """Of a choice."""
    tells_more: bool = False
    """Whether a format that has ``brief_claims`` tells all of them where this is chosen."""


class ExportFormat(NamedTuple):
    """One way to write a chronology."""

    name: str
    module: str
    """Within ``timeline.exporters``."""
    function: str
    """In that module: takes a chronology, an open file, and its options as keywords."""
    suffixes: tuple[str, ...]
    """In lower case, each with its dot; the first is the usual one."""
    description: str
    for_people: bool = False
    """Whether it is read from top to bottom: then what is only perhaps in a window is told apart."""
    binary: bool = False
    """Whether it writes bytes."""
    takes_records: bool = False
    """Whether it has room for the full records behind the entries: then the chronology has ``records``."""
    brief_claims: bool = False
    """Whether it tells no links, and of a claim only the id of its source, the place in that, and figures: then the
    chronology may be without the rest."""
    extra: str | None = None
    """The extra of the distribution that it needs."""
    options: tuple[ExportOption, ...] = ()
    leaves_out: tuple[str, ...] = ()
    """What events, claims and the records behind them hold and this format has no room for, a few words each."""

    def has_brief_claims(self, chosen: Collection[str]) -> bool:
        """Whether it has ``brief_claims`` with the options of these names."""
        return self.brief_claims and not any(each.tells_more for each in self.options if each.name in chosen)

    def load(self) -> Exporter:
        """The exporter itself; imports its module. Raises TimelineError where its extra is not installed."""
        with needing(self.extra, self.name):
            exporter: Exporter = getattr(import_module(f"timeline.exporters.{self.module}"), self.function)
        return exporter


DECISIONS = "decisions on events that are one, and what those told with another were before"
"""Left out by every format: an event is told as it is by decision."""
FORMER_IDS = "ids that records had before"
WHAT_IS_IN_NO_EVENT = ("meanings of words", "records that no event needs", FORMER_IDS, DECISIONS)
"""Left out by whatever tells of events alone."""
