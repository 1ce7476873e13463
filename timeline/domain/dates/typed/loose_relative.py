"""Relative dates as people tell them, said anew in the grammar of ``relative.reading``; for hints alone.

"last week" is ``the week before publication``, "since the talks" is ``talks to at least publication``. Whoever offers
what comes out shows it to a person.
"""

import re

from timeline.domain.dates.edtf import is_edtf
from timeline.domain.dates.relative.meaning import WEEKDAYS
from timeline.domain.dates.relative.reading import RelativeError, read_relative
from timeline.domain.dates.relative.relation import PUBLICATION
from timeline.domain.dates.typed.date_phrases import edtf_of, is_told_from_today
from timeline.domain.words.names import nearest_word, slug

_LONGEST = 100
"""Letters; what is longer is no date that anybody typed."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_AMOUNTS = {word: number for number, word in enumerate(_NUMBERS, 1)} | {"a": 1, "an": 1, "a couple of": 2}
_BEFORE = ("before", "prior to", "earlier than", "ahead of", "earlier", "previous", "preceding")
_ANY_EVENT = "event-id"

_THE = r"(?:(?:on |in )?the )?"
_AMOUNT = rf"(?P<amount>[0-9]{{1,6}}|{'|'.join(sorted(_AMOUNTS, key=len, reverse=True))})[ -]"
_UNIT = r"(?P<unit>day|week|month|year)"
_UNITS = rf"{_AMOUNT}{_UNIT}s?"
_SOME = r"(?:a few|few|some|several|many) (?:days|weeks|months|years)"
_WAY = r"(?P<way>before|prior to|earlier than|ahead of|after|following|later than)"
_DAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?"
_PART = r"(?P<part>earlier|later) (?:in )?"
_TO, _NO_SOONER = r"(?:to|until|till|through(?: to)?|up to|-)", r"(?:at least|no earlier than|not before)"
_PAST, _COMING = r"(?:last|past|this past|the past)", r"(?:next|coming|this coming|the coming)"
_X, _Y = r"(?P<first>.+?)", r"(?P<second>.+)"

_TOLD = (
    # A paper's words for its own days.
    (r"(?:earlier |later )?today", "same day as publication"),
    (r"yesterday|last night", "1 day before publication"),
    (r"the day before yesterday", "2 days before publication"),
    (r"tomorrow", "1 day after publication"),
    (r"recently|lately|in recent weeks", "about same month as publication"),
    (r"in recent days", "about same week as publication"),
    (rf"{_UNITS} ago", "{amount} before publication"),
    (rf"{_SOME} ago", "before publication"),
    (rf"in {_UNITS}(?:'? time)?", "{amount} after publication"),
    (rf"{_UNITS} from now", "{amount} after publication"),
    (rf"(?:during |over )?{_PAST} {_UNIT}", "the {unit} before publication"),
    (rf"(?:during |over )?{_COMING} {_UNIT}", "the {unit} after publication"),
    (rf"(?:during )?this {_UNIT}", "same {unit} as publication"),
    (rf"(?:on )?(?:{_PAST} |this )?{_DAY}", "{weekday} before publication"),
    (rf"(?:on )?{_COMING} {_DAY}", "{weekday} after publication"),
    (rf"{_PART}(?:this|the) {_UNIT}", "{part} in the {unit} of publication"),
    # What wants an event.
    (rf"{_UNITS} (?P<way>before|earlier|after|later)", "{amount} {way} event-id"),
    (rf"{_THE}{_UNIT} (?P<way>before|earlier|after|later)", "the {unit} {way} event-id"),
    (rf"{_THE}(?P<way>previous|preceding|following|next) {_UNIT}", "the {unit} {way} event-id"),
    (rf"{_PART}(?:that|the same) {_UNIT}", "{part} in the {unit} of event-id"),
    (rf"(?:{_THE}same|that) {_UNIT}", "same {unit} as event-id"),
    # What has one, from the narrowest to the widest.
    (rf"(?:the )?{_UNITS} {_WAY} {_X}", "{amount} {way} {first}"),
    (rf"{_THE}{_UNIT} {_WAY} {_X}", "the {unit} {way} {first}"),
    (rf"{_THE}(?:(?:last|first|next) )?{_DAY} {_WAY} {_X}", "{weekday} {way} {first}"),
    (rf"{_PART}(?:on )?(?:the )?(?:same )?{_UNIT} (?:of|as) {_X}", "{part} in the {unit} of {first}"),
    (rf"{_THE}same {_UNIT}(?: as)? {_X}", "same {unit} as {first}"),
    (rf"{_THE}{_UNIT} of {_X}", "same {unit} as {first}"),
    (rf"(?:after|following|since) {_X},? (?:(?:and|but) )?(?:before|until) {_Y}", "after {first}, before {second}"),
    (rf"before {_Y},? (?:(?:and|but) )?after {_X}", "after {first}, before {second}"),
    (rf"between {_X} and {_Y}", "after {first}, before {second}"),
    (rf"(?:from )?{_X} {_TO} {_NO_SOONER} {_Y}", "{first} to at least {second}"),
    (rf"(?:from )?{_X} {_TO} (?:date|now|today|the present|present)", "{first} to at least publication"),
    (rf"(?:from )?{_X} {_TO} {_Y}", "{first} to {second}"),
    (rf"(?:ever )?since {_X}", "{first} to at least publication"),
    (rf"(?:starting )?from {_X} on(?:wards?)?", "{first} to at least publication"),
    (rf"(?:during|amid|throughout|while|in the course of|at the time of) {_X}", "during {first}"),
    (rf"(?:(?:shortly|soon|just|immediately|right|long|some ?time|any ?time|{_SOME}) )?{_WAY} {_X}", "{way} {first}"),
)
"""What is told, without an "about" before it, and the form that says the same."""

_ABOUT = re.compile(r"(?:about|around|approximately|roughly|some|circa) (.+)", re.IGNORECASE)
_ENDS = re.compile(r"(?:until|till|up to) (.+)", re.IGNORECASE)
_PUBLICATION = re.compile(
    r"(?:(?:date|day|time) of )?(?:its )?(?:publication|publishing)(?: date| day)?|(?:it was )?published", re.IGNORECASE
)
_NO_ID = re.compile(
    r"\b(?:before|after|as|than|and|or|to|until|since|hours?|minutes?|last|next|this|that)\b", re.IGNORECASE
)
_WORDS = (
    *("about", "after", "ago", "before", "between", "during", "earlier", "later", "least", "same", "since", "until"),
    *("day", "days", "week", "weeks", "month", "months", "year", "years", *WEEKDAYS),
)
_LEADS_TO_A_NAME = frozenset(("before", "after", "as", "of", "to", "during", "since", "until", "between", "and", "the"))


def relative_of(text: str) -> str | None:
    """The relative date, or the EDTF, that a loosely told one stands for; None where none is known.

    "the day after blast" for "on the day after the blast", "[..2026-03-30]" for "before 2026-03-31".
    """
    said = _strict_of(text)
    return None if said is None or _ANY_EVENT in said else said


def hint_for(text: str) -> str | None:
    """What to write instead of a relative date that is badly told, or told from what is no event; None: no idea."""
    said, (written, names) = _strict_of(text), _well_told(text)
    if said is not None and said != written:
        if _ANY_EVENT not in said:
            return f"write {said}"
        both = said.replace(_ANY_EVENT, "EVENT-ID"), said.replace(_ANY_EVENT, PUBLICATION)
        return f"write {both[0]}, or {both[1]}"
    ends = _ENDS.fullmatch(text) if len(text) <= _LONGEST else None
    name = None if ends is None else _reference(ends[1])
    if name is not None:
        return f"write the begin too, as 2020-06 to {name}, or before {name}, if it did not last"
    if is_told_from_today(names):
        return f"a file knows no today, so write the day itself, as 2020-09-20, or count from {PUBLICATION}"
    return None


def _well_told(text: str) -> tuple[str, str]:
    """A relative date in its own words, and the events that it names; where it is none the text for both."""
    try:
        relative = read_relative(text)
    except RelativeError:
        return text, text
    return relative.text, " ".join(relative.events)


def _strict_of(text: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    typed = " ".join(re.sub("[–—]", "-", text).split())
    said = edtf_of(typed)
    if said is not None:
        return said
    for words in dict.fromkeys((typed, _well_spelt(typed))):
        about = _ABOUT.fullmatch(words)
        said = (_told(about[1], "about ") if about else None) or _told(words)
        if said is not None:
            return said
    return None


def _told(words: str, about: str = "") -> str | None:
    """The first form that the words stand for and that makes sense."""
    matches = ((form, re.fullmatch(pattern, words, re.IGNORECASE)) for pattern, form in _TOLD)
    found = (_said(form, match.groupdict(), about) for form, match in matches if match is not None)
    return next((said for said in found if said is not None), None)


def _said(form: str, found: "dict[str, str | None]", about: str) -> str | None:
    words = {key: value.lower() for key, value in found.items() if value is not None}
    if "amount" in words:
        number = int(words["amount"]) if words["amount"].isdigit() else _AMOUNTS[words["amount"]]
        words["amount"] = f"{number} {words['unit']}{'' if number == 1 else 's'}"
    if "weekday" in words:
        words["weekday"] = next(day for day in WEEKDAYS if day.startswith(words["weekday"][:3]))
    if "way" in words:
        words["way"] = "before" if words["way"] in _BEFORE else "after"
    for key in words.keys() & {"first", "second"}:
        name = _reference(str(found[key]))
        if name is None:
            return None
        words[key] = name
    text = form.format(**words)
    return _read(text if text.startswith("about ") else about + text)


def _read(text: str) -> str | None:
    """The relative date in its own words, or the EDTF that says it."""
    try:
        return read_relative(text).text
    except RelativeError as error:
        edtf = error.hint.removeprefix("write ")
        return edtf if is_edtf(edtf) else None


def _reference(words: str) -> str | None:
    """The date or the id that some words may stand for; None where they tell a time of another kind."""
    date = edtf_of(words)
    if date is not None:
        return date
    name = re.sub(r"^(?:the|its|their|his|her) ", "", words, flags=re.IGNORECASE)
    if _PUBLICATION.fullmatch(name):
        return PUBLICATION
    if is_told_from_today(name) or _NO_ID.search(name) or re.match("[0-9].*[^a-z0-9-]", name):
        return None
    return slug(name) or None


def _well_spelt(text: str) -> str:
    """The text with misspelt words of the grammar mended; names are left as they are."""
    mended: list[str] = []
    for word in text.split():
        names_something = mended and mended[-1].lower() in _LEADS_TO_A_NAME
        is_known = len(word) < 4 or word.lower() in _WORDS or not word.isalpha()
        near = None if names_something or is_known else nearest_word(word.lower(), list(_WORDS))
        mended.append(near or word)
    return " ".join(mended)
