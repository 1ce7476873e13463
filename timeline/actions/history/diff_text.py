"""Two states of records as annotation texts, and what differs between them as a unified diff."""

from collections.abc import Iterator
from difflib import unified_diff
from typing import Any

from timeline.actions.history.diff import Diff
from timeline.annotations.writing.writer import record_lines

_CONTEXT = 3
_NOTHING = "/dev/null"
"""As `diff` names a file that is not there."""


def unified(found: Diff) -> Iterator[str]:
    """The lines of a unified diff, record after record, each under a name like that of a file: "events/ID"."""
    for kind, record_id, before, after in found.differing:
        name = record_id if kind in ("term", "match") else f"{kind}s/{record_id}"
        one, other = ([] if each is None else _lines(kind, each) for each in (before, after))
        was = f"{kind}s/{before.id}" if before and kind not in ("term", "match") else name
        from_, to = f"a/{was}" if before else _NOTHING, f"b/{name}" if after else _NOTHING
        yield from unified_diff(one, other, from_, to, lineterm="", n=_CONTEXT)


def _lines(kind: str, record: Any) -> list[str]:
    return list(record_lines(kind, record))
