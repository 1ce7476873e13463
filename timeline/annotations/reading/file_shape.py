"""The shape of an annotation file: its keys, and what each may hold.

These models say what the format is, to the reader and to ``format_reference``, which generates the JSON
Schema and the reference from them. Their keys are the fields of the records (``domain.records``); what each kind of
field may hold is here. What a validator finds is of type MISTAKE and has its wording
here; the wording of all other mistakes is in ``shape_faults``.
"""

import re
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, create_model
from pydantic_core import PydanticCustomError

from timeline.annotations.reading.slugs import LONGEST_SLUG, SLUG, SLUG_RULE, as_slug, is_slug
from timeline.domain.claims.attribution import OPENING_QUOTES
from timeline.domain.claims.figures import FigureError, read_figure
from timeline.domain.dates.edtf import EdtfError
from timeline.domain.dates.relative.reading import RelativeError, looks_relative
from timeline.domain.dates.written import WrittenDate, written
from timeline.domain.records import (
    ACTOR_KINDS,
    CREDIBILITIES,
    DERIVATIONS,
    LINK_KINDS,
    MODALITIES,
    RELIABILITIES,
    Actor,
    Claim,
    Condition,
    Event,
    Match,
    Membership,
    Place,
    Question,
    Source,
    fields_of,
)
from timeline.domain.words.near_names import NearNames
from timeline.errors import UsageFault
from timeline.problems import listed, quoted
from timeline.query import FILTERS
from timeline.saved import BY_NAME, check_conditions, check_value

MISTAKE = "mistake"
_TYPE = rf"{SLUG}(?:/{SLUG})?"
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_COORDINATE_HINT = "write decimal degrees, such as 33.25 or -0.5"


def _mistake(text: str, *, tells_value: bool = False) -> PydanticCustomError:
    """A value is not what its key takes: why, and what to write. ``tells_value``: the text quotes it."""
    return PydanticCustomError(MISTAKE, "{text}", {"text": text, "tells_value": tells_value})


def _after(check: Callable[[str], Any]) -> AfterValidator:
    """A check of a text; an empty one has been reported where the YAML was read."""
    return AfterValidator(lambda text: check(text) if text else text)


def _reading(read: Callable[[str], Any]) -> BeforeValidator:
    """Turns a text into a number; an empty one, or what is no text, is left for pydantic to refuse."""
    return BeforeValidator(lambda value: read(value) if isinstance(value, str) and value else value)


def _check_edtf(text: str) -> WrittenDate:
    date = written(text)
    try:
        date.when()
    except EdtfError as error:
        from timeline.domain.dates.typed.date_phrases import hint_for  # only who errs pays for the hints
        from timeline.domain.dates.typed.edtf_hints import explained

        hint = hint_for(text)
        if looks_relative(text):
            only_claims = "only a claim's date may be told from another event or from publication"
            raise _mistake(f"is not EDTF: {hint or only_claims}") from None
        raise _mistake(f": {explained(error, hint)}") from None
    return date


def _check_claim_date(text: str) -> WrittenDate:
    date = written(text)
    try:
        date.read()
    except (RelativeError, EdtfError) as error:
        from timeline.domain.dates.typed.edtf_hints import explained  # only who errs pays for the hints
        from timeline.domain.dates.typed.loose_relative import hint_for

        hint = hint_for(text)
        if isinstance(error, EdtfError):
            raise _mistake(f": {explained(error, hint)}") from None
        message = str(RelativeError(text, error.what, error.hint or hint or ""))
        raise _mistake(message.replace(f'"{text}"', quoted(text), 1), tells_value=True) from None
    return date


def _check_one_of(words: tuple[str, ...]) -> AfterValidator:
    near = NearNames(words)

    def check(text: str) -> str:
        if text not in words:
            hint = near.hint(text) or f"write {listed(words, 'or')}"
            raise _mistake(f"is not known: {hint}")
        return text

    return _after(check)


def _check_actor_kind(text: str) -> str:
    kind = "armed-group" if text == "armed group" else text
    if kind not in ACTOR_KINDS:
        hint = _NEAR_KINDS.hint(kind) or f"write {listed(ACTOR_KINDS, 'or')}"
        raise _mistake(f"is not known: {hint}")
    return kind


_NEAR_KINDS = NearNames(ACTOR_KINDS)


def _check_credibility(text: str) -> int:
    if text not in {str(number) for number in CREDIBILITIES}:
        raise _mistake("is none: write 1 (confirmed) to 6 (cannot be judged)")
    return int(text)


