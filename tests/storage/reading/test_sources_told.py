"""What is told of sources beside claims: the same whether it is remembered or looked up."""

import pytest

from tests.support.stores import in_database
from timeline.domain.records import Derivation, RecordSet, Source
from timeline.storage.reading import sources_told
from timeline.storage.reading.sources_told import SourcesTold

WORLD = RecordSet(
    sources={
        "copy": Source(
            "copy", "A copy", derived_from=(Derivation("republishes", "wire"), Derivation("quotes", "letter"))
        ),
        "letter": Source("letter", "A letter"),
        "wire": Source("wire", "Wire", publisher="The Wire", published="2031-05-02"),
    },
    actors={},
    places={},
    events={},
)
TOLD = {
    "copy": ("A copy", None, None, ("letter", "wire"), ("A letter", "The Wire")),
    "letter": ("A letter", None, None, ("letter",), ("A letter",)),
    "wire": ("Wire", "The Wire", "2031-05-02", ("wire",), ("The Wire",)),
}


@pytest.mark.parametrize("remembered", [0, 1, 100])
def test_what_is_told_of_a_source_does_not_depend_on_what_is_remembered(
    database: str, monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    monkeypatch.setattr(sources_told, "_REMEMBERED", remembered)
    with in_database(database, WORLD) as reader:
        sources = SourcesTold(reader)
        for wanted in (["copy"], ["wire", "wire"], ["letter", "copy"], [], ["copy", "letter", "wire"], ["wire"]):
            told = sources.of(wanted)
            assert {each: told[each] for each in wanted} == {each: TOLD[each] for each in wanted}
