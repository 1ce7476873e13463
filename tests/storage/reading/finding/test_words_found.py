"""In how many events words are, before it is known how to look for them."""

import pytest

from tests.support.stores import in_database, in_memory
from timeline.domain.records import Event, RecordSet
from timeline.query import EventQuery
from timeline.storage.reading.finding.find_events import WALK
from timeline.storage.reading.finding.lead import choose_lead
from timeline.storage.reading.finding.words_found import count_in_sample, count_words, is_sampled

EVENTS = {f"e-{each:02d}": Event(f"e-{each:02d}", "Offer" if each < 5 else "Visit Rome") for each in range(30)}


@pytest.mark.parametrize(("text", "count"), [("of*", 5), ("vis* ro*", 25), ("of* vis*", 0), ("zo*", 0), ("rome", 25)])
def test_some_events_tell_how_common_words_are(database: str, text: str, count: int) -> None:
    with in_database(database, RecordSet(events=EVENTS)) as reader:
        query = EventQuery(texts=(text,))
        assert list(reader.rows(*count_in_sample(query), few=True)) == [(count,)]
        if reader.dialect == "sqlite":
            assert list(reader.rows(*count_words(query, 100), few=True)) == [(count,)]
            assert list(reader.rows(*count_words(query, 3), few=True)) == [(min(count, 3),)]


@pytest.mark.parametrize(
    ("text", "sampled"),
    [("rome", False), ('"visit rome"', False), ("r*", False), ('"visit r*"', False), ("ro*", True), ("rome vi*", True)],
)
def test_they_tell_it_where_the_index_would_gather_all_words_that_begin_so(text: str, *, sampled: bool) -> None:
    query = EventQuery(texts=(text,))
    assert is_sampled(query, "sqlite") == sampled
    assert is_sampled(query, "postgresql")
    assert not is_sampled(EventQuery(texts=("!!",)), "postgresql")


def test_words_with_a_common_beginning_do_not_lead() -> None:
    with in_memory(RecordSet(events=EVENTS)) as reader:
        for text, lead in (("vi*", WALK), ("of*", "text"), ("vi* of*", "text"), ("v*", "text")):
            assert choose_lead(reader, EventQuery(texts=(text,), limit=5)) == lead
