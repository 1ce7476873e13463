"""Records to files that load back equal, to the byte the same each time."""

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.annotations.records import TRICKY, record_sets, texts
from timeline.annotations.examples import EXAMPLES
from timeline.annotations.reading.nodes import read_document
from timeline.annotations.reading.read_files import read_paths
from timeline.annotations.writing import writer
from timeline.annotations.writing.writer import FIRST_LINE, write_folder
from timeline.annotations.writing.yaml_text import yaml_lines
from timeline.domain.records import Claim, Event, Figure, Participant, Place, RecordSet, Source
from timeline.errors import TimelineError


def in_2031(event_id: str) -> str:
    assert event_id
    return "2031"


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def example(name: str) -> RecordSet:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.yaml")
        file.write_text(EXAMPLES[name], encoding="utf-8")
        return read_paths([file]).records


@given(record_sets())
def test_records_load_back_equal_and_dump_the_same_again(records: RecordSet) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = write_folder(records, folder, in_2031)
        first = contents(folder)
        reading = read_paths([folder]) if written else read_paths([])
        assert [str(problem) for problem in reading.problems] == []
        assert reading.records == records
        assert write_folder(reading.records, folder, in_2031) == written
        assert contents(folder) == first


@given(st.dictionaries(texts.filter(lambda text: len(text) < 100 and "\n" not in text), texts, min_size=1))
def test_any_text_is_written_so_that_it_reads_back(tree: dict[str, str]) -> None:
    text = "".join(f"{line}\n" for line in yaml_lines({"top": tree}))
    document = read_document("a.yaml", text.encode())
    assert document.problems == []
    assert document.root == {"top": tree}


@pytest.mark.parametrize("text", TRICKY)
def test_tricky_texts_read_back_by_any_yaml_reader_as_text(text: str) -> None:
    lines = "\n".join(yaml_lines({"key": text, "list": [text, {"key": text}]}))
    assert yaml.load(lines, Loader=yaml.BaseLoader) == {"key": text, "list": [text, {"key": text}]}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Strike called", "key: Strike called"),
        ("2031-05-01", "key: 2031-05-01"),
        ("¶ 4", "key: ¶ 4"),
        ("(the) envoy's", "key: (the) envoy's"),
        ("آنا رويز", "key: آنا رويز"),
        ("Talks: a start", "key: 'Talks: a start'"),
        ("'Enough'", "key: \"'Enough'\""),
        ('"Enough", they say', "key: '\"Enough\", they say'"),
        ("- dash", "key: '- dash'"),
        (" space", "key: ' space'"),
        ("tab\t", 'key: "tab\\t"'),
        ("one\ntwo", "key: |-\n  one\n  two"),
        ("one\n\n two\n", "key: |\n  one\n\n   two"),
        ("one\n\n", "key: |+\n  one\n"),
        ("\none", 'key: "\\none"'),
        ("x" * 500 + " y", f"key: {'x' * 500} y"),
    ],
)
def test_texts_are_written_as_plainly_as_they_can_be(text: str, written: str) -> None:
    lines = "\n".join(yaml_lines({"key": text}))
    assert lines == written
    assert read_document("a.yaml", f"{lines}\n".encode()).root == {"key": text}


def test_a_dump_reads_well(tmp_path: Path) -> None:
    files = write_folder(example("events"), tmp_path, in_2031)
    assert [file.name for file in files] == ["sources.yaml", "actors.yaml", "places.yaml", "events-2031.yaml"]
    assert (
        (tmp_path / "events-2031.yaml")
        .read_text(encoding="utf-8")
        .startswith(
            f"""{FIRST_LINE}
events:
  march-on-pier:
    title: Dockers march on the pier
    type: protest/march
    place: port-city
    date: 2031-05-05
    date_note: Both sources were published within two days and the police log has the 5th.
    participants:
      harbour-union:
        - organiser
        - initiator
    claims:
      - source: herald-2031-05-06
        at: ¶ 2
        date: 1 day before publication
        figures:
          injured: 4 (up to 6)
          people: about 3000
        credibility: 2
      - source: police-2031-05-07
"""
        )
    )


