"""What events are to be counted by, as people ask for it, and what may be asked together."""

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from timeline.domain.counting.counted import DIMENSIONS
from timeline.domain.counting.units import UNITS
from timeline.errors import UsageFault
from timeline.query import KEYWORDS, Request, Spelling, read_count

MODE = "mode"
"""The level at which types count as they are written, ``consult/phone``; else by their first part, ``consult``."""
_MOST = 2


class CountOptions(TypedDict, total=False):
    """What may be said beside the filters, by name; as texts, lists where there are several, or None."""

    by: str | Sequence[str] | None
    level: str | Sequence[str] | None
    sum: str | None
    begun: bool
    limit: int | str | None
    offset: int | str | None
    reverse: bool


class CountAsked(NamedTuple):
    """How events are to be counted."""

    by: tuple[str, ...] = ()
    """None, one or two of ``DIMENSIONS``, none twice and not two of time."""
    place_level: str | None = None
    """The kind of the places that are told: ``country``; None: of every place, and of all that it lies within."""
    in_modes: bool = False
    """Whether types count as they are written, with their mode."""
    measure: str | None = None
    """Whose figures are to be added up."""
    begun: bool = False
    """Whether an event counts only where it began."""
    limit: int | None = None
    """At most so many values of the first dimension."""
    offset: int = 0
    reverse: bool = False

    @property
    def unit(self) -> str | None:
        """The unit of time, where that is a dimension."""
        return next((each for each in self.by if each in UNITS), None)

    @property
    def others(self) -> tuple[str, ...]:
        """The dimensions that are no time."""
        return tuple(each for each in self.by if each not in UNITS)


def read_asked(options: CountOptions, request: Request, spelling: Spelling = KEYWORDS) -> CountAsked:
    """How events are to be counted, of options by name. Raises UsageFault for what cannot be asked."""
    by = _texts(options, "by")
    levels = _texts(options, "level")
    for each in by:
        if each not in DIMENSIONS:
            raise UsageFault(_no_dimension(each, spelling))
    _check_dimensions(by, spelling)
    place_level, in_modes = _levels(by, levels, spelling)
    begun = options.get("begun") or False
    if begun and not (set(by) & {*UNITS} or request.has_window):
        units = spelling.given("by", "month")
        raise UsageFault(f"{spelling.name('begun')} tells where events began: add {units}, or a window")
    limit = options.get("limit")
    return CountAsked(
        by,
        place_level,
        in_modes,
        options.get("sum") or None,
        begun,
        None if limit is None else _number("limit", limit, spelling),
        _number("offset", options.get("offset") or 0, spelling),
        options.get("reverse") or False,
    )


def _texts(options: CountOptions, name: str) -> tuple[str, ...]:
    given = options.get(name)
    several = (given,) if isinstance(given, str) else tuple(given or ())  # type: ignore[arg-type]
    return tuple(each for each in several if each)


def _number(name: str, given: int | str, spelling: Spelling) -> int:
    try:
        return read_count(given)
    except ValueError as error:
        raise UsageFault(f"{spelling.name(name)}: {error}") from None


def _no_dimension(wanted: str, spelling: Spelling) -> str:
    from difflib import get_close_matches

    near = get_close_matches(wanted, DIMENSIONS, n=1)
    offer = f"did you mean {near[0]}?" if near else f"choose of {', '.join(DIMENSIONS)}"
    return f'{spelling.name("by")}: events are not counted by "{wanted}": {offer}'


def _check_dimensions(by: tuple[str, ...], spelling: Spelling) -> None:
    name = spelling.name("by")
    if len(set(by)) < len(by):
        raise UsageFault(f"{name} {next(each for each in by if by.count(each) > 1)} is given twice: give it once")
    if len(by) > _MOST:
        raise UsageFault(f"{name} {', '.join(by)}: a table has two sides: give {_MOST} of them")
    units = [each for each in by if each in UNITS]
    if len(units) > 1:
        raise UsageFault(f"{name} {' and '.join(units)}: what is counted by one is in the other: give one of them")


def _levels(by: tuple[str, ...], levels: tuple[str, ...], spelling: Spelling) -> tuple[str | None, bool]:
    """(the level of places, whether types count with their modes)."""
    of_types = [each for each in levels if each == MODE and "type" in by]
    of_places = [each for each in levels if each not in of_types]
    name = spelling.name("level")
    if of_places and "place" not in by:
        place, type_ = spelling.given("by", "place"), spelling.given("by", "type")
        raise UsageFault(f"{name} {of_places[0]}: a kind of place goes with {place}, and {MODE} with {type_}")
    if len(of_places) > 1:
        raise UsageFault(f"{name} {' and '.join(of_places)}: places are counted at one level: give one of them")
    return (of_places[0] if of_places else None), bool(of_types)
