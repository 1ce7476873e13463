"""Two people, each with a working folder, and one database: what they are told, and that nobody's work is lost.

Whoever writes is a process of their own, as people are; what came before, and what stands there then, is the test's.
"""

import json
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess, Popen

import pytest

from tests.actions.importing.test_import_file import row
from tests.actions.importing.test_import_file import write as write_table
from tests.cli.process import COMMAND, environment, run_on_terminal, run_piped
from tests.cli.worlds import HARBOUR
from tests.support.command import run_command

WHEN = r"\d+ \w+ \d{4}, \d\d:\d\d UTC([+-][\d:]+)?"


class Editor:
    """A person at a desk: a name, a folder to work in, and the database that others write to as well."""

    def __init__(self, name: str, folder: Path, database: str) -> None:
        folder.mkdir()
        self.name = name
        self.folder = folder
        self._variables = {"TIMELINE_DB": database, "TIMELINE_AUTHOR": name}

    def timeline(self, *arguments: str) -> CompletedProcess[str]:
        """Runs a command in the folder."""
        return run_piped(*arguments, variables=self._variables, folder=self.folder)

    def does(self, *arguments: str) -> str:
        """Runs one that must come to its end; what it printed."""
        done = self.timeline(*arguments)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    def answers(self, typed: str, *arguments: str) -> tuple[int, str]:
        """Runs a command at a terminal: its exit code, and what was to be seen."""
        seen = run_on_terminal(*arguments, typed=typed, variables=self._variables, folder=self.folder)
        return seen.code, seen.text

    def pastes(self, printed: str) -> str:
        """Runs a command that another has printed."""
        program, *arguments = shlex.split(printed)
        assert program == "timeline"
        return self.does(*arguments)

    def begins(self, *arguments: str) -> "Popen[str]":
        """Begins to run a command, and waits for nothing."""
        return subprocess.Popen(
            [*COMMAND, *arguments],
            env=environment(self._variables),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def edits(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        (self.folder / name).write_text(text.replace(old, new), encoding="utf-8")

    def writes(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def ana(tmp_path: Path, database: str) -> Editor:
    return Editor("Ana Editor", tmp_path / "ana", database)


@pytest.fixture
def ben(tmp_path: Path, database: str) -> Editor:
    return Editor("Ben Editor", tmp_path / "ben", database)


@pytest.fixture
def _harbour(ana: Editor, ben: Editor, database: str) -> None:
    """Both have HARBOUR, and Ana has loaded it."""
    for editor in (ana, ben):
        editor.writes("harbour.yaml", HARBOUR)
    loaded = run_command("load", str(ana.folder / "harbour.yaml"), "--author", ana.name, db=database)
    assert loaded.exit_code == 0


@pytest.fixture
def hand_out(ana: Editor, ben: Editor, database: str) -> Callable[[], None]:
    """Gives both a dump of now."""

    def hand_out() -> None:
        for editor in (ana, ben):
            assert run_command("dump", str(editor.folder / "chronology"), db=database).exit_code == 0

    return hand_out


Ask = Callable[..., str]


@pytest.fixture
def ask(database: str) -> Ask:
    """What the database answers now."""

    def answer(*arguments: str) -> str:
        done = run_command(*arguments, db=database)
        assert done.exit_code == 0, done.stderr
        return done.stdout

    return answer


@pytest.fixture
def dumped(database: str, tmp_path: Path) -> Callable[[], dict[str, bytes]]:
    """The files of a dump of now, but for the one that says after which change it was made."""

    def dump() -> dict[str, bytes]:
        assert run_command("dump", str(tmp_path / "dumped"), db=database).exit_code == 0
        return {
            path.name: path.read_bytes() for path in (tmp_path / "dumped").iterdir() if path.name != "timeline.yaml"
        }

    return dump


def logged(ask: Ask, *arguments: str) -> list[tuple[object, ...]]:
    """(number, author, verb, message) of the changes, newest first; the chain holds."""
    ask("log", "--verify")
    found = json.loads(ask("log", *arguments, "--format", "json"))
    return [(each["id"], each["author"], each["verb"], each["message"]) for each in found]


def differences(ask: Ask, *states: str) -> list[str]:
    """What ``diff`` tells of two states, behind the lines that say which these are."""
    _, told = ask("diff", *states).split("\n\n", 1)
    return told.splitlines()


@pytest.mark.usefixtures("_harbour")
def test_a_stale_copy_does_not_take_a_correction_back(ana: Editor, ben: Editor, ask: Ask) -> None:
    ana.edits("harbour.yaml", "at: ¶ 3, date: 2031-05-01", "at: ¶ 3, date: 2031-04-30")
    told = ana.does("load", "harbour.yaml", "-m", "date corrected")
    assert "  ruiz-meets-vale: date of the claim of gazette-2031-05-02: 2031-05-01 -> 2031-04-30\n" in told

    # Ben has not looked at the database since, and adds an event to the file that he has.
    ben.writes("harbour.yaml", HARBOUR + "  farewell: {title: Ruiz leaves, claims: [{source: newswire}]}\n")
    refused = ben.timeline("load", "harbour.yaml")
    assert (refused.returncode, refused.stdout) == (1, "")
    first, last = refused.stderr.splitlines()
    assert re.fullmatch(
        r"harbour\.yaml:19: ruiz-meets-vale: this is what it said before change 2 "
        rf"\(Ana Editor, {WHEN}: date corrected\)",
        first,
    )
    way_out = "timeline load harbour.yaml --revert"
    assert last.startswith("nothing was loaded: 1 record is older in the files than in the database")
    assert last.endswith(f"to take it back to what they say: {way_out}")
    assert differences(ask, "2") == ["Nothing differs."]

    told = ben.pastes(way_out)
    assert "  ruiz-meets-vale: date of the claim of gazette-2031-05-02: 2031-04-30 -> 2031-05-01\n" in told
    assert logged(ask) == [
        (3, "Ben Editor", "load", None),
        (2, "Ana Editor", "load", "date corrected"),
        (1, "Ana Editor", "load", None),
    ]
    assert differences(ask, "1") == ["farewell: added: Ruiz leaves (event)"]
    assert "2031-04-30 -> 2031-05-01" in ask("log", "ruiz-meets-vale").split("\n\n")[0]


@pytest.mark.usefixtures("_harbour")
def test_two_who_edit_a_dumped_folder_both_land_unless_in_one_thing(
    ana: Editor, ben: Editor, ask: Ask, hand_out: Callable[[], None]
) -> None:
    hand_out()
    ana.edits("chronology/events-2031.yaml", "Ruiz meets the minister's envoy", "Ruiz meets the envoy")
    ben.edits("chronology/events-2031.yaml", "¶ 3", "¶ 4")
    ana.does("load", "chronology", "-m", "he is no minister's")

    told = ben.does("load", "chronology")
    assert "  ruiz-meets-vale: at of the claim of gazette-2031-05-02: ¶ 3 -> ¶ 4\n" in told
    stayed = told.partition("\nstayed ")[2]
    assert re.search(
        r"  ruiz-meets-vale: title: Ruiz meets the minister's envoy -> Ruiz meets the envoy "
        rf"\(change 2 \(Ana Editor, {WHEN}: he is no minister's\)\)",
        stayed,
    )
    both = differences(ask, "1")
    assert both == [
        "ruiz-meets-vale: title: Ruiz meets the minister's envoy -> Ruiz meets the envoy",
        "ruiz-meets-vale: at of the claim of gazette-2031-05-02: ¶ 3 -> ¶ 4",
    ]

    # Ben's folder is still that of the dump; now he edits the title, too. It is Ana's, though Ben wrote the event last.
    ben.edits("chronology/events-2031.yaml", "Ruiz meets the minister's envoy", "Ruiz meets a clerk")
    ben.edits("chronology/events-2031.yaml", "The union calls a strike", "A strike is called")
    refused = ben.timeline("load", "chronology")
    assert (refused.returncode, refused.stdout) == (1, "")
    first, last = refused.stderr.splitlines()
    assert re.fullmatch(
        r"chronology/events-2031\.yaml:\d+: ruiz-meets-vale: title: Ruiz meets the minister's envoy -> Ruiz meets a "
        rf"clerk in the files, Ruiz meets the envoy in the database, by change 2 \(Ana Editor, {WHEN}: he is no .*\)",
        first,
    )
    assert last.startswith("nothing was loaded: 1 record edited in the files and in the database since the dump")
    assert "let the files decide: timeline load chronology --theirs (" in last
    assert differences(ask, "1") == both

    ben.does("load", "chronology", "--ours")
    assert differences(ask, "3") == ["strike-called: title: The union calls a strike -> A strike is called"]
    told = ben.does("load", "chronology", "--theirs")
    assert "  ruiz-meets-vale: title: Ruiz meets the envoy -> Ruiz meets a clerk\n" in told
    assert [each[:2] for each in logged(ask, "ruiz-meets-vale")] == [
        (5, "Ben Editor"),
        (3, "Ben Editor"),
        (2, "Ana Editor"),
        (1, "Ana Editor"),
    ]


@pytest.mark.usefixtures("_harbour")
def test_what_is_pruned_by_mistake_is_asked_and_comes_back_whole(
    ana: Editor, ben: Editor, ask: Ask, dumped: Callable[[], dict[str, bytes]]
) -> None:
    before = dumped()
    ben.writes("harbour.yaml", HARBOUR.partition("  strike-called:")[0])
    listed = "removes  1 event\n  strike-called: The union calls a strike (event)\nRemove them? [y/N]:"
    code, seen = ben.answers("n\n", "load", "harbour.yaml", "--prune")
    assert (code, listed in seen, "nothing was loaded" in seen) == (1, True, True)
    assert dumped() == before
    code, seen = ben.answers("y\n", "load", "harbour.yaml", "--prune", "-m", "tidied up")
    assert (code, listed in seen) == (0, True)
    assert differences(ask, "1") == ["strike-called: removed: The union calls a strike (event)"]
    assert "Ben Editor" in ask("log", "strike-called").split("\n\n")[0]

    told = ana.does("undo", "2", "-m", "not that one")
    assert re.match(rf"undone   change 2 \(Ben Editor, {WHEN}: tidied up\)\nadded    1 event\n  strike-called\n", told)
    assert dumped() == before
    assert differences(ask, "1") == ["Nothing differs."]
    assert logged(ask) == [
        (3, "Ana Editor", "undo", "not that one"),
        (2, "Ben Editor", "load", "tidied up"),
        (1, "Ana Editor", "load", None),
    ]


def test_a_new_edition_is_undone_and_imported_again(
    ana: Editor, ben: Editor, ask: Ask, dumped: Callable[[], dict[str, bytes]], database: str
) -> None:
    table = write_table(ana.folder / "ged.csv", row(1), row(2, day="2031-05-02"))
    assert run_command("import", str(table), "--author", ana.name, db=database).exit_code == 0
    first = dumped()
    write_table(ben.folder / "ged.csv", row(1, best="4"), row(2, day="2031-05-03"), row(3))
    told = ben.does("import", "ged.csv", "-m", "the edition of June")
    assert "added    1 event\nchanged  2 events\n" in told
    second = dumped()

    ana.does("undo", "2")
    assert dumped() == first
    assert ben.does("import", "ged.csv", "-m", "after all") == told, "as if it had not been there"
    assert dumped() == second
    assert differences(ask, "2") == ["Nothing differs."]
    assert logged(ask) == [
        (4, "Ben Editor", "import", "after all"),
        (3, "Ana Editor", "undo", "undo of change 2"),
        (2, "Ben Editor", "import", "the edition of June"),
        (1, "Ana Editor", "import", None),
    ]


def together(*begun: "Popen[str]") -> list[tuple[int, str, str]]:
    """(exit code, output, errors) of commands that run at the same time."""
    ended = []
    for process in begun:
        said, complained = process.communicate(timeout=60)
        ended.append((process.returncode, said, complained))
    return ended


def test_two_who_write_at_the_same_moment_land_one_after_the_other(
    ana: Editor, ben: Editor, ask: Ask, hand_out: Callable[[], None]
) -> None:
    for editor in (ana, ben):
        own = f"{editor.name.partition(' ')[0].lower()}-talks"
        editor.writes("harbour.yaml", f"{HARBOUR}  {own}: {{title: Talks, claims: [{{source: newswire}}]}}\n")
    done = together(ana.begins("load", "harbour.yaml"), ben.begins("load", "harbour.yaml"))
    assert [code for code, _, _ in done] == [0, 0], done
    added = sorted(said.splitlines()[0] for _, said, _ in done)
    assert added == ["added    1 event", "added    3 sources, 3 actors, 1 place, 3 events"]
    assert {author for _, author, _, _ in logged(ask)} == {"Ana Editor", "Ben Editor"}

    hand_out()
    for editor in (ana, ben):
        editor.edits("chronology/events-2031.yaml", "minister's envoy", f"envoy, says {editor.name}")
    done = together(ana.begins("load", "chronology"), ben.begins("load", "chronology"))
    assert sorted(code for code, _, _ in done) == [0, 1], done
    first, other = sorted((ana, ben), key=lambda editor: done[(ana, ben).index(editor)][0])
    lost = next(complained for code, _, complained in done if code)
    assert f"-> Ruiz meets the envoy, says {other.name} in the files, Ruiz meets the envoy, says {first.name}" in lost
    assert f"by change 3 ({first.name}, " in lost
    assert [each[:2] for each in logged(ask, "--limit", "1")] == [(3, first.name)]

    done = together(ana.begins("undo", "3"), ben.begins("undo", "3"))
    assert [code for code, _, _ in done] == [0, 0], done
    said = sorted(said.splitlines()[-1] for _, said, _ in done)
    assert said[0] == "by       change 4"
    assert said[1].endswith("all of it is back already, nothing was changed")
    assert [each[0] for each in logged(ask)] == [4, 3, 2, 1]
    assert differences(ask, "2") == ["Nothing differs."]
