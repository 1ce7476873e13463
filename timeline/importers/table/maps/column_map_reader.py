"""Reads a map of a table's columns, and finds all that is wrong with it at once."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from timeline.annotations.reading.files import read_content
from timeline.annotations.reading.nodes import List, Map, Value, line_at, read_document
from timeline.annotations.reading.slugs import as_slug, is_slug
from timeline.annotations.reading.terms import read_vocabulary
from timeline.annotations.vocabulary import EVENT_TYPES, ROLES, is_known_role, is_known_type
from timeline.domain.dates.edtf import EdtfError, parse
from timeline.domain.records import ACTOR_KINDS, MODALITIES, Source, Term
from timeline.importers.items import Unreadable
from timeline.importers.table.cells.table_dates import ORDERS, DateStyle
from timeline.importers.table.cells.table_numbers import DECIMALS
from timeline.importers.table.maps.column_map import (
    FROM_DATE_AND_TITLE,
    ID_SOURCES,
    LONGEST_NAME,
    ColumnMap,
    DateColumns,
    PlaceColumns,
    RoleColumn,
    Separators,
    SourceColumns,
    TagColumn,
    default_name,
    folded,
)
from timeline.importers.table.maps.column_reader import ColumnReader
from timeline.importers.table.maps.date_columns_reader import date_columns
from timeline.importers.table.maps.figure_columns_reader import figure_columns
from timeline.importers.table.maps.key_reader import Keys, found_words
from timeline.problems import Problem, listed, quoted

KEYS = (
    *("name", "id", "title", "summary", "note", "date", "type", "modality", "place", "participants", "source"),
    *("table", "figures", "tags", "blank", "unreadable", "decimal", "delimiter", "skip", "vocabulary"),
)
NOTE, REFUSE = UNREADABLE = ("note", "refuse")
"""What becomes of a cell that cannot be read: a note, or the end of its row."""
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


class _Reader(ColumnReader):
    """Reads one map. What is wrong is noted, and something harmless stands in its place."""

    def __init__(self, label: str, root: Map, columns: Sequence[str]) -> None:
        super().__init__(label, root, columns)
        self._types: Collection[str] = ()
        self._roles: Collection[str] = ()

    def whole(self, path: Path) -> ColumnMap:
        root = self._root
        self.known_keys((), root, KEYS)
        terms = self._terms(root.get("vocabulary"))
        name = self._name(root.get("name"), path)
        id_columns, id_from = self._identity(root.get("id"))
        date = date_columns(self, root.get("date"))
        title = self.templates(("title",))
        if not root.get("title"):
            self.wrong(("title",), 'the map has no title: name a column, or write one such as "{Actor} in {Town}"')
        found = ColumnMap(
            name=name,
            columns=self._columns,
            table=self._table(name),
            title=title,
            id_columns=id_columns,
            id_from=id_from,
            summary=self.templates(("summary",)),
            note=self.templates(("note",)),
            date=date,
            type=self.coded(("type",), self._is_type, "types", EVENT_TYPES),
            modality=self.coded(("modality",), lambda word: word in MODALITIES, "modalities", MODALITIES),
            place=self._place(root.get("place")),
            participants=self._participants(root.get("participants")),
            source=self._source(root.get("source"), date),
            figures=figure_columns(self, root.get("figures")),
            tags=self._tags(root.get("tags")),
            blank=frozenset(folded(text) for text in self.texts(("blank",))),
            decimal=self.one_of(("decimal",), DECIMALS),
            keeps_unreadable=self.one_of(("unreadable",), UNREADABLE) == NOTE,
            terms=terms,
        )
        self._check_delimiter()
        used = frozenset(self.used)
        self.columns_at(("skip",))
        left = (column for index, column in enumerate(self._columns) if column and index not in self.used)
        return replace(found, used=used, unmentioned=tuple(left))

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
            return self.columns_at(("id",)), FROM_DATE_AND_TITLE
        self.known_keys(("id",), value, ("from",))
        return (), self.one_of(("id", "from"), ID_SOURCES) or FROM_DATE_AND_TITLE

    def _table(self, name: str) -> Source:
        """The table itself, as a source."""
        known = ("title", "kind", "publisher", "author", "published", "url", "note")
        value = self.map_at(("table",), known, "write a map, such as {title: Harbour log, publisher: Harbour Office}")
        texts: dict[str, Any] = {key: self.text(("table", key)) or None for key in known if value and key in value}
        if texts.get("url") and re.fullmatch(r"https?://[^\s/?#]\S*", texts["url"]) is None:
            self.wrong(("table", "url"), f"url {quoted(texts['url'])} is no web address: it starts with https://")
        if texts.get("published"):
            try:
                parse(texts["published"])
            except EdtfError as error:
                from timeline.domain.dates.typed.edtf_hints import explained  # only who errs pays for the hints

                self.wrong(("table", "published"), f"published {quoted(texts['published'])}: {explained(error)}")
        return Source(name, **{"title": name, "kind": "dataset", **{k: v for k, v in texts.items() if v}})

    def _is_type(self, word: str) -> bool:
        return is_known_type(word, self._types)

    def _place(self, value: Value) -> PlaceColumns | None:
        if not value:
            return None
        if isinstance(value, str):
            return PlaceColumns(self.column(("place",)))
        known = ("name", "within", "latitude", "longitude", "precision")
        if self.map_at(("place",), known, "write a column, or {name: …, within: […]}") is None:
            return None
        columns = {key: self.column(("place", key)) for key in known if key != "within"}
        if ("latitude" in value) != ("longitude" in value):
            self.wrong(("place",), "place has one of latitude and longitude: name the columns of both")
        if not {"name", "within", "latitude"} & set(value):
            self.wrong(("place",), "place has no name: name its column")
        return PlaceColumns(within=self.columns_at(("place", "within")), **columns)

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
        column = self.position(keys, name)
        kind = None
        split: Separators = ()
        if isinstance(value, Map):
            self.known_keys(keys, value, ("role", "split", "kind"))
            role_keys: Keys = (*keys, "role")
            if not value.get("role"):
                self.wrong(keys, f"{quoted(name)} has no role: write one")
            split = self.split((*keys, "split"))
            kind = self.one_of((*keys, "kind"), ACTOR_KINDS)
        else:
            role_keys = keys
        role = self.text(role_keys)
        self.check_word(role_keys, role, lambda word: is_known_role(word, self._roles), "roles", ROLES)
        return RoleColumn(column, role, split, kind) if column is not None else None

    def _source(self, value: Value, date: DateColumns | None) -> SourceColumns | None:
        if not value:
            return None
        if isinstance(value, str):
            return SourceColumns(title=self.template(("source",)))
        known = ("title", "publisher", "published", "order", "url", "kind", "split", "claim")
        if self.map_at(("source",), known, "write a column, or {title: …, publisher: …, published: …, url: …}") is None:
            return None
        if not {"title", "publisher", "url"} & set(value):
            self.wrong(("source",), "source has no title, publisher or url: name the column of one")
        style = date.style if date else DateStyle()
        split = self.split(("source", "split"))
        claim = self.one_of(("source", "claim"), ("source", "table"))
        if split and claim == "source":
            what = "several sources of a row cannot each be the one that its date and figures come from"
            self.wrong(("source", "claim"), f"{what}: write claim: table, or leave split out")
        return SourceColumns(
            title=self.template(("source", "title")),
            publisher=self.template(("source", "publisher")),
            published=self.column(("source", "published")),
            style=style._replace(order=self.one_of(("source", "order"), ORDERS) or style.order),
            url=self.column(("source", "url")),
            kind=self.text(("source", "kind")) or None,
            split=split,
            carries_claim=not split and claim != "table",
        )

    def _tags(self, value: Value) -> tuple[TagColumn, ...]:
        if not value:
            return ()
        places = [("tags", index) for index in range(len(value))] if isinstance(value, List) else [("tags",)]
        found: list[TagColumn] = []
        for keys in places:
            each = self.at(keys)
            split: Separators = ()
            column_keys: Keys = keys
            if isinstance(each, Map):
                self.known_keys(keys, each, ("column", "split"))
                if not each.get("column"):
                    self.wrong(keys, "a tag has no column: name one")
                split, column_keys = self.split((*keys, "split")), (*keys, "column")
            column = self.column(column_keys)
            if column is not None:
                found.append(TagColumn(column, split))
        return tuple(found)

    def _check_delimiter(self) -> None:
        text = self.text(("delimiter",))
        if text and len(_DELIMITERS.get(text, text)) != 1:
            self.wrong(("delimiter",), f"delimiter {quoted(text)}: write one sign, or {listed(_DELIMITERS, 'or')}")
