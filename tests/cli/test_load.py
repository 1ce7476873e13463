"""``timeline load``: whole or not at all, and twice is once."""

import json
import os
import re
import shutil
import threading
from pathlib import Path

import pytest

from tests.cli.process import ROOT, run_on_terminal
from tests.cli.worlds import HARBOUR
from tests.support.command import Run
from tests.support.signed import SIGNATURE
from tests.support.stores import contents_of
from timeline import pipes
from timeline.actions.loading.load import prepare_load
from timeline.errors import TimelineError
from timeline.storage.connecting.database import open_database

PROBLEMS = Path(__file__).parents[1] / "problems"


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """HARBOUR as a file."""
    path = tmp_path / "files" / "harbour.yaml"
    path.parent.mkdir()
    path.write_text(HARBOUR, encoding="utf-8")
    return path


def test_loading_says_what_was_added_and_loading_again_changes_nothing(
    run: Run, harbour: Path, sqlite_url: str
) -> None:
    first = run("load", str(harbour))
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == ("added    3 sources, 3 actors, 1 place, 2 events\nchanged  nothing\nleft     nothing\n")
    before = Path(sqlite_url).read_bytes()
    second = run("load", str(harbour))
    assert second.stdout == ("added    nothing\nchanged  nothing\nleft     3 sources, 3 actors, 1 place, 2 events\n")
    assert Path(sqlite_url).read_bytes() == before


def test_a_change_is_told_with_what_it_dates_anew(run: Run, harbour: Path) -> None:
    run("load", str(harbour))
    harbour.write_text(HARBOUR.replace("at: ¶ 1, date: 1 day before", "at: ¶ 1, date: 2 days before"), encoding="utf-8")
    done = run("load", str(harbour))
    assert done.stdout == (
        "added    nothing\n"
        "changed  1 event\n"
        "  ruiz-meets-vale: date of the claim of herald-2031-05-03: "
        "1 day before publication -> 2 days before publication\n"
        "left     3 sources, 3 actors, 1 place, 1 event\n"
        "updated  1 more event that these changes date or count anew\n"
    )
    assert "1 May 2031" in run("show", "ruiz-meets-vale").stdout


def test_a_dry_run_says_the_same_and_changes_nothing(run: Run, harbour: Path, sqlite_url: str) -> None:
    done = run("load", "--dry-run", str(harbour))
    assert done.exit_code == 0
    assert done.stdout.startswith("added    3 sources")
    assert done.stdout.endswith("(dry run: nothing was changed)\n")
    assert not Path(sqlite_url).exists()


@pytest.fixture
def shorter(run: Run, harbour: Path) -> Path:
    """HARBOUR without its last event, which the database still holds."""
    run("load", str(harbour))
    harbour.write_text(HARBOUR.partition("  strike-called:")[0], encoding="utf-8")
    return harbour


def test_prune_removes_what_the_files_no_longer_hold_and_names_it(run: Run, shorter: Path) -> None:
    assert "removed" not in run("load", str(shorter)).stdout
    assert run("show", "strike-called").exit_code == 0
    listed = run("load", "--prune", "--dry-run", str(shorter))
    assert "removed  1 event\n  strike-called: The union calls a strike (event)\n" in listed.stdout
    assert run("show", "strike-called").exit_code == 0
    done = run("load", "--prune", "--yes", str(shorter))
    assert listed.stdout == f"{done.stdout}(dry run: nothing was changed)\n"
    assert run("show", "strike-called").exit_code == 1


def test_prune_needs_a_yes_only_where_something_would_go(run: Run, shorter: Path, sqlite_url: str) -> None:
    before = contents_of(sqlite_url)
    refused = run("load", "--prune", str(shorter))
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == (
        "--prune would remove 1 event, and there is no terminal to ask on: nothing was loaded; "
        "--dry-run lists them, --yes removes them\n"
    )
    assert contents_of(sqlite_url) == before
    run("load", "--prune", "--yes", str(shorter))
    again = run("load", "--prune", str(shorter))
    assert (again.exit_code, again.stdout.splitlines()[-1]) == (0, "removed  nothing")


