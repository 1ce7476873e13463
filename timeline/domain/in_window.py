"""How an event lies to a window: dated in it, under way in it, or only perhaps in it."""

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from timeline.domain.chronology import EventDate

if TYPE_CHECKING:
    from timeline.domain.dates.typed.windows import Window

InWindow = Literal["dated", "under way", "perhaps"]
PARTS: tuple[InWindow, ...] = ("dated", "under way", "perhaps")
"""In the order in which people are told them."""

_Moment = tuple[float, float]
_MIDNIGHT = 86_400
"""The end of a day in seconds; a leap second counts as it."""


@lru_cache(maxsize=4096)  # in the order of time the same dates come again and again
def in_window(date: EventDate, window: "Window") -> InWindow:
    """``dated`` where the outer days of some span lie inside; else ``under way`` where in every span it has begun by
    the window's end and not ended before its start; else ``perhaps``, of an event that overlaps the window.

    Both ends of the window are included. Where it opens or closes at a time of day, an event of that day counts by
    its own time, where one is told; otherwise it may have been at any time of its days.
    """
    from_day, to_day, _, from_second, to_second = window
    opens = (float("-inf"), 0) if from_day is None else (from_day, from_second or 0)
    closes = (float("inf"), _MIDNIGHT) if to_day is None else (to_day, _MIDNIGHT if to_second is None else to_second)
    # Where sources tell several times of a day, the date is written without any.
    time = date.second if date.second is not None and "T" in (date.edtf or "") else None
    day_starts, day_ends = (0, _MIDNIGHT) if time is None else (time, time)

    def first(day: int | None) -> _Moment:
        return (float("-inf") if day is None else day), day_starts

    def last(day: int | None) -> _Moment:
        return (float("inf") if day is None else day), day_ends

    if any(opens <= first(span.begin_earliest) and last(span.end_latest) <= closes for span in date.spans):
        return "dated"
    if all(last(span.begin_latest) <= closes and opens <= first(span.end_earliest) for span in date.spans):
        return "under way"
    return "perhaps"
