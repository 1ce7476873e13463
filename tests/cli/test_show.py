"""``timeline show``: each kind of record, as text and as JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from tests.support.command import Run

EVENT = """\
Ruiz meets the minister's envoy
id            ruiz-meets-vale
date          1 or 2 May 2031 (disputed)
standing      asserted
type          consult/meeting
place         Port City (1.5, 103.2)
who           Ana Ruiz (initiator); Tomás Vale (recipient)

2 sources, 1 origin. They disagree on the date.

WHO SAYS SO             WHEN                WHAT
The Gazette             1 May 2031          asserted
¶ 3
gazette-2031-05-02
origin: Newswire
report
The Herald              2 May 2031          asserted
¶ 1                     (1 day before       delegates: at least 12
herald-2031-05-03       publication)
origin: Newswire
report
"""

ACTOR = """\
Ana Ruiz
id            ana-ruiz
kind          person
names         A. Ruiz; آنا رويز
member of     Harbour Union (harbour-union), chair, since 2029

WHEN                   EVENT
1 or 2 May 2031        Ruiz meets the minister's envoy (initiator)
(disputed)             ruiz-meets-vale
"""

GROUP = """\
Harbour Union
id            harbour-union
kind          organisation
members       Ana Ruiz (ana-ruiz), chair, since 2029

WHEN                   EVENT
3 May 2031             The union calls a strike [alleged] (initiator)
                       strike-called
"""

SOURCE = """\
Envoy in port
id            herald-2031-05-03
publisher     The Herald
published     3 May 2031
derived from  quotes Newswire report (newswire)
origin        Newswire report

WHEN                   EVENT
1 or 2 May 2031        Ruiz meets the minister's envoy
(disputed)             ruiz-meets-vale
3 May 2031             The union calls a strike [alleged]
                       strike-called
"""

PLACE = """\
Port City
id            port-city
kind          city
coordinates   1.5, 103.2

