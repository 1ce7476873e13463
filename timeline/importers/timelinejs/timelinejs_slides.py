"""The slides of a TimelineJS file, from its JSON (version 3) or from its Google Sheet saved as CSV."""

import json
from bisect import bisect
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from timeline.importers.items import Input, Rejected, Unreadable
from timeline.importers.reading.delimited import Row, Table
from timeline.importers.reading.encodings import open_text, refusal_of_bytes
from timeline.importers.reading.json_text import JsonText, members, mistake, said_at
from timeline.importers.timelinejs.timelinejs_dates import PARTS, clock
from timeline.problems import Problem, quoted

_LARGEST = 64 * 1024 * 1024
"""Characters. A browser has to load the file whole; none that it could show comes near this."""
_VERSION_2 = "this is of TimelineJS 2: have it converted to version 3 first (timeline.knightlab.com/convert.html)"
_KINDS = {"title": "title", "events": "event", "eras": "era"}
_MOST_DIGITS = 100


def _whole_number(text: str) -> int | str:
    """A number of JSON; one that is longer than any that makes sense stays a text."""
    return int(text) if len(text) <= _MOST_DIGITS else text


_decoder = json.JSONDecoder(parse_int=_whole_number)


class Slide(NamedTuple):
    """One slide as it stands in the file."""

    line: int
    kind: str
    """``title``, ``era`` or ``event``."""
    texts: Mapping[str, str]
    """By the names that ``_COLUMNS`` has."""
    start: Mapping[str, object]
    """The parts of a date; empty where there is none."""
    end: Mapping[str, object]
    columns: Mapping[str, str]
    """How the file calls what is at fault: ``start.month`` -> ``start_date.month`` or ``Month``."""
    faults: tuple[str, ...]
    """What is wrong with it already."""
    cells: tuple[str, ...]
    """As it was, for the file of rejects."""


# --- JSON ------------------------------------------------------------------------------------------


def json_slides(file: Input) -> Iterator[Slide]:
    """The slides of a JSON file, the title first. Raises Unreadable."""
    refusal_of_bytes(file)
    with open_text(file) as stream:
        text = stream.read(_LARGEST + 1)
    if len(text) > _LARGEST:
        raise Unreadable(Problem(file.label, 0, "the file has more than 64 MiB: this is more than TimelineJS can show"))
    try:
        found = list(members(text, 1 if text.startswith("\ufeff") else 0, _decoder, spread=("events", "eras")))
    except (ValueError, RecursionError) as error:
        wrong = mistake(text, error)
        raise Unreadable(said_at(file, *JsonText(1, 1, text).place(wrong.at), str(wrong))) from None
    keys = {each.key for each in found}
    if "timeline" in keys and "events" not in keys:
        raise Unreadable(Problem(file.label, 1, _VERSION_2))
    if not keys & set(_KINDS):
        raise Unreadable(Problem(file.label, 1, 'there is no "events" here: this is no file of TimelineJS'))
    ends = [at for at, sign in enumerate(text) if sign == "\n"]
    for key, _, at, value in sorted(found, key=lambda each: each.key != "title"):
        # A title, or a list, that is null or empty says nothing.
        if key in _KINDS and value is not None and not (key == "title" and not value):
            slide = _slide(bisect(ends, at) + 1, key, value)
            for said in slide.texts.values():
                file.taken_out.look(slide.line, said)
            yield slide


def _slide(line: int, key: str, value: Any) -> Slide:
    kind = _KINDS[key]
    was = (json.dumps(value, ensure_ascii=False), *([key] if key != "title" else []))
    faults: list[str] = []
    if not isinstance(value, dict):
        faults.append(f"is no object: {'an' if kind[0] == 'e' else 'a'} {kind} is one")
        value = {}
    text, media = _object(value, "text", faults), _object(value, "media", faults)
    start, end = _object(value, "start_date", faults), _object(value, "end_date", faults)
    found = {
        "headline": _string(text, "headline", "text.headline", faults),
        "text": _string(text, "text", "text.text", faults),
        **{key: _string(media, key, f"media.{key}", faults) for key in ("url", "caption", "credit")},
        **{key: _string(value, key, key, faults) for key in ("group", "unique_id")},
        "display_date": _string(value, "display_date", "display_date", faults)
        or _string(start, "display_date", "start_date.display_date", faults),
    }
    columns = {f"{end}.{part}": f"{end}_date.{part}" for end in ("start", "end") for part in PARTS}
    return Slide(line, kind, found, start, end, columns, tuple(faults), was)


def _object(value: Mapping[str, Any], key: str, faults: list[str]) -> Mapping[str, Any]:
    found = value.get(key)
    if isinstance(found, dict):
        return found
    if found not in (None, ""):
        faults.append(f"{key}: is no object, found {quoted(json.dumps(found, ensure_ascii=False))}")
    return {}


def _string(value: Mapping[str, Any], key: str, where: str, faults: list[str]) -> str:
    found = value.get(key)
    if found is None or isinstance(found, str):
        return found or ""
    if isinstance(found, (int, float)) and not isinstance(found, bool):
        return str(found)
    faults.append(f"{where}: is no text, found {quoted(json.dumps(found, ensure_ascii=False))}")
    return ""


# --- the Google Sheet as CSV ------------------------------------------------------------------------

_COLUMNS = {
    "headline": ("Headline",),
    "text": ("Text",),
    "url": ("Media",),
    "caption": ("Media Caption",),
    "credit": ("Media Credit",),
    "group": ("Group", "Tag"),
    "unique_id": ("Unique ID", "unique_id"),
    "display_date": ("Display Date",),
}
_DATES = {
    "start": {"year": "Year", "month": "Month", "day": "Day", "time": "Time"},
    "end": {"year": "End Year", "month": "End Month", "day": "End Day", "time": "End Time"},
}


def table_slides(table: Table) -> Iterator[Slide | Rejected]:
    """The slides of a table with the columns of the template, some of which may be missing."""
    table.require("Year", "Headline")
    texts = {key: table.find(*names) for key, names in _COLUMNS.items()}
    dates = {end: {part: table.find(name) for part, name in names.items()} for end, names in _DATES.items()}
    kind_at = table.find("Type")
    columns = {f"{end}.{part}": name for end, names in _DATES.items() for part, name in names.items()}
    columns |= {f"{end}.{part}": columns[f"{end}.time"] for end in dates for part in ("hour", "minute", "second")}
    for row in table.rows:
        if isinstance(row, Rejected):
            yield row
            continue
        faults: list[str] = []
        kind = _cell(row, kind_at).casefold()
        start, end = (_date(row, at, _DATES[which]["time"], faults) for which, at in dates.items())
        yield Slide(
            row.line,
            kind if kind in ("title", "era") else "event",
            {key: _cell(row, at) for key, at in texts.items()},
            start,
            end,
            columns,
            tuple(faults),
            row.cells,
        )


def _date(row: Row, at: Mapping[str, int | None], time_column: str, faults: list[str]) -> dict[str, object]:
    parts: dict[str, object] = {part: _cell(row, at[part]) for part in ("year", "month", "day")}
    time = _cell(row, at["time"])
    if time:
        found = clock(time)
        if found is None:
            faults.append(f"{time_column}: is no time of day such as 10:30, found {quoted(time)}")
        else:
            parts |= found
    return parts


def _cell(row: Row, at: int | None) -> str:
    return "" if at is None else row.cells[at].strip()
