"""A database as it stood after an earlier change, and what is to be said of that."""

from collections.abc import Iterator
from contextlib import contextmanager

from timeline.actions.asking.moment_then import MomentThen
from timeline.domain.recorded_on import RecordedOn
from timeline.errors import UnknownName
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.changes_kept import last_change_by, newest_change, read_change
from timeline.storage.reading.moment import PointInTime


@contextmanager
def open_recorded(reader: Reader, recorded_on: RecordedOn) -> Iterator[tuple[PointInTime, RecordedOn, tuple[str, ...]]]:
    """(what stood there then, when that was with the number of its change, what is to be said beside it).

    Raises UnknownName where there is no such change.
    """
    change = _number(reader, recorded_on)
    with MomentThen.opened(reader, change) as moment:
        yield moment, recorded_on._replace(change=change), tuple(_before_history(reader, change))


def _number(reader: Reader, recorded_on: RecordedOn) -> int:
    """The last change that counts; 0 where it was before the first."""
    if recorded_on.until is not None:
        return last_change_by(reader, recorded_on.until)
    assert recorded_on.change is not None, "a moment has an instant or a number"
    newest = newest_change(reader)
    if recorded_on.change > newest:
        there = {0: "nothing has been changed yet", 1: "there is change 1 alone"}
        said = there.get(newest, f"there are changes 1 to {newest}")
        raise UnknownName(f"there is no change {recorded_on.change}: {said}")
    return recorded_on.change


def _before_history(reader: Reader, change: int) -> Iterator[str]:
    if change:
        return
    first = read_change(reader, 1)
    if first is None:
        yield "this database has no history yet: this is what stands there now"
        return
    at = f"{first.at:%Y-%m-%d %H:%M} UTC"
    stood = "what stood there before that is told" if first.begins else "nothing stood there before that"
    yield f"history begins with change 1, of {at}: {stood}"
