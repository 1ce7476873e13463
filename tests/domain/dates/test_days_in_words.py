"""Days that no EDTF says, in words."""

import pytest
from hypothesis import given

from tests.support import edtf_texts
from timeline.domain.dates.days_in_words import span_in_words, spans_in_words
from timeline.domain.dates.edtf import parse
from timeline.domain.dates.prose import in_words
from timeline.domain.dates.when import Span


def span(begin: tuple[str | None, str | None], end: tuple[str | None, str | None]) -> Span:
    first, second, third, fourth = (None if each is None else parse(each).begin_earliest for each in (*begin, *end))
    return Span(first, second, third, fourth, lasting=True)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (parse("2020-06/2020-10-08").span, "June 2020 to 8 October 2020"),
        (
            span(("2020-06-01", "2020-06-05"), ("2020-10-08", "2020-10-08")),
            "from some day between 1 and 5 June 2020 to 8 October 2020",
        ),
        (
            span(("2020-10-01", "2020-10-31"), ("2020-12-01", "2021-01-19")),
            "from October 2020 to some day between 1 December 2020 and 19 January 2021",
        ),
        (parse("2018/..").as_published(parse("2020-09-26").span).span, "from 2018 until at least 26 September 2020"),
        (
            span((None, "2020-06-05"), ("2020-10-08", "2020-10-09")),
            "begun by 5 June 2020, to some day between 8 and 9 October 2020",
        ),
        (
            span((None, "2020-10-09"), ("2020-10-01", "2020-10-09")),
            "until some day between 1 and 9 October 2020",
        ),
        (Span(None, 1, None, None, lasting=True), "begun by 1 January 1 CE, end open"),
        (parse("[2020-06-01..2020-06-05]").span, "between 1 and 5 June 2020"),
    ],
)
def test_what_lasted_is_told_from_its_begin_to_its_end(days: Span, words: str) -> None:
    assert span_in_words(days) == words


def test_of_alternatives_each_is_told() -> None:
    lasted, within = parse("2031-05-01/2031-05-04").span, parse("2031-06").span
    assert spans_in_words((lasted, within)) == "1 to 4 May 2031, or June 2031"


@given(edtf_texts.plain_dates)
def test_a_plain_date_has_the_words_that_its_edtf_has(text: str) -> None:
    assert span_in_words(parse(text).span) == in_words(text)
