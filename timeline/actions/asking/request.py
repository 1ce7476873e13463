"""A request as people type it, and the query that it comes to once its names are found."""

from typing import TYPE_CHECKING, NamedTuple

from timeline.errors import TimelineError
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader

if TYPE_CHECKING:
    from timeline.domain.dates.typed.windows import Window


class Request(NamedTuple):
    """Filters as typed: windows are read, names are not yet found. See EventQuery for their meaning."""

    window: "Window | None" = None
    certain: bool = False
    actors: tuple[str, ...] = ()
    any_actors: tuple[str, ...] = ()
    """One of these must take part."""
    roles: tuple[str, ...] = ()
    with_members: bool = False
    place: str | None = None
    type: str | None = None
    source: str | None = None
    tags: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    """The words of all of them."""
    disputed: bool = False
    undated: bool = False
    standings: tuple[str, ...] = ()
    as_of: "Window | None" = None
    limit: int | None = None
    offset: int = 0
    reverse: bool = False


def find_query(reader: Reader, request: Request, notes: list[str] | None = None) -> EventQuery:
    """The query that a request comes to; ``notes`` gets a line where a name fits others too.

    Raises UnknownName or AmbiguousName, one line a name, where a name fits no record or several,
    and TimelineError where a type, a role or a tag is one that nothing can have.
    """
    found = _find_names(reader, request, notes) if _has_names(request) else _Found()
    return EventQuery(
        from_day=None if request.window is None else request.window.earliest_day,
        to_day=None if request.window is None else request.window.latest_day,
        from_second=None if request.window is None else request.window.earliest_second,
        to_second=None if request.window is None else request.window.latest_second,
        certain=request.certain,
        actors=found.actors,
        roles=request.roles,
        with_members=request.with_members,
        place=found.place,
        type=request.type,
        sources=found.sources,
        tags=request.tags,
        text=found.text,
        disputed=request.disputed,
        undated=request.undated,
        standings=request.standings,
        as_of=None if request.as_of is None else request.as_of.latest_day,
        limit=request.limit,
        offset=request.offset,
        reverse=request.reverse,
    )


class _Found(NamedTuple):
    """The ids that the names of a request stand for, and all its words."""

    actors: tuple[tuple[str, ...], ...] = ()
    place: str | None = None
    sources: tuple[str, ...] | None = None
    text: str | None = None


def _has_names(request: Request) -> bool:
    several = (request.actors, request.any_actors, request.roles, request.tags, request.texts)
    return any(several) or any(name is not None for name in (request.place, request.source, request.type))


def _find_names(reader: Reader, request: Request, notes: list[str] | None) -> _Found:
    """Finds every name; all that cannot be found are said at once."""
    # What is not asked for is not imported: a question is often shorter than that.
    faults: list[str] = []

    def one(kind: str, wanted: str) -> str:
        from timeline.storage.reading.named_records import find_record

        try:
            return find_record(reader, kind, wanted, notes)
        except TimelineError as error:
            faults.append(str(error))
            return wanted

    groups: list[tuple[str, ...]] = [(one("actor", name),) for name in request.actors]
    if request.any_actors:
        groups.append(tuple(one("actor", name) for name in request.any_actors))
    place = None if request.place is None else one("place", request.place)
    sources: tuple[str, ...] | None = None
    if request.source is not None:
        from timeline.storage.reading.named_records import find_sources

        try:
            sources = find_sources(reader, request.source)
        except TimelineError as error:
            faults.append(str(error))
    types = () if request.type is None else (request.type,)
    for kind, values in (("type", types), ("role", request.roles), ("tag", request.tags)):
        if values:
            from timeline.actions.asking.known_values import unknown_values

            faults += unknown_values(reader, kind, values)
    text = _all_words(request.texts, faults)
    if faults:
        raise TimelineError("\n".join(faults))
    return _Found(tuple(groups), place, sources, text)


def _all_words(texts: tuple[str, ...], faults: list[str]) -> str | None:
    """One text that looks for the words of all; a fault for each without any."""
    if not texts:
        return None
    from timeline.domain.names import fold
    from timeline.domain.search_words import joined

    faults += [f'"{text}" has no letter or digit to look for: give a word' for text in texts if not fold(text)]
    return joined(texts)
