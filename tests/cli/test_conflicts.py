"""``timeline conflicts``: what people and programs are told; and the same as advice of ``timeline check``."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import timeline
from tests.support.command import run_command
from timeline.cli.printing.totals import ON_A_SCREEN

WORLD = """\
sources:
  gazette: {title: Talks, publisher: The Gazette, published: 2031-05-10}
  herald: {title: "More\\u202e talks", published: 2031-05-11, derived_from: {quotes: gazette}}
  early: {title: Early news, publisher: The Early, published: 2031-04-20}
actors:
  ana:
    {kind: person, name: Ana Ruiz, member_of: [{group: union, office: chair, date: 2020/2031-05-31}]}
  ben:
    {kind: person, name: Ben Vale, member_of: [{group: union, office: Chair, date: 2031-05-01/2033}]}
  union: {kind: organisation, name: The union}
places:
  port: {name: Port, kind: city, latitude: 1.5, longitude: 103.2}
  hill: {name: Hill, kind: city, latitude: 10, longitude: -60}
events:
  call:
    title: The call
    type: consult/phone
    claims:
      - {source: gazette, at: ¶ 3, date: 2031-05-01, according_to: [two officials]}
      - {source: herald, at: ¶ 1, date: 2031-05-02}
  threat:
    title: The threat
    type: threaten
    claims:
      - {source: gazette, date: same day as call}
      - {source: herald, date: same day as call}
  answer:
    title: The answer
    type: reject
    claims: [{source: early, at: p. 2, date: "2031-04-30"}]
    links: {responds-to: call}
  raid:
    title: The raid
    type: assault
    claims:
      - {source: gazette, date: 2031-05-04, figures: {killed: 5}}
      - {source: herald, date: 2031-05-04, modality: denied}
      - {source: early, date: 2031-05-04, figures: {killed: at least 9}}
  in-port:
    title: A meeting in port
    type: consult/meeting
    place: port
    participants: {ana: host, ben: witness}
    claims: [{source: gazette, date: 2031-05-05}]
  on-the-hill:
    title: A meeting on the hill
    type: consult/meeting
    place: hill
    participants: {ana: participant}
    claims: [{source: gazette, date: 2031-05-05}]
