"""``timeline dump``: files that load back equal."""

from pathlib import Path

from tests.cli.conftest import Ask
from tests.support.command import Run


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_dump_load_dump_gives_the_same_bytes(run: Run, seeds_db: str, tmp_path: Path) -> None:
    first, second, copy = tmp_path / "first", tmp_path / "second", str(tmp_path / "copy.db")
    dumped = run("dump", str(first), db=seeds_db)
    assert (dumped.exit_code, dumped.stderr) == (0, "")
    assert run("load", str(first), db=copy).exit_code == 0
    assert run("dump", str(second), db=copy).exit_code == 0
    one, other = contents(first), contents(second)
    assert one.pop("timeline.yaml") != other.pop("timeline.yaml"), "each says what it is based on"
    assert one == other != {}
    for question in (["events", "--format", "json"], ["actors"], ["sources"], ["places"]):
        assert run(*question, db=copy).stdout == run(*question, db=seeds_db).stdout


def test_dumping_again_replaces_the_dump(ask_strait: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    assert ask_strait("dump", str(folder)).exit_code == 0
    before = contents(folder)
    assert ask_strait("dump", str(folder)).exit_code == 0
    assert contents(folder) == before


def test_what_a_dump_says(ask_strait: Ask, tmp_path: Path) -> None:
    done = ask_strait("dump", str(tmp_path / "backup"))
    assert done.stdout == f"{tmp_path / 'backup'}: 4 sources, 4 actors, 2 places, 8 events\n"


def test_a_folder_of_other_files_is_refused_and_left_alone(ask_strait: Ask, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("actors: {ana: {name: Ana}}\n", encoding="utf-8")
    before = contents(tmp_path)
    done = ask_strait("dump", str(tmp_path))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "mine.yaml" in done.stderr
    assert contents(tmp_path) == before


def test_a_file_is_no_folder(ask_strait: Ask, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert ask_strait("dump", str(tmp_path / "file")).exit_code == 2


def test_no_database_no_dump(run: Run, tmp_path: Path) -> None:
    done = run("dump", str(tmp_path / "backup"))
    assert done.exit_code == 1
    assert "there is no database" in done.stderr
    assert not (tmp_path / "backup").exists()
