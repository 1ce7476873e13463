"""Strategies for records, with any text that a person may write.

Fields that are not named here are not set: ``partial`` keeps Hypothesis from drawing something for each.
"""

from functools import partial

from hypothesis import strategies as st

from timeline.domain.claims.attribution import as_words
from timeline.domain.claims.figures import LARGEST
from timeline.domain.records import (
    ACTOR_KINDS,
    CREDIBILITIES,
    DERIVATIONS,
    LINK_KINDS,
    MODALITIES,
    RELIABILITIES,
    Actor,
    Claim,
    Derivation,
    Event,
    Figure,
    Link,
    Membership,
    Participant,
    Place,
    RecordSet,
    Source,
    Term,
)

_SIGNS = "- ? : -- --- ... # & * ! | > ' \" % @ ` [ ] { } , << = ¶ 🕊 \u200c \u200f \\"
_WORDS = "no yes ~ null true 2020-09-20 1.50 0x1F .5 1_000 12:30 آنا é key:"
_MIXED = "a: a:b :a #a a#b 'a' \"a\" \\n C:\\x *a &a !a %a @a {a} [a] -a ?a"
TRICKY = [*_SIGNS.split(), *_WORDS.split(), *_MIXED.split()]
_characters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
_words = st.sampled_from([*TRICKY, " ", "  ", "\n", "\n\n", "\t", " #", ": ", "\u2028", "\ufeff", "\u00a0"])
texts = st.one_of(
    st.text(_characters | st.sampled_from("\n\t"), min_size=1, max_size=20),
    st.lists(_words, min_size=1, max_size=6).map("".join),
    st.lists(_words, min_size=1, max_size=6).map("\n".join),
).filter(lambda text: bool(text.strip()))
lines = texts.filter(lambda text: "\n" not in text)
slugs = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
dates = st.sampled_from(["2031-05-01", "2031", "2031-05~", "[2031-05-01,2031-05-02]", "../2031", "2031-05-01T10:30:00"])
claim_dates = dates | st.sampled_from(["1 day after talks", "about 1 week before publication"])
urls = st.sampled_from(["https://example.org/a?b=c#d", "http://example.org/%20é"])
wikidata = st.sampled_from(["Q42", "Q1"])


def few(strategy: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    """A tuple of a few."""
    return st.lists(strategy, max_size=most).map(tuple)


def pairs(make: object, keys: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[object, ...]]:
    """Pairs in any order, some of them perhaps twice."""
    assert callable(make)
    few_of_both = st.tuples(st.lists(keys, min_size=1, max_size=3), st.lists(slugs, min_size=1, max_size=3))
    return few_of_both.flatmap(
        lambda found: few(st.builds(make, st.sampled_from(found[0]), st.sampled_from(found[1])), 5)
    )


numbers = st.none() | st.integers(0, LARGEST).map(float) | st.floats(0, 1e6)


@st.composite
def figures(draw: st.DrawFn) -> tuple[Figure, ...]:
    measures = draw(st.lists(slugs, max_size=3, unique=True))
    drawn = [Figure(measure, draw(numbers), draw(numbers), draw(numbers), draw(st.booleans())) for measure in measures]
    return tuple(each for each in drawn if (each.low, each.best, each.high) != (None, None, None))


def optional(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


participants = pairs(Participant, slugs)
sources = st.builds(
    partial(Source),
    id=slugs,
    title=texts,
    kind=optional(texts),
    publisher=optional(texts),
    author=optional(texts),
    published=optional(dates),
    url=optional(urls),
    archive_url=optional(urls),
    accessed=optional(dates),
    language=optional(texts),
    derived_from=pairs(Derivation, st.sampled_from(DERIVATIONS)),
    reliability=optional(st.sampled_from(RELIABILITIES)),
    note=optional(texts),
)
actors = st.builds(
    partial(Actor),
    id=slugs,
    name=texts,
    kind=optional(st.sampled_from(ACTOR_KINDS)),
    names=few(texts),
    member_of=few(st.builds(partial(Membership), group=slugs, office=optional(texts), date=optional(dates))),
    wikidata=optional(wikidata),
    note=optional(texts),
)
coordinates = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@st.composite
def places(draw: st.DrawFn) -> Place:
    latitude, longitude = draw(coordinates) or (None, None)
    return draw(
        st.builds(
            partial(Place),
            id=slugs,
            name=texts,
            kind=optional(texts),
            names=few(texts),
            within=optional(slugs),
            latitude=st.just(latitude),
            longitude=st.just(longitude),
            wikidata=optional(wikidata),
            note=optional(texts),
        )
    )


claims = st.builds(
    partial(Claim),
    source=slugs,
    at=optional(texts),
    date=optional(claim_dates),
    modality=st.sampled_from(MODALITIES),
    according_to=st.lists(slugs | lines.map(as_words), max_size=3, unique=True).map(tuple),
    figures=figures(),
    participants=participants,
    credibility=st.none() | st.sampled_from(CREDIBILITIES),
    quote=optional(texts),
    note=optional(texts),
)


@st.composite
def events(draw: st.DrawFn) -> Event:
    place = draw(optional(slugs))
    latitude, longitude = (draw(coordinates) if place else None) or (None, None)
    return draw(placeless)._replace(place=place, latitude=latitude, longitude=longitude)


placeless = st.builds(
    partial(Event),
    id=slugs,
    title=texts,
    summary=optional(texts),
    type=optional(st.sampled_from(["protest", "consult/phone", "2020"])),
    date=optional(dates),
    date_note=optional(texts),
    participants=participants,
    claims=few(claims, 2),
    links=pairs(Link, st.sampled_from(LINK_KINDS)),
    tags=few(lines),
    note=optional(texts),
)
terms = st.builds(
    Term,
    kind=st.sampled_from(["types", "roles", "measures"]),
    term=slugs,
    meaning=texts,
)


@st.composite
def record_sets(draw: st.DrawFn) -> RecordSet:
    """Records of all kinds, no id twice in one kind."""
    return RecordSet(
        sources={each.id: each for each in draw(st.lists(sources, max_size=2))},
        actors={each.id: each for each in draw(st.lists(actors, max_size=2))},
        places={each.id: each for each in draw(st.lists(places(), max_size=2))},
        events={each.id: each for each in draw(st.lists(events(), max_size=2))},
        terms={(each.kind, each.term): each for each in draw(st.lists(terms, max_size=3))},
    )
