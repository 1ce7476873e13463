"""What is wrong with a record's shape, in words: pydantic finds it, the sentences are ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from timeline.annotations.reading.file_shape import ENTRIES, MATCH_ENTRY, MISTAKE, SECTIONS
from timeline.annotations.reading.nodes import List, Map, Value, line_at
from timeline.annotations.reading.slugs import SLUG_RULE, as_slug, is_slug
from timeline.annotations.reading.where import SECTION_OF
from timeline.domain.words.near_names import did_you_mean
from timeline.problems import Problem, listed, quoted

Keys = tuple[str | int, ...]

_ITEMS = {
    "same": "event",
    "not_same": "event",
    "claims": "claim",
    "member_of": "membership",
    "names": "name",
    "tags": "tag",
    "was": "former id",
}
_OTHER_COORDINATE = {"latitude": "longitude", "longitude": "latitude"}
_SHAPES = {
    "place": "write the id of a place, or a map such as {id: port-city, latitude: 1.5, longitude: 103.2}",
    "participants": "write a map of actor to role, such as {ana-ruiz: initiator}",
    "according_to": "write an actor's id or words, or a list of both, such as [harbour-union, two unnamed officials]",
    "figures": "write a map of measure to figure, such as {killed: at least 14}",
    "derived_from": "write a map of how to source, such as {quotes: newswire}",
    "links": "write a map of kind to event, such as {follows: harbour-talks}",
    "claims": 'write a list of maps, each with a source, such as "- {source: newswire}"',
    "member_of": 'write a list of maps, each with a group, such as "- {group: harbour-union}"',
    "same": "write a list of ids of events, such as [harbour-talks, talks-in-port]",
    "not_same": "write a list of ids of events, such as [harbour-talks, talks-in-port]",
    "asks": "write a map of filters, such as {actor: ana-ruiz, during: 2031-05}",
    "names": "write a list, such as [A. Ruiz, Ana R.]",
    "tags": "write a list, such as [harbour, strike]",
    "was": "write a former id, or a list of them, such as [ana-ruiz]",
}


@dataclass(frozen=True, slots=True)
class Owner:
    """The record that is being read, and where it is."""

    path: str
    kind: str
    id: str
    """Of a match, which has none, its number in the list."""
    line: int

    def __str__(self) -> str:
        return f"{self.kind} {self.id if is_slug(self.id) else quoted(self.id)}"


def found_in_words(value: Value) -> str:
    """What stands where something else should: "a map", "a list" or the text."""
    if isinstance(value, Map):
        return "a map"
    return "a list" if isinstance(value, List) else f"the text {quoted(value)}"


def not_a_section(section: str) -> str:
    """The message for an unknown key at the top of a file."""
    hint = did_you_mean(section, SECTIONS) or f"a file holds {listed(SECTIONS)}"
    return f"unknown key {quoted(section)} at the top of the file: {hint}"


def id_mistake(owner: Owner) -> str | None:
    """What is wrong with the id of a record, or None."""
    if is_slug(owner.id):
        return None
    better = as_slug(owner.id)
    rule = f"ids have {SLUG_RULE} characters"
    hint = f"write {better} ({rule})" if better else rule
    return f"{owner.kind} id {quoted(owner.id)} is not written as one: {hint}"


def entry_problems(owner: Owner, value: Value, error: ValidationError) -> list[Problem]:
    """All that pydantic found wrong with a record, one problem a mistake."""
    faults = [fault for fault in error.errors(include_url=False) if fault["input"] != ""]
    misspelt = {where for fault in faults if (where := _meant(owner, fault)) is not None}
    return [
        Problem(owner.path, line_at(value, _keys(fault)) or owner.line, _message(owner, fault))
        for fault in faults
        if not (fault["type"] == "missing" and tuple(fault["loc"]) in misspelt)
    ]


def coordinate_mistake(owner: Owner, value: Value) -> Problem | None:
    """A place, or an event's own point, with a latitude alone, or a longitude alone."""
    where: Keys = ("place",) if owner.kind == "event" else ()
    found = value.get("place") if where and isinstance(value, Map) else value
    if owner.kind not in ("place", "event") or not isinstance(found, Map):
        return None
    present = [key for key in _OTHER_COORDINATE if key in found]
    if len(present) != 1:
        return None
    other = _OTHER_COORDINATE[present[0]]
    if any(did_you_mean(key, field_names(owner.kind, where)) == f'did you mean "{other}"?' for key in found):
        return None
    line = line_at(value, (*where, present[0])) or owner.line
    what = f"{_named(owner, where)} has a {present[0]} and no {other}"
    return Problem(owner.path, line, f"{what}: write both, or neither")


