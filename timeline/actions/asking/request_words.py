"""A request in words, as a chronology says what it was asked."""

from collections.abc import Iterator
from typing import Any

from timeline.domain.dates.typed.windows import describe
from timeline.domain.recorded_on import RecordedOn
from timeline.query import FILTERS, EventQuery, Filter, Request
from timeline.storage.connecting.reader import Reader
from timeline.views.records.questions_told import question_told


def in_words(reader: Reader, request: Request, query: EventQuery) -> str:
    """The request in words, with the names of the records found: "20 to 30 September 2020; actor Mike Pompeo"."""
    said = []
    if request.question is not None:
        said.append(question_told(request.question, _title(reader, request.question)))
    if request.window is not None:
        said.append(describe(request.window) + (", certainly" if request.certain else ""))
    members = " or members" if request.with_members else ""
    for group in query.actors:
        said.append(f"actor {' or '.join(_name(reader, 'actor', each) for each in group)}{members}")
    for name, filter_ in FILTERS.items():
        if filter_.field not in ("window", "actors") and filter_.said is not None:
            found = query if filter_.kind in ("record", "moment") else request
            said += _in_words(reader, name, filter_, getattr(found, filter_.field))
    if request.limit is not None or request.offset:
        said.append(_page_in_words(request))
    return "; ".join(said) or "everything"


def _in_words(reader: Reader, name: str, filter_: Filter, asked: Any) -> Iterator[str]:
    """A filter in words, each of its values for itself."""
    if asked in (None, False):
        return
    if filter_.kind == "flag":
        yield filter_.said or name.replace("_", " ")
        return
    for value in asked if type(asked) is tuple else (asked,):  # a window is a named tuple
        told = value
        if filter_.kind == "window":
            told = describe(value)
        elif filter_.kind == "moment":
            told = _recorded(value)
        elif filter_.kind == "record":
            told = _name(reader, filter_.of[0], value)
        yield (filter_.said or f"{name.replace('_', ' ')} {{}}").format(told)


def _recorded(on: RecordedOn) -> str:
    """The moment, and the change that was the last by then: a day is another one elsewhere, a change is not."""
    if on.until is None or on.change is None:
        return on.told
    return f"{on.told} ({f'change {on.change}' if on.change else 'before the first change'})"


def _page_in_words(request: Request) -> str:
    if request.limit == 0:
        return "none of the events"
    if request.limit is None:
        return f"from event {request.offset + 1} on"
    return f"events {request.offset + 1} to {request.offset + request.limit}"


def _title(reader: Reader, question_id: str) -> str | None:
    sql = "SELECT id, title FROM question WHERE id = :id"
    return next((title for _, title in reader.rows(sql, {"id": question_id}, few=True)), None)


def _name(reader: Reader, kind: str, record_id: str) -> str:
    return next(
        (
            str(name)
            for _, name in reader.rows(f"SELECT id, name FROM {kind} WHERE id = :id", {"id": record_id}, few=True)
        ),
        record_id,
    )
