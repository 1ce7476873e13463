"""Tests of what the timeline and the map are drawn from, and of answers that have not changed."""

from pathlib import Path

from tests.support.command import run_command
from tests.web.served import Served, serving


def test_the_events_of_a_window_as_the_browser_draws_them(seeds: Served) -> None:
    told = seeds.get("/window.json?actor=kadhimi").json
    listed = seeds.get("/events.json?actor=kadhimi&limit=1000").json["events"]
    assert told["complete"] is True
    assert [event["id"] for event in told["events"]] == [event["id"] for event in listed]
    assert [event["index"] for event in told["events"]] == list(range(len(listed)))
    assert told["names"]["actors"]["mustafa-al-kadhimi"] == "Mustafa al-Kadhimi"
    for event, other in zip(told["events"], listed, strict=True):
        assert event["when"] == other["date"]["text"]
        assert len(event["spans"]) == len(other["date"]["spans"])
        assert set(event["actors"]) == {part["actor"] for part in other["participants"]}


def test_densities_count_every_event(seeds: Served) -> None:
    told = seeds.get("/index.json").json
    assert told["events"] == len(seeds.get("/events.json?limit=1000").json["events"])
    found = seeds.get("/density.json?from_day=1&to_day=800000&buckets=40").json
    assert len(found) == 40
    assert sum(each["began"] for each in found) == sum(each["began"] for each in told["density"])
    for wrong in (
        "",
        "?from_day=9&to_day=1&buckets=4",
        "?from_day=1&to_day=9&buckets=0",
        "?from_day=x&to_day=1&buckets=2",
    ):
        assert seeds.get(f"/density.json{wrong}").status == 400


def test_what_has_not_changed_is_not_sent_again(database: str, tmp_path: Path) -> None:
    file = tmp_path / "all.yaml"
    written = (
        "sources: {paper: {title: Paper}}\nevents: {strike: {title: Strike, claims: [{source: paper, date: 2031}]}}\n"
    )
    file.write_text(written, encoding="utf-8")
    assert run_command("load", str(file), db=database).exit_code == 0
    with serving(database, "--time-limit", "30") as served:
        for path in ("/", "/events", "/events.json", "/events/strike", "/sources", "/export?format=csv"):
            first = served.get(path)
            tag = first.headers["etag"]
            again = served.get(path, If_None_Match=f'"other", {tag}')
            assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
            assert served.get(path + ("&" if "?" in path else "?") + "x=1").headers.get("etag") != tag
        tag = served.get("/events").headers["etag"]
        assert served.get("/events.json").headers["etag"] != tag
        assert served.get("/events?type=attack").headers.get("etag") is None
        file.write_text(written.replace("Strike", "The strike"), encoding="utf-8")
        assert run_command("load", str(file), db=database).exit_code == 0
        changed = served.get("/events", If_None_Match=tag)
        assert (changed.status, "The strike" in changed.text) == (200, True)
