"""Pairs of events that may be one, best first; it decides nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from timeline.actions.answer import open_query
from timeline.actions.asking.knowledge import Knowledge
from timeline.actions.duplicates.datasets import Datasets, across, within
from timeline.actions.duplicates.left_aside import Decided, PartsWritten
from timeline.domain.chronology import Entry
from timeline.domain.duplicates.blocks import PairsLeftOut
from timeline.domain.duplicates.pairs import Pair, Pairs, find_pairs
from timeline.domain.duplicates.same_words import Rarity
from timeline.domain.duplicates.scoring import LEAST, scored
from timeline.domain.duplicates.traits import Traits
from timeline.errors import UsageFault
from timeline.query import KEYWORDS, Request, Spelling
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.duplicates.imported import imported_among
from timeline.storage.reading.duplicates.traits_read import word_rarity
from timeline.storage.reading.finding.place_in_list import Key
from timeline.views.findings.duplicates_told import reasons

_TOLD_AT_A_TIME = 500
_FEWEST_PARTS = 2
"""An event that may hold so many others is proposed as their whole; with one other it is taken for the same."""


class DuplicatesRequest(NamedTuple):
    """Which pairs are asked for."""

    events: Request
    """A pair is found where both of its events are."""
    across: tuple[str, ...] | None = None
    """Two datasets, or () for all: only pairs of two of them; None: any."""
    within: str | None = None
    """One dataset: only pairs of events of it."""
    least: float = LEAST
    """The lowest score, 0 to 1."""
    limit: int | None = None
    """At most so many pairs, the best."""
    offset: int = 0
    """Leave out so many of the best."""
    most_events: int | None = None
    """Only so many events are looked at, the first of the list; None: all."""


class Duplicate(NamedTuple):
    """Two events that may be one."""

    score: float
    """0 to 1; see docs/duplicates.md."""
    first: Entry
    """That which would be told, were they the same: what people wrote before what was imported, then the one with
    more sources, then the one that comes first in lists."""
    second: Entry
    reasons: tuple[str, ...]
    """In words, in the order of date, place, actors, type, figures, words."""
    agreement: Mapping[str, float | None]
    """By part of the score (date, place, actors, type, words, figures) from 0 to 1; None where one does not say."""
    whole: str | None = None
    """The id of the one that several others may be parts of, as a day has its attacks; None where they may be one."""


class Duplicates(NamedTuple):
    """What was found."""

    pairs: list[Duplicate]
    """Best first."""
    found: int
    """How many pairs there are of this score or a higher one, those that were not asked for included."""
    compared: int
    """How many events were compared."""
    not_compared: int
    """How many were not, for they have no date, or one without a beginning."""
    decided: int
    """How many pairs are left out because somebody has decided on them."""
    linked: int
    """How many are left out because one is written to be a part of the other."""
    left_out: PairsLeftOut
    """What was not compared because too many events are of one place and day."""
    is_all: bool
    """Whether all events that the filters find were looked at."""
    datasets: tuple[str, ...] = ()
    """Those compared, where some were asked for."""
    notes: tuple[str, ...] = ()
    """Lines to be said beside it."""


def check(asked: DuplicatesRequest, spelling: Spelling = KEYWORDS) -> None:
    """Raises UsageFault for what cannot be asked."""
    if asked.across is not None and asked.within is not None:
        raise UsageFault(f"{spelling.name('across')} and {spelling.name('within')}: give one of them")
    if not 0 <= asked.least <= 1:
        raise UsageFault(f"{spelling.name('least')} is a score from 0 to 1, found {asked.least:g}")
    if asked.events.undated:
        raise UsageFault(
            f"{spelling.name('undated')} finds what has no date, and by dates events are compared: leave it out"
        )


def find_duplicates(database: Database, asked: DuplicatesRequest, *, time_limit: float | None = None) -> Duplicates:
    """The pairs that are asked for, best first.

    ``time_limit``: as of ``Database.reading``. Raises UsageFault, UnknownName for a dataset that is none, and what
    ``answer`` raises.
    """
    check(asked)
    with open_query(database, asked.events, time_limit) as (moment, known, query, notes):
        datasets = _datasets(moment.reader, asked)
        rarity = word_rarity(moment.reader)
        most = None if asked.most_events is None else asked.most_events + 1
        looked_at = _First(known.traits(query, most), asked.most_events)
        side_of = None if datasets is None else datasets.side_of
        found = find_pairs(looked_at, rarity, asked.least, side_of, is_across=asked.across is not None)
        decided = Decided(moment.authored.matches())
        parts = PartsWritten(found.parts_of, moment.authored, decided.groups)
        left = [(pair, decided.on(pair), parts.has(pair)) for pair in found.pairs]
        pairs = [pair for pair, is_decided, is_linked in left if not (is_decided or is_linked)]
        end = None if asked.limit is None else asked.offset + asked.limit
        wanted = pairs[asked.offset : end]
        return Duplicates(
            list(_told(moment.reader, known, wanted, found, rarity)),
            found.found - (len(left) - len(pairs)),
            found.compared,
            found.not_compared,
            sum(is_decided for _, is_decided, _ in left),
            sum(is_linked and not is_decided for _, is_decided, is_linked in left),
            found.left_out,
            looked_at.is_all,
            () if datasets is None else datasets.names,
            (*notes, *_not_kept(found)),
        )


def _datasets(reader: Reader, asked: DuplicatesRequest) -> Datasets | None:
    if asked.across is not None:
        return across(reader, asked.across)
    return None if asked.within is None else within(reader, asked.within)


class _First:
    """The first of some events, and whether there were more."""

    def __init__(self, events: Iterable[Traits], most: int | None) -> None:
        self._events = iter(events)
        self._most = most
        self.is_all = True

    def __iter__(self) -> Iterator[Traits]:
        if self._most is None:
            yield from self._events
            return
        yield from islice(self._events, self._most)
        self.is_all = next(self._events, None) is None


def _not_kept(found: Pairs) -> tuple[str, ...]:
    if found.found <= len(found.pairs):
        return ()
    return (f"{found.found:,} pairs score so high: the best {len(found.pairs):,} are kept",)


def _told(reader: Reader, known: Knowledge, pairs: Sequence[Pair], found: Pairs, rarity: Rarity) -> Iterator[Duplicate]:
    for start in range(0, len(pairs), _TOLD_AT_A_TIME):
        some = pairs[start : start + _TOLD_AT_A_TIME]
        keys = [Key(*key) for key in dict.fromkeys(key for pair in some for key in (pair.first, pair.second))]
        entries = {entry.id: entry for entry in known.told(keys)}
        traits = {each.id: each for each in known.traits_of(keys)}
        imported = imported_among(reader, [key.id for key in keys])
        for pair in some:
            ids = [pair.first[2], pair.second[2]]
            # What people wrote is told first, then what has more sources; else the order of lists stays.
            ids.sort(key=lambda each: (each in imported, -entries[each].source_count))
            yield _duplicate(pair, [entries[each] for each in ids], [traits[each] for each in ids], found, rarity)


def _duplicate(
    pair: Pair, entries: Sequence[Entry], traits: Sequence[Traits], found: Pairs, rarity: Rarity
) -> Duplicate:
    first, second = entries
    one, other = traits
    agreement = scored(one, other, rarity).agreement
    names = {part.actor: part.name for entry in entries for part in entry.participants}
    is_whole = pair.whole is not None and found.wholes[pair.whole] >= _FEWEST_PARTS
    return Duplicate(
        round(pair.score, 3),
        first,
        second,
        reasons(one, other, agreement, names, rarity),
        {part: None if each is None else round(each, 3) for part, each in agreement.items()},
        pair.whole if is_whole else None,
    )
