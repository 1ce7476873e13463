"""Finding and opening annotation files."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

from timeline import __version__
from timeline.annotations.reading.nodes import LARGEST_FILE
from timeline.pipes import read_bytes
from timeline.problems import Problem
from timeline.whole_files import is_held

_FORM = 1
"""To be raised where files come to mean something else within a release."""
SUFFIXES = (".yaml", ".yml")
_IMPORTED = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
"""Of files that other tools write."""
DUMP_MARK = ".dump-unfinished"
"""Stands in a folder while a dump puts its files in their places, and stays where it is killed."""


def find_files(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """The annotation files that the paths name, each once, and what is wrong with the paths.

    A folder stands for all in it, at any depth, in natural order (part2 before part10); what is
    hidden is left out. Paths stay as they were given: relative ones relative.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            files = list(_files_at(path))
        except _UnusableError as error:
            problems.append(Problem(str(path), 0, str(error)))
            continue
        for file in files:
            found.setdefault(os.path.realpath(file), file)
    halves = {}
    for folder in dict.fromkeys(file.parent for file in found.values()):
        message = unfinished(folder)
        if message is not None:
            halves[folder] = Problem(str(folder), 0, message)
    # What else is wrong with such a folder follows from that.
    return [file for file in found.values() if file.parent not in halves], [*problems, *halves.values()]


def yaml_files(folder: Path) -> Iterator[Path]:
    """The YAML files in a folder and in those within it, in natural order; hidden ones are left out.

    Raises OSError where a folder cannot be listed.
    """

    def fail(error: OSError) -> None:
        raise error

    found = []
    for parent, folders, names in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in _yaml_names(names)]
    yield from sorted(found, key=_natural_order)


def read_content(file: Path) -> bytes:
    """A file's bytes. Raises ValueError, with a message in one line, where they cannot be had."""
    try:
        content = read_bytes(file, LARGEST_FILE + 1)
    except OSError as error:
        raise _UnusableError(_reason(error)) from None
    if len(content) > LARGEST_FILE:
        raise _UnusableError(_too_large())
    return content


def unfinished(folder: Path) -> str | None:
    """Why the files of a folder are not one whole: a dump is replacing them, or was cut off; else None."""
    mark = folder / DUMP_MARK
    if not os.path.lexists(mark):
        return None
    if is_held(mark):
        return "a dump is being written to this folder: load it when that is done"
    return (
        "a dump to this folder was cut off, so its files are of two dumps: repeat it (`timeline dump`), "
        f"or see to the files yourself and remove {DUMP_MARK}"
    )


def digest_of(content: bytes) -> str:
    """Tells a file's content, as this release reads it, from any other: equal digests, equal records."""
    return f"{__version__}:{_FORM}:{blake2b(content, digest_size=20).hexdigest()}"


class _UnusableError(ValueError):
    """A path cannot be read; the message says why."""


def _files_at(path: Path) -> Iterator[Path]:
    try:
        if path.is_dir():
            files = list(yaml_files(path))
            if not files:
                raise _UnusableError("no annotation file (.yaml or .yml) in this folder")
            yield from files
            return
        path.stat()
    except OSError as error:
        raise _UnusableError(_reason(error)) from None
    if path.suffix.lower() not in SUFFIXES and path.is_file():
        raise _UnusableError(_other_kind(path))
    yield path


def _other_kind(path: Path) -> str:
    if path.suffix.lower() in _IMPORTED:
        return f"not an annotation file (.yaml or .yml): take it in with `timeline import {path}`"
    return "not an annotation file: its name ends in .yaml or .yml"


def _yaml_names(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name.lower().endswith(SUFFIXES) and not name.startswith("."))


def _natural_order(file: Path) -> list[tuple[list[str | int], str]]:
    """Digits compare as numbers; the suffix comes last, so that 2020 stands before 2020-part2."""
    parts = [*file.parts[:-1], file.stem]
    return [
        ([int(piece) if piece.isdecimal() else piece for piece in re.split("([0-9]+)", part)], part) for part in parts
    ]


def _too_large() -> str:
    return f"the file is larger than {LARGEST_FILE // 1024 // 1024} MiB: split it"


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "not readable: permission denied"
    return f"not readable: {(error.strerror or str(error)).lower()}"
