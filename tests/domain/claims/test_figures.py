"""Figures: text to numbers and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.claims.figures import LARGEST, FigureError, figure_text, is_figure, read_figure
from timeline.domain.records import Figure


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "approximate"),
    [
        ("5", None, 5, None, False),
        ("0", None, 0, None, False),
        ("1.5", None, 1.5, None, False),
        ("about 5", None, 5, None, True),
        ("at least 14", 14, None, None, False),
        ("up to 6", None, None, 6, False),
        ("13 to 15", 13, None, 15, False),
        ("15 to 13", 15, None, 13, False),
        ("about 13 to 15", 13, None, 15, True),
        ("about at least 13", 13, None, None, True),
        ("5 (3 to 9)", 3, 5, 9, False),
        ("5 (9 to 3)", 9, 5, 3, False),
        ("5 (at least 3)", 3, 5, None, False),
        ("5 (up to 9)", None, 5, 9, False),
        ("about 5 (3 to 9)", 3, 5, 9, True),
        (str(LARGEST), None, 2.0**53, None, False),
        ("0.00000012", None, 0.00000012, None, False),
    ],
)
def test_a_figure_is_read_and_written_back(
    text: str, low: float | None, best: float | None, high: float | None, approximate: bool
) -> None:
    figure = read_figure("killed", text)
    assert figure == Figure("killed", low=low, best=best, high=high, approximate=approximate)
    assert figure_text(figure) == text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("3,000", "write 3000"),
        ("about 3,000", "write about 3000"),
        ("1.200.000", "write 1200000"),
        ("3 000", "write 3000"),
        ("3\u202f000", "write 3000"),
        ("1,5", "write 1.5"),
        ("three", "write 3"),
        ("At least three", "write at least 3"),
        ("a dozen", "write 12"),
        ("more than 14", "write at least 15"),
        ("over 14", "write at least 15"),
        ("fewer than 6", "write up to 5"),
        ("13-15", "write 13 to 15"),
        ("13–15", "write 13 to 15"),
        ("between 13 and 15", "write 13 to 15"),
        ("~5", "write about 5"),
        ("around 5", "write about 5"),
        ("14+", "write at least 14"),
        (">= 14", "write at least 14"),
        ("at most 6", "write up to 6"),
        ("at least about 14", "write about at least 14"),
        ("  5 ", "write 5"),
        ("About 5", "write about 5"),
        ("-5", "numbers are not negative"),
        ("dozens", 'write 5, about 5, at least 5, up to 5, 3 to 5 or "5 (3 to 9)"'),
        ("٥", 'write 5, about 5, at least 5, up to 5, 3 to 5 or "5 (3 to 9)"'),
        ("5 (3 to 9", 'write 5, about 5, at least 5, up to 5, 3 to 5 or "5 (3 to 9)"'),
        ("", 'write 5, about 5, at least 5, up to 5, 3 to 5 or "5 (3 to 9)"'),
        ("1e5", 'write 5, about 5, at least 5, up to 5, 3 to 5 or "5 (3 to 9)"'),
    ],
)
def test_what_is_no_figure_is_refused_with_what_to_write(text: str, hint: str) -> None:
    with pytest.raises(FigureError) as refused:
        read_figure("killed", text)
    assert str(refused.value).endswith(f" is no figure: {hint}")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", [str(LARGEST + 1), f"{LARGEST}.5", "9" * 400, f"at least {'9' * 17}"])
def test_a_number_that_is_not_exact_is_refused(text: str) -> None:
    with pytest.raises(FigureError, match="is too large: numbers go up to 9007199254740992"):
        read_figure("killed", text)


@pytest.mark.parametrize(
    "figure",
    [
        Figure("killed"),
        Figure("killed", approximate=True),
        Figure("killed", best=-1),
        Figure("killed", low=float("inf")),
        Figure("killed", high=float("nan")),
    ],
)
def test_a_figure_that_cannot_be_said_is_refused(figure: Figure) -> None:
    with pytest.raises(ValueError, match="figure"):
        figure_text(figure)


numbers = st.integers(0, LARGEST).map(float) | st.floats(0, LARGEST)
figures = st.builds(
    Figure,
    st.just("killed"),
    low=st.none() | numbers,
    best=st.none() | numbers,
    high=st.none() | numbers,
    approximate=st.booleans(),
).filter(lambda figure: (figure.low, figure.best, figure.high) != (None, None, None))


@given(figures)
def test_figure_to_text_to_figure(figure: Figure) -> None:
    text = figure_text(figure)
    assert read_figure("killed", text) == figure
    assert figure_text(read_figure("killed", text)) == text


@given(st.text(alphabet="0123456789., ()toatleastuppoab-+~", max_size=15) | st.text(max_size=20))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    if is_figure(text):
        figure = read_figure("killed", text)
        assert read_figure("killed", figure_text(figure)) == figure
        return
    with pytest.raises(FigureError) as refused:
        read_figure("killed", text)
    assert len(str(refused.value).splitlines()) == 1
