"""Tests of the pages, on the seeds: what they show, and what they say of mistakes."""

import json
import re
from html.parser import HTMLParser

import pytest

from tests.support.command import run_command
from tests.web.served import Served


class _Seen(HTMLParser):
    """The texts and links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action") and tag != "link"]

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(" ".join(data.split()))

    @property
    def text(self) -> str:
        return " ".join(self.texts)


def _see(served: Served, path: str, status: int = 200) -> _Seen:
    got = served.get(path)
    assert got.status == status, got.text
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    return _Seen(got.text)


def _command(db: str, *arguments: str) -> object:
    done = run_command(*arguments, db=db)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "path", ["/", "/events", "/actors", "/places", "/sources", "/events/pompeo-salih-call", "/nothing"]
)
def test_every_link_of_a_page_leads_somewhere(seeds: Served, path: str) -> None:
    seen = _Seen(seeds.get(path).text)
    own = {link.partition("#")[0] for link in seen.links if link.startswith("/") and link != "/export"}
    assert own
    for link in own:
        assert seeds.get(link).status in ((200, 400) if link.startswith("/export") else (200,)), link


@pytest.mark.parametrize(
    ("asked", "arguments"),
    [
        ("actor=kadhimi&limit=1000", ["--actor", "kadhimi"]),
        ("from=2020-09-20&to=2020-09-30", ["--from", "2020-09-20", "--to", "2020-09-30"]),
        ("actor=pompeo&actor=salih", ["--actor", "pompeo", "--actor", "salih"]),
        ("actor=pompeo&actor=salih&any-actor=", ["--actor", "pompeo", "--actor", "salih", "--any-actor", ""]),
        ("during=2020&certain=1&actor=&place=", ["--during", "2020", "--certain"]),
        ("type=consult&reverse=yes", ["--type", "consult", "--reverse"]),
        ("text=embassy&text=rocket*", ["--text", "embassy", "--text", "rocket*"]),
        ("as-of=2020-10-01&limit=10", ["--as-of", "2020-10-01"]),
        ("recorded-on=change+1&limit=10", ["--recorded-on", "change 1"]),
        ("standing=alleged&standing=denied", ["--standing", "alleged", "--standing", "denied"]),
        ("disputed=0&undated=1", ["--undated"]),
    ],
)
def test_filters_are_those_of_the_command(seeds: Served, seeds_db: str, asked: str, arguments: list[str]) -> None:
    told = seeds.get(f"/events.json?{asked}").json["events"]
    expected = _command(seeds_db, "events", "--format", "json", *arguments)
    assert isinstance(expected, list)
    assert told == expected[: len(told)]
    assert len(told) == min(len(expected), 10 if "limit=10&" in f"{asked}&" else len(told) if "limit" in asked else 50)


def test_pages_follow_one_another(seeds: Served, seeds_db: str) -> None:
    expected = _command(seeds_db, "events", "--format", "json")
    assert isinstance(expected, list)
    told: list[object] = []
    back: list[object] = []
    link: str | None = "/events.json?limit=17"
    while link is not None:
        page = seeds.get(link).json
        told += page["events"]
        last, link = link, page["next_url"]
    assert told == expected
    link = last
    while link is not None:
        page = seeds.get(link).json
        back = page["events"] + back
        link = page["previous_url"]
    assert back == expected


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("actor=kadimi", "did you mean"),
        ("actr=kadhimi", "there is no filter"),
        ("type=attack", "did you mean assault"),
        ("from=10/7/2008", "10"),
        ("certain=1", "certain needs a window: add on, or from and to"),
        ("place=a&place=b", "place is given 2 times: give it once"),
        ("certain=perhaps", '"perhaps" is neither yes nor no'),
        ("limit=many", "is no count"),
        ("text=%ff", "not UTF-8"),
        ("text=%00", "signs that no text has"),
        ("any-actor=", "any-actor needs names"),
        ("actor=nobody-1&type=attack", "nobody-1"),
    ],
)
def test_a_mistake_is_told_on_the_page(seeds: Served, asked: str, said: str) -> None:
    seen = _see(seeds, f"/events?{asked}", 400)
    assert said in seen.text
    got = seeds.get(f"/events.json?{asked}")
    assert (got.status, said in got.json["error"]) == (400, True)


def test_what_was_typed_stands_in_the_form_again(seeds: Served) -> None:
    page = seeds.get("/events?actor=%22%3E%3Cscript%3E1&text=%22a&limit=3").text
    assert "<script>1" not in page
    assert 'name="actor" value="&#34;&gt;&lt;script&gt;1"' in page
    assert '<input type="hidden" name="limit" value="3">' in page


@pytest.mark.parametrize("path", ["/events/pompeo-salih-call", "/actors/mustafa-al-kadhimi", "/places/baghdad"])
def test_data_of_a_record_is_that_of_show(seeds: Served, seeds_db: str, path: str) -> None:
    told = seeds.get(f"{path}.json").json
    if not path.startswith("/events/"):
        assert (told.pop("next_url"), told.pop("previous_url")) == (None, None)
    assert told == _command(seeds_db, "show", path.split("/")[-1], "--format", "json")


@pytest.mark.parametrize("kind", ["actors", "places", "sources"])
def test_data_of_a_list_is_that_of_the_command(seeds: Served, seeds_db: str, kind: str) -> None:
    assert seeds.get(f"/{kind}.json").json[kind] == _command(seeds_db, kind, "--format", "json")


def test_an_event_is_told_with_its_claims(seeds: Served) -> None:
    seen = _see(seeds, "/events/pompeo-salih-call")
    assert "Who says so" in seen.texts
    assert "/actors/mike-pompeo" in seen.links
    assert any(link.startswith("/sources/") for link in seen.links)


def test_a_name_leads_to_the_record(seeds: Served) -> None:
    for path in ("/actors/kadhimi", "/places/mustafa-al-kadhimi", "/events/mustafa-al-kadhimi"):
        got = seeds.get(path)
        assert (got.status, got.headers["location"]) == (302, "/actors/mustafa-al-kadhimi")
    assert seeds.get("/actors/kadhimi.json").headers["location"] == "/actors/mustafa-al-kadhimi.json"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/actors/kadimi", "did you mean"),
        ("/events/pompeo-salih-cal", "did you mean pompeo-salih-call"),
        ("/event/pompeo-salih-call", "did you mean /events/pompeo-salih-call?"),
        ("/events/", "there is no page"),
        ("/eventz", "did you mean /events?"),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest(seeds: Served, path: str, said: str) -> None:
    assert said in _see(seeds, path, 404).text


def test_a_word_narrows_a_list(seeds: Served) -> None:
    assert "/actors/mustafa-al-kadhimi" in _see(seeds, "/actors?word=kadhimi").links
    assert "No actor was found." in _see(seeds, "/actors?word=xyzzyq").text
    _see(seeds, "/actors?word=%E2%80%94", 400)


def test_the_first_page_tells_how_much_there_is_and_of_which_days(seeds: Served) -> None:
    seen = _see(seeds, "/")
    assert "117 events , from 1 January 1979 to 31 January 2021; 1 without a date" in seen.text
    assert sum(map(int, re.findall(r": ([0-9]+) events? began", seen.text))) > 100
    bars = [link for link in seen.links if link.startswith("/events?from=")]
    assert "Iran lays siege to the US embassy" in _see(seeds, bars[0]).text


def test_styles_and_script_are_kept_for_good(seeds: Served) -> None:
    seen = seeds.get("/").text
    for name in ("served.css", "served.js", "icon.svg"):
        stem, _, suffix = name.partition(".")
        found = re.search(rf"/static/{stem}\.[0-9a-f]{{16}}\.{suffix}", seen)
        assert found is not None
        got = seeds.get(found[0])
        assert (got.status, got.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
