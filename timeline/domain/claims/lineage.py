"""Where a source has its content from: W3C PROV's *derived from*, followed to its origins."""

from collections.abc import Iterable, Mapping

from timeline.domain.records import Source

DATASET = "dataset"
"""The kind of a source that codes what other sources say."""


def lineage(source_id: str, sources: Mapping[str, Source]) -> list[str]:
    """The source itself and all that it derives from, nearest first; a circle is walked once."""
    found = [source_id]
    for each in found:
        source = sources.get(each)
        for derivation in source.derived_from if source else ():
            if derivation.source not in found:
                found.append(derivation.source)
    return found


def origins(source_id: str, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The ids of the sources where the lineage ends, sorted; its own id where it derives from none.

    In a circle, which checking refuses, the source counts as its own origin.
    """
    roots = [each for each in lineage(source_id, sources) if each not in sources or not sources[each].derived_from]
    return tuple(sorted(roots)) or (source_id,)


def count_origins(
    source_ids: Iterable[str],
    sources: Mapping[str, Source],
    known: dict[str, tuple[str, ...]] | None = None,
) -> int:
    """How many origins several sources have between them: two copies of one wire story have one.

    A dataset codes what others have said: where any of those is there as well, it is no origin of its own.
    ``known`` remembers origins from one call to the next.
    """
    remembered = {} if known is None else known
    said: set[str] = set()
    coded: set[str] = set()
    for source_id in source_ids:
        found = remembered.get(source_id)
        if found is None:
            found = remembered[source_id] = origins(source_id, sources)
        for origin in found:
            (coded if _is_dataset(origin, sources) else said).add(origin)
    return len(said or coded)


def _is_dataset(source_id: str, sources: Mapping[str, Source]) -> bool:
    source = sources.get(source_id)
    return source is not None and source.kind == DATASET
