"""The shape of an event in our own JSON, as docs/json.md has it, and what is wrong with one that differs.

The keys are the fields of the records (``domain.records``), and what is told beside them.
What follows from the rest (spans, standing, counts, names beside ids) may be there and is not looked at.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, create_model
from pydantic_core import PydanticCustomError

from timeline.annotations.reading.file_shape import (
    MISTAKE,
    ActorKind,
    Edtf,
    EventType,
    Modality,
    Reliability,
    Url,
    Wikidata,
)
from timeline.annotations.reading.slugs import LONGEST_SLUG, SLUG, SLUG_RULE, as_slug
from timeline.domain.claims.figures import LARGEST
from timeline.domain.dates.edtf import EdtfError
from timeline.domain.dates.relative.reading import RelativeError
from timeline.domain.dates.written import WrittenDate, written
from timeline.domain.records import (
    DERIVATIONS,
    LINK_KINDS,
    Actor,
    Claim,
    Derivation,
    Event,
    Figure,
    Link,
    Membership,
    Place,
    Source,
    fields_of,
)
from timeline.domain.words.near_names import did_you_mean
from timeline.problems import listed, one_line, quoted


def _claim_date(text: str) -> WrittenDate:
    """The date that a claim gives: EDTF or a relative one."""
    date = written(text)
    try:
        date.read()
    except (RelativeError, EdtfError) as error:
        from timeline.domain.dates.typed.edtf_hints import explained  # only who errs pays for the hints

        told = explained(error) if isinstance(error, EdtfError) else error
        raise PydanticCustomError(MISTAKE, "{text}", {"text": f": {told}", "tells_value": False}) from None
    return date


def _each_once(attributions: tuple[str, ...]) -> tuple[str, ...]:
    again = next((each for index, each in enumerate(attributions) if each in attributions[:index]), None)
    if again is not None:
        message = f"has {quoted(again)} twice: write it once"
        raise PydanticCustomError(MISTAKE, "{text}", {"text": message, "tells_value": False})
    return attributions


# Signs that no text may have are looked for in whole lines; a blank text that may be left out is as if it were.
Text = Annotated[str, StringConstraints()]
Name = Annotated[str, StringConstraints(pattern=r"\S")]
Tag = Annotated[str, StringConstraints(pattern=r"^[^\n]*\S[^\n]*$")]
Id = Annotated[str, StringConstraints(pattern=f"^{SLUG}$", max_length=LONGEST_SLUG)]
Latitude = Annotated[float, Field(allow_inf_nan=False, ge=-90, le=90)]
Longitude = Annotated[float, Field(allow_inf_nan=False, ge=-180, le=180)]
Number = Annotated[float, Field(ge=0, le=LARGEST)]


class _Object(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class DateShape(_Object):
    """An event's date: all but an editor's own follows from the claims."""

    status: Literal["agreed", "disputed", "decided", "undated"] | None = None
    edtf: str | None = None
    text: Any = None
    earliest: Any = None
    latest: Any = None
    lasting: Any = None
    approximate: Any = None
    uncertain: Any = None
    spans: Any = None


class EventPlaceShape(_Object):
    """The place of an event, and where it was."""

    id: Id
    name: Name | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    own_point: bool | None = None
    """Whether the point is the event's own, or that of its place; None: this is not told."""


class ParticipantShape(_Object):
    """An actor's part."""

    actor: Id
    name: Name | None = None
    role: Id
    source: Id | None = None
    claim: Annotated[int, Field(ge=0)] | None = None


class ClaimDateShape(_Object):
    """When it was, as the source says; ``edtf`` and the days follow from what is written."""

    written: Annotated[str, AfterValidator(_claim_date)]
    edtf: Any = None
    earliest: Any = None
    latest: Any = None


Key = tuple[Any, Any]
"""What may stand under a key, and what the key is where it is left out."""


def _keys(record: Any, *apart: str) -> dict[str, Key]:
    """The keys of a kind of record: its fields, but for those that stand elsewhere."""
    found: dict[str, Key] = {}
    for field in fields_of(record):
        shape = Name if field.is_needed and field.kind.name == "text" else _SHAPES[field.kind.name]
        if field.is_needed:
            found[field.name] = (shape, ...)
        else:
            found[field.name] = (shape if field.default is not None else shape | None, field.default)
    return {name: key for name, key in found.items() if name not in apart}


def _behind(keys: dict[str, Key], name: str, others: dict[str, Key]) -> dict[str, Key]:
    """The keys with others behind one of them, as docs/json.md has them."""
    names = list(keys)
    at = names.index(name) + 1
    return {each: others.get(each) or keys[each] for each in (*names[:at], *others, *names[at:])}


def _model(name: str, keys: dict[str, Key]) -> Any:
    return create_model(name, __base__=_Object, **keys)  # type: ignore[call-overload]


_SHAPES: dict[str, Any] = {
    "slug": Id,
    "reference": Id,
    "text": Text,
    "edtf": Edtf,
    "claim date": ClaimDateShape,
    "url": Url,
    "wikidata": Wikidata,
    "event type": EventType,
    "actor kind": ActorKind,
    "modality": Modality,
    "reliability": Reliability,
    "credibility": Annotated[int, Field(ge=1, le=6)],
    "latitude": Latitude,
    "longitude": Longitude,
    "number": Number,
    "flag": bool,
    "how": Literal["republishes", "quotes", "translates"],
    "link kind": Literal["follows", "responds-to", "part-of"],
    "texts": tuple[Name, ...],
    "tags": tuple[Tag, ...],
    "former ids": Annotated[tuple[Id, ...], AfterValidator(_each_once)],
    "attributions": Annotated[tuple[Tag, ...], AfterValidator(_each_once)],
    "participants": tuple[ParticipantShape, ...],
}
"""What may stand under the keys of each kind."""
for _kind, _item in (("figures", Figure), ("derivations", Derivation), ("memberships", Membership), ("links", Link)):
    _SHAPES[_kind] = tuple[_model(f"{_item.__name__}Shape", _keys(_item)), ...]  # type: ignore[misc]

