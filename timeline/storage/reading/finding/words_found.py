"""The events that hold words, found by the index of words: the one place where the two databases are asked apart."""

from timeline.domain.search_words import joined, read_search
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Value
from timeline.storage.reading.finding.conditions import text_patterns

# The expression of the index, see ``word_index``, which a question does without: it knows SQLAlchemy.
LEXEMES = "array_to_tsvector(array_remove(array_remove(string_to_array(t.text, ' '), '|'), '||'))"


def with_words(query: EventQuery, parameters: dict[str, Value], dialect: str) -> str:
    """A SELECT of event_id, sort_day and sort_rank: all words are there, and the event's days reach the window.

    Phrases are still to be held to the text.
    """
    wanted = dict.fromkeys(
        (word, phrase.is_begun and number == len(phrase.words))
        for phrase in read_search(joined(query.texts))
        for number, word in enumerate(phrase.words, 1)
    )
    if not wanted:
        return "SELECT t.event_id, t.sort_day, t.sort_rank FROM event_text t WHERE 1 = 0"
    days = " AND {0}.begin_earliest <= :to_day AND {0}.end_latest >= :from_day" if query.has_window else ""
    if dialect == "sqlite":
        parameters["match"] = " AND ".join(f'"{word}"{"*" if is_begun else ""}' for word, is_begun in wanted)
        return (
            "SELECT n.event_id, n.sort_day, n.sort_rank FROM event_words CROSS JOIN event_number n "
            f"WHERE event_words MATCH :match AND n.number = event_words.rowid{days.format('n')}"
        )
    parameters["match"] = " & ".join(f"'{word}'{':*' if is_begun else ''}" for word, is_begun in wanted)
    return (
        "SELECT t.event_id, t.sort_day, t.sort_rank FROM event_text t "
        f"WHERE {LEXEMES} @@ CAST(:match AS tsquery){days.format('t')}"
    )


_SAMPLE = 1_000
_COMMON = 20


def count_words(query: EventQuery, dialect: str, most: int) -> tuple[str, dict[str, Value]]:
    """About how many events hold all words typed, at any time; counted no further than ``most``.

    PostgreSQL does not count by its index alone: there some events say whether the words are common.
    """
    parameters: dict[str, Value] = {"most": most}
    if dialect == "sqlite":
        found = with_words(query._replace(window=None), parameters, dialect)
        if "match" in parameters:
            found = "SELECT 1 FROM event_words WHERE event_words MATCH :match"
        return f"SELECT count(*) FROM (SELECT 1 FROM ({found}) found LIMIT :most) counted", parameters
    patterns = " AND ".join(text_patterns(query.texts, parameters)) or "1 = 0"
    return (
        f"SELECT CASE WHEN count(*) < {_COMMON} THEN count(*) ELSE :most END "
        f"FROM (SELECT text FROM event_text LIMIT {_SAMPLE}) t WHERE {patterns}",
        parameters,
    )
