"""``timeline log``: what was changed, newest first, of all and of one record; and whether the chain holds."""

import json
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.process import ROOT
from tests.cli.worlds import HARBOUR
from tests.support.command import Run
from tests.support.opened import reading
from timeline.domain.history import Signature, instant
from timeline.domain.records import Actor, RecordSet
from timeline.storage.connecting.address import read_address
from timeline.storage.history.changes_kept import read_changes
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.loader import Loader
from timeline.storage.writing.transaction.session import write_session


def write(database: str, at: str, author: str, message: str | None, name: str) -> None:
    """A change of one actor."""
    with write_session(read_address(database)) as (connection, _):
        loader = Loader(connection, ChangeLog(connection, Signature(instant(at), author, message)))
        loader.add(RecordSet(actors={"ana": Actor("ana", name)}))
        loader.finish()


@pytest.fixture(autouse=True)
def _berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's clock is that of Berlin."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def three(sqlite_url: str) -> str:
    """Three changes; before the third the clock had jumped back."""
    write(sqlite_url, "2031-05-02T12:07:00.000000Z", "Ana Editor <ana@herald.example>", None, "Ana")
    write(sqlite_url, "2031-11-03T23:30:00.000000Z", "Zoë Núñez", "full name, as she signs", "Ana M. Ruiz")
    write(sqlite_url, "2031-11-02T08:00:00.000000Z", "Ana Editor <ana@herald.example>", "shorter", "A. Ruiz")
    return sqlite_url


LOG = """\
CHANGE  WHEN              WHO                   WHAT
3       2031-11-02 09:00  Ana Editor            shorter
        UTC+1             <ana@herald.example>  load: 1 actor changed
2       2031-11-04 00:30  Zoë Núñez             full name, as she signs
        UTC+1                                   load: 1 actor changed
1       2031-05-02 14:07  Ana Editor            load: 1 actor added
        UTC+2             <ana@herald.example>
"""

OF_ANA = """\
Change 3 (Ana Editor <ana@herald.example>, 2 November 2031, 09:00 UTC+1:
shorter)
  name: Ana M. Ruiz -> A. Ruiz

Change 2 (Zoë Núñez, 4 November 2031, 00:30 UTC+1: full name, as she signs)
  name: Ana -> Ana M. Ruiz

Change 1 (Ana Editor <ana@herald.example>, 2 May 2031, 14:07 UTC+2)
  added: Ana (actor)
"""


def test_changes_are_listed_by_their_numbers_with_the_readers_zone(run: Run, three: str) -> None:
    done = run("log", db=three)
    assert (done.exit_code, done.stdout, done.stderr) == (0, LOG, "")
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    assert run("log", "ana", db=three).stdout == OF_ANA
    assert run("log", "A. Ruiz", db=three).stdout == OF_ANA


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--from", "2031-11-04"], [2]),
        (["--to", "2031-11-03"], [3, 1]),
        (["--from", "2031-11-02", "--to", "3 Nov 2031"], [3]),
        (["--author", "nunez"], [2]),
        (["--author", "ana"], [3, 1]),
        (["--limit", "1"], [3]),
        (["ana", "--author", "Zoe"], [2]),
    ],
)
def test_changes_are_found_by_day_and_author(run: Run, three: str, arguments: list[str], expected: list[int]) -> None:
    found = json.loads(run("log", *arguments, "--format", "json", db=three).stdout)
    assert [each["id"] for each in found] == expected
    lines = run("log", *arguments, "--format", "jsonl", db=three).stdout.splitlines()
    assert [json.loads(line) for line in lines if line] == found


FIRST = "change 1 (Ana Editor <ana@herald.example>, 2 May 2031, 14:07 UTC+2)"
SECOND = "change 2 (Zoë Núñez, 4 November 2031, 00:30 UTC+1: full name, as she signs)"
THIRD = "change 3 (Ana Editor <ana@herald.example>, 2 November 2031, 09:00 UTC+1: shorter)"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--from", "2032"], f"the last before that is {THIRD}"),
        (["--from", "2032", "--author", "nunez"], f"the last before that is {SECOND}"),
        (["ana", "--from", "2032"], f"the last before that is {THIRD}"),
        (["--to", "2030"], f"the first after that is {FIRST}"),
        (["ana", "--to", "2031-11-01", "--author", "nunez"], f"the first after that is {SECOND}"),
        (
            ["--from", "2031-06", "--to", "2031-10"],
            f"the last before that is {FIRST}, the first after that is {SECOND}",
        ),
        (["ana", "--from", "2031-06", "--to", "2031-10"], f"the last before that is {FIRST}, the first after that is"),
        (["--limit", "0"], ""),
    ],
)
def test_a_time_without_a_change_is_told_with_those_next_to_it(
    run: Run, three: str, arguments: list[str], told: str
) -> None:
    done = run("log", *arguments, db=three)
    said = " ".join(done.stdout.split())
    assert said.startswith(f"No change was found: {told}" if told else "No change was found."), said
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(run("log", *arguments, "--format", "json", db=three).stdout) == []


