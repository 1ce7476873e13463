"""A short digest of a record, by which a later one is known to say the same or not."""

from hashlib import blake2b
from operator import attrgetter
from typing import Any

from timeline.domain.records import Actor, Claim, Event, Place, Source

_FORM = "1"
"""Changes where the fields below do: digests of another form never equal ours."""

_CLAIM = attrgetter("source", "at", "date", "modality", "participants", "credibility", "quote", "note")
_EVENT = attrgetter(
    "id", "title", "summary", "type", "place", "date", "date_note", "participants", "links", "tags", "note"
)  # fmt: skip
_FIELDS = {
    Source: attrgetter(
        "id", "title", "kind", "publisher", "author", "published", "url", "archive_url", "accessed", "language",
        "derived_from", "reliability", "note",
    ),
    Actor: attrgetter("id", "name", "kind", "names", "member_of", "wikidata", "note"),
    Place: attrgetter("id", "name", "kind", "names", "within", "wikidata", "note"),
}  # fmt: skip


def fingerprint(record: Source | Actor | Place | Event) -> str:
    """The digest of all that a record says: 24 hexadecimal digits after the form's number.

    Equal records have equal digests: 7 and 7.0 are one number.
    """
    values: Any
    if isinstance(record, Event):
        values = (_EVENT(record), [_claim(claim) for claim in record.claims])
    else:
        values = _FIELDS[type(record)](record)
        if isinstance(record, Place):
            values = (values, _float(record.latitude), _float(record.longitude))
    # The text of tuples, strings and numbers is the same in every Python that is supported.
    said = repr(values).encode("utf-8", "surrogatepass")
    return f"{_FORM}:{blake2b(said, digest_size=12).hexdigest()}"


def _claim(claim: Claim) -> tuple[Any, ...]:
    figures = [
        (measure, _float(low), _float(best), _float(high), bool(approximate))
        for measure, low, best, high, approximate in claim.figures
    ]
    return (_CLAIM(claim), figures)


def _float(number: float | None) -> float | None:
    return None if number is None else float(number)
