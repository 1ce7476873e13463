"""Where each record was written: the file as the user named it, and the line."""

from pathlib import Path

from timeline.annotations.reading.nodes import LARGEST_FILE, Map, line_at, read_document

Location = tuple[str, int]
"""(path as the user gave it, line from 1; 0 where no line is known)."""
SECTION_OF = {"source": "sources", "actor": "actors", "place": "places", "event": "events", "question": "questions"}
"""The section of a file that holds each kind of record."""


class Where:
    """Finds the lines of records and of what is in them.

    One line a record is kept. A finer one is found by reading its file again, which only a mistake
    asks for; where the file has changed meanwhile, or there is none, the record's own line stands.
    """

    def __init__(self, elsewhere: str = "records") -> None:
        self._elsewhere = elsewhere
        self._defined: dict[tuple[str, str], Location] = {}
        self._numbers: dict[str, int] = {}
        self._kinds: dict[str, list[str]] = {}
        self._read_again: tuple[str, Map] | None = None
        self.files: dict[str, Path] = {}
        """The files that were read, by the path that problems show."""
        self.again: list[tuple[str, str, Location]] = []
        """(kind, id, location) of each further definition of what was defined before."""
        self.flawed: set[str] = set()
        """Ids of records with a mistake in them: they are defined, and only partly known."""
        self.complete = True
        """Whether every file was read to its end; otherwise an unknown id may be defined there."""

    def define(self, kind: str, key: str, location: Location) -> bool:
        """Notes where a record (or the term of a vocabulary) is; False where it was defined before."""
        if (kind, key) in self._defined:
            self.again.append((kind, key, location))
            return False
        self._defined[kind, key] = location
        if kind in SECTION_OF:
            self._kinds.setdefault(key, []).append(kind)
        return True

    def define_match(self, key: str, number: int, location: Location) -> bool:
        """Notes where a decision on events is, and its number in its list; False where it was made before."""
        is_new = self.define("match", key, location)
        if is_new:
            self._numbers[key] = number
        return is_new

    def rename_match(self, key: str, now: str) -> None:
        """Notes that a decision is known by something else than it was written as."""
        if ("match", key) in self._defined:
            self._defined["match", now] = self._defined["match", key]
            self._numbers[now] = self._numbers[key]

    def kinds_of(self, record_id: str) -> tuple[str, ...]:
        """The kinds of record that have this id, in the order in which they were read."""
        return tuple(self._kinds.get(record_id, ()))

    def defined(self) -> dict[str, str]:
        """The kind of every id that the files define, flawed records included."""
        return {record_id: kinds[0] for record_id, kinds in self._kinds.items()}

    def of(self, record_id: str, *keys: str | int, kind: str | None = None) -> Location:
        """Where a record is, or the value under these keys in it: ``of(id, "claims", 0, "date")``."""
        found = kind or next(iter(self._kinds.get(record_id, ())), "")
        location = self._defined.get((found, record_id))
        if location is None:
            return self._elsewhere, 0
        if not keys:
            return location
        inner = ("matches", self._numbers[record_id]) if found == "match" else (SECTION_OF[found], record_id)
        return self._finer(location, (*inner, *keys))

    def of_claim(self, event_id: str, index: int, *keys: str | int) -> Location:
        """Where an event's claim is, counted from 0, or the value under these keys in it."""
        return self.of(event_id, "claims", index, *keys, kind="event")

    def of_term(self, vocabulary: str, term: str) -> Location:
        """Where a term of ``types``, ``roles`` or ``measures`` is declared."""
        return self._defined.get((vocabulary, term), (self._elsewhere, 0))

    def _finer(self, location: Location, keys: tuple[str | int, ...]) -> Location:
        path, line = location
        root = self._document(path)
        if root is None or line_at(root, keys[:2]) != line:
            return location
        return path, line_at(root, keys) or line

    def _document(self, path: str) -> Map | None:
        if self._read_again is None or self._read_again[0] != path:
            try:
                file = self.files[path]
                content = file.read_bytes() if file.stat().st_size <= LARGEST_FILE else b""
            except (KeyError, OSError):
                return None
            self._read_again = (path, read_document(path, content).root)
        return self._read_again[1]
