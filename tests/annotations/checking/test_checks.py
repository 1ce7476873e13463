"""What records say of one another: errors and advice."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotations.conftest import ReadText
from timeline.annotations.checking.checks import Known, advise, check_records, find_circles
from timeline.annotations.examples import EXAMPLES
from timeline.annotations.reading.read_files import Reading, read_paths
from timeline.annotations.reading.where import Where
from timeline.annotations.vocabulary import MEASURES, OTHER_WORDS
from timeline.domain.records import Event, Participant, RecordSet
from timeline.domain.words.near_names import NearNames
from timeline.problems import ADVICE, ERROR, Problem, listed, quoted


def errors(reading: Reading, known: Known | None = None) -> list[str]:
    return [str(problem) for problem in check_records(reading.records, reading.where, known)]


def advice(reading: Reading) -> list[str]:
    found = advise(reading.records, reading.where)
    assert all(problem.severity == ADVICE for problem in found)
    return [str(problem) for problem in found]


@pytest.mark.parametrize("section", EXAMPLES)
def test_good_files_have_no_problem(section: str, read_text: ReadText) -> None:
    reading = read_text(EXAMPLES[section])
    assert reading.problems == []
    assert errors(reading) == []


def test_a_database_may_hold_what_files_refer_to(read_text: ReadText) -> None:
    reading = read_text(
        "events:\n"
        "  strike:\n"
        "    title: Strike\n"
        "    type: walkout/dockers\n"
        "    place: pier\n"
        "    participants: {ana: chair}\n"
        "    claims: [{source: herald, date: 1 day after talks}]\n"
    )
    assert len(errors(reading)) == 6
    kinds = {"pier": "place", "ana": "actor", "herald": "source", "talks": "event"}
    known = Known(kinds, {("types", "walkout"), ("roles", "chair")})
    assert errors(reading, known) == []


def test_near_names_come_from_the_database_too(read_text: ReadText) -> None:
    reading = read_text("events: {strike: {title: Strike, place: peer}}")
    assert errors(reading, Known({"pier": "place"})) == [
        'a.yaml:1: unknown place "peer" in place of event strike: did you mean "pier"?'
    ]


def test_whom_a_source_reports_may_be_an_actor_of_the_database(read_text: ReadText) -> None:
    reading = read_text(
        "events: {strike: {title: Strike, claims: [{source: herald, according_to: [union, HU, two dockers]}]}}"
    )
    known = Known({"herald": "source", "union": "actor"}, called={"HU": ["harbour-union"]})
    assert errors(reading, known) == [
        'a.yaml:1: unknown actor "HU" in according_to of claim 1 of event strike: '
        "write harbour-union, the id of the actor of that name"
    ]
    assert errors(reading, Known({"herald": "source", "union": "actor", "HU": "actor"})) == []


def test_a_name_in_place_of_an_id_is_advised_on(read_text: ReadText) -> None:
    reading = read_text(
        "sources: {herald: {title: Herald}}\n"
        "actors: {union: {name: Harbour Union}, guild: {name: Port guild}, guild-2: {name: Port Guild}}\n"
        "events:\n"
        "  strike:\n"
        "    title: Strike\n"
        "    type: protest\n"
        "    claims:\n"
        "      - {source: herald, according_to: [two dockers, Harbour  union, Port guild]}\n"
        "      - {source: herald, according_to: [guild, guild-2]}\n"
    )
    assert errors(reading) == []
    assert advice(reading) == [
        "a.yaml:2: actor union takes part in no event, and no claim rests on it",
        "a.yaml:8: according_to of claim 1 of event strike has a name of actor union for words: "
        "write the id, and queries for the actor find it",
    ]


def test_an_id_of_the_database_keeps_its_kind(read_text: ReadText) -> None:
    reading = read_text("actors:\n  harbour: {name: Harbour}\n")
    assert errors(reading, Known({"harbour": "actor"})) == []
    assert errors(reading, Known({"harbour": "place"})) == [
        "a.yaml:2: harbour is a place in the database: give this actor another id"
    ]


def test_a_circle_through_the_database_is_found(read_text: ReadText) -> None:
    reading = read_text("places:\n  pier: {name: Pier, within: port}\n")
    known = Known({"port": "place", "pier": "place"}, above={"port": ["pier"], "pier": []})
    assert errors(reading, known) == ["a.yaml:2: within runs in a circle: pier -> port -> pier: take one of these out"]


def test_what_files_say_replaces_what_the_database_says(read_text: ReadText) -> None:
    reading = read_text("places: {pier: {name: Pier}}")
    assert errors(reading, Known({"port": "place"}, above={"port": ["pier"], "pier": ["port"]})) == []


def test_an_unread_file_does_not_make_ids_unknown(read_text: ReadText) -> None:
    reading = read_text(
        **{
            "a.yaml": "actors: {ana: {name: 'Ana}}\n",
            "b.yaml": "events: {strike: {title: Strike, participants: {ana: chair}, place: strike}}\n",
        }
    )
    assert len(reading.problems) == 1
    assert errors(reading) == ["b.yaml:1: strike is an event, not a place: place of event strike"]


def test_a_forgotten_file_is_told_in_good_time(read_text: ReadText) -> None:
    lines = "".join(f"  event-{n}: {{title: E, participants: {{person-{n}: host}}}}\n" for n in range(3_000))
    actors = "".join(f"  actor-{n}: {{name: A}}\n" for n in range(3_000))
    reading = read_text(f"actors:\n{actors}events:\n{lines}")
    found = errors(reading)
    assert len(found) == 3_000
    assert found[-1].startswith("a.yaml:6002: unknown actor")


def test_records_from_elsewhere_are_checked_without_lines() -> None:
    events = {"strike": Event("strike", "Strike", type="protest", participants=(Participant("ana", "host"),))}
    assert [str(each) for each in check_records(RecordSet(events=events), Where("list.csv"))] == [
        'list.csv: unknown actor "ana" in participants of event strike: define it under actors'
    ]


def test_advice_is_given_on_what_is_probably_not_meant(read_text: ReadText) -> None:
    reading = read_text(
        "sources:\n"
        "  herald: {title: The Herald}\n"
        "  gazette: {title: The Gazette, derived_from: {quotes: newswire}}\n"
        "  newswire: {title: Newswire}\n"
        "actors:\n"
        "  ana: {name: Ana, member_of: [{group: union}]}\n"
        "  union: {name: Union}\n"
        "  tom: {name: Tom}\n"
        "places:\n"
        "  pier: {name: Pier, within: port}\n"
        "  port: {name: Port}\n"
        "events:\n"
        "  strike:\n"
        "    title: |\n"
        "      Strike\n"
        "      called\n"
        "    date: 2031-05-01\n"
        "    links: {follows: strike}\n"
        "  talks:\n"
        "    title: Talks\n"
        "    type: consult\n"
        "    claims:\n"
        "      - {source: herald, date: 1 day before publication, figures: {delegates: 5 (9 to 3)}}\n"
    )
    assert reading.problems == []
    assert errors(reading) == []
    assert advice(reading) == [
        "a.yaml:3: source gazette is cited by no claim, and no source derives from it",
        "a.yaml:8: actor tom takes part in no event, and no claim rests on it",
        "a.yaml:10: place pier is the place of no event, and no place lies within it",
        "a.yaml:13: event strike has no claim: say which source has it",
        "a.yaml:13: event strike has no type: filters by type will miss it",
        "a.yaml:14: title of event strike has a line break: write it on one line",
        "a.yaml:17: event strike has a date of the editor's and no date_note: say why",
        "a.yaml:18: event strike is linked to itself",
        'a.yaml:23: "1 day before publication" cannot be resolved: source herald has no published date',
        'a.yaml:23: figure "delegates" of event talks does not ascend',
    ]


def test_measures_beside_known_ones_are_told_once(read_text: ReadText) -> None:
    figures = "{wounded: 3, rocket: 2, delegats: 4, tanks: 5, killed: 1, detained: 9}"
    reading = read_text(
        "vocabulary:\n"
        "  measures: {delegates: people sent, detained: held for less than a day}\n"
        "sources: {herald: {title: The Herald}}\n"
        "events:\n"
        f"  a: {{title: A, type: assault, claims: [{{source: herald, figures: {figures}}}]}}\n"
        f"  b: {{title: B, type: assault, claims: [{{source: herald, figures: {figures}}}]}}\n"
    )
    assert advice(reading) == [
        'a.yaml:5: measure "delegats" stands beside the known "delegates": write delegates, or declare delegats under '
        "vocabulary with what sets it apart",
        'a.yaml:5: measure "rocket" stands beside the known "rockets" (rockets fired): write rockets, or declare '
        "rocket under vocabulary with what sets it apart",
        'a.yaml:5: measure "wounded" stands beside the known "injured" (people hurt, and alive): write injured, or '
        "declare wounded under vocabulary with what sets it apart",
    ]


def test_other_words_stand_for_measures_that_there_are() -> None:
    assert set(OTHER_WORDS.values()) <= MEASURES.keys()
    assert not OTHER_WORDS.keys() & MEASURES.keys()


def test_a_rename_that_leaves_a_twin_is_told(read_text: ReadText) -> None:
    talks = "{title: Talks, type: consult, claims: [{source: herald, date: 2031-05-01}]}"
    reading = read_text(
        **{
            "a.yaml": f"sources: {{herald: {{title: The Herald}}}}\nevents:\n  talks: {talks}\n",
            "b.yaml": f"events:\n  harbour-talks: {talks}\n",
        }
    )
    assert advice(reading) == [
        "b.yaml:2: event harbour-talks has the title, the day and the claims of event talks: if it is the same under "
        "another id, write `was: [talks]` in harbour-talks, and leave the other out of the files"
    ]


def test_no_advice_follows_from_a_mistake(read_text: ReadText) -> None:
    reading = read_text(
        "sources: {herald: {title: The Herald, published: never}}\n"
        "actors: {ana: {name: Ana}}\n"
        "events:\n"
        "  strike: {title: Strike, type: [protest], claims: herald, participants: [ana]}\n"
        "  talks: {title: Talks, type: consult, claims: [{source: herald, date: 1 day before publication}]}\n"
    )
    assert len(reading.problems) == 4
    assert errors(reading) == []
    assert advice(reading) == []


def test_the_seeds_have_neither_problem_nor_unknown_name(seeds_folder: Path) -> None:
    assert errors(read_paths([seeds_folder])) == []


graphs = st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=4))


@given(graphs)
def test_circles_are_circles_and_one_is_found_where_there_is_one(above: dict[str, list[str]]) -> None:
    circles = find_circles(above)
    for circle in circles:
        assert len(set(circle)) == len(circle)
        assert circle[0] == min(circle)
        for lower, upper in zip(circle, [*circle[1:], circle[0]], strict=True):
            assert upper in above[lower]
    reachable = {start: set(targets) for start, targets in above.items()}
    for _ in above:
        for targets in reachable.values():
            targets |= {far for near in list(targets) for far in reachable.get(near, ())}
    in_circles = {start for start, targets in reachable.items() if start in targets}
    assert bool(circles) == bool(in_circles)
    assert {member for circle in circles for member in circle} <= in_circles


def test_a_long_chain_is_no_trouble() -> None:
    chain = {f"p{n}": [f"p{n + 1}"] for n in range(5_000)}
    assert find_circles(chain) == []
    assert [len(circle) for circle in find_circles({**chain, "p5000": ["p0"]})] == [5_001]


def test_a_problem_is_one_line_and_sorts_by_place() -> None:
    problem = Problem("a.yaml", 12, "unknown key " + quoted("ti\ntle"))
    assert str(problem) == 'a.yaml:12: unknown key "ti\\ntle"'
    assert str(Problem("a\nb", 0, "x\u2028y\x1b")) == "a\\nb: x\\u2028y\\x1b"
    assert str(Problem("a", 1, quoted("آنا\u200cرويز"))) == 'a:1: "آنا\u200cرويز"'
    assert problem.severity == ERROR
    assert sorted([Problem("b", 1, "x"), Problem("a", 10, "x"), Problem("a", 9, "x")])[0].line == 9


def test_long_values_are_cut() -> None:
    assert len(quoted("x" * 1_000)) == 62
    assert quoted("x" * 60) == f'"{"x" * 60}"'


def test_words_are_listed() -> None:
    assert [listed(["a"]), listed(["a", "b"]), listed("abc", "or")] == ["a", "a and b", "a, b or c"]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("iniciator", "initiator"),
        ("Initiator", "initiator"),
        ("armed group", "armed-group"),
        ("armed_group", "armed-group"),
        ("zzz", None),
        ("x" * 10_000, None),
    ],
)
def test_near_names(word: str, near: str | None) -> None:
    assert NearNames(["initiator", "armed-group", "host"]).nearest(word) == near
