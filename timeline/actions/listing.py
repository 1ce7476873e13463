"""List the actors, sources or places of a database."""

from typing import NamedTuple

from timeline.actions.asking.known_values import known_values
from timeline.domain.names import fold
from timeline.errors import TimelineError
from timeline.storage.connecting.database import Database
from timeline.storage.reading.lists import Listed, list_records
from timeline.storage.reading.named_records import completions, near_records


class Listing(NamedTuple):
    """A list of records."""

    found: list[Listed]
    notes: tuple[str, ...] = ()
    """Lines to be said beside it: where a word is part of no name, the nearest."""


def list_kind(database: Database, kind: str, word: str | None = None) -> Listing:
    """All of a kind (actor, source, place), by id; a word keeps those it is part of.

    Raises TimelineError where the word has no letter or digit.
    """
    if word is not None and not fold(word):
        raise TimelineError(f'"{word}" has no letter or digit to look for: give a word')
    with database.reading() as reader:
        found = list(list_records(reader, kind, word))
        near = [] if found or word is None else near_records(reader, kind, word)
    if not near:
        return Listing(found)
    return Listing(found, (f'no {kind} has "{word}" in its names: did you mean {" or ".join(near)}?',))


def complete(database: Database, kinds: tuple[str, ...], begun: str) -> list[tuple[str, str]]:
    """(id, name) of records that a shell may offer for what has been typed so far."""
    with database.reading() as reader:
        return completions(reader, kinds, begun)


def complete_value(database: Database, kind: str, begun: str) -> list[tuple[str, str]]:
    """(value, meaning) of the types, roles or tags (``kind`` in the singular) that begin as typed."""
    with database.reading() as reader:
        return [(value, meaning) for value, meaning in known_values(reader, kind).items() if value.startswith(begun)]
