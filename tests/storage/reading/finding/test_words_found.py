"""How many events words are counted in, before it is known how to look for them."""

import pytest

from tests.support.stores import in_database
from timeline.domain.records import Event, RecordSet
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.finding.words_found import count_words


def counted(reader: Reader, *texts: str) -> int:
    ((count,),) = reader.rows(*count_words(EventQuery(texts=texts), reader.dialect, 1_000), few=True)
    return int(count)


@pytest.mark.parametrize(("text", "count"), [("of*", 5), ("of* vis*", 0), ("zo*", 0), ("!!", 0)])
def test_what_few_have_is_counted(database: str, text: str, count: int) -> None:
    events = {f"e-{each:02d}": Event(f"e-{each:02d}", "Offer" if each < 5 else "Visit") for each in range(30)}
    with in_database(database, RecordSet(events=events)) as reader:
        assert counted(reader, text) == count


def test_what_words_that_begin_so_are_common_in_is_not_counted_to_its_end(database: str) -> None:
    """The index would gather all of these words, and their events, to count the first ones."""
    events = {f"e-{each:02d}": Event(f"e-{each:02d}", f"Visit{each} Rome") for each in range(30)}
    with in_database(database, RecordSet(events=events)) as reader:
        assert counted(reader, "vis*") == 1_000
        assert counted(reader, "vis* ro*") == 1_000
        assert counted(reader, "visit3 ro*") == 1
