"""What reaches people: no password, nothing that a terminal would obey, no traceback for what they typed."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Ask
from tests.cli.process import COMMAND, environment, run_on_terminal, run_piped
from tests.support.command import Run
from tests.support.stores import fill
from timeline.cli import COMMANDS, main
from timeline.domain.records import Actor, Claim, Event, Participant, RecordSet, Source
from timeline.domain.words.control_signs import HARMFUL

# --- passwords -------------------------------------------------------------------------------------

URL = "postgresql://ana:hunter2@host.invalid/news"


@pytest.mark.parametrize(
    "arguments",
    [
        [URL],
        [URL.replace("://", ":/")],
        ["events", URL],
        ["events", "--on", URL],
        ["events", "--limit", URL],
        ["events", "--format", URL],
        ["events", "--actor", URL],
        ["show", URL],
        ["show", "postgresql:ana:hunter2@host"],
        ["places", "port", URL],
        ["load", URL],
        ["check", URL],
        ["export", URL],
        ["import", URL],
        ["show", "postgresql://a-user-with-a-long-name-indeed:hunter2-and-more-of-it-to-be-cut@host/news"],
        ["events", "--on", "postgresql://a-user-with-a-long-name-indeed:hunter2-and-more-of-it-to-be-cut@host/news"],
    ],
    ids=" ".join,
)
def test_an_address_in_the_wrong_place_does_not_show_its_password(ask_strait: Ask, arguments: list[str]) -> None:
    done = ask_strait(*arguments)
    assert done.exit_code != 0
    assert done.stderr
    assert "hunter" not in done.output


@pytest.mark.parametrize("command", [["init", "--dry-run"], ["init"], ["load", "x.yaml"], ["events"], ["dump", "d"]])
@pytest.mark.parametrize(
    "db", ["postgresql:/ana:hunter2@host/news", "ana:hunter2@host/news", "host=h password=hunter2"]
)
def test_a_mistyped_database_does_not_show_its_password_or_make_a_file(
    db: str, command: list[str], tmp_path: Path
) -> None:
    (tmp_path / "x.yaml").write_text("events: {}\n", encoding="utf-8")
    done = run_piped("--db", db, *command, folder=tmp_path)
    assert done.returncode == 1
    assert "names no file: write a server as postgresql://user@host/name" in done.stderr
    assert "hunter" not in done.stdout + done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["x.yaml"]


def test_a_fault_of_our_own_does_not_show_a_password() -> None:
    faulty = f"import timeline.cli; timeline.cli.main = None; {ENTRY}"
    done = subprocess.run(
        [sys.executable, "-c", faulty, "--db", URL],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    faulty = faulty.replace("= None", "= lambda **_: 1 / len('') if False else open(sys.argv[2])")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {faulty}", "--db", URL],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "No such file or directory: 'postgresql://ana:***@host.invalid/news'" in done.stderr
    assert "hunter" not in done.stderr


ENTRY = "from timeline.__main__ import run; run()"


def test_a_password_on_the_command_line_gets_advice_and_in_the_environment_none(tmp_path: Path) -> None:
    typed = run_piped("--db", "postgresql://ana:hunter2@127.0.0.1:1/news", "events", folder=tmp_path)
    advice, refusal = typed.stderr.splitlines()
    assert advice.startswith("--db: who lists this machine's processes sees the password: keep it in ~/.pgpass")
    assert refusal.startswith("postgresql://ana:***@127.0.0.1:1/news: no server answers there")
    for db in ("postgresql://ana@127.0.0.1:1/news", "timeline.db"):
        assert run_piped("--db", db, "events", folder=tmp_path).stderr.count("\n") == 1
    named = run_piped("events", variables={"TIMELINE_DB": "postgresql://ana:hunter2@127.0.0.1:1/news"})
    assert named.stderr == refusal + "\n"


# --- bytes that are no text ------------------------------------------------------------------------

ODD_BYTES = b"caf\xe9"


def run_bytes(*arguments: str | bytes, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Runs the command in a folder, arguments as bytes."""
    command = [os.fsencode(each) for each in (*COMMAND, *arguments)]
    return subprocess.run(
        command, env=environment(), cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
    )


