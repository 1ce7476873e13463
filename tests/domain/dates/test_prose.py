"""EDTF in English words."""

import pytest
from hypothesis import given

from tests.support import edtf_texts
from timeline.domain.dates.edtf import EdtfError, parse
from timeline.domain.dates.prose import in_words

WORDS = [
    # Plain dates
    ("2020-09-20", "20 September 2020"),
    ("2020-09", "September 2020"),
    ("2020", "2020"),
    ("-0043-03-15", "15 March 44 BCE"),
    ("0000", "1 BCE"),
    ("0044-03", "March 44 CE"),
    ("Y12345", "the year 12345"),
    ("Y-17E7", "170000001 BCE"),
    # Seasons and the like
    ("2020-21", "spring 2020"),
    ("2020-24", "winter 2020–2021"),
    ("2020-26", "summer 2020 (northern hemisphere)"),
    ("2020-30", "summer 2020–2021 (southern hemisphere)"),
    ("2020-35", "third quarter of 2020"),
    ("2020-37", "first third of 2020"),
    ("2020-41", "second half of 2020"),
    # Qualifiers
    ("2020-06~", "about June 2020"),
    ("2020-09-20?", "possibly 20 September 2020"),
    ("2020%", "perhaps about 2020"),
    ("Y12345~", "about the year 12345"),
    ("2020-21~", "about spring 2020"),
    ("2004-06~-11", "11 June 2004 (year and month approximate)"),
    ("2004-06-?11", "11 June 2004 (day uncertain)"),
    ("2004?-~06", "June 2004 (year uncertain, month approximate)"),
    ("2004-%06-11", "11 June 2004 (month uncertain and approximate)"),
    ("?2004-?06-?11", "possibly 11 June 2004"),
    ("2004?-06~", "June 2004 (year uncertain and approximate, month approximate)"),
    # Unspecified digits
    ("199X", "the 1990s"),
    ("19XX", "some year from 1900 to 1999"),
    ("200X", "some year from 2000 to 2009"),
    ("000X", "some year from 1 BCE to 9 CE"),
    ("-004X", "some year from 50 to 41 BCE"),
    ("XXXX", "an unknown year"),
    ("1X9X", "some year written 1X9X"),
    ("2020-XX", "a month in 2020"),
    ("2020-XX-XX", "a day in 2020"),
    ("2020-09-XX", "a day in September 2020"),
    ("2020-09-XX?", "possibly a day in September 2020"),
    ("1984-1X", "October, November or December 1984"),
    ("1984-X1", "January or November 1984"),
    ("1984-0X", "a month from January to September 1984"),
    ("2004-02-2X", "a day from 20 to 29 February 2004"),
    ("2005-02-2X", "a day from 20 to 28 February 2005"),
    ("2004-10-3X", "30 or 31 October 2004"),
    ("2004-XX-31", "day 31 of a month in 2004"),
    ("2004-X2-30", "30 December 2004"),
    ("156X-12-25", "25 December in the 1560s"),
    ("15XX-12", "December of some year from 1500 to 1599"),
    ("XXXX-12-XX", "a day in December of an unknown year"),
    ("199X-21", "spring in the 1990s"),
    ("199X-24", "winter beginning in the 1990s"),
    ("199X-33", "first quarter of a year in the 1990s"),
    # Times
    ("2020-09-21T23:20:00", "21 September 2020, 23:20"),
    ("2020-09-21T23:20:30", "21 September 2020, 23:20:30"),
    ("2020-09-21T23:20:30Z", "21 September 2020, 23:20:30 UTC"),
    ("2020-09-21T23:20:00+04:30", "21 September 2020, 23:20 (UTC+04:30)"),
    # Intervals
    ("2020-09-20/2020-09-30", "20 to 30 September 2020"),
    ("2020-09-20/2020-10-03", "20 September to 3 October 2020"),
    ("2020-12-30/2021-01-03", "30 December 2020 to 3 January 2021"),
    ("2020-06/2020-08", "June to August 2020"),
    ("1939/1945", "1939 to 1945"),
    ("2020/2021-03", "2020 to March 2021"),
    ("2020-06~/2020-08", "about June 2020 to August 2020"),
    ("2020-09-20/..", "since 20 September 2020"),
    ("../2020-09-20", "until 20 September 2020"),
    ("2020-09-20/", "since 20 September 2020, end unknown"),
    ("/2020-09-20", "until 20 September 2020, start unknown"),
    ("../..", "start and end open"),
    ("/", "start and end unknown"),
    ("/..", "start unknown, end open"),
    ("../", "start open, end unknown"),
    # Sets
    ("[2020-09-20,2020-09-21]", "20 or 21 September 2020"),
    ("{2020-09-20,2020-09-21}", "20 and 21 September 2020"),
    ("[2031-05-01,2031-05-02,2031-05-05]", "1, 2 or 5 May 2031"),
    ("[2020-09-20,2020-10-03]", "20 September or 3 October 2020"),
    ("[2020-09-20,2021-09-20]", "20 September 2020 or 20 September 2021"),
    ("[2020-09-20,2021]", "20 September 2020 or the year 2021"),
    ("[2020?,2021]", "possibly 2020 or 2021"),
    ("[2020-09-20..2020-09-30]", "between 20 and 30 September 2020"),
    ("[2020-06..2021-08]", "between June 2020 and August 2021"),
    ("[..2020-09-27]", "before 28 September 2020"),
    ("[..2020-09]", "before October 2020"),
    ("[..1984]", "before 1985"),
    ("[..-0001]", "before 1 BCE"),
    ("[2020-09-21..]", "after 20 September 2020"),
    ("[2020-03..]", "after February 2020"),
    ("[2020..]", "after 2019"),
    ("[..2020~]", "about 2020 or earlier"),
    ("[2020-21..]", "spring 2020 or later"),
    ("{..1984}", "all time before 1985"),
    ("{1960..1965}", "each of 1960 to 1965"),
    ("[1667,1668,1670..1672]", "1667, 1668 or between 1670 and 1672"),
    ("[..2020-09-20,2020-10]", "before 21 September 2020 or October 2020"),
    ("[2020]", "2020"),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_edtf_in_words(text: str, words: str) -> None:
    assert in_words(text) == words


def test_words_of_no_edtf_are_refused() -> None:
    with pytest.raises(EdtfError):
        in_words("199u")


@given(edtf_texts.texts)
def test_whatever_is_read_has_words(text: str) -> None:
    words = in_words(text)
    assert words.isprintable()
    assert words == words.strip()
    assert "  " not in words


@given(edtf_texts.texts)
def test_doubts_are_never_left_out(text: str) -> None:
    when, words = parse(text), in_words(text)
    assert when.approximate == any(word in words for word in ("about", "approximate"))
    assert when.uncertain == any(word in words for word in ("possibly", "perhaps", "uncertain"))


plain = edtf_texts.plain_dates | edtf_texts.groupings | edtf_texts.long_years


@given(plain, plain)
def test_dates_with_other_bounds_have_other_words(first: str, second: str) -> None:
    if parse(first).span != parse(second).span:
        assert in_words(first) != in_words(second)
