"""A source in words: how a list of sources describes it, and what it takes its content from."""

import re
from collections.abc import Mapping

from timeline.domain.chronology import EntryClaim
from timeline.domain.dates.prose import in_words
from timeline.domain.records import Derivation, Source
from timeline.views.wording.safe_texts import inline, plain
from timeline.views.wording.sentences import named, quoted, with_details

_RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""The Admiralty scale (NATO AJP-2.1) in words."""


_PLAIN_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}[~?%]?")


def source_told(source: Source, *, in_full: bool) -> str:
    """Publisher, author, title and date; in full with the day of access and the reliability."""
    parts = [inline(part) for part in (source.publisher, source.author) if part]
    parts.append(quoted(inline(source.title)))
    if source.published:
        parts.append(in_words(source.published))
    elif in_full:
        parts.append("date not known")
    if in_full and source.accessed:
        parts.append(f"accessed {in_words(source.accessed)}")
    text = ", ".join(parts)
    return with_details(text, _RELIABILITY[source.reliability]) if in_full and source.reliability else text


def source_in_short(claim: EntryClaim) -> str:
    """The source of a claim as it is called where it was named before: its publisher and its day, or its title."""
    if not claim.publisher:
        return quoted(inline(claim.title))
    is_plain = claim.published is not None and _PLAIN_DATE.fullmatch(claim.published)
    return f"{inline(claim.publisher)}, {in_words(claim.published)}" if is_plain else inline(claim.publisher)


def addresses_told(source: Source) -> tuple[tuple[str, str], ...]:
    """(label, address) of those that the source has."""
    given = (("Address", source.url), ("Archived", source.archive_url))
    return tuple((label, plain(address)) for label, address in given if address)


# What a source derives from is told in the list of sources with all that is known of the other; of a source by
# itself by the other's name and id, under which it can be asked for.


def derivation_told(how: str, other: Source, number: int | None) -> str:
    """ "republishes The Gazette, “Title”, 2 May 2031; its origin"; ``number``: where it stands in the list itself."""
    text = f"{how} {source_told(other, in_full=False)}"
    if number is not None:
        text = with_details(text, f"source {number}")
    return text if other.derived_from else f"{text}; its origin"


def derivation_by_id(derivation: Derivation, names: Mapping[str, str]) -> str:
    """ "republishes The Gazette (gazette-2031-05-02)"."""
    return f"{derivation.how} {named(derivation.source, names)}"


def origins_told(source: Source, origins: tuple[str, ...], names: Mapping[str, str]) -> str:
    """Where the lineage of a source ends: the names of its origins, or "itself"."""
    return "itself" if origins == (source.id,) else ", ".join(names.get(each, each) for each in origins)