WORDS = [
    ["show", ODD_BYTES],
    ["actors", ODD_BYTES],
    *(
        ["events", option, ODD_BYTES]
        for option in ("--on", "--from", "--actor", "--any-actor", "--role", "--place", "--type", "--source", "--tag")
    ),
    *(["events", option, ODD_BYTES] for option in ("--text", "--standing", "--as-of", "--limit", "--format")),
    ["export", "x.md", "--title", ODD_BYTES],
    ["export", "x.md", "--made-on", ODD_BYTES],
    ["import", "x.csv", "--encoding", ODD_BYTES],
    [ODD_BYTES],
    ["events", b"--" + ODD_BYTES],
]


@pytest.mark.parametrize("arguments", WORDS, ids=str)
def test_a_word_that_is_no_text_is_a_mistake_of_typing(
    ask_strait: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str | bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.csv").write_text("Date,What\n2031-05-01,x\n", encoding="utf-8")
    done = ask_strait(*(os.fsdecode(each) for each in arguments))
    assert done.exit_code == 2
    assert "caf" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.parametrize("arguments", [["show", ODD_BYTES], ["events", "--on", ODD_BYTES], [ODD_BYTES]], ids=str)
def test_bytes_that_are_no_text_are_shown(strait_db: str, tmp_path: Path, arguments: list[str | bytes]) -> None:
    done = run_bytes("--db", strait_db, *arguments, folder=tmp_path)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert "caf" in done.stderr.decode("utf-8")


def _words(command: click.Command) -> Iterator[str]:
    """The parameters of a command that take any text, unchecked."""
    for param in command.params:
        if param.type is click.STRING and not (isinstance(param, click.Option) and param.is_flag):
            yield f"{command.name} {param.name}"
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            below = command.get_command(click.Context(command), name)
            assert below is not None
            yield from _words(below)


def test_every_word_is_held_to_be_text() -> None:
    assert list(_words(main)) == ["timeline db"], "which is a path as well"
    assert len(COMMANDS) > 10


def test_files_may_have_any_name(tmp_path: Path, seeds_folder: Path) -> None:
    database, seeds = b"base-" + ODD_BYTES + b".db", b"seeds-" + ODD_BYTES
    shutil.copytree(seeds_folder / "iraq-2020", tmp_path / os.fsdecode(seeds))
    for arguments in (
        ["load", seeds],
        ["check", seeds],
        ["load", seeds],
        ["events", "--limit", "1"],
        ["export", ODD_BYTES + b".md"],
        ["export", ODD_BYTES + b".jsonl"],
        ["import", ODD_BYTES + b".jsonl"],
        ["dump", b"dump-" + ODD_BYTES],
    ):
        done = run_bytes("--db", database, *arguments, folder=tmp_path)
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
    assert done.stdout.startswith(b"dump-caf\xe9: 8 sources"), "a pipe gets the name as it is"
    assert b"dump-" + ODD_BYTES in os.listdir(os.fsencode(tmp_path))
    missing = run_bytes("--db", b"no-" + database, "events", folder=tmp_path)
    assert missing.stderr.startswith(b"there is no database at no-base-caf\\xe9.db")


# --- outputs that fail -----------------------------------------------------------------------------


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["events", "--help"],
        ["db", "--help"],
        ["formats"],
        ["actors"],
        ["actors", "--format", "csv"],
        ["show", "ana"],
        ["show", "talks", "--format", "json"],
        ["export", "-", "--format", "html"],
        ["export", "-", "--format", "jsonl"],
        ["init"],
        ["dump", "there"],
    ],
    ids=" ".join,
)
def test_an_output_that_is_full_is_said_in_one_line(strait_db: str, tmp_path: Path, arguments: list[str]) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [*COMMAND, "--db", strait_db, *arguments],
            env=environment(),
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "the output: No space left on device\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments", [["--help"], ["frobnicate"], ["show", "nothing-like-it"], ["events"]], ids=" ".join
)
def test_where_nothing_can_be_said_nothing_is(strait_db: str, arguments: list[str]) -> None:
    done = subprocess.run(
        ["bash", "-c", '"$@" >/dev/full 2>/dev/full', "bash", *COMMAND, "--db", strait_db, *arguments],
        env=environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode in (1, 2)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["events", "--help"], ["formats"], ["show", "ana"], ["export", "-", "--format", "md"]]
)
def test_a_reader_who_is_gone_leaves_no_word(strait_db: str, arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [*COMMAND, "--db", strait_db, *arguments],
            env=environment(),
            stdout=write,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    finally:
        os.close(write)
    assert done.stderr == ""


@pytest.mark.parametrize("size", ["²", "9" * 5000, "-3", "0", "wide", "1" * 7])
def test_a_size_that_is_none_does_not_count(strait_db: str, size: str) -> None:
    done = run_piped("--db", strait_db, "actors", variables={"COLUMNS": size, "LINES": size})
    assert done.stdout == run_piped("--db", strait_db, "actors").stdout != ""


# --- interrupts ------------------------------------------------------------------------------------

_WHILE_IMPORTING = """\
import os, signal, sys, time
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            {how}
sys.meta_path.insert(0, Interrupting())
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = ["timeline", "--db", sys.argv[1], *sys.argv[2:]]
from timeline.__main__ import run
run()
"""
_AT_ONCE = "os.kill(os.getpid(), signal.SIGINT); time.sleep(5)"
# As libraries do that turn what they do not know into an error of their own, or have it in a callback.
_CHANGED = """
            try:
                os.kill(os.getpid(), signal.SIGINT); time.sleep(5)
            except KeyboardInterrupt:
                raise ImportError("something went wrong")
"""
_LOST = """
            class Lost:
                def __del__(self):
                    os.kill(os.getpid(), signal.SIGINT); time.sleep(5)
            lost = Lost()
            del lost
            time.sleep(5)
"""


@pytest.mark.parametrize(
    ("name", "arguments", "how"),
    [
        ("timeline.cli", ["--help"], _AT_ONCE),
        ("click", ["--help"], _AT_ONCE),
        ("timeline.storage.connecting.reader", ["events"], _AT_ONCE),
        ("sqlalchemy", ["load", "."], _AT_ONCE),
        ("click", ["--help"], _CHANGED),
        ("pydantic", ["load", "."], _CHANGED),
        ("click", ["--help"], _LOST),
        ("orjson", ["events", "--format", "json"], _LOST),
    ],
)
def test_an_interrupt_while_modules_are_imported_leaves_one_word(
    strait_db: str, tmp_path: Path, name: str, arguments: list[str], how: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WHILE_IMPORTING.format(name=name, how=how), strait_db, *arguments],
        env=environment(),
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr.strip()) == (1, "Aborted!")


