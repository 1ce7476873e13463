"""The list of sources: numbered as cited, each with its lineage to the origins."""

from collections.abc import Iterable

import pytest

from tests.exporters.harbour import SOURCES
from tests.support.values import replace
from timeline.domain.records import Source
from timeline.views.documents.source_list import Citations, Lineage, SourceLine


def told(*ids: str, sources: dict[str, Source] | None = None) -> list[SourceLine]:
    citations = Citations()
    for id_ in ids:
        citations.cite(id_)
    return list(citations.lines(lambda _: SOURCES if sources is None else sources))


def test_many_sources_are_looked_up_some_at_a_time() -> None:
    sources = {
        f"s-{number}": Source(f"s-{number}", "Story", None, None, None, None, None, None, None, None)
        for number in range(1_200)
    }
    asked: list[list[str]] = []

    def look_up(ids: Iterable[str]) -> dict[str, Source]:
        asked.append(list(ids))
        return {each: sources[each] for each in asked[-1]}

    citations = Citations()
    for each in sources:
        citations.cite(each)
    lines = list(citations.lines(look_up))
    assert [(line.number, line.id) for line in lines] == list(enumerate(sources, start=1))
    assert [each for ids in asked for each in ids] == list(sources)
    assert max(map(len, asked)) <= 500


def outline(lines: tuple[Lineage, ...]) -> list[object]:
    return [(line.text, outline(line.derived_from)) for line in lines]


def test_sources_are_numbered_in_order_of_first_citation() -> None:
    lines = told("sahifa-2031", "newswire", "sahifa-2031", "copy-2031")
    assert [(line.number, line.id) for line in lines] == [
        (1, "sahifa-2031"),
        (2, "newswire"),
        (3, "copy-2031"),
    ]


def test_a_source_is_described_with_all_that_is_known() -> None:
    assert [line.text for line in told("gazette-2031-05-02", "newswire")] == [
        "The Gazette, Mara *Stone*, “Harbour talks begin”, 2 May 2031, accessed 1 June 2031 (usually reliable)",
        "“Newswire report”, date not known",
    ]


def test_a_lineage_is_followed_to_its_origin() -> None:
    (line,) = told("sahifa-2031")
    assert outline(line.derived_from) == [
        (
            "translates The Copyist, “Talks, a copy”, 3 May 2031",
            [("republishes “Newswire report”; its origin", [])],
        )
    ]
    assert line.derived_from[0].derived_from[0].addresses == (("Archived", "https://archive.example/newswire"),)


def test_what_is_cited_itself_is_referred_to_by_its_number() -> None:
    line = told("herald-2031-05-03", "gazette-2031-05-02", "newswire")[0]
    assert outline(line.derived_from) == [
        ("quotes “Newswire report” (source 3); its origin", []),
        ("republishes The Gazette, Mara *Stone*, “Harbour talks begin”, 2 May 2031 (source 2)", []),
    ]


def test_a_circle_is_walked_once() -> None:
    sources = {
        "a": replace(SOURCES["newswire"], id="a", title="A", derived_from=(("quotes", "b"),)),
        "b": replace(SOURCES["newswire"], id="b", title="B", derived_from=(("quotes", "c"),)),
        "c": replace(SOURCES["newswire"], id="c", title="C", derived_from=(("quotes", "b"),)),
    }
    (line,) = told("a", sources=sources)
    assert outline(line.derived_from) == [("quotes “B”", [("quotes “C”", [("quotes “B”", [])])])]


def test_a_source_that_the_chronology_does_not_give_is_a_fault() -> None:
    with pytest.raises(KeyError, match="newswire"):
        told("newswire", sources={})
