"""What is to be said of numbers that were counted: what they are called, and why rows do not add up to the total."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from timeline.domain.counting.counted import Cell, CountRow, Sum
from timeline.domain.counting.units import UNITS, days_told, first_day_of, last_day_of
from timeline.domain.counting.units import told as unit_told
from timeline.views.wording.sentences import counted_apart

if TYPE_CHECKING:
    from timeline.domain.counting.tally import Tally
    from timeline.domain.dates.typed.windows import Window

NONE = {
    **dict.fromkeys(UNITS, "no date"),
    "actor": "no actor",
    "role": "no role",
    "type": "no type",
    "place": "no place",
    "source": "no source",
    "origin": "no origin",
    "standing": "no standing",
    "tag": "no tag",
}
"""What events are told under that have no value."""

CERTAIN, POSSIBLE = "certain", "possible"
LEGEND = {CERTAIN: "certainly then", POSSIBLE: "perhaps then: dated no more closely"}
"""What the two numbers mean, where there are both."""


class About(NamedTuple):
    """What the notes are made of."""

    by: tuple[str, ...]
    measure: str | None
    total: Cell
    firsts: tuple[CountRow, ...]
    """All rows of the first dimension, whether shown or not."""
    tally: "Tally"
    window: "Window | None"
    begun: bool


def stretch_told(unit: str, number: int, first: int | None, last: int | None) -> str:
    """A stretch of time in words; one that the window cuts by its days."""
    if (first, last) == (first_day_of(unit, number), last_day_of(unit, number)):
        return unit_told(unit, number)
    return days_told(first, last)


def empty_left_out(unit: str, count: int) -> str:
    """What is said where empty stretches are not shown."""
    return f"{counted_apart(count, unit)} without an event {'is' if count == 1 else 'are'} left out."


def count_notes(about: About) -> Iterator[str]:
    """A sentence each; none where there is nothing to say."""
    if not (about.total.certain or about.total.possible):
        return
    unit = next((each for each in about.by if each in UNITS), None)
    if unit is not None:
        yield from _of_time(about, unit)
    tally = about.tally
    for number, dimension in enumerate(each for each in about.by if each not in UNITS):
        if dimension == "place" and tally.several[number]:
            yield "A place counts with all that lies within it: the rows of places add up to more than the total."
        elif dimension == "source" and tally.several[number]:
            yield "A source counts with those that derive from it: an event of several counts in each."
        elif tally.several[number]:
            what = counted_apart(tally.several[number], "event")
            has = "has" if tally.several[number] == 1 else "have"
            yield f"{what} {has} several {dimension}s and {'counts' if has == 'has' else 'count'} in each."
    if tally.before:
        what = counted_apart(tally.before, "event")
        yield f"Left out: {what} that had begun before."
    if about.measure is not None:
        yield from _of_figures(about)


def _of_time(about: About, unit: str) -> Iterator[str]:
    tally = about.tally
    if tally.lasted:
        yield f"What lasted counts in each {unit} in which it was under way: the rows do not add up to the total."
    if tally.undecided:
        one = tally.undecided == 1
        dates = "its date does" if one else "their dates do"
        yield (
            f"{counted_apart(tally.undecided, 'event')} {'is' if one else 'are'} certain in no {unit}, only possible: "
            f"{dates} not decide."
        )
    if tally.endless and (about.window is None or about.window[1] is None):
        one = tally.endless == 1
        yield (
            f"{counted_apart(tally.endless, 'event')} with no known end may have gone on: "
            f"{'it is' if one else 'they are'} counted to the last {unit} in which anything begins or ends."
        )


def _of_figures(about: About) -> Iterator[str]:
    certain, possible = about.total.certain_sum, about.total.possible_sum
    if certain is None or possible is None or about.measure is None:
        return
    from timeline.views.events.claims_told import measure_told  # most counts add nothing up

    given = certain.events + possible.events
    events = about.total.certain + about.total.possible
    measure = measure_told(about.measure)
    silent = events - given
    if silent:
        give = "gives" if given == 1 else "give"
        yield f"{given:,} of {counted_apart(events, 'event')} {give} a figure for {measure}."
    for field, said in (
        ("disputed", "disputed: {their} widest range counts"),
        ("without_best", "without a best number: {their} lowest counts for it"),
        ("without_high", "with no upper end: the sums with {them} have none"),
    ):
        count = getattr(certain, field) + getattr(possible, field)
        if count:
            their, them = ("its", "it") if count == 1 else ("their", "them")
            yield f"{counted_apart(count, 'figure')} {said.format(their=their, them=them)}."
    if about.by and given:
        yield "An event's figure counts whole in each row that the event counts in."


def sum_range(sum_: Sum) -> str:
    """The range of a sum: "120 to 340", "120 or more"."""
    low = number_told(sum_.low)
    if sum_.high is None:
        return f"{low} or more"
    return low if sum_.high == sum_.low else f"{low} to {number_told(sum_.high)}"


def number_told(number: float | int) -> str:
    """A number on a terminal, thousands set apart: 1,234; 2.5."""
    return f"{number:,}"
