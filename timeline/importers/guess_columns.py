"""Which column of a table is what, by its header and its values."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from timeline.domain.names import slug
from timeline.importers.column_map import position_of
from timeline.importers.guess_values import (
    are_mostly,
    filled,
    is_date,
    is_degrees,
    is_figure,
    is_full_date,
    is_web_address,
)
from timeline.importers.guess_words import HEADERS, LIMITS, MEASURES
from timeline.importers.texts import one_line

_LONGEST_NAME = 200
_SHORTEST_LOOSE = 4
ACTOR_ROLES = ("initiator", "perpetrator", "recipient", "target", "victim", "participant")
_SEVERAL = frozenset((*ACTOR_ROLES, "tags", "note"))
"""Roles that more than one column may have."""
_DAY_OR_MONTH = re.compile(r"[0-9]{1,2}(?:\.0)?|[^\W\d]{3,}\.?")
_YEAR = re.compile(r"[0-9]{4}(?:\.0)?")


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column that a map can name."""

    name: str
    words: str
    """The header as GUESS words are written."""
    values: tuple[str, ...]
    """Those of the first rows, blank ones as they are."""

    @property
    def filled(self) -> list[str]:
        """The values that say something."""
        return filled(self.values)


@dataclass(slots=True)
class Roles:
    """What has been found: columns by what they are, and the columns that are left."""

    found: dict[str, list[Column]] = field(default_factory=dict)
    figures: dict[str, dict[str, Column]] = field(default_factory=dict)
    """By measure, then low, best or high."""
    left: list[Column] = field(default_factory=list)

    def first(self, role: str) -> Column | None:
        """The column of a role that only one has."""
        return self.found.get(role, [None])[0]

    def give(self, role: str, column: Column) -> None:
        """Makes a column that is left the one of a role."""
        self.found.setdefault(role, []).append(column)
        self.left.remove(column)

    def take_back(self, role: str) -> None:
        """Leaves the columns of a role that is not needed."""
        self.left += self.found.pop(role, [])


def columns_of(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """The columns that have a name which finds them, in order."""
    found = []
    for index, name in enumerate(names):
        shown = one_line(name)
        if shown and len(shown) <= _LONGEST_NAME and position_of(names, shown) == index:
            values = tuple(one_line(row[index]) for row in rows)
            found.append(Column(shown, slug(shown).replace("-", " "), values))
    return found


def roles_of(columns: Sequence[Column]) -> Roles:
    """What each column is: by its whole header, by a part of it, by its values; the rest is left."""
    roles = Roles(left=list(columns))
    for column in columns:
        if _FITS["url"](column) and column.filled and not roles.first("source url"):
            roles.give("source url", column)
    _by_header(roles, lambda words, phrase: words == phrase)
    _by_measure(roles)
    _by_header(roles, lambda words, phrase: len(phrase) >= _SHORTEST_LOOSE and f" {phrase} " in f" {words} ")
    if not any(roles.first(role) for role in ("date", "start", "month")):
        for column in [each for each in roles.left if are_mostly(is_full_date, each.filled)][:1]:
            roles.give("date", column)
    _settle(roles)
    return roles


def _by_header(roles: Roles, is_said: Callable[[str, str], bool]) -> None:
    for role, phrases in HEADERS.items():
        for phrase in phrases:
            for column in list(roles.left):
                is_free = role in _SEVERAL or roles.first(role) is None
                if is_free and is_said(column.words, phrase) and _FITS.get(role, _fits_anything)(column):
                    roles.give(role, column)


def _by_measure(roles: Roles) -> None:
    for column in list(roles.left):
        for measure, limit in _measures(column.words):
            if limit not in roles.figures.get(measure, {}) and _are(is_figure, column):
                roles.figures.setdefault(measure, {})[limit] = column
                roles.left.remove(column)
                break


def _measures(words: str) -> Iterator[tuple[str, str]]:
    """The measure of a header and which number of it; a word beside them makes it another measure."""
    padded = f" {words} "
    for measure, phrases in MEASURES.items():
        for phrase in phrases:
            before, found, after = padded.partition(f" {phrase} ")
            rest = " ".join(f"{before} {after}".split())
            if not found:
                continue
            limit = next((limit for limit, others in LIMITS.items() if rest in others), None)
            if limit or not rest:
                yield measure, limit or "best"


def _settle(roles: Roles) -> None:
    """Leaves out what another column makes needless."""
    if roles.first("start") is None and roles.first("end") is not None and roles.first("date") is not None:
        roles.found["start"] = roles.found.pop("date")
    if roles.first("start") is not None:
        roles.take_back("date")
    elif roles.first("date") is not None:
        roles.take_back("end")
    if roles.first("start") or roles.first("date"):
        for role in ("year", "month", "day"):
            roles.take_back(role)
    if roles.first("year") is not None:
        roles.take_back("end")
    if roles.first("year") is None or roles.first("month") is None:
        roles.take_back("day")
    if roles.first("year") is None:
        roles.take_back("month")
    if roles.first("latitude") is None or roles.first("longitude") is None:
        for role in ("latitude", "longitude", "place precision"):
            roles.take_back(role)
    if not any(roles.first(role) for role in ("publisher", "source url", "source title")):
        roles.take_back("published")
    roles.take_back("date precision")  # what its codes mean is for a person to say


def _are(is_one: Callable[[str], bool], column: Column) -> bool:
    """Whether the values are what the header says; a column without any is what its header says."""
    return not column.filled or are_mostly(is_one, column.filled)


def _fits_anything(_: Column) -> bool:
    return True


def _is_key(column: Column) -> bool:
    return len(set(column.filled)) == len(column.values)


def _is_words(column: Column) -> bool:
    return not any(are_mostly(is_one, column.filled) for is_one in (is_web_address, is_figure))


_FITS: dict[str, Callable[[Column], bool]] = {
    "id": _is_key,
    **dict.fromkeys(("title", "publisher", "source title", "summary", *ACTOR_ROLES), _is_words),
    **{role: lambda column: _are(is_date, column) for role in ("date", "start", "end", "published")},
    "year": lambda column: _are(lambda value: _YEAR.fullmatch(value) is not None, column),
    "month": lambda column: _are(lambda value: _DAY_OR_MONTH.fullmatch(value) is not None, column),
    "day": lambda column: _are(lambda value: re.fullmatch(r"[0-9]{1,2}(?:\.0)?", value) is not None, column),
    "latitude": lambda column: _are(is_degrees, column),
    "longitude": lambda column: _are(is_degrees, column),
    "source url": lambda column: _are(is_web_address, column),
    "url": lambda column: _are(is_web_address, column),
}
