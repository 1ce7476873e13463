"""A request put to a database, today and as it was known then."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.opened import answer, load_paths
from tests.support.stores import contents_of
from timeline.domain.chronology import Entry
from timeline.domain.dates.typed.windows import Window, read_window
from timeline.errors import NoDatabase, TimelineError
from timeline.query import Request

WORLD = """
sources:
  gazette: {title: Gazette, published: 2031-05-02, derived_from: {quotes: wire}}
  herald: {title: Herald, published: 2031-05-10}
  monthly: {title: Monthly, published: 2031-05}
  leaflet: {title: Leaflet}
  wire: {title: Wire}
actors:
  ana: {kind: person, name: Ana Ruiz}
  ben: {kind: person, name: Ben Vale}
events:
  call:
    title: Ana calls
    type: consult/phone
    participants: {ana: initiator}
    date: 2031-05-01
    date_note: The later report is better.
    claims:
      - {source: gazette, date: 2031-04-30}
      - {source: herald, date: 2031-05-01}
  strike:
    title: Strike
    type: protest
    claims:
      - {source: gazette, date: 2031-05-01, participants: {ben: initiator}}
      - {source: herald, date: 2031-05-03, modality: denied}
      - {source: monthly, date: 2031-05-04}
      - {source: leaflet, date: 2031-05-05}
  talks:
    title: Talks
    type: consult
    claims: [{source: herald, date: 1 day after strike}]
    links: {follows: call}
  rumour:
    title: Rumour
    claims: [{source: leaflet}]
"""


@pytest.fixture
def world(database: str, tmp_path: Path) -> str:
    path = tmp_path / "world.yaml"
    path.write_text(WORLD, encoding="utf-8")
    assert load_paths(database, [path]).problems == []
    return database


def window(text: str) -> Window:
    return read_window(text, date(2031, 6, 1))


def entries(database: str, request: Request) -> dict[str, Entry]:
    with answer(database, request) as found:
        return {entry.id: entry for entry in found.entries}


def then(database: str, day: str, **filters: Any) -> dict[str, Entry]:
    return entries(database, Request(as_of=window(day), **filters))


def test_what_is_known_today(world: str) -> None:
    found = entries(world, Request())
    assert list(found) == ["strike", "call", "talks", "rumour"]
    assert (found["call"].date.status, found["call"].date.edtf) == ("decided", "2031-05-01")
    assert (found["strike"].standing, found["strike"].date.status) == ("contested", "disputed")


def test_before_anything_was_published_nothing_is_known(world: str) -> None:
    assert then(world, "2031-05-01") == {}


def test_what_was_known_when_the_first_had_reported(world: str) -> None:
    found = then(world, "2031-05-02")
    assert list(found) == ["call", "strike"]
    # The editor decided later, and the denial was still to come.
    assert (found["call"].date.status, found["call"].date.edtf) == ("agreed", "2031-04-30")
    assert found["call"].date_note is None
    assert (found["strike"].standing, found["strike"].date.edtf) == ("asserted", "2031-05-01")
    assert [claim.source for claim in found["strike"].claims] == ["gazette"]
    assert [part.actor for part in found["strike"].participants] == ["ben"]


def test_a_dispute_begins_with_the_second_report(world: str) -> None:
    assert list(then(world, "2031-05-09", disputed=True)) == []
    found = then(world, "2031-05-10")
    assert list(found) == ["call", "strike", "talks"]
    assert [span[0] for span in found["call"].date.spans] == [741_562, 741_563]
    assert {each.id: each.disputed for each in then(world, "2031-05-10", disputed=True).values()} == {
        "call": ("date",),
        "strike": ("standing",),
    }
    assert list(then(world, "2031-05-10", standings=("contested",))) == ["strike"]
    assert found["talks"].date.edtf == "2031-05-02"
    assert [link.event for link in found["talks"].links] == ["call"]


def test_a_source_counts_from_the_last_day_it_may_have_come_out(world: str) -> None:
    assert [claim.source for claim in then(world, "2031-05-31")["strike"].claims] == ["gazette", "herald", "monthly"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (
            "2031-05-10",
            "2 claims left out: their sources have no known date of publication\n"
            "1 claim left out: its source has a date of publication too vague to tell",
        ),
        ("2031-06-01", "2 claims left out: their sources have no known date of publication"),
    ],
)
def test_what_cannot_be_told_is_left_out_and_counted(world: str, day: str, said: str) -> None:
    with answer(world, Request(as_of=window(day))) as found:
        assert found.notes == tuple(said.splitlines())
        assert "rumour" not in [entry.id for entry in found.entries]


def test_today_nothing_is_left_out(world: str) -> None:
    with answer(world, Request()) as found:
        assert found.notes == ()


def test_filters_and_sources_are_those_of_then(world: str) -> None:
    assert list(then(world, "2031-05-02", actors=(("Ben Vale",),))) == ["strike"]
    assert list(then(world, "2031-05-02", sources=("wire",))) == ["call", "strike"]
    assert list(then(world, "2031-05-02", window=window("2031-05-01"))) == ["strike"]
    with answer(world, Request(as_of=window("2031-05-02"))) as found:
        cited = [claim.source for entry in found.entries for claim in entry.claims]
        assert sorted(found.sources(cited)) == ["gazette", "wire"]
        assert "as it was known by" in found.in_words()


def test_looking_back_writes_nothing(world: str) -> None:
    before = contents_of(world)
    then(world, "2031-05-02")
    assert contents_of(world) == before


def test_names_are_found_and_told(world: str) -> None:
    request = Request(window=window("2031-04-30..2031-05-01"), actors=(("RUIZ",),), type="consult")
    with answer(world, request) as found:
        assert [entry.id for entry in found.entries] == ["call"]
        assert "actor Ana Ruiz" in found.in_words()


def test_every_unknown_name_is_told_at_once(world: str) -> None:
    request = Request(actors=(("Anna Ruis",), ("Qqq",)), place="nowhere", sources=("the sun",), texts=("…",))
    with pytest.raises(TimelineError) as caught, answer(world, request):
        pass
    lines = str(caught.value).splitlines()
    assert len(lines) == 5
    assert "did you mean ana (Ana Ruiz)" in lines[0]
    assert '"…" has no letter or digit to look for' in lines[4]


def test_without_a_database_there_is_no_answer(sqlite_url: str) -> None:
    with pytest.raises(NoDatabase), answer(sqlite_url, Request()):
        pass
    assert not Path(sqlite_url).exists()
