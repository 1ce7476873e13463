"""A source that takes its content from one that came out later."""

from collections.abc import Iterable, Iterator, Mapping

from timeline.domain.conflicts.conflict import Contradiction, SideTaken, Stated, TakenFrom
from timeline.domain.dates.when import When
from timeline.domain.dates.written import written
from timeline.domain.records import Source


def from_later(sources: Iterable[Source], known: Mapping[str, Source]) -> Iterator[Contradiction]:
    """Of these sources, those that derive from one that certainly came out more than a day later.

    A day is left for clocks that differ. ``known``: the sources that they derive from.
    """
    for source in sources:
        for derivation in source.derived_from:
            other = known.get(derivation.source)
            mine, theirs = _published(source), None if other is None else _published(other)
            if other is None or mine is None or theirs is None:
                continue
            if mine.end_latest is None or theirs.begin_earliest is None or theirs.begin_earliest <= mine.end_latest + 1:
                continue
            vague = any(each.approximate or each.uncertain for each in (mine, theirs))
            derived = TakenFrom(
                source.id, source.publisher or source.title, source.published,
                derivation.how,
                other.id, other.publisher or other.title, other.published,
            )  # fmt: skip
            side = SideTaken((Stated(derived=derived),))
            yield Contradiction("publication", "hardly" if vague else "cannot", (side,))


def _published(source: Source) -> When | None:
    return None if source.published is None else written(source.published).when()
