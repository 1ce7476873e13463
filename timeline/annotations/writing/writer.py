"""Records to annotation files that load back equal."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from timeline.annotations.reading import based_on as based
from timeline.annotations.reading.files import DUMP_MARK, yaml_files
from timeline.annotations.writing.yaml_text import Tree, yaml_lines
from timeline.domain.claims.figures import figure_text
from timeline.domain.records import Event, Figure, Match, RecordSet, Term, fields_of
from timeline.errors import TimelineError
from timeline.whole_files import folder_beside, give_rights_of, held_mark, remove_strays, sync_folder

FIRST_LINE = "# Written by `timeline dump`, which replaces this file when it writes here again."
_MARK_SAYS = "`timeline dump` was replacing the files of this folder; if it is no longer at work, run it again.\n"
_BASED_ON_SAYS = (
    "# The newest change of the database when this was written. By it `timeline load` tells what you have edited here",
    "# from what others have changed there meanwhile: keep this file with the others.",
)
MOST_EVENTS = 20_000
"""Events in one file; more go into further parts."""


def write_folder(
    records: RecordSet, folder: Path, year_of: Callable[[str], str], based_on: str | None = None
) -> list[Path]:
    """Writes records as annotation files into a folder, made if need be; gives the files.

    ``year_of`` tells under which year (or ``undated``) an event's id is filed. Records keep the order
    of their mappings. ``based_on``: the value of that key, where the records are a database's.
    Files of an earlier dump are replaced, and removed where they have no successor; all are written beside before
    the first is replaced, and a run that is killed among them leaves a mark (DUMP_MARK) with which a folder is not
    loaded.

    Raises TimelineError where the folder holds YAML files that no dump wrote, where it cannot be
    written, or where a claim has two figures of one measure, which a file cannot hold.
    """
    try:
        _earlier_files(folder)
        is_new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return _replace(folder, dict(_files(records, year_of, based_on)))
        except BaseException:
            if is_new:
                with suppress(OSError):  # unless somebody has put something there
                    folder.rmdir()
            raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TimelineError(f"{folder} cannot be written: {reason}") from error


def record_lines(kind: str, record: Any) -> Iterator[str]:
    """The lines of an annotation file that holds one record, of any kind, and no other."""
    if kind == "match":
        return yaml_lines({"matches": [_match(record)]})
    if kind == "term":
        return yaml_lines({"vocabulary": _vocabulary([record])})
    return _section_lines(f"{kind}s", [record], _event if kind == "event" else _tree)


def is_free(folder: Path) -> bool:
    """Whether there is nothing of anybody's: no folder, an empty one, or one that a killed run has left half-written.

    What killed runs have left beside is taken away.
    """
    if not folder.is_dir():
        return not os.path.lexists(folder)
    remove_strays(folder)
    return os.path.lexists(folder / DUMP_MARK) or not any(folder.iterdir())


def _earlier_files(folder: Path) -> list[Path]:
    """The files that an earlier dump wrote here; all that a load of this folder would read is one."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        raise TimelineError(f"{folder} is a file: name a folder to write to")
    found = list(yaml_files(folder))
    for file in found:
        is_ours = False
        if file.parent == folder and file.is_file() and not file.is_symlink():
            with file.open("rb") as opened:
                is_ours = opened.readline(len(FIRST_LINE) + 2).strip() == FIRST_LINE.encode()
        if not is_ours:
            raise TimelineError(f"{file} was not written by a dump to this folder: choose an empty folder")
    return found


def _replace(folder: Path, contents: Mapping[str, Iterable[str]]) -> list[Path]:
    """Writes all files aside, then moves them to their places; while they move, a mark keeps loads away.

    The folder itself stays, with its rights and with all in it that no dump wrote: people keep theirs in git.
    """
    remove_strays(folder)
    with folder_beside(folder, "dump") as aside:
        for name, lines in contents.items():
            with (aside / name).open("x", encoding="utf-8", newline="\n") as opened:
                opened.writelines(f"{line}\n" for line in (FIRST_LINE, *lines))
                opened.flush()
                os.fsync(opened.fileno())
        with held_mark(folder / DUMP_MARK, _MARK_SAYS):
            earlier = _earlier_files(folder)  # another dump may have come first
            for name in contents:
                give_rights_of(folder / name, aside / name)
                (aside / name).replace(folder / name)
            written = [folder / name for name in contents]
            for stale in set(earlier) - set(written):
                stale.unlink()
            sync_folder(folder)
    return written


