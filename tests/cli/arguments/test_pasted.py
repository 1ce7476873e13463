"""Commands that are printed to be given next: they name the database that was named, and no password."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from timeline.cli import TYPED, main
from timeline.cli.arguments.pasted import as_typed, to_paste, typed


@contextmanager
def at_work(*words: str, options: tuple[str, ...] = ()) -> Iterator[None]:
    """As within a command that was typed so."""
    context = main.make_context("timeline", [*options, *words])
    with context:
        context.obj = context.params["db"]
        context.meta[TYPED] = [*words]
        yield


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), []),
        (("--db", "my file.db"), ["--db", "my file.db"]),
        (("--db", "postgresql://ana@host/name"), ["--db", "postgresql://ana@host/name"]),
        (("--db", "postgresql://ana:s3cret@host:5432/name"), ["--db", "postgresql://ana@host:5432/name"]),
        (("--db", "postgresql://ana:@host/name"), ["--db", "postgresql://ana@host/name"]),
        (("--db", "postgresql://host/name?user=ana&password=s3cret"), ["--db", "postgresql://host/name?user=ana"]),
        (("--db", "postgresql://host/name?password=s3cret&x=y"), ["--db", "postgresql://host/name"]),
        (
            ("--db", "postgresql:///name?host=/run&password=s3cret&sslmode=require&port=6432"),
            ["--db", "postgresql:///name?host=/run&sslmode=require&port=6432"],
        ),
        (("--db", "postgresql://ana:s3@cret@host/name?p%61ssword=x"), ["--db", "postgresql://ana@host/name"]),
    ],
)
def test_a_printed_command_is_of_the_database_that_was_named(
    monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], told: list[str]
) -> None:
    with at_work("load", "a b", options=options):
        assert to_paste("undo", "2") == shlex.join(["timeline", *told, "undo", "2"])
        assert as_typed("--theirs") == shlex.join(["timeline", *told, "load", "a b", "--theirs"])
    monkeypatch.setenv("TIMELINE_DB", "postgresql://ana:s3cret@host/name")
    with at_work("load", "a b"):
        assert to_paste("undo", "2") == "timeline undo 2", "the environment is still there when it is pasted"


def test_an_option_that_is_added_stands_before_names_that_look_like_one() -> None:
    with at_work("load", "--quiet", "--", "-odd.yaml"):
        assert as_typed("--revert") == "timeline load --quiet --revert -- -odd.yaml"
        assert typed() == ["load", "--quiet", "--", "-odd.yaml"]
    with at_work("check", "postgresql://ana:s3cret@host/name"):
        assert typed() == ["check", "postgresql://ana:***@host/name"]
