"""What the values of a column show of it: dates and their order, numbers, web addresses."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from timeline.domain.dates.prose import in_words
from timeline.domain.dates.typed.stretches import is_still_so
from timeline.importers.table.cells.cell_mistakes import CellMistake, DateMistake, NumberMistake
from timeline.importers.table.cells.figures_in_words import MEASURE_WORDS, figure_beside, leading_figure
from timeline.importers.table.cells.table_dates import (
    DAY_MONTH,
    MONTH_DAY,
    DateStyle,
    has_two_readings,
    read_table_date,
)
from timeline.importers.table.cells.table_degrees import LATITUDE, LONGITUDE, read_degrees
from timeline.importers.table.cells.table_numbers import COMMA, read_table_figure
from timeline.importers.table.cells.table_times import read_time
from timeline.importers.table.guessing.guess_words import BLANKS
from timeline.importers.table.maps.column_map import folded
from timeline.problems import quoted

_ANY_STYLE = DateStyle(DAY_MONTH, 1950, "1900")
_OTHER_STYLE = DateStyle(MONTH_DAY, 1950, "1900")
_TWO_DIGIT_YEAR = re.compile(r"[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[A-Za-z]{3,9}\.?)[-/. ][0-9]{2}(?:[ T].*)?")
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:[.,][0-9]+)?")
_BARE_YEAR = re.compile(r"[0-9]{1,4}(?:\.0)?")
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})")
_MOST = 0.8


class Dates(NamedTuple):
    """What is known of how a table's dates are to be read. Comments say why, one line each."""

    order: str | None
    comments: tuple[str, ...]
    questions: tuple[str, ...]
    """Lines of a map for a person to take up: ``order: day-month``."""


def filled(values: Iterable[str]) -> list[str]:
    """The values that say something."""
    return [value for value in values if value and folded(value) not in BLANKS]


def are_mostly(is_one: Callable[[str], bool], values: Sequence[str], share: float = _MOST) -> bool:
    """Whether at least such a share is, four in five; not of no values at all."""
    return bool(values) and sum(map(is_one, values)) >= share * len(values)


def is_date(value: str) -> bool:
    """Whether a value is a date in some order of day and month."""
    for style in (_ANY_STYLE, _OTHER_STYLE):
        try:
            read_table_date(value, style)
        except DateMistake:
            continue
        return True
    return False


def is_full_date(value: str) -> bool:
    """A date that no column of numbers would hold."""
    return _BARE_YEAR.fullmatch(value) is None and _SERIAL.fullmatch(value) is None and is_date(value)


def is_figure(value: str) -> bool:
    """Whether a value is a figure, its separators read in one way or another."""
    for decimal in (None, COMMA):
        try:
            read_table_figure("", value, decimal)
        except NumberMistake:
            continue
        return True
    return False


def is_end(value: str) -> bool:
    """Whether a value says when something ended: a date, or that it has not."""
    return is_still_so(value) or is_date(value)


def is_time(value: str) -> bool:
    """Whether a value is a time of day."""
    return _is_read(lambda: read_time(value, _ANY_STYLE))


def is_latitude(value: str) -> bool:
    """Whether a value is degrees north or south."""
    return _is_read(lambda: read_degrees(value, LATITUDE))


def is_longitude(value: str) -> bool:
    """Whether a value is degrees east or west."""
    return _is_read(lambda: read_degrees(value, LONGITUDE))


def begins_with_figure(value: str, measure: str) -> bool:
    """Whether a value is a figure, or words that begin with one of the measure's own."""
    return is_figure(value) or _is_read(lambda: leading_figure(measure, value))


def words_beside_figures(values: Sequence[str], measure: str) -> list[str]:
    """Words of a measure that stand beside a figure in some of the values."""
    words = MEASURE_WORDS[measure]
    return [word for word in words if any(_is_beside(value, measure, words, word) for value in values)]


def _is_beside(value: str, measure: str, words: Sequence[str], word: str) -> bool:
    if word not in value.casefold():
        return False
    try:
        return figure_beside(measure, value, words) is not None
    except NumberMistake:
        return False


def _is_read(read: Callable[[], object]) -> bool:
    try:
        read()
    except CellMistake:
        return False
    return True


def is_web_address(value: str) -> bool:
    """Whether a value begins as web addresses do."""
    return value.lower().startswith(("http://", "https://", "www."))


def has_decimal_commas(values: Iterable[str]) -> bool:
    """Whether a comma stands where it can only be before decimals."""
    return any(_DECIMAL_COMMA.fullmatch(value) for value in values)


def dates_of(values: Iterable[str]) -> Dates:
    """How the dates of a table are to be read."""
    settled: dict[str, str] = {}
    open_one = two_digits = serial = ""
    for value in values:
        if not two_digits and _TWO_DIGIT_YEAR.fullmatch(value) and _lacks_century(value):
            two_digits = value
        if not serial and _SERIAL.fullmatch(value):
            serial = value
        readings = has_two_readings(value)
        if readings is None or not any(readings):
            continue
        if all(readings):
            open_one = open_one or value
        else:
            settled.setdefault(DAY_MONTH if readings[0] else MONTH_DAY, value)
    return _said(settled, open_one, two_digits, serial)


def _lacks_century(value: str) -> bool:
    """Whether a date cannot be read for want of the hundred years that it is of: 44 BCE is in none."""
    try:
        read_table_date(value, _ANY_STYLE._replace(pivot=None))
    except DateMistake as mistake:
        return mistake.is_open
    return False


def _said(settled: dict[str, str], open_one: str, two_digits: str, serial: str) -> Dates:
    order, comments, questions = None, [], []
    if len(settled) == 2:
        both = " and ".join(f"{quoted(value)} is {each}" for each, value in settled.items())
        comments.append(f"Two orders in one table: {both}.")
    elif settled:
        order, value = next(iter(settled.items()))
        comments.append(f"{quoted(value)} can only be {order}.")
    if open_one and order is None:
        first, second = (in_words(reading) for reading in has_two_readings(open_one) or ())
        comments.append(f"{quoted(open_one)} is {first} or {second}: which? Uncomment one of the two.")
        questions += [f"order: {DAY_MONTH}", f"order: {MONTH_DAY}"]
    if two_digits:
        comments.append(f"{quoted(two_digits)} has a year of two digits: which hundred years do they begin with?")
        questions.append("pivot: 1950")
    if serial:
        comments.append(f"{quoted(serial)} looks like a spreadsheet's number for a day: is it one?")
        questions.append("excel: 1900")
    return Dates(order, tuple(comments), tuple(questions))
