"""Why two events may be one, and what was left out of a list of such pairs, in words."""

from collections.abc import Iterable, Iterator, Mapping

from timeline.domain.chronology import Entry
from timeline.domain.duplicates.blocks import PairsLeftOut
from timeline.domain.duplicates.same_actors import alike
from timeline.domain.duplicates.same_days import EventDays, days_of
from timeline.domain.duplicates.same_figures import measures_shared
from timeline.domain.duplicates.same_place import distance, is_one_or_within
from timeline.domain.duplicates.same_words import Rarity
from timeline.domain.duplicates.traits import ActorTraits, Traits
from timeline.problems import listed
from timeline.views.wording.safe_texts import inline
from timeline.views.wording.sentences import counted_apart, counted_or_no

_NAMES_TOLD = 3
_WORDS_TOLD = 4
_MEASURES_TOLD = 3
_FAR_FROM_EXACT = 10.0
"""Kilometres: a place that is known less well than that is called vague."""


def reasons(
    one: Traits,
    other: Traits,
    agreement: Mapping[str, float | None],
    names: Mapping[str, str],
    rarity: Rarity,
) -> tuple[str, ...]:
    """Why they may be one, and what speaks against it: a few words for each part of the score that both tell.

    ``names``: of actors, by id.
    """
    told = (
        days_told(days_of(one.span), days_of(other.span)),
        _places_told(one, other, agreement["place"]),
        *_actors_told(one.actors, other.actors, names),
        _types_told(one.type, other.type),
        *_figures_told(one, other),
        _words_told(one, other, rarity),
    )
    return tuple([each for each in told if each])


def days_told(one: EventDays, other: EventDays) -> str:
    """How two dates lie to each other: "same day", "2 days apart", "a day within the other's 31"."""
    begun = "begun " if one.end is not None and other.end is not None else ""
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap > 0:
        return f"{begun}{counted_apart(gap, 'day')} apart"
    shared = 1 - gap
    wide, narrow = max(one.width, other.width), min(one.width, other.width)
    if wide == 1:
        return f"{begun}the same day" if begun else "same day"
    if wide == narrow == shared:
        return f"{begun}within the same {counted_apart(wide, 'day')}"
    if narrow == shared:
        return f"{begun}{'a day' if narrow == 1 else counted_apart(narrow, 'day')} within the other's {wide:,}"
    return f"{begun}dates that share {counted_apart(shared, 'day')}"


def _places_told(one: Traits, other: Traits, agreement: float | None) -> str:
    if one.place is None or other.place is None:
        return "no place told" if one.place is other.place else "one without a place"
    if agreement is None:
        return "places not on the map"
    radius = max(one.place.radius, other.place.radius)
    vague = f" (one known to {radius:,.0f} km)" if radius > _FAR_FROM_EXACT else ""
    if is_one_or_within(one.place, other.place):
        return ("same place" if one.place.id == other.place.id else "one place within the other") + vague
    if not (one.place.has_point and other.place.has_point):
        return "places called alike"
    kilometres = distance(one.place, other.place)
    return ("same point" if kilometres < 0.05 else f"{_kilometres(kilometres)} apart") + vague


def _kilometres(number: float) -> str:
    return f"{number:,.0f} km" if number >= 1 else f"{number * 1000:,.0f} m"


def _actors_told(one: Iterable[ActorTraits], other: Iterable[ActorTraits], names: Mapping[str, str]) -> list[str]:
    mine, theirs = {who.id: who for who in one}, {who.id: who for who in other}
    if not mine or not theirs:
        return []
    both = [inline(names.get(each, each)) for each in mine if each in theirs]
    told = []
    if both:
        more = f" and {len(both) - _NAMES_TOLD} more" if len(both) > _NAMES_TOLD else ""
        told.append(f"both name {listed(both[:_NAMES_TOLD]) if not more else ', '.join(both[:_NAMES_TOLD])}{more}")
    likely = [
        (alike(who, another), _alike_told(who, another, names))
        for who in mine.values()
        if who.id not in theirs
        for another in theirs.values()
        if another.id not in mine and alike(who, another)
    ]
    if likely:
        told.append(max(likely, key=lambda each: each[0])[1])
    return told or ["no actor in common"]