def test_events_are_filed_by_year_and_many_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOST_EVENTS", 2)
    years = {"a": "2031", "b": "undated", "c": "2031", "d": "2031", "e": "-0043"}
    records = RecordSet(events={event_id: Event(event_id, "Event") for event_id in years})
    files = write_folder(records, tmp_path, years.__getitem__)
    assert [file.name for file in files] == [
        "events-2031.yaml",
        "events-2031-part2.yaml",
        "events-undated.yaml",
        "events--0043.yaml",
    ]
    assert read_paths([tmp_path / "events-2031.yaml"]).records.events.keys() == {"a", "c"}
    assert read_paths([tmp_path]).records == records


def test_a_later_dump_replaces_the_files_and_removes_what_is_stale(tmp_path: Path) -> None:
    write_folder(example("events"), tmp_path, in_2031)
    (tmp_path / "notes.md").write_text("kept")
    write_folder(example("sources"), tmp_path, in_2031)
    assert contents(tmp_path).keys() == {"sources.yaml", "notes.md"}
    assert read_paths([tmp_path]).records == example("sources")
    write_folder(RecordSet(), tmp_path, in_2031)
    assert contents(tmp_path).keys() == {"notes.md"}


@pytest.mark.parametrize("name", ["mine.yaml", "sources.yaml", "deeper/mine.yml"])
def test_a_folder_with_files_that_no_dump_wrote_is_refused(tmp_path: Path, name: str) -> None:
    mine = tmp_path / name
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("events: {a: {title: A}}\n")
    with pytest.raises(TimelineError) as refused:
        write_folder(example("events"), tmp_path, in_2031)
    assert str(refused.value) == f"{mine} was not written by a dump to this folder: choose an empty folder"
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [mine]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("x")
    with pytest.raises(TimelineError, match="is a file: name a folder to write to"):
        write_folder(RecordSet(), file, in_2031)
    with pytest.raises(TimelineError, match="cannot be written: not a directory"):
        write_folder(RecordSet(), file / "within", in_2031)


def test_nothing_is_half_written(tmp_path: Path) -> None:
    write_folder(example("events"), tmp_path, in_2031)
    before = contents(tmp_path)
    twice = Claim("herald", figures=(Figure("people", best=1), Figure("people", best=2)))
    records = RecordSet(sources={"a": Source("a", "A")}, events={"b": Event("b", "B", claims=(twice,))})
    with pytest.raises(TimelineError, match="a claim of event b has two figures for people"):
        write_folder(records, tmp_path, in_2031)
    assert contents(tmp_path) == before


def test_a_folder_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert write_folder(example("places"), folder, in_2031) == [folder / "places.yaml"]


def test_an_impossible_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no year"):
        write_folder(RecordSet(events={"a": Event("a", "A")}), tmp_path, lambda event_id: f"../{event_id}")


def test_roles_of_one_actor_are_written_together(tmp_path: Path) -> None:
    apart = (Participant("ana", "host"), Participant("tom", "target"), Participant("ana", "witness"))
    records = RecordSet(events={"a": Event("a", "A", participants=(*apart, apart[0]))})
    assert records.events["a"].participants == (apart[0], apart[2], apart[1])
    write_folder(records, tmp_path, in_2031)
    reading = read_paths([tmp_path])
    assert (reading.problems, reading.records) == ([], records)


@pytest.mark.parametrize("degrees", [0.0, -0.0, 1.5, -33.0, 1e-7, -2.5e-300, 89.99999999999999])
def test_coordinates_are_exact(tmp_path: Path, degrees: float) -> None:
    records = RecordSet(places={"a": Place("a", "A", latitude=degrees, longitude=degrees)})
    write_folder(records, tmp_path, in_2031)
    assert read_paths([tmp_path]).records == records