def field_names(kind: str, keys: Keys) -> list[str]:
    """The keys that a map may have: that of a record, or of the item of a list within it."""
    model: type[BaseModel] = MATCH_ENTRY if kind == "match" else ENTRIES[SECTION_OF[kind]]
    for key in keys:
        if isinstance(key, str):
            model = next(_models_in(model.model_fields[key].annotation))
    return list(model.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if get_origin(annotation) in (list, UnionType, Union, Annotated):
        for argument in get_args(annotation):
            yield from _models_in(argument)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation


def _keys(fault: Any) -> Keys:
    keys: Keys = tuple(fault["loc"])
    return keys[:-1] if keys and keys[-1] == "[key]" else keys


def _meant(owner: Owner, fault: Any) -> Keys | None:
    """Where a misspelt key would stand if it were spelt well."""
    if fault["type"] != "extra_forbidden":
        return None
    keys = _keys(fault)
    hint = did_you_mean(str(keys[-1]), field_names(owner.kind, keys[:-1]))
    return (*keys[:-1], hint.split('"')[1]) if hint else None


def _message(owner: Owner, fault: Any) -> str:
    keys, value = _keys(fault), fault["input"]
    kind = fault["type"]
    if kind == "missing":
        return f"{_named(owner, keys[:-1])} has no {keys[-1]}: write one"
    if kind == "extra_forbidden":
        names = field_names(owner.kind, keys[:-1])
        hint = did_you_mean(str(keys[-1]), names) or f"its keys are {listed(names)}"
        return f"unknown key {quoted(str(keys[-1]))} in {_named(owner, keys[:-1])}: {hint}"
    if kind == MISTAKE:
        text, tells_value = fault["ctx"]["text"], fault["ctx"]["tells_value"]
        if fault["loc"][-1] == "[key]":
            what = "measure" if keys[-2] == "figures" else f"key in {keys[-2]}"
            return f"{what} {quoted(str(keys[-1]))} in {_named(owner, keys[:-2])} {text}"
        if not tells_value:
            inside = keys[:-2] if isinstance(keys[-1], int) else keys[:-1]
            joiner = "" if text.startswith(":") else " "
            return f"{_key_word(keys)} {quoted(value)} of {_named(owner, inside)}{joiner}{text}"
        joiner = " " if text.startswith("has ") else ": "
        return f"{_named(owner, keys)}{joiner}{text}"
    return f"{_named(owner, keys)} is {found_in_words(value)}: {_shape(keys, kind)}"


def _shape(keys: Keys, kind: str) -> str:
    if "asks" in keys[:-1]:
        return "write one value" if kind == "string_type" else "write a value, or a list of values"
    if keys and keys[-1] in _SHAPES:
        return _SHAPES[str(keys[-1])]
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return 'write a map of keys and values, as "key: value"'
    if kind == "list_type":
        return "write a text, or a list of texts"
    return "write a number" if kind in ("float_type", "int_type") else "write a text"


def _key_word(keys: Keys) -> str:
    return _ITEMS.get(str(keys[-2]), str(keys[-2])) if isinstance(keys[-1], int) else str(keys[-1])


def _named(owner: Owner, keys: Keys) -> str:
    """The value under some keys as a reader would name it: "date of claim 2 of event x"."""
    words = str(owner)
    for position, key in enumerate(keys):
        before = keys[position - 1] if position else None
        if isinstance(key, int):
            if before in _ITEMS:
                words = f"{_ITEMS[str(before)]} {key + 1} of {words.removeprefix(f'{before} of ')}"
        elif before == "participants":
            words = f"role of {quoted(key)} in {words.removeprefix('participants of ')}"
        elif before == "figures":
            words = f"figure {quoted(key)} of {words.removeprefix('figures of ')}"
        elif before in ("derived_from", "links"):
            words = f"{quoted(key)} in {words}"
        else:
            words = f"{key} of {words}"
    return words