def _alike_told(one: ActorTraits, other: ActorTraits, names: Mapping[str, str]) -> str:
    mine, theirs = (inline(names.get(each.id, each.id)) for each in (one, other))
    if other.id in one.groups:
        return f"{mine} belongs to {theirs}"
    return f"{theirs} belongs to {mine}" if one.id in other.groups else f"{mine} may be {theirs}"


def _types_told(one: str | None, other: str | None) -> str:
    if one is None or other is None:
        return ""
    if one == other:
        return f"both {inline(one)}"
    parent = one.partition("/")[0]
    return f"both {inline(parent)}" if parent == other.partition("/")[0] else f"{inline(one)} and {inline(other)}"


def _figures_told(one: Traits, other: Traits) -> Iterator[str]:
    shared = measures_shared(one.figures, other.figures)
    for measure in shared[:_MEASURES_TOLD]:
        first, second = _range_told(one.figures[measure]), _range_told(other.figures[measure])
        yield f"{measure.replace('-', ' ')} {first}" + ("" if first == second else f" and {second}")


def _range_told(range_: tuple[float, float]) -> str:
    low, high = (f"{each:,.10g}" for each in range_)
    return low if low == high else f"{low} to {high}"


def _words_told(one: Traits, other: Traits, rarity: Rarity) -> str:
    if not one.words or not other.words:
        return ""
    if one.words == other.words:
        return "same words"
    shared = sorted(one.words & other.words, key=lambda word: (-rarity.weight(word), word))
    if not shared:
        return "no word in common"
    return f"both say {', '.join(shared[:_WORDS_TOLD])}"


def left_out_lines(left_out: PairsLeftOut) -> Iterator[str]:
    """What was not compared because too many events are of one place and day."""
    if not left_out.pairs:
        return
    hottest = ", ".join(f"{event_id} with {number:,}" for event_id, number in left_out.hottest[:3])
    yield (
        f"Up to {counted_apart(left_out.pairs, 'pair')} were not compared: where very many events are of one place and "
        f"time, each is compared with those that share most with it ({hottest}). Narrow by place, type or actor to "
        "compare all."
    )


def number_line(shown: int, found: int, offset: int, least: float, *, pages: bool = False) -> str:
    """How many pairs there are: "12 pairs may be one event, at a score of 0.6 or more".

    ``pages``: the next ones are a link away, and not a command.
    """
    if not found:
        return f"No two events may be one, at a score of {least:g} or more."
    number = f"{counted_apart(found, 'pair')} may be one event, at a score of {least:g} or more"
    more = found - offset - shown
    if not offset and more <= 0:
        return number
    of_them = f"{number}; {shown:,} of them" + (f", after the first {offset:,}" if offset else "")
    return f"{of_them}, and {more:,} more: --offset {offset + shown}" if more > 0 and not pages else of_them


def looked_at_line(compared: int, not_compared: int, decided: int, linked: int) -> str:
    """What was compared, and what was left aside: "418 events compared; 2 pairs decided already left out"."""
    said = [f"{counted_or_no(compared, 'event')} compared"]
    if not_compared:
        said.append(f"{not_compared:,} not, for want of a date or of its beginning")
    if decided:
        said.append(f"{counted_apart(decided, 'pair')} left out that matches decide on")
    if linked:
        said.append(f"{counted_apart(linked, 'pair')} left out of a part and its whole")
    return "; ".join(said)


def reasons_told(why: Iterable[str], whole: str | None) -> str:
    """The reasons in a line; where one of the pair may hold several others, that it may."""
    return "; ".join((*why, *([f"{whole} may be a whole, and this a part of it"] if whole is not None else [])))


def publishers_told(entry: Entry) -> list[str]:
    """Who tells of an event: its sources by their publishers, or else their titles; three at most."""
    names = list(dict.fromkeys(inline(claim.publisher or claim.title) for claim in entry.claims))
    more = [f"{len(names) - _NAMES_TOLD} more"] if len(names) > _NAMES_TOLD else []
    return names[:_NAMES_TOLD] + more


def written_told(file: str, added: int, there: int) -> str:
    """What was written to a file to review."""
    said = f"{file}: {counted_or_no(added, 'pair')} to review"
    return f"{said}, {there:,} were there" if there else said
