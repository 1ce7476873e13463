"""The codes of the UCDP GED in words, and the words that it adds to the vocabulary."""

from collections.abc import Mapping

from timeline.domain.claims.attribution import as_words
from timeline.domain.records import Source, Term
from timeline.importers.reading.cell_texts import one_line

DATASET = Source(
    "ucdp-ged",
    "UCDP Georeferenced Event Dataset",
    kind="dataset",
    publisher="Uppsala Conflict Data Program",
    url="https://ucdp.uu.se/downloads/",
)
TYPES: Mapping[int, str] = {1: "assault/state-based", 2: "assault/non-state", 3: "assault/one-sided"}
"""UCDP's three types of organised violence; each takes lives, so each is PLOVER's assault."""
ONE_SIDED = 3
SIDES: Mapping[str, str] = {
    "deaths_a": "killed-side-a",
    "deaths_b": "killed-side-b",
    "deaths_civilians": "killed-civilians",
    "deaths_unknown": "killed-unknown",
}
"""The columns that the best estimate is the sum of -> the measures that they become."""
TERMS = (
    Term("measures", "killed-side-a", "people dead of the side that UCDP lists first"),
    Term("measures", "killed-side-b", "people dead of the side that UCDP lists second"),
    Term("measures", "killed-civilians", "civilians dead"),
    Term("measures", "killed-unknown", "people dead of whom it is not known what they were"),
)
_CODES: Mapping[str, Mapping[str, str]] = {
    "where_prec": {
        "1": "the exact place is known",
        "2": "within about 25 km of the place",
        "3": "only the second-order division is known",
        "4": "only the first-order division is known",
        "5": "only a wider area, or a line such as a river, a road or a border, is known",
        "6": "only the country is known",
        "7": "in the air or at sea, the point is an estimate",
    },
    "date_prec": {
        "1": "the day is known",
        "2": "known to two to six days",
        "3": "known to the week",
        "4": "known to the month",
        "5": "known to more than a month, up to a year",
    },
    "event_clarity": {"1": "reported as one event", "2": "reported only as part of a total"},
}
"""Columns -> codes -> what they mean, in short and in our words; the codes themselves are kept beside them."""
_REMARKS = {"code_status": "code_status", "where_description": "where"}
_COUNTED_TO = (
    ("Conflict", "conflict_name", "conflict_new_id"),
    ("Dyad", "dyad_name", "dyad_new_id"),
    ("relid", "relid", ""),
)
_NOT_AVAILABLE = "-1"
"""number_of_sources where it was not counted, as in rows whose citations are free text."""


def code(values: Mapping[str, str], column: str) -> str:
    """A code as a whole number: some editions write 1.0."""
    return values.get(column, "").removesuffix(".0")


def claim_note(values: Mapping[str, str]) -> str | None:
    """How well a row is known, codes in words, and what the coder wrote beside it."""
    said = [_in_words(column, code(values, column)) for column in _CODES]
    number = code(values, "number_of_sources")
    if number != _NOT_AVAILABLE:
        said.append(number and f"number_of_sources {number}")
    for column, words in _REMARKS.items():
        text = one_line(values.get(column, ""))
        said.append(text and f"{words}: {text}")
    return "; ".join(filter(None, said)) or None


def according_to(values: Mapping[str, str]) -> tuple[str, ...]:
    """Whom a row rests on, in the coder's words: a person, a body, or somebody of a kind ("police")."""
    text = one_line(values.get("source_original", ""))
    return (as_words(text),) if text else ()


def event_note(values: Mapping[str, str]) -> str | None:
    """What UCDP counts an event to, to be found by."""
    said = []
    for words, name, number in _COUNTED_TO:
        text, key = one_line(values.get(name, "")), one_line(code(values, number))
        if text:
            said.append(f"{words}: {text} ({key})" if key else f"{words}: {text}")
    return "; ".join(said) or None


def _in_words(column: str, number: str) -> str:
    if not number:
        return ""
    words = _CODES[column].get(number)
    return f"{column} {number}: {words}" if words else f"{column} {one_line(number)}"
