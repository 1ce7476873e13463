"""Which event a chronology tells under which heading, and in what order."""

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exporters.harbour import UNDATED, agreed, chronology, decided, disputed, entry
from tests.support import edtf_texts
from tests.support.worlds import DATES
from timeline.domain.chronology import Entry, EventDate
from timeline.domain.claims.agreement import agree
from timeline.domain.dates.calendar import date_from_day
from timeline.domain.dates.edtf import parse
from timeline.domain.dates.typed.windows import Window
from timeline.domain.in_window import PARTS, in_window
from timeline.storage.schema.stored_days import sort_keys
from timeline.views.documents.headings import holder, period_heading
from timeline.views.documents.narrative import Narrator
from timeline.views.documents.sections import sections

Told = list[tuple[str, list[tuple[str | None, list[str]]]]]


def told(entries: Iterable[Entry]) -> Told:
    return [
        (heading, [(date, [each.id for each in dated]) for date, dated in dates])
        for heading, dates in sections(entries)
    ]


def dated(*dates: EventDate | str, backwards: bool = False) -> list[Entry]:
    """Events of these dates in the order of lists, each with its date as its id."""
    events = [
        entry(str(number), date=agreed(each) if isinstance(each, str) else each) for number, each in enumerate(dates)
    ]
    undated = [each for each in events if not each.date.spans]
    events = [each for each in events if each.date.spans]
    events.sort(key=lambda each: (*sort_keys(each.date), int(each.id)), reverse=backwards)
    return events + undated


STORY = (
    "2020",  # 0
    "2020/2021",  # 1
    "2020-01",  # 2
    "2020-01-03/2020-01-05",  # 3
    "2020-01-10/2020-03-03",  # 4
    "2020-01-11",  # 5
    "2020-01-03",  # 6
    "2020-07/2021-01",  # 7
    "2020-07-15/2021-02",  # 8
    "2020-07-04",  # 9
    "[..2020-07-20]",  # 10
    "2020-08",  # 11
    "2021-01-01",  # 12
)


def test_what_holds_an_event_whole_heads_it() -> None:
    assert told([*dated(*STORY), entry("13"), entry("14")]) == [
        ("2020 to 2021", [(None, ["1"])]),
        ("2020", [("2020, month not given", ["0"])]),
        (
            "January 2020",
            [
                ("January 2020, day not given", ["2"]),
                ("3 to 5 January 2020", ["3"]),
                ("3 January 2020", ["6"]),
                ("11 January 2020", ["5"]),
            ],
        ),
        ("10 January to 3 March 2020", [(None, ["4"])]),
        ("July 2020 to January 2021", [(None, ["7"])]),
        ("July 2020", [("4 July 2020", ["9"])]),
        ("15 July 2020 to February 2021", [(None, ["8"])]),
        ("Before 21 July 2020", [(None, ["10"])]),
        ("August 2020", [("August 2020, day not given", ["11"])]),
        ("January 2021", [("1 January 2021", ["12"])]),
        ("Without a date", [("Undated", ["13", "14"])]),
    ]


def test_backwards_the_same_sections_run_backwards() -> None:
    forwards, backwards = told(dated(*STORY)), told(dated(*STORY, backwards=True))
    assert backwards == [
        (heading, [(date, ids[::-1]) for date, ids in dates[::-1]]) for heading, dates in forwards[::-1]
    ]


def test_what_has_no_end_to_stand_by_is_headed_by_that() -> None:
    events = dated(decided("../.."), disputed("[..2020-03]", "[2020-05..]"), "2020-04", UNDATED)
    assert told(events) == [
        ("April 2020", [("April 2020, day not given", ["2"])]),
        ("Start and end open", [(None, ["0"])]),
        ("Before April 2020 or after April 2020", [(None, ["1"])]),
        ("Without a date", [("Undated", ["3"])]),
    ]


def test_what_edtf_has_no_form_for_is_headed_by_its_words() -> None:
    date = agree([parse("2031-05-01/2031-05-04"), parse("2031-05-07/2031-05-09")])
    assert date.edtf is None
    assert told(dated(date)) == [("May 2031", [("1 to 4 May 2031, or 7 to 9 May 2031", ["0"])])]


_dates = st.one_of(
    st.lists(DATES | edtf_texts.texts, min_size=1, max_size=3).map(lambda texts: agree(map(parse, texts))),
    (DATES | edtf_texts.texts).map(agreed),
)


@given(st.lists(_dates, max_size=12), st.booleans())
def test_every_event_stands_once_under_what_holds_it_whole_and_no_heading_twice(
    dates: list[EventDate], backwards: bool
) -> None:
    events = dated(*dates, backwards=backwards)
    by_id = {each.id: each for each in events}
    found = told(events)
    told_ids = [event for _, section in found for _, ids in section for event in ids]
    assert sorted(told_ids) == sorted(by_id)
    headings = [heading for heading, _ in found]
    headings += [date for _, section in found for date, _ in section if date is not None]
    assert [heading for heading, times in Counter(headings).items() if times > 1] == []
    for heading, section in found:
        for _, ids in section:
            for event in ids:
                held = holder(by_id[event].date)
                assert held is None or heading == period_heading(held)
                if held is not None:
                    span = by_id[event].date.hull
                    assert span.begin_earliest is not None
                    assert span.end_latest is not None
                    for day in (span.begin_earliest, span.end_latest):
                        year, month, _ = date_from_day(day)
                        assert held in ((year, month), (year, None))


_hours = st.sampled_from([None, 0, 34_200, 36_000, 86_399])


@given(st.lists(_dates, max_size=12), st.integers(0, 12), st.integers(0, 12), _hours, _hours)
def test_what_is_told_apart_has_no_heading_of_what_is_dated(
    dates: list[EventDate], first: int, days: int, opens: int | None, closes: int | None
) -> None:
    start = parse("2031-05-01").begin_earliest
    assert start is not None
    window = Window(start + first, start + first + days, "", opens, closes)
    events = [each for each in dated(*dates) if any(span.overlaps(*window[:2]) for span in each.date.spans)]
    parts = [[each for each in events if in_window(each.date, window) == part] for part in PARTS]
    answer = chronology(parts[0])._replace(under_way=parts[1], perhaps=parts[2])
    headings, ids = [], []
    for heading, section in Narrator(answer).sections():
        headings.append(heading)
        for date, told_events in section:
            headings += [] if date is None else [date]
            ids += [each.id for each in told_events]
    assert sorted(ids) == sorted(each.id for each in events)
    assert [heading for heading, times in Counter(headings).items() if times > 1] == []


@pytest.mark.parametrize("backwards", [False, True])
def test_a_month_is_told_once_the_next_begins(backwards: bool) -> None:
    asked = []

    def stream() -> Iterable[Entry]:
        for each in dated("2019-05", "2019-06", "2020-05", "2021-05", backwards=backwards):
            asked.append(each.id)
            yield each

    seen = []
    for _, dates in sections(stream()):
        for _, events in dates:
            seen += [(each.id, len(asked)) for each in events]
    expected = [("3", 2), ("2", 3), ("1", 4), ("0", 4)] if backwards else [("0", 2), ("1", 3), ("2", 4), ("3", 4)]
    assert seen == expected
