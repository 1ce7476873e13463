"""JSON: the documented object, its keys and their order."""

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given

from tests.exporters.harbour import (
    UNDATED,
    agreed,
    chronology,
    claim,
    decided,
    disputed,
    entry,
    figure,
    story,
)
from tests.exporters.hostile import hostile_entries
from timeline.domain.chronology import (
    ClaimedDate,
    Entry,
    EntryAttribution,
    EntryClaim,
    EntryLink,
    EntryParticipant,
    EntryPlace,
    EventDate,
    RecordLookup,
)
from timeline.domain.dates.edtf import parse
from timeline.domain.records import Actor, Derivation, Figure, Membership, Place, Source, Term
from timeline.exporters.programs.json import json_records
from timeline.exporters.programs.json.json_entries import entry_as_json, export_array, export_lines

KEYS = [
    "id",
    "title",
    "summary",
    "type",
    "date",
    "in_window",
    "disputed",
    "standing",
    "place",
    "participants",
    "claims",
    "source_count",
    "origin_count",
    "links",
    "tags",
    "note",
]
DATE_KEYS = ["status", "edtf", "text", "earliest", "latest", "lasting", "approximate", "uncertain", "spans"]
SPAN_KEYS = ["earliest", "latest", "begins_by", "ends_from"]
CLAIM_KEYS = ["id", "source", "according_to", "publisher", "published", "at", "date", "modality", "figures", "note"]


def test_the_documented_example_is_written_key_for_key() -> None:
    event = Entry(
        id="ruiz-meets-vale",
        title="…",
        summary=None,
        type="consult/meeting",
        date=disputed("2031-05-01", "2031-05-02"),
        date_note=None,
        standing="asserted",
        place=EntryPlace("port-city", "Port City", 1.5, 103.2),
        participants=(EntryParticipant("ana-ruiz", "Ana Ruiz", "initiator"),),
        claims=(
            EntryClaim(
                id="ruiz-meets-vale/gazette-2031-05-02",
                source="gazette-2031-05-02",
                title="Harbour talks begin",
                publisher="The Gazette",
                published="2031-05-02",
                at="¶ 3",
                date=ClaimedDate("2031-05-01", parse("2031-05-01")),
                modality="asserted",
                according_to=(
                    EntryAttribution("harbour-union", "Harbour Union"),
                    EntryAttribution(None, "two officials"),
                ),
                figures=(Figure("delegates", 12.0, None, None),),
            ),
        ),
        source_count=2,
        origin_count=1,
        disputed=("date",),
        in_window="dated",
    )
    documented = (
        '{"id": "ruiz-meets-vale", "title": "…", "summary": null, "type": "consult/meeting", '
        '"date": {"status": "disputed", "edtf": "[2031-05-01,2031-05-02]", "text": "1 or 2 May 2031", '
        '"earliest": "2031-05-01", "latest": "2031-05-02", "lasting": false, "approximate": false, "uncertain": false, '
        '"spans": [{"earliest": "2031-05-01", "latest": "2031-05-01", "begins_by": "2031-05-01", '
        '"ends_from": "2031-05-01"}, {"earliest": "2031-05-02", "latest": "2031-05-02", '
        '"begins_by": "2031-05-02", "ends_from": "2031-05-02"}]}, '
        '"in_window": "dated", "disputed": ["date"], '
        '"standing": "asserted", '
        '"place": {"id": "port-city", "name": "Port City", "latitude": 1.5, "longitude": 103.2}, '
        '"participants": [{"actor": "ana-ruiz", "name": "Ana Ruiz", "role": "initiator", "source": null}], '
        '"claims": [{"id": "ruiz-meets-vale/gazette-2031-05-02", "source": "gazette-2031-05-02", '
        '"according_to": ["harbour-union", "two officials"], "publisher": "The Gazette", "published": "2031-05-02", '
        '"at": "¶ 3", "date": {"edtf": "2031-05-01", "written": "2031-05-01", "earliest": "2031-05-01", '
        '"latest": "2031-05-01"}, "modality": "asserted", '
        '"figures": [{"measure": "delegates", "low": 12, "best": null, "high": null}], "note": null}], '
        '"source_count": 2, "origin_count": 1, "links": [], "tags": [], "note": null}'
    )
    assert json.dumps(entry_as_json(event), ensure_ascii=False) == documented


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (UNDATED, ("undated", None, "undated", None, None, [])),
        (
            agreed("2031-05"),
            ("agreed", "2031-05", "May 2031", "2031-05-01", "2031-05-31", [("2031-05-01", "2031-05-31")]),
        ),
        (
            decided("-0043-03-15"),
            ("decided", "-0043-03-15", "15 March 44 BCE", *["-0043-03-15"] * 2, [("-0043-03-15",) * 2]),
        ),
        (
            agreed("2031-05-10/.."),
            ("agreed", "2031-05-10/..", "since 10 May 2031", "2031-05-10", None, [("2031-05-10", None)]),
        ),
        (
            agreed("[..2031-05-10]"),
            ("agreed", "[..2031-05-10]", "before 11 May 2031", None, "2031-05-10", [(None, "2031-05-10")]),
        ),
    ],
)
def test_dates(date: EventDate, expected: tuple[object, ...]) -> None:
    told = entry_as_json(entry("event", date=date))["date"]
    assert isinstance(told, dict)
    spans = [(span["earliest"], span["latest"]) for span in told["spans"]]
    assert [list(span) for span in told["spans"]] == [SPAN_KEYS] * len(spans)
    assert (told["status"], told["edtf"], told["text"], told["earliest"], told["latest"], spans) == expected


