"""What is asked for by name: every filter is whole, what may be asked together, and how faults name the filters."""

from datetime import date
from typing import Any, get_args, get_type_hints

import pytest

from tests.support import brute_force
from timeline.cli.arguments.options import OPTIONS
from timeline.domain.dates.typed.windows import read_window
from timeline.errors import TimelineError, UsageFault
from timeline.query import BY_FIELD, FILTERS, Filter, Filters, Request, asked
from timeline.storage.reading.finding.conditions import CONDITIONS

TODAY = date(2031, 6, 1)

PARTS = {
    "window": "found by branches of its own, see finding/window",
    "certain": "of the window",
    "perhaps": "of the lists that people read: it narrows nothing",
    "in_window": "of the window; nobody asks for it by name",
    "with_members": "of the actors",
    "as_of": "asked of the database as it was known then",
    "recorded_on": "asked of the database as it stood then",
    "question": "the others that it stands for",
    "limit": "of the page",
    "offset": "of the page",
    "reverse": "of the page",
}
"""The fields of a request that are no condition of their own, and why."""

MODELLED_WITH = {"certain": "window", "in_window": "window", "with_members": "actors"}
"""The fields that the model holds within another."""

NARROWS_NOTHING = ("question", "perhaps", "as_of", "recorded_on", "limit", "offset", "reverse", "suspect")
"""The fields that say nothing of any one event, so that the model has no line for them; or perhaps too much of it."""

NOBODY_ASKS = ("in_window", "suspect")
"""The fields that are no filters."""


# --- every filter is whole ------------------------------------------------------------------------------


def lacks(field: str, filters: dict[str, Filter], conditions: Any, model: Any) -> list[str]:
    """What a field of a request is without."""
    lacking = []
    if field not in NOBODY_ASKS and not any(each.field == field and each.help for each in filters.values()):
        lacking.append("help")
    if field not in conditions and field not in PARTS:
        lacking.append("a condition in storage/reading/finding/conditions.py")
    if MODELLED_WITH.get(field, field) not in model and field not in NARROWS_NOTHING:
        lacking.append("a line in the model, tests/support/brute_force.py")
    return lacking


@pytest.mark.parametrize("field", Request._fields)
def test_every_field_has_its_help_its_condition_and_its_model(field: str) -> None:
    assert lacks(field, FILTERS, CONDITIONS, brute_force.MODEL) == [], field


def test_a_field_that_lacks_something_is_told() -> None:
    assert len(lacks("quoted", FILTERS, CONDITIONS, brute_force.MODEL)) == 3


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_fills_a_field(name: str) -> None:
    assert FILTERS[name].field in Request._fields


def test_nothing_is_a_condition_or_modelled_that_nobody_can_ask_for() -> None:
    assert set(CONDITIONS) <= {*BY_FIELD, *NOBODY_ASKS}
    assert set(brute_force.MODEL) <= set(BY_FIELD)
    assert set(PARTS) <= set(Request._fields)


@pytest.mark.parametrize("name", FILTERS)
def test_what_repeats_is_typed_as_several(name: str) -> None:
    hint = str(get_type_hints(Filters)[name])
    assert ("Sequence" in hint) == FILTERS[name].repeats
    assert ("bool" in hint) == (FILTERS[name].kind == "flag")


# --- values ---------------------------------------------------------------------------------------------

CASES: list[tuple[dict[str, object], Request]] = [
    ({}, Request()),
    ({"actor": None, "on": None, "limit": None, "tag": (), "certain": False}, Request()),
    ({"on": "2031-05"}, Request(window=read_window("2031-05", TODAY))),
    ({"during": "last month"}, Request(window=read_window("2031-05", TODAY)._replace(text="last month"))),
    ({"on": date(2031, 5, 1)}, Request(window=read_window("2031-05-01", TODAY))),
    ({"on": read_window("2031", TODAY)}, Request(window=read_window("2031", TODAY))),
    ({"from_": "2031-05-01", "to": "2031-05-02"}, Request(window=read_window("2031-05-01..2031-05-02", TODAY))),
    ({"actor": "ana"}, Request(actors=(("ana",),))),
    ({"actor": ["ana", "ben"]}, Request(actors=(("ana",), ("ben",)))),
    ({"actor": "ana", "any_actor": ("ben", "cy")}, Request(actors=(("ana",), ("ben", "cy")))),
    ({"actor": ("ana", "ben"), "any_actor": True}, Request(actors=(("ana", "ben"),))),
    ({"role": "host", "tag": ["a", "b"], "text": "call"}, Request(roles=("host",), tags=("a", "b"), texts=("call",))),
    ({"place": "pier", "type": "consult", "source": "AFP"}, Request(place="pier", type="consult", sources=("AFP",))),
    ({"standing": ("alleged", "denied")}, Request(standings=("alleged", "denied"))),
    ({"limit": 0, "offset": "3", "reverse": True}, Request(limit=0, offset=3, reverse=True)),
    ({"as_of": "2031-05"}, Request(as_of=read_window("2031-05", TODAY))),
]


