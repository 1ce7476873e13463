"""What claims and links come to, as bounds on the days on which events began and ended.

In a world every event began on one day and ended on one that is not sooner, and every source came out on one day. What
a claim says of them is what dates mean (see the model):

- *Lasting*: it began within the one stretch and ended within the other.
- *Within*, of an event that no claim says to have lasted: it began and ended in there. Of one that some claim says to
  have lasted: it was going on then, having begun by the last day and not ended before the first.
- A date told from others is within or lasting likewise, with days that hang on theirs: ``1 day after X`` is the day
  after the one on which X ended, wherever that is.
- Who tells of something that has happened wrote after it began: a source came out at the soonest on the day before, so
  that no clock in the world is ahead of it.
- A part and its whole share a day; what follows or answers something did not end before that began.

What is only "about" then, or uncertain, or expected to come, is bound by nothing here: the one is vague, and what is
expected may come otherwise. Distances in weeks, months and years are rounded as people speak: they are a tier of
their own.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from timeline.domain.chronology import Entry, EntryClaim
from timeline.domain.claims.agreement import spans_of
from timeline.domain.conflicts.constraints import Constraints, Node, Reason
from timeline.domain.conflicts.moves import Move, days, distance, then, unit_begin, unit_end, weekday
from timeline.domain.dates.relative.meaning import anchored
from timeline.domain.dates.relative.relation import Anchor, Form, Relative
from timeline.domain.dates.when import Span, When
from timeline.domain.dates.written import written

PLAIN, ROUNDED = 0, 1
"""Tiers: what is told to the day, and what is told in weeks, months or years from something else."""

DATE, TOLD, LINK = "date", "told", "link"
"""Parts of statements: when it was, that a source told of it; and links by their kinds."""


class OfClaim(NamedTuple):
    """A claim as a statement."""

    event: str
    number: int
    """Index of the claim in its event."""


class OfLink(NamedTuple):
    """A link as a statement."""

    event: str
    kind: str
    other: str


class OfDecision(NamedTuple):
    """The date that an editor has decided, as a statement."""

    event: str


SAME_DAY = days(0)
NEXT_DAY = days(1)
DAY_BEFORE = days(-1)


class WorldOfClaims:
    """The bounds that some events come to, which are told with one another in view."""

    def __init__(self, told_as: Callable[[str], str] = lambda event_id: event_id, *, tells: bool = True) -> None:
        """``told_as``: the event that an id finds; ``tells``: whether it counts that sources told of events."""
        self._told_as = told_as
        self._tells = tells
        self.constraints = Constraints()
        self.preference: dict[Reason, int] = {}
        """The statements, and of several which is to be left out first: the higher."""

    def add(self, entry: Entry, *, events: Mapping[str, Entry], links: bool = True, whole: bool = False) -> None:
        """Adds what is said of an event. ``events``: all that are there; what hangs on another is left out.

        ``links``: whether its links count. ``whole``: all that its claims say, though it may be in dispute among them;
        else it was then on any day from the first alternative to the last.
        """
        begin, end = _days_of(entry.id)
        self.constraints.at_least(end, begin, SAME_DAY)
        if entry.date.status == "decided":
            self._decided(entry)
        elif entry.date.status == "disputed" and not whole and _is_in_earnest(entry):
            self._in_dispute(entry)
        else:
            self._dated(entry, events)
        if self._tells:
            self._told(entry)
        if links:
            self._linked(entry, events)

    # --- dates ---------------------------------------------------------------------------------------

    def _dated(self, entry: Entry, events: Mapping[str, Entry]) -> None:
        lasted = any(lasts(claim) for claim in entry.claims if votes(claim))
        for number, claim in enumerate(entry.claims):
            if not votes(claim) or is_vague(claim):
                continue
            reason = OfClaim(entry.id, number)
            relative = relative_of(claim)
            if relative is not None:
                self._relative(entry.id, claim, relative, reason, events, lasted=lasted)
            elif claim.date is not None and claim.date.when is not None:
                self.preference[reason] = 0
                self._absolute(entry.id, claim.date.when.span, reason, lasted=lasted)

    def _absolute(self, event_id: str, span: Span, reason: Reason, *, lasted: bool) -> None:
        begin, end = _days_of(event_id)
        bounds = self.constraints
        if span.lasting:
            bounds.not_before(begin, span.begin_earliest, reason, DATE)
            bounds.not_after(begin, span.begin_latest, reason, DATE)
            bounds.not_before(end, span.end_earliest, reason, DATE)
            bounds.not_after(end, span.end_latest, reason, DATE)
        elif lasted:
            bounds.not_after(begin, span.end_latest, reason, DATE)
            bounds.not_before(end, span.begin_earliest, reason, DATE)
        else:
            bounds.not_before(begin, span.begin_earliest, reason, DATE)
            bounds.not_after(end, span.end_latest, reason, DATE)

    def _relative(
        self,
        event_id: str,
        claim: EntryClaim,
        relative: Relative,
        reason: OfClaim,
        events: Mapping[str, Entry],
        *,
        lasted: bool,
    ) -> None:
        first = self._anchor(relative, relative.first, claim, reason, events)
        second = first if relative.second is None else self._anchor(relative, relative.second, claim, reason, events)
        if first is None or second is None:
            return
        self.preference[reason] = 1
        tier = ROUNDED if relative.form is Form.DISTANCE and relative.unit != "day" else PLAIN
        begin, end = _days_of(event_id)
        bounds = self.constraints
        if relative.form in (Form.LASTING, Form.AT_LEAST):
            bounds.at_least(begin, first[0], SAME_DAY, reason, DATE, tier)
            self._knew(claim, reason, (first[0], SAME_DAY), tier)
            bounds.at_most(begin, first[1], SAME_DAY, reason, DATE, tier)
            bounds.at_least(end, second[0], SAME_DAY, reason, DATE, tier)
            if relative.form is Form.LASTING:
                bounds.at_most(end, second[1], SAME_DAY, reason, DATE, tier)
            return
        opens, closes = _window(relative, first, second)
        opening, closing = (end, begin) if lasted else (begin, end)
        if opens is not None:
            bounds.at_least(opening, opens[0], opens[1], reason, DATE, tier)
            self._knew(claim, reason, opens, tier)
        if closes is not None:
            bounds.at_most(closing, closes[0], closes[1], reason, DATE, tier)
        if opens is not None and closes is not None:
            # There is a day in there at all: of "earlier in the week of" a Monday there is none.
            bounds.at_least((*reason, "day"), opens[0], opens[1], reason, DATE, tier)
            bounds.at_most((*reason, "day"), closes[0], closes[1], reason, DATE, tier)

    def _anchor(
        self, relative: Relative, anchor: Anchor, claim: EntryClaim, reason: OfClaim, events: Mapping[str, Entry]
    ) -> tuple[Node, Node] | None:
        """The days on which an anchor began and ended; None where nothing is known of it."""
        if anchor.event is not None:
            other = self._told_as(anchor.event)
            return _days_of(other) if other in events else None
        if anchor.date is None:
            node = self._published(claim)
            return None if node is None else (node, node)
        span = anchored(relative, anchor, {}).span
        begin, end = (*reason, anchor.date, "begin"), (*reason, anchor.date, "end")
        bounds = self.constraints
        bounds.at_least(end, begin, SAME_DAY, reason, DATE)
        bounds.not_before(begin, span.begin_earliest, reason, DATE)
        bounds.not_after(begin, span.begin_latest, reason, DATE)
        bounds.not_before(end, span.end_earliest, reason, DATE)
        bounds.not_after(end, span.end_latest, reason, DATE)
        return begin, end

    def _decided(self, entry: Entry) -> None:
        reason = OfDecision(entry.id)
        if entry.date.spans and not (entry.date.approximate or entry.date.uncertain):
            self.preference[reason] = 0
            self._absolute(entry.id, entry.date.spans[0], reason, lasted=False)

    def _in_dispute(self, entry: Entry) -> None:
        """It was on the days of some side: not before the first of all of them, nor after the last."""
        begin, end = _days_of(entry.id)
        lasted = any(lasts(claim) for claim in entry.claims if votes(claim))
        said = [
            (claim.date.when.span, claim, OfClaim(entry.id, number))
            for number, claim in enumerate(entry.claims)
            if votes(claim) and claim.date is not None and claim.date.when is not None
        ]
        first = min(said, key=lambda each: _or_first(each[0].begin_earliest))
        last = max(said, key=lambda each: _or_last(each[0].end_latest))
        for (span, claim, reason), node, day, bound in (
            (first, begin, first[0].begin_earliest, self.constraints.not_before),
            (last, end, last[0].end_latest, self.constraints.not_after),
        ):
            # A bound that hangs on another event is none by itself; nor is a day on which something went on.
            if relative_of(claim) is None and not is_vague(claim) and (span.lasting or not lasted):
                self.preference[reason] = 0
                bound(node, day, reason, DATE)

    # --- what is told, and links ---------------------------------------------------------------------

    def _told(self, entry: Entry) -> None:
        begin, _ = _days_of(entry.id)
        for number, claim in enumerate(entry.claims):
            if claim.modality not in ("asserted", "alleged"):
                continue
            node = self._published(claim)
            if node is not None:
                reason = OfClaim(entry.id, number)
                self.preference.setdefault(reason, 0)
                self.constraints.at_most(begin, node, NEXT_DAY, reason, TOLD)
                when = None if claim.date is None else claim.date.when
                if when is not None and relative_of(claim) is None and not is_vague(claim):
                    day = when.begin_earliest
                    self.constraints.not_before(node, None if day is None else day - 1, reason, TOLD)

    def _knew(self, claim: EntryClaim, reason: OfClaim, opens: "_From", tier: int) -> None:
        """The source cannot tell of a day that had not come."""
        node = self._published(claim) if self._tells and claim.modality in ("asserted", "alleged") else None
        if node is not None:
            self.constraints.at_least(node, opens[0], then(opens[1], DAY_BEFORE), reason, TOLD, tier)

    def _published(self, claim: EntryClaim) -> Node | None:
        """The day on which the source came out; None where that is not known, or only about."""
        when = published(claim)
        if when is None or when.approximate or when.uncertain:
            return None
        node = ("published", claim.source)
        if node not in self.constraints.nodes:
            self.constraints.not_before(node, when.begin_earliest)
            self.constraints.not_after(node, when.end_latest)
            self.constraints.nodes[node] = None
        return node

    def _linked(self, entry: Entry, events: Mapping[str, Entry]) -> None:
        begin, end = _days_of(entry.id)
        for link in entry.links:
            if link.event not in events or link.event == entry.id:
                continue
            reason = OfLink(entry.id, link.kind, link.event)
            self.preference[reason] = 2
            other_begin, other_end = _days_of(link.event)
            self.constraints.at_least(end, other_begin, SAME_DAY, reason, link.kind)
            if link.kind == "part-of":
                self.constraints.at_most(begin, other_end, SAME_DAY, reason, link.kind)


def _days_of(event_id: str) -> tuple[Node, Node]:
    return ("begin", event_id), ("end", event_id)


def _or_first(day: int | None) -> float:
    return float("-inf") if day is None else day


def _or_last(day: int | None) -> float:
    return float("inf") if day is None else day


_Days = tuple[Node, Node]
_From = tuple[Node, Move]
"""A day, and what comes of it."""


def _window(relative: Relative, first: _Days, second: _Days) -> tuple[_From | None, _From | None]:
    """The first and the last day within which a relative date is, told from the days of its anchors."""
    begin, end = first
    unit, way = relative.unit or "", relative.way or ""
    is_before = way == "before"
    side = begin if is_before else end
    match relative.form:
        case Form.DISTANCE:
            assert relative.amount is not None
            far = distance(-relative.amount if is_before else relative.amount, unit)
            return (side, far), (side, far)
        case Form.OPEN:
            return (None, (begin, DAY_BEFORE)) if is_before else ((end, NEXT_DAY), None)
        case Form.BETWEEN:
            return (end, NEXT_DAY), (second[0], DAY_BEFORE)
        case Form.SAME:
            return (begin, unit_begin(unit)), (end, unit_end(unit))
        case Form.DURING:
            return (begin, SAME_DAY), (end, SAME_DAY)
        case Form.BESIDE:
            into = unit_begin(unit, -1) if is_before else unit_end(unit, 1)
            return (side, then(into, unit_begin(unit))), (side, then(into, unit_end(unit)))
        case Form.PART:
            if is_before:
                return (begin, unit_begin(unit)), (begin, DAY_BEFORE)
            return (end, NEXT_DAY), (end, unit_end(unit))
        case _:
            day = weekday(unit, way)
            return (side, day), (side, day)


# --- claims ----------------------------------------------------------------------------------------------


def votes(claim: EntryClaim) -> bool:
    """Whether a claim has a say in the date of its event."""
    return claim.date is not None and claim.modality != "denied"


def is_vague(claim: EntryClaim) -> bool:
    """Whether its date is only about then, or uncertain, or of what is still to come."""
    if claim.modality == "expected":
        return True
    relative = relative_of(claim)
    if relative is not None:
        # Of an event that is only about then it is still exact how long before it something was.
        dates = [anchor.date for anchor in (relative.first, relative.second) if anchor is not None and anchor.date]
        return relative.approximate or any(sign in date for date in dates for sign in "~?%")
    when = None if claim.date is None else claim.date.when
    return when is not None and (when.approximate or when.uncertain)


def lasts(claim: EntryClaim) -> bool:
    """Whether it says how long something lasted."""
    relative = relative_of(claim)
    if relative is not None:
        return relative.form in (Form.LASTING, Form.AT_LEAST)
    return claim.date is not None and claim.date.when is not None and claim.date.when.span.lasting


def _is_in_earnest(entry: Entry) -> bool:
    """Whether what is exact is in dispute by itself, and not only against what is vague."""
    dates = [
        claim.date.when for claim in entry.claims if votes(claim) and not is_vague(claim) and claim.date is not None
    ]
    exact = [when for when in dates if when is not None and not (when.approximate or when.uncertain)]
    return len(spans_of(exact)) > 1


def relative_of(claim: EntryClaim) -> Relative | None:
    """The relation that its date states; None where it states none, or none that can be read."""
    if claim.date is None:
        return None
    try:
        return written(claim.date.written).relative()
    except ValueError:
        return None


def published(claim: EntryClaim) -> When | None:
    """When its source came out; None where that is not known."""
    return None if claim.published is None else written(claim.published).when()


def events_named(entries: Iterable[Entry]) -> set[str]:
    """The ids of all events that these are linked to, or dated by."""
    found: set[str] = set()
    for entry in entries:
        found.update(link.event for link in entry.links)
        for claim in entry.claims:
            found.update(event_id for event_id, _ in claim.told_from)
    return found
