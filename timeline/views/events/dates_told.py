"""The date of an event in words, and how far its sources agree on it."""

from collections.abc import Sequence
from functools import lru_cache

from timeline.domain.chronology import EventDate
from timeline.domain.dates.prose import in_words
from timeline.views.wording.sentences import capitalised, sentence, with_details


def date_marked(date: EventDate) -> str:
    """The date in a list: marked where the sources disagree on it or the editor has decided."""
    return with_details(date.text, date.status) if date.status in ("disputed", "decided") else date.text


# How far the sources agree is said in three ways: a word in a list (above), a sentence below an event that stands
# by itself, and with all that the claims say where a document tells of the date.


def agreement_sentence(date: EventDate) -> str:
    """What is said of the date of an event below what its sources disagree on; "" where they decide it."""
    return "The editor has decided the date." if date.status == "decided" else ""


def date_told(date: EventDate, note: str, given: Sequence[str], times: Sequence[str] = ()) -> str:
    """What a document has to say of a date beyond the heading it stands under; "" where that says it all.

    ``note``: why the editor decided so. ``given``: who gives which date. ``times``: those of one day, where sources
    differ on them.
    """
    words, claims = date_words(date), "; ".join(given)
    if times:
        words = f"{words}; {' or '.join(times)}"
    told = "" if words == day_words(date) else words
    if date.status == "disputed":
        claims = f"Sources disagree: {claims}"
    elif date.status == "decided":
        told = f"{words}, by the editor’s decision"
        claims = f"Sources say: {claims}" if claims else ""
    return " ".join(sentence(part) for part in (capitalised(told), note, capitalised(claims)) if part)


@lru_cache(maxsize=4096)  # in the order of time the same dates come again and again
def date_words(date: EventDate) -> str:
    """The words of the date, with flags that they have no place for; "" where there is none."""
    if date.edtf is not None:
        return date_qualified(date.edtf, date.approximate, date.uncertain)
    return _flagged(date.text, date.approximate, date.uncertain) if date.spans else ""


@lru_cache(maxsize=4096)
def day_words(date: EventDate) -> str:
    """The same without a time of day, which would part the events of a day."""
    if date.edtf is not None and date.second is not None and date.begin_earliest == date.end_latest:
        return date_words(date._replace(edtf=date.edtf.partition("T")[0]))
    return date_words(date)


@lru_cache(maxsize=4096)
def date_qualified(edtf: str | None, approximate: bool, uncertain: bool) -> str:
    """The date in words; flags that its EDTF has no place for (a set has none) are added."""
    if edtf is None:
        return ""
    marks = "~?" if "%" in edtf else edtf
    return _flagged(in_words(edtf), approximate and "~" not in marks, uncertain and "?" not in marks)


def _flagged(words: str, approximate: bool, uncertain: bool) -> str:
    if approximate:
        words += ", approximately"
    return f"{words}, uncertain" if uncertain else words
