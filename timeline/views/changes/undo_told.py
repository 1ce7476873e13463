"""Why a change cannot be taken back as it is: what was written since, and what would be named and not be there."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Any

from timeline.domain.comparing.changes import differences
from timeline.domain.history import Change
from timeline.problems import one_line, quoted
from timeline.views.changes.changes_told import path_told
from timeline.views.changes.signed_told import change_told

_GONE = "it is gone"


def conflict_lines(
    record_id: str,
    before: Any,
    now: Any,
    since: Sequence[Change],
    wrote_before: Change | None,
    zone: tzinfo | None = None,
) -> Iterator[str]:
    """What stands in the way with one record: who wrote it since, both texts, who wrote the other."""
    last = f"{since[-1].verb} of {change_told(since[-1], zone)}" if since else "something unknown"
    yield f"{one_line(record_id)}: written since, by {last}"
    if before is None or now is None:
        yield f"  now: {_GONE if now is None else 'it is there'}; undoing would {_would(before)}"
    else:
        for each in differences(before, now):
            yield f"  {path_told(each)}: now {_text(each.after)}, undoing would put back {_text(each.before)}"
    if before is not None:
        by = "before the history began" if wrote_before is None else f"by {change_told(wrote_before, zone)}"
        yield f"  what would be put back was written {by}"


def gap_line(owner: str, named: str, kind: str, missing: str, found: str | None) -> str:
    """What would be named and not be there: "strike-called: source of claim 1 …: there would be no source “herald”"."""
    instead = f": it is the id of {_a(found)} by now" if found is not None else ""
    return f"{one_line(owner)}: {one_line(named)}: there would be no {kind} {quoted(missing)}{instead}"


def _would(before: Any) -> str:
    return "remove it" if before is None else "bring it back"


def _text(text: str | None) -> str:
    return "nothing" if text is None else quoted(text)


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
