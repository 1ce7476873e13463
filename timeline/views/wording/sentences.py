"""Small things of wording: counts, sentences, what stands in marks or beside its id."""

from collections.abc import Mapping

_CLOSING = "\u2069”’\"')"
"""What may stand after the mark that ends a sentence: the end of an isolate (see ``safe_texts``), quotes, a bracket."""


def capitalised(text: str) -> str:
    """The text with its first letter in upper case, the rest left alone."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text with a full stop, unless it has a closing mark already."""
    bare = text.rstrip(_CLOSING)
    return text if not text or bare.endswith((".", "!", "?", "…", "؟", "۔", "。")) else f"{text}."


# A document counts in plain digits, a terminal sets thousands apart; a list of records says "no source".


def counted(number: int, noun: str) -> str:
    """The number with its noun, in a document: "0 sources", "1 source", "2000 sources"."""
    return f"{number} {_in_number(noun, number)}"


def counted_apart(number: int, noun: str) -> str:
    """The same on a terminal, thousands set apart: "0 sources", "1 source", "2,000 sources"."""
    return f"{number:,} {_in_number(noun, number)}"


def _in_number(noun: str, number: int) -> str:
    if number == 1:
        return noun
    return f"{noun}{'es' if noun.endswith('ch') else 's'}"


def counted_or_no(number: int, noun: str) -> str:
    """The same of what was looked for: "no source", "1 source", "2,000 sources"."""
    return counted_apart(number, noun) if number else f"no {noun}"


def number_told(least: int, is_all: bool) -> str:
    """How many there are of what was not counted to its end: "97", "more than 10,000", "some"."""
    if is_all:
        return f"{least:,}"
    return f"more than {least - 1:,}" if least > 1 else "some"


def nothing_found(noun: str) -> str:
    """What stands in place of a list without a line: "No event was found."."""
    return f"No {noun} was found."


def quoted(text: str) -> str:
    """A source's own words, or a title: “text”."""
    return f"“{text}”"


def with_details(text: str, *details: str) -> str:
    """What is to be known of it in brackets: "Ana Ruiz (initiator, host)"."""
    return f"{text} ({', '.join(details)})"


def named(record_id: str, names: Mapping[str, str]) -> str:
    """A record by its name, with its id: "Ana Ruiz (ana-ruiz)"; the id stands for a name that is not known."""
    return with_details(names.get(record_id, record_id), record_id)
