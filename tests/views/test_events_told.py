"""What lists and single events say; the sentences of documents are tested in test_narrative.py."""

import pytest

from tests.exporters.harbour import MEETING, PORT_CITY, RUIZ, VALE, entry
from tests.support.values import replace
from timeline.domain.chronology import EntryLink, EntryPlace
from timeline.views.events_told import (
    corroboration_lines,
    corroboration_sentence,
    links_told,
    parts_told,
    place_and_point,
    place_told,
    point_told,
    roles_of,
    title_marked,
)


@pytest.mark.parametrize(
    ("sources", "origins", "lines", "sentence"),
    [
        (0, 0, "no source", "no source, no origin. They disagree on the date."),
        (1, 2, "1 source", "1 source, 2 origins. They disagree on the date."),
        (4, 2, "4 sources,\n2 origins", "4 sources, 2 origins. They disagree on the date."),
        (1200, 1, "1,200 sources,\n1 origin", "1,200 sources, 1 origin. They disagree on the date."),
    ],
)
def test_corroboration(sources: int, origins: int, lines: str, sentence: str) -> None:
    event = replace(MEETING, source_count=sources, origin_count=origins)
    assert (corroboration_lines(event), corroboration_sentence(event)) == (lines, sentence)


def test_sources_that_agree_are_only_counted() -> None:
    event = replace(entry("e"), source_count=2, origin_count=2)
    assert corroboration_sentence(event) == "2 sources, 2 origins."


@pytest.mark.parametrize(
    ("standing", "title"), [("asserted", "Ruiz meets Vale"), ("alleged", "Ruiz meets Vale [alleged]")]
)
def test_a_title_is_marked_with_its_standing(standing: str, title: str) -> None:
    assert title_marked(entry("e", "Ruiz meets Vale", standing=standing)) == title


@pytest.mark.parametrize(
    ("place", "in_documents", "by_itself"),
    [
        (PORT_CITY, "Port City", "Port City (1.5, 103.2)"),
        (replace(PORT_CITY, own_point=True), "Port City (1.5, 103.2)", "Port City, at 1.5, 103.2"),
        (EntryPlace("port-city", "Port City"), "Port City", "Port City"),
        (EntryPlace("port-city", "Port City", 0.0, 0.0, own_point=True), "Port City (0, 0)", "Port City, at 0, 0"),
    ],
)
def test_a_place_and_its_point(place: EntryPlace, in_documents: str, by_itself: str) -> None:
    assert (place_told(place), place_and_point(place)) == (in_documents, by_itself)


def test_no_point_is_told_of_half_a_one() -> None:
    assert point_told(1.5, None) is None


def test_parts_and_roles() -> None:
    host = replace(RUIZ, role="host")
    assert parts_told([RUIZ, VALE]) == "Ana Ruiz (initiator); Tomás Vale (recipient)"
    event = entry("e", participants=(RUIZ, host, RUIZ, VALE))
    assert roles_of(event, "ana-ruiz") == " (initiator, host)"
    assert roles_of(event, "nobody") == ""


def test_links() -> None:
    links = (EntryLink("follows", "call", "The call"), EntryLink("part-of", "talks", "The talks"))
    assert links_told(links) == "follows The call (call); part-of The talks (talks)"
