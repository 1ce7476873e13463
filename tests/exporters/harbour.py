"""The harbour talks: an invented story with every case that an exporter has to tell."""

from collections.abc import Iterable, Iterator

from tests.support.values import replace
from timeline.domain.chronology import (
    Chronology,
    ClaimedDate,
    Entry,
    EntryAttribution,
    EntryClaim,
    EntryLink,
    EntryParticipant,
    EntryPlace,
    EventDate,
)
from timeline.domain.claims.addresses import claim_addresses
from timeline.domain.claims.disputes import disputes
from timeline.domain.claims.figures import read_figure
from timeline.domain.claims.lineage import origins
from timeline.domain.dates import edtf
from timeline.domain.dates.when import When
from timeline.domain.records import Derivation, Figure, Source

PORT_CITY = EntryPlace("port-city", "Port City", 1.5, 103.2)
RUIZ = EntryParticipant("ana-ruiz", "Ana Ruiz", "initiator")
VALE = EntryParticipant("tomas-vale", "Tomás Vale", "recipient")

SOURCES = {
    source.id: source
    for source in (
        Source(
            id="newswire",
            title="Newswire report",
            kind="agency",
            publisher=None,
            author=None,
            published=None,
            url=None,
            archive_url="https://archive.example/newswire",
            accessed=None,
            reliability=None,
        ),
        Source(
            id="gazette-2031-05-02",
            title="Harbour talks begin",
            kind="article",
            publisher="The Gazette",
            author="Mara *Stone*",
            published="2031-05-02",
            url="https://gazette.example/harbour?id=1&part=2",
            archive_url="https://archive.example/gazette",
            accessed="2031-06-01",
            reliability="B",
            derived_from=(Derivation("quotes", "newswire"),),
        ),
        Source(
            id="herald-2031-05-03",
            title="Envoy in port",
            kind="article",
            publisher="The Herald",
            author=None,
            published="2031-05-03",
            url="javascript:alert('herald')",
            archive_url=None,
            accessed=None,
            reliability=None,
            derived_from=(Derivation("quotes", "newswire"), Derivation("republishes", "gazette-2031-05-02")),
        ),
        Source(
            id="herald-2031-05-09",
            title="Envoy <leaves> & returns",
            kind="article",
            publisher="The Herald",
            author=None,
            published="2031-05~",
            url="http://herald.example/two words",
            archive_url=None,
            accessed=None,
            reliability="F",
        ),
        Source(
            id="sahifa-2031",
            title="محادثات الميناء",
            kind="article",
            publisher="الصحيفة",
            author=None,
            published="2031-05-04",
            url=None,
            archive_url=None,
            accessed=None,
            reliability=None,
            derived_from=(Derivation("translates", "copy-2031"),),
        ),
        Source(
            id="copy-2031",
            title="Talks, a copy",
            kind=None,
            publisher="The Copyist",
            author=None,
            published="2031-05-03",
            url=None,
            archive_url=None,
            accessed=None,
            reliability=None,
            derived_from=(Derivation("republishes", "newswire"),),
        ),
    )
}


def agreed(text: str) -> EventDate:
    """An event's date as one EDTF text gives it."""
    when = edtf.parse(text)
    return EventDate(
        status="agreed",
        edtf=text,
        spans=(when.span,),
        approximate=when.approximate,
        uncertain=when.uncertain,
        second=when.second,
    )


def disputed(*texts: str) -> EventDate:
    """An event's date where the claims allow no one span."""
    whens = [edtf.parse(text) for text in texts]
    return EventDate(
        status="disputed",
        edtf=edtf.one_of(whens),
        spans=tuple(when.span for when in whens),
        approximate=any(when.approximate for when in whens),
    )


def decided(text: str) -> EventDate:
    """An event's date where the editor decides."""
    return replace(agreed(text), status="decided")


UNDATED = EventDate(status="undated", edtf=None)