def test_the_keys_are_documented(run: Run, three: str) -> None:
    found = json.loads(run("log", "ana", "--format", "json", db=three).stdout)
    differs = json.loads(run("diff", "1", "--format", "json", db=three).stdout)
    renamed = json.loads(run("rename", "ana", "ana-ruiz", "--json", db=three).stdout)
    section = (ROOT / "docs" / "json.md").read_text(encoding="utf-8").partition("## What was changed\n")[2]
    section = section.partition("\n## ")[0]
    rows = dict(re.findall(r"^\| `(.*?)` \| (.*) \|$", section, re.MULTILINE))
    assert list(rows) == list(found[0])
    for name, what in rows.items():
        inside = [each for change in found if isinstance(change[name], list) for each in change[name]]
        assert {key for each in inside for key in each} <= set(re.findall("`([a-z_]+)`", what)), name
    assert {f"`{key}`" for key in (*differs, *renamed)} <= set(re.findall("`[a-z_]+`", section.rpartition("\n\n")[2]))


def test_json_has_all_of_a_change(run: Run, three: str) -> None:
    (found,) = json.loads(run("log", "ana", "--author", "zoe", "--format", "json", db=three).stdout)
    assert found.pop("digest")
    assert found.pop("previous_digest")
    assert found == {
        "id": 2,
        "at": "2031-11-03T23:30:00.000000Z",
        "author": "Zoë Núñez",
        "message": "full name, as she signs",
        "command": "",
        "verb": "load",
        "undoes": None,
        "begins": False,
        "counts": [{"kind": "actor", "added": 0, "changed": 1, "removed": 0, "renamed": 0}],
        "records": [
            {
                "kind": "actor",
                "id": "ana",
                "op": "changed",
                "title": "Ana M. Ruiz",
                "fields": [{"path": ["name"], "before": "Ana", "after": "Ana M. Ruiz"}],
                "was": None,
            }
        ],
    }


def test_who_is_not_known_is_told_with_who_is_near(run: Run, three: str) -> None:
    near = run("log", "--author", "Ana Editr", db=three)
    assert (near.exit_code, near.stdout) == (1, "")
    assert "did you mean Ana Editor <ana@herald.example>?" in near.stderr
    assert "there are Ana Editor" in run("log", "--author", "qqq", db=three).stderr
    assert 'nothing has the id or name "nobody"' in run("log", "nobody", db=three).stderr


def test_what_is_gone_and_terms_have_their_log_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "h.yaml"
    path.write_text(HARBOUR + "vocabulary:\n  types: {vigil: nobody moves}\n", encoding="utf-8")
    run("load", str(path))
    path.write_text(HARBOUR.partition("  strike-called:")[0], encoding="utf-8")
    run("load", str(path), "--prune", "--yes")
    assert "  removed: The union calls a strike (event)\n" in run("log", "strike-called").stdout
    assert run("log", "types/vigil").stdout.count("nobody moves (term)") == 2


def test_what_stood_there_before_is_said(run: Run, tmp_path: Path, sqlite_url: str) -> None:
    path = tmp_path / "h.yaml"
    path.write_text(HARBOUR, encoding="utf-8")
    run("load", str(path))
    with sqlite3.connect(sqlite_url) as file:
        for table in ("change", "change_added"):
            file.execute(f"DELETE FROM {table}")
    file.close()
    assert run("log").stdout == "No change was found.\n"
    assert run("log", "ana-ruiz").stdout == "No change was found.\n"
    path.write_text(HARBOUR.partition("  strike-called:")[0], encoding="utf-8")
    run("load", str(path), "--prune", "--yes")
    told = run("log").stdout.splitlines()
    assert told[-1] == "3 sources, 3 actors, 1 place, 2 events stood here before the history began"


def test_nothing_in_a_change_reaches_the_terminal(run: Run, sqlite_url: str) -> None:
    """The author and the message come from elsewhere: what the command refuses, a database may hold all the same."""
    write(sqlite_url, "2031-05-02T12:07:00.000000Z", "Eve\x1b[31m\n<b>", "a\x1b]0;x\x07\u202e\nCHANGE", "Ana \x1b[2J")
    for arguments in (["log"], ["log", "ana"], ["log", "ana", "--format", "json"], ["undo", "1", "--dry-run"]):
        told = run(*arguments, db=sqlite_url).stdout
        assert "\x1b" not in told
        assert "\x07" not in told
        assert "\u202e" not in told
        assert not any(line.startswith("CHANGE\n") for line in told.splitlines(keepends=True))


def test_the_chain_is_computed_anew(run: Run, three: str) -> None:
    assert run("log", "--verify", db=three).stdout == "3 changes: each is what it was when it landed\n"
    with sqlite3.connect(three) as file:
        file.execute("UPDATE change SET author = 'Nobody' WHERE id = 2")
    file.close()
    done = run("log", "--verify", db=three)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "change 2: it, or what it kept, has been altered\n"
    assert run("log", "--verify", "ana", db=three).exit_code == 2


def test_the_reader_lists_what_it_is_asked_for(three: str) -> None:
    with reading(three) as reader:
        assert [each.id for each in read_changes(reader, newest_first=True, limit=2)] == [3, 2]
        assert [each.id for each in read_changes(reader, after=1, until=2)] == [2]


def test_show_tells_what_was_changed_in_a_record(run: Run, three: str) -> None:
    shown, plain = run("show", "ana", "--history", db=three).stdout, run("show", "ana", db=three).stdout
    assert shown == f"{plain}\nWHAT WAS CHANGED\n{OF_ANA.replace(chr(10) * 2, chr(10))}"
    told = json.loads(run("show", "ana", "--history", "--format", "json", db=three).stdout)
    assert told["history"] == json.loads(run("log", "ana", "--format", "json", db=three).stdout)
    assert "history" not in json.loads(run("show", "ana", "--format", "json", db=three).stdout)
