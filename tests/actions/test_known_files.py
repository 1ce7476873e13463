"""Files that need not be read again: whatever happens, a load comes to what reading all of them comes to."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.support.opened import import_file, init_database, load_paths, reading
from tests.support.signed import SIGNATURE
from tests.support.stores import contents_of
from timeline.actions.importing.import_file import ImportRequest
from timeline.actions.loading.load import prepare_load
from timeline.domain.comparing.merge import Side
from timeline.errors import TimelineError
from timeline.storage.connecting.address import read_address
from timeline.storage.connecting.database import open_database
from timeline.storage.schema.tables import loaded_file
from timeline.storage.writing.loaded_files import loaded_files
from timeline.storage.writing.transaction.session import write_session

SOURCES = "sources:\n  wire: {title: Newswire report, published: 2031-05-03}\n"
TALKS = "events:\n  talks: {title: Talks, type: consult, claims: [{source: wire, date: 2031-05-01}]}\n"
STRIKE = "events:\n  strike: {title: Strike, type: protest, claims: [{source: wire, date: 1 day after talks}]}\n"

# Where the same are drawn each time, fewer do.
_EXAMPLES = 6 if settings().derandomize else 30


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files: the source, and an event each; one event is told from the other."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in (("sources", SOURCES), ("talks", TALKS), ("strike", STRIKE)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def known(database: str, *paths: Path, prune: bool = False) -> int:
    """How many files a load would not read."""
    with open_database(database) as opened:
        return len(prepare_load(opened, paths, prune=prune).known)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_files_that_were_loaded_are_not_read_again(database: str, folder: Path) -> None:
    assert known(database, folder) == 0
    load_paths(database, [folder])
    before = contents_of(database)
    again = load_paths(database, [folder])
    assert again.report is not None
    assert (again.report.changes, again.report.left["event"], again.report.left["source"]) == (0, 2, 1)
    assert contents_of(database) == before
    assert known(database, folder) == known(database, folder, prune=True) == 3


def test_of_an_edited_file_what_it_changes_is_loaded(database: str, folder: Path) -> None:
    load_paths(database, [folder])
    edit(folder / "talks.yaml", "2031-05-01", "2031-05-02")
    assert known(database, folder) == 2
    done = load_paths(database, [folder])
    assert done.report is not None
    assert (done.report.changed["event"], done.report.left["event"], done.report.redated) == (1, 1, 1)
    assert known(database, folder) == 3
    edit(folder / "talks.yaml", "2031-05-02", "2031-05-01")
    assert known(database, folder) == 2, "what it once said is not what is stored"


def test_a_file_is_known_by_its_content_wherever_it_lies(database: str, folder: Path) -> None:
    load_paths(database, [folder])
    elsewhere = folder.rename(folder.parent / "elsewhere")
    (elsewhere / "talks.yaml").rename(elsewhere / "calls.yml")
    assert known(database, elsewhere) == 3


def test_a_dry_run_leaves_nothing_known(database: str, folder: Path) -> None:
    load_paths(database, [folder], dry_run=True)
    load_paths(database, [folder / "sources.yaml"])
    load_paths(database, [folder], dry_run=True)
    assert known(database, folder) == 1


def test_a_copy_beside_a_known_file_is_refused_with_its_lines(database: str, folder: Path) -> None:
    load_paths(database, [folder])
    shutil.copy(folder / "talks.yaml", folder / "copy.yaml")
    problems = load_paths(database, [folder]).problems
    assert [str(each) for each in problems] == [
        f"{folder / 'talks.yaml'}:2: event talks is defined already, at {folder / 'copy.yaml'}:2: keep one of the two"
    ]


def test_an_id_that_a_known_file_has_is_refused_with_its_line(database: str, folder: Path) -> None:
    load_paths(database, [folder])
    (folder / "zz.yaml").write_text("places: {talks: {name: Talks}}\n", encoding="utf-8")
    (problem,) = load_paths(database, [folder]).problems
    assert problem.message == (
        f"talks is an event already, at {folder / 'talks.yaml'}:2: give one of the two another id"
    )


def test_a_circle_of_dates_through_a_known_file_is_told_with_a_line(database: str, folder: Path) -> None:
    load_paths(database, [folder])
    edit(folder / "talks.yaml", "2031-05-01", "1 day before strike")
    (problem,) = load_paths(database, [folder]).problems
    assert (problem.path, problem.line) == (str(folder / "strike.yaml"), 2)
    assert "circle: strike -> talks -> strike" in problem.message


def test_what_a_known_file_names_is_missed_by_pruning(database: str, folder: Path) -> None:
    load_paths(database, [folder])
    (folder / "talks.yaml").unlink()
    with open_database(database) as opened:
        prepared = prepare_load(opened, [folder], prune=True)
    assert [str(each) for each in prepared.problems] == [
        f'{folder / "strike.yaml"}:2: unknown event "talks" in date of claim 1 of event strike: define it under events'
    ]


def test_pruning_what_no_known_file_names_reads_none_of_them(database: str, folder: Path) -> None:
    load_paths(database, [folder])
    (folder / "strike.yaml").unlink()
    with open_database(database) as opened:
        prepared = prepare_load(opened, [folder], prune=True)
        assert (len(prepared.known), prepared.removal and prepared.removal.ids()["event"]) == (2, {"strike"})
        done = prepared.land(SIGNATURE)
        assert done.report is not None
        assert (done.report.removed["event"], done.report.left["event"]) == (1, 1)


@pytest.mark.parametrize("section", ["roles: {envoy: is sent}", "types: {rally: gathers}"])
def test_a_term_that_is_pruned_is_looked_for_in_all_files(database: str, folder: Path, section: str) -> None:
    term, line = section.split(": ")[1].strip("{"), folder / "vocabulary.yaml"
    line.write_text(f"vocabulary:\n  {section}\n", encoding="utf-8")
    role = "{ana: envoy}" if term == "envoy" else "{ana: host}"
    kind = "rally/silent" if term == "rally" else "consult"
    (folder / "visit.yaml").write_text(
        f"actors: {{ana: {{name: Ana}}}}\nevents:\n  visit: {{title: Visit, type: {kind}, participants: {role}}}\n"
    )
    assert load_paths(database, [folder]).problems == []
    line.unlink()
    assert known(database, folder) == 4
    with open_database(database) as opened:
        (problem,) = prepare_load(opened, [folder], prune=True).problems
        assert (problem.path, problem.line) == (str(folder / "visit.yaml"), 3)


def test_what_others_write_makes_a_file_unknown(database: str, folder: Path, tmp_path: Path) -> None:
    load_paths(database, [folder])
    other = tmp_path / "other.yaml"
    other.write_text(TALKS.replace("Talks", "Parley"), encoding="utf-8")
    load_paths(database, [other])
    assert known(database, folder) == 2
    assert [each.id for each in load_paths(database, [folder]).stale] == ["talks"]
    done = load_paths(database, [folder], revert=True)
    assert done.report is not None
    assert [each.id for each in done.report.changed_named] == ["talks"]
    assert (known(database, folder), known(database, other)) == (3, 0)


def test_an_import_over_a_record_makes_its_file_unknown(database: str, folder: Path, tmp_path: Path) -> None:
    load_paths(database, [folder])
    lines = tmp_path / "talks.jsonl"
    lines.write_text(json.dumps({"id": "talks", "title": "Imported"}) + "\n", encoding="utf-8")
    import_file(database, ImportRequest(lines, side=Side.THEIRS))
    assert known(database, folder) == 2


def test_a_write_between_reading_and_landing_is_seen(database: str, folder: Path, tmp_path: Path) -> None:
    load_paths(database, [folder])
    edit(folder / "sources.yaml", "Newswire report", "Newswire")
    with open_database(database) as opened:
        prepared = prepare_load(opened, [folder], revert=True)
        assert len(prepared.known) == 2
        other = tmp_path / "other.yaml"
        other.write_text(TALKS.replace("Talks", "Parley"), encoding="utf-8")
        load_paths(database, [other])
        done = prepared.land(SIGNATURE)
        assert done.report is not None
        assert [each.id for each in done.report.changed_named] == ["wire", "talks"]


def test_an_upgrade_of_the_schema_makes_all_files_unknown(database: str, folder: Path) -> None:
    from timeline.storage.schema.migrating import migrate_back

    load_paths(database, [folder])
    with write_session(read_address(database)) as (connection, _):
        migrate_back(connection, "-1")
    with write_session(read_address(database), bring_up_to_date=True):
        pass
    assert known(database, folder) == 0
    assert load_paths(database, [folder]).report is not None


def test_a_record_stands_in_one_known_file(database: str, folder: Path) -> None:
    load_paths(database, [folder])
    with (folder / "talks.yaml").open("a", encoding="utf-8") as file:
        file.write("  walk: {title: A walk, type: protest}\n")
    load_paths(database, [folder])
    with reading(database) as reader:
        held = loaded_files(reader)
    assert sorted(sorted(ids) for file in held.values() for ids in file.records.values()) == [
        ["strike"], ["talks", "walk"], ["wire"]
    ]  # fmt: skip


PIECES: dict[tuple[str, str], Sequence[str]] = {
    ("sources", "wire"): ("{title: Wire, published: 2031-05-03}", "{title: Wire, published: 2031-05-04}"),
    ("sources", "herald"): ("{title: Herald}", "{title: Herald, derived_from: {quotes: wire}}"),
    ("actors", "ana"): ("{name: Ana}", "{name: Ana, member_of: [{group: union}]}", "{name: Anna}"),
    ("actors", "union"): ("{name: Union}", "{name: Union, member_of: [{group: ana}]}"),
    ("actors", "port"): ("{name: Port Authority}",),
    ("places", "port"): ("{name: Port}", "{name: Port, within: city}"),
    ("places", "city"): ("{name: City}", "{name: City, within: port}"),
    ("events", "talks"): (
        "{title: Talks, type: consult, claims: [{source: wire, date: 2031-05-01}]}",
        "{title: Talks, type: rally, claims: [{source: wire, date: 1 day after strike}]}",
        "{title: Talks, participants: {ana: envoy}, place: port}",
    ),
    ("events", "strike"): (
        "{title: Strike, claims: [{source: wire, date: 2031-05-02}]}",
        "{title: Strike, claims: [{source: herald, date: 1 day after talks}]}",
        "{title: Strike, links: {follows: talks}}",
    ),
    ("events", "walkout"): (
        "{title: Strike, claims: [{source: wire, date: 2031-05-02}]}",
        "{title: Walkout, claims: [{source: wire, figures: {wounded: 2}}]}",
    ),
    ("roles", "envoy"): ("is sent", "is sent by another"),
    ("types", "rally"): ("gathers",),
}
piece = st.sampled_from(sorted(PIECES)).flatmap(
    lambda key: st.tuples(st.just(key), st.integers(0, len(PIECES[key]) - 1))
)
paths = st.sampled_from(["x/a.yaml", "x/b.yaml", "x/c.yaml", "y/a.yaml", "y/d.yaml"])
targets = st.sampled_from([("x",), ("y",), ("x", "y"), ("x/a.yaml",), ("x/b.yaml", "x/c.yaml")])


changes = st.one_of(
    st.tuples(st.just("write"), paths, st.lists(piece, min_size=1, max_size=4)),
    st.tuples(st.just("edit"), paths, st.sampled_from(sorted(PIECES)), st.integers(0, 2)),
    st.tuples(st.just("comment"), paths),
    st.tuples(st.just("move"), paths, paths, st.booleans()),
    st.tuples(st.just("remove"), paths),
)


def file_text(pieces: Sequence[tuple[tuple[str, str], int]]) -> str:
    """A file of these records; of several of one id the last."""
    sections: dict[str, dict[str, str]] = {}
    for (section, record_id), variant in pieces:
        sections.setdefault(section, {})[record_id] = PIECES[section, record_id][variant]
    lines = []
    for section, entries in sorted(sections.items(), key=lambda each: each[0] in ("roles", "types")):
        indent = "    " if section in ("roles", "types") else "  "
        if indent == "    " and "vocabulary:" not in lines:
            lines.append("vocabulary:")
        lines.append(f"{indent[2:]}{section}:")
        lines += [f"{indent}{record_id}: {text}" for record_id, text in entries.items()]
    return "\n".join([*lines, ""])


class Loads(RuleBasedStateMachine):
    """One database is loaded as ever; of the other all that is known of files is forgotten before each load."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(mkdtemp(dir=self.template.parent))
        self.databases = [str(self.home / name) for name in ("one.db", "other.db")]
        for database in self.databases:
            shutil.copy(self.template, database)

    def teardown(self) -> None:
        shutil.rmtree(self.home)

    @initialize()
    def everything_once(self) -> None:
        self.begin_again()

    @rule()
    def begin_again(self) -> None:
        """A chronology that is whole: else most of what follows would be refused for what came before."""
        for file in self.home.glob("*/*.yaml"):
            file.unlink()
        for path, sections in (("x/a.yaml", ("sources", "roles", "types")), ("x/b.yaml", ("actors",)),
                               ("x/c.yaml", ("places",)), ("y/a.yaml", ("events",))):  # fmt: skip
            chosen = [(key, 0) for key in PIECES if key[0] in sections and key != ("actors", "port")]
            self.write(path, chosen)
        self.load(("x", "y"), prune=False, dry_run=False, revert=True)

    @rule(change=changes)
    def change(self, change: tuple[Any, ...]) -> None:
        """Something happens to a file."""
        getattr(self, change[0])(*change[1:])

    def write(self, path: str, pieces: Sequence[tuple[tuple[str, str], int]]) -> None:
        file = self.home / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(file_text(pieces), encoding="utf-8")

    def edit(self, path: str, key: tuple[str, str], variant: int) -> None:
        """Another variant of a record, where the file has it."""
        file = self.home / path
        if not file.exists():
            return
        text = file.read_text(encoding="utf-8")
        lines = [
            line.partition(":")[0] + ": " + PIECES[key][variant % len(PIECES[key])]
            if line.strip().startswith(f"{key[1]}:") and line.startswith("  ")
            else line
            for line in text.splitlines()
        ]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def comment(self, path: str) -> None:
        if (self.home / path).exists():
            with (self.home / path).open("a", encoding="utf-8") as file:
                file.write("# seen\n")

    def move(self, path: str, to: str, copies: bool) -> None:
        if (self.home / path).exists() and path != to:
            (self.home / to).parent.mkdir(exist_ok=True)
            (shutil.copy if copies else shutil.move)(str(self.home / path), str(self.home / to))

    def remove(self, path: str) -> None:
        (self.home / path).unlink(missing_ok=True)

    @rule(event=st.sampled_from(["talks", "strike", "parley"]), title=st.sampled_from(["Talks", "Imported"]))
    def imports(self, event: str, title: str) -> None:
        lines = self.home / "some.jsonl"
        lines.write_text(json.dumps({"id": event, "title": title}) + "\n", encoding="utf-8")
        for database in self.databases:
            import_file(database, ImportRequest(lines, side=Side.THEIRS))

    @rule(
        named=targets,
        prune=st.booleans(),
        dry_run=st.sampled_from([False, False, False, True]),
        revert=st.sampled_from([True, True, False]),
    )
    def load(self, named: tuple[str, ...], prune: bool, dry_run: bool, revert: bool) -> None:
        with write_session(read_address(self.databases[1])) as (connection, _):
            connection.execute(loaded_file.delete())
        wanted = [self.home / each for each in named]
        options = {"prune": prune, "dry_run": dry_run, "revert": revert}
        one, other = (_outcome(database, wanted, **options) for database in self.databases)
        assert one == other

    @rule(prune=st.booleans())
    def load_everything(self, prune: bool) -> None:
        self.load(("x", "y"), prune=prune, dry_run=False, revert=True)

    @invariant()
    def both_hold_the_same(self) -> None:
        one, other = map(contents_of, self.databases)
        del one["loaded_file"], other["loaded_file"]
        assert one == other

    @invariant()
    def no_two_known_files_share_a_record(self) -> None:
        with reading(self.databases[0]) as reader:
            files = loaded_files(reader).values()
        ids = [(kind, each) for file in files for kind, found in file.records.items() for each in found]
        assert len(ids) == len(set(ids))


def _outcome(database: str, wanted: Sequence[Path], **options: bool) -> object:
    try:
        return load_paths(database, wanted, **options)
    except TimelineError as error:
        return str(error)


def test_loads_come_to_the_same_whether_files_are_read_again_or_not(
    tmp_path: Path,
) -> None:
    template = tmp_path / "template.db"
    init_database(str(template))
    machine = type("LoadsHere", (Loads,), {"template": template})
    run_state_machine_as_test(machine, settings=settings(max_examples=_EXAMPLES, stateful_step_count=15, deadline=None))
