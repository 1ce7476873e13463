"""As it was known then: the records as far as they had been published by the end of a day."""

from dataclasses import dataclass

from timeline.domain.dates.written import written
from timeline.domain.matches import Groups, tell_all
from timeline.domain.records import Event, RecordSet, Source


@dataclass(frozen=True, slots=True)
class KnownThen:
    """What was known, and how many claims could not be told to have been."""

    records: RecordSet
    claims_of_undated_sources: int
    """Left out, because their source has no date of publication."""
    claims_of_vague_sources: int
    """Left out, because their source's date leaves open whether it was published by then."""


def as_known(records: RecordSet, day: int) -> KnownThen:
    """The records with only those claims whose source was published by the end of the day.

    A source counts where the *last* day it may have been published on is not after the day. Events
    without such a claim are left out, and so is every editor's date: it was decided later. What the
    editor says of participants, places and types stays. Of events that are one the told one stands for all.
    """
    verdicts = {source.id: _verdict(source, day) for source in records.sources.values()}
    events: dict[str, Event] = {}
    dropped = {"undated": 0, "vague": 0, "later": 0}
    groups = Groups(records.matches.values())
    for event in (each.event for each in tell_all(records.events, groups).values()):
        known = tuple(claim for claim in event.claims if verdicts.get(claim.source) == "known")
        for claim in event.claims:
            verdict = verdicts.get(claim.source, "undated")
            if verdict != "known":
                dropped[verdict] += 1
        if known:
            events[event.id] = event._replace(claims=known, date=None, date_note=None)
    links_kept = {
        event.id: event._replace(links=tuple(link for link in event.links if groups.told_as(link.event) in events))
        for event in events.values()
    }
    return KnownThen(records._replace(events=links_kept), dropped["undated"], dropped["vague"])


def _verdict(source: Source, day: int) -> str:
    """``known``, ``later``, ``vague`` (perhaps by then) or ``undated``."""
    if source.published is None:
        return "undated"
    published = written(source.published).when()
    if published.end_latest is not None and published.end_latest <= day:
        return "known"
    if published.begin_earliest is not None and published.begin_earliest > day:
        return "later"
    return "vague" if published.begin_earliest is not None or published.end_latest is not None else "undated"
