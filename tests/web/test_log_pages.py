"""The pages of the history: the list of changes, one change, and what was changed in a record."""

import re
from collections.abc import Iterator

import pytest

from tests.web.served import Served, serving
from timeline.domain.history import Signature, instant
from timeline.domain.records import Actor, Event, RecordSet
from timeline.storage.connecting.address import read_address
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.loader import Loader
from timeline.storage.writing.transaction.session import write_session

EVIL = "<script>alert(1)</script>\x1b[31m"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """120 changes of one actor, the last by somebody evil, and one event."""
    path = tmp_path_factory.mktemp("log") / "log.db"
    events = {"talks": Event("talks", "Talks")}
    with write_session(read_address(str(path))) as (connection, _):
        for number in range(1, 121):
            author = EVIL if number == 120 else "A. Editor"
            at = instant(f"2031-05-{1 + number % 28:02}T12:00:00.000000Z")
            loader = Loader(connection, ChangeLog(connection, Signature(at, author, f"no. {number}")))
            loader.add(RecordSet(actors={"ana": Actor("ana", f"Ana {number}")}, events=events))
            loader.finish()
    with serving(str(path)) as running:
        yield running


def numbers(page: str) -> list[int]:
    return [int(each) for each in re.findall(r'<a href="/log/(\d+)">', page)]


def test_the_list_turns_its_pages_from_either_end(served: Served) -> None:
    page, seen = served.get("/log").text, []
    while True:
        seen.append(numbers(page))
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        if onward is None:
            break
        page = served.get(onward[1].replace("&amp;", "&")).text
    assert [len(each) for each in seen] == [50, 50, 20]
    assert [number for each in seen for number in each] == [*range(120, 0, -1)]
    back = re.search(r'rel="prev" href="([^"]+)"', page)
    assert back is not None
    assert numbers(served.get(back[1]).text) == seen[1]


def test_a_look_back_goes_along_from_page_to_page(served: Served) -> None:
    found = served.get("/events?recorded-on=change+3").text
    (there,) = re.findall(r'class="title" dir="auto" href="([^"]+)"', found)
    assert there == "/events/talks?recorded-on=change%203"
    for path, of_then in ((there, "Talks"), ("/actors/ana?recorded-on=change+3", "Ana 3")):
        page = served.get(path).text
        assert f'<h1 dir="auto">{of_then}</h1>' in page
        bare = path.partition("?")[0]
        assert f'As recorded after change 3. <a href="{bare}">As it stands now</a>' in page
        assert f'href="{bare}.json?recorded-on=change%203"' in page
        assert "As recorded" not in served.get(bare).text
    assert served.get("/actors/ana.json?recorded-on=change+3").json["name"] == "Ana 3"
    assert served.get("/actors/ana.json").json["name"] == "Ana 120"
    for typed, status in (("change+121", 404), ("smarch", 400), ("", 200)):
        assert served.get(f"/actors/ana?recorded-on={typed}").status == status
    assert served.get("/events/talks?actor=ana").status == 400


def test_the_list_is_narrowed_down_and_is_data_too(served: Served) -> None:
    found = served.get("/log.json?author=editor&from=2031-05-28&to=2031-05-28").json
    assert [each["id"] for each in found["changes"]] == [111, 83, 55, 27]
    of_record = served.get("/log.json?record=talks").json["changes"]
    assert [(each["id"], [touched["op"] for touched in each["records"]]) for each in of_record] == [(1, ["added"])]
    assert served.get("/log?record=ana&author=script").text.count("Ana 119 -&gt; Ana 120") == 1
    nothing = served.get("/log?from=2032").text
    # The 112th has the latest day and so is not the last; what is told is the last that landed.
    assert "No change was found: the last before that is change 120 (" in nothing
    assert "<script>" not in nothing.partition("<main")[2]
    assert served.get("/log.json?from=2032").json["changes"] == []
    for path, said in (
        ("/log?actor=ana", "takes from, to, author, record"),
        ("/log?from=smarch", "from: "),
        ("/log?after=x", "is no number of a list"),
        ("/log?author=qqq", "no author of a change"),
        ("/log?record=nobody", "nothing has the id or name"),
    ):
        refused = served.get(path)
        assert (refused.status, said in refused.text) == (400, True), path


def test_one_change_has_all_that_it_did(served: Served) -> None:
    page = served.get("/log/2").text
    assert "Ana 1 -&gt; Ana 2" in page
    assert "no. 2" in page
    assert [each["id"] for each in served.get("/log/2.json").json["records"]] == ["ana"]
    for path in ("/log/999", "/log/x", "/log/%D9%A3"):
        assert served.get(path).status == 404


def test_nothing_in_a_change_becomes_html(served: Served) -> None:
    for path in ("/log", "/log/120", "/log?record=ana", "/actors/ana"):
        page = served.get(path).text
        assert "<script>alert" not in page
        assert "\x1b" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\\u001b" in served.get("/log/120.json").text


def test_a_record_shows_what_was_changed_in_it(served: Served) -> None:
    page = served.get("/actors/ana").text
    assert numbers(page) == [120, 119, 118, 117, 116]
    assert 'href="/log?record=ana"' in page
    assert numbers(served.get("/events/talks").text) == [1]
