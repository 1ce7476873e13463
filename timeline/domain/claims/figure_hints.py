"""What to write instead of a text that is no figure. Loaded only when somebody errs."""

import re
from collections.abc import Callable

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_SEPARATED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[,.' \u00a0\u202f\u2009][0-9]{3})+(?![0-9.,])")
_COMMA_DECIMAL = re.compile(r"(?<![0-9.,])[0-9]+,[0-9]+(?![0-9.,])")
_RANGE_DASH = re.compile(rf"({_NUMBER}) ?[-–—] ?({_NUMBER})")
_BEYOND = re.compile(r"(?:more than|over|above|>) ?([0-9]+)", re.IGNORECASE)
_BELOW = re.compile(r"(?:less than|fewer than|under|below|<) ?([0-9]+)", re.IGNORECASE)
_OTHER_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"^(?:~|around|circa|ca\.?|roughly|approximately|some|approx\.?) ?(?=[0-9])", "about "),
        (r"^(?:minimum|min\.?|>=|≥) ?(?=[0-9])", "at least "),
        (r"^(?:at most|no more than|maximum|max\.?|<=|≤) ?(?=[0-9])", "up to "),
        (rf"^between ({_NUMBER}) and (?={_NUMBER})", r"\1 to "),
        (rf"^({_NUMBER})\+$", r"at least \1"),
        (rf"^(at least|up to) about (?={_NUMBER}$)", r"about \1 "),
    )
)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_IN_WORDS = {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split())} | {
    "no": 0,
    "none": 0,
    "a dozen": 12,
    "a hundred": 100,
    "hundred": 100,
    "a thousand": 1000,
}
_LONGEST_FIRST = sorted(_IN_WORDS, key=len, reverse=True)
_ANY_IN_WORDS = re.compile(rf"\b(?:{'|'.join(_LONGEST_FIRST)})\b", re.IGNORECASE)


def what_to_write(text: str, is_figure: Callable[[str], bool]) -> str:
    """The figure that a text was meant for, as "write ..."; else why there is none, or the forms."""
    beyond, below = _BEYOND.fullmatch(text), _BELOW.fullmatch(text)
    if beyond is not None and len(beyond[1]) < 16:
        return f"write at least {int(beyond[1]) + 1}"
    if below is not None and len(below[1]) < 16 and int(below[1]) > 0:
        return f"write up to {int(below[1]) - 1}"
    tidied = _tidied(text) if len(text) < 100 else text
    for candidate in (tidied, tidied.lower()):
        if is_figure(candidate):
            return f"write {candidate}"
    if re.search(r"(?<![0-9])[-−][0-9]", text):
        return "numbers are not negative"
    return 'write 5, about 5, at least 5, up to 5, 3 to 5 or "5 (3 to 9)"'


def _tidied(text: str) -> str:
    tidied = " ".join(text.split())
    tidied = _ANY_IN_WORDS.sub(lambda match: str(_IN_WORDS[match[0].lower()]), tidied)
    tidied = _SEPARATED.sub(lambda match: re.sub("[^0-9]", "", match[0]), tidied)
    tidied = _COMMA_DECIMAL.sub(lambda match: match[0].replace(",", "."), tidied)
    tidied = _RANGE_DASH.sub(r"\1 to \2", tidied)
    for pattern, words in _OTHER_WORDS:
        tidied = pattern.sub(words, tidied)
    return tidied
