"""What people are told where a load would lose somebody's work: a line each, and the way out."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from timeline.actions.stale_copies import StaleCopy
from timeline.problems import Problem
from timeline.views.sentences import counted_apart
from timeline.views.signed_told import change_told


def stale_lines(
    stale: Sequence[StaleCopy], way_out: str, most: int | None, zone: tzinfo | None = None
) -> Iterator[str]:
    """The first ``most`` records (None: all) that are older than the database, and what to do.

    ``way_out``: what takes the database back knowingly; times are by the clock of ``zone`` (None: the reader's own).
    """
    shown = stale if most is None else stale[:most]
    for copy in shown:
        change = change_told(copy.change, zone)
        what = f"{change} has removed it since" if copy.is_gone else f"this is what it said before {change}"
        yield str(Problem(copy.path, copy.line, f"{copy.id}: {what}"))
    if len(stale) > len(shown):
        yield f"… and {counted_apart(len(stale) - len(shown), 'more record')}"
    are = "record is" if len(stale) == 1 else "records are"
    yield (
        f"nothing was loaded: {len(stale):,} {are} older in the files than in the database; bring the files up to date "
        f"(`timeline dump` writes what the database says), or, to take it back to what they say: {way_out}"
    )
