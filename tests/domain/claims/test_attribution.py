"""Whom a source reports: an id or words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.claims.attribution import as_words, is_actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("harbour-union", True),
        ("police", True),
        ("Police", True),
        ("الشرطة", True),
        ("two officials", False),
        ("the\u00a0police", False),
        ("“police”", False),
        ('"police"', False),
        ("«полиция»", False),
        ("「警察」", False),
    ],
)
def test_an_id_has_no_space_and_no_quotation_marks(text: str, actor: bool) -> None:
    assert is_actor(text) is actor


@given(st.text(min_size=1))
def test_any_text_can_be_words(text: str) -> None:
    words = as_words(text)
    assert not is_actor(words)
    assert as_words(words) == words
    assert text in words