@pytest.mark.parametrize(
    ("text", "lasting", "begins_by", "ends_from"),
    [
        ("2031-05", False, "2031-05-31", "2031-05-01"),
        ("2031-05/2031-07-09", True, "2031-05-31", "2031-07-09"),
        ("2031-05/..", True, "2031-05-31", "2031-05-01"),
        ("[2031-05..]", False, None, "2031-05-01"),
        ("[..2031-05]", False, "2031-05-31", None),
    ],
)
def test_when_it_had_begun_and_had_not_ended(
    text: str, lasting: bool, begins_by: str | None, ends_from: str | None
) -> None:
    told = entry_as_json(entry("event", date=agreed(text)))["date"]
    assert isinstance(told, dict)
    assert told["lasting"] is lasting
    assert [(span["begins_by"], span["ends_from"]) for span in told["spans"]] == [(begins_by, ends_from)]


@pytest.mark.parametrize(
    ("event_claim", "expected"),
    [
        (claim("newswire"), None),
        (
            claim("newswire", written="1 day after vote"),
            {"edtf": None, "written": "1 day after vote", "earliest": None, "latest": None},
        ),
        (
            claim("newswire", written="1 day after vote", resolved="2031-06-02"),
            {
                "edtf": "2031-06-02",
                "written": "1 day after vote",
                "earliest": "2031-06-02",
                "latest": "2031-06-02",
            },
        ),
        (
            claim("newswire", written="../2031"),
            {"edtf": "../2031", "written": "../2031", "earliest": None, "latest": "2031-12-31"},
        ),
    ],
)
def test_dates_of_claims(event_claim: EntryClaim, expected: object) -> None:
    told = entry_as_json(entry("event", claims=(event_claim,)))["claims"]
    assert isinstance(told, list)
    assert told[0]["date"] == expected


def test_whole_numbers_are_integers_and_others_stay() -> None:
    figures = (
        figure("crowd", "5 (2.5 to 9007199254740992)"),
        figure("hurt", "0"),
    )
    event = entry("event", claims=(claim("newswire", figures=figures),))
    assert (
        '"figures": [{"measure": "crowd", "low": 2.5, "best": 5, "high": 9007199254740992}, '
        '{"measure": "hurt", "low": null, "best": 0, "high": null}]'
    ) in json.dumps(entry_as_json(event))


def test_links_are_kind_and_event() -> None:
    event = entry("event", links=(EntryLink("part-of", "talks", "The talks"),), tags=("b", "a"))
    told = entry_as_json(event)
    assert told["links"] == [{"kind": "part-of", "event": "talks"}]
    assert told["tags"] == ["b", "a"]


def test_both_forms_hold_the_same_objects_one_a_line() -> None:
    array, lines = io.StringIO(), io.StringIO()
    export_array(chronology(story()), array)
    export_lines(chronology(story()), lines)
    expected = [entry_as_json(each) for each in story()]
    assert json.loads(array.getvalue()) == expected
    assert [json.loads(line) for line in lines.getvalue().splitlines()] == expected
    assert array.getvalue().count("\n") == len(expected) + 2


def test_no_event_is_an_empty_array_and_no_line() -> None:
    array, lines = io.StringIO(), io.StringIO()
    export_array(chronology(()), array)
    export_lines(chronology(()), lines)
    assert (array.getvalue(), lines.getvalue()) == ("[]\n", "")


@given(hostile_entries())
def test_any_text_is_read_back_and_the_keys_are_exactly_those(event: Entry) -> None:
    out = io.StringIO(newline="")
    export_lines(chronology([event]), out)
    assert out.getvalue().count("\n") == 1
    told = json.loads(out.getvalue())
    assert list(told) == KEYS
    assert list(told["date"]) == DATE_KEYS
    assert [list(each) for each in told["claims"]] == [CLAIM_KEYS]
    assert list(told["claims"][0]["date"]) == ["edtf", "written", "earliest", "latest"]
    assert (told["title"], told["summary"], told["note"]) == (event.title, event.summary, event.note)
    assert told["claims"][0]["at"] == event.claims[0].at
    assert told["participants"][0]["name"] == event.participants[0].name


