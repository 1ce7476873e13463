"""Files and folders to records, and all that is wrong with them at once."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from tests.annotations.conftest import ReadText
from timeline.annotations.examples import EXAMPLES
from timeline.annotations.reading import files, nodes
from timeline.annotations.reading.read_files import read_paths
from timeline.domain.records import (
    Actor,
    Claim,
    Derivation,
    Event,
    Figure,
    Link,
    Membership,
    Participant,
    Place,
    RecordSet,
    Source,
    Term,
)


def test_a_whole_file_becomes_records(read_text: ReadText) -> None:
    reading = read_text(EXAMPLES["whole"])
    assert reading.problems == []
    records = reading.records
    assert records.sources["gazette-2031-05-02"] == Source(
        "gazette-2031-05-02",
        "Harbour talks begin",
        publisher="The Gazette",
        published="2031-05-02",
        derived_from=(Derivation("quotes", "newswire"),),
    )
    assert records.actors["ana-ruiz"] == Actor(
        "ana-ruiz",
        "Ana Ruiz",
        kind="person",
        names=("A. Ruiz", "آنا رويز"),
        member_of=(Membership("harbour-union", "chair", "2029/.."),),
    )
    assert records.places["port-city"] == Place("port-city", "Port City", kind="city", latitude=1.5, longitude=103.2)
    assert records.events["ruiz-meets-vale"] == Event(
        "ruiz-meets-vale",
        "Ruiz meets the minister's envoy",
        type="consult/meeting",
        place="port-city",
        participants=(Participant("ana-ruiz", "initiator"), Participant("tomas-vale", "recipient")),
        claims=(
            Claim("gazette-2031-05-02", at="¶ 3", date="2031-05-01"),
            Claim(
                "herald-2031-05-03",
                at="¶ 1",
                date="1 day before publication",
                figures=(Figure("delegates", low=12),),
            ),
        ),
    )
    assert records.events["strike-called"].claims[0].modality == "alleged"


def test_every_key_is_read(read_text: ReadText) -> None:
    records = read_text(EXAMPLES["events"]).records
    march, cleared = records.events["march-on-pier"], records.events["pier-cleared"]
    assert march.participants == (
        Participant("harbour-union", "organiser"),
        Participant("harbour-union", "initiator"),
    )
    assert march.date == "2031-05-05"
    assert march.date_note is not None
    assert march.claims[0].credibility == 2
    assert march.claims[0].figures == (
        Figure("injured", best=4, high=6),
        Figure("people", best=3000, approximate=True),
    )
    assert march.claims[1].participants == (Participant("port-police", "recipient"),)
    assert cleared.links == (Link("follows", "march-on-pier"),)
    assert cleared.tags == ("strike",)
    assert cleared.claims[0].according_to == ("harbour-union", "two unnamed dockers")
    assert cleared.claims[1].modality == "denied"
    assert read_text(EXAMPLES["vocabulary"]).records.terms["types", "appoint"] == Term(
        "types", "appoint", "gives somebody an office"
    )


def test_one_whom_a_source_reports_needs_no_list(read_text: ReadText) -> None:
    records = read_text("events: {strike: {title: Strike, claims: [{source: herald, according_to: the port police}]}}")
    assert records.records.events["strike"].claims == (Claim("herald", according_to=("the port police",)),)


def test_an_armed_group_may_be_written_with_a_space(read_text: ReadText) -> None:
    reading = read_text("actors: {harbour-guard: {name: Harbour Guard, kind: armed group}}")
    assert reading.records.actors["harbour-guard"].kind == "armed-group"


def test_texts_are_kept_as_written(read_text: ReadText) -> None:
    reading = read_text('events: {strike: {title: " Strike ", note: "one\\n\\n two\\t"}}')
    assert reading.problems == []
    assert reading.records.events["strike"].title == " Strike "
    assert reading.records.events["strike"].note == "one\n\n two\t"


def test_a_folder_is_read_as_one_whole_in_natural_order(read_text: ReadText) -> None:
    read_text(
        **{
            "all/events-2.yaml": "events: {b: {title: B}}",
            "all/events-10.yml": "events: {c: {title: C}}",
            "all/events.yaml": "events: {a: {title: A}}",
            "all/within/Deeper.YAML": "events: {d: {title: D}}",
            "all/.hidden/x.yaml": "not: [read",
            "all/.x.yaml": "not: [read",
            "all/notes.txt": "not: [read",
        }
    )
    reading = read_paths([Path("all")])
    assert reading.problems == []
    assert list(reading.records.events) == ["a", "b", "c", "d"]
    assert reading.where.of("d") == ("all/within/Deeper.YAML", 1)


def test_a_file_that_is_named_twice_is_read_once(read_text: ReadText) -> None:
    read_text(**{"all/a.yaml": "events: {a: {title: A}}"})
    reading = read_paths([Path("all"), Path("all/a.yaml"), Path("all/../all").absolute()])
    assert reading.problems == []
    assert list(reading.where.files) == ["all/a.yaml"]


def test_problems_of_all_files_come_at_once_with_the_paths_as_given(read_text: ReadText) -> None:
    reading = read_text(
        **{
            "b.yaml": "events: {a: {titel: A}}\nevnts: {x: y}\n",
            "a.yaml": "events: {a: {title: 'A}}\n",
            "c.yaml": "actors: {x: {name: X}}\n",
        }
    )
    assert [str(problem).split(": ")[0] for problem in reading.problems] == [
        "a.yaml:1",
        "b.yaml:1",
        "b.yaml:2",
    ]
    absolute = read_paths([Path("b.yaml").absolute()])
    assert absolute.problems[0].path == str(Path("b.yaml").absolute())
    assert list(reading.records.actors) == ["x"]


def test_paths_that_cannot_be_read_are_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("notes.txt").write_text("a: b\n")
    Path("link.yaml").symlink_to("nowhere.yaml")
    Path("good.yaml").write_text("events: {a: {title: A}}\n")
    reading = read_paths([Path(name) for name in ("empty", "notes.txt", "nowhere", "link.yaml", "good.yaml")])
    assert [str(problem) for problem in reading.problems] == [
        "empty: no annotation file (.yaml or .yml) in this folder",
        "link.yaml: there is no such file or folder",
        "notes.txt: not an annotation file: its name ends in .yaml or .yml",
        "nowhere: there is no such file or folder",
    ]
    assert list(reading.records.events) == ["a"]
    assert not reading.where.complete


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Somebody whom file permissions hold back, also where the superuser runs the tests."""
    is_superuser = os.geteuid() == 0
    if is_superuser:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_superuser:
            os.seteuid(0)


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("events: {a: {title: A}}\n")
    file.chmod(0)
    request.getfixturevalue("ordinary_user")
    assert [str(each) for each in read_paths([file]).problems] == [f"{file}: not readable: permission denied"]


