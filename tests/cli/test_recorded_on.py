"""--recorded-on: what the database said then, wherever it is asked."""

import json
from pathlib import Path

import pytest

import timeline
from tests.support.command import Run
from timeline.errors import TimelineError, UnknownName

EVENT = """
sources:
  wire: {{title: The Wire, published: 2031-05-01}}
actors:
  ana: {{name: {name}}}
events:
  call: {{title: {title}, participants: {{ana: initiator}}, claims: [{{source: wire, date: {day}}}]}}
"""
OTHER = "\n  visit: {title: A visit, date: 2031-05-09}"


@pytest.fixture
def edited(tmp_path: Path, run: Run) -> Path:
    """A database of three changes: an event, a correction of it, and another event."""
    file = tmp_path / "events.yaml"
    first = EVENT.format(name="Ana Ruiz", title="A call", day="2031-05-02")
    second = EVENT.format(name="Ana M. Ruiz", title="The call", day="2031-05-03")
    for text in (first, second, second.rstrip() + OTHER):
        file.write_text(text, "utf-8")
        assert run("load", str(file)).exit_code == 0
    return tmp_path / "timeline.db"


@pytest.mark.usefixtures("edited")
def test_events_are_told_as_they_stood(run: Run) -> None:
    for change, titles in (("1", ["A call"]), ("2", ["The call"]), ("3", ["The call", "A visit"])):
        told = run("events", "--recorded-on", f"change {change}", "--format", "json")
        assert told.exit_code == 0
        assert told.stderr == ""
        assert [each["title"] for each in json.loads(told.stdout)] == titles
    assert run("events", "--recorded-on", "change 1", "--from", "2031-05-03").stdout.startswith("No event")
    assert "1 event" in run("events", "--recorded-on", "change 1", "--actor", "Ana Ruiz").stdout
    unknown = run("events", "--recorded-on", "change 1", "--actor", "Ana M. Ruiz")
    assert unknown.exit_code == 1
    assert 'no actor is called "Ana M. Ruiz": did you mean ana (Ana Ruiz)?' in unknown.stderr
    assert run("events", "--recorded-on", "tomorrow").stdout == run("events").stdout
    both = run("events", "--recorded-on", "change 1", "--as-of", "2031-05-01", "--format", "json")
    assert [each["title"] for each in json.loads(both.stdout)] == ["A call"]


@pytest.mark.usefixtures("edited")
def test_records_are_shown_as_they_stood(run: Run) -> None:
    assert "Ana M. Ruiz" in run("show", "ana").stdout
    then = run("show", "ana", "--recorded-on", "change 1").stdout
    assert "Ana Ruiz" in then
    assert "A call" in then
    assert "2 May 2031" in run("show", "call", "--recorded-on", "change 1").stdout
    gone = run("show", "visit", "--recorded-on", "change 2")
    assert (gone.exit_code, gone.stdout) == (1, "")
    assert gone.stderr == (
        "event visit was not here as recorded after change 2: `timeline log visit` tells when it came\n"
    )
    assert 'nothing has the id or name "nobody"' in run("show", "nobody", "--recorded-on", "change 2").stderr


@pytest.mark.usefixtures("edited")
def test_what_is_no_moment_of_it_is_said(run: Run) -> None:
    assert "there is no change 9: there are changes 1 to 3" in run("events", "--recorded-on", "change 9").stderr
    refused = run("events", "--recorded-on", "12")
    assert refused.exit_code == 2
    assert 'write "change 12" for the change' in refused.stderr
    before = run("events", "--recorded-on", "2001-05-01")
    assert before.exit_code == 0
    assert before.stdout.startswith("No event")
    assert before.stderr.startswith("history begins with change 1, of 20")
    assert before.stderr.endswith("nothing stood there before that\n")


@pytest.mark.usefixtures("edited")
def test_an_export_says_when_it_was_recorded(run: Run, tmp_path: Path) -> None:
    for asked, said in (
        ("change 1", "as recorded after change 1"),
        ("9999-12-01", "as recorded on 1 December 9999 (change 3)"),
    ):
        assert run("export", str(tmp_path / "x.md"), "--recorded-on", asked).exit_code == 0
        assert said in (tmp_path / "x.md").read_text("utf-8")


def test_from_python(edited: Path) -> None:
    with timeline.open(edited) as db:
        events = db.events(recorded_on="change 1")
        assert [event.title for event in events] == ["A call"]
        assert events.count() == 1
        assert db.show("ana", recorded_on="change 1").record.name == "Ana Ruiz"  # type: ignore[union-attr]
        assert [event.title for event in db.show("ana", recorded_on="change 1").events] == ["A call"]
        assert db.event("call", recorded_on="change 1").title == "A call"
        with pytest.raises(UnknownName, match="there is no change 4"):
            db.events(recorded_on="change 4")
        with pytest.raises(TimelineError, match="recorded_on: "):
            db.show("ana", recorded_on="4")
