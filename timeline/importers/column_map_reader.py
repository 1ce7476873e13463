"""Reads a map of a table's columns, and finds all that is wrong with it at once."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from timeline.annotations.files import read_content
from timeline.annotations.nodes import List, Map, Value, line_at, read_document
from timeline.annotations.problems import NearNames, Problem, listed, quoted
from timeline.annotations.schema import as_slug, is_slug
from timeline.annotations.terms import read_vocabulary
from timeline.annotations.vocabulary import EVENT_TYPES, ROLES, is_known_role, is_known_type
from timeline.domain.edtf import EdtfError, parse
from timeline.domain.records import ACTOR_KINDS, MODALITIES, Source, Term
from timeline.importers import Unreadable
from timeline.importers.column_map import (
    FROM_DATE_AND_TITLE,
    ID_SOURCES,
    LONGEST_NAME,
    Coded,
    ColumnMap,
    DateColumns,
    FigureColumns,
    PlaceColumns,
    RoleColumn,
    SourceColumns,
    TagColumn,
    Template,
    default_name,
    folded,
    position_of,
)
from timeline.importers.key_reader import KeyReader, Keys, found_words, hint_for, in_words
from timeline.importers.table_dates import EXCEL_SYSTEMS, ORDERS, PRECISIONS, DateStyle
from timeline.importers.table_numbers import DECIMALS

KEYS = (
    *("name", "id", "title", "summary", "note", "date", "type", "modality", "place", "participants", "source"),
    *("table", "figures", "tags", "blank", "decimal", "delimiter", "skip", "vocabulary"),
)
_DATE_KEYS = ("column", "start", "end", "year", "month", "day", "order", "pivot", "excel", "precision")
_DELIMITERS = {"tab": "\t", "comma": ",", "semicolon": ";", "bar": "|"}


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
        reader = _Reader(self.label, self.root, columns)
        found = reader.whole(self.path)
        problems = [*self.problems, *reader.problems]
        if problems:
            raise Unreadable(*sorted(set(problems)))
        return found


class _Reader(KeyReader):
    """Reads one map. What is wrong is noted, and something harmless stands in its place."""

    def __init__(self, label: str, root: Map, columns: Sequence[str]) -> None:
        super().__init__(label, root)
        self._columns = tuple(columns)
        self._near = NearNames([column for column in columns if column])
        self._used: set[int] = set()
        self._types: Collection[str] = ()
        self._roles: Collection[str] = ()

    def whole(self, path: Path) -> ColumnMap:
        root = self._root
        self.known_keys((), root, KEYS)
        terms = self._terms(root.get("vocabulary"))
        name = self._name(root.get("name"), path)
        id_columns, id_from = self._identity(root.get("id"))
        date = self._date(root.get("date"))
        title = self._templates(("title",))
        if not root.get("title"):
            self.wrong(("title",), 'the map has no title: name a column, or write one such as "{Actor} in {Town}"')
        found = ColumnMap(
            name=name,
            columns=self._columns,
            table=self._table(name),
            title=title,
            id_columns=id_columns,
            id_from=id_from,
            summary=self._templates(("summary",)),
            note=self._templates(("note",)),
            date=date,
            type=self._coded(("type",), self._is_type, "types", EVENT_TYPES),
            modality=self._coded(("modality",), lambda word: word in MODALITIES, "modalities", MODALITIES),
            place=self._place(root.get("place")),
            participants=self._participants(root.get("participants")),
            source=self._source(root.get("source"), date),
            figures=self._figures(root.get("figures")),
            tags=self._tags(root.get("tags")),
            blank=frozenset(folded(text) for text in self.texts(("blank",))),
            decimal=self.one_of(("decimal",), DECIMALS),
            terms=terms,
        )
        self._check_delimiter()
        used = frozenset(self._used)
        self._columns_at(("skip",))
        left = (column for index, column in enumerate(self._columns) if column and index not in self._used)
        return replace(found, used=used, unmentioned=tuple(left))

    def _column(self, keys: Keys) -> int | None:
        """The position of the column that is named there; None where there is none, or no such one."""
        text = self.text(keys)
        return self._position(keys, text) if text else None

    def _position(self, keys: Keys, name: str) -> int | None:
        position = position_of(self._columns, name)
        if position is None:
            shown = [quoted(column) for column in self._columns if column][:12]
            hint = self._near.hint(name) or f"the columns are {listed(shown)}"
            self.wrong(keys, f"unknown column {quoted(name)}: {hint}")
            return None
        self._used.add(position)
        return position

    def _columns_at(self, keys: Keys) -> tuple[int, ...]:
        value = self.at(keys)
        places = [(*keys, index) for index in range(len(value))] if isinstance(value, List) else [keys]
        found = [self._column(place) for place in places]
        return tuple(column for column in found if column is not None)

    def _templates(self, keys: Keys) -> tuple[Template, ...]:
        value = self.at(keys)
        places = [(*keys, index) for index in range(len(value))] if isinstance(value, List) else [keys]
        found = [self._template(place) for place in places]
        return tuple(template for template in found if template is not None)

    def _template(self, keys: Keys) -> Template | None:
        """A column, or words with columns in curly brackets; None where there is nothing."""
        text = self.text(keys)
        if not text:
            return None
        parts = re.split(r"\{([^{}]*)\}", text)
        if len(parts) == 1 or position_of(self._columns, text) is not None:
            position = self._position(keys, text)
            return Template(("", ""), (position or 0,))
        positions = [self._position(keys, name.strip()) for name in parts[1::2]]
        return Template(tuple(parts[::2]), tuple(position or 0 for position in positions))

    # The keys of the map

    def _terms(self, value: Value) -> tuple[Term, ...]:
        if value is None:
            return ()
        terms, problems = read_vocabulary(self._label, value, line_at(self._root, ("vocabulary",)) or 1)
        self.problems += problems
        self._types = {term.term for term, _ in terms if term.kind == "types"}
        self._roles = {term.term for term, _ in terms if term.kind == "roles"}
        return tuple(term for term, _ in terms)

    def _name(self, value: Value, path: Path) -> str:
        text = self.text(("name",)) if value is not None else default_name(path)
        if is_slug(text) and len(text) <= LONGEST_NAME:
            return text
        better = as_slug(text[:LONGEST_NAME]) or "a short one, such as harbour-log"
        what = f"name {quoted(text)} is not written as an id" if text else "the map has no name"
        self.wrong(("name",), f"{what}: write name: {better} (a-z, 0-9 and single hyphens, at most {LONGEST_NAME})")
        return "table"

    def _identity(self, value: Value) -> tuple[tuple[int, ...], str]:
        if not isinstance(value, Map):
            return self._columns_at(("id",)), FROM_DATE_AND_TITLE
        self.known_keys(("id",), value, ("from",))
        return (), self.one_of(("id", "from"), ID_SOURCES) or FROM_DATE_AND_TITLE

    def _table(self, name: str) -> Source:
        """The table itself, as a source."""
        known = ("title", "kind", "publisher", "author", "published", "url", "note")
        value = self.map_at(("table",), known, "write a map, such as {title: Harbour log, publisher: Harbour Office}")
        texts: dict[str, Any] = {key: self.text(("table", key)) or None for key in known if value and key in value}
        if texts.get("url") and re.fullmatch(r"https?://[^\s/?#]+\S*", texts["url"]) is None:
            self.wrong(("table", "url"), f"url {quoted(texts['url'])} is no web address: it starts with https://")
        if texts.get("published"):
            try:
                parse(texts["published"])
            except EdtfError as error:
                self.wrong(("table", "published"), f"published {quoted(texts['published'])}: {error}")
        return Source(name, **{"title": name, "kind": "dataset", **{k: v for k, v in texts.items() if v}})

    def _date(self, value: Value) -> DateColumns | None:
        if not value:
            return None
        if not isinstance(value, Map):
            column = self._column(("date",))
            return DateColumns(DateStyle(), column=column)
        self.known_keys(("date",), value, _DATE_KEYS)
        columns = {key: self._column(("date", key)) for key in _DATE_KEYS[:6] if key in value}
        ways = [way for way in (("column",), ("start", "end"), ("year", "month", "day")) if set(way) & set(value)]
        if len(ways) != 1:
            how = "column, or start and end, or year, month and day"
            self.wrong(("date",), f"date has {'several of' if ways else 'none of'} {how}: name one")
        elif ways[0][0] not in value and "end" not in value:
            self.wrong(("date",), "date has a month or a day and no year: name the column of the year")
        elif "day" in value and "month" not in value:
            self.wrong(("date",), "date has a day and no month: name the column of the month")
        precision = None
        if "precision" in value:
            precision = self._coded(("date", "precision"), lambda word: word in PRECISIONS, "precisions", PRECISIONS)
        order = self.one_of(("date", "order"), ORDERS)
        excel = self.one_of(("date", "excel"), EXCEL_SYSTEMS)
        return DateColumns(DateStyle(order, self._pivot(), excel), precision=precision, **columns)

    def _pivot(self) -> int | None:
        text = self.text(("date", "pivot"))
        if text and re.fullmatch(r"[0-9]{4}", text) is None:
            self.wrong(
                ("date", "pivot"), f"pivot {quoted(text)} is no year: write the first of a hundred, such as 1950"
            )
            return None
        return min(int(text), 9900) if text else None

    def _is_type(self, word: str) -> bool:
        return is_known_type(word, self._types)

    def _coded(self, keys: Keys, is_known: Callable[[str], bool], what: str, words: Iterable[str]) -> Coded | None:
        value = self.at(keys)
        if not value:
            return None
        if isinstance(value, str):
            self._check_word(keys, value, is_known, what, words)
            return Coded(fixed=value)
        if self.map_at(keys, ("column", "values", "other"), "write a word, or {column: …, values: {…}}") is None:
            return None
        column = self._column((*keys, "column"))
        if not value.get("column"):
            self.wrong(keys, f"{in_words(keys)} has no column: name one")
        table = self.at((*keys, "values"))
        if table and not isinstance(table, Map):
            self.wrong((*keys, "values"), f"values is {found_words(table)}: write a map, such as {{shelling: assault}}")
        values: dict[str, str] = {}
        for key in table if isinstance(table, Map) else ():
            values[folded(key)] = word = self.text((*keys, "values", key))
            self._check_word((*keys, "values", key), word, is_known, what, words)
        other = self.text((*keys, "other")) or None
        if other:
            self._check_word((*keys, "other"), other, is_known, what, words)
        return Coded(column=column, values=values, other=other)

    def _check_word(
        self, keys: Keys, word: str, is_known: Callable[[str], bool], what: str, words: Iterable[str]
    ) -> None:
        if word and not is_known(word):
            name = what.removesuffix("s") if what != "modalities" else "modality"
            self.wrong(keys, f"unknown {name} {quoted(word)}: {hint_for(word, words, f'{what} are')}")

    def _place(self, value: Value) -> PlaceColumns | None:
        if not value:
            return None
        if isinstance(value, str):
            return PlaceColumns(self._column(("place",)))
        known = ("name", "within", "latitude", "longitude", "precision")
        if self.map_at(("place",), known, "write a column, or {name: …, within: […]}") is None:
            return None
        columns = {key: self._column(("place", key)) for key in known if key != "within"}
        if ("latitude" in value) != ("longitude" in value):
            self.wrong(("place",), "place has one of latitude and longitude: name the columns of both")
        if not {"name", "within", "latitude"} & set(value):
            self.wrong(("place",), "place has no name: name its column")
        return PlaceColumns(within=self._columns_at(("place", "within")), **columns)

    def _participants(self, value: Value) -> tuple[RoleColumn, ...]:
        if not value:
            return ()
        if not isinstance(value, Map):
            what = "write a map of column to role, such as {Attacker: initiator}"
            self.wrong(("participants",), f"participants is {found_words(value)}: {what}")
            return ()
        return tuple(role for name in value if (role := self._participant(name, value[name])) is not None)

    def _participant(self, name: str, value: Value) -> RoleColumn | None:
        keys = ("participants", name)
        column = self._position(keys, name)
        split = kind = None
        if isinstance(value, Map):
            self.known_keys(keys, value, ("role", "split", "kind"))
            role_keys: Keys = (*keys, "role")
            if not value.get("role"):
                self.wrong(keys, f"{quoted(name)} has no role: write one")
            split = self._split((*keys, "split"))
            kind = self.one_of((*keys, "kind"), ACTOR_KINDS)
        else:
            role_keys = keys
        role = self.text(role_keys)
        self._check_word(role_keys, role, lambda word: is_known_role(word, self._roles), "roles", ROLES)
        return RoleColumn(column, role, split, kind) if column is not None else None

    def _source(self, value: Value, date: DateColumns | None) -> SourceColumns | None:
        if not value:
            return None
        if isinstance(value, str):
            return SourceColumns(title=self._template(("source",)))
        known = ("title", "publisher", "published", "order", "url", "kind", "split", "claim")
        if self.map_at(("source",), known, "write a column, or {title: …, publisher: …, published: …, url: …}") is None:
            return None
        if not {"title", "publisher", "url"} & set(value):
            self.wrong(("source",), "source has no title, publisher or url: name the column of one")
        style = date.style if date else DateStyle()
        split = self._split(("source", "split"))
        claim = self.one_of(("source", "claim"), ("source", "table"))
        if split and claim == "source":
            what = "several sources of a row cannot each be the one that its date and figures come from"
            self.wrong(("source", "claim"), f"{what}: write claim: table, or leave split out")
        return SourceColumns(
            title=self._template(("source", "title")),
            publisher=self._template(("source", "publisher")),
            published=self._column(("source", "published")),
            style=style._replace(order=self.one_of(("source", "order"), ORDERS) or style.order),
            url=self._column(("source", "url")),
            kind=self.text(("source", "kind")) or None,
            split=split,
            carries_claim=not split and claim != "table",
        )

    def _split(self, keys: Keys) -> str | None:
        """What stands between the pieces of a cell, spaces around it included."""
        text = self.text(keys) and str(self.at(keys))
        return "\n" if text == "line" else text or None

    def _figures(self, value: Value) -> tuple[FigureColumns, ...]:
        if not value:
            return ()
        if not isinstance(value, Map):
            what = "write a map of measure to column, such as {killed: Deaths}"
            self.wrong(("figures",), f"figures is {found_words(value)}: {what}")
            return ()
        return tuple(self._figure(measure, value[measure]) for measure in value)

    def _figure(self, measure: str, value: Value) -> FigureColumns:
        keys = ("figures", measure)
        if not is_slug(measure):
            better = as_slug(measure) or "lower-case letters and hyphens"
            self.wrong(keys, f"measure {quoted(measure)} is not written as one: write {better}")
        if not isinstance(value, Map):
            return FigureColumns(measure, best=self._column(keys))
        self.known_keys(keys, value, ("low", "best", "high"))
        return FigureColumns(measure, **{key: self._column((*keys, key)) for key in ("low", "best", "high")})

    def _tags(self, value: Value) -> tuple[TagColumn, ...]:
        if not value:
            return ()
        places = [("tags", index) for index in range(len(value))] if isinstance(value, List) else [("tags",)]
        found: list[TagColumn] = []
        for keys in places:
            each, split = self.at(keys), None
            column_keys: Keys = keys
            if isinstance(each, Map):
                self.known_keys(keys, each, ("column", "split"))
                if not each.get("column"):
                    self.wrong(keys, "a tag has no column: name one")
                split, column_keys = self._split((*keys, "split")), (*keys, "column")
            column = self._column(column_keys)
            if column is not None:
                found.append(TagColumn(column, split))
        return tuple(found)

    def _check_delimiter(self) -> None:
        text = self.text(("delimiter",))
        if text and len(_DELIMITERS.get(text, text)) != 1:
            self.wrong(("delimiter",), f"delimiter {quoted(text)}: write one sign, or {listed(_DELIMITERS, 'or')}")
