"""The list of sources at the end of a chronology: numbered as first cited, each with its lineage."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from timeline.domain.records import Source
from timeline.views.records.sources_told import addresses_told, derivation_told, source_told

_SOURCES_AT_A_TIME = 500
LookUp = Callable[[Iterable[str]], Mapping[str, Source]]


@dataclass(frozen=True, slots=True)
class Lineage:
    """A source that another derives from, and what it derives from itself."""

    text: str
    """How, and from what: "republishes The Gazette, “Title”, 2 May 2031; its origin"."""
    addresses: tuple[tuple[str, str], ...]
    derived_from: "tuple[Lineage, ...]"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A cited source in words."""

    number: int
    id: str
    text: str
    """All that is known of it, with the day of access and the reliability."""
    cited: str
    """What a citation in full has of it: publisher, author, title and date."""
    addresses: tuple[tuple[str, str], ...]
    """(label, address): not checked, and not always of the web."""
    derived_from: tuple[Lineage, ...]


class Citations:
    """The sources cited so far: ``numbers`` from 1 by id, in order of first citation."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def cite(self, source_id: str) -> tuple[int, bool]:
        """The number of a source, and whether it is cited for the first time."""
        first = source_id not in self.numbers
        return self.numbers.setdefault(source_id, len(self.numbers) + 1), first

    def lines(self, look_up: LookUp) -> Iterator[SourceLine]:
        """Every cited source in words, in order of first citation; looked up some at a time, for there may be many.

        ``look_up`` gives the sources of some ids, with all that they derive from; raises KeyError where it
        leaves one out.
        """
        waiting = iter(self.numbers.items())
        while cited := dict(islice(waiting, _SOURCES_AT_A_TIME)):
            sources = look_up(cited)
            for id_, number in cited.items():
                yield self._line(number, sources[id_], sources)

    def _line(self, number: int, source: Source, sources: Mapping[str, Source]) -> SourceLine:
        return SourceLine(
            number=number,
            id=source.id,
            text=source_told(source, in_full=True),
            cited=source_told(source, in_full=False),
            addresses=addresses_told(source),
            derived_from=self._lineage(source, sources, {source.id}),
        )

    def _lineage(self, source: Source, sources: Mapping[str, Source], named: set[str]) -> tuple[Lineage, ...]:
        """What the source derives from; ``named`` are those told of already, so that no circle is walked."""
        lines = []
        for how, id_ in source.derived_from:
            other = sources[id_]
            number = self.numbers.get(id_)
            follow = number is None and id_ not in named
            named.add(id_)
            lines.append(
                Lineage(
                    text=derivation_told(how, other, number),
                    addresses=addresses_told(other) if follow else (),
                    derived_from=self._lineage(other, sources, named) if follow else (),
                )
            )
        return tuple(lines)