def claim(
    source: str,
    at: str | None = None,
    written: str | None = None,
    *,
    resolved: str | None = None,
    modality: str = "asserted",
    figures: tuple[Figure, ...] = (),
    quote: str | None = None,
    note: str | None = None,
    whom: tuple[str, ...] = (),
) -> EntryClaim:
    """A claim of one of SOURCES; ``resolved`` is what a relative date comes to, ``whom`` it reports, in words."""
    listed = SOURCES[source]
    roots = origins(source, SOURCES)
    when: When | None = None
    if written is not None and (resolved or written[0] in "0123456789[{.") and " " not in (resolved or written):
        when = edtf.parse(resolved or written)
    return EntryClaim(
        source=source,
        title=listed.title,
        publisher=listed.publisher,
        published=listed.published,
        at=at,
        date=None if written is None else ClaimedDate(written, when),
        modality=modality,
        figures=figures,
        quote=quote,
        note=note,
        according_to=tuple(EntryAttribution(None, each) for each in whom),
        origins=roots,
        origin_names=tuple(SOURCES[root].publisher or SOURCES[root].title for root in roots),
    )


def entry(
    id_: str,
    title: str = "Something happens",
    date: EventDate = UNDATED,
    *,
    summary: str | None = None,
    type_: str | None = None,
    date_note: str | None = None,
    standing: str = "asserted",
    place: EntryPlace | None = None,
    participants: tuple[EntryParticipant, ...] = (),
    claims: tuple[EntryClaim, ...] = (),
    origin_count: int | None = None,
    links: tuple[EntryLink, ...] = (),
    tags: tuple[str, ...] = (),
    note: str | None = None,
) -> Entry:
    """An entry, its sources counted."""
    source_count = len({each.source for each in claims})
    return Entry(
        id=id_,
        title=title,
        summary=summary,
        type=type_,
        date=date,
        date_note=date_note,
        standing=standing,
        disputed=disputes(claims, date, standing),
        place=place,
        participants=participants,
        claims=addressed(id_, claims),
        source_count=source_count,
        origin_count=source_count if origin_count is None else origin_count,
        links=links,
        tags=tags,
        note=note,
    )


def addressed(event_id: str, claims: tuple[EntryClaim, ...]) -> tuple[EntryClaim, ...]:
    """The claims with their addresses."""
    ids = claim_addresses((event_id, each.source) for each in claims)
    return tuple(each._replace(id=address) for each, address in zip(claims, ids, strict=True))


def figure(measure: str, text: str) -> Figure:
    """The figure of these words."""
    return Figure(*read_figure(measure, text))


MEETING = entry(
    "ruiz-meets-vale",
    "Ruiz meets the minister's envoy",
    disputed("2031-05-01", "2031-05-02"),
    type_="consult/meeting",
    place=PORT_CITY,
    participants=(RUIZ, VALE),
    claims=(
        claim("gazette-2031-05-02", "¶ 3", "2031-05-01"),
        claim(
            "herald-2031-05-03",
            "¶ 1",
            "1 day before publication",
            resolved="2031-05-02",
            figures=(figure("delegates", "at least 12"),),
        ),
    ),
    origin_count=1,
)