def test_a_command_that_is_to_ignore_interrupts_does(strait_db: str) -> None:
    ignoring = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); " + ENTRY
    script = f"import os, sys; {ignoring}".replace("run()", "os.kill(os.getpid(), signal.SIGINT); run()")
    done = subprocess.run(
        [sys.executable, "-c", script, "--db", strait_db, "actors"],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ana" in done.stdout


# --- signs that terminals obey ---------------------------------------------------------------------

_TITLE = "\x1b[31mred \x9b31m \u202eback\x07"


@pytest.fixture(scope="module")
def hostile_db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database into which such signs have got, in whatever way."""
    path = str(tmp_path_factory.mktemp("hostile") / "timeline.db")
    fill(
        path,
        RecordSet(
            sources={"wire": Source("wire", "TITLE", publisher="TITLE")},
            actors={"ana": Actor("ana", "TITLE")},
            events={
                "call": Event(
                    "call",
                    "TITLE",
                    claims=(Claim("wire", date="2031-05-01"),),
                    participants=(Participant("ana", "initiator"),),
                )
            },
        ),
    )
    with sqlite3.connect(path) as connection:
        for table, column in (("event", "title"), ("source", "title"), ("source", "publisher"), ("actor", "name")):
            connection.execute(f"UPDATE {table} SET {column} = ?", (_TITLE,))
    connection.close()
    return path


QUESTIONS = [
    ["events"],
    ["events", "--format", "csv"],
    ["events", "--format", "json"],
    ["events", "--format", "jsonl"],
    ["actors", "--format", "csv"],
    ["actors", "--format", "json"],
    ["sources", "--format", "jsonl"],
    ["show", "call"],
    ["show", "call", "--format", "json"],
    ["export", "-", "--format", "csv", "--raw"],
    ["export", "-", "--format", "md"],
    ["export", "-", "--format", "html"],
    ["export", "-", "--format", "jsonl"],
    ["show", _TITLE],
    ["events", "--on", _TITLE],
    [_TITLE],
    ["load", _TITLE],
    ["events", "--text", _TITLE],
]


@pytest.mark.parametrize("question", QUESTIONS, ids=repr)
def test_a_terminal_is_shown_what_it_would_obey(hostile_db: str, question: list[str]) -> None:
    seen = run_on_terminal("--db", hostile_db, *question, rows=999)
    assert seen.text
    assert not re.search(f"[{HARMFUL}]", seen.text)


def test_the_pager_is_shown_it_too(hostile_db: str) -> None:
    seen = run_on_terminal("--db", hostile_db, "show", "call", rows=3, variables={"PAGER": "cat"})
    assert "WHO SAYS SO" in seen.text
    assert not re.search(f"[{HARMFUL}]", seen.text)


@pytest.mark.parametrize("question", [each for each in QUESTIONS if "json" in each or "jsonl" in each], ids=repr)
def test_json_escapes_it_everywhere(hostile_db: str, question: list[str]) -> None:
    piped = run_piped("--db", hostile_db, *question).stdout
    assert not re.search(f"[{HARMFUL}]", piped)
    assert "\\u001b[31mred \\u009b31m \\u202eback\\u0007" in piped
    assert _TITLE in _texts(json.loads(piped))
    assert run_on_terminal("--db", hostile_db, *question, rows=999).text == piped


def _texts(value: object) -> set[str]:
    """All texts in a JSON value."""
    if isinstance(value, str):
        return {value}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {text for each in inner for text in _texts(each)}


def test_csv_keeps_the_bytes_in_a_pipe(hostile_db: str) -> None:
    for question in (["events", "--format", "csv"], ["actors", "--format", "csv"]):
        assert _TITLE in run_piped("--db", hostile_db, *question).stdout
    shown = run_on_terminal("--db", hostile_db, "actors", "--format", "csv").text
    assert "\\x1b[31mred \\x9b31m \\u202eback\\x07" in shown
    assert len(shown.splitlines()) == 2


def test_what_is_said_on_stderr_is_shown_in_a_pipe_too(hostile_db: str) -> None:
    done = run_piped("--db", hostile_db, "show", "\x9b31m \u202eback\x07")
    assert done.stderr.startswith('nothing has the id or name "\\x9b31m \\u202eback\\x07": ')
    assert not re.search(f"[{HARMFUL}]", done.stderr)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_without_them(hostile_db: str, tmp_path: Path, shell: str) -> None:
    done = run_piped(
        folder=tmp_path,
        variables={
            "_TIMELINE_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": "timeline show an",
            "COMP_CWORD": "an" if shell == "fish" else "2",
            "TIMELINE_DB": hostile_db,
        },
    )
    assert "ana" in done.stdout
    assert not re.search(f"[{HARMFUL}]", done.stdout)


def test_in_one_process_the_streams_are_given_back(run: Run) -> None:
    before = sys.stdout, sys.stderr
    run("frobnicate")
    assert (sys.stdout, sys.stderr) == before
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