def _check_reliability(text: str) -> str:
    if text not in RELIABILITIES:
        hint = (
            f"write {text.upper()}" if text.upper() in RELIABILITIES else "write A (reliable) to F (cannot be judged)"
        )
        raise _mistake(f"is none: {hint}")
    return text


def _check_url(text: str) -> str:
    if re.fullmatch(r"https?://[^\s/?#]\S*", text, re.IGNORECASE) is None:
        raise _mistake("is no web address: it starts with http:// or https:// and has no spaces")
    return text


def _check_wikidata(text: str) -> str:
    if re.fullmatch(r"Q[1-9][0-9]*", text) is None:
        found = re.search(r"[Qq]([1-9][0-9]*)", text)
        raise _mistake(f"is no Wikidata item: write {f'Q{found[1]}' if found else 'Q and digits, such as Q42'}")
    return text


def _coordinate(limit: int) -> BeforeValidator:
    def check(text: str) -> float:
        if _DECIMAL.fullmatch(text) is None:
            raise _mistake(f"is no coordinate: {_COORDINATE_HINT}")
        degrees = float(text)
        if not -limit <= degrees <= limit:
            raise _mistake(f"is out of range: it runs from -{limit} to {limit}")
        return degrees

    return _reading(check)


def _check_figure(text: str) -> str:
    try:
        read_figure("", text)
    except FigureError as error:
        raise _mistake(str(error), tells_value=True) from None
    return text


def _check_tag(text: str) -> str:
    if "\n" in text:
        raise _mistake("runs over several lines: write it on one")
    return text


def _check_attribution(text: str) -> str:
    if "\n" in text:
        raise _mistake("runs over several lines: write it on one")
    return text


def _check_slug(text: str) -> str:
    if not is_slug(text):
        better = as_slug(text)
        raise _mistake(f"is not written as one: write {better or SLUG_RULE}")
    return text


def _asked_value(name: str) -> Callable[[str], str]:
    """What checks a value of a filter of this written name."""

    def check(text: str) -> str:
        try:
            check_value(name, text)
        except ValueError as error:
            raise _mistake(str(error), tells_value=True) from None
        return text

    return check


def _check_asks(entry: Any) -> Any:
    """Filters that are good one by one, as they stand together."""
    found = [
        Condition(name, value)
        for name, values in entry
        if values is not None
        for value in ([values] if isinstance(values, str) else values)
    ]
    if not found:
        return entry  # an empty map was reported where the YAML was read
    try:
        check_conditions(found)
    except UsageFault as fault:
        raise _mistake(str(fault), tells_value=True) from None
    return entry


def _check_type(text: str) -> str:
    if re.fullmatch(_TYPE, text) is None or len(text) > 2 * LONGEST_SLUG:
        parts = [as_slug(part) for part in text.split("/")]
        better = "/".join(part for part in parts if part) if len(parts) <= 2 and all(parts) else None
        raise _mistake(f"is not written as one: write {better or 'type or type/mode, such as consult/phone'}")
    return text


def _as_list(value: Any) -> Any:
    """One text stands for a list of one; a list may not repeat itself."""
    if isinstance(value, str):
        return [value] if value else value
    if isinstance(value, list) and len(value) > 1:
        texts = [item for item in value if isinstance(item, str) and item]
        again = next((text for index, text in enumerate(texts) if text in texts[:index]), None)
        if again is not None:
            raise _mistake(f"has {quoted(again)} twice: write it once", tells_value=True)
    return value


def _check_matched(value: Any) -> Any:
    """The events of a decision: two at least, none twice."""
    if isinstance(value, str) and value:
        raise _mistake("names one event: write a list of two at least, such as [harbour-talks, talks-in-port]")
    if isinstance(value, list) and len(value) == 1:
        raise _mistake("has one event: write two at least", tells_value=True)
    return _as_list(value)


def _text_schema(**more: Any) -> WithJsonSchema:
    # Editors read 2031 or 1.5 as a number; here it is the text that was written.
    return WithJsonSchema({"type": ["string", "number"], **more})


def _one_of_schema(words: tuple[str, ...]) -> WithJsonSchema:
    return WithJsonSchema({"enum": list(words)})


def _number_schema(lowest: int, highest: int) -> WithJsonSchema:
    return WithJsonSchema({"type": ["number", "string"], "minimum": lowest, "maximum": highest})


def _id_schema() -> dict[str, Any]:
    return {"type": ["string", "number"], "pattern": f"^{SLUG}$", "maxLength": LONGEST_SLUG}


def _ids_schema() -> dict[str, Any]:
    return {"anyOf": [_id_schema(), {"type": "array", "items": _id_schema(), "uniqueItems": True}]}


