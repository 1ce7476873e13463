"""The page of contradictions, and its data."""

import re
from collections.abc import Iterator

import pytest

from tests.support.stores import fill
from tests.web.served import Served, serving
from timeline.domain.records import Claim, Event, Figure, RecordSet, Source

EVIL = "<script>alert(1)</script>\x1b[31m"
SOURCES = {each: Source(each, EVIL, published="2031-05-09") for each in ("gazette", "herald")}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """120 events of which two sources give two dates, and one with two figures."""
    path = str(tmp_path_factory.mktemp("conflicts") / "many.db")
    events = {
        f"event-{number:03}": Event(
            f"event-{number:03}",
            EVIL,
            claims=(Claim("gazette", at=EVIL, date="2031-05-01"), Claim("herald", date="2031-05-02")),
        )
        for number in range(120)
    }
    toll = [
        Claim(source, figures=(Figure("killed", best=best),)) for source, best in (("gazette", 1.0), ("herald", 2.0))
    ]
    events["toll"] = Event("toll", "The toll", claims=tuple(toll))
    fill(path, RecordSet(SOURCES, events=events))
    with serving(path, "--time-limit", "60") as running:
        yield running


def test_the_list_turns_its_pages(served: Served) -> None:
    path, seen = "/conflicts", []
    while True:
        page = served.get(path).text
        seen.append(re.findall(r'<p dir="auto"><a href="/events/([^"]+)">', page))
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        if onward is None:
            break
        path = onward[1].replace("&amp;", "&")
    assert [len(each) for each in seen] == [50, 50, 21]
    assert len({event for each in seen for event in each}) == 121
    assert 'rel="prev" href="/conflicts?after=50"' in page
    assert "<script>alert" not in page
    assert "\x1b" not in page
    assert "1 May 2031" in page


def test_the_same_as_data_by_kind_and_filter(served: Served) -> None:
    first = served.get("/conflicts.json?kind=date").json
    assert (len(first["conflicts"]), first["previous_url"]) == (50, None)
    assert first["next_url"] == "/conflicts.json?kind=date&after=50"
    (toll,) = served.get("/conflicts.json?text=toll").json["conflicts"]
    assert (toll["kind"], toll["measure"]) == ("figures", "killed")
    assert "The toll" in served.get("/conflicts?kind=figures&text=toll").text
    assert "No contradiction was found." in served.get("/conflicts?kind=office").text
    assert "No contradiction was found." in served.get("/conflicts?recorded-on=2001-01-01").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("kind=dates", "is no kind of contradiction: date, figures"),
        ("limit=3", "takes the filters that say which events are meant, and no limit"),
        ("nothing=3", "and no nothing"),
        ("after=x", "is no number of a list"),
        ("actor=nobody", "nobody"),
    ],
)
def test_what_cannot_be_asked_is_told(served: Served, asked: str, said: str) -> None:
    got = served.get(f"/conflicts.json?{asked}")
    assert (got.status, said in got.json["error"]) == (400, True)
    assert served.get(f"/conflicts?{asked}").status == 400


def test_the_seeds_have_what_their_articles_have(seeds: Served) -> None:
    page = seeds.get("/conflicts").text
    assert re.findall(r"<h2>(.*?) <span>(.*?)</span>", page) == [
        ("Asserted here, denied there", "cannot all be true"),
        ("Sources disagree on the date", "cannot all be true"),
    ]
    assert '<a href="/conflicts" aria-current="page">Conflicts</a>' in page
