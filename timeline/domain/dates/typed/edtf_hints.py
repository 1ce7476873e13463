"""Why a text is no EDTF, and what to write instead. Loaded only when a text was refused.

Most refused texts are dates in another spelling: the draft of 2012, ISO 8601's basic format, or
plain English. They are spelled anew, and a new spelling is offered only where it is EDTF itself.
"""

import re

from timeline.domain.dates.edtf import EdtfError, is_edtf
from timeline.domain.dates.prose import in_words
from timeline.domain.dates.typed.respelling import respellings, without_significant_digits, without_times
from timeline.domain.dates.typed.spelled_dates import readings

_ANY_DATE = "write a date as 2020-09-20, 2020-09 or 2020"
_NO_DATE = ("unknown", "open", "undated", "n.d.", "..", "[]", "{}")
_LONGEST = 200
"""Characters of a text whose meaning is guessed at."""


def explained(error: EdtfError, otherwise: str | None = None) -> EdtfError:
    """The same error with a hint that is right for its whole text, and a plainer ``what`` if there is one.

    ``otherwise``: the hint where nothing is known but how dates look.
    """
    if error.hint:
        return error
    what, hint = "", ""
    if len(error.text) <= _LONGEST:
        what, hint = _known_case(error.text)
        hint = hint or _offer(respellings(error.text), error.text)
    return EdtfError(error.text, error.position, what or error.what, hint or otherwise or _ANY_DATE, error.found)


def _known_case(text: str) -> tuple[str, str]:
    """(what is wrong, what to write instead) of mistakes with a rule of their own; either may be empty."""
    if not text.strip():
        return "there is no date", ""
    if text.lower() in _NO_DATE:
        return "", "leave the date out where it is not known"
    significant = without_significant_digits(text)
    if significant is not None:
        return "significant digits are not read", _offer([significant], text)
    if re.search(r"[0-9X?~%][Tt][0-9]", text):
        return _case_of_time(text)
    if re.fullmatch(r"'?[0-9]{2}(?:[-/.][0-9]{1,2}){0,2}", text) or re.fullmatch(r"[0-9]{1,3}", text):
        return "years have four digits", _all_digits_of_year(text)
    if re.search(r"(?:^|/)P[0-9T]", text):
        return "durations are not read", "write the first and the last day, as 2020-09-20/2020-09-30"
    if text.count("/") > 1 and not readings(text):
        return "an interval has two ends", "write it with one /, as 2020-09-20/2020-09-30"
    return "", ""


def _case_of_time(text: str) -> tuple[str, str]:
    if re.search(r"[/,\[\]{}]|\.\.", text):
        return "intervals and sets have no times of day", _offer([without_times(text)], text)
    day = without_times(text)
    if re.search("[?~%]", text):
        # The words of both need no telling apart: one has the time, the other the qualifier.
        timed = [offer for offer in respellings(re.sub("[?~%]", "", text)) if is_edtf(offer)]
        hint = f"write {timed[0]}, or {day} without the time" if timed and is_edtf(day) else ""
        return "a date with a time of day has no qualifier", hint
    if "X" in day:
        return "a time of day needs a whole date", _offer([day], text)
    if re.search(r"[Tt][0-9]{2}(?::?[0-9]{2})?(?:[Zz]|[+-][0-9:]*)?$", text):
        timed = [offer for offer in respellings(text) if is_edtf(offer)]
        hint = f"write {timed[0]}, or {day} without the time" if timed else ""
        return "a time of day has hours, minutes and seconds", hint
    return "", ""


def _all_digits_of_year(text: str) -> str:
    year = re.split("[-/.]", text.lstrip("'"))[0]
    if len(year) == 2:
        return f"write the year in full: 00{year}, 19{year} or 20{year}"
    return f"write {year:>04}"


def _offer(proposals: list[str], text: str) -> str:
    offers = [offer for offer in dict.fromkeys(proposals) if offer != text and is_edtf(offer)]
    if len(offers) < 2:
        return f"write {offers[0]}" if offers else ""
    return "write " + " or ".join(f"{offer} for {in_words(offer)}" for offer in offers)