def _attribution_schema() -> dict[str, Any]:
    # An actor's id, two words at least, or one in quotation marks.
    return {"type": ["string", "number"], "pattern": f"^{SLUG}$|\\S\\s+\\S|^[{OPENING_QUOTES}]"}


def _one_or_more_schema() -> WithJsonSchema:
    one = {"type": ["string", "number"], "minLength": 1}
    return WithJsonSchema({"anyOf": [one, {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}]})


def _keyed_schema(keys: dict[str, Any], values: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"type": "object", "propertyNames": keys, "additionalProperties": values})


_EDTF_SCHEMA = _text_schema()
_SLUG_KEYS = {"pattern": f"^{SLUG}$", "maxLength": LONGEST_SLUG}
_FIGURE_PATTERN = "^(about )?([0-9.]+( \\(.+\\))?|at least [0-9.]+|up to [0-9.]+|[0-9.]+ to [0-9.]+)$"

Text = Annotated[str, _text_schema(minLength=1)]
Reference = Annotated[str, WithJsonSchema(_id_schema())]
"""The id of another record; whether it is defined is for ``checks`` to say."""
Edtf = Annotated[str, _after(_check_edtf), _EDTF_SCHEMA]
ClaimDate = Annotated[str, _after(_check_claim_date), _EDTF_SCHEMA]
Url = Annotated[str, _after(_check_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
Wikidata = Annotated[str, _after(_check_wikidata), WithJsonSchema({"type": "string", "pattern": "^Q[1-9][0-9]*$"})]
Reliability = Annotated[str, _after(_check_reliability), _one_of_schema(RELIABILITIES)]
Modality = Annotated[str, _check_one_of(MODALITIES), _one_of_schema(MODALITIES)]
ActorKind = Annotated[str, _after(_check_actor_kind), _one_of_schema((*ACTOR_KINDS, "armed group"))]
EventType = Annotated[str, _after(_check_type), WithJsonSchema({"type": "string", "pattern": f"^{_TYPE}$"})]
Tag = Annotated[str, _after(_check_tag), _text_schema(minLength=1)]
Credibility = Annotated[
    int,
    _reading(_check_credibility),
    WithJsonSchema({"enum": [*CREDIBILITIES, *map(str, CREDIBILITIES)]}),
]
Latitude = Annotated[float, _coordinate(90), _number_schema(-90, 90)]
Longitude = Annotated[float, _coordinate(180), _number_schema(-180, 180)]
MatchedEvents = Annotated[
    list[Reference],
    BeforeValidator(_check_matched),
    WithJsonSchema({"type": "array", "items": _id_schema(), "minItems": 2, "uniqueItems": True}),
]
_OneOrMore = Annotated[list[str], BeforeValidator(_as_list)]
Participants = Annotated[dict[str, _OneOrMore], _keyed_schema(_SLUG_KEYS, _ids_schema())]
FormerIds = Annotated[
    list[Annotated[str, _after(_check_slug)]], BeforeValidator(_as_list), WithJsonSchema(_ids_schema())
]
Attributions = Annotated[
    list[Annotated[str, _after(_check_attribution)]],
    BeforeValidator(_as_list),
    WithJsonSchema(
        {"anyOf": [_attribution_schema(), {"type": "array", "items": _attribution_schema(), "uniqueItems": True}]}
    ),
]
Figures = Annotated[
    dict[Annotated[str, _after(_check_slug)], Annotated[str, _after(_check_figure)]],
    _keyed_schema(_SLUG_KEYS, {"type": ["string", "number"], "pattern": _FIGURE_PATTERN, "minimum": 0}),
]
DerivedFrom = Annotated[
    dict[Annotated[str, _check_one_of(DERIVATIONS)], _OneOrMore],
    _keyed_schema({"enum": list(DERIVATIONS)}, _ids_schema()),
]
Links = Annotated[
    dict[Annotated[str, _check_one_of(LINK_KINDS)], _OneOrMore],
    _keyed_schema({"enum": list(LINK_KINDS)}, _ids_schema()),
]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")


Words = Callable[[Any, str], str | None]
"""What a field of a kind of record is, by its name: the description of its key."""

_SHAPES: dict[str, Any] = {
    "text": Text,
    "edtf": Edtf,
    "claim date": ClaimDate,
    "url": Url,
    "wikidata": Wikidata,
    "event type": EventType,
    "actor kind": ActorKind,
    "modality": Modality,
    "reliability": Reliability,
    "credibility": Credibility,
    "latitude": Latitude,
    "longitude": Longitude,
    "reference": Reference,
    "texts": list[Text],
    "tags": list[Tag],
    "former ids": FormerIds,
    "derivations": DerivedFrom,
    "attributions": Attributions,
    "participants": Participants,
    "links": Links,
    "figures": Figures,
}
"""What may stand under the keys of each kind; ``member_of``, ``claims`` and ``place`` have keys of their own."""


class Shapes(NamedTuple):
    """The models of all that a file may hold."""

    sections: dict[str, type[BaseModel]]
    """The model of each section's records, sections in the order of the format."""
    within: dict[str, dict[str, type[BaseModel]]]
    """For a section, the models of what has keys of its own within its records, by key."""
    match: type[BaseModel]
    """The model of each of ``matches``, which is a list: decisions have no ids."""


def make_shapes(words: Words = lambda *_: None) -> Shapes:
    """The models, whose keys are the fields of the records; each described in ``words``."""

    def entry(record: Any, name: str, *apart: str, **others: Any) -> type[BaseModel]:
        """The keys of a kind of record: its id is a key above them, and some may stand elsewhere."""
        keys: dict[str, Any] = {}
        for each in fields_of(record):
            if each.name not in ("id", *apart):
                shape = others.get(each.name) or _SHAPES[each.kind.name]
                described = Field(... if each.is_needed else None, description=words(record, each.name))
                keys[each.name] = (shape if each.is_needed else shape | None, described)
        return create_model(f"{name}Entry", __base__=_Entry, __doc__=record.__doc__, **keys)

    membership, claim, asks = entry(Membership, "Membership"), entry(Claim, "Claim"), _asks_entry()
    degrees = {
        name: (shape | None, Field(None, description=words(Event, name)))
        for name, shape in (("latitude", Latitude), ("longitude", Longitude))
    }
    event_place = create_model(
        "EventPlaceEntry",
        __base__=_Entry,
        __doc__="Where in a place it happened.",
        id=(Reference, Field(description="the id of the place")),
        **degrees,  # type: ignore[call-overload]
    )
    place = Annotated[
        event_place, BeforeValidator(_as_event_place, json_schema_input_type=Reference | event_place)  # type: ignore[valid-type]
    ]
    return Shapes(
        {
            "sources": entry(Source, "Source"),
            "actors": entry(Actor, "Actor", member_of=list[membership]),  # type: ignore[valid-type]
            "places": entry(Place, "Place"),
            "events": entry(Event, "Event", "latitude", "longitude", place=place, claims=list[claim]),  # type: ignore[valid-type]
            "questions": entry(Question, "Question", asks=Annotated[asks, AfterValidator(_check_asks)]),
        },
        {
            "actors": {"member_of": membership},
            "events": {"place": event_place, "claims": claim},
            "questions": {"asks": asks},
        },
        _match_entry(words),
    )


def _asks_entry() -> type[BaseModel]:
    """The keys of what a question asks: the filters by name."""
    keys: dict[str, Any] = {}
    for written_as, name in BY_NAME.items():
        one = Annotated[str, _after(_asked_value(written_as)), _text_schema(minLength=1)]
        several = Annotated[list[one], BeforeValidator(_as_list), _one_or_more_schema()]
        shape = several if FILTERS[name].repeats else one
        keys[written_as] = (shape | None, Field(None, description=FILTERS[name].help))
    return create_model("AsksEntry", __base__=_Entry, __doc__="Which events are meant.", **keys)


def _match_entry(words: Words) -> type[BaseModel]:
    """The keys of a decision: its kind is that of the two keys under which the events stand."""
    events = words(Match, "events")
    keys: dict[str, Any] = {
        kind: (MatchedEvents | None, Field(None, description=events and f"{events}, {which}"))
        for kind, which in _MATCHES.items()
    }
    for name in ("by", "why"):
        keys[name] = (Text | None, Field(None, description=words(Match, name)))
    return create_model("MatchEntry", __base__=_Entry, __doc__=Match.__doc__, **keys)


_MATCHES = {
    "same": "that are one: the first of them is told, with the claims of all",
    "not_same": "that are not one, however alike they look",
}


def _as_event_place(value: Any) -> Any:
    """An id alone stands for a place without a point."""
    return {"id": value} if isinstance(value, str) and value else value


_MADE = make_shapes()
ENTRIES = _MADE.sections
"""The model of each section's records, sections in the order of the format."""
MATCH_ENTRY: Any = _MADE.match
"""The model of each of ``matches``."""
SECTIONS = ("vocabulary", *ENTRIES, "matches")
TERM_PATTERNS = {"types": _TYPE, "roles": SLUG, "measures": SLUG}
"""How the terms of each vocabulary are written."""
