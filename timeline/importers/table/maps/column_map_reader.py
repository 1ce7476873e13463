"""Reads a map of a table's columns, and finds all that is wrong with it at once."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from timeline.annotations.reading.files import read_content
from timeline.annotations.reading.nodes import line_at, read_document
from timeline.annotations.reading.slugs import as_slug, is_slug
from timeline.annotations.reading.terms import read_vocabulary
from timeline.annotations.vocabulary import EVENT_TYPES, ROLES, is_known_role, is_known_type
from timeline.domain.dates.edtf import EdtfError, parse
from timeline.domain.records import ACTOR_KINDS, MODALITIES, Source, Term
from timeline.importers.items import Unreadable
from timeline.importers.table.cells.date_parts import pattern_mistake
from timeline.importers.table.cells.table_dates import EXCEL_SYSTEMS, ORDERS, PRECISIONS, DateStyle
from timeline.importers.table.cells.table_numbers import DECIMALS
from timeline.importers.table.maps.column_map import (
    FROM_DATE_AND_TITLE,
    ID_SOURCES,
    LONGEST_NAME,
    ColumnMap,
    DateColumns,
    FigureColumns,
    PlaceColumns,
    RoleColumn,
    Separators,
    SourceColumns,
    TextColumn,
    default_name,
    folded,
)
from timeline.importers.table.maps.map_values import MapReading, MapValue, Words
from timeline.problems import Problem, listed, quoted

KEYS = (
    *("name", "id", "title", "summary", "note", "date", "type", "modality", "according_to", "place", "participants"),
    *("source", "table", "figures", "tags", "blank", "unreadable", "decimal", "delimiter", "skip", "vocabulary"),
)
_NOTE = "note"
_UNREADABLE = (_NOTE, "refuse")
"""What becomes of a cell that cannot be read: a note, or the end of its row."""
_FIRST = "first"
"""In place of words: the figure that a cell begins with."""
_DELIMITERS = {"tab": "\t", "comma": ",", "semicolon": ";", "bar": "|"}
_URL = re.compile(r"https?://[^\s/?#]\S*")
_MODALITIES = Words("modality", "modalities", MODALITIES, MODALITIES.__contains__)
_PRECISIONS = Words("precision", "precisions", PRECISIONS, PRECISIONS.__contains__)


class MapFile:
    """A map as it is written, before the table's columns are known."""

    def __init__(self, path: Path) -> None:
        """Raises Unreadable where there is no such file, or it is not YAML."""
        self.path = path
        self.label = str(path)
        try:
            document = read_document(self.label, read_content(path))
        except ValueError as error:
            raise Unreadable(Problem(self.label, 0, str(error))) from None
        self.problems = document.problems
        self.root = document.root
        if document.complete and not self.root:
            self.problems = [Problem(self.label, 1, "the map says nothing: write at least a title and a date")]
        if not document.complete or not self.root:
            raise Unreadable(*self.problems)

    @property
    def delimiter(self) -> str | None:
        """What the map says that stands between cells; None: nothing. Mistakes are left for ``read``."""
        found = self.root.get("delimiter")
        return _DELIMITERS.get(found, found) if isinstance(found, str) and found else None

    def read(self, columns: Sequence[str]) -> ColumnMap:
        """The map, held to a table's columns. Raises Unreadable with every mistake in it."""
        reading = MapReading(self.label, self.root, columns)
        found = _read(reading, default_name(self.path))
        problems = [*self.problems, *reading.problems]
        if problems:
            raise Unreadable(*sorted(set(problems)))
        return found


def _read(reading: MapReading, name: str) -> ColumnMap:
    """``name``: that of a table whose map says none."""
    root = reading.whole()
    root.has_keys(KEYS)
    terms = _terms(reading, root["vocabulary"])
    own = {kind: {term.term for term in terms if term.kind == kind} for kind in ("types", "roles")}
    types = Words("type", "types", EVENT_TYPES, lambda word: is_known_type(word, own["types"]))
    roles = Words("role", "roles", ROLES, lambda word: is_known_role(word, own["roles"]))
    if not root["title"]:
        root["title"].wrong('the map has no title: name a column, or write one such as "{Actor} in {Town}"')
    name = _name(root, name)
    id_columns, id_from = _identity(root["id"])
    date = _date(root["date"])
    found = ColumnMap(
        name=name,
        columns=reading.columns,
        table=_table(root["table"], name),
        title=root["title"].templates(),
        id_columns=id_columns,
        id_from=id_from,
        summary=root["summary"].templates(),
        note=root["note"].templates(),
        date=date,
        type=root["type"].coded(types),
        modality=root["modality"].coded(_MODALITIES),
        according_to=_texts(root["according_to"], "according_to"),
        place=_place(root["place"]),
        participants=_participants(root["participants"], roles),
        source=_source(root["source"], date.style if date else DateStyle()),
        figures=_figures(root["figures"]),
        tags=_texts(root["tags"], "a tag"),
        blank=frozenset(map(folded, root["blank"].texts())),
        decimal=root["decimal"].one_of(DECIMALS),
        keeps_unreadable=root["unreadable"].one_of(_UNREADABLE) == _NOTE,
        terms=terms,
    )
    _check_delimiter(root["delimiter"])
    used = frozenset(reading.used)
    root["skip"].columns()
    left = (column for index, column in enumerate(reading.columns) if column and index not in reading.used)
    return replace(found, used=used, unmentioned=tuple(left))


