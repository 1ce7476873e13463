"""Which claims of an event have a say in its date."""

from collections.abc import Iterator

from timeline.domain.records import Event


def voting(event: Event) -> Iterator[int]:
    """The claims that count for the event's date: all that give one and do not deny the event."""
    return (index for index, claim in enumerate(event.claims) if claim.date is not None and claim.modality != "denied")


def said_by(event: Event, source: str) -> Iterator[int]:
    """Those of one source."""
    return (index for index in voting(event) if event.claims[index].source == source)
