"""Filters as they stand in a saved question, and the request that they come to with others."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from tests.support.worlds import worlds
from timeline.domain.dates.typed.windows import read_window
from timeline.domain.records import Condition, Question, RecordSet
from timeline.errors import UsageFault
from timeline.query import asked
from timeline.saved import asked_with, check_conditions, check_value, conditions_of, filters_of

TODAY = date(2031, 5, 14)
TALKS = Question(
    "talks", (Condition("actor", "ana"), Condition("during", "2031-05"), Condition("disputed", "yes")), "The talks"
)


@given(worlds())
def test_conditions_come_back_from_the_filters_they_are(world: RecordSet) -> None:
    for question in world.questions.values():
        filters = filters_of(question.asks)
        assert Question("again", conditions_of(filters)).asks == question.asks
        assert asked_with(question, {}, TODAY) == asked(filters, TODAY)._replace(question=question.id)


def test_the_order_of_conditions_says_nothing() -> None:
    assert Question("talks", TALKS.asks[::-1], TALKS.title) == TALKS


@pytest.mark.parametrize(
    ("filters", "conditions"),
    [
        ({"actor": "kadhimi"}, [("actor", "kadhimi")]),
        ({"actor": ("a", "b"), "any_actor": ("",)}, [("any-actor", "a"), ("any-actor", "b")]),
        ({"from_": date(2031, 5, 2), "to": None}, [("from", "2031-05-02")]),
        ({"during": asked({"during": "last week"}, TODAY).window}, [("during", "last week")]),
        ({"disputed": True, "undated": False, "tag": ()}, [("disputed", "yes")]),
        ({"recorded_on": "change 12"}, [("recorded-on", "change 12")]),
    ],
)
def test_filters_are_kept_as_they_were_typed(filters: dict[str, Any], conditions: list[tuple[str, str]]) -> None:
    assert [*map(tuple, conditions_of(filters))] == conditions


def test_a_date_is_read_anew_on_each_day() -> None:
    question = Question("late", (Condition("during", "yesterday"),))
    first, second = (asked_with(question, {}, date(2031, 5, day)).window for day in (14, 15))
    assert first == read_window("2031-05-13", TODAY)._replace(text="yesterday")
    assert second == read_window("2031-05-14", TODAY)._replace(text="yesterday")


@pytest.mark.parametrize(
    ("filters", "asks"),
    [
        ({"actor": "ben"}, {"actors": (("ana",), ("ben",))}),
        ({"type": "consult"}, {"type": "consult"}),
        ({"tag": ["a", "b"], "limit": 3}, {"tags": ("a", "b"), "limit": 3}),
        ({"certain": True}, {"certain": True}),
    ],
)
def test_further_filters_narrow_a_question(filters: dict[str, Any], asks: dict[str, Any]) -> None:
    request = asked_with(TALKS, filters, TODAY)
    assert request.question == "talks"
    assert request.disputed
    for field, value in asks.items():
        assert getattr(request, field) == value


@pytest.mark.parametrize(
    ("filters", "fault"),
    [
        ({"during": "2031"}, "@talks asks during 2031-05 already: leave out during"),
        ({"from_": "2031"}, "@talks asks during 2031-05 already: leave out from_"),
        ({"disputed": True}, "@talks asks disputed already: leave out disputed"),
        ({"any_actor": ["ben", "eva"]}, "@talks asks actor ana already: leave out any_actor"),
        ({"undated": True}, "undated finds what has no date"),
        ({"actr": "ben"}, 'there is no filter "actr": did you mean actor?'),
        ({"question": "walks"}, "@talks and @walks: ask one question at a time"),
    ],
)
def test_what_a_question_says_is_not_replaced(filters: dict[str, Any], fault: str) -> None:
    with pytest.raises(UsageFault) as caught:
        asked_with(TALKS, filters, TODAY)
    assert str(caught.value).startswith(fault)


def test_one_of_several_roles_is_not_made_one_of_more() -> None:
    question = Question("hosts", (Condition("role", "host"),))
    with pytest.raises(UsageFault, match="@hosts asks role host already"):
        asked_with(question, {"role": ["witness"]}, TODAY)


@pytest.mark.parametrize(
    ("name", "text"),
    [("disputed", "maybe"), ("during", "10/7/2008"), ("standing", "sure"), ("recorded-on", "change 0")],
)
def test_a_value_that_no_filter_has_is_refused(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        check_value(name, text)


def test_nothing_is_no_question() -> None:
    with pytest.raises(UsageFault, match="nothing is asked"):
        check_conditions(())
