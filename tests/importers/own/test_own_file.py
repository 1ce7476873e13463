"""Our own export, back in: nothing lost, every mistake told."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given

from tests.support.stores import in_memory
from tests.support.worlds import worlds
from timeline.domain.chronology import Chronology
from timeline.domain.comparing.joined import joined
from timeline.domain.records import Actor, Claim, Event, Figure, Participant, Place, RecordSet, Source, Term
from timeline.exporters.programs.json.json_entries import export_array, export_lines
from timeline.importers.items import Imported, Input, Rejected, Unreadable
from timeline.importers.own.own_file import open_file, recognises
from timeline.importers.reading.ids_of_names import Naming
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.stored.full_records import record_lookup
from timeline.storage.reading.stored.stored_records import read_all
from timeline.storage.reading.told.entries import find_entries

ALL = EventQuery()


def exported(reader: Reader, query: EventQuery = ALL) -> str:
    out = io.StringIO(newline="")
    records = record_lookup(reader, whole=query == ALL)
    export_lines(Chronology("", "", "", find_entries(reader, query), lambda _: {}, records=records), out)
    return out.getvalue()


def items(path: Path, text: str, naming: Naming | None = None) -> list[Imported | Rejected]:
    path.write_bytes(text.encode())
    return list(open_file(Input(path), naming or Naming()).items)


def records_of(found: list[Imported | Rejected]) -> RecordSet:
    """What was imported, as one whole; nothing may have been rejected, and no record be told in two ways."""
    told = [each for each in found if isinstance(each, Imported)]
    assert len(told) == len(found), [each for each in found if isinstance(each, Rejected)]
    sources, actors = {s for each in told for s in each.sources}, {a for each in told for a in each.actors}
    places, terms = {p for each in told for p in each.places}, {t for each in told for t in each.terms}
    records = RecordSet(
        {each.id: each for each in sources},
        {each.id: each for each in actors},
        {each.id: each for each in places},
        {each.event.id: each.event for each in told},
        {(each.kind, each.term): each for each in terms},
    )
    sizes = (len(records.sources), len(records.actors), len(records.places), len(records.terms))
    assert sizes == (len(sources), len(actors), len(places), len(terms))
    return records


def problems(found: list[Imported | Rejected]) -> list[str]:
    said = [str(problem) for each in found if isinstance(each, Rejected) for problem in each.problems]
    return [line.partition("events.jsonl:")[2] for line in said]


def line(**values: object) -> str:
    return json.dumps({"id": "talks", "title": "Talks", **values}) + "\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "events.jsonl"


@given(world=worlds())
def test_a_whole_export_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, world: RecordSet) -> None:
    path = tmp_path_factory.getbasetemp() / "world.jsonl"
    with in_memory(world) as reader:
        # What is asked of events is none of theirs.
        assert records_of(items(path, exported(reader))) == read_all(reader)._replace(questions={})


@given(world=worlds())
def test_each_line_brings_all_that_it_refers_to(tmp_path_factory: pytest.TempPathFactory, world: RecordSet) -> None:
    path = tmp_path_factory.getbasetemp() / "world.jsonl"
    with in_memory(world) as reader:
        found = items(path, exported(reader))
    for each in found:
        assert isinstance(each, Imported)
        sources, actors = {record.id for record in each.sources}, {record.id for record in each.actors}
        assert {claim.source for claim in each.event.claims} <= sources
        assert {origin.source for record in each.sources for origin in record.derived_from} <= sources
        parts = (*each.event.participants, *(part for claim in each.event.claims for part in claim.participants))
        assert {part.actor for part in parts} | {m.group for a in each.actors for m in a.member_of} <= actors
        # Containers stand before what lies within them.
        ids = [record.id for record in each.places]
        assert each.event.place is None or each.event.place in ids
        assert all(record.within in ids[:at] for at, record in enumerate(each.places) if record.within)


WORLD = RecordSet(
    sources={
        "wire": Source("wire", "Wire", kind="agency", publisher="The Wire", url="https://wire.example/1"),
        "unread": Source("unread", "Never cited"),
    },
    actors={"ana": Actor("ana", "Ana Ruiz", names=("A. R.",)), "ben": Actor("ben", "Ben Vale")},
    places={
        "land": Place("land", "The Land"),
        "port": Place("port", "Port", within="land", latitude=1.5, longitude=-0.25),
    },
    events={
        "talks": Event(
            "talks",
            "Talks",
            type="parley",
            place="port",
            latitude=1.25,
            longitude=-0.5,
            date="2031-05-01",
            date_note="the minutes say so",
            participants=(Participant("ana", "envoy"),),
            claims=(
                Claim("wire", at="¶ 1", date="2031-05-01", participants=(Participant("ana", "host"),)),
                Claim(
                    "wire",
                    at="¶ 9",
                    date="before publication",
                    figures=(Figure("people", None, 12.0, 2.5, True),),
                    participants=(Participant("ana", "host"), Participant("ben", "witness")),
                    credibility=2,
                    quote="“twelve”",
                ),
            ),
            tags=("043",),
        )
    },
    terms={
        ("roles", "envoy"): Term("roles", "envoy", "is sent"),
        ("types", "parley"): Term("types", "parley", "talks under a flag"),
        ("types", "unused"): Term("types", "unused", "never happens"),
    },
)


def test_what_a_filtered_export_needs_comes_with_it_and_no_more(file: Path) -> None:
    with in_memory(WORLD) as reader:
        found = records_of(items(file, exported(reader, EventQuery(tags=("043",)))))
        whole = records_of(items(file, exported(reader)))
    assert whole == WORLD
    assert found.events == WORLD.events
    assert (set(found.sources), set(found.actors), set(found.places)) == ({"wire"}, {"ana", "ben"}, {"port", "land"})
    assert set(found.terms) == {("roles", "envoy"), ("types", "parley")}


def test_an_array_and_lines_without_definitions_import_as_far_as_they_tell(file: Path) -> None:
    out = io.StringIO(newline="")
    with in_memory(WORLD) as reader:
        export_array(Chronology("", "", "", find_entries(reader, EventQuery()), lambda _: {}), out)
    found = records_of(items(file, out.getvalue()))
    told = found.events["talks"]
    assert (told.date, told.claims[0].date, told.claims[1].date) == ("2031-05-01", "2031-05-01", "before publication")
    assert told.participants == WORLD.events["talks"].participants
    assert told.claims[0].participants == (Participant("ana", "host"), Participant("ben", "witness"))
    assert found.sources == {"wire": Source("wire", "The Wire", publisher="The Wire")}
    assert found.actors == {"ana": Actor("ana", "Ana Ruiz"), "ben": Actor("ben", "Ben Vale")}
    assert found.places == {"port": Place("port", "Port")}
    assert (told.place, told.latitude, told.longitude) == ("port", 1.25, -0.5)
    # Compact or spread out, and with several on a line, an array is the same.
    for spelled in (json.dumps(json.loads(out.getvalue())), json.dumps(json.loads(out.getvalue()), indent=4)):
        assert records_of(items(file, spelled)) == found


def test_what_the_database_has_is_not_made_up_for(file: Path) -> None:
    held = Naming(is_taken=lambda record_id: record_id in {"wire", "ana"})
    text = line(
        claims=[{"source": "wire", "title": "Wire"}], participants=[{"actor": "ana", "name": "Ana", "role": "host"}]
    )
    (found,) = items(file, text, held)
    assert isinstance(found, Imported)
    assert (found.sources, found.actors) == ((), ())


def test_an_actor_whom_nothing_names_goes_by_its_id_until_a_line_does(file: Path) -> None:
    def told(number: int, **values: object) -> str:
        claims = [{"id": "x/wire", "source": "wire", "according_to": ["union", "two men", "Police"]}]
        return line(id=f"event-{number}", claims=claims, **values)

    first, second, third = items(
        file, told(1) + told(2, participants=[{"actor": "union", "name": "The Union", "role": "host"}]) + told(3)
    )
    assert isinstance(first, Imported)
    assert isinstance(second, Imported)
    assert isinstance(third, Imported)
    assert first.event.claims[0].according_to == ("union", "two men", "Police")
    assert first.actors == (Actor("union", "union"),)
    assert second.actors == third.actors == (Actor("union", "The Union"),)
    assert joined(first.actors[0], second.actors[0]) == joined(second.actors[0], first.actors[0]) == second.actors[0]
    held = Naming(is_taken=lambda record_id: record_id == "union")
    (known,) = items(file, told(1), held)
    assert isinstance(known, Imported)
    assert known.actors == ()


def test_an_older_line_finds_the_claim_by_its_source(file: Path) -> None:
    claims = [{"source": "wire"}, {"source": "radio"}]
    (found,) = items(file, line(claims=claims, participants=[{"actor": "ana", "role": "host", "source": "radio"}]))
    assert isinstance(found, Imported)
    assert [claim.participants for claim in found.event.claims] == [(), (Participant("ana", "host"),)]


def test_what_a_rejected_line_defines_is_not_lost(file: Path) -> None:
    first = line(id="Bad Id", defines={"sources": {"wire": {"title": "Wire", "kind": "agency"}}})
    second = first.replace("Bad Id", "other").replace('"Talks"', '""')
    text = second + line(claims=[{"source": "wire"}], note=None)
    rejected, found = items(file, text)
    assert isinstance(rejected, Rejected)
    assert isinstance(found, Imported)
    assert [each.id for each in found.sources] == ["wire"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"id": "Big Talks"},
            "id: is not written as an id or a word of a vocabulary: write big-talks",
        ),
        ({"id": 7}, "id: write a text, found 7"),
        ({"title": ""}, 'title: is empty: write a text, or leave it out, found ""'),
        ({"title": "a\0b"}, "a control character (U+0000): take it out, at character 28 of the line"),
        ({"title": "é\x9b"}, "a control character (U+009B): take it out, at character 33 of the line"),
        ({"tags": ["\uffff"]}, "a control character (U+FFFF): take it out, at character "),
        ({"note": "\U0001f4a5\udca5"}, "a control character (U+DCA5): take it out, at character "),
        ({"tags": ["a\nb"]}, 'tags[0]: runs over several lines: write it on one, found "a\\nb"'),
        ({"tags": [" "]}, 'tags[0]: is empty: write a text, or leave it out, found " "'),
        ({"defines": {"vocabulary": {"roles": {"x": ""}}}}, "defines.vocabulary.roles.x: is empty: "),
        ({"sumary": "x"}, 'sumary: unknown key: did you mean "summary"?'),
        ({"claims": {}}, "claims: write an array, found an object"),
        ({"claims": [7]}, "claims[0]: write an object, found 7"),
        ({"claims": [{}]}, "claims[0].source: is missing"),
        ({"claims": [{"source": "wire", "qoute": "x"}]}, 'claims[0].qoute: unknown key: did you mean "quote"?'),
        (
            {"claims": [{"source": "wire", "date": {"written": "2031-02-30"}}]},
            "claims[0].date.written: February 2031 has 28 days",
        ),
        (
            {"claims": [{"source": "wire", "credibility": 7}]},
            "claims[0].credibility: is out of range: up to 6",
        ),
        (
            {"claims": [{"source": "wire", "figures": [{"measure": "killed"}]}]},
            "claims[0].figures[0]: has no number: write low, best or high",
        ),
        (
            {"claims": [{"source": "wire", "figures": [{"measure": "killed", "low": 1}] * 2}]},
            "claims[0].figures[1]: is the second figure for killed of this claim: give it another measure",
        ),
        (
            {"claims": [{"source": "wire", "figures": [{"measure": "killed", "low": -1}]}]},
            "claims[0].figures[0].low: is out of range: from 0, found -1",
        ),
        (
            {"claims": [{"source": "wire", "figures": [{"measure": "killed", "low": "3"}]}]},
            'claims[0].figures[0].low: write a number, found "3"',
        ),
        (
            {"claims": [{"source": "wire", "modality": "said"}]},
            'claims[0].modality: is not known: write asserted, alleged, denied or expected, found "said"',
        ),
        (
            {"claims": [{"source": "wire", "according_to": ["two men", "two men"]}]},
            'claims[0].according_to: has "two men" twice: write it once, found an array',
        ),
        ({"claims": [{"source": "wire", "according_to": "ana"}]}, "claims[0].according_to: write an array"),
        ({"claims": [{"source": "wire", "according_to": [" "]}]}, "claims[0].according_to[0]: is empty: write a text"),
        (
            {"participants": [{"actor": "ana", "role": "host", "source": "wire"}]},
            "participants[0].source: no claim of this event is of wire",
        ),
        (
            {"participants": [{"actor": "ana", "role": "host", "claim": 0}]},
            "participants[0].claim: there is no claim 0, claims count from 0",
        ),
        (
            {
                "claims": [{"source": "wire"}],
                "participants": [{"actor": "ana", "role": "host", "source": "radio", "claim": 0}],
            },
            "participants[0].claim: is 0, a claim of wire, but the source is radio",
        ),
        ({"place": {"id": "port", "latitude": 91}}, "place.latitude: is out of range: up to 90, found 91"),
        (
            {"links": [{"kind": "before", "event": "x"}]},
            "links[0].kind: is not known: write follows, responds-to or",
        ),
        ({"date": {"status": "decided", "edtf": "May"}}, "date.edtf: "),
        ({"date": {"status": "decided"}}, "date.edtf: is missing, and the status is decided"),
        (
            {"defines": {"sources": {"wire": {"title": "W", "url": "wire"}}}},
            "defines.sources.wire.url: is no web address: it starts with http://",
        ),
        ({"defines": {"sauces": {}}}, 'defines.sauces: unknown key: did you mean "sources"?'),
        (
            {"defines": {"actors": {"ana": {"nam": "x", "name": "A"}}}},
            'defines.actors.ana.nam: unknown key: did you mean "name"?',
        ),
    ],
)
def test_every_mistake_is_told_where_it_is(file: Path, values: dict[str, object], expected: str) -> None:
    said = problems(items(file, line() + line(**values)))
    assert len(said) == 1
    assert said[0].startswith(f"2: {expected}")


def test_all_mistakes_of_all_lines_are_told(file: Path) -> None:
    found = items(file, '{"id": 1, "title": 2}\n\n{"id": "x"\n[]\n' + line() + '"text"\nnull\n')
    assert problems(found) == [
        "1: id: write a text, found 1",
        "1: title: write a text, found 2",
        "3: is no JSON: expecting ',' delimiter, at character 11 of the line",
        "4: is no object: an event is one",
        "6: is no object: an event is one",
        "7: is no object: an event is one",
    ]
    assert [each.cells for each in found if isinstance(each, Rejected)][1] == ('{"id": "x"',)


def test_two_definitions_of_one_record_that_differ(file: Path) -> None:
    texts = [line(id=f"e{n}", defines={"sources": {"wire": {"title": title}}}) for n, title in enumerate("AAB")]
    assert problems(items(file, "".join(texts))) == [
        "3: defines.sources.wire: an earlier line has it otherwise: keep one of the two"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "events.jsonl: the file is empty"),
        (
            '[\n{"id": "a", "title": "A"},\n{"id": }\n]',
            "events.jsonl:3: is no JSON: expecting value, at character 8",
        ),
        ('[{"id": "a", "title": "A"}\n', "events.jsonl:2: the array is never closed"),
        ('[{"id": "a", "title": "A"}\n{"id"', "events.jsonl:2: the array breaks off here, found '{'"),
        ('[{"id": "a", "title": "A"}]\nmore', "events.jsonl:2: something follows the array: take it out"),
        ("[" * 100_000, "events.jsonl:1: is nested too deeply: 100 brackets"),
    ],
)
def test_a_file_that_cannot_be_read_on(file: Path, text: str, expected: str) -> None:
    with pytest.raises(Unreadable) as caught:
        items(file, text)
    assert str(caught.value).rpartition("/")[2].startswith(expected)


def test_bytes_that_are_no_utf_8_are_told_with_their_line(file: Path) -> None:
    file.write_bytes(line().encode() + line(title="x").encode().replace(b'"x"', b'"\xfc"'))
    with pytest.raises(Unreadable, match=r"events\.jsonl:2: not UTF-8, found the byte 0xFC"):
        list(open_file(Input(file), Naming()).items)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (line(), True),
        ("[\n" + line(), True),
        (line(claims=[{"source": "x" * 99}])[:80], True),
        ('{"title": {"text": {}}, "events": []}', False),
        ('{"events": [{"id": "a", "title": "b", "claims": []}]}', False),
        ("id,title\n", False),
        ("[]", False),
        ("", False),
        ("[" * 100_000, False),
        ('[{"id": "' + "[" * 100_000, False),
        ('{"id": "a", "title": "b", "x": ' + "[" * 100_000, False),
        # Rows of somebody else, with an id and a title.
        ('[{"id": "a", "title": "b", "date": "2031-05-01"}]', False),
        ('{"id": "a", "title": "b", "place": "Port"}', False),
        ('{"id": "a", "title": "b", "country": "Straits"}', False),
        ('{"id": "a", "title": "b", "note": "c"}', True),
        ('{"id": "a", "title": "b", "country": "Straits", "claims": []}', True),
    ],
)
def test_recognises(head: str, expected: bool) -> None:
    assert recognises(head) is expected


def test_one_event_over_several_lines_is_read(file: Path) -> None:
    (found,) = items(file, json.dumps(json.loads(line(note="n")), indent=2))
    assert isinstance(found, Imported)
    assert (found.line, found.event) == (1, Event("talks", "Talks", note="n"))


def test_what_was_rejected_once_says_so_and_is_read(file: Path) -> None:
    (found,) = items(file, line(**{"rejected line": 3, "rejected because": "id: is missing"}))
    assert isinstance(found, Imported)
    assert problems(items(file, line(rejected_line=1)))[0].startswith("1: rejected_line: unknown key")


def test_line_ends_become_lf_and_blank_texts_are_none(file: Path) -> None:
    claims = [{"source": "wire", "at": " ", "note": "a\r\n\r\nb\rc", "quote": "\\r\n"}]
    (found,) = items(file, line(note="", summary="\r", claims=claims))
    assert isinstance(found, Imported)
    (claim,) = found.event.claims
    assert (found.event.note, found.event.summary, claim.at) == (None, None, None)
    assert (claim.note, claim.quote) == ("a\n\nb\nc", "\\r\n")


def test_escapes_that_stand_for_what_a_text_may_have_are_read(file: Path) -> None:
    text = '{"id": "a", "title": "\\\\u001b \\u00e9\\ud83d\\udca5\\/\\t", "note": "\\u000D\\u000a\\u2028"}'
    (found,) = items(file, text)
    assert isinstance(found, Imported)
    assert (found.event.title, found.event.note) == ("\\u001b é\U0001f4a5/\t", None)
    text = text.replace("\\\\u001b", "\\\\\\u001b")
    assert problems(items(file, text)) == ["1: a control character (U+001B): take it out, at character 25 of the line"]
