"""How many events a list has, and how many come after its page, in a line."""

import sys
from collections.abc import Iterable, Iterator

import click

from timeline.actions.answer import Answer
from timeline.domain.chronology import Entry
from timeline.query import Request
from timeline.views.events.event_lists import perhaps_told
from timeline.views.wording.sentences import counted_or_no, nothing_found, number_told

ON_A_SCREEN = 50
"""So many lines of a list that may be long a table has, where it is not said how many."""
_NOTHING = nothing_found("event")


class Counted:
    """The entries of an answer, counted as they are told."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = entries
        self.count = 0

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            self.count += 1
            yield entry


def total_lines(answer: Answer, request: Request, *parts: int) -> Iterator[str]:
    """What to say below a list of so many events in each of its parts (see ``Answer``); once it has been read."""
    shown = sum(parts)
    yield total_line(answer, request, shown, _of_them(*parts))
    more = answer.perhaps_besides()
    if more is not None:
        yield f"{perhaps_told(more)}: --perhaps lists {'it' if more == (1, True) else 'them'}"


def _of_them(dated: int, under_way: int = 0, perhaps: int = 0) -> str:
    """How many of a list lie otherwise than dated in its window, where some do and some do not."""
    said = [
        f"{number:,} {how}"
        for number, how in ((under_way, "under way"), (perhaps, "perhaps"))
        if 0 < number < dated + under_way + perhaps
    ]
    return f" ({', '.join(said)})" if said else ""


def total_line(answer: Answer, request: Request, shown: int, of_them: str = "") -> str:
    """What to say below a list of so many events; once it has been read."""
    if not shown:
        return _nothing_line(answer, request)
    more = answer.more_after(shown)
    if more is not None:
        number = number_told(*more)
        return f"{counted_or_no(shown, 'event')}{of_them}, and {number} more: --offset {request.offset + shown}"
    if not request.offset:
        return f"{counted_or_no(shown, 'event')}{of_them}"
    # Nothing comes after the page, so what was found is known without counting it again.
    return f"{shown:,}{of_them} of {counted_or_no(request.offset + shown, 'event')}, after the first {request.offset:,}"


def page_line(shown: int, everything: int, offset: int, noun: str) -> str:
    """The same of a list of which it is known how long all of it is, and that has something."""
    after = offset + shown
    if after < everything:
        return more_line(shown, f"{everything - after:,}", offset, noun)
    if not shown:
        return f"No {noun} is left: --offset {offset} leaves out all {everything:,}"
    if not offset:
        return counted_or_no(shown, noun)
    return f"{shown:,} of {counted_or_no(everything, noun)}, after the first {offset:,}"


def more_line(shown: int, more: str, offset: int, noun: str) -> str:
    """The same where there is more than is shown: how much, as it is told."""
    if not shown:
        return f"--limit 0 shows none, and {more} would be found"
    return f"{counted_or_no(shown, noun)}, and {more} more: --offset {offset + shown}"


def say_more(answer: Answer, request: Request, shown: int) -> None:
    """Says beside a list for programs, which has no line for it, that there is more, or that its page is beyond all."""
    if shown and answer.more_after(shown) is None:
        return
    said = total_line(answer, request, shown)
    if said != _NOTHING:
        sys.stdout.flush()  # a list that could not be written is not told of
        click.echo(said, err=True)


def _nothing_line(answer: Answer, request: Request) -> str:
    if request.limit == 0:
        more = answer.more_after(0)
        return _NOTHING if more is None else f"--limit 0 shows none, and {number_told(*more)} would be found"
    before = answer.count(request.offset) if request.offset else 0
    if before:
        return f"No event is left: --offset {request.offset} leaves out all {before:,}"
    return _NOTHING
