"""Records as they are told: what follows from them beside what is written, without a database."""

from collections.abc import Mapping

from timeline.domain.chronology import (
    ClaimedDate,
    Entry,
    EntryAttribution,
    EntryClaim,
    EntryLink,
    EntryParticipant,
    EntryPlace,
)
from timeline.domain.claims.addresses import claim_addresses
from timeline.domain.claims.attribution import is_actor
from timeline.domain.claims.derive import Derived, DerivedEvent
from timeline.domain.claims.lineage import origins
from timeline.domain.dates.written import told_from
from timeline.domain.matches import Groups, Told
from timeline.domain.records import Event, Participant, RecordSet


def entries_of(records: RecordSet, derived: Derived) -> dict[str, Entry]:
    """Every event that is told, by its id; what the records do not have goes by its id."""
    telling = _Telling(records, derived)
    return {event_id: telling.entry(told, derived.events[event_id]) for event_id, told in derived.told.items()}


class _Telling:
    def __init__(self, records: RecordSet, derived: Derived) -> None:
        self._records = records
        self._told = derived.told
        self._groups = Groups(records.matches.values())

    def entry(self, told: Told, derived: DerivedEvent) -> Entry:
        event = told.event
        parts: list[tuple[int | None, Participant]] = [(None, each) for each in event.participants]
        parts += [(number, each) for number, claim in enumerate(event.claims) for each in claim.participants]
        written_in = told.written_in or (event.id,) * len(event.claims)
        addresses = claim_addresses(
            (where, claim.source) for where, claim in zip(written_in, event.claims, strict=True)
        )
        return Entry(
            **event._asdict()
            | {
                "date": derived.date,
                "place": self._place(event),
                "participants": tuple(
                    EntryParticipant(
                        each.actor,
                        self._name(self._records.actors, each.actor),
                        each.role,
                        None if number is None else event.claims[number].source,
                        number,
                    )
                    for number, each in parts
                ),
                "claims": tuple(
                    self._claim(event, number, derived, address) for number, address in enumerate(addresses)
                ),
                "links": tuple(dict.fromkeys(EntryLink(link.kind, *self._titled(link.event)) for link in event.links)),
            },
            standing=derived.standing,
            source_count=derived.source_count,
            origin_count=derived.origin_count,
            disputed=derived.disputed,
        )

    def _claim(self, event: Event, number: int, derived: DerivedEvent, address: str) -> EntryClaim:
        claim = event.claims[number]
        source = self._records.sources.get(claim.source)
        from_ = origins(claim.source, self._records.sources)
        named = [self._records.sources.get(each) for each in from_]
        when = derived.claim_dates[number]
        return EntryClaim(
            **claim._asdict()
            | {
                "date": None if claim.date is None else ClaimedDate(str(claim.date), when),
                "according_to": tuple(
                    EntryAttribution(each, self._name(self._records.actors, each))
                    if is_actor(each)
                    else EntryAttribution(None, each)
                    for each in claim.according_to
                ),
            },
            title=claim.source if source is None else source.title,
            publisher=None if source is None else source.publisher,
            published=None if source is None else source.published,
            origins=from_,
            origin_names=tuple(
                each if of is None else of.publisher or of.title for each, of in zip(from_, named, strict=True)
            ),
            told_from=tuple((each, self._titled(each)[1]) for each in told_from(claim.date)),
            id=address,
        )

    def _place(self, event: Event) -> EntryPlace | None:
        if event.place is None:
            return None
        place = self._records.places.get(event.place)
        if event.latitude is not None:
            return EntryPlace(event.place, self._name(self._records.places, event.place), event.latitude,
                              event.longitude, own_point=True)  # fmt: skip
        if place is None:
            return EntryPlace(event.place, event.place)
        return EntryPlace(place.id, place.name, place.latitude, place.longitude)

    def _name(self, records: Mapping[str, object], record_id: str) -> str:
        return str(getattr(records.get(record_id), "name", record_id))

    def _titled(self, event_id: str) -> tuple[str, str]:
        told = self._told.get(self._groups.told_as(event_id)) or self._told.get(event_id)
        return (event_id, event_id) if told is None else (told.event.id, told.event.title)