def test_a_link_within_a_folder_that_leads_nowhere_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (problem,) = read_paths([tmp_path]).problems
    assert str(problem) == f"{tmp_path / 'a.yaml'}: there is no such file or folder"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    with file.open("wb") as opened:
        opened.truncate(nodes.LARGEST_FILE + 1)
    assert str(read_paths([file]).problems[0]) == f"{file}: the file is larger than 64 MiB: split it"
    monkeypatch.setattr(files, "LARGEST_FILE", 30)
    file.write_text("events: {a: {title: A}}\n")
    assert read_paths([file]).problems == []


def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "a.yaml"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=["events: {a: {title: A}}\n"])
    writer.start()
    assert list(read_paths([pipe]).records.events) == ["a"]
    writer.join()


def test_a_record_with_a_mistake_is_still_defined(read_text: ReadText) -> None:
    reading = read_text(
        "events:\n"
        "  strike:\n"
        "    claims:\n"
        "      - {at: ¶ 3, date: 2031-05-32, modality: denied}\n"
        "      - gazette\n"
        "      - {source: herald, credibility: 9, figures: {people: 5, ships: many}}\n"
        "    tags: [a, [b]]\n"
        "    type: [x]\n"
        "    participants: {ana-ruiz: [host, {x: y}], tom: initiator}\n"
    )
    assert len(reading.problems) == 9
    assert reading.where.flawed == {"strike"}
    strike = reading.records.events["strike"]
    assert strike.title == ""
    assert strike.type is None
    assert [claim.source for claim in strike.claims] == ["", "", "herald"]
    assert strike.claims[0].modality == "denied"
    assert strike.claims[0].date is None
    assert strike.claims[2].figures == (Figure("people", best=5),)
    assert Participant("tom", "initiator") in strike.participants


def test_the_line_of_everything_is_known(read_text: ReadText) -> None:
    reading = read_text(
        **{
            "a.yaml": "actors:\n  ana: {name: Ana}\nvocabulary:\n  roles:\n    chair: leads\n",
            "b.yaml": (
                "events:\n\n  strike:\n    title: Strike\n    claims:\n      - source: herald\n"
                "      - at: ¶ 3\n        source: herald\n"
            ),
        }
    )
    where = reading.where
    assert where.of("ana") == ("a.yaml", 2)
    assert where.of_term("roles", "chair") == ("a.yaml", 5)
    assert where.of("strike") == ("b.yaml", 3)
    assert where.of("strike", "title") == ("b.yaml", 4)
    assert where.of_claim("strike", 1) == ("b.yaml", 7)
    assert where.of_claim("strike", 1, "source") == ("b.yaml", 8)
    assert where.of_claim("strike", 7) == ("b.yaml", 5)
    assert where.of("nobody") == ("records", 0)
    Path("b.yaml").write_text("events: {strike: {title: Moved}}\n")
    assert where.of("strike", "title") == ("b.yaml", 4), "what was read is remembered"


def test_where_falls_back_on_the_record_when_its_file_has_changed(read_text: ReadText) -> None:
    where = read_text("events:\n  strike:\n    title: Strike\n").where
    Path("a.yaml").write_text("# moved\nevents:\n  strike:\n    title: Strike\n")
    assert where.of("strike", "title") == ("a.yaml", 2)
    Path("a.yaml").unlink()
    assert where.of("strike", "title") == ("a.yaml", 2)


def test_nothing_is_read_from_no_paths() -> None:
    reading = read_paths([])
    assert (reading.records, reading.problems) == (RecordSet(), [])


def test_the_seeds_have_no_problem(seeds_folder: Path) -> None:
    reading = read_paths([seeds_folder])
    assert reading.problems == []
    assert reading.records.events


@pytest.mark.parametrize("name", ["t.csv", "T.JSONL", "t.json", "t.tsv"])
def test_a_file_to_import_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text("a,b", encoding="utf-8")
    said = f"{name}: not an annotation file (.yaml or .yml): take it in with `timeline import {name}`"
    assert [str(problem) for problem in read_paths([Path(name)]).problems] == [said]
