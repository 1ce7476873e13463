"""As it was known then."""

import pytest

from timeline.domain.claims.as_of import as_known
from timeline.domain.claims.derive import derive
from timeline.domain.dates.edtf import parse
from timeline.domain.records import Claim, Event, Link, RecordSet, Source

SOURCES = {
    source.id: source
    for source in (
        Source("may-2", "first", published="2031-05-02"),
        Source("may-9", "second", published="2031-05-09"),
        Source("some-may", "vague", published="2031-05"),
        Source("never", "no date"),
        Source("always", "says nothing", published="../.."),
    )
}


def known(day: str, *events: Event) -> tuple[dict[str, Event], int, int]:
    latest = parse(day).end_latest
    assert latest is not None
    found = as_known(RecordSet(sources=SOURCES, events={event.id: event for event in events}), latest)
    return dict(found.records.events), found.claims_of_undated_sources, found.claims_of_vague_sources


def event(event_id: str, *sources: str, **more: object) -> Event:
    return Event(event_id, event_id, claims=tuple(Claim(source, date="2031-05-01") for source in sources), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "sources", "undated", "vague"),
    [
        ("2031-05-01", None, 2, 1),
        ("2031-05-02", ("may-2",), 2, 1),
        ("2031-05-08", ("may-2",), 2, 1),
        ("2031-05-09", ("may-2", "may-9"), 2, 1),
        ("2031-05-30", ("may-2", "may-9"), 2, 1),
        ("2031-05", ("may-2", "may-9", "some-may"), 2, 0),
        ("2031-04-30", None, 2, 0),
    ],
)
def test_only_claims_published_by_that_day_are_known(
    day: str, sources: tuple[str, ...] | None, undated: int, vague: int
) -> None:
    events, *left_out = known(day, event("call", "may-2", "may-9", "some-may", "never", "always"))
    found = tuple(claim.source for claim in events["call"].claims) if "call" in events else None
    assert (found, *left_out) == (sources, undated, vague)


def test_an_event_that_nobody_had_reported_is_left_out_and_so_are_links_to_it() -> None:
    first = event("call", "may-2", links=(Link("follows", "meeting"), Link("part-of", "talks")))
    events, *_ = known("2031-05-02", first, event("meeting", "may-9"), event("talks", "may-2"), Event("idle", "idle"))
    assert list(events) == ["call", "talks"]
    assert events["call"].links == (Link("part-of", "talks"),)


def test_the_editors_decision_came_later() -> None:
    events, *_ = known("2031-05-02", event("call", "may-2", date="2031-04-30", date_note="the log says so"))
    assert events["call"].date is None
    assert events["call"].date_note is None


def test_a_dispute_begins_when_the_second_source_speaks() -> None:
    call = Event("call", "call", claims=(Claim("may-2", date="2031-05-01"), Claim("may-9", date="2031-04-30")))
    denial = Event("raid", "raid", claims=(Claim("may-2"), Claim("may-9", modality="denied")))
    for day, status, standing in (
        ("2031-05-02", "agreed", "asserted"),
        ("2031-05-09", "disputed", "contested"),
    ):
        events, *_ = known(day, call, denial)
        found = derive(RecordSet(sources=SOURCES, events=events)).events
        assert (found["call"].date.status, found["raid"].standing) == (status, standing)


def test_a_relation_to_what_was_not_known_then_dates_nothing() -> None:
    told = Event("meeting", "meeting", claims=(Claim("may-2", date="1 day after call"),))
    events, *_ = known("2031-05-02", event("call", "may-9"), told)
    assert derive(RecordSet(sources=SOURCES, events=events)).events["meeting"].date.status == "undated"