@pytest.mark.parametrize(("typed", "code"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_prune_lists_and_asks_on_a_terminal(run: Run, shorter: Path, sqlite_url: str, typed: str, code: int) -> None:
    seen = run_on_terminal("--db", sqlite_url, "load", "--prune", str(shorter), typed=typed)
    assert seen.code == code
    assert "removes  1 event\n  strike-called: The union calls a strike (event)\nRemove them? [y/N]:" in seen.text
    assert ("nothing was loaded" in seen.text) == bool(code)
    assert run("show", "strike-called").exit_code == 1 - code


def test_what_is_removed_is_what_was_listed(run: Run, shorter: Path, sqlite_url: str) -> None:
    with open_database(sqlite_url) as opened:
        prepared = prepare_load(opened, [shorter], prune=True)
        meanwhile = shorter.parent / "meanwhile.yaml"
        meanwhile.write_text("places: {pier: {name: Pier}}\n", encoding="utf-8")
        assert run("load", str(meanwhile)).exit_code == 0, "nobody waits while the question is open"
        with pytest.raises(TimelineError, match="has changed in the meantime"):
            prepared.land(SIGNATURE)
        assert run("show", "strike-called").exit_code == run("show", "pier").exit_code == 0


def test_pruning_leaves_what_was_imported_and_counts_it(run: Run, shorter: Path, tmp_path: Path) -> None:
    lines = tmp_path / "some.jsonl"
    lines.write_text('{"id": "talks", "title": "Talks"}\n', encoding="utf-8")
    run("import", str(lines))
    done = run("load", "--prune", "--yes", str(shorter))
    assert done.stdout.endswith(
        "removed  1 event\n  strike-called: The union calls a strike (event)\n"
        "kept     1 event of imports, which no file holds: --prune-imports removes them, too\n"
    )
    told = json.loads(run("load", "--prune", "--json", str(shorter)).stdout)
    assert told["imports_kept"] == {"event": 1}
    done = run("load", "--prune", "--prune-imports", "--yes", str(shorter))
    assert done.stdout.endswith("removed  1 event\n  talks: Talks (event)\n")


def test_a_pruned_file_into_no_database_asks_nothing(run: Run, harbour: Path) -> None:
    assert run("load", "--prune", str(harbour)).exit_code == 0


def test_changes_are_named_field_by_field(run: Run, harbour: Path) -> None:
    run("load", str(harbour))
    changed = HARBOUR.replace("names: [A. Ruiz", "names: [Anita Ruiz").replace("at least 12", "at least 13")
    changed = changed.replace("tomas-vale: recipient", "harbour-union: host").replace("name: Port City", "name: Port")
    harbour.write_text(changed, encoding="utf-8")
    lines = run("load", str(harbour)).stdout.splitlines()
    assert lines[1:-2] == [
        "changed  1 actor, 1 place, 1 event",
        "  ana-ruiz: name gone: A. Ruiz",
        "  ana-ruiz: name added: Anita Ruiz",
        "  port-city: name: Port City -> Port",
        "  ruiz-meets-vale: participant tomas-vale gone: recipient",
        "  ruiz-meets-vale: participant harbour-union added: host",
        "  ruiz-meets-vale: delegates in the claim of herald-2031-05-03: at least 12 -> at least 13",
    ]
    assert run("load", "--quiet", str(harbour)).stderr == ""


def test_a_stale_copy_is_refused_with_the_way_out(run: Run, harbour: Path, sqlite_url: str) -> None:
    run("load", str(harbour))
    later = harbour.with_name("later.yaml")
    later.write_text(HARBOUR.replace("name: Port City", "name: Port"), encoding="utf-8")
    run("load", str(later), "--author", "A. Editor", "-m", "renamed")
    refused = run("load", str(harbour))
    assert (refused.exit_code, refused.stdout) == (1, "")
    first, last = refused.stderr.splitlines()
    assert re.fullmatch(
        rf"{re.escape(str(harbour))}:\d+: port-city: this is what it said before change 2 "
        r"\(A\. Editor, \d+ \w+ \d{4}, \d\d:\d\d \S+: renamed\)",
        first,
    )
    assert last.endswith(f"to take it back to what they say: timeline --db {sqlite_url} load {harbour} --revert")
    done = run("load", str(harbour), "--revert")
    assert "  port-city: name: Port -> Port City\n" in done.stdout


def test_of_many_changes_a_screenful_is_named(run: Run, tmp_path: Path) -> None:
    many = tmp_path / "many.yaml"
    for name in ("A", "B"):
        actors = "".join(f"  a{number:02}: {{name: {name}}}\n" for number in range(25))
        places = "".join(f"  p{number:02}: {{name: {name}}}\n" for number in range(3))
        many.write_text(f"actors:\n{actors}places:\n{places}", encoding="utf-8")
        said = [run("load", option, str(many), "--dry-run").stdout.splitlines() for option in ("--quiet", "--all")]
        lines = run("load", str(many)).stdout.splitlines()
    assert lines[1:4] == ["changed  25 actors, 3 places", "  a00: name: A -> B", "  a01: name: A -> B"]
    assert lines[22:] == ["  … and 5 more actors, 3 more places: --all names them", "left     nothing"]
    assert said[0] == ["added    nothing", "changed  25 actors, 3 places", "left     nothing", said[0][-1]]
    assert len(said[1]) == 4 + 28
    many.write_text("actors: {" + "".join(f"a{n:02}: {{name: C}}, " for n in range(25)) + "}\n", encoding="utf-8")
    told = json.loads(run("load", "--json", str(many)).stdout)
    assert [each["id"] for each in told["changed"]] == [f"a{number:02}" for number in range(25)]
    assert told["changed"][0] == {
        "kind": "actor",
        "id": "a00",
        "fields": [{"path": ["name"], "before": "B", "after": "C"}],
    }
    assert (told["added"], told["removed"], told["redated"], told["dry_run"]) == ([], [], 0, False)


def test_a_program_is_told_all_that_was_added_and_removed(run: Run, shorter: Path) -> None:
    longer = shorter.read_text(encoding="utf-8") + "  farewell: {title: Ruiz leaves, type: consult}\n"
    shorter.write_text(longer, encoding="utf-8")
    told = json.loads(run("load", "--json", "--prune", "--yes", str(shorter)).stdout)
    assert told["added"] == [{"kind": "event", "id": "farewell"}]
    assert told["removed"] == [{"kind": "event", "id": "strike-called", "title": "The union calls a strike"}]


def test_one_record_with_very_many_changes_fits_a_screen(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("actors: {ana: {name: Ana}}\n", encoding="utf-8")
    run("load", str(path))
    path.write_text(f"actors: {{ana: {{name: Ana, names: [{', '.join(f'A{n}' for n in range(40))}]}}}}\n")
    lines = run("load", str(path)).stdout.splitlines()
    assert lines[-2:] == ["  ana: … and 21 more changes: --all names them", "left     nothing"]
    assert len(lines) == 23


def test_a_rename_that_leaves_a_twin_in_the_database_is_told(run: Run, harbour: Path) -> None:
    run("load", str(harbour))
    harbour.write_text(HARBOUR.replace("  strike-called:", "  union-strike:"), encoding="utf-8")
    done = run("load", str(harbour))
    assert done.stderr == (
        f"{harbour}:{done.stderr.split(':')[1]}: advice: event union-strike has the title, the day and the claims of "
        "event strike-called: if it is the same under another id, write `was: [strike-called]` in union-strike, and "
        "leave the other out of the files\n"
    )
    assert run("load", str(harbour)).stderr == "", "advice is on what is new"


def test_a_measure_that_the_database_declares_is_known(run: Run, harbour: Path) -> None:
    wounded = HARBOUR.replace("delegates:", "wounded:")
    harbour.write_text(wounded, encoding="utf-8")
    assert 'measure "wounded" stands beside the known "injured"' in run("load", "--dry-run", str(harbour)).stderr
    harbour.write_text("vocabulary: {measures: {wounded: hurt in action}}\n", encoding="utf-8")
    run("load", str(harbour))
    harbour.write_text(wounded, encoding="utf-8")
    assert run("load", str(harbour)).stderr == ""


@pytest.mark.parametrize("options", [["--all", "--quiet"], ["--json", "--quiet"], ["--yes"], ["--prune-imports"]])
def test_options_that_make_no_sense_together(run: Run, harbour: Path, options: list[str]) -> None:
    assert run("load", *options, str(harbour)).exit_code == 2


def test_ten_mistakes_are_ten_lines_and_change_nothing(
    run: Run, strait_db: str, sqlite_url: str, tmp_path: Path
) -> None:
    shutil.copy(strait_db, sqlite_url)
    before = Path(sqlite_url).read_bytes()
    wrong = tmp_path / "ten-mistakes.yaml"
    shutil.copy(PROBLEMS / "ten-mistakes.yaml", wrong)
    done = run("load", str(wrong))
    assert (done.exit_code, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert len(lines) == len(set(lines)) == 10
    for line in lines:
        assert re.match(rf"{re.escape(str(wrong))}:\d+: \S", line)
    assert Path(sqlite_url).read_bytes() == before


def test_mistakes_make_no_database_where_there_was_none(run: Run, tmp_path: Path) -> None:
    done = run("load", str(PROBLEMS / "ten-mistakes.yaml"))
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 10)
    assert list(tmp_path.iterdir()) == []


def test_one_wrong_file_keeps_the_right_ones_out(run: Run, harbour: Path, sqlite_url: str) -> None:
    (harbour.parent / "wrong.yaml").write_text("events: {a: {titel: A}}\n", encoding="utf-8")
    assert run("load", str(harbour.parent)).exit_code == 1
    assert not Path(sqlite_url).exists()


def test_files_may_refer_to_what_the_database_holds(run: Run, harbour: Path) -> None:
    run("load", str(harbour))
    later = harbour.parent / "later.yaml"
    later.write_text(
        "events: {farewell: {title: Ruiz leaves, participants: {ana-ruiz: initiator}}}\n", encoding="utf-8"
    )
    assert run("load", str(later)).stdout.startswith("added    1 event\n")
    refused = run("load", "--prune", str(later))
    assert refused.exit_code == 1
    assert 'unknown actor "ana-ruiz"' in refused.stderr


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("missing.yaml", "there is no such file or folder"),
        ("empty", "no annotation file (.yaml or .yml) in this folder"),
    ],
)
def test_paths_without_annotations_are_refused(run: Run, tmp_path: Path, path: str, says: str) -> None:
    (tmp_path / "empty").mkdir()
    done = run("load", str(tmp_path / path))
    assert (done.exit_code, done.stderr) == (1, f"{tmp_path / path}: {says}\n")
    assert not (tmp_path / "timeline.db").exists()


def test_no_path_is_a_usage_error(run: Run) -> None:
    assert run("load").exit_code == 2


# --- what is no file -------------------------------------------------------------------------------


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipes, "PATIENCE_SECONDS", 0.1)
    folder = tmp_path / "folder"
    folder.mkdir()
    for pipe in (tmp_path / "pipe", folder / "pipe.yaml"):
        os.mkfifo(pipe)
        done = run("load", str(pipe if pipe.parent == tmp_path else folder))
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr == f"{pipe}: not readable: it is a pipe, and nobody writes to its other end\n"
    done = run("load", "/dev/zero")
    assert done.stderr == "/dev/zero: not readable: it is no file, but a device or a socket\n"


