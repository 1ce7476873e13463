"""Events in words for programs that show them to people: calendars, slides."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from timeline.domain.chronology import Chronology, Entry, EntryClaim
from timeline.domain.dates.prose import in_words
from timeline.views.documents.narrative import EventInWords, Narrator
from timeline.views.events.dates_told import date_words
from timeline.views.wording.safe_texts import inline
from timeline.views.wording.sentences import quoted, with_details
from timeline.views.wording.web_addresses import is_web_address

_AT_A_TIME = 50
"""Events whose sources are looked up together."""


class ToldEvent(NamedTuple):
    """An event, and what is said of it beside its days."""

    entry: Entry
    title: str
    """With its standing, where that is not plain asserted: nobody is to take it for a fact."""
    paragraphs: tuple[str, ...]
    """Who alleges or denies it, where somebody does; then the summary."""
    facts: tuple[tuple[str, str], ...]
    """(label, text)."""
    sources: tuple[tuple[str, str | None], ...]
    """(what is cited, its address), one for each claim."""


def told_events(chronology: Chronology) -> Iterator[ToldEvent]:
    """The events of a chronology, streamed; with the addresses of sources where it has ``records``."""
    narrator = Narrator(chronology)
    entries = iter(chronology.entries)
    while batch := list(islice(entries, 1 if chronology.records is None else _AT_A_TIME)):
        addresses: dict[str, str | None] = {}
        if chronology.records is not None:
            named = {claim.source for entry in batch for claim in entry.claims}
            addresses = {source.id: source.url or source.archive_url for source in chronology.records.sources(named)}
        for entry in batch:
            yield _told(entry, narrator.tell(entry), addresses)


def _told(entry: Entry, words: EventInWords, addresses: dict[str, str | None]) -> ToldEvent:
    facts = dict(words.facts)
    date = facts.pop("Date", "") or date_words(entry.date)
    return ToldEvent(
        entry,
        words.title if entry.standing == "asserted" else f"{words.title} [{entry.standing}]",
        ((words.standing,) if words.standing else ()) + words.summary,
        (("Date", date), *(each for each in words.facts if each[0] != "Date")),
        tuple((_cited(claim), _address(addresses.get(claim.source))) for claim in entry.claims),
    )


def _cited(claim: EntryClaim) -> str:
    parts = [inline(claim.publisher) if claim.publisher else "", quoted(inline(claim.title))]
    parts += [in_words(claim.published) if claim.published else "", inline(claim.at) if claim.at else ""]
    told = ", ".join(filter(None, parts))
    return told if claim.modality == "asserted" else with_details(told, claim.modality)


def _address(address: str | None) -> str | None:
    return address if address is not None and is_web_address(address) else None
