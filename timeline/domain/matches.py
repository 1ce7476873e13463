"""Events that are one, by decision: which of them is told, and what it says then.

Of ``same`` the first event is told, with the claims of all; the others stay as they were written and are told no
more by themselves. Decisions go together: where b is told as a, and c as b, all three are told as a.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from timeline.domain.records import Event, Match


class Told(NamedTuple):
    """An event as it is told."""

    event: Event
    """With the claims of all that are the same: its own first, then those of each of the others, as they stand."""
    others: tuple[Event, ...] = ()
    """The others as they were written."""
    written_in: tuple[str, ...] = ()
    """By the number of the claim, in which event it was written; () where there are no others."""


class Clash(NamedTuple):
    """Decisions that do not go together."""

    match: Match
    """One that could be taken out."""
    message: str


class Groups:
    """The groups of events that are the same, of decisions that go together (see ``faults``)."""

    def __init__(self, matches: Iterable[Match] = ()) -> None:
        below: dict[str, dict[str, None]] = {}
        others: set[str] = set()
        for match in sorted((each for each in matches if each.kind == "same"), key=lambda each: each.id):
            head, *rest = match.events
            below.setdefault(head, {}).update(dict.fromkeys(rest))
            others.update(rest)
        self._members: dict[str, tuple[str, ...]] = {}
        """By each event of a group, all of it: the one that is told, then the others in the order of the decisions."""
        for head in below:
            if head not in others:
                group = tuple(_from(head, below))
                self._members |= dict.fromkeys(group, group)

    @property
    def events(self) -> Iterable[str]:
        """All events that are one with others."""
        return self._members.keys()

    def told_as(self, event_id: str) -> str:
        """The event that an event is told as: itself, where it is none of a group or the first of it."""
        group = self._members.get(event_id)
        return event_id if group is None else group[0]

    def of(self, event_id: str) -> tuple[str, ...]:
        """The whole group of an event, the one that is told first; the event alone where it has none."""
        return self._members.get(event_id, (event_id,))

    def wholly(self, ids: Iterable[str]) -> set[str]:
        """These events, and all that are the same."""
        return {each for event_id in ids for each in self.of(event_id)}

    def __bool__(self) -> bool:
        return bool(self._members)


def _from(head: str, below: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """An event and all that are told as it, each once, in the order of the decisions."""
    seen: set[str] = set()
    waiting = [head]
    while waiting:
        event_id = waiting.pop()
        if event_id not in seen:
            seen.add(event_id)
            yield event_id
            waiting += reversed([*below.get(event_id, ())])


def faults(matches: Iterable[Match]) -> list[Clash]:
    """What keeps decisions from going together: circles, an event told as two others, the same that are not the same.

    Which decisions these are does not depend on their order; of those that it takes to make a fault one is named.
    """
    decisions = list(matches)
    found = []
    above: dict[str, dict[str, Match]] = {}
    for match in decisions:
        if match.kind == "same":
            first, *rest = match.events
            circular = next((each for each in rest if each in _ancestors(first, above)), None)
            if circular is not None:
                what = f"{circular} is to be told as {first}, which is told as {circular} already"
                found.append(Clash(match, f"{what}: take one of the two out"))
                continue
            for each in rest:
                above.setdefault(each, {}).setdefault(first, match)
    for event_id, parents in above.items():
        tops = {parent: _tops(parent, above) for parent in parents}
        # One that stands below an event told as two others is told with that one.
        if len(set().union(*tops.values())) > 1 and all(len(each) == 1 for each in tops.values()):
            found.append(_two_heads(event_id, [(min(tops[each]), match) for each, match in parents.items()]))
    unsound = [clash.match for clash in found]
    sound = [match for match in decisions if match not in unsound]
    groups = Groups(sound)
    for match in sound:
        message = _joined(match, groups, sound) if match.kind == "not_same" else None
        if message is not None:
            found.append(Clash(match, message))
    return found


def _ancestors(event_id: str, above: Mapping[str, Iterable[str]]) -> set[str]:
    """All that an event is told as on the way up, itself included."""
    seen: set[str] = set()
    waiting = [event_id]
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            waiting += above.get(each, ())
    return seen


def _tops(event_id: str, above: Mapping[str, Iterable[str]]) -> set[str]:
    return {each for each in _ancestors(event_id, above) if each not in above}


def _two_heads(event_id: str, told: Sequence[tuple[str, Match]]) -> Clash:
    first = told[0][0]
    head, match = next(each for each in reversed(told) if each[0] != first)
    return Clash(
        match,
        f"{event_id} is to be told as {head}, and is told as {first} already: "
        f"say that {first} and {head} are the same, or take one of the two out",
    )


def _joined(match: Match, groups: Groups, decisions: Sequence[Match]) -> str | None:
    """Why two events of a decision that they are not the same are one."""
    heads: dict[str, str] = {}
    for event_id in match.events:
        other = heads.setdefault(groups.told_as(event_id), event_id)
        if other != event_id:
            by = [each for each in decisions if each.kind == "same" and {other, event_id} <= {*each.events}]
            why = f"by {written(by[0])}" if by else f"for both are told as {groups.told_as(event_id)}"
            return f"{other} and {event_id} are not the same here, and are the same {why}: take one of the two out"
    return None


def written(match: Match) -> str:
    """A decision as a file has it: "same: [a, b]"."""
    return f"{match.kind}: [{', '.join(match.events)}]"


def decided(match: Match) -> str:
    """Who decided so, and why: "A. Editor: same day and place"; where nobody says so, the decision itself."""
    return ": ".join(filter(None, (match.by, match.why))) or written(match)


def tell_all(events: Mapping[str, Event], groups: Groups) -> dict[str, Told]:
    """All events that are told, in their order; of a group whose first is not among them each stands for itself."""
    if not groups:
        return {event_id: Told(event) for event_id, event in events.items()}
    found = {}
    for event_id, event in events.items():
        group = groups.of(event_id)
        if len(group) == 1 or group[0] not in events:
            found[event_id] = Told(event)
        elif group[0] == event_id:
            found[event_id] = tell([events[each] for each in group if each in events])
    return found


def tell(same: Sequence[Event]) -> Told:
    """The first of these events with what all say: claims, participants, tags and links of all, each once.

    Where it says nothing itself of its type, place, summary, note or the date that an editor decides, the next that
    does has the word. No link leads from the event to itself.
    """
    head, *others = same
    if not others:
        return Told(head)
    ids = {each.id for each in same}
    filled: dict[str, Any] = {field: _first(getattr(each, field) for each in same) for field in _GAPS}
    placed = next((each for each in same if each.place is not None), head)
    pointed = next((each for each in same if each.place == placed.place and each.latitude is not None), placed)
    dated = next((each for each in same if each.date is not None), head)
    return Told(
        head._replace(
            **filled,
            place=placed.place,
            latitude=pointed.latitude,
            longitude=pointed.longitude,
            date=dated.date,
            date_note=dated.date_note,
            participants=_united(each.participants for each in same),
            claims=tuple([claim for each in same for claim in each.claims]),
            links=tuple([link for link in _united(each.links for each in same) if link.event not in ids]),
            tags=_united(each.tags for each in same),
        ),
        tuple(others),
        tuple([each.id for each in same for _ in each.claims]),
    )


_GAPS = ("summary", "type", "note")


def _first(values: Iterable[Any]) -> Any:
    return next((each for each in values if each is not None), None)


def _united(lists: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(each for items in lists for each in items))
