"""The group of commands: help, names, databases, exit codes, and how it ends when it is cut short."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Ask
from tests.cli.process import COMMAND, environment, run_piped
from timeline import __version__
from timeline.cli import COMMANDS, main
from timeline.cli.arguments.once import Command

ENTRY = """\
import sys
from timeline.__main__ import run
sys.argv = ["timeline", *sys.argv[1:]]
try:
    run()
except SystemExit as left:
    code = left.code
print(code, *sorted(sys.modules), file=sys.stderr)
"""


def modules_after(*arguments: str) -> set[str]:
    """The modules that a run of the command leaves loaded."""
    done = subprocess.run(
        [sys.executable, "-c", ENTRY, *arguments],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, *modules = done.stderr.split()
    assert code == "0", done.stderr
    return set(modules)


HEAVY = {"sqlalchemy", "alembic", "pydantic", "jinja2", "yaml", "psycopg", "rich", "anyascii", "rapidfuzz"}


def test_help_loads_no_command_and_no_heavy_library() -> None:
    loaded = modules_after("--help")
    assert not loaded & HEAVY
    assert {name for name in loaded if name.startswith("timeline.")} == {
        "timeline.__main__",
        "timeline.cli",
        "timeline.cli.printing",
        "timeline.cli.printing.streams",
        "timeline.domain",
        "timeline.domain.words",
        "timeline.domain.words.control_signs",
        "timeline.errors",
    }


@pytest.mark.parametrize("options", [[], ["--format", "json"], ["--actor", "ana"], ["--text", "talks"]])
def test_a_question_to_a_file_loads_no_heavy_library(strait_db: str, options: list[str]) -> None:
    loaded = modules_after("--db", strait_db, "events", "--on", "2031", *options)
    assert loaded & HEAVY <= {"anyascii", "rapidfuzz"}, "names are folded, and nothing else is needed"
    assert {name.rpartition(".")[2] for name in loaded if name.startswith("timeline.cli.commands.")} == {"events"}


def test_help_lists_the_commands_in_the_order_of_the_work(ask_strait: Ask) -> None:
    help_text = ask_strait("--help").stdout
    listed = re.findall(r"^  ([a-z]+)  +\S", help_text.partition("Commands:")[2], re.MULTILINE)
    assert listed == list(COMMANDS)
    assert ask_strait("-h").stdout == help_text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(ask_strait: Ask, name: str) -> None:
    done = ask_strait(name, "--help")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: timeline {name} ")


def test_every_command_refuses_an_option_that_is_given_twice() -> None:
    def commands(group: click.Group) -> Iterator[click.Command]:
        ctx = click.Context(group)
        for name in group.list_commands(ctx):
            found = group.get_command(ctx, name)
            assert found is not None
            yield from commands(found) if isinstance(found, click.Group) else [found]

    for command in commands(main):
        assert isinstance(command, Command) or not any(isinstance(each, click.Option) for each in command.params)


@pytest.mark.parametrize(
    ("typed", "offer"),
    [("event", ' Did you mean "events"?'), ("exprot", ' Did you mean "export"?'), ("frobnicate", "")],
)
def test_an_unknown_command_offers_the_nearest(ask_strait: Ask, typed: str, offer: str) -> None:
    done = ask_strait(typed)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith(f'Error: No such command "{typed}".{offer}\n')


def test_no_command_shows_the_help(ask_strait: Ask) -> None:
    done = run_piped()
    assert done.returncode == 2
    assert done.stdout + done.stderr == ask_strait("--help").stdout


def test_an_unknown_option_offers_the_nearest(ask_strait: Ask) -> None:
    done = ask_strait("events", "--form", "2031")
    assert done.exit_code == 2
    assert "--from" in done.stderr


def test_version(ask_strait: Ask) -> None:
    assert ask_strait("--version").stdout == f"timeline, version {__version__}\n"


# --- which database --------------------------------------------------------------------------------


def test_the_variable_names_the_database(strait_db: str, tmp_path: Path) -> None:
    done = run_piped("events", "--tag", "labour", variables={"TIMELINE_DB": strait_db}, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "A strike" in done.stdout


def test_the_option_goes_before_the_variable(strait_db: str, tmp_path: Path) -> None:
    done = run_piped("--db", strait_db, "events", variables={"TIMELINE_DB": "nowhere.db"}, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_without_either_it_is_the_one_in_the_current_folder(strait_db: str, tmp_path: Path) -> None:
    missing = run_piped("events", folder=tmp_path)
    assert missing.returncode == 1
    assert missing.stderr == "there is no database at timeline.db: make one with `timeline load PATH`\n"
    assert os.listdir(tmp_path) == []
    shutil.copy(strait_db, tmp_path / "timeline.db")
    assert run_piped("events", folder=tmp_path).returncode == 0


def test_an_empty_name_is_no_database(ask_strait: Ask) -> None:
    done = ask_strait("--db", "", "events")
    assert done.exit_code == 2
    assert "write a path or a URL" in done.stderr


def test_a_folder_is_no_database(ask_strait: Ask, tmp_path: Path) -> None:
    done = ask_strait("--db", str(tmp_path), "load", "x.yaml")
    assert done.exit_code == 2
    assert f'"{tmp_path}" is a folder: name a file in it' in done.stderr


@pytest.mark.parametrize("command", [["events"], ["actors"], ["show", "ana"], ["export", "-", "--format", "csv"]])
def test_what_is_no_database_is_said_in_one_line(command: list[str], tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("these are notes, and no database\n" * 100, encoding="utf-8")
    done = run_piped("--db", str(other), *command)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"{other}: ")


# --- cut short -------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", ["", "--format json", "--format jsonl", "--format csv"])
def test_a_reader_who_has_read_enough_leaves_no_traceback(seeds_db: str, options: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"$@" events {options} | head -1', "bash", *COMMAND, "--db", seeds_db],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("options", [[], ["--format", "json"], ["--format", "json", "--limit", "1"]])
def test_an_output_that_fails_is_said_in_one_line(seeds_db: str, options: list[str]) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [*COMMAND, "--db", seeds_db, "events", *options],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "the output: No space left on device\n")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_matter(seeds_db: str, closed: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"$@" {closed}', "bash", *COMMAND, "--db", seeds_db, "events", "--limit", "1"],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_ctrl_c_ends_quietly(seeds_db: str) -> None:
    process = subprocess.Popen(
        [*COMMAND, "--db", seeds_db, "events", "--format", "jsonl"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        # What runs these tests in the background may have them ignore the signal, and so their children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    process.stdout.read(1)  # and no more: it writes more than a pipe holds, so it now waits to write on
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert errors.decode().strip() == "Aborted!"


def test_a_terminal_of_another_encoding_gets_its_answer(strait_db: str) -> None:
    done = run_piped("--db", strait_db, "show", "ana", variables={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "آنا رويز" in done.stdout
