"""The question that is put to a timeline: its filters, each named here once, and what may be asked together.

Who asks gives filters by name, as texts (``Filters``); ``asked`` checks them and makes one value of them
(``Request``); once its names have been found in a database it is an ``EventQuery``. The command line's
options, the keywords of Python and the words in which an export says what it was asked follow from ``FILTERS``.
"""

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, TypedDict

from timeline.domain.records import STANDINGS
from timeline.errors import UsageFault

if TYPE_CHECKING:
    from timeline.domain.dates.typed.windows import Window
    from timeline.domain.in_window import InWindow
    from timeline.domain.recorded_on import RecordedOn

Date = str | date | None
Suspect = Literal["", "linked", "there", "office", "decided"]
"""See ``Request.suspect``."""
Names = str | Sequence[str] | None
"""One or several."""


class Filter(NamedTuple):
    """What there is to know of a filter beside its name: who adds one writes its condition, and it can be asked."""

    kind: Literal["question", "window", "moment", "flag", "record", "sources", "term", "words", "choice", "count"]
    """``question``: the name of a saved one; ``record``: the id or name of one; ``sources``: of one source, or the
    publisher of several; ``term``: of a vocabulary, or a tag."""
    help: str
    of: tuple[str, ...] = ()
    """The kinds of record, the vocabulary or the choices."""
    repeats: bool = False
    field: str = ""
    """The field of ``Request`` that it fills, where that is not called as the filter is."""
    said: str | None = ""
    """How its value is said in words; "": after its name; None: in the words of another filter."""
    may_be_bare: bool = False
    """It may be given without a value."""


class NarrowingFilters(TypedDict, total=False):
    """The filters that say which events are meant, in the order in which help lists them; None asks for nothing."""

    question: Annotated[
        str | None,
        Filter("question", "A saved question; further filters narrow it.", said=None),
    ]
    on: Annotated[
        Date,
        Filter("window", "A day, a longer period or a time of day in which it may have happened.", field="window"),
    ]
    from_: Annotated[Date, Filter("window", "From this day (or the first of this period) on.", field="window")]
    to: Annotated[Date, Filter("window", "Up to this day, or the last of this period.", field="window")]
    during: Annotated[Date, Filter("window", "The same as --on.", field="window")]
    certain: Annotated[bool, Filter("flag", "Only what must have been then, by each of its dates.", said=None)]
    actor: Annotated[
        Names,
        Filter(
            "record",
            "Id or name, in any usual spelling; repeat it to ask for all of them.",
            of=("actor",),
            repeats=True,
            field="actors",
        ),
    ]
    any_actor: Annotated[
        Names | Literal[True],
        Filter(
            "record",
            "One of these is enough; without a name: one of the --actor ones is.",
            of=("actor",),
            repeats=True,
            field="actors",
            may_be_bare=True,
        ),
    ]
    role: Annotated[
        Names,
        Filter(
            "term",
            "Someone in this role, or the actor asked for; repeat it for one of several.",
            of=("role",),
            repeats=True,
            field="roles",
        ),
    ]
    with_members: Annotated[bool, Filter("flag", "Also what a group's members did while they were members.", said=None)]
    place: Annotated[str | None, Filter("record", "Id or name; also what lies within it.", of=("place",))]
    type: Annotated[str | None, Filter("term", "Its type; consult also finds consult/phone.", of=("type",))]
    source: Annotated[
        str | None,
        Filter(
            "sources",
            "Id, title or publisher; also those that derive from it.",
            of=("source",),
            field="sources",
        ),
    ]
    according_to: Annotated[
        Names,
        Filter(
            "record",
            "Whom a source reports: an actor's id or name; repeat it to ask for all of them.",
            of=("actor",),
            repeats=True,
        ),
    ]
    tag: Annotated[
        Names,
        Filter("term", "With this tag; repeat it to ask for all of them.", of=("tag",), repeats=True, field="tags"),
    ]
    text: Annotated[
        Names,
        Filter(
            "words",
            'In title, summary, note or names: words, "a phrase", begin*; repeated, it adds words.',
            repeats=True,
            field="texts",
            said='text "{}"',
        ),
    ]
    disputed: Annotated[
        bool, Filter("flag", "Only where sources disagree: on the date, on figures, or whether it happened.")
    ]
    undated: Annotated[bool, Filter("flag", "Only what has no date.")]
    standing: Annotated[
        Names,
        Filter(
            "choice",
            "Whether it happened, as its sources have it; repeat it for one of several.",
            of=STANDINGS,
            repeats=True,
            field="standings",
        ),
    ]
    as_of: Annotated[
        Date,
        Filter(
            "window",
            "As it was known then: only claims published by the end of that day.",
            said="as it was known by {}",
        ),
    ]
    recorded_on: Annotated[
        Date,
        Filter(
            "moment",
            'As it stood here at the end of that day, or after "change 12" of the log.',
            said="as recorded {}",
        ),
    ]


