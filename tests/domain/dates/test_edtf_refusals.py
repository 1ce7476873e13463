"""EDTF: what reading refuses, and where; what to write instead is held in ``typed/test_edtf_hints``."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.dates.edtf import EdtfError, is_edtf, parse
from timeline.domain.dates.when import When


def refusal(text: str) -> EdtfError:
    """The error that a text is refused with."""
    with pytest.raises(EdtfError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "position", "what", "found"),
    [
        ("", 0, "not an EDTF date", ""),
        ("soon", 0, "not an EDTF date", "s"),
        ("199u", 3, "not an EDTF date", "u"),
        ("20 September 2020", 2, "not an EDTF date", " "),
        ("1985-04-12T10:30", 16, "not an EDTF date and time", ""),
        ("2020/2021/2022", 9, "not an EDTF date", "/"),
        ("{2020]", 6, "a set ends with }", ""),
        ("[2020,]", 6, "not an EDTF date", "]"),
    ],
)
def test_what_is_of_no_form_is_refused_at_its_first_wrong_character(
    text: str, position: int, what: str, found: str
) -> None:
    error = refusal(text)
    assert (error.text, error.position, error.what, error.found) == (text, position, what, found)
    assert error.hint == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "2023-04-31",
            'April 2023 has 30 days, found "31" at character 9: '
            "write a day from 01 to 30, or 2023-04 for a day that is not known",
        ),
        ("-0000", 'the year zero has no sign, found "-0000" at character 1: write 0000 for 1 BCE, -0001 for 2 BCE'),
        ("2021/2020", 'an interval ends after it starts, found "2020" at character 6: write 2020/2021'),
        ("Y2020", 'years of up to four digits take no Y, found "Y2020" at character 1: write 2020'),
    ],
)
def test_a_rule_that_is_broken_says_what_to_write_by_itself(text: str, message: str) -> None:
    assert str(refusal(text)) == message


@given(st.text(max_size=40) | st.text("0123456789XYESTZux?~%-/.,:[]{}()^ ", max_size=25))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    read = read_or_error(text)
    assert is_edtf(text) is isinstance(read, When)
    if isinstance(read, EdtfError):
        assert 0 <= read.position <= len(text)
        assert str(read).isprintable()
    else:
        assert read.text == text


def read_or_error(text: str) -> When | EdtfError:
    """What a text means, or the error that it is refused with."""
    try:
        return parse(text)
    except EdtfError as error:
        return error


@pytest.mark.parametrize("text", ["1" * 9000, "Y" + "1" * 9000, "X" * 9000, "[" * 9000, "Y1E" + "9" * 9000])
def test_a_huge_text_is_refused_briefly(text: str) -> None:
    assert len(str(refusal(text))) < 300


def test_an_error_survives_pickling() -> None:
    error = refusal("2023-04-31")
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == str(error)
    assert (copy.text, copy.position, copy.hint) == ("2023-04-31", 8, error.hint)