def test_a_pipe_is_loaded(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text("places:\n  port: {name: Port}\n", encoding="utf-8"))
    writer.start()
    done = run("load", str(pipe))
    writer.join(30)
    assert done.stdout.startswith("added    1 place\n")


@pytest.fixture
def edited_twice(run: Run, harbour: Path, tmp_path: Path) -> Path:
    """A dump of HARBOUR in which a title was edited that another editor has changed since, with a name and a type."""
    run("load", str(harbour))
    folder = tmp_path / "chronology"
    run("dump", str(folder))
    text = HARBOUR.replace("minister's envoy", "envoy").replace("Tomás Vale", "Tomás Vale y Ruiz")
    harbour.write_text(text, encoding="utf-8")
    run("load", str(harbour), "--author", "B. Editor", "-m", "no minister")
    harbour.write_text(text.replace("type: protest", "type: protest/strike"), encoding="utf-8")
    run("load", str(harbour), "--author", "C. Editor")
    events = folder / "events-2031.yaml"
    ours = events.read_text(encoding="utf-8").replace("minister's envoy", "clerk").replace("¶ 5", "¶ 6")
    events.write_text(ours, encoding="utf-8")
    return folder


_WHEN = r"\d+ \w+ \d{4}, \d\d:\d\d UTC(?:[+-]\d+(?::\d+)?)?"


