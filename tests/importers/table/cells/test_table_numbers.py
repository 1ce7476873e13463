"""Numbers in cells, with the separators of many countries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.claims.figures import figure_text
from timeline.domain.records import Figure
from timeline.importers.table.cells.cell_mistakes import NumberMistake
from timeline.importers.table.cells.table_numbers import COMMA, POINT, read_table_figure, read_table_number


@pytest.mark.parametrize(
    ("cell", "decimal", "text"),
    [
        ("14", None, "14"),
        ("3.0", None, "3"),
        ("1,200", None, "1200"),
        ("1 200", None, "1200"),
        ("1\u00a0200", None, "1200"),
        ("1'200", None, "1200"),
        ("12,345,678", None, "12345678"),
        ("1,200.5", None, "1200.5"),
        ("0.125", None, "0.125"),
        ("1.200,5", COMMA, "1200.5"),
        ("1.200", COMMA, "1200"),
        ("1,5", COMMA, "1.5"),
        ("1.200", POINT, "1.2"),
        ("at least 1,200", None, "at least 1200"),
        ("At least 14", None, "at least 14"),
        ("14+", None, "at least 14"),
        (">= 14", None, "at least 14"),
        ("max 6", None, "up to 6"),
        ("~30", None, "about 30"),
        ("10-15", None, "10 to 15"),
        ("10 – 15", None, "10 to 15"),
        ("5 (3 to 9)", None, "5 (3 to 9)"),
    ],
)
def test_a_figure_is_read(cell: str, decimal: str | None, text: str) -> None:
    assert figure_text(read_table_figure("killed", cell, decimal)) == text


@pytest.mark.parametrize(
    ("cell", "decimal", "message"),
    [
        ("1.200", None, '"1.200" is 1200 or 1.2: say decimal: comma or decimal: point in the map'),
        ("at least 1.200", None, '"at least 1.200" is 1200 or 1.2: say decimal: comma or decimal: point in the map'),
        ("-3", None, '"-3" is no figure: numbers are not negative'),
        ("1,5", None, '"1,5" is no figure: write 1.5'),
        ("more than 12", None, '"more than 12" is no figure: write at least 13'),
    ],
)
def test_what_is_open_or_no_figure_is_refused(cell: str, decimal: str | None, message: str) -> None:
    with pytest.raises(NumberMistake) as caught:
        read_table_figure("killed", cell, decimal)
    assert str(caught.value) == message


def test_a_plain_number_takes_no_words() -> None:
    assert read_table_number("1,200") == 1200
    with pytest.raises(NumberMistake, match='"at least 3" is no number: write it as 14 or 1,200'):
        read_table_number("at least 3")


@given(st.one_of(st.text(max_size=20), st.text(st.sampled_from("0123456789.,-+ ~to"), max_size=20)))
def test_any_cell_is_a_figure_or_a_mistake(cell: str) -> None:
    for decimal in (None, POINT, COMMA):
        try:
            found = read_table_figure("killed", cell, decimal)
        except NumberMistake:
            continue
        assert isinstance(found, Figure)
        assert figure_text(found)


@given(st.integers(0, 10**12))
def test_grouped_digits_read_as_the_number(number: int) -> None:
    assert read_table_figure("killed", f"{number:,}", POINT).best == number
    assert read_table_figure("killed", f"{number:,}".replace(",", "."), COMMA).best == number
