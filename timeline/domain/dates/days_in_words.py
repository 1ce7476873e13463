"""Days in words, where no EDTF says them: "from 2018 until at least 1 September 2020, or 5 May 2021"."""

from collections.abc import Sequence

from timeline.domain.dates.edtf import between, lasted
from timeline.domain.dates.prose import in_words
from timeline.domain.dates.when import Span


def spans_in_words(spans: Sequence[Span]) -> str:
    """The days of one date, or of several of which one is true."""
    return ", or ".join(span_in_words(span) for span in spans)


def span_in_words(span: Span) -> str:
    """When it was, as closely as it is known: what lasted from its begin to its end, else some time within."""
    if not span.lasting:
        return in_words(between(span.begin_earliest, span.end_latest))
    text = lasted(span)
    if text:
        return in_words(text)
    begin = _begin(span)
    return f"{begin} {_end(span, 'to')}" if begin else _end(span, "until")


def _begin(span: Span) -> str:
    if span.begin_earliest is not None:
        return f"from {_some_day(span.begin_earliest, span.begin_latest)}"
    # That it had begun by its end need not be said.
    return "" if span.begin_latest == span.end_latest else f"begun by {day_in_words(span.begin_latest)},"


def _end(span: Span, until: str) -> str:
    if span.end_latest is not None:
        return f"{until} {_some_day(span.end_earliest, span.end_latest)}"
    return "end open" if span.end_earliest is None else f"until at least {day_in_words(span.end_earliest)}"


def _some_day(first: int | None, last: int | None) -> str:
    words = in_words(between(first, last))
    return f"some day {words}" if words.startswith("between ") else words


def day_in_words(day: int | None) -> str:
    """One day; None is open."""
    return in_words(between(day, day))
