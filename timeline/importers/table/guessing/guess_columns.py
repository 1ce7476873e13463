"""Which column of a table is what, by its header and its values."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from timeline.domain.dates.calendar import MONTH_NAMES
from timeline.domain.words.names import slug
from timeline.importers.reading.cell_texts import one_line
from timeline.importers.table.cells.figures_in_words import MEASURE_WORDS
from timeline.importers.table.guessing.guess_values import (
    are_mostly,
    begins_with_figure,
    filled,
    is_date,
    is_end,
    is_figure,
    is_full_date,
    is_latitude,
    is_longitude,
    is_time,
    is_web_address,
    words_beside_figures,
)
from timeline.importers.table.guessing.guess_words import HEADERS, LIMITS
from timeline.importers.table.maps.column_map import position_of

_LONGEST_NAME = 200
_SHORTEST_LOOSE = 4
ACTOR_ROLES = ("initiator", "perpetrator", "recipient", "target", "victim", "participant")
_SEVERAL = frozenset((*ACTOR_ROLES, "tags", "note"))
"""Roles that more than one column may have."""
_DAY_OR_MONTH = re.compile(r"[0-9]{1,2}(?:\.0)?|[^\W\d]{3,}\.?")
_YEAR = re.compile(r"-?[0-9]{3,4}(?:\.0)?")
_NEW_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a word begins in eventDate."""
_WHOLE_HEADERS = frozenset(["party"])
"""Phrases that say nothing as a part of a header: the party of a president took no part."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CALENDAR_WORDS = frozenset(word.lower() for name in (*MONTH_NAMES, *_WEEKDAYS) for word in (name, name[:3]))
_ID = re.compile(r"[A-Za-z]{0,12}[-_/.]?[0-9][0-9A-Za-z]*(?:[-_/.][0-9A-Za-z]+)*")
_LONGEST_ID = 40
_DAY_AND_MORE = re.compile(r"(?:1[0-9]|20)[0-9]{2}(?:0[0-9]|1[0-2])(?:[0-2][0-9]|3[01])[-_ ]?[0-9]+")
_LONGEST_CASUALTIES = 80
_LONGEST_TITLE = 100
_ROWS_TO_TELL = 5
"""From so many rows on a column is held to how many of them it fills, and with how many different texts."""
_ENOUGH, _NEARLY_ALL = 0.5, 0.9


@dataclass(frozen=True, slots=True, eq=False)
class GuessedColumn:
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

    found: dict[str, list[GuessedColumn]] = field(default_factory=dict)
    figures: dict[str, dict[str, GuessedColumn]] = field(default_factory=dict)
    """By measure, then low, best or high."""
    among_words: dict[str, tuple[GuessedColumn, list[str]]] = field(default_factory=dict)
    """By measure: a column in whose cells it stands beside these words."""
    left: list[GuessedColumn] = field(default_factory=list)

    def first(self, role: str) -> GuessedColumn | None:
        """The column of a role that only one has."""
        return self.found.get(role, [None])[0]

    def give(self, role: str, column: GuessedColumn) -> None:
        """Makes a column that is left the one of a role."""
        self.found.setdefault(role, []).append(column)
        self.left.remove(column)

    def take_back(self, role: str) -> None:
        """Leaves the columns of a role that is not needed."""
        self.left += self.found.pop(role, [])


def columns_of(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[GuessedColumn]:
    """The columns that have a name which finds them, in order."""
    found = []
    for index, name in enumerate(names):
        shown = one_line(name)
        if shown and len(shown) <= _LONGEST_NAME and position_of(names, shown) == index:
            values = tuple(one_line(row[index]) for row in rows)
            found.append(GuessedColumn(shown, slug(_NEW_WORD.sub(" ", shown)).replace("-", " "), values))
    return found


def roles_of(columns: Sequence[GuessedColumn]) -> Roles:
    """What each column is: by its whole header, by a part of it, by its values; the rest is left."""
    roles = Roles(left=list(columns))
    for column in columns:
        if _FITS["url"](column) and column.filled and not roles.first("source url"):
            roles.give("source url", column)
    _by_header(roles, lambda words, phrase: words == phrase)
    _by_measure(roles)
    _by_header(roles, _is_part)
    _by_values(roles)
    _settle(roles)
    return roles


def _by_values(roles: Roles) -> None:
    """What no header says: ids, dates, dates within ids, figures among words."""
    if roles.first("id") is None:
        for column in [each for each in roles.left if _is_key(each) and _looks_like_ids(each)][:1]:
            roles.give("id", column)
    if not _has_bounds(roles) and not any(roles.first(role) for role in ("date", "start", "month")):
        for column in [each for each in roles.left if are_mostly(is_full_date, each.filled)][:1]:
            roles.give("date", column)
    if not _has_bounds(roles) and not any(roles.first(role) for role in ("date", "start", "year")):
        named = [column for column in (roles.first("id"), *roles.left) if column is not None]
        for column in [each for each in named if are_mostly(_is_day_and_more, each.filled)][:1]:
            roles.found["date within"] = [column]
            if column in roles.left:
                roles.left.remove(column)
    for column in list(roles.left):
        _give_figures_among_words(roles, column)


def _give_figures_among_words(roles: Roles, column: GuessedColumn) -> None:
    """Finds "3 killed, 5 injured" in a column of short texts."""
    values = column.filled
    if not are_mostly(lambda value: len(value) <= _LONGEST_CASUALTIES, values):
        return
    free = [measure for measure in MEASURE_WORDS if measure not in roles.figures and measure not in roles.among_words]
    found = {measure: words for measure in free if (words := words_beside_figures(values, measure))}
    spoken = [word for words in found.values() for word in words]
    if found and are_mostly(lambda value: any(word in value.casefold() for word in spoken), values):
        roles.among_words |= {measure: (column, words) for measure, words in found.items()}
        roles.left.remove(column)


def _looks_like_ids(column: GuessedColumn) -> bool:
    """Texts such as HAD-12, or numbers under a header that ends as those of ids do."""
    values = column.filled
    if len(values) < 2 or any(len(value) > _LONGEST_ID or not _ID.fullmatch(value) for value in values):
        return False
    is_named = column.words.endswith(("id", " no", " nr", " number", " code", " ref"))
    is_coded = any(sign.isalpha() for sign in values[0]) and not any(map(is_date, values[:10]))
    return is_named or is_coded


def _is_day_and_more(value: str) -> bool:
    return _DAY_AND_MORE.fullmatch(value) is not None


def _by_header(roles: Roles, is_said: Callable[[str, str], bool]) -> None:
    for role, phrases in HEADERS.items():
        fits, has_several = _FITS.get(role, _fits_anything), role in _SEVERAL
        said = [column for phrase in phrases for column in roles.left if is_said(column.words, phrase) and fits(column)]
        # Of those that could be the one, the first that is filled.
        for column in sorted(dict.fromkeys(said), key=lambda each: not has_several and _is_sparse(each)):
            if has_several or roles.first(role) is None:
                roles.give(role, column)


def _is_part(words: str, phrase: str) -> bool:
    is_telling = len(phrase) >= _SHORTEST_LOOSE and phrase not in _WHOLE_HEADERS
    return is_telling and f" {phrase} " in f" {words} "


def _by_measure(roles: Roles) -> None:
    for column in list(roles.left):
        for measure, limit in _measures(column.words):
            is_one = is_figure if limit != "best" else partial(begins_with_figure, measure=measure)
            if limit not in roles.figures.get(measure, {}) and _are(is_one, column):
                roles.figures.setdefault(measure, {})[limit] = column
                roles.left.remove(column)
                break


def _measures(words: str) -> Iterator[tuple[str, str]]:
    """The measure of a header and which number of it; a word beside them makes it another measure."""
    padded = f" {words} "
    for measure, phrases in MEASURE_WORDS.items():
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
    summary = roles.first("summary")
    if roles.first("title") is None and summary is not None and _could_be_title(summary):
        roles.found["title"] = [summary]
        roles.found["summary"].remove(summary)
    if roles.first("start") is None and roles.first("end") is not None and roles.first("date") is not None:
        roles.found["start"] = roles.found.pop("date")
    if roles.first("start") is not None:
        roles.take_back("date")
    elif roles.first("date") is not None:
        roles.take_back("end")
    dated, year = roles.first("start") or roles.first("date"), roles.first("year")
    if dated and year and len(dated.filled) < _ENOUGH * len(year.filled):
        for role in ("start", "end", "date"):
            roles.take_back(role)
    elif dated:
        for role in ("year", "month", "day"):
            roles.take_back(role)
    end = roles.first("end")
    if roles.first("year") is not None and end is not None and not end.filled:
        roles.take_back("end")
    if not _has_bounds(roles) or any(roles.first(role) for role in ("date", "start", "end", "year", "date within")):
        roles.take_back("earliest")
        roles.take_back("latest")
    if not any(roles.first(role) for role in ("date", "start", "year", "date within")):
        roles.take_back("time")
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


def _has_bounds(roles: Roles) -> bool:
    """Whether columns say between which days something was."""
    return roles.first("earliest") is not None and roles.first("latest") is not None


def _are(is_one: Callable[[str], bool], column: GuessedColumn) -> bool:
    """Whether at least half of the values are what the header says; a column without any is what it says."""
    return not column.filled or are_mostly(is_one, column.filled, _ENOUGH)


def _fits_anything(_: GuessedColumn) -> bool:
    return True


def _is_sparse(column: GuessedColumn) -> bool:
    return len(column.values) >= _ROWS_TO_TELL and len(column.filled) < _ENOUGH * len(column.values)


def _is_key(column: GuessedColumn) -> bool:
    return len(set(column.filled)) == len(column.values)


def _tells_rows_apart(column: GuessedColumn) -> bool:
    """Whether a title is there for most rows, is not the same for all, and is no name of a month or a weekday."""
    if are_mostly(lambda value: value.lower() in _CALENDAR_WORDS, column.filled):
        return False
    return len(column.values) < _ROWS_TO_TELL or (not _is_sparse(column) and len(set(column.filled)) > 1)


def _could_be_title(column: GuessedColumn) -> bool:
    is_filled = len(column.filled) >= _NEARLY_ALL * len(column.values)
    return is_filled and are_mostly(lambda value: len(value) <= _LONGEST_TITLE, column.filled)


def _is_words(column: GuessedColumn) -> bool:
    return not any(are_mostly(is_one, column.filled) for is_one in (is_web_address, is_figure))


_FITS: dict[str, Callable[[GuessedColumn], bool]] = {
    "id": _is_key,
    "title": lambda column: _is_words(column) and _tells_rows_apart(column),
    **dict.fromkeys(("publisher", "source title", "summary", *ACTOR_ROLES), _is_words),
    # A number beside a name is the code of it.
    **dict.fromkeys(("place", "district", "province", "country"), _is_words),
    **{role: lambda column: _are(is_date, column) for role in ("date", "start", "earliest", "latest", "published")},
    "end": lambda column: _are(is_end, column),
    "time": lambda column: _are(is_time, column),
    "year": lambda column: _are(lambda value: _YEAR.fullmatch(value) is not None, column),
    "month": lambda column: _are(lambda value: _DAY_OR_MONTH.fullmatch(value) is not None, column),
    "day": lambda column: _are(lambda value: re.fullmatch(r"[0-9]{1,2}(?:\.0)?", value) is not None, column),
    "latitude": lambda column: _are(is_latitude, column),
    "longitude": lambda column: _are(is_longitude, column),
    "source url": lambda column: _are(is_web_address, column),
    "url": lambda column: _are(is_web_address, column),
}
