"""Events that say the same under two ids, as a rename leaves them."""

from collections.abc import Iterable
from typing import NamedTuple

from timeline.domain.records import Claim, Event


class Twin(NamedTuple):
    """The later of two events that have one title, one day and the same claims."""

    event: str
    earlier: str


def twins(events: Iterable[Event]) -> list[Twin]:
    """Every event that says what an earlier one says, with the first of those.

    The same claims give the same day, for a claim is dated by itself, by its source or by one other event; what the
    editor decided has to be the same too. Events without a claim are compared only where the editor dates them:
    nothing else tells two of one title apart.
    """
    first: dict[tuple[str, str | None, tuple[Claim, ...]], str] = {}
    found = []
    for event in events:
        if not event.claims and event.date is None:
            continue
        earlier = first.setdefault((same_title(event.title), event.date, event.claims), event.id)
        if earlier != event.id:
            found.append(Twin(event.id, earlier))
    return found


def same_title(title: str) -> str:
    """The title without what makes no other: case, and spaces beside spaces."""
    return " ".join(title.casefold().split())
