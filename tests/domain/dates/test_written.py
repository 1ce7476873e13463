"""A date as it was written: a text in every way, that is read once."""

import copy
import pickle

import pytest
from hypothesis import given

from tests.support import edtf_texts
from tests.support.calls import counted
from timeline.domain.dates.edtf import EdtfError, parse
from timeline.domain.dates.relative.reading import RelativeError, looks_relative, read_relative
from timeline.domain.dates.relative.relation import Relative
from timeline.domain.dates.written import WrittenDate, told_from, written
from timeline.domain.records import Claim, Event, Membership, Source


def test_a_date_is_a_text() -> None:
    date = written("2031-05-01~")
    assert date == "2031-05-01~"
    assert hash(date) == hash("2031-05-01~")
    assert repr(date) == "'2031-05-01~'"
    assert f"{date}" == "2031-05-01~"
    assert {"2031-05-01~": 1}[date] == 1


def test_one_text_is_one_value() -> None:
    assert written("2031-05-02") is written("".join(["2031-", "05-02"]))
    assert written(written("2031-05-02")) is written("2031-05-02")


@given(edtf_texts.texts)
def test_what_edtf_says(text: str) -> None:
    date = written(text)
    assert date.read() == date.when() == parse(text)
    assert date.relative() is None
    assert told_from(text) == ()
    assert not looks_relative(text)
    assert type(date.when().text) is str


def test_what_a_relative_date_says() -> None:
    date = written("About 2 weeks before Publication")
    assert date.relative() == date.read() == read_relative(date)
    with pytest.raises(EdtfError):
        date.when()
    assert isinstance(date.read(), Relative)


@pytest.mark.parametrize(
    ("text", "error"), [("soon", EdtfError), ("2031-02-30", EdtfError), ("2 days after", RelativeError)]
)
def test_what_is_no_date_is_refused_whenever_it_is_asked(text: str, error: type[Exception]) -> None:
    date = written(text)
    for _ in range(2):
        with pytest.raises(error):
            date.read()
        with pytest.raises(error):
            date.relative()
        with pytest.raises(EdtfError):
            date.when()


def test_a_date_is_read_once() -> None:
    dates = [WrittenDate(text) for text in ("2031-05-01", "2 days after storm", "2031/..")]
    with counted(parse, read_relative, looks_relative) as called:
        for date in dates * 3:
            date.read()
            date.relative()
            told_from(date)
    assert called[parse] == {"2031-05-01": 1, "2031/..": 1}
    assert called[read_relative] == {"2 days after storm": 1}
    assert called[looks_relative] == {"2031-05-01": 1, "2 days after storm": 1, "2031/..": 1}


@pytest.mark.parametrize("text", ["2031-05-01", "2 days after storm", "soon"])
def test_a_date_can_be_copied_and_sent(text: str) -> None:
    date = WrittenDate(text)
    for asked in (False, True):
        if asked and text != "soon":
            date.read()
        for again in (copy.copy(date), copy.deepcopy(date), pickle.loads(pickle.dumps(date))):
            assert type(again) is WrittenDate
            assert again == text
            assert text == "soon" or again.read() == date.read()


def test_records_keep_dates_that_know_what_they_say() -> None:
    dates = (
        Claim("herald", date="2031-05-01").date,
        Claim("herald")._replace(date="2031-05-01").date,
        Event("x", "X", date="2031-05-01").date,
        Membership("union", None, "2031-05-01").date,
        Source("herald", "Herald", published="2031-05-01").published,
        Source("herald", "Herald", accessed="2031-05-01").accessed,
    )
    assert {id(date) for date in dates} == {id(written("2031-05-01"))}
    assert Claim("herald").date is None
    assert Claim("herald", date="2031-05-01") == Claim("herald", date=written("2031-05-01"))


@pytest.mark.parametrize(
    ("date", "events"),
    [
        (None, ()),
        ("2020-09-20", ()),
        ("before publication", ()),
        ("1 day after the-call", ("the-call",)),
        ("after The-Call, before talks", ("the-call", "talks")),
        ("talks to talks", ("talks",)),
        ("2018 to at least talks", ("talks",)),
        ("before 2020", ()),
    ],
)
def test_the_events_that_a_date_is_told_from(date: str | None, events: tuple[str, ...]) -> None:
    assert told_from(date) == events