def story() -> tuple[Entry, ...]:
    """The events, in chronological order."""
    return (
        entry(
            "ferry-study",
            "A study of the ferries",
            agreed("2030"),
            claims=(claim("herald-2031-05-03", None, "2030"), claim("herald-2031-05-09", "¶ 2", "2030")),
        ),
        entry(
            "strike-fund",
            "A strike fund is opened",
            agreed("2031-04"),
            summary="First line\nstill the first paragraph.\n\n- not a list\n\n1. not a list either",
            claims=(claim("gazette-2031-05-02", "¶ 9", "2031-04", modality="alleged"),),
            standing="alleged",
        ),
        MEETING,
        entry(
            "night-statement",
            '<script>alert("statement")</script> & *bold* [link](https://evil.example)\nsecond line',
            agreed("2031-05-02T23:20:00"),
            summary='=HYPERLINK("https://evil.example") ![x](y) `code` <img src=x onerror=alert(1)> &lt; $x$',
            type_="consult/statement",
            place=EntryPlace("quay-9", "@Quay_9", -5.5, -0.25),
            participants=(
                RUIZ,
                replace(RUIZ, role="host", source="gazette-2031-05-02"),
                EntryParticipant("rida-karim", "رضا كريم", "target", "sahifa-2031"),
            ),
            claims=(
                claim("gazette-2031-05-02", "¶ 4", "2031-05-02T23:20:00", quote="we are *done*"),
                claim(
                    "sahifa-2031",
                    "¶ 2",
                    "2031-05-02",
                    figures=(figure("crowd", "about 300.5"),),
                ),
            ),
            tags=("harbour", "=tag"),
            links=(
                EntryLink("follows", "ruiz-meets-vale", "Ruiz meets the minister's envoy"),
                EntryLink("part-of", "talks", "The <talks>"),
            ),
            origin_count=1,
            note="-1+1 is no sum",
        ),
        entry(
            "shots-fired",
            "Shots at the gate",
            agreed("2031-05-03"),
            type_="assault",
            standing="contested",
            claims=(
                claim(
                    "gazette-2031-05-02",
                    "¶ 5",
                    "2031-05-03",
                    figures=(figure("hurt", "13"), figure("shots", "up to 6")),
                ),
                claim("herald-2031-05-03", "¶ 6", modality="denied", whom=("Port *police*", "two unnamed officials")),
                claim(
                    "herald-2031-05-09",
                    "¶ 7",
                    "1 day after night-statement",
                    resolved="2031-05-03",
                    modality="alleged",
                    figures=(figure("hurt", "14 to 16"),),
                ),
            ),
            origin_count=2,
        ),
        entry(
            "talks-resume",
            "The talks resume",
            decided("2031-05-07"),
            date_note="The minutes are dated",
            claims=(
                claim("gazette-2031-05-02", "¶ 8", "2031-05-06"),
                claim("herald-2031-05-03", "¶ 8", "2031-05-06"),
                claim("sahifa-2031", "¶ 3", "2031-05-08~"),
            ),
            origin_count=1,
        ),
        entry(
            "blockade",
            "The harbour is blocked",
            agreed("2031-05-10/.."),
            place=EntryPlace("mina", "الميناء"),
            claims=(
                claim("sahifa-2031", "¶ 1", "2031-05-10/.."),
                claim("herald-2031-05-09", None, "2031-05"),
            ),
        ),
        entry(
            "old-quay",
            "The old quay is built",
            agreed("[..2031-05-31]"),
            claims=(claim("gazette-2031-05-02", "p. 2", "[..2031-05-31]"),),
            origin_count=1,
        ),
        entry(
            "vote",
            "The union votes",
            agreed("2031-06~"),
            standing="expected",
            claims=(claim("herald-2031-05-09", "¶ 11", "2031-06~", modality="expected"),),
        ),
        entry(
            "strike-called",
            "The union calls a strike",
            claims=(claim("herald-2031-05-03", "¶ 5", "1 day after vote"),),
            origin_count=1,
        ),
        entry("remark", "رسالة من الميناء", summary="كتب المحرر هذه الرسالة."),
    )


def chronology(entries: Iterable[Entry], title: str = "The harbour talks") -> Chronology:
    """A chronology of these entries, over SOURCES."""
    return Chronology(
        title=title,
        query="May 2031; actor Ana Ruiz",
        made_on="2031-07-01",
        entries=iter(entries),
        sources=_with_all_they_derive_from,
    )


def _with_all_they_derive_from(ids: Iterable[str]) -> dict[str, Source]:
    found: dict[str, Source] = {}
    waiting = list(ids)
    while waiting:
        source = SOURCES[waiting.pop()]
        found[source.id] = source
        waiting.extend(other for _, other in source.derived_from if other not in found)
    return found


A_YEAR = 10
"""Events in each year of a long chronology."""


def many(count: int) -> Iterator[Entry]:
    """A long chronology, its events told apart by their numbers."""
    for number in range(count):
        date = agreed(f"{2031 + number // A_YEAR}-05")
        yield replace(MEETING, id=f"event-{number}", title=f"Event number {number}", date=date)
