"""The events that hold words, found by the index of words: the one place where the two databases are asked apart."""

from collections.abc import Iterator, Sequence

from timeline.domain.words.search_words import Phrase, joined, read_search
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Value
from timeline.storage.reading.finding.conditions import text_patterns
from timeline.storage.reading.finding.window import window_of
from timeline.storage.schema.word_numbers import INDEXED_BEGINNING, numbers_reaching

# The expression of the index, see ``word_index``, which a question does without: it knows SQLAlchemy.
LEXEMES = "array_to_tsvector(array_remove(array_remove(string_to_array(t.text, ' '), '|'), '||'))"


_NOTHING = "SELECT t.event_id, t.sort_day, t.sort_rank FROM event_text t WHERE 1 = 0"
"""Nothing that can be looked for was typed."""


def with_words(query: EventQuery, parameters: dict[str, Value], dialect: str) -> str:
    """A SELECT of event_id, sort_day and sort_rank: all words are there, and the event's days reach the window.

    On PostgreSQL phrases are still to be held to the text.
    """
    phrases = read_search(joined(query.texts))
    if not phrases:
        return _NOTHING
    days = " AND {0}.begin_earliest <= :to_day AND {0}.end_latest >= :from_day" if query.has_window else ""
    if dialect == "sqlite":
        parameters["match"] = _match(phrases)
        return " UNION ALL ".join(
            "SELECT n.event_id, n.sort_day, n.sort_rank FROM event_words CROSS JOIN event_number n "
            f"WHERE event_words MATCH :match{numbers} AND n.number = event_words.rowid{days.format('n')}"
            for numbers in _numbers(query, phrases, parameters)
        )
    parameters["match"] = _lexemes(phrases)
    return (
        "SELECT t.event_id, t.sort_day, t.sort_rank FROM event_text t "
        f"WHERE {LEXEMES} @@ CAST(:match AS tsquery){days.format('t')}"
    )


def _match(phrases: Sequence[Phrase]) -> str:
    """What FTS5 is asked for, which knows words and their places."""
    return " AND ".join(f'"{" ".join(phrase.words)}"{"*" if phrase.is_begun else ""}' for phrase in phrases)


def _lexemes(phrases: Sequence[Phrase]) -> str:
    """What PostgreSQL is asked for, which knows words without their places."""
    wanted = dict.fromkeys(
        (word, phrase.is_begun and number == len(phrase.words))
        for phrase in phrases
        for number, word in enumerate(phrase.words, 1)
    )
    return " & ".join(f"'{word}'{':*' if is_begun else ''}" for word, is_begun in wanted)


def _numbers(query: EventQuery, phrases: Sequence[Phrase], parameters: dict[str, Value]) -> Iterator[str]:
    """Conditions, with their AND, on the numbers of events that may reach the window: for each a branch of its own."""
    if not query.has_window:
        yield ""
        return
    ranges = []
    for at, numbers in enumerate(numbers_reaching(*window_of(query)[:2])):
        parameters[f"numbers{at}_from"], parameters[f"numbers{at}_to"] = numbers
        ranges.append(f"event_words.rowid BETWEEN :numbers{at}_from AND :numbers{at}_to")
    if is_gathered(phrases):
        # Once, for it is gathered each time the index is asked.
        # No column: else it would be asked for each range after all.
        yield f" AND ({' OR '.join(ranges).replace('event_words.', '+event_words.')})"
        return
    for each in ranges:
        yield f" AND {each}"


def is_gathered(phrases: Sequence[Phrase]) -> bool:
    """Whether SQLite's index gathers, each time it is asked, all words that begin as one was typed."""
    return any(phrase.is_begun and len(phrase.words[-1]) != INDEXED_BEGINNING for phrase in phrases)


SAMPLE = 1_000
COMMON = 20
"""What so many events of a sample have is common."""


def is_sampled(query: EventQuery, dialect: str) -> bool:
    """Whether how many events hold all that was typed is told by a sample: the index would read more than it counts."""
    phrases = read_search(joined(query.texts))
    return bool(phrases) and (dialect == "postgresql" or is_gathered(phrases))


def count_in_sample(query: EventQuery) -> tuple[str, dict[str, Value]]:
    """In how many of some events, of any time, all that was typed stands."""
    parameters: dict[str, Value] = {}
    patterns = " AND ".join(text_patterns(query.texts, parameters))
    return f"SELECT count(*) FROM (SELECT text FROM event_text LIMIT {SAMPLE}) t WHERE {patterns}", parameters


def count_words(query: EventQuery, most: int) -> tuple[str, dict[str, Value]]:
    """How many events SQLite's index finds that hold all that was typed and may reach the window, about.

    Counted no further than ``most``.
    """
    phrases = read_search(joined(query.texts))
    parameters: dict[str, Value] = {"most": most}
    found = _NOTHING
    if phrases:
        parameters["match"] = _match(phrases)
        found = " UNION ALL ".join(
            f"SELECT 1 FROM event_words WHERE event_words MATCH :match{numbers}"
            for numbers in _numbers(query, phrases, parameters)
        )
    return f"SELECT count(*) FROM (SELECT 1 FROM ({found}) found LIMIT :most) counted", parameters