HERITAGE = {"gazette": (Derivation("quotes", "newswire"),)}
RECORDS = RecordLookup(
    sources=lambda ids: [Source(each, each.title(), derived_from=HERITAGE.get(each, ())) for each in sorted(ids or ())],
    actors=lambda ids: [
        Actor(each, each.title(), member_of=(Membership("union"),) * (each == "ana")) for each in ids or ()
    ],
    places=lambda ids: [Place(each, each.title(), within="land" if each == "port" else None) for each in ids or ()],
    terms=lambda: [Term("roles", "envoy", "is sent"), Term("measures", "boats", "boats seen")],
    unused=lambda: (["letter"], ["union"], []),
)


def cites(source: str) -> EntryClaim:
    return EntryClaim(source=source, title=source.title())


TWO = (
    entry("first", claims=(cites("gazette"),), place=EntryPlace("port", "Port")),
    entry(
        "second", claims=(cites("newswire"), cites("herald")), participants=(EntryParticipant("ana", "Ana", "envoy"),)
    ),
)


def defined(*events: Entry, records: RecordLookup = RECORDS) -> list[dict[str, dict[str, object]]]:
    out = io.StringIO(newline="")
    export_lines(chronology(events)._replace(records=records), out)
    return [json.loads(line).get("defines", {}) for line in out.getvalue().splitlines()]


def test_each_line_defines_what_it_is_the_first_to_need() -> None:
    first, second = defined(*TWO, records=RECORDS._replace(unused=None))
    assert first == {
        "sources": {
            "gazette": {"title": "Gazette", "derived_from": [{"how": "quotes", "source": "newswire"}]},
            "newswire": {"title": "Newswire"},
        },
        "places": {"port": {"name": "Port", "within": "land"}, "land": {"name": "Land"}},
    }
    assert second == {
        "vocabulary": {"roles": {"envoy": "is sent"}},
        "sources": {"herald": {"title": "Herald"}},
        "actors": {"ana": {"name": "Ana", "member_of": [{"group": "union"}]}, "union": {"name": "Union"}},
    }


def test_the_last_line_defines_what_no_event_needs() -> None:
    first, second = defined(*TWO)
    assert "letter" not in first["sources"]
    assert second["sources"] == {"herald": {"title": "Herald"}, "letter": {"title": "Letter"}}
    assert list(second["actors"]) == ["ana", "union"]
    assert second["vocabulary"] == {"roles": {"envoy": "is sent"}, "measures": {"boats": "boats seen"}}


def test_of_what_was_written_only_the_latest_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "_REMEMBERED", 10)
    lookup = RECORDS._replace(unused=None)
    others = [entry(f"other-{n}", claims=(cites("herald"), cites(f"paper-{n}"))) for n in range(1_000)]
    lines = defined(TWO[0], *others, TWO[0]._replace(id="last"), records=lookup)
    assert [number for number, line in enumerate(lines) if "gazette" in line.get("sources", ())] == [0, 1001]
    # What comes again and again is not forgotten.
    assert [number for number, line in enumerate(lines) if "herald" in line.get("sources", ())] == [1]


def test_the_sources_of_a_million_events_are_written_once() -> None:
    papers = [
        [cites(f"paper-{number}") for number in range(first, first + 1_000)] for first in range(0, 125_000, 1_000)
    ]
    events = [entry(f"event-{number}", claims=tuple(claims)) for number, claims in enumerate(papers)]
    lines = defined(*events, *events, records=RECORDS._replace(unused=None))
    assert [len(line.get("sources", ())) for line in lines] == [*[1_000] * 125, *[0] * 125]


def test_a_line_that_is_read_back_has_its_further_keys_behind_the_others() -> None:
    event = entry("event", claims=(claim("newswire", figures=(figure("crowd", "5"),)),))
    event = event._replace(participants=(EntryParticipant("ana", "Ana", "host", "newswire", 0),), date_note="so it is")
    out = io.StringIO(newline="")
    export_lines(chronology([event])._replace(records=RECORDS), out)
    told = json.loads(out.getvalue())
    assert list(told) == [*KEYS, "date_note", "was", "defines"]
    assert list(told["claims"][0]) == [*CLAIM_KEYS, "title", "credibility", "quote"]
    assert list(told["claims"][0]["figures"][0]) == ["measure", "low", "best", "high", "approximate"]
    assert (told["participants"][0]["claim"], told["date_note"]) == (0, "so it is")


def test_a_chronology_without_records_defines_nothing() -> None:
    out = io.StringIO(newline="")
    export_lines(chronology(TWO), out)
    assert "defines" not in out.getvalue()


def test_every_key_is_documented() -> None:
    documented = set(re.findall("`([a-z_]+)`", (Path(__file__).parents[4] / "docs" / "json.md").read_text("utf-8")))
    out = io.StringIO(newline="")
    records = RECORDS._replace(sources=lambda _: (), actors=lambda _: (), places=lambda _: (), terms=lambda: ())
    export_lines(chronology([*story(), *TWO])._replace(records=records._replace(unused=None)), out)
    written = _keys([json.loads(line) for line in out.getvalue().splitlines()])
    assert {"edtf", "latitude", "credibility", "date_note"} < written
    assert {*written, "defines", *(key for line in defined(*TWO) for key in line), "how"} <= documented


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | _keys(list(value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()
