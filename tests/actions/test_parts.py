"""An answer for people has two parts, and a page runs through the first into the second."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.opened import answer, load_paths
from timeline.domain.dates.typed.windows import Window, read_window
from timeline.query import Request

WINDOWS = ("2020-09-21", "2020-09-20..2020-09-30", "2020", "since 2020-09-26", "until 2019", "1900")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> str:
    database = str(tmp_path_factory.mktemp("parts") / "seeds.db")
    assert not load_paths(database, [Path(__file__).parents[2] / "seeds"]).problems
    return database


def window(text: str) -> Window:
    return read_window(text, date(2026, 11, 21))


def parts(database: str, request: Request) -> tuple[list[str], list[str]]:
    with answer(database, request, in_two_parts=True, brief=True) as found:
        return [entry.id for entry in found.entries], [entry.id for entry in found.perhaps]


def whole(database: str, request: Request) -> list[str]:
    with answer(database, request) as found:
        return [entry.id for entry in found.entries]


@pytest.mark.parametrize("text", WINDOWS)
def test_the_parts_are_the_whole_each_event_once(seeds: str, text: str) -> None:
    inside, perhaps = parts(seeds, Request(window=window(text)))
    assert sorted(inside + perhaps) == sorted(whole(seeds, Request(window=window(text))))


def test_what_some_source_puts_on_the_day_comes_first(seeds: str) -> None:
    inside, perhaps = parts(seeds, Request(window=window("2020-09-21")))
    assert inside == ["pompeo-salih-call", "us-threatens-embassy-closure", "salih-summons-leaders"]
    assert "us-prepares-embassy-closure" in perhaps


def test_without_a_window_there_is_one_part(seeds: str) -> None:
    inside, perhaps = parts(seeds, Request())
    assert (inside, perhaps) == (whole(seeds, Request()), [])


@given(
    text=st.sampled_from(WINDOWS), limit=st.none() | st.integers(0, 12), offset=st.integers(0, 100), back=st.booleans()
)
def test_a_page_runs_through_both_parts(seeds: str, text: str, limit: int | None, offset: int, back: bool) -> None:
    request = Request(window=window(text), reverse=back)
    inside, perhaps = parts(seeds, request)
    end = None if limit is None else offset + limit
    page = parts(seeds, request._replace(limit=limit, offset=offset))
    assert page[0] == inside[offset:end]
    assert page[0] + page[1] == (inside + perhaps)[offset:end]


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