def _files(
    records: RecordSet, year_of: Callable[[str], str], based_on: str | None
) -> Iterator[tuple[str, Iterable[str]]]:
    if based_on is not None:
        yield based.FILE, (*_BASED_ON_SAYS, f"{based.KEY}: {based_on}")
    if records.terms:
        yield "vocabulary.yaml", yaml_lines({"vocabulary": _vocabulary(records.terms.values())})
    sections: tuple[tuple[str, Mapping[str, Any], Callable[[Any], dict[str, Tree]]], ...] = (
        ("sources", records.sources, _tree),
        ("actors", records.actors, _tree),
        ("places", records.places, _tree),
        ("questions", records.questions, _tree),
    )
    for section, by_id, as_tree in sections:
        if by_id:
            yield f"{section}.yaml", _section_lines(section, by_id.values(), as_tree)
    if records.matches:
        yield "matches.yaml", yaml_lines({"matches": [_match(each) for each in records.matches.values()]})
    for name, events in _by_year(records.events, year_of):
        yield name, _section_lines("events", events, _event)


def _by_year(events: Mapping[str, Event], year_of: Callable[[str], str]) -> Iterator[tuple[str, list[Event]]]:
    years: dict[str, list[Event]] = {}
    for event in events.values():
        years.setdefault(year_of(event.id), []).append(event)
    for year, found in years.items():
        if not re.fullmatch("[A-Za-z0-9+-]+", year):
            raise ValueError(f"{year!r} is no year to name a file after")
        remaining = iter(found)
        part = 1
        while chunk := list(islice(remaining, MOST_EVENTS)):
            yield f"events-{year}{f'-part{part}' if part > 1 else ''}.yaml", chunk
            part += 1


def _section_lines(section: str, records: Iterable[Any], as_tree: Callable[[Any], dict[str, Tree]]) -> Iterator[str]:
    yield f"{section}:"
    for record in records:
        yield from yaml_lines({record.id: as_tree(record)}, "  ")


def _vocabulary(terms: Iterable[Term]) -> dict[str, Tree]:
    found: dict[str, dict[str, Tree]] = {"types": {}, "roles": {}, "measures": {}}
    for term in terms:
        found[term.kind][term.term] = term.meaning
    return {kind: meanings for kind, meanings in found.items() if meanings}


def _tree(record: Any, *apart: str) -> dict[str, Tree]:
    """The keys of a record in the order of its fields, those that nobody has set left out."""
    found: dict[str, Tree] = {}
    for field in fields_of(record):
        value = getattr(record, field.name)
        if value is not None and value != field.default and field.name not in ("id", *apart):
            found[field.name] = _WRITE.get(field.kind.name, str)(value)
    return {key: value for key, value in found.items() if value}


def _match(match: Match) -> dict[str, Tree]:
    return {match.kind: match.events} | _tree(match, "kind", "events")


def _event(event: Event) -> dict[str, Tree]:
    try:
        found = _tree(event, "latitude", "longitude")
    except _SecondFigure as error:
        what = f"a claim of event {event.id} has two figures for {error}"
        raise TimelineError(f"{what}: give one of them another measure") from None
    if event.place is not None and event.latitude is not None and event.longitude is not None:
        point = {"latitude": _degrees(event.latitude), "longitude": _degrees(event.longitude)}
        found["place"] = {"id": event.place, **point}
    return found


class _SecondFigure(ValueError):
    """A claim has two figures of this measure."""


def _figures(figures: Iterable[Figure]) -> dict[str, Tree]:
    found: dict[str, Tree] = {}
    for figure in figures:
        if figure.measure in found:
            raise _SecondFigure(figure.measure)
        found[figure.measure] = figure_text(figure)
    return found


def _degrees(number: float) -> str:
    if number == int(number):
        return str(int(number))
    text = repr(float(number))
    # Less than a hair's breadth: repr alone would write it with an exponent.
    return f"{number:.{int(text.partition('e-')[2]) + 17}f}".rstrip("0") if "e-" in text else text


def _one_or_more(texts: Sequence[str]) -> Tree:
    return texts[0] if len(texts) == 1 else texts


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, Tree]:
    """A map of the first of each pair to the second, or to a list where there are several."""
    groups: dict[str, list[str]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: _one_or_more(values) for key, values in groups.items()}


_WRITE: Mapping[str, Callable[[Any], Tree]] = {
    "texts": lambda texts: texts,
    "tags": lambda tags: tags,
    "former ids": lambda ids: ids,
    "attributions": _one_or_more,
    "latitude": _degrees,
    "longitude": _degrees,
    "derivations": _grouped,
    "participants": _grouped,
    "links": _grouped,
    "conditions": _grouped,
    "figures": _figures,
    "memberships": lambda memberships: [_tree(each) for each in memberships],
    "claims": lambda claims: [_tree(each) for each in claims],
}
"""How the values of a kind are written; those of other kinds as texts."""