class Filters(NarrowingFilters, total=False):
    """Those, and the ones that say which of the events found are listed, and in what order."""

    perhaps: Annotated[bool, Filter("flag", "Also list what only may have been then, not just its number.", said=None)]
    limit: Annotated[int | None, Filter("count", "At most so many events.", said=None)]
    offset: Annotated[int | None, Filter("count", "Leave out so many at the start.", said=None)]
    reverse: Annotated[bool, Filter("flag", "Latest first; undated events stay last.", said=None)]


def _named(name: str, filter_: Filter) -> Filter:
    return filter_ if filter_.field else filter_._replace(field=name)


FILTERS: dict[str, Filter] = {
    name: _named(name, annotated.__metadata__[0]) for name, annotated in Filters.__annotations__.items()
}
"""What there is to know of each filter, by its name."""

NARROWING: tuple[str, ...] = tuple(NarrowingFilters.__annotations__)
"""The names of those that say which events are meant."""

BY_FIELD: dict[str, Filter] = {filter_.field: filter_ for filter_ in FILTERS.values()}
"""The same by the field that a filter fills; several that fill one are of one kind."""


class Request(NamedTuple):
    """Which events are wanted; every part narrows the answer, and a part left out does not.

    Dates have been read, names are as they were typed. They are looked up, and what is not found is told, in the
    order of these fields.
    """

    question: str | None = None
    """The saved question that this is, or narrows; its conditions are among those below."""
    window: "Window | None" = None
    certain: bool = False
    """Only events that must have been in the window: in every span they had begun by its end and not ended before
    its start."""
    perhaps: bool = False
    """People are told what only may have been then, too; lists for programs have it in any case."""
    in_window: "InWindow | None" = None
    """Only the events that lie to the window in this way (see ``domain.in_window``). Nobody asks for it: an answer in
    parts is told so."""
    suspect: Suspect = ""
    """Only the events that may be part of a contradiction of a kind, and perhaps others. Nobody asks for it: what
    cannot all be true is looked for among these."""
    actors: tuple[tuple[str, ...], ...] = ()
    """All of these must take part; each is met by any one of its names."""
    with_members: bool = False
    """A group is also met by its members, in events that may fall within their membership."""
    place: str | None = None
    """The place, or one that lies within it."""
    sources: tuple[str, ...] | None = None
    """Some claim is of one of these sources, or of one that derives from them."""
    according_to: tuple[str, ...] = ()
    """Each of these actors is whom the source of some claim reports; groups are met by themselves alone."""
    type: str | None = None
    """``consult`` also finds ``consult/phone``."""
    roles: tuple[str, ...] = ()
    """The actors asked for (or, where none is, any actor) in one of these roles."""
    tags: tuple[str, ...] = ()
    """All of these."""
    texts: tuple[str, ...] = ()
    """As typed, see ``domain.words.search_words``: the words of all. Words of title, summary, note, or of the names
    of who took part and of the place."""
    disputed: bool = False
    undated: bool = False
    standings: tuple[str, ...] = ()
    as_of: "Window | None" = None
    """Only what had been published by the end of its last day."""
    recorded_on: "RecordedOn | None" = None
    """What stood in the database then, with all that had been published by ``as_of``."""
    limit: int | None = None
    offset: int = 0
    reverse: bool = False

    def asks(self, field: str) -> bool:
        """Whether a field narrows the answer."""
        return bool(getattr(self, field) != self._field_defaults[field])

    @property
    def has_window(self) -> bool:
        """Whether the question is put to some stretch of time; one that is open at both ends is none."""
        return self.window is not None and self.window[:2] != (None, None)


