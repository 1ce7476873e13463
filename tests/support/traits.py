"""Hypothesis strategies for what events are compared by."""

from hypothesis import strategies as st

from timeline.domain.dates.when import Span
from timeline.domain.duplicates.same_words import words_of
from timeline.domain.duplicates.traits import ActorTraits, PlaceTraits, Traits, radius_of

FIRST_DAY = 738_000
_WIDTHS = st.sampled_from((0, 0, 0, 0, 1, 2, 6, 7, 20, 29, 61, 70, 365, 800))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Dates within some weeks of each other: days, vague ones, what lasted, some without an end."""
    first = FIRST_DAY + draw(st.integers(0, 12))
    width = draw(_WIDTHS)
    if not draw(st.booleans()):
        return Span.within(first, first + width)
    begun = first + draw(st.sampled_from((0, 0, 5)))
    if draw(st.integers(0, 9)) == 0:
        return Span.lasts((first, begun), (begun, None))
    last = begun + width
    return Span.lasts((first, begun), (last - draw(st.sampled_from((0, 0, min(width, 4)))), last))


PLACES = {
    each.id: each
    for each in (
        PlaceTraits("land", (frozenset(("LNT",)),), frozenset(), 33.0, 44.0, radius_of("country")),
        PlaceTraits("province", (frozenset(("PRFNS",)),), frozenset(("land",)), 33.5, 44.5, radius_of("province")),
        PlaceTraits("port", (frozenset(("PRT",)),), frozenset(("land", "province")), 33.3, 44.4, radius_of("city")),
        PlaceTraits("mill", (frozenset(("ML",)),), frozenset(("land",)), 33.6, 44.4),
        PlaceTraits("far", (frozenset(("FR",)),), frozenset(), -17.0, 179.9),
        PlaceTraits("near-far", (frozenset(("NRFR",)),), frozenset(), -17.1, -179.9),
        PlaceTraits("pole", (frozenset(("PL",)),), frozenset(), 89.9, 10.0),
        PlaceTraits("by-the-pole", (frozenset(("BPL",)),), frozenset(), 89.8, -170.0),
        PlaceTraits("unmapped", (frozenset(("PRT", "ST")),), frozenset(("province",))),
        PlaceTraits("nowhere", (frozenset(("NR",)),)),
    )
}
ACTORS = (
    ActorTraits("front", (frozenset(("FRNT",)), frozenset(("HRBR", "FRNT")))),
    ActorTraits("harbour-front", (frozenset(("HRBR", "FRNT")),)),
    ActorTraits("ana", (frozenset(("AN", "RS")),), frozenset(("union",))),
    ActorTraits("union", (frozenset(("TKRS", "UNN")),)),
    ActorTraits("police", (frozenset(("PLS",)),)),
)


@st.composite
def points(draw: st.DrawFn) -> PlaceTraits | None:
    """A place, now and then with a point of the event's own beside it; or none."""
    place = draw(st.none() | st.sampled_from([*PLACES.values()]))
    if place is None or not place.has_point or draw(st.booleans()):
        return place
    north, east = draw(st.floats(-0.9, 0.9)), draw(st.floats(-0.9, 0.9))
    latitude = max(-90.0, min(90.0, (place.latitude or 0.0) + north))
    longitude = ((place.longitude or 0.0) + east + 180.0) % 360.0 - 180.0
    return place.at(latitude, longitude)


@st.composite
def traits(draw: st.DrawFn, event_id: str = "event") -> Traits:
    """An event as it is compared."""
    title = draw(st.sampled_from(("Attack on the harbour", "Harbour attacked", "Talks in port", "Siege", "")))
    kinds = st.none() | st.sampled_from(("assault", "assault/bombing", "assault/siege", "consult"))
    low = draw(st.integers(0, 20))
    return Traits(
        event_id,
        title,
        draw(spans()),
        draw(points()),
        tuple(draw(st.lists(st.sampled_from(ACTORS), max_size=3, unique=True))),
        draw(kinds),
        draw(st.sampled_from(({}, {"killed": (low, low + 3.0)}, {"wounded": (low, low)}))),
        words_of(title),
    )
