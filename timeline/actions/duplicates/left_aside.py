"""Pairs that need not be asked about: decided already, or of a part and its whole."""

from collections.abc import Iterable, Mapping

from timeline.domain.duplicates.pairs import Pair
from timeline.domain.matches import Groups
from timeline.domain.records import Match
from timeline.storage.reading.stored.authored import Authored

PART_OF = "part-of"


class Decided:
    """What people have decided: that events are one, or are not."""

    def __init__(self, matches: Iterable[Match]) -> None:
        decisions = list(matches)
        self.groups = Groups(decisions)
        self._apart = {
            frozenset((self.groups.told_as(one), self.groups.told_as(other)))
            for match in decisions
            if match.kind == "not_same"
            for number, one in enumerate(match.events)
            for other in match.events[number + 1 :]
        }

    def on(self, pair: Pair) -> bool:
        """Whether its events, as they are told, were decided not to be the same; what is the same is told as one."""
        return bool(self._apart) and frozenset((pair.first[2], pair.second[2])) in self._apart


class PartsWritten:
    """Which events are written to be parts of which, directly or through others."""

    def __init__(self, parts_of: Mapping[str, Iterable[str]], authored: Authored, groups: Groups) -> None:
        """``parts_of``: of the events that were looked at; of others it is looked up."""
        self._groups = groups
        self._above: dict[str, set[str]] = {each: self._told(wholes) for each, wholes in parts_of.items()}
        missing = self._unknown()
        asked: set[str] = set()
        while missing:
            asked |= missing
            for event in authored.events(groups.wholly(missing)):
                wholes = self._told(link.event for link in event.links if link.kind == PART_OF)
                self._above.setdefault(groups.told_as(event.id), set()).update(wholes)
            missing = self._unknown() - asked

    def has(self, pair: Pair) -> bool:
        """Whether one of its events is a part of the other."""
        if not self._above:  # as mostly
            return False
        first, second = pair.first[2], pair.second[2]
        return self._is_above(first, second) or self._is_above(second, first)

    def _told(self, ids: Iterable[str]) -> set[str]:
        return {self._groups.told_as(each) for each in ids}

    def _unknown(self) -> set[str]:
        return {whole for wholes in self._above.values() for whole in wholes} - self._above.keys()

    def _is_above(self, whole: str, part: str) -> bool:
        seen: set[str] = set()
        waiting = [part]
        while waiting:
            each = waiting.pop()
            for above in self._above.get(each, ()):
                if above == whole:
                    return True
                if above not in seen:
                    seen.add(above)
                    waiting.append(above)
        return False
