"""Our own JSON Lines export, back in without loss: docs/json.md says what each key means.

Ids are kept as they are. A line brings the records that it ``defines``; what no line defines (an
older export, an array of ``events --format json``, a file written by hand) is made of what the event
itself tells, unless the database has a record of that id. A JSON array is read like lines.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from pydantic import ValidationError

from timeline.importers.items import REJECTED_BECAUSE, REJECTED_LINE, Imported, Input, Opened, Rejected
from timeline.importers.own.json_build import Builder
from timeline.importers.own.json_shape import EventShape, mistakes
from timeline.importers.reading.encodings import open_text, refusal_of_bytes
from timeline.importers.reading.ids_of_names import Naming
from timeline.importers.reading.json_text import (
    JsonMistake,
    JsonText,
    decode,
    json_texts,
    said_at,
    settled,
    unwanted_sign,
)
from timeline.problems import Problem

_decoder = json.JSONDecoder(parse_int=str)
_OPENING = re.compile(r'[ \t\r\n]*(\[[ \t\r\n]*)?\{[ \t\r\n]*"')
_KEYS = re.compile(r'"(?:participants|claims|standing|source_count)"[ \t\r\n]*:')
_KNOWN = EventShape.model_fields.keys() | {REJECTED_LINE, REJECTED_BECAUSE}
_SIGNS_TOLD = 10
_STRUCTURED = ("date", "place", "participants", "claims", "links", "tags", "defines")


def recognises(head: str) -> bool:
    """Whether a file begins with an event of ours: an object with an id and a title, alone or in an array.

    An object whose ``date`` or ``place`` is a text is somebody else's, and so is one that has keys of its
    own and nothing of what only ours have.
    """
    opening = _OPENING.match(head)
    if opening is None:
        return False
    start = head.index("{")
    try:
        first, _ = _decoder.raw_decode(head, start)
    except (ValueError, RecursionError):
        # Longer than the head, or damaged: then its keys tell.
        found = head[start:].partition("\n")[0] if opening[1] is None else head
        return '"id"' in found and '"title"' in found and _KEYS.search(found) is not None
    if not isinstance(first.get("id"), str) or not isinstance(first.get("title"), str):
        return False
    structured = [first[key] for key in _STRUCTURED if first.get(key) is not None]
    if not all(isinstance(value, (dict, list)) for value in structured):
        return False
    return bool(structured) or first.keys() <= _KNOWN


def open_file(file: Input, naming: Naming) -> Opened:
    """Reads lines, or an array, of events. Raises Unreadable."""
    refusal_of_bytes(file)
    return Opened((), _items(file, Builder(naming.is_held)), is_json=True)


def _items(file: Input, builder: Builder) -> Iterator[Imported | Rejected]:
    with open_text(file) as stream:
        for found in json_texts(file, stream):
            yield _item(file, builder, found)


def _item(file: Input, builder: Builder, found: JsonText) -> Imported | Rejected:
    text, unwanted = settled(found)
    try:
        shape = EventShape.__pydantic_validator__.validate_json(text)
    except ValidationError as error:
        # Half a pair of UTF-16 is no JSON either; it has been told.
        others = [] if unwanted and error.errors()[0]["type"] == "json_invalid" else _problems(file, found, error)
        return _rejected(found, [*_signs(file, found, unwanted), *others])
    if unwanted:
        return _rejected(found, _signs(file, found, unwanted))
    problems = builder.define(shape.defines)
    event, faults = builder.event(shape)
    if problems or faults:
        return _rejected(found, [Problem(file.label, found.line, message) for message in (*problems, *faults)])
    return builder.imported(found.line, shape, event)


def _signs(file: Input, found: JsonText, unwanted: Sequence[tuple[int, str]]) -> list[Problem]:
    told = [said_at(file, *found.place(at), unwanted_sign(sign)) for at, sign in unwanted[:_SIGNS_TOLD]]
    more = len(unwanted) - len(told)
    return [*told, Problem(file.label, found.line, f"{more:,} more control characters")] if more else told


def _problems(file: Input, found: JsonText, error: ValidationError) -> Iterable[Problem]:
    try:
        decode(found.text)
    except JsonMistake as mistake:
        return [said_at(file, *found.place(mistake.at), str(mistake))]
    return [Problem(file.label, found.line, message) for message in mistakes(error)]


def _rejected(found: JsonText, problems: Iterable[Problem]) -> Rejected:
    return Rejected(found.line, tuple(problems), (found.text,))
