"""Entries whose every text is arbitrary: nothing that a person typed may become markup."""

from hypothesis import strategies as st

from tests.exporters.harbour import SOURCES, agreed
from timeline.domain.chronology import (
    Chronology,
    ClaimedDate,
    Entry,
    EntryAttribution,
    EntryClaim,
    EntryLink,
    EntryParticipant,
    EntryPlace,
)
from timeline.domain.records import Figure, Source

_PIECES = st.sampled_from(
    [
        "<script>",
        "</style>",
        "<!--",
        "]]>",
        "&lt;",
        '" onload="x',
        "{{ 1 }}",
        "{% raw %}",
        "=1+1",
        "@SUM(A1)",
        "\t=2",
        "\r\n",
        "\n\n",
        "\u202e",
        "\u2066",
        "\u2069",
        "\x00",
        "\x0b",
        "*a*",
        "__b__",
        "[c](d)",
        "`e`",
        "# f",
        "- g",
        "1. h",
        "~~i~~",
        "|j|",
        "\\",
        "https://k.example",
        "www.l.example",
        "رويز",
        "; ",
        ",",
        "'",
    ]
)
TEXTS = st.one_of(st.text(max_size=12), st.lists(_PIECES, max_size=4).map("".join))


@st.composite
def hostile_entries(draw: st.DrawFn) -> Entry:
    """An entry with arbitrary texts everywhere but in ids and dates."""
    source = draw(st.sampled_from(sorted(SOURCES)))
    figures = (Figure(draw(TEXTS), 1.0, None, 2.5),)
    date = agreed("2031-05-01")
    return Entry(
        id="hostile",
        title=draw(TEXTS),
        summary=draw(st.none() | TEXTS),
        type=draw(st.none() | TEXTS),
        date=date,
        date_note=draw(st.none() | TEXTS),
        standing=draw(st.sampled_from(["asserted", "contested", "alleged"])),
        place=EntryPlace("place", draw(TEXTS), -5.5, 3.25),
        participants=(EntryParticipant("actor", draw(TEXTS), draw(TEXTS), draw(st.sampled_from([None, source]))),),
        claims=(
            EntryClaim(
                source=source,
                title=draw(TEXTS),
                publisher=draw(st.none() | TEXTS),
                published=None,
                at=draw(st.none() | TEXTS),
                date=ClaimedDate(draw(TEXTS), None),
                according_to=tuple(EntryAttribution(None, text) for text in draw(st.lists(TEXTS, max_size=2))),
                origins=(source, "another"),
                origin_names=(draw(TEXTS), draw(TEXTS)),
                modality=draw(st.sampled_from(["asserted", "denied", "alleged"])),
                figures=figures,
                quote=draw(st.none() | TEXTS),
                note=draw(st.none() | TEXTS),
            ),
        ),
        source_count=1,
        origin_count=1,
        links=(EntryLink("follows", "other", draw(TEXTS)),),
        tags=(draw(TEXTS),),
        note=draw(st.none() | TEXTS),
    )


@st.composite
def hostile_chronologies(draw: st.DrawFn) -> Chronology:
    """A chronology of one hostile entry over a hostile source."""
    entry = draw(hostile_entries())
    source = Source(
        id=entry.claims[0].source,
        title=draw(TEXTS),
        kind=None,
        publisher=draw(st.none() | TEXTS),
        author=draw(st.none() | TEXTS),
        published=None,
        url=draw(st.sampled_from(["", "https://", "javascript:"])) + draw(TEXTS),
        archive_url=None,
        accessed=None,
        reliability=None,
    )
    return Chronology(draw(TEXTS), draw(TEXTS), "2031-07-01", iter([entry]), lambda _ids: {source.id: source})
