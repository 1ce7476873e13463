"""From text to a relative date: "1 day after pompeo-salih-call", "about 1 week before publication".

Grammar (single spaces, any case; ``about`` may stand before each)::

    N days|weeks|months|years before|after X
    before X    after X    after X, before Y
    same day|week|month|year as X    during X
    the day|week|month|year before|after X
    earlier|later in the week|month|year of X
    monday|tuesday|...|sunday before|after X
    X to Y    X to at least Y
    X, Y: the id of an event, the word publication (of the source that speaks), or a single date in EDTF;
          of "X to Y" also one of several dates: [1012..1013] to 1020

A text that reads as EDTF is a date before it is an id. What hangs on no event and no publication is refused
where EDTF can say it.
"""

import re

from timeline.domain.dates.edtf import EdtfError, is_edtf, read_date
from timeline.domain.dates.relative.meaning import WEEKDAYS, NothingLeft, resolve
from timeline.domain.dates.relative.relation import PARTS, PUBLICATION, Anchor, Form, Relative

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIRST, _SECOND = (rf"(?P<{name}>\[[^\]]+\]|[^\s,]+)" for name in ("first", "second"))
_UNIT, _WAY = r"(?P<unit>day|week|month|year)", r"(?P<way>before|after)"
_PATTERNS = {
    Form.DISTANCE: rf"(?P<amount>[0-9]+) {_UNIT}s? {_WAY} {_FIRST}",
    Form.OPEN: rf"{_WAY} {_FIRST}",
    Form.BETWEEN: rf"after {_FIRST}, before {_SECOND}",
    Form.SAME: rf"same {_UNIT} as {_FIRST}",
    Form.DURING: rf"during {_FIRST}",
    Form.BESIDE: rf"the {_UNIT} {_WAY} {_FIRST}",
    Form.PART: rf"(?P<part>earlier|later) in the (?P<unit>week|month|year) of {_FIRST}",
    Form.WEEKDAY: rf"(?P<unit>{'|'.join(WEEKDAYS)}) {_WAY} {_FIRST}",
    Form.LASTING: rf"{_FIRST} to {_SECOND}",
    Form.AT_LEAST: rf"{_FIRST} to at least {_SECOND}",
}
# Compiled when a text is first held against them: most dates are no relative ones.
_WAYS = {part: way for way, part in PARTS.items()}
_BEGINS = re.compile(
    r"about\s|same\s|during\s|(?:earlier|later)\s+in\s|[0-9]+\s*(?:days?|weeks?|months?|years?)\b", re.IGNORECASE
)
_END = r"(?:\[[^\]]+\]|\S+)"
_HAS = re.compile(rf"\b(?:before|after)\b|^\s*{_END} to (?:at least )?{_END}\s*$", re.IGNORECASE)
_LARGEST_AMOUNT = 100_000
_MOST_DIGITS = 18
_EXAMPLES = (
    'write "1 day after EVENT-ID", "about 1 week before publication", "after EVENT-ID, before publication", '
    '"same day as EVENT-ID" or "EVENT-ID to publication"'
)


class RelativeError(ValueError):
    """The text is not a relative date. ``str()`` of it is one line, and says what to write.

    ``what`` says what is wrong with it; ``hint`` what to write where that follows from the text itself, else empty.
    """

    def __init__(self, text: str, what: str = "is not a relative date", hint: str = "") -> None:
        super().__init__(text, what, hint)
        self.text = text
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f'"{self.text}" {self.what}: {self.hint or _EXAMPLES}'


def looks_relative(text: str) -> bool:
    """Whether a date is meant as a relative one, well written or not (EDTF never looks like it)."""
    return _BEGINS.match(text.lstrip()) is not None or _HAS.search(text) is not None


def read_relative(text: str) -> Relative:
    """The relation that a text states.

    Raises RelativeError where it is not of the grammar above.
    """
    found = next(filter(None, (_matched(form, text) for form in _PATTERNS)), None)
    if found is None:
        raise RelativeError(text)
    if found.amount is not None and found.amount > _LARGEST_AMOUNT:
        raise RelativeError(text, f"counts further than {_LARGEST_AMOUNT} {found.unit}s", "use a date")
    if found.form is Form.BETWEEN and found.first == found.second:
        raise RelativeError(text, "can never be", f"nothing is after and before {found.first.text}")
    if not found.anchors:
        _refuse_what_edtf_says(text, found)
    return found


def _matched(form: Form, text: str) -> Relative | None:
    match = re.fullmatch(f"(?P<about>about )?{_PATTERNS[form]}", text, re.IGNORECASE)
    if match is None:
        return None
    found: dict[str, str | None] = {key: each and each.lower() for key, each in match.groupdict().items()}
    return Relative(
        form=form,
        first=_anchor(text, match["first"], form),
        second=_anchor(text, match["second"], form) if "second" in found else None,
        way=found.get("way") or _WAYS.get(found.get("part") or ""),
        unit=found.get("unit"),
        amount=int(match["amount"][:_MOST_DIGITS]) if "amount" in found else None,
        approximate=found["about"] is not None,
    )


def _anchor(text: str, written: str, form: Form) -> Anchor:
    if written[0] == "[" and form in (Form.LASTING, Form.AT_LEAST):
        if is_edtf(written):
            return Anchor(date=written)
        dense = "".join(written.split())
        if is_edtf(dense):
            raise RelativeError(text, f'has spaces in "{written}"', f"write {text.replace(written, dense)}")
    try:
        read_date(written, 0, len(written))
    except EdtfError:
        lower = written.lower()
    else:
        return Anchor(date=written)
    if lower == PUBLICATION:
        return Anchor()
    if _SLUG.fullmatch(lower) is None:
        raise RelativeError(text, f'is told from "{written}", which is no event\'s id, no {PUBLICATION} and no date')
    return Anchor(event=lower)


def _refuse_what_edtf_says(text: str, relative: Relative) -> None:
    try:
        edtf = resolve(relative, {}).text
    except NothingLeft as error:
        raise RelativeError(text, f"can never be, for {error}", "check both") from None
    if edtf:
        raise RelativeError(text, "is told from no event", f"write {edtf}")
