"""A relative date: how it hangs on other dates, and the words that say so."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

PUBLICATION = "publication"


class Form(Enum):
    """What a relative date says, by the words that say it."""

    DISTANCE = "{amount} {unit} {way} {first}"
    OPEN = "{way} {first}"
    BETWEEN = "after {first}, before {second}"
    SAME = "same {unit} as {first}"
    DURING = "during {first}"
    BESIDE = "the {unit} {way} {first}"
    """The whole calendar day, week, month or year beside that of the anchor."""
    PART = "{part} in the {unit} of {first}"
    """What of the calendar week, month or year lies before the anchor, or after it."""
    WEEKDAY = "{unit} {way} {first}"
    LASTING = "{first} to {second}"
    AT_LEAST = "{first} to at least {second}"


PARTS = {"before": "earlier", "after": "later"}
"""The words of PART for either way."""


class Anchor(NamedTuple):
    """What a date is told from: an event, a date, or where both are None the publication of the source that speaks."""

    event: str | None = None
    """An event's id."""
    date: str | None = None
    """A single date in EDTF, or with LASTING and AT_LEAST one of several: no interval, no time of day."""

    @property
    def text(self) -> str:
        """As it is written."""
        return self.event or self.date or PUBLICATION


class Relative(NamedTuple):
    """A date told from others."""

    form: Form
    first: Anchor
    second: Anchor | None = None
    """Only with BETWEEN, LASTING and AT_LEAST."""
    way: str | None = None
    """``before`` or ``after``; None with the three above, SAME and DURING."""
    unit: str | None = None
    """``day``, ``week``, ``month`` or ``year``; with WEEKDAY the day of the week, ``monday`` to ``sunday``."""
    amount: int | None = None
    """How many units; only with DISTANCE."""
    approximate: bool = False

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """What has to be known first, each once: events and the publication."""
        both = dict.fromkeys((self.first, self.second))
        return tuple(each for each in both if each is not None and each.date is None)

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the events among these."""
        return tuple(each.event for each in self.anchors if each.event is not None)

    @property
    def text(self) -> str:
        """The relation as people write it; reads back equal."""
        return self.told(lambda anchor: anchor.text)

    def told(self, name: Callable[[Anchor], str]) -> str:
        """The relation in words, its anchors by the names that are given them."""
        core = self.form.value.format(
            amount=self.amount,
            unit=f"{self.unit}s" if self.form is Form.DISTANCE and self.amount != 1 else self.unit,
            way=self.way,
            part=PARTS.get(self.way or ""),
            first=name(self.first),
            second=None if self.second is None else name(self.second),
        )
        return f"about {core}" if self.approximate else core
