"""The list of sources at the end of a chronology: numbered as first cited, each with its lineage."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from timeline.domain.dates.prose import in_words
from timeline.domain.records import Source
from timeline.views.sentences import inline, plain

_RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""The Admiralty scale (NATO AJP-2.1) in words."""

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

    def told(self, look_up: LookUp) -> Iterator[SourceLine]:
        """Every cited source in words, in order of first citation; looked up some at a time, for there may be many.

        ``look_up`` gives the sources of some ids, with all that they derive from; raises KeyError where it
        leaves one out.
        """
        waiting = iter(self.numbers.items())
        while cited := dict(islice(waiting, _SOURCES_AT_A_TIME)):
            sources = look_up(cited)
            for id_, number in cited.items():
                yield self._told(number, sources[id_], sources)

    def _told(self, number: int, source: Source, sources: Mapping[str, Source]) -> SourceLine:
        return SourceLine(
            number=number,
            id=source.id,
            text=_described(source, in_full=True),
            addresses=_addresses(source),
            derived_from=self._lineage(source, sources, {source.id}),
        )

    def _lineage(self, source: Source, sources: Mapping[str, Source], told: set[str]) -> tuple[Lineage, ...]:
        """What the source derives from; ``told`` are those named already, so that no circle is walked."""
        lines = []
        for how, id_ in source.derived_from:
            other = sources[id_]
            text = f"{how} {_described(other, in_full=False)}"
            number = self.numbers.get(id_)
            if number is not None:
                text += f" (source {number})"
            if not other.derived_from:
                text += "; its origin"
            follow = number is None and id_ not in told
            told.add(id_)
            lines.append(
                Lineage(
                    text=text,
                    addresses=_addresses(other) if follow else (),
                    derived_from=self._lineage(other, sources, told) if follow else (),
                )
            )
        return tuple(lines)


def _described(source: Source, *, in_full: bool) -> str:
    """Publisher, author, title and date; in full with the day of access and the reliability."""
    parts = [inline(part) for part in (source.publisher, source.author) if part]
    parts.append(f"“{inline(source.title)}”")
    if source.published:
        parts.append(in_words(source.published))
    elif in_full:
        parts.append("date not known")
    if in_full and source.accessed:
        parts.append(f"accessed {in_words(source.accessed)}")
    text = ", ".join(parts)
    if in_full and source.reliability:
        text += f" ({_RELIABILITY[source.reliability]})"
    return text


def _addresses(source: Source) -> tuple[tuple[str, str], ...]:
    given = (("Address", source.url), ("Archived", source.archive_url))
    return tuple((label, plain(address)) for label, address in given if address)
