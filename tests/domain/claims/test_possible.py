"""The days that an event may have had once hold whatever was known."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.relatives import relatives
from tests.support.worlds import SOURCES, worlds
from timeline.domain.claims.derive import derive
from timeline.domain.claims.possible import dates_of, own_days
from timeline.domain.dates import edtf
from timeline.domain.dates.relative.meaning import NothingLeft, resolve
from timeline.domain.dates.when import Span, When
from timeline.domain.records import Claim, Event, RecordSet, Source
from timeline.storage.schema.stored_days import first_day, last_day, sort_keys

_days = st.integers(-400, 400)


@st.composite
def _spans(draw: st.DrawFn) -> Span:
    """Any span, now and then open somewhere."""
    first, second, third, fourth = sorted(draw(st.tuples(_days, _days, _days, _days)))
    inner = (second, third) if draw(st.booleans()) else (third, second)
    span = Span(first, inner[0], inner[1], fourth, lasting=True)
    opened = draw(st.sampled_from(["", "", "", "start", "end"]))
    if opened == "start":
        return span._replace(begin_earliest=None)
    return span._replace(end_latest=None) if opened == "end" else span


@given(relatives(most=50), st.data())
def test_what_is_told_from_days_within_others_lies_within_what_is_told_from_those(relative, data) -> None:  # type: ignore[no-untyped-def]
    inner = {anchor: data.draw(_spans()) for anchor in relative.anchors}
    wider = {}
    for anchor, span in inner.items():
        first, last = span.begin_earliest, span.end_latest
        wider[anchor] = Span.within(
            None if first is None else first - data.draw(st.integers(0, 60)),
            None if last is None else last + data.draw(st.integers(0, 60)),
        )
    try:
        found = resolve(relative, {anchor: When("", span) for anchor, span in inner.items()}).span
    except NothingLeft:
        return
    may_be = resolve(relative, {anchor: When("", span) for anchor, span in wider.items()}).span
    assert first_day(may_be.begin_earliest) <= first_day(found.begin_earliest)
    assert last_day(found.end_latest) <= last_day(may_be.end_latest)


def _known(world: RecordSet, sources: frozenset[str]) -> RecordSet:
    """As ``as_known`` has it: only the claims of these sources, and no date of the editor."""
    events = {
        event.id: event._replace(claims=claims, date=None)
        for event in world.events.values()
        if (claims := tuple(claim for claim in event.claims if claim.source in sources))
    }
    return world._replace(events=events)


@settings(max_examples=12)
@given(worlds())
def test_whatever_is_known_an_event_has_some_of_its_possible_days(world: RecordSet) -> None:
    derived = derive(world)
    today, told = derived.events, derived.told
    some = [frozenset(known) for count in range(1, len(SOURCES) + 1) for known in combinations(SOURCES, count)]
    for event_id, then in (each for known in some for each in derive(_known(world, known)).events.items()):
        if then.date.status == "undated":
            continue
        possible, place = today[event_id].possible, sort_keys(then.date)
        first, last = own_days(dates_of(told[event_id].event))
        assert first_day(first) <= min(first_day(then.date.begin_earliest), place[0]), event_id
        assert max(last_day(then.date.end_latest), place[0]) <= last_day(last), event_id
        if possible is None:
            assert place == sort_keys(today[event_id].date), event_id
            continue
        assert first_day(possible.begin_earliest) <= first_day(then.date.begin_earliest), event_id
        assert last_day(then.date.end_latest) <= last_day(possible.end_latest), event_id
        assert first_day(possible.sorts_from) <= place[0] <= last_day(possible.sorts_to), event_id


def _possible(*claims: Claim, **others: Event) -> object:
    event = Event("it", "It", claims=claims)
    sources = {"early": Source("early", "E", published="2031-05-01"), "late": Source("late", "L")}
    return derive(RecordSet(sources=sources, events={"it": event} | others)).events["it"].possible


def _day(text: str) -> int | None:
    return edtf.parse(text).begin_earliest


def test_an_event_of_one_date_has_no_other_days() -> None:
    assert _possible(Claim("early", date="2031-05"), Claim("late", date="2031-05"), Claim("late")) is None
    assert _possible(Claim("early"), Claim("late", date="../..")) is None
    assert _possible(Claim("early", date="2031-05"), Claim("late", date="2030", modality="denied")) is None


def test_of_its_own_dates_follow_the_days_of_an_event_where_no_other_has_a_say() -> None:
    event = Event("it", "It", date="2031-04-01", claims=(Claim("early", date="2031-05-02"), Claim("late")))
    assert own_days(dates_of(event)) == (_day("2031-04-01"), _day("2031-05-02"))
    assert own_days(["2031-05-02", "2031-05"]) == (_day("2031-05-01"), _day("2031-05-31"))
    assert own_days(["2031-05", "2031-05-02/.."]) == (_day("2031-05-01"), None)
    for told in ("1 day after other", "before publication", "no date"):
        assert own_days(["2031-05-02", told]) == (None, None)
    assert own_days([]) == (None, None)


def test_dates_that_narrow_or_contradict_each_other_may_be_known_apart() -> None:
    possible = _possible(Claim("early", date="2031-05"), Claim("late", date="2031-05-09"))
    assert possible == (_day("2031-05-01"), _day("2031-05-31"), _day("2031-05-01"), _day("2031-05-09"))
    assert _possible(Claim("early", date="../2031-05-09"), Claim("late", date="2031-05-02")) == (
        *(None, _day("2031-05-09")),
        *(_day("2031-05-02"), _day("2031-05-09")),
    )


def test_days_told_from_others_are_as_wide_as_these_may_be() -> None:
    other = Event("other", "Other", claims=(Claim("early", date="2031-05-02"), Claim("late", date="2031-05-09")))
    told = Claim("late", date="2 days after other")
    assert _possible(told, other=other) == (_day("2031-05-11"),) * 4
    told = Claim("third", date="2 days after other")
    first, last = _day("2031-05-04"), _day("2031-05-11")
    assert _possible(told, other=other) == (first, last, first, last)


def test_where_only_an_editor_breaks_a_circle_any_day_is_possible() -> None:
    other = Event("other", "Other", date="2031-05-02", claims=(Claim("early", date="1 day after it"),))
    assert _possible(Claim("early", date="1 day after other"), other=other) == (None, None, None, None)


def test_a_long_chain_of_dates_is_followed() -> None:
    chain = {
        f"e{number}": Event(f"e{number}", "E", claims=(Claim("early", date=f"1 day after e{number - 1}"),))
        for number in range(1, 3_000)
    }
    first = Event("e0", "E", claims=(Claim("early", date="2031-05-01"),))
    found = derive(RecordSet(events=chain | {"e0": first})).events
    day = _day("2031-05-01") or 0
    assert found["e2999"].possible == (day + 2_999,) * 4
    assert found["e0"].possible is None
