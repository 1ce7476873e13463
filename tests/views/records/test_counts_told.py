"""How many records of each kind."""

from timeline.domain.records import Actor, Place, RecordSet
from timeline.views.records.counts_told import kinds_counted, more_counted, records_counted


def test_a_whole_counts_all_its_kinds() -> None:
    actors = {each: Actor(each, each) for each in ("ana", "ben")}
    assert records_counted(RecordSet(actors=actors, places={"port": Place("port", "Port")})) == (
        "0 sources, 2 actors, 1 place, 0 events"
    )


def test_what_changed_counts_the_kinds_that_there_are_any_of() -> None:
    counts = {"event": 1200, "source": 1, "actor": 0, "term": 2}
    assert kinds_counted(counts) == "1 source, 1,200 events, 2 terms"
    assert more_counted(counts) == "1 more source, 1,200 more events, 2 more terms"


def test_nothing_is_told_as_nothing() -> None:
    assert (kinds_counted({"event": 0}), more_counted({})) == ("nothing", "")
