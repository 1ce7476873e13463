"""An event in words as lists have it: its title, and how many sources it has. Its parts are told in ``event_parts``."""

from collections.abc import Callable

from timeline.domain.chronology import Entry
from timeline.problems import listed
from timeline.views.events.dates_told import agreement_sentence
from timeline.views.wording.sentences import counted, counted_or_no

UNSOURCED = "No source says so: it rests on the editor."
"""What stands below an event by itself in place of its claims; a document has "no source cited"."""
NO_EVENT = "No event."
"""What stands below a record in place of its events."""


def title_marked(entry: Entry) -> str:
    """The title in a list, marked with the standing where that is not plain ``asserted``."""
    return entry.title if entry.standing == "asserted" else f"{entry.title} [{entry.standing}]"


# How many sources, and how many that do not take their content from another: in a list a line each, and origins only
# where there may be fewer; below an event by itself in a sentence; in a document beside the numbers of the sources,
# which say by themselves that there is one.


def _sources_and_origins(entry: Entry, count: Callable[[int, str], str]) -> list[str]:
    return [count(entry.source_count, "source"), count(entry.origin_count, "origin")]


def corroboration_lines(entry: Entry) -> str:
    """ "4 sources," and "2 origins" below it."""
    both = _sources_and_origins(entry, counted_or_no)
    return ",\n".join(both if entry.source_count > 1 else both[:1])


def corroboration_sentence(entry: Entry) -> str:
    """ "4 sources, 2 origins. They disagree on the date."."""
    counts = ", ".join(_sources_and_origins(entry, counted_or_no))
    return f"{counts}. {_disagreement(entry)}{agreement_sentence(entry.date)}".rstrip()


def _disagreement(entry: Entry) -> str:
    """What sources disagree on: "They disagree on the date, on the figures for killed and on whether it happened. "."""
    measures = [each.partition(":")[2].replace("-", " ") for each in entry.disputed if each.startswith("figures:")]
    told = ["on the date"] if "date" in entry.disputed else []
    told += [f"on the figures for {listed(measures)}"] if measures else []
    told += ["on whether it happened"] if "standing" in entry.disputed else []
    return f"They disagree {listed(told)}. " if told else ""


def corroboration(entry: Entry) -> str | None:
    """ "4 sources, 2 origins"; None where there is one source."""
    if entry.source_count == 0:
        return "no source cited"
    return None if entry.source_count == 1 else ", ".join(_sources_and_origins(entry, counted))
