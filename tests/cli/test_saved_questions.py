"""``timeline save``, ``questions``, ``forget``, and @NAME wherever filters are taken."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.support.command import run_command

TALKS = """\
sources:
  gazette: {title: Gazette, publisher: The Gazette, published: 2031-05-02}
actors:
  ana-ruiz: {kind: person, name: Ana Ruiz}
  tomas-vale: {kind: person, name: Tomás Vale}
events:
  talks:
    title: Talks
    type: consult
    participants: {ana-ruiz: initiator, tomas-vale: recipient}
    claims: [{source: gazette, date: 2031-05-01}]
  march:
    title: March
    type: protest
    participants: {ana-ruiz: initiator}
    claims: [{source: gazette, date: 2031-05-02}]
questions:
  what-ruiz-did:
    title: What Ruiz did
    asks: {actor: ana-ruiz, during: 2031-05}
"""
Ask = Callable[..., Result]


@pytest.fixture
def ask(database: str, tmp_path: Path) -> Ask:
    """Runs a command on TALKS, in a database of each kind."""
    (tmp_path / "talks.yaml").write_text(TALKS, encoding="utf-8")
    loaded = run_command("load", str(tmp_path / "talks.yaml"), db=database)
    assert loaded.stdout.splitlines()[0] == "added    1 source, 2 actors, 2 events, 1 question"
    return lambda *arguments: run_command(*arguments, db=database)


def ids(done: Result) -> list[str]:
    """The events that were found."""
    assert done.exit_code == 0, done.output
    return [event["id"] for event in json.loads(done.stdout)]


def test_a_question_is_kept_asked_narrowed_and_taken_away(ask: Ask) -> None:
    saved = ask("save", "Consult", "--type", "consult", "--actor", "ana ruiz")
    assert (saved.exit_code, saved.stderr) == (1, '"Consult" is not written as a name: write consult\n')
    saved = ask("save", "@consulted", "--type", "consult", "--actor", "ana ruiz", "--title", "Talks", "-m", "to watch")
    assert saved.stdout == ("added    @consulted: actor ana-ruiz; type consult\nask it   timeline events @consulted\n")
    assert ids(ask("events", "@consulted", "--format", "json")) == ["talks"]
    assert ids(ask("events", "@what-ruiz-did", "--format", "json")) == ["talks", "march"]
    assert ids(ask("events", "@what-ruiz-did", "--actor", "vale", "--format", "json")) == ["talks"]
    assert ask("save", "consulted", "--type", "consult", "--actor", "ana-ruiz", "--title", "Talks").stdout.startswith(
        "left     @consulted"
    )
    listed = ask("questions").stdout
    assert "@consulted" in listed
    assert listed.endswith("\n2 questions\n")
    assert ask("forget", "@consulted").stdout == "removed  @consulted: actor ana-ruiz; type consult\n"
    gone = ask("events", "@consulted")
    assert (gone.exit_code, gone.stderr) == (
        1,
        'no question is saved as "consulted": `timeline questions` lists them\n',
    )
    assert ask("undo", "3").exit_code == 0
    assert ids(ask("events", "@consulted", "--format", "json")) == ["talks"]
    log = ask("log", "consulted", "--format", "json")
    assert [change["command"].split()[1] for change in json.loads(log.stdout)] == ["undo", "forget", "save"]
    assert ask("log", "--verify").exit_code == 0


def test_what_is_typed_wrong_is_told(ask: Ask) -> None:
    told = {
        ("events", "@what-ruiz-dit"): 'no question is saved as "what-ruiz-dit": did you mean "what-ruiz-did"?',
        ("events", "@what-ruiz-did", "--on", "2031"): "@what-ruiz-did asks --during 2031-05 already: leave out --on",
        ("events", "ruiz"): '"ruiz" is no filter: a saved question is typed @ruiz, filters as options',
        ("save", "new"): "nothing is asked: give a filter, such as --during",
        (
            "save",
            "new",
            "--actor",
            "nobody at all",
        ): 'no actor is called "nobody at all": `timeline actors` lists them all',
        ("save", "new", "--undated", "--on", "2031"): "--undated finds what has no date: leave out --on, --from, --to",
        ("save", "talks", "--on", "2031"): "talks is the id of an event: choose another name",
        ("save", "what-ruiz-did", "--on", "2031"): (
            "@what-ruiz-did is saved already, and asks actor ana-ruiz; during 2031-05: choose another name, or --rep"
        ),
        ("forget", "talks"): 'no question is saved as "talks": `timeline questions` lists them',
    }
    for arguments, line in told.items():
        done = ask(*arguments)
        assert done.exit_code in (1, 2), arguments
        assert line in done.stderr, arguments
    assert len(json.loads(ask("log", "--format", "json").stdout)) == 1, "nothing was changed"


def test_one_is_replaced_by_word_alone(ask: Ask) -> None:
    done = ask("save", "what-ruiz-did", "--any-actor", "ana ruiz", "--any-actor", "vale", "--replace")
    assert done.stdout.startswith("changed  @what-ruiz-did: any-actor ana-ruiz, tomas-vale\n")
    assert "during" in ask("diff", "1").stdout
    assert ids(ask("events", "@what-ruiz-did", "--format", "json")) == ["talks", "march"]


def test_a_question_follows_what_it_names_and_has_other_names_itself(ask: Ask, tmp_path: Path) -> None:
    assert ask("rename", "ana-ruiz", "a-ruiz").exit_code == 0
    assert ask("rename", "what-ruiz-did", "ruiz").exit_code == 0
    shown = ask("show", "what-ruiz-did").stdout
    assert "asks          actor Ana Ruiz (a-ruiz)\n              during 2031-05\n" in shown
    assert "formerly      what-ruiz-did" in shown
    assert ids(ask("events", "@what-ruiz-did", "--format", "json")) == ["talks", "march"]
    assert ask("dump", str(tmp_path / "dumped")).exit_code == 0
    dumped = (tmp_path / "dumped" / "questions.yaml").read_text(encoding="utf-8")
    assert "    asks:\n      actor: a-ruiz\n      during: 2031-05\n" in dumped
    assert "added    nothing\nchanged  nothing" in ask("load", str(tmp_path / "dumped")).stdout
    # A file that was written before goes on naming what it names.
    (tmp_path / "older.yaml").write_text(
        "questions:\n  again: {asks: {actor: ana-ruiz, type: consult}}\n", encoding="utf-8"
    )
    assert ask("load", str(tmp_path / "older.yaml")).stdout.startswith("added    1 question\n")
    assert "asks          actor Ana Ruiz (a-ruiz)\n" in ask("show", "again").stdout


def test_what_a_question_names_is_not_pruned_away_from_under_it(ask: Ask, tmp_path: Path) -> None:
    without = TALKS.replace("  tomas-vale: {kind: person, name: Tomás Vale}\n", "").replace(
        ", tomas-vale: recipient", ""
    )
    asking = without.replace("actor: ana-ruiz, during", "actor: [ana-ruiz, tomas-vale], during")
    (tmp_path / "talks.yaml").write_text(asking, encoding="utf-8")
    refused = ask("load", "--prune", "--yes", str(tmp_path / "talks.yaml"))
    assert refused.exit_code == 1
    assert 'unknown actor "tomas-vale" in actor of question what-ruiz-did' in refused.stderr
    (tmp_path / "talks.yaml").write_text(without[: without.index("questions:")], encoding="utf-8")
    assert "removed  1 actor, 1 question" in ask("load", "--prune", "--yes", str(tmp_path / "talks.yaml")).stdout


def test_exports_say_which_question_they_answer(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "ruiz.md"
    assert ask("export", str(file), "@what-ruiz-did", "--type", "protest").exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert "Query: What Ruiz did (\\@what-ruiz-did); May 2031; actor Ana Ruiz; type protest." in text
    assert "#### March" in text
    assert "#### Talks" not in text


def test_a_look_back_asks_the_question_of_now_and_shows_that_of_then(ask: Ask) -> None:
    assert ask("save", "what-ruiz-did", "--type", "protest", "--replace").exit_code == 0
    assert ids(ask("events", "@what-ruiz-did", "--recorded-on", "change 1", "--format", "json")) == ["march"]
    assert "actor Ana Ruiz" in ask("show", "what-ruiz-did", "--recorded-on", "change 1").stdout
    assert "type protest" in ask("show", "what-ruiz-did").stdout
    before = ask("save", "later", "--type", "protest").exit_code
    assert before == 0
    assert "was not here as recorded after change 1" in ask("show", "later", "--recorded-on", "change 1").stderr