def test_what_a_folder_and_the_database_both_changed_is_told_with_both_texts(
    run: Run, edited_twice: Path, sqlite_url: str
) -> None:
    before = contents_of(sqlite_url)
    refused = run("load", str(edited_twice))
    assert (refused.exit_code, refused.stdout) == (1, "")
    first, last = refused.stderr.splitlines()
    assert re.fullmatch(
        rf"{re.escape(str(edited_twice))}/events-2031\.yaml:\d+: ruiz-meets-vale: title: Ruiz meets the minister's "
        rf"envoy -> Ruiz meets the clerk in the files, Ruiz meets the envoy in the database, "
        rf"by change 2 \(B\. Editor, {_WHEN}: no minister\)",
        first,
    )
    assert last == (
        "nothing was loaded: 1 record edited in the files and in the database since the dump; mend the files "
        "(`timeline dump` writes what the database says), or let the files decide: "
        f"timeline --db {sqlite_url} load {edited_twice} --theirs (ours instead of theirs: the database)"
    )
    assert contents_of(sqlite_url) == before


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_who_decides_is_told_what_landed_and_what_stayed(run: Run, edited_twice: Path, side: str) -> None:
    lines = run("load", str(edited_twice), f"--{side}").stdout.splitlines()
    title = "  ruiz-meets-vale: title: Ruiz meets the envoy -> Ruiz meets the clerk"
    at = "  strike-called: at of the claim of herald-2031-05-03: ¶ 5 -> ¶ 6"
    stays = [
        "  tomas-vale: name: Tomás Vale -> Tomás Vale y Ruiz (change 2 (B. Editor, WHEN: no minister))",
        "  ruiz-meets-vale: title: Ruiz meets the clerk -> Ruiz meets the envoy "
        "(change 2 (B. Editor, WHEN: no minister))",
        "  strike-called: type: protest -> protest/strike (change 3 (C. Editor, WHEN))",
    ]
    if side == "theirs":
        changed = ["changed  2 events", title, at]
        stayed = ["stayed   1 actor, 1 event as others changed them since the dump", stays[0], stays[2]]
    else:
        changed = ["changed  1 event", at]
        stayed = ["stayed   1 actor, 2 events as others changed them since the dump", *stays]
    assert lines[1 : 1 + len(changed)] == changed
    assert [re.sub(_WHEN, "WHEN", line) for line in lines[-len(stayed) :]] == stayed


