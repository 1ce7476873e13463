"""What is told of records beside events: the same whether it is remembered or looked up."""

import pytest

from tests.support.stores import in_database
from timeline.domain.chronology import EntryPlace
from timeline.domain.records import Actor, Derivation, Place, RecordSet, Source
from timeline.storage.reading.told import told_beside
from timeline.storage.reading.told.told_beside import Beside, actor_names, places_told, sources_told

WORLD = RecordSet(
    sources={
        "copy": Source(
            "copy", "A copy", derived_from=(Derivation("republishes", "wire"), Derivation("quotes", "letter"))
        ),
        "letter": Source("letter", "A letter"),
        "wire": Source("wire", "Wire", publisher="The Wire", published="2031-05-02"),
    },
    actors={"ana": Actor("ana", "Ana"), "ben": Actor("ben", "Ben")},
    places={"port": Place("port", "Port", latitude=5.0, longitude=7.5), "sea": Place("sea", "Sea")},
    events={},
)
TOLD = {
    "copy": ("A copy", None, None, ("letter", "wire"), ("A letter", "The Wire")),
    "letter": ("A letter", None, None, ("letter",), ("A letter",)),
    "wire": ("Wire", "The Wire", "2031-05-02", ("wire",), ("The Wire",)),
}


PLACES = {"port": EntryPlace("port", "Port", 5.0, 7.5), "sea": EntryPlace("sea", "Sea", None, None)}


@pytest.mark.parametrize("remembered", [0, 1, 100])
def test_what_is_told_of_a_record_does_not_depend_on_what_is_remembered(
    database: str, monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    monkeypatch.setattr(told_beside, "_REMEMBERED", remembered)
    with in_database(database, WORLD) as reader:
        sources = Beside(reader, sources_told)
        for wanted in (["copy"], ["wire", "wire"], ["letter", "copy"], [], ["copy", "letter", "wire"], ["wire"]):
            told = sources.of(wanted)
            assert {each: told[each] for each in wanted} == {each: TOLD[each] for each in wanted}
        names, places = Beside(reader, actor_names), Beside(reader, places_told)
        for wanted in (["ana"], ["ben", "ana"], [], ["ben"]):
            assert [names.of(wanted)[each] for each in wanted] == [each.title() for each in wanted]
        for wanted in (["port"], ["sea", "port"], ["sea"]):
            told_places = places.of(wanted)
            assert {each: told_places[each] for each in wanted} == {each: PLACES[each] for each in wanted}
