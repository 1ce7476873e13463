"""Dates in a person's words, said anew in EDTF: "since 2018", "before 31 March 2026", "late May 2026".

For hints alone: whoever offers what comes out shows it to a person. Read is what the command line reads,
and parts of months and years.
"""

import re

from timeline.domain.dates.calendar import days_in_month
from timeline.domain.dates.edtf import between, is_edtf, parse, qualified
from timeline.domain.dates.typed.spelled_dates import readings
from timeline.domain.dates.typed.stretches import Way, beside, evened, is_still_so, joined, joining, without_about

_LONGEST = 100
"""Letters; what is longer is no date that anybody typed."""

_UNSURE = re.compile(
    r"(?:maybe|perhaps|possibly|probably|likely|presumably) (.+)|(.*[^ ?(]) ?(?:\?|\(\?\))", re.IGNORECASE
)
_PREPOSITION = re.compile(r"(?:on|in|during|within|some ?time (?:in|on|during)|some day in) ", re.IGNORECASE)
_BY = re.compile(r"(?:by|(?:no|not) later than) ", re.IGNORECASE)
_FROM_ON = re.compile(r"(?:no|not) (?:earlier than|before) ", re.IGNORECASE)
_DAYS = re.compile(r"(?<![0-9-])([0-9]{1,2})-([0-9]{1,2} [a-z])", re.IGNORECASE)
_PART = re.compile(
    r"(?:the )?(?:(?P<early>early|start of|beginning of)|(?P<mid>mid|middle of)|(?P<late>late|end of))[ -]"
    r"(?:in |the )?(?P<whole>.+)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_DAYS_OF_PART = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_MONTHS_OF_PART = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_CALENDAR_WORD = re.compile(
    r"\b(?:today|yesterday|tomorrow|now|ago|(?:last|next|this) (?:week|month|year|spring|summer|autumn|fall|winter)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b",
    re.IGNORECASE,
)


def edtf_of(text: str) -> str | None:
    """The EDTF that says what a phrase says; None where none is known, or the phrase is told from today.

    ``since 2018`` lasts, and is ``2018/..``; ``before 2018`` is some day, and is ``[..2017]``.
    """
    if len(text) > _LONGEST:
        return None
    typed = " ".join(re.sub("[–—]", "-", text).split())
    typed = _DAYS.sub(r"\1 to \2", typed)
    for phrase in dict.fromkeys((typed, _PREPOSITION.sub("", typed, count=1))):
        found = _single(phrase) or _part(phrase) or _within_both(phrase) or _joined(phrase)
        if found is not None:
            return found
    return None


def hint_for(text: str) -> str | None:
    """What to write instead of a phrase, where a date is wanted; None: no idea."""
    said = edtf_of(text)
    if said is not None:
        return f"write {said}"
    if is_told_from_today(text):
        return "a file knows no today, so write the day itself, as 2020-09-20"
    return None


def is_told_from_today(text: str) -> bool:
    """Whether a text counts from the day on which it is read: "last week", "after last tuesday"."""
    return len(text) <= _LONGEST and _CALENDAR_WORD.search(text) is not None


def _single(phrase: str) -> str | None:
    """One date: EDTF as it is, or the only reading of a spelled one; marked where words say that it is not sure."""
    plain = _plain(phrase)
    if plain is not None:
        return plain
    approximate = uncertain = False
    while True:
        about, unsure = without_about(phrase), _UNSURE.fullmatch(phrase)
        if about is not None:
            phrase, approximate = about, True
        elif unsure is not None:
            phrase, uncertain = unsure[1] or unsure[2], True
        else:
            break
    plain = _plain(phrase) if approximate or uncertain else None
    marked = None if plain is None else qualified(plain, approximate, uncertain)
    return marked if marked is not None and is_edtf(marked) else None


def _plain(phrase: str) -> str | None:
    if is_edtf(phrase):
        return phrase
    found = readings(phrase)
    return found[0] if len(found) == 1 else None


def _part(phrase: str) -> str | None:
    """The first, second or last third of a month or a year."""
    match = _PART.fullmatch(phrase)
    whole = _single(match["whole"]) if match else None
    if match is None or whole is None:
        return None
    part = next(name for name in ("early", "mid", "late") if match[name])
    month = _MONTH.fullmatch(whole)
    if month:
        first, last = _DAYS_OF_PART[part]
        return f"[{whole}-{first:02}..{whole}-{min(last, days_in_month(int(month[1]), int(month[2]))):02}]"
    if re.fullmatch("[0-9]{4}", whole):
        first, last = _MONTHS_OF_PART[part]
        return f"[{whole}-{first:02}..{whole}-{last:02}]"
    return None


def _joined(phrase: str) -> str | None:
    """One date or two with words beside them: a stretch that lasts, or one in which a day lies."""
    phrase = _FROM_ON.sub("on or after ", _BY.sub("on or before ", phrase, count=1), count=1)
    found = joined(evened(phrase), lambda part: _single(part) is not None)
    first = None if found is None else _single_of_stretch(found.first)
    if found is None or first is None:
        return None
    if not found.last:
        return beside(found.way, first)
    if found.way is Way.FROM_TO and is_still_so(found.last):
        return beside(Way.SINCE, first)
    last = _single_of_stretch(found.last)
    return None if last is None else joining(found.way, first, last)


def _single_of_stretch(phrase: str) -> str | None:
    """A single date; stretches have no place for a time of day or for other stretches."""
    found = _single(phrase)
    return None if found is None or set("T/[{") & {*found} else found


def _within_both(phrase: str) -> str | None:
    """``after A, before B``: the days that both allow."""
    halves = re.split(r", (?:and |but )?| (?:and|but) ", phrase, maxsplit=1)
    found = [_joined(half) for half in halves if re.match("(?:after|before) ", half, re.IGNORECASE)]
    if len(found) != 2 or found[0] is None or found[1] is None:
        return None
    both = [parse(each) for each in found if each is not None]
    firsts = [when.begin_earliest for when in both if when.begin_earliest is not None]
    lasts = [when.end_latest for when in both if when.end_latest is not None]
    if not firsts or not lasts or max(firsts) > min(lasts):
        return None
    within = between(max(firsts), min(lasts))
    return qualified(within, any(when.approximate for when in both), any(when.uncertain for when in both))
