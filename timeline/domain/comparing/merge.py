"""Two edits of one record, made into one: what either changed since both began with the same.

The unit is a field, and in a list an item, known by what it is about (see ``changes``); within claims again a field or
an item. Where both have changed one thing, and not alike, somebody must decide. A place and the point in it are one
thing, and so are the two coordinates of a point.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from enum import Enum
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from timeline.domain.comparing.changes import told_value, what_about
from timeline.domain.records import Claim, Field, fields_of


class Side(Enum):
    """Who is right where both have changed one thing."""

    THEIRS = "theirs"
    """The file."""
    OURS = "ours"
    """The database."""


class EditClash(NamedTuple):
    """One thing that both have changed, and not alike, as texts; None where it is not there."""

    path: tuple[str, ...]
    """Where, as of a ``Difference``; empty where it is the record as a whole."""
    before: str | None
    """What both began with."""
    theirs: str | None
    ours: str | None


class Merged(NamedTuple):
    """What comes of two edits."""

    record: Any
    """With what either changed; where both did, what the side says that goes first (without one: ours)."""
    conflicts: tuple[EditClash, ...]
    """Empty where a side goes first."""


def merge(base: Any, theirs: Any, ours: Any, side: Side | None = None) -> Merged:
    """Merges two edits of a record; ``base``: what both began with, None where neither had it.

    ``merge(base, x, base)`` and ``merge(x, x)`` are x. Which is theirs makes no difference but where there are
    conflicts.
    """
    merging = _Merging(side)
    record = merging.fields((), base, theirs, ours)
    return Merged(record, tuple(merging.conflicts))


def are_together(*fields: str) -> bool:
    """Whether fields of a record are one thing: a place and the point in it."""
    return any({*fields} <= {*those} for those in _TOGETHER.values())


_MISSING: Any = object()
"""What is not there; equal to no value."""
_TOGETHER = {"Event": ("place", "latitude", "longitude"), "Place": ("latitude", "longitude")}
"""Fields that are one thing, by kind of record."""
_Items: TypeAlias = tuple[Any, ...]
_Keyed: TypeAlias = Mapping["_Key", Any]


class _Merging:
    """One merge: gathers its conflicts."""

    def __init__(self, side: Side | None) -> None:
        self._side = side
        self.conflicts: list[EditClash] = []

    def fields(self, path: tuple[str, ...], base: Any, theirs: Any, ours: Any) -> Any:
        """Merges two records of one kind, or two claims."""
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        said: dict[str, Any] = {}
        kind: Any = type(ours)
        for unit in _units(kind):
            name = unit[0].name
            was, one, other = (_values(each, unit) for each in (base, theirs, ours))
            if unit[0].kind.is_list:
                said[name] = self._list((*path, name), was[0], one[0], other[0])
            else:
                said |= zip([field.name for field in unit], self._one((*path, name), was, one, other), strict=True)
        return kind(**said)

    def _one(self, path: tuple[str, ...], base: Any, theirs: Any, ours: Any) -> Any:
        """Merges what is one thing: values that go together, an item of a list, an order."""
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        if self._side is None:
            self.conflicts.append(EditClash(path, *map(_text, (base, theirs, ours))))
        return theirs if self._side is Side.THEIRS else ours

    def _list(self, path: tuple[str, ...], base: _Items, theirs: _Items, ours: _Items) -> _Items:
        """Merges lists item by item, and their order."""
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        was = _aligned({}, base)
        one, other = _aligned(was, theirs), _aligned(was, ours)
        kept = {}
        for key in dict.fromkeys((*was, *one, *other)):
            item = self._item((*path, key.text), *(each.get(key, _MISSING) for each in (was, one, other)))
            if item is not _MISSING:
                kept[key] = item
        return tuple([kept[key] for key in self._order(path, was, one, other, kept)])

    def _item(self, path: tuple[str, ...], base: Any, theirs: Any, ours: Any) -> Any:
        if isinstance(theirs, Claim) and isinstance(ours, Claim):
            return self.fields(path, None if base is _MISSING else base, theirs, ours)
        return self._one(path, base, theirs, ours)

    def _order(
        self, path: tuple[str, ...], base: _Keyed, theirs: _Keyed, ours: _Keyed, kept: _Keyed
    ) -> "Iterator[_Key]":
        """The keys that are kept: those of all three in the order that one has changed, the others where they stood."""
        common = base.keys() & theirs.keys() & ours.keys() & kept.keys()
        order = self._one(path, *(_Order(key for key in each if key in common) for each in (base, theirs, ours)))
        beside = [_by_predecessor(each, common, kept) for each in (theirs, ours)]
        seen: set[_Key] = set()
        for at in (None, *order):
            if at is not None:
                yield at
            # What both have added, at different places, stands at the first of them.
            new = [[key for key in each[at] if key not in seen] for each in beside]
            found = _in_both_orders(*new)
            seen.update(found)
            yield from found


class _Key(NamedTuple):
    """What an item is about, and which of several it is."""

    about: str
    number: int

    @property
    def text(self) -> str:
        """As it stands in a path."""
        return self.about if self.number == 1 else f"{self.about}/{self.number}"


class _Order(tuple[_Key, ...]):
    """The order of a list, told as that."""

    __slots__ = ()


def _aligned(was: _Keyed, items: _Items) -> _Keyed:
    """The items by key, in their order: that of what both began with, first where one is the same as there."""
    free: dict[str, list[_Key]] = defaultdict(list)
    for key in was:
        free[key.about].append(key)
    keys: list[_Key | None] = []
    for item in items:
        same = next((key for key in free[what_about(item)] if was[key] == item), None)
        if same is not None:
            free[same.about].remove(same)
        keys.append(same)
    number = Counter(key.about for key in was)
    found = {}
    for same, item in zip(keys, items, strict=True):
        about = what_about(item)
        if same is not None:
            key = same
        elif free[about]:
            key = free[about].pop(0)
        else:
            number[about] += 1
            key = _Key(about, number[about])
        found[key] = item
    return found


def _by_predecessor(items: _Keyed, common: Set[_Key], kept: _Keyed) -> dict[_Key | None, list[_Key]]:
    """The keys that are kept and not common, each list by the common one before it; None: before the first."""
    found: dict[_Key | None, list[_Key]] = defaultdict(list)
    at = None
    for key in items:
        if key in common:
            at = key
        elif key in kept:
            found[at].append(key)
    return found


def _in_both_orders(one: Sequence[_Key], other: Sequence[_Key]) -> list[_Key]:
    """The keys of both lists, each in its order where the two allow it, and else by the keys."""
    waiting = sorted({*one, *other})
    orders = [list(one), list(other)]
    found: list[_Key] = []
    while waiting:
        first = next((key for key in waiting if all(key not in each or each[0] == key for each in orders)), waiting[0])
        found.append(first)
        for each in (waiting, *orders):
            if first in each:
                each.remove(first)
    return found


@cache
def _units(record: Any) -> tuple[tuple[Field, ...], ...]:
    """The fields of a kind of record, those that are one thing together."""
    together = _TOGETHER.get(record.__name__, ())
    found: dict[str, tuple[Field, ...]] = {}
    for field in fields_of(record):
        unit = together[0] if field.name in together else field.name
        found[unit] = (*found.get(unit, ()), field)
    return tuple(found.values())


def _values(record: Any, unit: Sequence[Field]) -> tuple[Any, ...]:
    """The values of some fields; where there is no record, those that say nothing."""
    if record is None:
        return tuple([field.default if field.default in (None, ()) else _MISSING for field in unit])
    return tuple([getattr(record, field.name) for field in unit])


def _text(value: Any) -> str | None:
    if value is _MISSING:
        return None
    if isinstance(value, _Order):
        return ", ".join(key.text for key in value)
    if type(value) is not tuple:  # an item
        return told_value(value)
    said = [told_value(each) for each in value if each not in (None, _MISSING)]
    return ", ".join(each for each in said if each is not None) or None