# The keys of the map


def _terms(reading: MapReading, value: MapValue) -> tuple[Term, ...]:
    terms, problems = read_vocabulary(reading.label, value.value, line_at(reading.root, ("vocabulary",)) or 1)
    reading.problems += problems
    return tuple(term for term, _ in terms)


def _name(root: MapValue, default: str) -> str:
    text = root["name"].text() if "name" in root else default
    if is_slug(text) and len(text) <= LONGEST_NAME:
        return text
    better = as_slug(text[:LONGEST_NAME]) or "a short one, such as harbour-log"
    what = f"name {quoted(text)} is not written as an id" if text else "the map has no name"
    root["name"].wrong(f"{what}: write name: {better} (a-z, 0-9 and single hyphens, at most {LONGEST_NAME})")
    return "table"


def _identity(value: MapValue) -> tuple[tuple[int, ...], str]:
    """(columns of an id, what ids are made of where there are none)."""
    if not value.has_keys(("from",)):
        return value.columns(), FROM_DATE_AND_TITLE
    return (), value["from"].one_of(ID_SOURCES) or FROM_DATE_AND_TITLE


def _table(value: MapValue, name: str) -> Source:
    """The table itself, as a source."""
    known = ("title", "kind", "publisher", "author", "published", "url", "note")
    value.has_keys(known, "write a map, such as {title: Harbour log, publisher: Harbour Office}")
    texts: dict[str, Any] = {key: text for key in known if (text := value[key].text())}
    if _URL.fullmatch(texts.get("url", "https://x")) is None:
        value["url"].wrong(f"url {quoted(texts['url'])} is no web address: it starts with https://")
    if "published" in texts:
        try:
            parse(texts["published"])
        except EdtfError as error:
            from timeline.domain.dates.typed.edtf_hints import explained  # only who errs pays for the hints

            value["published"].wrong(f"published {quoted(texts['published'])}: {explained(error)}")
    return Source(name, **{"title": name, "kind": "dataset", **texts})


def _date(value: MapValue) -> DateColumns | None:
    columns = ("column", "start", "end", "earliest", "latest", "year", "month", "day", "time")
    if not value:
        return None
    if not value.has_keys((*columns, "pattern", "order", "pivot", "excel", "precision")):
        return DateColumns(DateStyle(), column=value.column())
    _check_ways(value)
    style = DateStyle(value["order"].one_of(ORDERS), _pivot(value["pivot"]), value["excel"].one_of(EXCEL_SYSTEMS))
    return DateColumns(
        style,
        precision=value["precision"].coded(_PRECISIONS),
        pattern=_pattern(value["pattern"], has_column="column" in value),
        **{key: value[key].column() for key in columns},
    )


def _check_ways(value: MapValue) -> None:
    """A date stands in one column, a start and an end, an earliest and a latest, or in parts, perhaps with an end."""
    parts = ("year", "month", "day")
    has_parts = any(key in value for key in parts)
    ways = [
        way
        for way in (("column",), ("start",) if has_parts else ("start", "end"), ("earliest", "latest"), parts)
        if any(key in value for key in way)
    ]
    if len(ways) != 1:
        how = "column, or start and end, or earliest and latest, or year, month and day"
        value.wrong(f"date has {'several of' if ways else 'none of'} {how}: name one")
    elif has_parts and "year" not in value:
        value.wrong("date has a month or a day and no year: name the column of the year")
    elif "day" in value and "month" not in value:
        value.wrong("date has a day and no month: name the column of the month")


def _pivot(value: MapValue) -> int | None:
    text = value.text()
    if text and re.fullmatch(r"[0-9]{4}", text) is None:
        value.wrong(f"pivot {quoted(text)} is no year: write the first of a hundred, such as 1950")
        return None
    return min(int(text), 9900) if text else None


def _pattern(value: MapValue, *, has_column: bool) -> str | None:
    text = value.text()
    if not text:
        return None
    mistake = pattern_mistake(text)
    if mistake is not None:
        hint = "write where the date stands in the cell, as YYYYMMDD* or *-DD.MM.YYYY"
        value.wrong(f"pattern {quoted(text)} {mistake}: {hint}")
        return None
    if not has_column:
        value.wrong("a pattern is for the cells of one column: name it as column")
    return text