class EventQuery(Request):
    """A request of which the names have been found: in their place stand ids of records."""

    __slots__ = ()


class Spelling:
    """How filters are written where they are asked for, for what is said about them: as keywords of Python."""

    def name(self, name: str) -> str:
        """The filter's name."""
        return name

    def given(self, name: str, value: str | None = None) -> str:
        """The filter with a value; without one, bare."""
        return f"{name}={'True' if value is None else value}"


KEYWORDS = Spelling()


class AsTyped(Spelling):
    """Filters are written with hyphens, as on the command line, without their dashes."""

    def name(self, name: str) -> str:
        """As it stands in an address, or in a file: ``any-actor``."""
        return name.rstrip("_").replace("_", "-")


def asked(
    filters: Mapping[str, object], today: date, spelling: Spelling = KEYWORDS, *, zone: tzinfo | None = None
) -> Request:
    """The request that filters come to, by name (see ``Filters``); a value that is None is not asked for.

    Dates are texts as people type them, which may mean a day before ``today`` ("last week"), dates, or
    windows that have been read. What repeats may be one text or several. ``zone``: by whose clock days of the
    history end, None for the machine's.

    Raises UsageFault, which names filters as ``spelling`` has them, for what cannot be asked together, and for
    a name or a value that is none.
    """
    values: dict[str, Any] = {}
    for name, value in filters.items():
        if name not in FILTERS:
            raise UsageFault(_no_filter(name, spelling))
        if value is not None:
            values[name] = _read(name, value, today, spelling, zone)
    fields = {FILTERS[name].field: value for name, value in values.items()}
    fields |= {"actors": _actors(values, spelling), "window": _window(values, spelling)}
    request = Request(**fields)
    _check(request, spelling)
    return request


# --- what may be asked together -------------------------------------------------------------------------


def _actors(values: Mapping[str, Any], spelling: Spelling) -> tuple[tuple[str, ...], ...]:
    """The actors who must all take part, and one group of whom one is enough."""
    actors, given = values.get("actor", ()), values.get("any_actor", ())
    any_actors = tuple(name for name in given if name)
    if len(any_actors) < len(given):
        any_actors, actors = (*actors, *any_actors), ()
        if not any_actors:
            one, several = spelling.given("any_actor", "NAME"), spelling.given("actor", "NAME")
            bare = spelling.given("any_actor")
            raise UsageFault(f"{spelling.name('any_actor')} needs names: {one}, or {several} … {bare}")
    return (*((name,) for name in actors), *((any_actors,) if any_actors else ()))


def _window(values: Mapping[str, Any], spelling: Spelling) -> "Window | None":
    """The one window of on, during, or from and to; None where none is given."""
    whole = [values[name] for name in ("on", "during") if name in values]
    start, end = values.get("from_"), values.get("to")
    on, from_, to, during = (spelling.name(name) for name in ("on", "from_", "to", "during"))
    if len(whole) + (start is not None or end is not None) > 1:
        raise UsageFault(f"give the window once: {on}, {during}, or {from_} and {to}")
    if whole or (start is None and end is None):
        return whole[0] if whole else None
    from timeline.domain.dates.typed.windows import Window, is_reversed

    window = Window(
        None if start is None else start.earliest_day,
        None if end is None else end.latest_day,
        "..".join("" if each is None else each.text for each in (start, end)),
        None if start is None else start.earliest_second,
        None if end is None else end.latest_second,
    )
    if start is not None and end is not None and is_reversed(window):
        raise UsageFault(f'{from_} "{start.text}" is later than {to} "{end.text}": swap them')
    return window


