"""A map of a table's columns, guessed, with the reasons in comments: for a person to check and edit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from textwrap import wrap

from timeline.annotations.vocabulary import EVENT_TYPES
from timeline.annotations.writing.yaml_text import Tree, yaml_lines
from timeline.domain.words.names import slug
from timeline.importers.items import Input, Unreadable
from timeline.importers.reading.delimited import Row
from timeline.importers.reading.encodings import read_head
from timeline.importers.reading.json_text import begins_as_json
from timeline.importers.table.cells.cell_mistakes import NumberMistake
from timeline.importers.table.cells.table_numbers import COMMA, read_table_figure
from timeline.importers.table.guessing.guess_columns import ACTOR_ROLES, GuessedColumn, Roles, columns_of, roles_of
from timeline.importers.table.guessing.guess_values import (
    Dates,
    begins_with_figure,
    dates_of,
    filled,
    has_decimal_commas,
    is_figure,
)
from timeline.importers.table.guessing.guess_words import BLANKS, HEADERS, TYPES
from timeline.importers.table.json_objects import Objects
from timeline.importers.table.maps.column_map import folded
from timeline.importers.table.sniffed_tables import open_table
from timeline.problems import Problem, listed, quoted

_ROWS = 10_000
"""Rows that are looked at: enough for a 13th of a month to settle the order of day and month."""
_MOST_VALUES = 40
_SLASH = re.compile(r"(?<=[^\W\d]) ?/ ?(?=[^\W\d])")
_STAMP = re.compile(r"[0-9]{8}(?:[01][0-9]|2[0-3])[0-5][0-9]")
_WIDTH = 78
"""Of a comment without its sign."""
_DATE_ROLES = ("date", "start", "end", "earliest", "latest", "year", "month", "day", "date within", "time")
_TYPE_OF = {phrase: name for name, phrases in TYPES.items() for phrase in (name, *phrases)}


def guess_map(file: Input) -> str:
    """The text of a map that fits the table. Raises Unreadable where the table cannot be read.

    Columns are known by their headers, in English and some other languages, and by the values of the
    first 10,000 rows. What only a person can decide stands in the map as a comment to take up.
    """
    table = Objects(file).table() if begins_as_json(read_head(file)) else open_table(file)
    rows = [row.cells for row in islice(table.rows, _ROWS) if isinstance(row, Row)]
    columns = columns_of(table.columns, rows)
    if not columns:
        raise Unreadable(Problem(file.label, table.line, "no column has a name: write a header line above the rows"))
    lines = _Guess(columns, roles_of(columns)).lines(slug(file.path.stem)[:40].strip("-") or "table")
    head = (
        f"A map of the columns of {quoted(file.path.name)}, guessed from its header and its first rows.",
        "Check every line, change what is wrong, then import the table with --map and this file.",
    )
    return "\n".join([*_comments(head), "", *lines]) + "\n"


class _Guess:
    """Writes the map of what has been found, key by key."""

    def __init__(self, columns: Sequence[GuessedColumn], roles: Roles) -> None:
        self._columns = columns
        self._roles = roles
        self._order: str | None = None
        """Of day and month: as it is read from the events' dates, or "" where a person is asked."""
        self._titles: list[tuple[GuessedColumn, ...]] = []
        """What titles are made of: the first of these in which all columns are filled."""

    def lines(self, name: str) -> Iterator[str]:
        """The lines of the map."""
        yield from _section("name", name, ["Begins every id, and names the table as a source: keep it the same."])
        title = self._title()
        yield from self._id()
        yield from title
        yield from self._texts("summary")
        yield from self._texts("note")
        yield from self._dates()
        yield from self._types()
        yield from self._place()
        yield from self._participants()
        yield from self._figures()
        yield from self._source()
        yield from self._tags()
        yield from self._blank()
        yield from self._unreadable()
        left = [column.name for column in self._columns if column in self._roles.left]
        if left:
            yield from _section("skip", left, ["Left out. Take away from this list what you name above."])

    def _id(self) -> Iterator[str]:
        column = self._roles.first("id")
        if column is not None:
            yield from _section("id", column.name, ["Filled in every row, and different in each."])
        else:
            for other in self._roles.left:
                if other.words in HEADERS["id"]:
                    yield from _comments(
                        [f"{quoted(other.name)} would be an id, but it is blank, or the same, in some rows."]
                    )
            if self._has_twins():
                why = (
                    "No column of ids was found, and date and title are the same in some rows: an id is made of the "
                    "whole row, so that a row in which anything changes is a new event."
                )
                yield from _section("id", {"from": "row"}, [why])
                return
            yield from _comments(
                [
                    "id: no column of ids was found. Without one an id is made of date and title, so that a "
                    "corrected date or title makes a new event when the table is imported again."
                ]
            )

    def _has_twins(self) -> bool:
        """Whether rows with a title have the same date and title as others."""
        dates = [column for role in _DATE_ROLES for column in self._roles.found.get(role, [])]
        keys = []
        for row in range(len(self._columns[0].values)):
            tried = ([column.values[row] for column in columns] for columns in self._titles)
            title = next((cells for cells in tried if len(filled(cells)) == len(cells)), None)
            if title is not None:
                keys.append((*title, *(column.values[row] for column in dates)))
        return len(set(keys)) < len(keys)

    def _title(self) -> list[str]:
        column = self._roles.first("title")
        if column is not None:
            self._titles = [(column,)]
            return list(_section("title", column.name))
        roles = ("type", *ACTOR_ROLES, "place", "province", "country", "summary")
        parts = [part for role in roles if (part := self._roles.first(role)) is not None]
        sparse = [each for each in self._roles.left if each.words in HEADERS["title"] and len(set(each.filled)) > 1][:1]
        for each in sparse:
            self._roles.give("title", each)
        plain = [part for part in parts if not set(part.name) & set("{}")][:2]
        joined = [plain] if len(plain) == 2 else []
        self._titles = [
            tuple(columns) for columns in (*([each] for each in sparse), *joined, *([each] for each in parts))
        ]
        if not parts:
            if sparse:
                return list(
                    _section(
                        "title", sparse[0].name, ["It is blank in most rows: choose another, or those are refused."]
                    )
                )
            column = (self._roles.left or list(self._columns))[0]
            if column in self._roles.left:
                self._roles.give("title", column)
            self._titles = [(column,)]
            return list(_section("title", column.name, ["No column looks like a title: choose one."]))
        what = f"{quoted(sparse[0].name)} is blank in most rows" if sparse else "No column looks like a title"
        why = [f"{what}: these are tried in turn, until one has all its columns filled."]
        names = [
            ", ".join(f"{{{each.name}}}" for each in columns) if len(columns) > 1 else columns[0].name
            for columns in self._titles
        ]
        return list(_section("title", names, why))

    def _texts(self, key: str) -> Iterator[str]:
        found = [column.name for column in self._roles.found.get(key, [])]
        if found:
            yield from _section(key, found if len(found) > 1 else found[0])

    def _dates(self) -> Iterator[str]:
        roles = self._roles
        pairs = (
            ("column", "date"),
            ("start", "start"),
            ("earliest", "earliest"),
            ("latest", "latest"),
            ("year", "year"),
            ("month", "month"),
            ("day", "day"),
            ("end", "end"),
        )
        found = [(key, column) for key, role in pairs if (column := roles.first(role)) is not None]
        within = roles.first("date within")
        if within is not None:
            yield from self._date_within(within)
            return
        if not found:
            yield "# date: no column of dates was found. Name one, or the events have no date."
            return
        dates = self._read(column for _, column in found)
        tree: dict[str, Tree] = {key: column.name for key, column in found}
        time = roles.first("time")
        if time is not None:
            tree["time"] = time.name
        if dates.order:
            tree["order"] = dates.order
        self._order = dates.order or ("" if any(each.startswith("order") for each in dates.questions) else None)
        yield from _section("date", tree, dates.comments, dates.questions)

    def _date_within(self, column: GuessedColumn) -> Iterator[str]:
        is_timed = column is not self._roles.first("id") and all(map(_STAMP.fullmatch, column.filled))
        tree: dict[str, Tree] = {"column": column.name, "pattern": "YYYYMMDDhhmm" if is_timed else "YYYYMMDD*"}
        time = self._roles.first("time")
        if time is not None:
            tree["time"] = time.name
        why = [f"No column of dates was found, but {quoted(column.filled[0])} begins like one."]
        yield from _section("date", tree, why)

    def _read(self, columns: Iterator[GuessedColumn]) -> Dates:
        return dates_of(value for column in columns for value in column.filled)

    def _types(self) -> Iterator[str]:
        column = self._roles.first("type")
        if column is None:
            return
        values = list(dict.fromkeys(value for value in column.filled if len(value) <= 100))
        known: dict[str, Tree] = {}
        questions: list[str] = []
        seen: set[str] = set()
        for value in values[:_MOST_VALUES]:
            if folded(value) in seen:
                continue
            seen.add(folded(value))
            found = _TYPE_OF.get(slug(value).replace("-", " "))
            if found:
                known[value] = found
            else:
                questions += [
                    f"{line.strip()} ?" for line in yaml_lines({value: {"x": "x"}}) if not line.startswith(" ")
                ]
        tree: dict[str, Tree] = {"column": column.name, **({"values": known} if known else {})}
        why = ["Each value and its type. The text itself is kept as a tag."]
        if len(values) > _MOST_VALUES:
            why.append(f"It has {len(values)} different values; the first {_MOST_VALUES} are shown: is it a type?")
        if questions:
            why.append(f"Types are {listed(EVENT_TYPES)}.")
            if not known:
                questions.insert(0, "values:")
        yield from _section("type", tree, why, questions, indent="    " if known else "  ", deeper=not known)

    def _place(self) -> Iterator[str]:
        first = self._roles.first
        tree: dict[str, Tree] = {}
        place = first("place")
        if place is not None:
            tree["name"] = place.name
        within = [column.name for role in ("district", "province", "country") if (column := first(role)) is not None]
        if within:
            tree["within"] = within
        for role in ("latitude", "longitude", "place precision"):
            column = first(role)
            if column is not None:
                tree[role.removeprefix("place ")] = column.name
        if tree:
            why = ["What it lies in, the nearest first."] if len(within) > 1 else []
            yield from _section("place", tree, why)

    def _participants(self) -> Iterator[str]:
        tree: dict[str, Tree] = {}
        why = ["Who took part, and in which role."]
        for role in ACTOR_ROLES:
            for column in self._roles.found.get(role, []):
                signs = _separators(column)
                split: Tree = list(signs) if len(signs) > 1 else signs
                tree[column.name] = {"role": role, "split": split} if signs else role
                slashed = "/" not in signs and next((value for value in column.filled if _SLASH.search(value)), None)
                if slashed:
                    why.append(f"{quoted(slashed)} is taken for one name: say split: / for {column.name} if it is two.")
        if tree:
            yield from _section("participants", tree, why)

    def _figures(self) -> Iterator[str]:
        figures, among_words = self._roles.figures, self._roles.among_words
        tree: dict[str, Tree] = {}
        for measure, columns in figures.items():
            if list(columns) == ["best"]:
                best = columns["best"]
                # A word after the figure in some cells: the cell is kept as it is beside the figure.
                is_worded = any(begins_with_figure(value, measure) and not is_figure(value) for value in best.filled)
                tree[measure] = {"column": best.name, "from": "first"} if is_worded else best.name
            else:
                tree[measure] = {limit: columns[limit].name for limit in ("low", "best", "high") if limit in columns}
        for measure, (column, words) in among_words.items():
            tree[measure] = {"column": column.name, "from": list(words)}
        is_worded = any(isinstance(each, dict) and "from" in each for each in tree.values())
        if tree:
            why = ["Figures among words are those that a cell begins with (first), or that stand beside a word."]
            yield from _section("figures", tree, why if is_worded else [])
        numbers = [value for columns in figures.values() for column in columns.values() for value in column.filled]
        degrees = [
            value
            for role in ("latitude", "longitude")
            for column in self._roles.found.get(role, [])
            for value in column.filled
        ]
        yield from _decimal(numbers, degrees)

    def _source(self) -> Iterator[str]:
        first = self._roles.first
        keys = (
            ("title", "source title"),
            ("publisher", "publisher"),
            ("published", "published"),
            ("url", "source url"),
        )
        found = [(key, column) for key, role in keys if (column := first(role)) is not None]
        if not found:
            return
        tree: dict[str, Tree] = {key: column.name for key, column in found}
        why = [
            "What each row rests on. Its date and figures are taken for what this source says: if the "
            "source is only cited, add claim: table."
        ]
        questions: list[str] = []
        published = first("published")
        if published is not None:
            dates = self._read(iter([published]))
            if dates.order and dates.order != self._order:
                tree["order"] = dates.order
            # Otherwise they are read as those of the events are.
            if self._order is None:
                why += [comment for comment in dates.comments if "order" in comment or "which?" in comment]
                questions = [question for question in dates.questions if question.startswith("order")]
        if any(";" in value for key, column in found if key != "url" for value in column.filled):
            tree["split"] = ";"
            why[0] = "What each row cites; several are joined by a semicolon, so the table itself makes the claim."
        yield from _section("source", tree, why, questions)

    def _tags(self) -> Iterator[str]:
        found: list[Tree] = []
        for column in self._roles.found.get("tags", []):
            sign = next((sign for sign in ";," if any(sign in value for value in column.filled)), None)
            found.append({"column": column.name, "split": sign} if sign else column.name)
        if found:
            yield from _section("tags", found)

    def _blank(self) -> Iterator[str]:
        seen = dict.fromkeys(
            folded(value)
            for column in self._columns
            if column not in self._roles.left
            for value in column.values
            if folded(value) in BLANKS
        )
        if seen:
            yield from _section("blank", list(seen), ["Cells that say nothing, in any case of letters."])

    def _unreadable(self) -> Iterator[str]:
        why = ["A cell that cannot be read becomes a note, and is counted. Without this line its row is refused."]
        yield from _section("unreadable", "note", why)