"""
Run = Callable[..., str]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("conflicts") / "world.yaml"
    path.write_text(WORLD, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def db(file: Path) -> str:
    path = str(file.parent / "world.db")
    assert run_command("load", str(file), db=path).exit_code == 0
    return path


def told(db: str, *arguments: str) -> str:
    result = run_command("conflicts", *arguments, db=db)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_a_table_has_each_with_its_sides_and_who_says_so(db: str) -> None:
    lines = told(db).splitlines()
    assert max(map(len, lines)) <= 80
    text = " ".join(" ".join(lines).split())
    assert "SOURCES DISAGREE ON THE DATE: CANNOT ALL BE TRUE The call" in text
    assert "1 May 2031 The Gazette (¶ 3, citing two officials) call/gazette" in text
    assert "2 May 2031 “More talks” (¶ 1) call/herald" in text  # the sign that turns what follows is left out
    assert "In dispute for that alone: The threat (threat)." in text
    assert "BEFORE WHAT IT COMES AFTER: CANNOT ALL BE TRUE" in text
    assert "TOLD BEFORE IT HAPPENED: CANNOT ALL BE TRUE" in text
    assert "ANA RUIZ IN TWO PLACES ON 5 MAY 2031: IS WORTH A LOOK" in text
    assert "17,758 km apart: 17.8 hours by the fastest of the time." in text
    assert "killed: at least 9 The Early raid/early" in text
    assert "it did not “More talks” raid/herald" in text
    assert "ONE OFFICE, TWO HOLDERS: IS WORTH A LOOK Ana Ruiz: chair," in text
    total = "8 contradictions (1 date, 1 figures, 1 standing, 1 order, 2 publication, 1 presence, 1 office)"
    assert " ".join(lines[-2:]) == total


def test_pages_and_kinds(db: str) -> None:
    assert told(db, "--limit", "2").splitlines()[-1] == "2 contradictions (1 date, 1 figures), and more: --offset 2"
    assert told(db, "--offset", "7").splitlines()[-1] == "1 contradiction after the first 7"
    assert told(db, "--offset", "9") == "No contradiction is left after the first 9.\n"
    assert told(db, "--limit", "0") == "--limit 0 shows none, and there are some.\n"
    assert told(db, "--kind", "part-of") == "No contradiction was found.\n"
    assert told(db, "--kind", "date", "--on", "2031-05-01").splitlines()[-1] == "1 contradiction"
    wrong = run_command("conflicts", "--kind", "dates", db=db)
    assert (wrong.exit_code, "'dates' is not one of 'date', 'figures'" in wrong.stderr) == (2, True)
    nobody = run_command("conflicts", "--actor", "anna ruiz", db=db)
    assert (nobody.exit_code, "did you mean" in nobody.stderr) == (1, True)


def test_a_table_is_a_screenful_and_programs_get_more(tmp_path: Path) -> None:
    claims = "claims: [{source: one, date: 2031-05-01}, {source: two, date: 2031-05-02}]"
    events = "".join(f"  talks-{number}: {{title: Talks, {claims}}}\n" for number in range(ON_A_SCREEN + 3))
    sources = "  one: {title: One, published: 2031-06-01}\n  two: {title: Two, published: 2031-06-01}\n"
    file, db = tmp_path / "many.yaml", str(tmp_path / "many.db")
    file.write_text(f"sources:\n{sources}events:\n{events}", encoding="utf-8")
    assert run_command("load", str(file), db=db).exit_code == 0
    screenful = f"{ON_A_SCREEN} contradictions ({ON_A_SCREEN} date), and more: --offset {ON_A_SCREEN}"
    assert told(db).splitlines()[-1] == screenful
    rest = f"3 contradictions (3 date) after the first {ON_A_SCREEN}"
    assert told(db, "--offset", str(ON_A_SCREEN)).splitlines()[-1] == rest
    every = f"{ON_A_SCREEN + 3} contradictions ({ON_A_SCREEN + 3} date)"
    assert told(db, "--limit", "1000").splitlines()[-1] == every
    assert len(told(db, "--format", "jsonl").splitlines()) == ON_A_SCREEN + 3


def test_programs_get_all_of_it(db: str) -> None:
    whole = json.loads(told(db, "--format", "json"))
    assert [json.loads(line) for line in told(db, "--format", "jsonl").splitlines()] == whole
    (date,) = [each for each in whole if each["kind"] == "date"]
    assert list(date) == [
        *("kind", "sureness", "text", "events", "measure", "person", "day", "kilometres", "hours"),
        *("sides", "follows_from_it"),
    ]
    assert date["events"] == [{"id": "call", "title": "The call"}]
    assert date["follows_from_it"] == [{"id": "threat", "title": "The threat"}]
    assert [(side["value"], side["text"]) for side in date["sides"]] == [
        ("2031-05-01", "1 May 2031"),
        ("2031-05-02", "2 May 2031"),
    ]
    claim = date["sides"][0]["statements"][0]["claim"]
    assert (claim["id"], claim["at"], claim["according_to"]) == ("call/gazette", "¶ 3", ["two officials"])
    (order,) = [each for each in whole if each["kind"] == "order"]
    assert [each["statements"][0]["link"] for each in order["sides"]] == [
        None,
        None,
        {"kind": "responds-to", "event": "call", "title": "The call"},
    ]
    more = run_command("conflicts", "--format", "jsonl", "--limit", "1", db=db)
    assert (len(more.stdout.splitlines()), more.stderr) == (1, "there are more: --offset 1\n")
    assert told(db, "--kind", "part-of", "--format", "json") == "[]\n"


def test_check_gives_the_same_as_advice_where_it_stands(db: str, file: Path) -> None:
    advice = [
        each for each in timeline.check(file).advice if "be true" in each.message or "worth a look" in each.message
    ]
    numbered = dict(enumerate(WORLD.splitlines(), 1))
    found = {each.message.partition(": ")[0]: numbered[each.line].strip() for each in advice}
    assert found["call"].startswith("- {source: gazette, at: ¶ 3")
    assert found["answer and call"].startswith(("- {source: early, at: p. 2", "claims: [{source: early"))
    assert found["in-port and on-the-hill"] == "claims: [{source: gazette, date: 2031-05-05}]"
    assert len(advice) == 8
    texts = [each["text"] for each in json.loads(told(db, "--format", "json"))]
    assert all(any(text in each.message for each in advice) for text in texts)


def test_from_python(db: str) -> None:
    with timeline.open(db) as opened:
        assert [each.kind for each in opened.conflicts(kind=["date", "order"])] == ["date", "order"]
        assert [each.kind for each in opened.conflicts(text="raid", limit=1, offset=1)] == ["standing"]
        with pytest.raises(timeline.UsageFault, match='"dates" is no kind of contradiction'):
            opened.conflicts(kind="dates")
