"""The parts of an event by itself; the sentences of documents are tested in test_narrative.py."""

import pytest

from tests.exporters.harbour import PORT_CITY, RUIZ, VALE, entry
from tests.support.values import replace
from timeline.domain.chronology import EntryLink, EntryPlace
from timeline.views.events.event_parts import links_told, parts_told, place_and_point, place_told, point_told, roles_of


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
