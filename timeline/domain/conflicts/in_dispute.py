"""What the sources of one event disagree on: its date, figures, whether it happened at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from timeline.domain.chronology import Entry, EntryClaim
from timeline.domain.claims.agreement import common_stretches, spans_of
from timeline.domain.claims.disputes import disputed_measures, range_of
from timeline.domain.claims.figures import figure_text
from timeline.domain.conflicts.conflict import Contradiction, EventNamed, SideTaken, Stated
from timeline.domain.conflicts.worlds import WorldOfClaims, is_vague, relative_of, votes
from timeline.domain.dates import edtf
from timeline.domain.dates.when import Span, When
from timeline.domain.records import Figure


def dates_in_dispute(entry: Entry) -> Iterator[Contradiction]:
    """The alternatives of a disputed date, each with the claims that it rests on; where the editor has decided, too."""
    dates = {
        number: claim.date.when
        for number, claim in enumerate(entry.claims)
        if votes(claim) and claim.date is not None and claim.date.when is not None
    }
    bounded = [each for each in dates.values() if each.begin_earliest is not None or each.end_latest is not None]
    spans = spans_of(bounded) if bounded else []
    if len(spans) < 2:
        return
    fits = {
        number: [place for place, span in enumerate(spans) if _says(when.span, span)] for number, when in dates.items()
    }
    sides = _sides(entry, spans, fits, alone=True)
    if len(sides) < 2:  # of pairs of days each may fit several
        sides = _sides(entry, spans, fits, alone=False)
    sure = "decided" if entry.date.status == "decided" else _how_sure(sides, is_about)
    if sure == "hardly" and len(spans_of([_loosely(entry.claims[number], when) for number, when in dates.items()])) < 2:
        return  # "about the 21st" may be the 20th
    yield Contradiction("date", sure, tuple(sides), (EventNamed(entry.id, entry.title),))


def _loosely(claim: EntryClaim, when: When) -> When:
    """A date, which is wider by as much as "about" may be off: by its own length, a week or the unit it counts in."""
    if not when.approximate:
        return when
    relative = relative_of(claim)
    span = when.span
    known = span.begin_earliest is not None and span.end_latest is not None
    length = (span.end_latest or 0) - (span.begin_earliest or 0) + 1 if known and not span.lasting else 0
    slack = max(length, _ABOUT if relative is None else _UNITS.get(relative.unit or "", _ABOUT))
    begin = (_moved(span.begin_earliest, -slack), _moved(span.begin_latest, slack))
    end = (_moved(span.end_earliest, -slack), _moved(span.end_latest, slack))
    wider = Span.lasts(begin, end) if span.lasting else Span.within(begin[0], end[1])
    return when._replace(span=wider)


_ABOUT = 7
"""Days."""
_UNITS = {"day": _ABOUT, "week": _ABOUT, "month": 31, "year": 366}


def _moved(day: int | None, days: int) -> int | None:
    return None if day is None else day + days


def _sides(entry: Entry, spans: Sequence[Span], fits: Mapping[int, list[int]], *, alone: bool) -> list[SideTaken]:
    """A side for each alternative, with the claims that fit it (``alone``: and no other)."""
    sides = []
    for place, span in enumerate(spans):
        said = [
            entry.claims[number]
            for number, places in fits.items()
            if place in places and (len(places) == 1 or not alone)
        ]
        if said:
            sides.append(SideTaken(_statements(entry, said), _edtf(span)))
    return sides


def hangs_on_others(entry: Entry, events: Mapping[str, Entry]) -> bool:
    """Whether the date of an event is in dispute for no other reason than that those are that it is told from.

    ``events``: by their ids, those that it is told from, those that these are told from, and so on, as far as there
    are any.
    """
    if entry.date.status != "disputed" or not any(relative_of(claim) for claim in entry.claims if votes(claim)):
        return False
    above = _told_from(entry, events)
    if not any(each.date.status == "disputed" for each in above):
        return False
    world = WorldOfClaims(lambda event_id: events[event_id].id if event_id in events else event_id, tells=False)
    told = {each.id: each for each in (*above, entry)}
    for each in above:
        world.add(each, events=told, links=False)
    world.add(entry, events=told, links=False, whole=True)
    return world.constraints.holds(world.preference)


def _told_from(entry: Entry, events: Mapping[str, Entry]) -> list[Entry]:
    """The events that one is told from, directly or through others."""
    found: dict[str, Entry] = {}
    waiting = [entry]
    while waiting:
        for claim in waiting.pop().claims:
            for event_id, _ in claim.told_from:
                other = events.get(event_id)
                if other is not None and other.id != entry.id and other.id not in found:
                    found[other.id] = other
                    waiting.append(other)
    return list(found.values())


def figures_in_dispute(entry: Entry) -> Iterator[Contradiction]:
    """Each measure of which two claims give numbers that cannot both be true."""
    for measure in disputed_measures(entry.claims):
        given = [
            (range_of(figure), figure, claim)
            for claim in entry.claims
            if claim.modality != "denied"
            for figure in claim.figures
            if figure.measure == measure
        ]
        sides = []
        for low, high in common_stretches(each for each, _, _ in given):
            said = [
                (figure, claim)
                for (least, most), figure, claim in given
                if least <= high and most >= low and _fits_one(given, (least, most))
            ]
            if said:
                sides.append(
                    SideTaken(_statements(entry, [claim for _, claim in said]), _told([each for each, _ in said]))
                )

        def about(claim: EntryClaim, of: str = measure) -> bool:
            vague = any(figure.approximate for figure in claim.figures if figure.measure == of)
            return vague or claim.modality == "expected"

        sure = _how_sure(sides, about)
        loosely = common_stretches(_about(each, figure) for each, figure, _ in given)
        if sure == "cannot" or len(loosely) > 1:  # "about 900" may be 870
            yield Contradiction("figures", sure, tuple(sides), (EventNamed(entry.id, entry.title),), measure)


def _about(given: tuple[float, float], figure: Figure) -> tuple[float, float]:
    """A range, wider by a tenth, and by one at least, where it is only about that."""
    low, high = given
    return (low - max(low / 10, 1), high + max(high / 10, 1)) if figure.approximate else given


def _fits_one(given: Sequence[tuple[tuple[float, float], Figure, EntryClaim]], mine: tuple[float, float]) -> bool:
    """Whether a range fits one alternative only, and so stands on its side."""
    alternatives = common_stretches(each for each, _, _ in given)
    return sum(mine[0] <= high and mine[1] >= low for low, high in alternatives) == 1


def whether_it_happened(entry: Entry) -> Iterator[Contradiction]:
    """Who asserts or alleges it, and who denies it."""
    if entry.standing != "contested":
        return
    sides = (
        SideTaken(
            _statements(entry, [each for each in entry.claims if each.modality in ("asserted", "alleged")]), "asserted"
        ),
        SideTaken(_statements(entry, [each for each in entry.claims if each.modality == "denied"]), "denied"),
    )
    yield Contradiction("standing", "cannot", sides, (EventNamed(entry.id, entry.title),))


def is_about(claim: EntryClaim) -> bool:
    """Whether the date that a claim gives is vague, as resolved, or rests on what others say of another event."""
    when = None if claim.date is None else claim.date.when
    if claim.told_from:
        return True
    return is_vague(claim) or (when is not None and (when.approximate or when.uncertain))


def _how_sure(sides: Iterable[SideTaken], about: Callable[[EntryClaim], bool]) -> str:
    """Two sides that are exact cannot both be true."""
    exact = sum(any(each.claim is not None and not about(each.claim) for each in side.statements) for side in sides)
    return "cannot" if exact > 1 else "hardly"


def _statements(entry: Entry, claims: Iterable[EntryClaim]) -> tuple[Stated, ...]:
    return tuple(Stated(entry.id, entry.title, claim=claim) for claim in claims)


def _says(given: Span, span: Span) -> bool:
    """Whether a date fits an alternative: as dates agree, see ``claims.agreement``."""
    if given.lasting and span.lasting:
        begins = _overlap((given.begin_earliest, given.begin_latest), (span.begin_earliest, span.begin_latest))
        return begins and _overlap((given.end_earliest, given.end_latest), (span.end_earliest, span.end_latest))
    return (given.lasting == span.lasting and span.overlaps(given.begin_earliest, given.end_latest)) or (
        span.lasting and span.overlaps(given.begin_earliest, given.end_latest)
    )


def _overlap(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    return Span.within(*one).overlaps(*other)


def _edtf(span: Span) -> str:
    return edtf.lasted(span) if span.lasting else edtf.between(span.begin_earliest, span.end_latest)


def _told(figures: Iterable[Figure]) -> str:
    """What figures that agree say, as texts: "900", "at least 3 or 5"."""
    return " or ".join(dict.fromkeys(figure_text(figure) for figure in figures))
