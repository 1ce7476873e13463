"""An answer for people has three parts, and a page runs through each into the next."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.opened import answer, load_paths
from timeline.domain.chronology import EventDate, More
from timeline.domain.dates.typed.windows import Window, read_window
from timeline.domain.in_window import PARTS, InWindow, in_window
from timeline.query import Request

WINDOWS = ("2020-09-21", "2020-09-20..2020-09-30", "2020", "since 2020-09-26", "until 2019", "1900")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> str:
    database = str(tmp_path_factory.mktemp("parts") / "seeds.db")
    assert not load_paths(database, [Path(__file__).parents[2] / "seeds"]).problems
    return database


def window(text: str) -> Window:
    return read_window(text, date(2026, 11, 21))


class Told(NamedTuple):
    """The ids in each part of an answer, and what is said of those that were left out."""

    dated: list[str]
    under_way: list[str]
    perhaps: list[str]
    besides: More | None


def parts(database: str, request: Request) -> Told:
    with answer(database, request, in_parts=True, brief=True) as found:
        dated, under_way, perhaps = (
            [entry.id for entry in part] for part in (found.entries, found.under_way, found.perhaps)
        )
        return Told(dated, under_way, perhaps, found.perhaps_besides())


def whole(database: str, request: Request) -> dict[str, EventDate]:
    with answer(database, request) as found:
        return {entry.id: entry.date for entry in found.entries}


def each_part(database: str, request: Request) -> list[list[str]]:
    """The parts as they must be: what the whole list finds, each event by its own date."""
    assert request.window is not None
    by_part: dict[InWindow, list[str]] = {part: [] for part in PARTS}
    for event, when in whole(database, request).items():
        by_part[in_window(when, request.window)].append(event)
    return list(by_part.values())


@pytest.mark.parametrize("text", WINDOWS)
def test_the_parts_are_the_whole_each_event_once(seeds: str, text: str) -> None:
    request = Request(window=window(text), perhaps=True)
    assert [*parts(seeds, request)[:3]] == each_part(seeds, request)
    assert parts(seeds, request).besides is None


@pytest.mark.parametrize("text", WINDOWS)
def test_what_only_may_have_been_then_is_counted(seeds: str, text: str) -> None:
    dated, under_way, perhaps = each_part(seeds, Request(window=window(text)))
    told = parts(seeds, Request(window=window(text)))
    assert [*told[:2]] == [dated, under_way]
    if dated or under_way:
        assert told.perhaps == []
        assert told.besides == (More(len(perhaps), is_all=True) if perhaps else None)
    else:  # there is nothing else to tell
        assert (told.perhaps, told.besides) == (perhaps, None)


@pytest.mark.parametrize("text", WINDOWS)
def test_what_must_have_been_then_is_dated_or_under_way(seeds: str, text: str) -> None:
    told = parts(seeds, Request(window=window(text), certain=True))
    assert sorted(told.dated + told.under_way) == sorted(whole(seeds, Request(window=window(text), certain=True)))
    assert told.under_way == each_part(seeds, Request(window=window(text)))[1]
    assert (told.perhaps, told.besides) == ([], None)


def test_what_some_source_puts_on_the_day_comes_first(seeds: str) -> None:
    told = parts(seeds, Request(window=window("2020-09-21"), perhaps=True))
    assert told.dated == ["pompeo-salih-call", "us-threatens-embassy-closure", "salih-summons-leaders"]
    assert "convoy-attacks-2020" in told.under_way
    assert "rocket-attacks-near-embassy-increase" in told.perhaps


def test_without_a_window_there_is_one_part(seeds: str) -> None:
    assert parts(seeds, Request()) == (list(whole(seeds, Request())), [], [], None)


@given(
    text=st.sampled_from(WINDOWS),
    limit=st.none() | st.integers(0, 12),
    offset=st.integers(0, 140),
    back=st.booleans(),
    perhaps=st.booleans(),
)
def test_a_page_runs_through_the_parts(
    seeds: str, text: str, limit: int | None, offset: int, back: bool, perhaps: bool
) -> None:
    request = Request(window=window(text), reverse=back, perhaps=perhaps)
    expected = each_part(seeds, request)
    if not perhaps and (expected[0] or expected[1]):
        expected[2] = []
    in_order = [(number, event) for number, part in enumerate(expected) for event in part]
    end = None if limit is None else offset + limit
    told = parts(seeds, request._replace(limit=limit, offset=offset))
    assert [(number, event) for number, part in enumerate(told[:3]) for event in part] == in_order[offset:end]
    assert told.besides == parts(seeds, request).besides  # on every page


@given(st.sampled_from(WINDOWS))
def test_brief_entries_are_the_same_events(seeds: str, text: str) -> None:
    request = Request(window=window(text))
    with answer(seeds, request) as found, answer(seeds, request, brief=True) as brief:
        for full, short in zip(found.entries, brief.entries, strict=True):
            assert (short.id, short.title, short.date, short.standing) == (
                full.id,
                full.title,
                full.date,
                full.standing,
            )
            assert (short.source_count, short.origin_count) == (full.source_count, full.origin_count)
            assert short.claims == ()
