"""The datasets between which pairs are looked for, or within which one."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from timeline.domain.words.near_names import did_you_mean
from timeline.errors import UnknownName, UsageFault
from timeline.problems import listed, quoted
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.duplicates.imported import has_beginning, imported_as, imported_beginnings

WRITTEN = "written"
"""What no import has written."""
_STORIES = "timelinejs"


class Datasets(NamedTuple):
    """Of which events pairs are looked for."""

    names: tuple[str, ...]
    """The datasets, by how the ids of their events begin; ``written``: what people wrote."""
    side_of: Callable[[str], int | None]
    """Of which of them the event of an id is, by its number; None: of none."""


def across(reader: Reader, wanted: Sequence[str]) -> Datasets:
    """Two datasets, or without names all that there are. Raises UnknownName, and UsageFault for one alone."""
    imported = imported_beginnings(reader)
    stories = imported_as(reader, _STORIES)
    if not wanted:
        names = [*sorted(imported), *([_STORIES] if stories else []), WRITTEN]
        if len(names) < 2:
            what = "nothing here was imported, so there are no two datasets to compare"
            raise UsageFault(f"{what}: name two beginnings of ids (ucdp acled), or leave it out to compare all events")
        return Datasets(tuple(names), _sides(names, imported, stories))
    if len(wanted) != 2 or wanted[0] == wanted[1]:
        found = f"found {listed([quoted(each) for each in wanted])}"
        raise UsageFault(f"two datasets are compared across, {found}: name two, or none for all that were imported")
    for name in wanted:
        _check(reader, name, imported, stories)
    return Datasets(tuple(wanted), _sides(wanted, imported, stories))


def within(reader: Reader, name: str) -> Datasets:
    """One dataset. Raises UnknownName."""
    imported, stories = imported_beginnings(reader), imported_as(reader, _STORIES)
    _check(reader, name, imported, stories)
    return Datasets((name,), _sides([name], imported, stories))


def _check(reader: Reader, name: str, imported: Collection[str], stories: set[str]) -> None:
    known = [*sorted(imported), *([_STORIES] if stories else []), WRITTEN]
    if name in known or has_beginning(reader, name):
        return
    hint = did_you_mean(name, known) or f"there is {listed(known)}"
    raise UnknownName(f"no event's id begins with {quoted(name + '-')}, and no import is called so: {hint}")


def _sides(names: Sequence[str], imported: Collection[str], stories: set[str]) -> Callable[[str], int | None]:
    """By id, the number of the dataset whose name is the longest that it begins with."""
    numbers = {name: number for number, name in enumerate(names)}
    # What an import has written is not what people wrote, whichever datasets are asked for.
    beginnings = sorted({*names, *imported} - {WRITTEN, _STORIES}, key=len, reverse=True)
    heads = tuple((f"{each}-", numbers.get(each)) for each in beginnings)

    def side_of(event_id: str) -> int | None:
        for head, number in heads:
            if event_id.startswith(head):
                return number
        return numbers.get(_STORIES if event_id in stories else WRITTEN)

    return side_of
