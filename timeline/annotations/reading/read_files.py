"""Annotation files to records, and all that is wrong with the files."""

import os.path
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from timeline.annotations.reading.based_on import FILE, KEY, BasedOn, read_based_on
from timeline.annotations.reading.file_shape import ENTRIES
from timeline.annotations.reading.files import digest_of, find_files, read_content
from timeline.annotations.reading.match_section import read_matches
from timeline.annotations.reading.nodes import Document, Map, Value, read_document
from timeline.annotations.reading.records_built import BUILDERS
from timeline.annotations.reading.repair import has_blank, repaired
from timeline.annotations.reading.shape_faults import (
    Owner,
    coordinate_mistake,
    entry_problems,
    found_in_words,
    id_mistake,
    not_a_section,
)
from timeline.annotations.reading.terms import read_vocabulary
from timeline.annotations.reading.where import SECTION_OF, Where
from timeline.domain.records import Match, RecordSet, Term
from timeline.problems import Problem

_KIND_OF = {section: kind for kind, section in SECTION_OF.items()}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files hold.

    Where ``problems`` is not empty the records are partly known: good for further checks, not for
    loading. A record with a mistake in it is there, without what is wrong.
    """

    records: RecordSet
    problems: list[Problem]
    """Sorted by path and line."""
    where: Where
    files: Mapping[str, Mapping[str, Set[str]]]
    """By the digest of each file that was read, the ids of what it defines by kind, as ``by_kind`` has them."""
    based_on: BasedOn | None
    """What the folder is based on; of several, which are based on the same, the first."""
    known: list[str]
    """The digests of files that were not read, for they are known; one a file, also where several are alike."""


def read_paths(paths: Sequence[Path], known: Container[str] = ()) -> Reading:
    """Reads files and folders as one whole; all problems of all files come back at once.

    Files whose digest is ``known`` are not read. References between records are not looked at here: see ``checks``.
    """
    files, problems = find_files(paths)
    reader = _Reader(known, {path for path in paths if os.path.isdir(path)})
    reader.problems += problems
    reader.where.complete = not problems
    for file in files:
        reader.read(file)
    return Reading(
        reader.records(), sorted(set(reader.problems)), reader.where, reader.files, reader.based_on, reader.known
    )


class _Reader:
    """Gathers the records of one file after another."""

    def __init__(self, known: Container[str], folders: Set[Path]) -> None:
        self.problems: list[Problem] = []
        self.where = Where()
        self.files: dict[str, dict[str, set[str]]] = {}
        self.based_on: BasedOn | None = None
        self.known: list[str] = []
        self._folders = folders
        self._is_known = known.__contains__
        self._defined: dict[str, set[str]] = {}
        self._terms: dict[tuple[str, str], Term] = {}
        self._matches: dict[str, Match] = {}
        self._records: dict[str, dict[str, Any]] = {section: {} for section in ENTRIES}

    def records(self) -> RecordSet:
        return RecordSet(**self._records, terms=self._terms, matches=self._matches)

    def read(self, file: Path) -> None:
        """Reads one file; what is wrong with it does not keep the others from being read."""
        path = str(file)
        try:
            content = read_content(file)
        except ValueError as error:
            self.problems.append(Problem(path, 0, str(error)))
            self.where.complete = False
            return
        digest = digest_of(content)
        if self._is_known(digest):
            self.known.append(digest)
            return
        self._defined = self.files.setdefault(digest, defaultdict(set))
        self.where.files[path] = file
        document = read_document(path, content)
        self.problems += document.problems
        self.where.complete = self.where.complete and document.complete
        for (section, value), line in zip(document.root.items(), document.root.lines, strict=True):
            if section == KEY:
                self._read_based_on(file, value, line)
            elif section == "vocabulary":
                self._read_vocabulary(path, value, line)
            elif section == "matches":
                self._read_matches(path, value, line)
            elif section not in ENTRIES:
                # What stands under it may be what other records refer to.
                self.where.complete = False
                if value:
                    self.problems.append(Problem(path, line, not_a_section(section)))
            elif isinstance(value, Map):
                self._read_section(document, section, value)
            elif value:
                message = f"{section} is {found_in_words(value)}: write a map of ids, each with its keys"
                self.problems.append(Problem(path, line, message))
                self.where.complete = False

    def _read_based_on(self, file: Path, value: Value, line: int) -> None:
        if file.name != FILE or file.parent not in self._folders:
            self.problems.append(
                Problem(
                    str(file),
                    line,
                    f"{KEY} stands only in {FILE}, at the top of a folder that is loaded: take it out here",
                )
            )
            return
        try:
            found = read_based_on(file, line, value)
        except ValueError as error:
            self.problems.append(Problem(str(file), line, str(error)))
            return
        first = self.based_on or found
        if (first.number, first.digest) != (found.number, found.digest):
            message = f"this folder is based on another state than {first.path}:{first.line}: load one after the other"
            self.problems.append(Problem(str(file), line, message))
        elif first is not found:
            first = first._replace(folders=first.folders | found.folders)
        self.based_on = first

    def _read_vocabulary(self, path: str, value: Value, line: int) -> None:
        terms, problems = read_vocabulary(path, value, line)
        for term, at in terms:
            if self.where.define(term.kind, term.term, (path, at)):
                self._terms[term.kind, term.term] = term
                self._defined["term"].add(f"{term.kind}/{term.term}")
        self.problems += problems

    def _read_matches(self, path: str, value: Value, line: int) -> None:
        found, problems = read_matches(path, value, line)
        for match, number, at in found:
            if self.where.define_match(match.id, number, (path, at)):
                self._matches[match.id] = match
                self._defined["match"].add(match.id)
        self.problems += problems

    def _read_section(self, document: Document, section: str, entries: Map) -> None:
        path, kind, build, model = document.path, _KIND_OF[section], BUILDERS[section], ENTRIES[section]
        records = self._records[section]
        for (key, value), line in zip(entries.items(), entries.lines, strict=True):
            owner = Owner(path, kind, key, line)
            problems = _own_problems(owner, value)
            try:
                entry = model.model_validate(value)
            except ValidationError as error:
                problems += entry_problems(owner, value, error)
                is_flawed = True
            else:
                is_flawed = bool(problems) or (bool(document.problems) and has_blank(value))
            if is_flawed:
                entry = repaired(model, value)
                self.where.flawed.add(key)
                self.problems += problems
            if self.where.define(kind, key, (path, line)):
                records[key] = build(key, entry)
                self._defined[kind].add(key)


def _own_problems(owner: Owner, value: Value) -> list[Problem]:
    """What is wrong with a record that its keys, one by one, do not show."""
    problems = []
    mistake = id_mistake(owner)
    if mistake is not None:
        problems.append(Problem(owner.path, owner.line, mistake))
    coordinates = coordinate_mistake(owner, value)
    if coordinates is not None:
        problems.append(coordinates)
    return problems
