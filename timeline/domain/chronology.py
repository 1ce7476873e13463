"""Events as they are told: dated, with every claim beside its source. What exporters receive.

An ``Entry`` is one event with all that follows from its claims. It carries the names that a reader
needs (of actors, place, sources), so that an exporter never has to look anything up but the list
of sources at the end. They are named tuples, which are quicker to define than dataclasses: a
command that only lists events must start fast.
"""

from collections import namedtuple
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from timeline.domain.dates.when import Span, When, hull
from timeline.domain.records import Actor, Claim, Event, Place, Source, Term


class EventDate(NamedTuple):
    """When an event was, as far as its claims agree."""

    status: str
    """``agreed``, ``disputed``, ``decided`` (by the editor) or ``undated``."""
    edtf: str | None
    """None when undated, and where EDTF has no form for it: alternatives that last, days that no claim wrote.
    ``[a,b]`` when disputed."""
    spans: tuple[Span, ...] = ()
    """Ascending by their outer days; more than one when disputed, none when undated."""
    approximate: bool = False
    uncertain: bool = False
    second: int | None = None
    """Seconds after midnight at the place's own clock, where a time of day is known."""

    @property
    def hull(self) -> Span:
        """What holds of every span: the outer days of all, and between the inner ones what is certain in each.

        Of an undated event all is open.
        """
        if len(self.spans) == 1:
            return self.spans[0]
        return hull(self.spans)

    @property
    def begin_earliest(self) -> int | None:
        """The first day on which it may have been; None when it is open or the event is undated."""
        return self.spans[0].begin_earliest if self.spans else None

    @property
    def end_latest(self) -> int | None:
        """The last day on which it may have been; None when it is open or the event is undated."""
        return self.hull.end_latest

    @property
    def lasting(self) -> bool:
        """Whether it, or one of its alternatives, went on from its begin to its end."""
        return any(span.lasting for span in self.spans)

    @property
    def earliest(self) -> str | None:
        """The first day, ISO 8601."""
        return self.hull.earliest

    @property
    def latest(self) -> str | None:
        """The last day, ISO 8601."""
        return self.hull.latest

    @property
    def text(self) -> str:
        """The date in words: "20 or 21 September 2020", "undated"."""
        if self.edtf is not None:
            from timeline.domain.dates.prose import in_words  # who writes no words does without

            return in_words(self.edtf)
        if not self.spans:
            return "undated"
        from timeline.domain.dates.days_in_words import spans_in_words

        return spans_in_words(self.spans)


class ClaimedDate(NamedTuple):
    """The date that a claim gives, and what it means."""

    written: str
    """EDTF, or relative: "1 day after talks"."""
    when: When | None
    """None where a relative date cannot be resolved; then the rest is not known either."""

    @property
    def edtf(self) -> str | None:
        """What it means, as EDTF; None where that has no form for it."""
        return None if self.when is None else self.when.text or None

    @property
    def begin_earliest(self) -> int | None:
        """The first day; None where it is open."""
        return None if self.when is None else self.when.begin_earliest

    @property
    def end_latest(self) -> int | None:
        """The last day; None where it is open."""
        return None if self.when is None else self.when.end_latest

    @property
    def earliest(self) -> str | None:
        """The first day, ISO 8601; None where it is open."""
        return None if self.when is None else self.when.span.earliest

    @property
    def latest(self) -> str | None:
        """The last day, ISO 8601; None where it is open."""
        return None if self.when is None else self.when.span.latest


class EntryPlace(NamedTuple):
    """The place of an event, and where it was."""

    id: str
    name: str
    latitude: float | None = None
    """Of the event's own point, where it has one; else of the place."""
    longitude: float | None = None
    own_point: bool = False
    """Whether the point is the event's own."""


class EntryParticipant(NamedTuple):
    """An actor's part; ``source`` is the id of the source that says so, None for the editor."""

    actor: str
    name: str
    role: str
    source: str | None = None
    claim: int | None = None
    """Which of the event's claims says so, from 0; None for the editor."""


class EntryAttribution(NamedTuple):
    """Somebody whom a source reports."""

    actor: str | None
    """The actor's id; None where words say who it is."""
    name: str
    """The actor's name, or the words."""

    @property
    def written(self) -> str:
        """As people wrote it: the id, or the words."""
        return self.actor or self.name


class EntryLink(NamedTuple):
    """Another event that this one hangs together with."""

    kind: str
    event: str
    title: str


class _ClaimTold:
    """What is told of a claim beside what is written of it; the first two in place of that."""

    __slots__ = ()
    date: ClaimedDate | None
    """None where it gives none."""
    according_to: tuple[EntryAttribution, ...]
    """Whom the source reports; none where it speaks in its own voice."""
    title: str
    """Of its source; as the two below."""
    publisher: str | None
    published: str | None
    """EDTF, as written."""
    origins: tuple[str, ...]
    """Ids of the sources that this one goes back to; its own id where it is an origin."""
    origin_names: tuple[str, ...]
    """Their publishers, or else titles, in the same order."""
    told_from: tuple[tuple[str, str], ...]
    """The events that a relative date is told from: the id that it names and the title of each."""
    id: str
    """Its address: ``event/source``, see ``claims.addresses``."""