def _separators(column: GuessedColumn) -> Sequence[str]:
    """What stands between several names in a cell. A slash does where one of those beside it stands alone, too:
    "Red Column/Town Guard" is two where "Town Guard" is in another cell, "Religious Figures/Institutions" is one."""
    pieces = {piece.strip() for value in column.filled for piece in value.split(";")}
    slashed = [piece for piece in pieces if _SLASH.search(piece)]
    known = [piece for piece in slashed if not pieces.isdisjoint(_SLASH.split(piece))]
    signs = ";" if any(";" in value for value in column.filled) else ""
    return signs + "/" if known and 2 * len(known) >= len(slashed) else signs


def _comments(texts: Iterable[str]) -> Iterator[str]:
    """Each text as lines of a comment."""
    for text in texts:
        for line in wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False):
            yield f"# {line}"


def _decimal(numbers: Sequence[str], degrees: Sequence[str]) -> Iterator[str]:
    if has_decimal_commas([*numbers, *degrees]):
        yield from _section("decimal", COMMA, ["A comma stands before decimals."])
        return
    for value in numbers:
        try:
            read_table_figure("", value)
        except NumberMistake as mistake:
            if "decimal:" in str(mistake):
                yield from _comments([f"{re.sub(': say .*', '', str(mistake))}: which? Uncomment one of the two."])
                yield "# decimal: comma"
                yield "# decimal: point"
                return


def _section(
    key: str,
    tree: Tree,
    comments: Sequence[str] = (),
    questions: Sequence[str] = (),
    indent: str = "  ",
    *,
    deeper: bool = False,
) -> Iterator[str]:
    """A key of the map below its comments, what is open as comments under it."""
    yield from _comments(comments)
    yield from yaml_lines({key: tree})
    for number, question in enumerate(questions):
        yield f"{indent}{'  ' if deeper and number else ''}# {question}"
