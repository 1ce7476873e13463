"""The question that is put to a timeline, as a frozen value."""

from typing import NamedTuple


class EventQuery(NamedTuple):
    """Which events are wanted; every part narrows the answer, and a part left out does not.

    Ids are those of records (names have been resolved). Days count in the proleptic Gregorian
    calendar; both ends are included, None is open.
    """

    from_day: int | None = None
    to_day: int | None = None
    from_second: int | None = None
    """Seconds after the midnight of ``from_day``; an event without a time may have been before or after."""
    to_second: int | None = None
    """Of ``to_day``, itself included; None: to the day's end."""
    certain: bool = False
    """Only events that must have happened in the window: every span lies inside."""
    inside: bool | None = None
    """True: only events of which some span lies inside the window (some source puts them there);
    False: only the others that may have happened in it; None: both."""
    actors: tuple[tuple[str, ...], ...] = ()
    """All of these must take part; each is met by any one of its ids."""
    roles: tuple[str, ...] = ()
    """The actors asked for (or, where none is, any actor) in one of these roles."""
    with_members: bool = False
    """A group is also met by its members, in events that may fall within their membership."""
    place: str | None = None
    """The place, or one that lies within it."""
    type: str | None = None
    """``consult`` also finds ``consult/phone``."""
    sources: tuple[str, ...] | None = None
    """Some claim is of one of these sources, or of one that derives from them."""
    tags: tuple[str, ...] = ()
    """All of these."""
    text: str | None = None
    """As typed; see ``domain.search_words``. Words of title, summary, note, or of the names of who took part and of
    the place."""
    disputed: bool = False
    undated: bool = False
    standings: tuple[str, ...] = ()
    as_of: int | None = None
    """Only what had been published by the end of this day."""
    limit: int | None = None
    offset: int = 0
    reverse: bool = False

    @property
    def has_window(self) -> bool:
        """Whether the question is put to some stretch of time."""
        return self.from_day is not None or self.to_day is not None