def test_a_program_is_told_what_stayed_and_every_key_is_documented(run: Run, edited_twice: Path) -> None:
    events = edited_twice / "events-2031.yaml"
    text = events.read_text(encoding="utf-8")
    events.write_text(text[: text.index("  strike-called:")], encoding="utf-8")
    tried = json.loads(run("load", str(edited_twice), "--theirs", "--dry-run", "--json").stdout)
    assert (tried["change"], tried["dry_run"]) == (4, True)
    more = edited_twice.with_name("more.yaml")
    more.write_text("places: {pier: {name: Pier}}\n", encoding="utf-8")
    run("load", str(more))
    told = json.loads(run("load", str(edited_twice), "--theirs", "--prune", "--yes", "--json").stdout)
    assert (told["change"], told["newer_kept"], told["imports_kept"]) == (5, {"place": 1}, {})
    assert [each["id"] for each in told["removed"]] == ["strike-called"]
    assert told["stayed"] == [
        {
            "kind": "actor",
            "id": "tomas-vale",
            "is_gone": False,
            "fields": [{"path": ["name"], "before": "Tomás Vale", "after": "Tomás Vale y Ruiz", "change": 2}],
            "change": 2,
        }
    ]
    section = (ROOT / "docs" / "json.md").read_text(encoding="utf-8").partition("## What a load did\n")[2]
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", section.partition("\n## ")[0], re.MULTILINE)
    assert [name.strip("`") for name, _ in rows] == list(told)
    documented = {name.strip("`"): set(re.findall("`([a-z_]+)`", what)) for name, what in rows}
    for name in ("added", "changed", "removed", "stayed"):
        assert {key for each in told[name] for key in each} <= documented[name]
    assert {"path", "before", "after"} <= documented["changed"]
