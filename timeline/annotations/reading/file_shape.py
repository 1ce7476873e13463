"""The shape of an annotation file: its keys, and what each may hold.

These models say what the format is, to the reader and to ``format_reference``, which generates the JSON
Schema and the reference from them. What a validator finds is of type MISTAKE and has its wording
here; the wording of all other mistakes is in ``shape_faults``.
"""

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from timeline.annotations.reading.slugs import LONGEST_SLUG, SLUG, SLUG_RULE, as_slug, is_slug
from timeline.domain.claims.figures import FigureError, read_figure
from timeline.domain.dates import edtf
from timeline.domain.dates.relative import RelativeError, looks_relative, read_relative
from timeline.domain.near_names import NearNames
from timeline.domain.records import (
    ACTOR_KINDS,
    CREDIBILITIES,
    DERIVATIONS,
    LINK_KINDS,
    MODALITIES,
    RELIABILITIES,
)
from timeline.problems import listed, quoted

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


def _check_edtf(text: str) -> str:
    try:
        edtf.parse(text)
    except edtf.EdtfError as error:
        from timeline.domain.dates.typed.date_phrases import hint_for  # only who errs pays for the hints
        from timeline.domain.dates.typed.edtf_hints import explained

        hint = hint_for(text)
        if looks_relative(text):
            only_claims = "only a claim's date may be told from another event or from publication"
            raise _mistake(f"is not EDTF: {hint or only_claims}") from None
        raise _mistake(f": {explained(error, hint)}") from None
    return text


def _check_claim_date(text: str) -> str:
    is_relative = looks_relative(text)
    try:
        if is_relative:
            read_relative(text)
        else:
            edtf.parse(text)
    except (RelativeError, edtf.EdtfError) as error:
        from timeline.domain.dates.typed.edtf_hints import explained  # only who errs pays for the hints
        from timeline.domain.dates.typed.loose_relative import hint_for

        hint = hint_for(text)
        if isinstance(error, edtf.EdtfError):
            raise _mistake(f": {explained(error, hint)}") from None
        message = f'"{text}" is not a relative date: {hint}' if hint is not None else str(error)
        raise _mistake(message.replace(f'"{text}"', quoted(text)), tells_value=True) from None
    return text


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


def _check_slug(text: str) -> str:
    if not is_slug(text):
        better = as_slug(text)
        raise _mistake(f"is not written as one: write {better or SLUG_RULE}")
    return text


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
_OneOrMore = Annotated[list[str], BeforeValidator(_as_list)]
Participants = Annotated[dict[str, _OneOrMore], _keyed_schema(_SLUG_KEYS, _ids_schema())]
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


class SourceEntry(_Entry):
    """A document, or an agency, that says something."""

    title: Text = Field(description="its headline or name")
    kind: Text | None = Field(None, description="what it is, in a word or two: agency, report, statement")
    publisher: Text | None = Field(None, description="who brought it out")
    author: Text | None = Field(None, description="who wrote it")
    published: Edtf | None = Field(None, description="when it came out, as EDTF")
    url: Url | None = Field(None, description="its web address")
    archive_url: Url | None = Field(None, description="the web address of an archived copy")
    accessed: Edtf | None = Field(None, description="when it was read, as EDTF")
    language: Text | None = Field(None, description="its language, best as a BCP 47 tag: en, ar")
    derived_from: DerivedFrom | None = Field(
        None,
        description="sources that it takes its content from: a map of how (republishes, quotes, translates) "
        "to the id of a source, or a list of ids",
    )
    reliability: Reliability | None = Field(
        None,
        description="of the source as such, A (reliable) to F (cannot be judged), on the Admiralty scale",
    )
    note: Text | None = Field(None, description="anything else worth knowing")


class MembershipEntry(_Entry):
    """An actor belongs to a group."""

    group: Reference = Field(description="the id of the group, an actor too")
    office: Text | None = Field(None, description="the office held in it")
    date: Edtf | None = Field(None, description="when, as EDTF; both ends belong; without it, always")


class ActorEntry(_Entry):
    """A person, an organisation, a state, an armed group or an office."""

    name: Text = Field(description="the name that is shown")
    kind: ActorKind | None = Field(None, description="person, organisation, state, armed-group, office or group")
    names: list[Text] | None = Field(
        None, description="a list of other names: aliases, acronyms, other spellings, other scripts"
    )
    member_of: list[MembershipEntry] | None = Field(
        None, description="a list of the groups it belongs to, each a map with the keys below"
    )
    wikidata: Wikidata | None = Field(None, description="its item in Wikidata, as Q42")
    note: Text | None = Field(None, description="anything else worth knowing")