class _EventTold:
    """What is told of an event beside what is written of it; the first five in place of that."""

    __slots__ = ()
    if TYPE_CHECKING:
        id: str
        title: str
    date: EventDate
    place: EntryPlace | None
    participants: tuple[EntryParticipant, ...]
    """Those whom the editor names, then those whom claims name."""
    claims: "tuple[EntryClaim, ...]"
    links: tuple[EntryLink, ...]
    standing: str
    """``asserted``, ``contested``, ``alleged``, ``expected`` or ``denied``."""
    source_count: int
    origin_count: int
    disputed: tuple[str, ...]
    """What its sources disagree on: ``date``, ``figures:killed`` (and any other measure), ``standing``."""
    in_window: str | None
    """How it lies to the window asked for: ``dated``, ``under way`` or ``perhaps``; None where none is."""

    def __repr__(self) -> str:
        return f"<event {self.id}: {self.date.text}: {self.title!r}>"


if TYPE_CHECKING:

    class EntryClaim(_ClaimTold, Claim):  # type: ignore[misc]
        """What one source says of the event: a claim, its date told in full, and what is told beside it."""

        def __new__(cls, *values: Any, **named: Any) -> Self: ...
        def _replace(self, **named: Any) -> Self: ...

    class Entry(_EventTold, Event):  # type: ignore[misc]
        """One event of a chronology: an event, five of its fields told in full, and what follows from its claims."""

        def __new__(cls, *values: Any, **named: Any) -> Self: ...
        def _replace(self, **named: Any) -> Self: ...

else:
    # A claim and an event have one list of fields each: told, they have these and what is told beside.

    def _told(name: str, record: Any, beside: Any, **defaults: Any) -> Any:
        doc = f"{record.__doc__.splitlines()[0]} {beside.__doc__}"
        names = dict.fromkeys((*record._fields, *beside.__annotations__))
        values = record._field_defaults | defaults
        needed = [each for each in names if each not in values]
        made = namedtuple(name, (*needed, *(each for each in names if each in values)))
        made.__new__.__defaults__ = tuple(values[each] for each in names if each in values)
        return type(name, (beside, made), {"__slots__": (), "__module__": __name__, "__doc__": doc})

    EntryClaim = _told(
        "EntryClaim",
        Claim,
        _ClaimTold,
        title="",
        publisher=None,
        published=None,
        origins=(),
        origin_names=(),
        told_from=(),
        id="",
    )
    Entry = _told(
        "Entry",
        Event,
        _EventTold,
        date=EventDate("undated", None),
        standing="asserted",
        source_count=0,
        origin_count=0,
        disputed=(),
        in_window=None,
    )


class RecordLookup(NamedTuple):
    """The full records behind the entries, for a format that carries them along.

    Each function gives the records of the ids it is handed, and of those alone; all that there are for None.
    """

    sources: Callable[[Collection[str] | None], Iterable[Source]]
    actors: Callable[[Collection[str] | None], Iterable[Actor]]
    places: Callable[[Collection[str] | None], Iterable[Place]]
    terms: Callable[[], Iterable[Term]]
    """All that the vocabularies have beside what is built in."""
    unused: Callable[[], tuple[list[str], list[str], list[str]]] | None = None
    """Ids of the sources, actors and places that no event names itself; None where not all events are told."""


class More(NamedTuple):
    """How many further events there are."""

    least: int
    """At least so many; 1 where counting would take long."""
    is_all: bool
    """Whether there are no more than that."""


class Chronology(NamedTuple):
    """A query and its answer, ready to be written in any format.

    ``entries`` is a one-pass stream in chronological order, undated events last. ``sources`` gives
    the sources of the ids it is handed and all that they derive from, keyed by id; it is called
    once, after the entries.
    """

    title: str
    query: str
    """The query in words: "20 to 30 September 2020; actor Mike Pompeo"."""
    made_on: str
    """The day it was made, ISO 8601."""
    entries: Iterable[Entry]
    sources: Callable[[Iterable[str]], dict[str, Source]]
    under_way: Iterable[Entry] = ()
    """Where the query has a window, and the answer is for people: what had begun before it or went on after it, and
    certainly was going on then; told apart, after the others. Formats for programs get all events in ``entries``."""
    perhaps: Iterable[Entry] = ()
    """Likewise, after these: what only may have been then, where it is to be told."""
    perhaps_besides: Callable[[], More | None] = lambda: None
    """Once the others have been told: how many only may have been then, where these are to be counted alone."""
    records: RecordLookup | None = None
    """Where the file is to be read back without loss."""
    window: tuple[int | None, int | None] | None = None
    """The first and the last day that were asked for, both included, None being open; None where no days were."""
    matched: Collection[str] = frozenset()
    """Ids of the events of the database that are told with others that are the same, by decision."""
    change: int | None = None
    """The newest change of the database that it was made from; None where nothing has been changed yet, or where the
    query says when it stood so."""
