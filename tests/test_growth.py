"""Every reader of text takes time that grows with the text, whatever stands in it a hundred thousand times.

Ten times the signs may take up to thirty times as long, so that a busy machine does not matter; what is
quadratic takes a hundred times. Only the time of this process counts, and what is quick is not compared.
"""

import time

import pytest

from tests.support.text_readers import READERS, Reader, is_documented, troubles

MANY = 100_000
FEWER = MANY // 10
MOST_TIMES = 30.0
QUICK = 0.25
"""Seconds of processor time for MANY signs: what takes less is not worth a comparison."""
TOO_LONG = 2.0
"""Seconds for FEWER signs: with these, MANY are not waited for."""
ATTEMPTS = 3


def seconds(read: Reader, text: str) -> float:
    """Processor time; an error that is documented is an answer too."""
    started = time.process_time()
    try:
        read(text)
    except Exception as error:
        if not is_documented(error):
            raise
    return time.process_time() - started


def grows_evenly(read: Reader, fewer: str, many: str) -> bool:
    """Whether the time for many signs is about in proportion to that for fewer."""
    for _ in range(ATTEMPTS):
        short = seconds(read, fewer)
        if short > TOO_LONG:
            return False
        long = seconds(read, many)
        if long <= max(QUICK, MOST_TIMES * short):
            return True
    return False


@pytest.mark.parametrize("name", READERS)
def test_time_grows_with_the_text(name: str) -> None:
    fewer, many = troubles(FEWER), troubles(MANY)
    slow = [kind for kind in many if not grows_evenly(READERS[name], fewer[kind], many[kind])]
    assert slow == []


def test_what_grows_faster_is_found() -> None:
    def quadratic(text: str) -> None:
        for start in range(0, len(text), 10):
            text[start:].count("(")

    assert not grows_evenly(quadratic, "(" * FEWER, "(" * MANY)
    with pytest.raises(ValueError, match="invalid literal"):
        seconds(int, "x")