WHEN                   EVENT
1 or 2 May 2031        Ruiz meets the minister's envoy
(disputed)             ruiz-meets-vale
"""

TEXTS = [
    ("ruiz-meets-vale", EVENT),
    ("ana-ruiz", ACTOR),
    ("harbour-union", GROUP),
    ("herald-2031-05-03", SOURCE),
    ("port-city", PLACE),
]


@pytest.mark.parametrize(("record_id", "text"), TEXTS, ids=[record_id for record_id, _ in TEXTS])
def test_each_kind_of_record_is_told_to_the_letter(ask_harbour: Ask, record_id: str, text: str) -> None:
    done = ask_harbour("show", record_id)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == text


def test_a_source_of_its_own_is_its_own_origin(ask_harbour: Ask) -> None:
    assert "origin        itself\n" in ask_harbour("show", "newswire").stdout


@pytest.mark.parametrize("name", ["Ana Ruiz", "a ruiz", "آنا رويز", "ANA-RUIZ"])
def test_an_actor_is_found_by_any_name(ask_harbour: Ask, name: str) -> None:
    assert ask_harbour("show", name).stdout == ACTOR


def test_a_place_is_found_by_name(ask_harbour: Ask) -> None:
    assert ask_harbour("show", "port city").stdout == PLACE


def test_claims_without_a_date_or_dated_in_words(ask_seeds: Ask) -> None:
    shown = ask_seeds("show", "pompeo-salih-call").stdout
    assert "4 sources, 4 origins. They disagree on the date." in shown
    assert "(about 1 week" in shown
    assert "gives no date" in shown


def test_an_event_without_a_claim_rests_on_the_editor(run: Run, tmp_path: Path) -> None:
    files = tmp_path / "all.yaml"
    files.write_text(
        "events: {launch: {title: The launch, date: 2031-05-02, date_note: By the ship's log.}}\n",
        encoding="utf-8",
    )
    assert run("load", str(files)).exit_code == 0
    assert run("show", "launch").stdout == (
        "The launch\n"
        "id            launch\n"
        "date          2 May 2031 (decided)\n"
        "why           By the ship's log.\n"
        "standing      asserted\n"
        "\n"
        "No source says so: it rests on the editor.\n"
    )


def test_the_json_of_an_event_is_that_of_the_list(ask_strait: Ask) -> None:
    listed = json.loads(ask_strait("events", "--format", "json").stdout)
    for event in listed:
        assert json.loads(ask_strait("show", event["id"], "--format", "json").stdout) == event


def test_the_json_of_an_actor(ask_harbour: Ask) -> None:
    assert json.loads(ask_harbour("show", "ana-ruiz", "--format", "json").stdout) == {
        "kind_of_record": "actor",
        "id": "ana-ruiz",
        "name": "Ana Ruiz",
        "kind": "person",
        "names": ["A. Ruiz", "آنا رويز"],
        "member_of": [{"group": "harbour-union", "office": "chair", "date": "2029/.."}],
        "wikidata": None,
        "note": None,
        "was": [],
        "members": [],
        "reported": {"claims": 0, "events": 0},
        "events": ["ruiz-meets-vale"],
    }


def test_the_json_of_a_group_has_its_members(ask_harbour: Ask) -> None:
    shown = json.loads(ask_harbour("show", "harbour-union", "--format", "json").stdout)
    assert shown["members"] == [{"id": "ana-ruiz", "name": "Ana Ruiz", "office": "chair", "date": "2029/.."}]


def test_the_json_of_a_source_has_its_origins(ask_harbour: Ask) -> None:
    shown = json.loads(ask_harbour("show", "herald-2031-05-03", "--format", "json").stdout)
    assert shown["kind_of_record"] == "source"
    assert shown["derived_from"] == [{"how": "quotes", "source": "newswire"}]
    assert shown["origins"] == ["newswire"]
    assert shown["events"] == ["ruiz-meets-vale", "strike-called"]


def test_the_json_of_a_place(ask_harbour: Ask) -> None:
    shown = json.loads(ask_harbour("show", "port-city", "--format", "json").stdout)
    assert (shown["kind_of_record"], shown["latitude"], shown["longitude"]) == ("place", 1.5, 103.2)
    assert shown["events"] == ["ruiz-meets-vale"]


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("ruiz-meets-val", "did you mean ruiz-meets-vale"),
        ("Anna Ruiz", "did you mean ana-ruiz"),
        ("zzzz", 'nothing has the id or name "zzzz"'),
        ("", 'nothing has the id or name ""'),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest(ask_harbour: Ask, wanted: str, says: str) -> None:
    done = ask_harbour("show", wanted)
    assert (done.exit_code, done.stdout) == (1, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_name_of_several_records_lists_them(ask_seeds: Ask) -> None:
    done = ask_seeds("show", "United States")
    assert done.exit_code == 1
    assert "united-states (United States)" in done.stderr
    assert "united-states-country (United States)" in done.stderr


def test_each_claim_names_its_own_participants_also_where_a_source_has_two(run: Run, tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text(
        """\
sources: {wire: {title: Wire}, post: {title: Post}}
actors: {ana: {name: Ana}, tom: {name: Tom}, eva: {name: Eva}}
places: {land: {name: Land, latitude: 1, longitude: 2}}
events:
  talks:
    title: Talks
    place: {id: land, latitude: 33.25, longitude: -44}
    claims:
      - {source: wire, at: p. 1, participants: {ana: host}}
      - {source: post, participants: {eva: witness}}
      - {source: wire, at: p. 9, participants: {tom: host, ana: witness}}
""",
        encoding="utf-8",
    )
    assert run("load", str(tmp_path / "two.yaml")).exit_code == 0
    done = run("show", "talks")
    assert [line.partition("names ")[2] for line in done.stdout.splitlines() if "names " in line] == [
        "Ana (host)",
        "Eva (witness)",
        "Tom (host); Ana (witness)",
    ]
    assert "place         Land, at 33.25, -44\n" in done.stdout


REPORTED = """\
sources: {wire: {title: Newswire report}, post: {title: In port, publisher: The Post, derived_from: {quotes: wire}}}
actors: {union: {name: Harbour Union}, ana: {name: Ana}}
events:
  talks:
    title: Talks
    claims:
      - {source: post, at: ¶ 7, modality: denied, according_to: [union, two unnamed officials]}
      - {source: post, modality: alleged, according_to: “police”}
      - {source: wire, according_to: union}
  strike: {title: Strike, participants: {ana: host}, claims: [{source: wire, according_to: union}]}
