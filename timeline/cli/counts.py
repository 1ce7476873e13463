"""What a load or an import did, in lines: counts by kind of record."""

from collections.abc import Iterator

from timeline.storage.compare import LoadReport

_KINDS = {"source": "sources", "actor": "actors", "place": "places", "event": "events", "term": "terms"}


def report_lines(report: LoadReport, *, prune: bool = False) -> Iterator[str]:
    """A line each for what was added, changed, left and, with ``prune``, removed."""
    counts = [("added", report.added), ("changed", report.changed), ("left", report.left)]
    if prune:
        counts.append(("removed", report.removed))
    for verb, kinds in counts:
        yield f"{verb:8} {_counted(kinds)}"
    if report.redated:
        events = _noun("event", report.redated)
        yield f"{'updated':8} {report.redated:,} more {events} that these changes date or count anew"


def _counted(kinds: dict[str, int]) -> str:
    return ", ".join(f"{kinds[kind]:,} {_noun(kind, kinds[kind])}" for kind in _KINDS if kinds.get(kind)) or "nothing"


def _noun(kind: str, count: int) -> str:
    return kind if count == 1 else _KINDS[kind]
