"""Changes, and what they did to records, as plain values for JSON: the same for the command line and the pages."""

from typing import Any

from timeline.actions.history.diff import Diff
from timeline.actions.history.log import Logged, Touched
from timeline.domain.history import Change, instant_text


def change_values(change: Change) -> dict[str, Any]:
    """A change by its fields; the time is UTC."""
    values = change._asdict()
    return values | {"at": instant_text(change.at), "counts": [each._asdict() for each in change.counts]}


def touched_values(touched: Touched) -> dict[str, Any]:
    """What a change did to a record; its fields are those of a load's report."""
    return touched._asdict() | {"fields": [each._asdict() for each in touched.fields]}


def logged_values(logged: Logged) -> dict[str, Any]:
    """A change, and under ``records`` what it did to those that were asked for."""
    return change_values(logged.change) | {"records": [touched_values(each) for each in logged.touched]}


def diff_values(found: Diff) -> dict[str, Any]:
    """The changes after which the two states stood (null: before the first), and the records that differ."""
    ends = {
        name: None if change is None else change_values(change)
        for name, change in (("from", found.older), ("to", found.newer))
    }
    return ends | {"records": [touched_values(each) for each in found.touched()]}
