"""Lists of actors, places and sources a page at a time, and a record's events counted: as the whole has them."""

from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings

from tests.support.stores import fill
from tests.support.worlds import worlds
from timeline.actions.lists.listing import ListPage, list_kind, page_of_kind
from timeline.actions.lists.paging import page
from timeline.actions.lists.places import FIRST, LAST, place_named
from timeline.actions.show import show
from timeline.domain.records import Actor, RecordSet
from timeline.errors import TimelineError, TookTooLong, UsageFault
from timeline.storage.connecting.database import Database, open_database


def forward(opened: Database, kind: str, word: str | None, size: int) -> list[ListPage]:
    pages = [page_of_kind(opened, kind, word, size=size)]
    while pages[-1].next is not None:
        pages.append(page_of_kind(opened, kind, word, size=size, after=pages[-1].next))
    return pages


def backward(opened: Database, kind: str, word: str | None, size: int) -> list[ListPage]:
    pages = [page_of_kind(opened, kind, word, size=size, before=LAST)]
    while pages[0].previous is not None:
        pages.insert(0, page_of_kind(opened, kind, word, size=size, before=pages[0].previous))
    return pages


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(world=worlds())
def test_pages_are_the_list_from_either_end_and_count_the_same(database: str, world: RecordSet) -> None:
    fill(database, world)
    with open_database(database) as opened:
        for kind in ("actor", "place", "source"):
            for word in (None, "i"):
                whole = list_kind(opened, kind, word).found
                for size in (1, 2, 50):
                    for pages in (forward(opened, kind, word, size), backward(opened, kind, word, size)):
                        assert [each for page_ in pages for each in page_.found] == whole, (kind, word, size)
                        assert pages[0].previous is None
                        assert pages[-1].next is None


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(world=worlds())
def test_the_events_of_a_record_are_counted_and_read_in_pages(database: str, world: RecordSet) -> None:
    fill(database, world)
    with open_database(database) as opened:
        for kind in ("actor", "place", "source"):
            for listed in list_kind(opened, kind).found:
                with show(opened, listed.id) as shown:
                    assert shown.request is not None
                    assert shown.count(1_000) == listed.events
                    assert shown.count(1) == min(listed.events, 1)
                    first = [entry.id for entry in islice(shown.events, 2)]
                assert [entry.id for entry in page(opened, shown.request, size=2).entries] == first


@pytest.fixture
def filled(database: str) -> str:
    fill(database, RecordSet(actors={each: Actor(each, each.title()) for each in ("ana", "ben", "last", "zoe")}))
    return database


def ids(of: ListPage) -> list[str]:
    return [each.id for each in of.found]


def test_an_id_may_be_called_as_a_place_is(filled: str) -> None:
    with open_database(filled) as opened:
        third = page_of_kind(opened, "actor", size=1, after=page_of_kind(opened, "actor", size=2).next)
        assert (ids(third), ids(page_of_kind(opened, "actor", size=9, after=third.next))) == (["last"], ["zoe"])
        assert ids(page_of_kind(opened, "actor", size=1, before=LAST)) == ["zoe"]


def test_a_page_behind_which_everything_has_gone_leads_back(filled: str) -> None:
    with open_database(filled) as opened:
        behind = page_of_kind(opened, "actor", after=place_named("zz"))
        assert (ids(behind), behind.next, behind.previous) == ([], None, LAST)
        before = page_of_kind(opened, "actor", before=place_named("a"))
        assert (ids(before), before.next, before.previous) == ([], FIRST, None)


def test_a_word_that_is_part_of_no_name_gets_the_nearest(filled: str) -> None:
    with open_database(filled) as opened:
        found = page_of_kind(opened, "actor", "anna")
        assert (found.found, found.notes) == ([], ('no actor has "anna" in its names: did you mean ana (Ana)?',))


def test_what_cannot_be_asked_is_refused(filled: str) -> None:
    with open_database(filled) as opened:
        for place in ("", "ana", LAST, place_named("ANA"), place_named("1.2.ana"), "\ud800"):
            with pytest.raises(TimelineError, match="is no place in a list: begin again without it"):
                page_of_kind(opened, "actor", after=place)
        with pytest.raises(UsageFault, match="ask for 1 or more"):
            page_of_kind(opened, "actor", size=0)
        with pytest.raises(TimelineError, match="has no letter or digit"):
            page_of_kind(opened, "actor", "!")
        with pytest.raises(TookTooLong):
            page_of_kind(opened, "actor", time_limit=1e-9)
