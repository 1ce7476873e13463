"""What a shell is offered: commands, options, and the ids and names of the database."""

from pathlib import Path

import pytest

from tests.cli.process import run_piped


def offered(db: str | None, typed: str, folder: Path, **variables: str) -> list[str]:
    """What bash is offered after typing; the last word is the one that has been begun."""
    words = ["timeline", *(["--db", db] if db is not None else []), *typed.split(" ")]
    done = run_piped(
        folder=folder,
        variables={
            "_TIMELINE_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(words),
            "COMP_CWORD": str(len(words) - 1),
            **variables,
        },
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


CASES = [
    ("events --actor an", ["ana"]),
    ("events --actor Al-R", ["ana", "ben"]),
    ("events --actor dock", ["union"]),
    ("events --any-actor b", ["ben"]),
    ("events --place po", ["port"]),
    ("events --place The", ["land"]),
    ("events --place land", ["land"]),
    ("events --source ga", ["gazette"]),
    ("export x.md --actor fr", ["front"]),
    ("show ta", ["talks", "gazette"]),
    ("show un", ["union"]),
    ("show zz", []),
    ("ev", ["events"]),
    ("e", ["events", "export"]),
    ("events --disp", ["--disputed"]),
    ("events --standing e", ["expected"]),
    ("events --format j", ["json", "jsonl"]),
    ("events --type consult/", ["consult/meeting", "consult/phone"]),
    ("export x.md --type ass", ["assault"]),
    ("events --role per", ["perpetrator"]),
    ("events --tag ha", ["harbour"]),
]


@pytest.mark.parametrize(("typed", "expected"), CASES)
def test_what_has_been_begun_is_completed(strait_db: str, tmp_path: Path, typed: str, expected: list[str]) -> None:
    assert offered(strait_db, typed, tmp_path) == expected


def test_the_database_may_come_from_the_variable(strait_db: str, tmp_path: Path) -> None:
    assert offered(None, "show ta", tmp_path, TIMELINE_DB=strait_db) == ["talks", "gazette"]


@pytest.mark.parametrize(
    "typed", ["events --actor a", "events --place a", "events --source a", "events --tag a", "show a"]
)
def test_without_a_database_nothing_is_offered(tmp_path: Path, typed: str) -> None:
    assert offered(None, typed, tmp_path) == []
    (tmp_path / "notes.txt").write_text("no database" * 100, encoding="utf-8")
    assert offered("notes.txt", typed, tmp_path) == []
    assert offered("mysql://nowhere/x", typed, tmp_path) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt"]


def test_zsh_is_told_the_names_too(strait_db: str, tmp_path: Path) -> None:
    done = run_piped(
        folder=tmp_path,
        variables={
            "_TIMELINE_COMPLETE": "zsh_complete",
            "COMP_WORDS": "timeline show tal",
            "COMP_CWORD": "2",
            "TIMELINE_DB": strait_db,
        },
    )
    assert done.stdout.split("\n")[:3] == ["plain", "talks", "Talks in the port"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(tmp_path: Path, shell: str) -> None:
    done = run_piped(folder=tmp_path, variables={"_TIMELINE_COMPLETE": f"{shell}_source"})
    assert done.returncode == 0
    assert "_TIMELINE_COMPLETE" in done.stdout