SourceShape = _model("SourceShape", _keys(Source, "id"))
"""A source, under its id; so are the two below."""
ActorShape = _model("ActorShape", _keys(Actor, "id"))
PlaceShape = _model("PlaceShape", _keys(Place, "id"))
ClaimShape = _model(
    "ClaimShape",
    {"id": (Any, None)}
    | _behind(
        _keys(Claim, "participants"),
        "source",
        {"title": (Name | None, None), "publisher": (Text | None, None), "published": (str | None, None)},
    ),
)
"""What one source says; its title, publisher and date of publication are those of the source."""
_SHAPES["claims"] = tuple[ClaimShape, ...]  # type: ignore[valid-type]


class VocabularyShape(_Object):
    """Words of the chronology's own, each with what it means."""

    types: dict[EventType, Name] = Field(default_factory=dict)
    roles: dict[Id, Name] = Field(default_factory=dict)
    measures: dict[Id, Name] = Field(default_factory=dict)


class DefinesShape(_Object):
    """The records that a line is the first to need."""

    vocabulary: VocabularyShape | None = None
    sources: dict[Id, SourceShape] = Field(default_factory=dict)  # type: ignore[valid-type]
    actors: dict[Id, ActorShape] = Field(default_factory=dict)  # type: ignore[valid-type]
    places: dict[Id, PlaceShape] = Field(default_factory=dict)  # type: ignore[valid-type]


def _event_keys() -> dict[str, Key]:
    ignored = (Any, None)
    keys = _keys(Event, "place", "latitude", "longitude") | {"date": (DateShape | None, None)}
    keys = _behind(keys, "date", {"in_window": ignored, "disputed": ignored})
    keys = _behind(keys, "date_note", {"standing": ignored, "place": (EventPlaceShape | None, None)})
    keys = _behind(keys, "claims", {"source_count": ignored, "origin_count": ignored})
    return keys | {
        "defines": (DefinesShape | None, None),
        "was_rejected_at": (Any, Field(default=None, alias="rejected line")),
        "was_rejected_because": (Any, Field(default=None, alias="rejected because")),
    }


EventShape = _model("EventShape", _event_keys())
"""One event with all that it owns."""
_ADDED = {"was_rejected_at", "was_rejected_because"}
_WHAT = {
    "string_type": "write a text",
    "int_type": "write a whole number",
    "float_type": "write a number",
    "bool_type": "write true or false",
    "tuple_type": "write an array",
    "dict_type": "write an object",
    "model_type": "write an object",
    "too_short": "write at least one",
    "finite_number": "write a number",
}


def mistakes(error: ValidationError) -> Iterator[str]:
    """Each mistake in a line: ``where: what, found …``."""
    for fault in error.errors(include_url=False):
        yield one_line(_mistake(fault))


def _mistake(fault: Any) -> str:
    kind, loc = fault["type"], fault["loc"]
    if kind == "json_invalid":
        return f"is no JSON: {re.sub(r' at line 1 column ', ' at character ', fault['ctx']['error'])}"
    where = _path(loc)
    if kind == "missing":
        return f"{where}: is missing"
    if kind == "extra_forbidden":
        keys = _keys_beside(loc)
        return f"{where}: unknown key: {did_you_mean(str(loc[-1]), keys) or f'the keys are {listed(keys)}'}"
    return f"{where}: {_what(fault)}, found {_found(fault['input'])}" if where else "is no object: an event is one"


def _what(fault: Any) -> str:
    kind, value = fault["type"], fault["input"]
    context = fault.get("ctx", {})
    if kind == MISTAKE:
        return str(context["text"]).removeprefix(": ")
    if kind == "string_pattern_mismatch" and SLUG in context["pattern"]:
        better = as_slug(value)
        return f"is not written as an id or a word of a vocabulary: write {better or SLUG_RULE}"
    if kind == "string_pattern_mismatch":
        return (
            "runs over several lines: write it on one" if value.strip() else "is empty: write a text, or leave it out"
        )
    if kind == "string_too_long":
        return f"is too long: {LONGEST_SLUG} characters at most"
    if kind == "literal_error":
        words = next(each for each in _WORDS if f"'{each[0]}'" in context["expected"])
        return f"is not known: write {listed(words, 'or')}"
    bounds = {"greater_than_equal": ("ge", "from"), "less_than_equal": ("le", "up to")}
    if kind in bounds:
        key, word = bounds[kind]
        return f"is out of range: {word} {context[key]:g}"
    return _WHAT.get(kind, str(fault["msg"]).lower())


_WORDS = (DERIVATIONS, LINK_KINDS, ("agreed", "disputed", "decided", "undated"))


def _found(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, dict):
        return "an object"
    return "an array" if isinstance(value, list) else str(value)


def _path(loc: tuple[str | int, ...]) -> str:
    """``claims[0].date.written``"""
    words = "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in loc if each != "[key]")
    return words.removeprefix(".")


def _keys_beside(loc: tuple[str | int, ...]) -> list[str]:
    """The keys of the object in which something stands."""
    model: Any = EventShape
    for each in loc[:-1]:
        if isinstance(each, str) and each in model.model_fields:
            annotation = model.model_fields[each].annotation
            model = next(_models(annotation), model)
    return [name for name in model.model_fields if name not in _ADDED]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models(argument)