class PlaceEntry(_Entry):
    """Where something happened."""

    name: Text = Field(description="the name that is shown")
    kind: Text | None = Field(None, description="what it is, in a word or two: city, country, air base")
    names: list[Text] | None = Field(None, description="a list of other names")
    within: Reference | None = Field(None, description="the id of the larger place that it lies in")
    latitude: Latitude | None = Field(None, description="degrees north (WGS 84), -90 to 90; with longitude")
    longitude: Longitude | None = Field(None, description="degrees east (WGS 84), -180 to 180; with latitude")
    wikidata: Wikidata | None = Field(None, description="its item in Wikidata, as Q42")
    note: Text | None = Field(None, description="anything else worth knowing")


class ClaimEntry(_Entry):
    """What one source says of one event."""

    source: Reference = Field(description="the id of the source")
    at: Text | None = Field(None, description="where in the source: ¶ 4, p. 12, 00:41")
    date: ClaimDate | None = Field(
        None,
        description="when it happened, as the source says: EDTF, or relative to an event or to publication",
    )
    modality: Modality | None = Field(
        None, description="how the source says it: asserted (without the key), alleged, denied or expected"
    )
    figures: Figures | None = Field(None, description="numbers that the source gives: a map of measure to figure")
    participants: Participants | None = Field(
        None, description="actors that only this source names: a map of actor to role, or to a list of roles"
    )
    credibility: Credibility | None = Field(
        None, description="of this claim, 1 (confirmed) to 6 (cannot be judged), on the Admiralty scale"
    )
    quote: Text | None = Field(None, description="the source's own words, a few of them")
    note: Text | None = Field(None, description="anything else worth knowing")


class EventPlaceEntry(_Entry):
    """Where in a place it happened."""

    id: Reference = Field(description="the id of the place")
    latitude: Latitude | None = Field(
        None, description="of the event's own point: degrees north (WGS 84), -90 to 90; with longitude"
    )
    longitude: Longitude | None = Field(None, description="degrees east (WGS 84), -180 to 180; with latitude")


def _as_event_place(value: Any) -> Any:
    """An id alone stands for a place without a point."""
    return {"id": value} if isinstance(value, str) and value else value


EventPlace = Annotated[
    EventPlaceEntry, BeforeValidator(_as_event_place, json_schema_input_type=Reference | EventPlaceEntry)
]


class EventEntry(_Entry):
    """Something that happened, or was announced, threatened or agreed."""

    title: Text = Field(description="what happened, in a line")
    summary: Text | None = Field(None, description="more of it, in your own words")
    type: EventType | None = Field(None, description="a type of the vocabulary, or type/mode: consult, consult/phone")
    place: EventPlace | None = Field(
        None, description="the id of the place, or a map with the keys below, where the event has its own point"
    )
    date: Edtf | None = Field(
        None, description="only where the editor decides, as EDTF; otherwise the date follows from the claims"
    )
    date_note: Text | None = Field(None, description="why the editor decided so")
    participants: Participants | None = Field(
        None, description="who took part: a map of actor to role, or to a list of roles"
    )
    claims: list[ClaimEntry] | None = Field(
        None, description="a list of what the sources say, each a map with the keys below"
    )
    links: Links | None = Field(
        None,
        description="other events: a map of kind (follows, responds-to, part-of) to the id of an event, "
        "or a list of ids",
    )
    tags: list[Tag] | None = Field(None, description="a list of words to find it by")
    note: Text | None = Field(None, description="anything else worth knowing")


ENTRIES: dict[str, type[SourceEntry] | type[ActorEntry] | type[PlaceEntry] | type[EventEntry]] = {
    "sources": SourceEntry,
    "actors": ActorEntry,
    "places": PlaceEntry,
    "events": EventEntry,
}
"""The model of each section's records, sections in the order of the format."""
SECTIONS = ("vocabulary", *ENTRIES)
TERM_PATTERNS = {"types": _TYPE, "roles": SLUG, "measures": SLUG}
"""How the terms of each vocabulary are written."""
