"""EDTF: what is refused, where and with which words: what to write instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.dates.edtf import EdtfError, is_edtf, parse
from timeline.domain.dates.typed.edtf_hints import explained


def refusal(text: str) -> EdtfError:
    """The error that a text is refused with, as a person is told it."""
    return explained(refused(text))


def refused(text: str) -> EdtfError:
    """The error as reading raises it."""
    with pytest.raises(EdtfError) as caught:
        parse(text)
    return caught.value


# text, index of the first wrong character, what the message must hold
REFUSED = [
    # The draft of 2012, each with the present spelling of that very text.
    ("199u", 3, "write 199X"),
    ("1999-uu", 5, "write 1999-XX"),
    ("uuuu-12", 0, "write XXXX-12"),
    ("156x", 3, "write 156X"),
    ("unknown/2006", 0, "write /2006"),
    ("2004-06-01/unknown", 11, "write 2004-06-01/"),
    ("2004/open", 5, "write 2004/.."),
    ("y170000002", 0, "write Y170000002"),
    ("y-17e7", 0, "write Y-17E7"),
    ("1984?~", 5, "write 1984%"),
    ("2004-06?~/2006", 8, "write 2004-06%/2006"),
    ("(2011)-06-04~", 0, "write 2011-~06-~04"),
    ("2011-(06-04)~", 5, "write 2011-~06-~04"),
    ("2004-(06)?-11", 5, "write 2004-?06-11"),
    ("2004?-06-(11)~", 9, "write ?2004-06-~11"),
    ("(2004-(06)~)?", 0, "write ?2004-%06"),
    ("(2004-06-11)?", 0, "write 2004-06-11?"),
    ("2004-06-(01)~/2004-06-(20)~", 8, "write 2004-06-~01/2004-06-~20"),
    ("2001-21^south", 7, "write 2001-29"),
    ("2001-21^northernHemisphere", 7, "write 2001-25"),
    ("y17101e4p3", 0, "write [Y171000000..Y171999999]"),
    # Level 2's significant digits
    ("1950S2", 4, "significant digits are not read"),
    ("1950S2", 4, "write 19XX"),
    ("-1950S3", 5, "write -195X"),
    ("Y171010000S3", 10, "write [Y171000000..Y171999999]"),
    ("Y-17E7S1", 6, "write [Y-199999999..Y-100000000]"),
    # No real day
    ("2023-02-29", 8, "February 2023 has 28 days"),
    ("2023-04-31", 8, 'found "31" at character 9: write a day from 01 to 30, or 2023-04'),
    ("2023-04-00", 8, "April 2023 has 30 days"),
    ("1900-02-29~", 8, "February 1900 has 28 days"),
    ("2020/2023-02-29", 13, "February 2023 has 28 days"),
    ("[2023-02-29]", 9, "at character 10"),
    ("2023-02-29T10:00:00", 8, "February 2023 has 28 days"),
    ("2005-02-3X", 8, "no real day fits"),
    ("XXX1-02-29", 8, "no real day fits"),
    ("2005-01-4X", 8, "no day is written 4X"),
    ("2020-13", 5, "months run from 01 to 12"),
    ("2020-00", 5, "months run from 01 to 12"),
    ("2020-20", 5, "months run from 01 to 12"),
    ("2020-42", 5, "months run from 01 to 12"),
    ("2020-13-XX", 5, "months run from 01 to 12"),
    ("2020-2X", 5, "a code from 21 to 41"),
    ("2020-21-01", 8, "a season or quarter has no days"),
    # Years
    ("-0000", 0, "write 0000 for 1 BCE"),
    ("-0000-01-01", 0, "write 0000 for 1 BCE"),
    ("99", 2, "0099, 1999 or 2099"),
    ("20-09-20", 2, "0020, 1920 or 2020"),
    ("202", 3, "write 0202"),
    ("12345", 4, "write Y12345"),
    ("-12345", 5, "write Y-12345"),
    ("12020-01-01", 4, "write Y12020"),
    ("Y12345-06", 6, "write Y12345"),
    ("Y2020", 0, "write 2020"),
    ("Y2E3", 0, "write 2000"),
    ("Y012345", 1, "write Y12345"),
    ("Y1000000000001", 0, "1000000000000"),
    ("Y1E13", 0, "at most Y1E12"),
    ("Y1E99999999999999999999", 0, "at most Y1E12"),
    ("Y3E0", 2, "not an EDTF date"),
    ("+2020", 0, "write 2020"),
    # Reversed
    ("2021/2020", 5, "write 2020/2021"),
    ("2020-09-21/2020-09-20", 11, "write 2020-09-20/2020-09-21"),
    ("[2021..2020]", 7, "write [2020..2021]"),
    ("[1999,2021-02..2021-01,2030]", 15, "write [1999,2021-01..2021-02,2030]"),
    # Sets
    ("[2020,2021", 10, "write [2020,2021]"),
    ("{2020]", 6, "write {2020}"),
    ("[2020, 2021]", 6, "write [2020,2021]"),
    ("[2020,2021]?", 12, "write [2020?,2021?]"),
    ("[2020..,2021]", 5, "put that member last"),
    ("[2020,..2021]", 6, "put that member first"),
    ("[..]", 1, "[2020-09-20..]"),
    ("[]", 1, "leave the date out"),
    ("[2020,]", 6, "not an EDTF date"),
    ("[2020-06-01..2021]", 13, "write [2020-06..2021-12]"),
    ("[2020..2021-06-03]", 7, "write [2020-01-01..2021-06-03]"),
    ("[[2020],2021]", 1, "not an EDTF date"),
    ("2020..2021", 4, "write [2020..2021] for between 2020 and 2021 or 2020/2021 for 2020 to 2021"),
    ("..2020", 0, "write [..2020] for before 2021 or ../2020 for until 2020"),
    # Times
    ("1985-04-12T10:30", 16, "write 1985-04-12T10:30:00, or 1985-04-12 without the time"),
    ("1985-04-12T10", 13, "write 1985-04-12T10:00:00"),
    ("1985-04-12T24:00:00", 11, "write 1985-04-13T00:00:00"),
    ("1985-12-31T24:00:00", 11, "write 1986-01-01T00:00:00"),
    ("1985-04-12T25:00:00", 11, "hours run from 00 to 23"),
    ("1985-04-12T10:60:00", 14, "minutes run from 00 to 59"),
    ("1985-04-12T10:30:61", 17, "seconds run from 00 to 59"),
    ("1985-04-12T10:30:60", 17, "leap second at minute 59"),
    ("1985-04-12T10:30:00.5", 19, "write 1985-04-12T10:30:00"),
    ("1985-04-12T10:30:00+0430", 22, "write 1985-04-12T10:30:00+04:30"),
    ("1985-04-12T10:30:00+24", 19, "-23:59 to +23:59"),
    ("1985-04-12T10:30:00-00:00", 19, "write 1985-04-12T10:30:00Z"),
    ("1985-04-12t10:30:00z", 10, "write 1985-04-12T10:30:00Z"),
    ("1985-04-12 10:30", 10, "write 1985-04-12T10:30:00"),
    ("1985-04-12T10:30:00?", 19, "or 1985-04-12? without the time"),
    ("1985-04-12T10:30:00/1985-04-13", 10, "write 1985-04-12/1985-04-13"),
    ("[1985-04-12T10:30:00,1985-04-13]", 11, "write [1985-04-12,1985-04-13]"),
    ("1985-04-XXT10:30:00", 10, "write 1985-04-XX"),
    ("1985-04T10:30:00", 7, "not an EDTF date"),
    # Other ways to write a date
    ("2020/09/20", 7, "write 2020-09-20"),
    ("20.9.2020", 2, "write 2020-09-20"),
    ("20200920", 4, "write 2020-09-20"),
    ("2020-9-2", 6, "write 2020-09-02"),
    ("202009", 4, "write 2020-09 for September 2020 or Y202009 for the year 202009"),
    ("10/7/2008", 2, "write 2008-07-10 for 10 July 2008 or 2008-10-07 for 7 October 2008"),
    ("20 September 2020", 2, "write 2020-09-20"),
    ("1990s", 4, "write 199X"),
    ("c. 1990", 0, "write 1990~"),
    ("2020-W39", 5, "write [2020-09-21..2020-09-27]"),
    ("2020-W39-2", 5, "write 2020-09-22"),
    ("2020-264", 7, "write 2020-09-20"),
    ("2020-09-20/21", 13, "write 2020-09-20/2020-09-21"),
    ("2020–2021", 4, "write 2020/2021"),
    ("2020/P1M", 5, "durations are not read"),
    ("2020/2021/2022", 9, "an interval has two ends"),
    # White space, nothing, other scripts, anything else
    (" 2020", 0, "write 2020"),
    ("2020 ", 4, "write 2020"),
    ("2020\n", 4, "write 2020"),
    ("2020-09 /2021", 7, "write 2020-09/2021"),
    ("", 0, "there is no date"),
    ("   ", 0, "there is no date"),
    ("٢٠٢٠-٠٩", 0, "write 2020-09"),
    ("20²0", 2, "not an EDTF date"),
    ("−0043", 0, "write -0043"),
    ("unknown", 0, "leave the date out"),
    ("..", 0, "leave the date out"),
    ("soon", 0, "write a date as 2020-09-20, 2020-09 or 2020"),
    ("2020-09-20-01", 10, "not an EDTF date"),
    ("2020??", 5, "not an EDTF date"),
]


@pytest.mark.parametrize(("text", "position", "words"), REFUSED)
def test_a_refusal_has_its_position_and_says_what_to_write(text: str, position: int, words: str) -> None:
    error = refusal(text)
    assert error.text == text
    assert error.position == position
    assert words in str(error)
    assert f"at character {position + 1}" in str(error)
    assert error.hint
    assert str(error).isprintable()
    assert "write" in error.hint or "leave" in error.hint or "put" in error.hint


def offered(error: EdtfError) -> list[str]:
    """The spellings that a hint of the form "write A" or "write A for ... or B for ..." offers."""
    words = error.hint.removeprefix("write ").replace(",", ", ").split()
    return [words[0]] if len(words) == 1 else []


@pytest.mark.parametrize("text", sorted({text for text, _, _ in REFUSED}))
def test_what_a_hint_offers_is_edtf(text: str) -> None:
    for spelling in offered(refusal(text)):
        assert parse(spelling).text == spelling


def test_most_refusals_offer_one_spelling() -> None:
    assert sum(bool(offered(refusal(text))) for text, _, _ in REFUSED) >= 60


@given(st.text(max_size=40) | st.text("0123456789XYESTZux?~%-/.,:[]{}()^ ", max_size=25))
def test_every_refusal_has_a_hint_and_keeps_its_place(text: str) -> None:
    if is_edtf(text):
        return
    raised = refused(text)
    told = explained(raised)
    assert told.hint
    assert str(told).isprintable()
    assert (told.text, told.position, told.found) == (text, raised.position, raised.found)
    assert explained(told) is told


def test_another_hint_is_taken_only_where_none_is_known() -> None:
    assert explained(refused("soon"), "write 2020").hint == "write 2020"
    assert explained(refused("x" * 300), "write 2020").hint == "write 2020"
    assert explained(refused("199u"), "write 2020").hint == "write 199X"
    assert explained(refused("2023-02-29"), "write 2020").hint.startswith("write a day from 01 to 28")


@pytest.mark.parametrize("text", ["1" * 9000, "Y" + "1" * 9000, "X" * 9000, "[" * 9000, "Y1E" + "9" * 9000])
def test_a_huge_text_is_refused_briefly(text: str) -> None:
    assert len(str(refusal(text))) < 300
