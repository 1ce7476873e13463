"""The reference of the command line is fresh, and its examples run."""

import json
import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from tests.actions.importing.test_import_file import row, write
from tests.cli.conftest import Ask
from tests.support.command import run_command
from timeline.cli import COMMANDS, main
from timeline.cli.arguments.options import FilterOption
from timeline.cli.command_reference import JSON_EXAMPLE, REFERENCE_FILE, cli_reference, write_documents
from timeline.cli.export_reference import EXPORTS_FILE
from timeline.query import FILTERS

ROOT = Path(__file__).parents[2]


def command_named(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


def examples(name: str) -> list[list[str]]:
    """The examples in a command's help, as arguments after ``timeline``."""
    given = re.findall(r"^ +timeline (.+)$", command_named(name).help or "", re.MULTILINE)
    return [shlex.split(each) for each in given]


def test_the_committed_reference_is_fresh(tmp_path: Path) -> None:
    write_documents(tmp_path)
    for name in (REFERENCE_FILE, EXPORTS_FILE):
        fresh = (tmp_path / name).read_text(encoding="utf-8")
        committed = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert committed == fresh, "run: python -m timeline.cli.command_reference"


def test_the_reference_has_every_command_and_option_and_fits_80_columns() -> None:
    reference = cli_reference()
    assert re.findall(r"^## timeline (.+)$", reference, re.MULTILINE) == list(COMMANDS)
    for name in COMMANDS:
        options = [param for param in command_named(name).params if isinstance(param, click.Option)]
        listed = [", ".join(sorted(param.opts, key=len)) for param in options]  # "-m, --message"
        assert [each for each in listed if f"  {each}" not in reference] == []
    for block in re.findall(r"```text\n(.*?)```", reference, re.DOTALL):
        assert max(len(line) for line in block.splitlines()) <= 80


def test_what_help_lists_as_options_are_options() -> None:
    for block in re.findall(r"^(?:Options|Filters):\n((?:  .+\n)+)", cli_reference(), re.MULTILINE):
        assert re.findall(r"^  [^ -].*", block, re.MULTILINE) == []


def test_the_reference_explains_each_filter_once() -> None:
    others = re.compile(
        r"^## timeline (?:actors|conflicts|count|duplicates|import|log|places|show|sources)$.*?(?=^## )",
        re.MULTILINE | re.DOTALL,
    )
    assert re.search("--to FOLDER", cli_reference()), "another --to than the filter's"
    reference = others.sub("", cli_reference())
    filters = [param for param in command_named("export").params if isinstance(param, FilterOption)]
    assert {each.name for each in filters} == FILTERS.keys() - {"question"}, "which is an argument"
    for each in filters:
        assert len(re.findall(rf"^  {each.opts[0]}\b", reference, re.MULTILINE)) == 1, each.opts


def test_the_reference_does_not_depend_on_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cli_reference()
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("TIMELINE_DB", "elsewhere.db")
    assert cli_reference() == before


def test_the_list_of_commands_says_what_each_command_says_of_itself() -> None:
    modules = {path.stem for path in (ROOT / "timeline" / "cli" / "commands").glob("[a-z]*.py")}
    assert {module.removesuffix("_") for module in modules} == set(COMMANDS)
    for name, line in COMMANDS.items():
        command = command_named(name)
        assert command.name == name
        assert command.help
        assert line.endswith(("…", "."))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    options = [param for param in command_named(name).params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_and_it_runs(
    name: str, seeds_db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert examples(name)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    shutil.copy(seeds_db, tmp_path / "timeline.db")
    write(tmp_path / "ged-iraq.csv", row(1), row(2))
    (tmp_path / "strikes.csv").write_text("No,When,What\n1,2031-05-02,Dockers walk out\n", encoding="utf-8")
    (tmp_path / "strikes-map.yaml").write_text("{id: No, title: What, date: When}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for arguments in examples(name):
        if name == "serve":  # which goes on until it is stopped: test_serve.py
            # Below the group: a command keeps the names of its --help as the first that asked had them.
            group = main.make_context("timeline", [name])
            command_named(name).make_context(name, arguments[1:], parent=group)
            continue
        done = run_command(*arguments, db="timeline.db")
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout.strip()
        assert "was found" not in done.stdout


def test_the_example_of_json_is_what_the_command_prints(ask_harbour: Ask) -> None:
    found = json.loads(ask_harbour("events", "--format", "json").stdout)
    assert json.dumps(found[0]) == json.dumps(json.loads(JSON_EXAMPLE))