def _place(value: MapValue) -> PlaceColumns | None:
    if isinstance(value.value, str):
        return PlaceColumns(value.column()) if value else None
    known = ("name", "within", "latitude", "longitude", "precision")
    if not value.has_keys(known, "write a column, or {name: …, within: […]}"):
        return None
    if ("latitude" in value) != ("longitude" in value):
        value.wrong("place has one of latitude and longitude: name the columns of both")
    if not any(key in value for key in ("name", "within", "latitude")):
        value.wrong("place has no name: name its column")
    columns = {key: value[key].column() for key in known if key != "within"}
    return PlaceColumns(within=value["within"].columns(), **columns)


def _participants(value: MapValue, roles: Words) -> tuple[RoleColumn, ...]:
    entries = value.entries("write a map of column to role, such as {Attacker: initiator}")
    return tuple(role for name, entry in entries if (role := _participant(name, entry, roles)) is not None)


def _participant(name: str, value: MapValue, roles: Words) -> RoleColumn | None:
    column = value.position(name)
    role = value
    if value.has_keys(("role", "split", "kind")):
        role = value["role"]
        if not role:
            value.wrong(f"{quoted(name)} has no role: write one")
    found = role.word(roles), value["split"].split(), value["kind"].one_of(ACTOR_KINDS)
    return None if column is None else RoleColumn(column, *found)


def _source(value: MapValue, style: DateStyle) -> SourceColumns | None:
    """``style``: how the events' dates are read; its own are read so too, but in an order of their own."""
    if isinstance(value.value, str):
        return SourceColumns(title=value.template()) if value else None
    known = ("title", "publisher", "published", "order", "url", "kind", "split", "claim")
    if not value.has_keys(known, "write a column, or {title: …, publisher: …, published: …, url: …}"):
        return None
    if not any(key in value for key in ("title", "publisher", "url")):
        value.wrong("source has no title, publisher or url: name the column of one")
    split = value["split"].split()
    claim = value["claim"].one_of(("source", "table"))
    if split and claim == "source":
        what = "several sources of a row cannot each be the one that its date and figures come from"
        value["claim"].wrong(f"{what}: write claim: table, or leave split out")
    return SourceColumns(
        title=value["title"].template(),
        publisher=value["publisher"].template(),
        published=value["published"].column(),
        style=style._replace(order=value["order"].one_of(ORDERS) or style.order),
        url=value["url"].column(),
        kind=value["kind"].text() or None,
        split=split,
        carries_claim=not split and claim != "table",
    )


def _figures(value: MapValue) -> tuple[FigureColumns, ...]:
    entries = value.entries("write a map of measure to column, such as {killed: Deaths}")
    return tuple(_figure(measure, entry) for measure, entry in entries)


def _figure(measure: str, value: MapValue) -> FigureColumns:
    limits = ("low", "best", "high")
    if not is_slug(measure):
        better = as_slug(measure) or "lower-case letters and hyphens"
        value.wrong(f"measure {quoted(measure)} is not written as one: write {better}")
    if not value.has_keys((*limits, "column", "from")):
        return FigureColumns(measure, best=value.column())
    if "from" not in value and "column" not in value:
        low, best, high = (value[key].column() for key in limits)
        return FigureColumns(measure, low, best, high)
    if any(key in value for key in limits) or not value["column"]:
        value.wrong(f"{measure} needs one column: write {{column: …, from: …}}, or {{low: …, best: …, high: …}}")
    column = value["column"].column()
    if "from" not in value:
        return FigureColumns(measure, best=column)
    words = tuple(map(folded, value["from"].texts()))
    if not words:
        value["from"].wrong(f"from says nothing: write {_FIRST}, or the words that stand beside the figure")
    return FigureColumns(measure, best=column, words=() if words == (_FIRST,) else words)


def _texts(value: MapValue, one: str) -> tuple[TextColumn, ...]:
    """Columns of texts; ``one`` of them is called so."""
    return tuple(text for item in value.items() if (text := _text(item, one)) is not None)


def _text(value: MapValue, one: str) -> TextColumn | None:
    named = value
    split: Separators = ()
    if value.has_keys(("column", "split")):
        named, split = value["column"], value["split"].split()
        if not named:
            value.wrong(f"{one} has no column: name one")
    column = named.column()
    return None if column is None else TextColumn(column, split)


def _check_delimiter(value: MapValue) -> None:
    text = value.text()
    if text and len(_DELIMITERS.get(text, text)) != 1:
        value.wrong(f"delimiter {quoted(text)}: write one sign, or {listed(_DELIMITERS, 'or')}")