@pytest.mark.parametrize(("filters", "request_"), CASES, ids=[str(list(case[0])) for case in CASES])
def test_filters_become_a_request(filters: dict[str, object], request_: Request) -> None:
    assert asked(filters, TODAY) == request_


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"actr": "ana"}, 'there is no filter "actr": did you mean actor?'),
        ({"from": "2031"}, 'there is no filter "from": did you mean from_?'),
        ({"zzz": 1}, 'there is no filter "zzz"'),
        ({"on": "10/7/2008"}, 'on: "10/7/2008" can mean'),
        ({"on": 2031}, "on: 2031 is no text"),
        ({"limit": -1}, 'limit: "-1" is no count: write a whole number, 0 or more'),
        ({"limit": True}, 'limit: "True" is no count'),
        ({"limit": 2.5}, 'limit: "2.5" is no count'),
        ({"certain": "yes"}, "certain: 'yes' is neither True nor False"),
        ({"standing": "likely"}, 'standing: "likely" is none of asserted, contested,'),
        ({"place": ["pier", "port"]}, "place: ['pier', 'port'] is no text"),
        ({"actor": 5}, "actor: 5 is no text"),
        ({"actor": True}, "actor: True is no text"),
        ({"actor": b"ana"}, "actor: b'ana' is no text"),
        ({"text": ["a", None]}, "text: None is no text"),
        ({"place": "a\0b"}, "place: 'a\\x00b' has signs that no text has"),
        ({"tag": "\udcff"}, "tag: '\\udcff' has signs that no text has"),
    ],
)
def test_what_is_no_value_is_refused_by_name(filters: dict[str, object], said: str) -> None:
    with pytest.raises(UsageFault) as caught:
        asked(filters, TODAY)
    assert str(caught.value).startswith(said)


# --- what may be asked together -------------------------------------------------------------------------

CONTRADICTIONS: list[tuple[dict[str, object], str, str]] = [
    (
        {"on": "2031", "to": "2032"},
        "give the window once: on, during, or from_ and to",
        "give the window once: --on, --during, or --from and --to",
    ),
    (
        {"certain": True},
        "certain needs a window: add on, or from_ and to",
        "--certain needs a window: add --on, or --from and --to",
    ),
    (
        {"undated": True, "on": "2031"},
        "undated finds what has no date: leave out on, from_, to and during",
        "--undated finds what has no date: leave out --on, --from, --to and --during",
    ),
    (
        {"undated": True, "disputed": True},
        "undated and disputed: what has no date is not disputed",
        "--undated and --disputed: what has no date is not disputed",
    ),
    ({"with_members": True}, "with_members needs a group: add actor", "--with-members needs a group: add --actor"),
    (
        {"any_actor": True},
        "any_actor needs names: any_actor=NAME, or actor=NAME … any_actor=True",
        "--any-actor needs names: --any-actor NAME, or --actor NAME … --any-actor",
    ),
    (
        {"as_of": "2031/.."},
        'as_of needs a day, "2031/.." has no end',
        '--as-of needs a day, "2031/.." has no end',
    ),
    (
        {"as_of": "2031-05-02T10:00"},
        'as_of counts whole days, as sources are dated: leave the time out of "2031-05-02T10:00"',
        '--as-of counts whole days, as sources are dated: leave the time out of "2031-05-02T10:00"',
    ),
    (
        {"from_": "2032", "to": "2031"},
        'from_ "2032" is later than to "2031": swap them',
        '--from "2032" is later than --to "2031": swap them',
    ),
]


@pytest.mark.parametrize(("filters", "keywords", "options"), CONTRADICTIONS, ids=[case[1] for case in CONTRADICTIONS])
def test_what_contradicts_itself_is_refused_as_the_caller_writes_it(
    filters: dict[str, object], keywords: str, options: str
) -> None:
    with pytest.raises(TimelineError) as caught:
        asked(filters, TODAY)
    assert str(caught.value) == keywords
    with pytest.raises(UsageFault) as caught:
        asked(filters, TODAY, OPTIONS)
    assert str(caught.value) == options


def test_the_kinds_of_filters_are_those_that_are_declared() -> None:
    assert {filter_.kind for filter_ in FILTERS.values()} == set(get_args(Filter.__annotations__["kind"]))
