"""Questions that are kept under a name: their filters as people write them, and as a question is asked with them.

A value stands as it was written, so that "last week" is read anew each time; of records it is the id.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from timeline.domain.records import Condition, Question
from timeline.errors import UsageFault
from timeline.query import FILTERS, KEYWORDS, NARROWING, AsTyped, Request, Spelling, asked, read_value

MARK = "@"
"""Stands before the name of a question where filters are typed."""
WRITTEN = AsTyped()
BY_NAME: Mapping[str, str] = {WRITTEN.name(name): name for name in NARROWING if name != "question"}
"""The filters that a question may have, by the names under which they are written."""
_ANY_DAY = date(2000, 1, 1)
"""Whether "last week" can be read does not depend on the day on which it is."""
_YES = "yes"


def check_value(name: str, text: str) -> None:
    """Raises ValueError, which says what to write, where a filter of this written name has no such value."""
    filter_ = FILTERS[BY_NAME[name]]
    if filter_.kind == "flag":
        if text != _YES:
            raise ValueError(f'"{text}" is not what it takes: write {_YES}, or leave it out')
    else:
        read_value(filter_, text, _ANY_DAY)


def check_conditions(conditions: Iterable[Condition]) -> None:
    """Raises UsageFault where filters, each good by itself, cannot be asked together, or nothing is asked."""
    conditions = tuple(conditions)
    if not conditions:
        raise UsageFault(
            f"nothing is asked: give a filter, such as {WRITTEN.name('during')} or {WRITTEN.name('actor')}"
        )
    asked(filters_of(conditions), _ANY_DAY, WRITTEN)


def filters_of(conditions: Iterable[Condition]) -> dict[str, object]:
    """The filters by name, as ``asked`` takes them."""
    found: dict[str, Any] = {}
    for written, value in conditions:
        name = BY_NAME[written]
        if FILTERS[name].kind == "flag":
            found[name] = True
        elif FILTERS[name].repeats:
            found.setdefault(name, []).append(value)
        else:
            found[name] = value
    return found


def conditions_of(filters: Mapping[str, object]) -> tuple[Condition, ...]:
    """The conditions that filters come to, given by name as to ``asked``; what asks for nothing is left out.

    A bare ``any_actor`` turns the actors beside it into those of whom one is enough.
    """
    given = {name: value for name, value in filters.items() if value not in (None, False, (), [])}
    several = {name: _texts(value) for name, value in given.items()}
    if "" in several.get("any_actor", ()):
        several["any_actor"] = [each for each in (*several.pop("actor", ()), *several["any_actor"]) if each]
    return tuple([Condition(WRITTEN.name(name), text) for name, texts in several.items() for text in texts])


def _texts(value: object) -> list[str]:
    if value is True:
        return [_YES]
    return [*value] if isinstance(value, list | tuple) and not hasattr(value, "text") else [_text(value)]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value.isoformat() if isinstance(value, date) else value.text)


def asked_with(
    question: Question, filters: Mapping[str, object], today: date, spelling: Spelling = KEYWORDS, **options: Any
) -> Request:
    """The request that a question comes to with further filters, which narrow it, or page its answer.

    Raises UsageFault where one of them is a filter of the question: what it says is not replaced without a word.
    """
    own = filters_of(question.asks)
    given = {name: value for name, value in filters.items() if value not in (None, False, (), [])}
    if "question" in given:
        raise UsageFault(f"{MARK}{question.id} and {MARK}{given['question']}: ask one question at a time")
    for name in given:
        other = next((each for each in own if name in FILTERS and FILTERS[each].field == FILTERS[name].field), None)
        if other is not None and not (name == other and name in _NARROWED_BY_MORE):
            has = ", ".join(each.value for each in question.asks if BY_NAME[each.filter] == other)
            told = f"{spelling.name(other)} {has}" if FILTERS[other].kind != "flag" else spelling.name(other)
            raise UsageFault(f"{MARK}{question.id} asks {told} already: leave out {spelling.name(name)}")
    both = {name: [*_several(own[name]), *_several(given[name])] for name in own.keys() & given.keys()}
    return asked({"question": question.id} | own | given | both, today, spelling, **options)


_NARROWED_BY_MORE = ("actor", "according_to", "tag", "text")
"""Filters of which all values have to hold."""


def _several(value: Any) -> list[Any]:
    return [*value] if isinstance(value, list | tuple) else [value]