"""


def test_whom_a_source_reports_is_told_of_the_claim_and_of_the_actor(run: Run, tmp_path: Path) -> None:
    (tmp_path / "all.yaml").write_text(REPORTED, encoding="utf-8")
    assert run("load", str(tmp_path / "all.yaml")).exit_code == 0
    told = run("show", "talks").stdout
    assert "according to Harbour Union and two unnamed officials" in " ".join(
        line[:22].strip() for line in told.splitlines()
    )
    assert "according to “police”" in told
    assert run("show", "union").stdout == (
        "Harbour Union\n"
        "id            union\n"
        "reported      in 3 claims on 2 events: timeline events --according-to union\n"
        "\n"
        "No event.\n"
    )
    assert "reported" not in run("show", "ana").stdout
    shown = json.loads(run("show", "union", "--format", "json").stdout)
    assert (shown["reported"], shown["events"]) == ({"claims": 3, "events": 2}, [])
    claims = json.loads(run("show", "talks", "--format", "json").stdout)["claims"]
    assert [(claim["id"], claim["according_to"]) for claim in claims] == [
        ("talks/post", ["union", "two unnamed officials"]),
        ("talks/post/2", ["“police”"]),
        ("talks/wire", ["union"]),
    ]


def test_an_event_that_is_told_as_another_leads_there_and_says_by_whose_decision(run: Run, tmp_path: Path) -> None:
    (tmp_path / "same.yaml").write_text(
        "sources: {wire: {title: Wire, published: 2031-05-02}}\n"
        "events:\n"
        "  talks: {title: Talks, claims: [{source: wire, date: 2031-05-01}]}\n"
        "  meeting: {title: A meeting, claims: [{source: wire, at: p. 2}]}\n"
        "  march: {title: March, claims: [{source: wire, date: 1 day after meeting}], links: {follows: meeting}}\n"
        "matches:\n"
        "  - {same: [talks, meeting], by: A. Editor, why: one room}\n"
        "  - {not_same: [march, meeting]}\n",
        encoding="utf-8",
    )
    assert run("load", str(tmp_path / "same.yaml")).exit_code == 0
    shown = run("show", "meeting")
    assert shown.stderr == "meeting is told as talks, by A. Editor: one room\n"
    assert "told with     meeting, by A. Editor: one room\n" in shown.stdout
    assert "is not        march\n" in shown.stdout
    assert "follows Talks (talks)" in run("show", "march").stdout
    assert [claim["id"] for claim in json.loads(run("show", "talks", "--format", "json").stdout)["claims"]] == [
        "talks/wire",
        "meeting/wire",
    ]
    listed = run("events", "--as-of", "2031-05-03", "--format", "json")
    assert [event["id"] for event in json.loads(listed.stdout)] == ["talks", "march"]
    assert "talks" in run("events", "--text", "meeting").stdout


def test_the_events_of_a_record_are_read_a_page_at_a_time(ask_seeds: Ask) -> None:
    whole = json.loads(ask_seeds("show", "afp", "--format", "json").stdout)["events"]
    count = len(whole)
    assert count > 50
    page = json.loads(ask_seeds("show", "afp", "--limit", "5", "--offset", "3", "--format", "json").stdout)
    assert page["events"] == whole[3:8]
    below = [
        ((), f"50 events, and {count - 50} more: --offset 50"),
        (("--limit", "5", "--offset", "3"), f"5 events, and {count - 8} more: --offset 8"),
        (("--offset", str(count - 2)), f"2 of {count} events, after the first {count - 2}"),
        (("--offset", str(count)), f"No event is left: --offset {count} leaves out all {count}"),
        (("--limit", "0"), f"--limit 0 shows none, and {count} would be found"),
    ]
    for asked, says in below:
        lines = ask_seeds("show", "afp", *asked).stdout.splitlines()
        assert lines[-1] == says
    shown = ask_seeds("show", "afp", "--limit", str(count)).stdout
    assert [each for each in whole if f" {each}\n" not in shown] == []
    assert "more:" not in shown


@pytest.mark.parametrize(("wanted", "what"), [("pompeo-salih-call", "an event"), ("attacks-in-2020", "a question")])
def test_what_has_no_list_of_events_has_no_page_of_it(ask_seeds: Ask, wanted: str, what: str) -> None:
    for option in ("--limit", "--offset"):
        refused = ask_seeds("show", wanted, option, "0")
        assert (refused.exit_code, refused.stdout) == (2, "")
        says = f"Error: {wanted} is {what} and has no list of events: leave --limit and --offset out"
        assert refused.stderr.splitlines()[-1] == says
