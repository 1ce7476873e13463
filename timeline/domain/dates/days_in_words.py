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
    return f"{_begin(span)}{_end(span)}"


def _begin(span: Span) -> str:
    if span.begin_earliest is None:
        # That it had begun by its end need not be said.
        return "" if span.begin_latest == span.end_latest else f"begun by {_last(span.begin_latest)}, "
    words = in_words(between(span.begin_earliest, span.begin_latest))
    return f"begun {words}, " if words.startswith(("between", "after")) else f"from {words} "


def _end(span: Span) -> str:
    if span.end_latest is None:
        if span.end_earliest is None:
            return "end open"
        return f"until at least {in_words(between(span.end_earliest, span.end_earliest))}"
    words = in_words(between(span.end_earliest, span.end_latest))
    return f"ended {words}" if words.startswith(("between", "before")) else f"until {words}"


def _last(day: int | None) -> str:
    return in_words(between(day, day))