def _check(request: Request, spelling: Spelling) -> None:
    """Raises UsageFault where the parts of a request contradict each other."""
    name = spelling.name
    if request.certain and request.window is None:
        raise UsageFault(f"{name('certain')} needs a window: add {name('on')}, or {name('from_')} and {name('to')}")
    if request.perhaps and request.window is None:
        raise UsageFault(f"{name('perhaps')} needs a window: add {name('on')}, or {name('from_')} and {name('to')}")
    if request.perhaps and request.certain:
        raise UsageFault(f"{name('certain')} leaves out what {name('perhaps')} adds: give one of them")
    if request.undated and request.window is not None:
        windows = f"{name('on')}, {name('from_')}, {name('to')} and {name('during')}"
        raise UsageFault(f"{name('undated')} finds what has no date: leave out {windows}")
    if request.undated and request.disputed:
        raise UsageFault(f"{name('undated')} and {name('disputed')}: what has no date is not disputed")
    if request.with_members and not request.actors:
        raise UsageFault(f"{name('with_members')} needs a group: add {name('actor')}")
    then = request.as_of
    if then is not None and then.latest_day is None:
        raise UsageFault(f'{name("as_of")} needs a day, "{then.text}" has no end')
    if then is not None and then.latest_second is not None:
        when = f'leave the time out of "{then.text}"'
        raise UsageFault(f"{name('as_of')} counts whole days, as sources are dated: {when}")


# --- values, one by one ---------------------------------------------------------------------------------


def read_count(given: object) -> int:
    """How many: a number, or its text. Raises ValueError, which says what to write."""
    if isinstance(given, int) and not isinstance(given, bool) and given >= 0:
        return given
    if isinstance(given, str) and given.isascii() and given.isdigit():
        return int(given)
    raise ValueError(f'"{given}" is no count: write a whole number, 0 or more')


def read_value(filter_: Filter, given: object, today: date, zone: tzinfo | None = None) -> Any:
    """One value of a filter, as ``Request`` holds it. Raises ValueError, which says what to write."""
    return read_moment(given, today, zone) if filter_.kind == "moment" else _one(filter_, given, today)


def _read(name: str, given: object, today: date, spelling: Spelling, zone: tzinfo | None) -> Any:
    filter_ = FILTERS[name]
    try:
        if not filter_.repeats:
            return read_value(filter_, given, today, zone)
        if given is True and filter_.may_be_bare:
            return ("",)
        several = given if isinstance(given, Sequence) and not isinstance(given, (str, bytes)) else (given,)
        return tuple(_one(filter_, each, today) for each in several)
    except ValueError as error:
        raise UsageFault(f"{spelling.name(name)}: {error}") from None


def _one(filter_: Filter, given: object, today: date) -> Any:
    """The value as ``Request`` holds it. Raises ValueError, which says what to write."""
    if filter_.kind == "flag":
        if isinstance(given, bool):
            return given
        raise ValueError(f"{given!r} is neither True nor False")
    if filter_.kind == "count":
        return read_count(given)
    if filter_.kind == "window":
        return _one_window(given, today)
    text = _one_text(given)
    if filter_.kind == "choice" and text not in filter_.of:
        raise ValueError(f'"{text}" is none of {", ".join(filter_.of)}')
    return (text,) if filter_.kind == "sources" else text


def _one_window(given: object, today: date) -> "Window":
    from timeline.domain.dates.typed.windows import Window, read_window

    if isinstance(given, Window):
        return given
    return read_window(given.isoformat() if isinstance(given, date) else _one_text(given), today)


def read_moment(given: object, today: date, zone: tzinfo | None = None) -> "RecordedOn":
    """When a database is looked back at, of what ``read_recorded_on`` reads, or a date. Raises ValueError."""
    from timeline.domain.recorded_on import RecordedOn, read_recorded_on

    if isinstance(given, RecordedOn):
        return given
    return read_recorded_on(given.isoformat() if isinstance(given, date) else _one_text(given), today, zone)


def _one_text(given: object) -> str:
    if not isinstance(given, str):
        raise ValueError(f"{given!r} is no text")
    if "\0" in given or any("\ud800" <= sign <= "\udfff" for sign in given):
        raise ValueError(f"{given!r} has signs that no text has")  # no database can look for them
    return given


def _no_filter(name: str, spelling: Spelling) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, FILTERS, n=1)
    offer = f": did you mean {spelling.name(near[0])}?" if near else ""
    return f'there is no filter "{name}"{offer}'
