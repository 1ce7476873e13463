"""A request, and the query that it comes to once its names are found."""

from collections.abc import Callable
from typing import Any

from timeline.errors import TimelineError, UnknownName
from timeline.query import BY_FIELD, EventQuery, Request
from timeline.storage.connecting.reader import Reader


def find_query(reader: Reader, request: Request, notes: list[str] | None = None) -> EventQuery:
    """The query that a request comes to; ``notes`` gets a line where a name fits others too.

    Raises UnknownName or AmbiguousName where a name fits no record or several, and TimelineError where a type, a
    role or a tag is one that nothing can have, or a text has no word; where several are at fault one TimelineError,
    with a line for each.
    """
    finder = _Finder(reader, notes)
    found = {
        field: find(BY_FIELD[field].of, getattr(request, field))
        for field in request._fields
        if request.asks(field) and field in BY_FIELD and (find := finder.by_kind.get(BY_FIELD[field].kind)) is not None
    }
    if finder.faults:
        if len(finder.faults) == 1:
            raise finder.faults[0]
        raise TimelineError("\n".join(map(str, finder.faults)))
    window = request.window if request.has_window else None
    return EventQuery._make(request)._replace(window=window, **found)


class _Finder:
    """Finds every name; all that cannot be found are said at once."""

    # What is not asked for is not imported: a question is often shorter than that.

    def __init__(self, reader: Reader, notes: list[str] | None) -> None:
        self._reader = reader
        self._notes = notes
        self.faults: list[TimelineError] = []
        self.by_kind: dict[str, Callable[[tuple[str, ...], Any], Any]] = {
            "record": self._records,
            "sources": self._sources,
            "term": self._terms,
            "words": self._words,
        }
        """What takes the values of a kind of filter to those of a query."""

    def _records(self, kinds: tuple[str, ...], names: Any) -> Any:
        """The id for each name, in groups of names as they are."""
        if not isinstance(names, str):
            return tuple(self._records(kinds, name) for name in names)
        from timeline.storage.reading.naming.named_records import find_record

        try:
            return find_record(self._reader, kinds[0], names, self._notes)
        except TimelineError as error:
            self.faults.append(error)
            return names

    def _sources(self, kinds: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG002
        from timeline.storage.reading.naming.named_records import find_sources

        found: list[str] = []
        for name in names:
            try:
                found += find_sources(self._reader, name)
            except TimelineError as error:
                self.faults.append(error)
        return tuple(found)

    def _terms(self, kinds: tuple[str, ...], terms: Any) -> Any:
        from timeline.actions.asking.known_values import unknown_values

        unknown = unknown_values(self._reader, kinds[0], (terms,) if isinstance(terms, str) else terms)
        self.faults += map(UnknownName, unknown)
        return terms

    def _words(self, kinds: tuple[str, ...], texts: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG002
        from timeline.domain.words.names import fold

        empty = [text for text in texts if not fold(text)]
        self.faults += [TimelineError(f'"{text}" has no letter or digit to look for: give a word') for text in empty]
        return texts
