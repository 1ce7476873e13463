"""Figures that stand among words."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.claims.figures import figure_text
from timeline.importers.table.cells.cell_mistakes import NumberMistake
from timeline.importers.table.cells.figures_in_words import figure_beside, leading_figure
from timeline.importers.table.cells.table_numbers import COMMA

UNCLEAR = "unclear"


@pytest.mark.parametrize(
    ("cell", "killed", "injured"),
    [
        ("3 killed, 5 injured", "3", "5"),
        ("3 killed and 5 injured", "3", "5"),
        ("5 wounded; 3 dead", "3", "5"),
        ("3 killed/5 injured", "3", "5"),
        ("Killed: 3\nInjured: 5", "3", "5"),
        ("3 people were killed", "3", None),
        ("at least 1,200 killed, up to 6 hurt", "at least 1200", "up to 6"),
        ("about 30 dead", "about 30", None),
        ("10-15 killed", "10 to 15", None),
        ("7 killed (3 children)", "7", None),
        ("3 killed (1 injured)", "3", "1"),
        ("3 killed. 5 injured.", "3", "5"),
        ("nobody", None, None),
        ("5 killed/injured", UNCLEAR, UNCLEAR),
        ("5 killed and injured", UNCLEAR, UNCLEAR),
        ("5 killed, injured", UNCLEAR, UNCLEAR),
        ("3 killed, several injured", "3", UNCLEAR),
        ("more than 5 killed", UNCLEAR, None),
        ("3 of 10 killed", UNCLEAR, None),
        ("killed - 3", "3", None),
        ("-3 killed", UNCLEAR, None),
        ("3 killed, later 4 killed", UNCLEAR, None),
    ],
)
def test_a_figure_beside_its_word(cell: str, killed: str | None, injured: str | None) -> None:
    found: dict[str, str | None] = {}
    for measure, words in (("killed", ("killed", "dead")), ("injured", ("injured", "wounded", "hurt"))):
        try:
            figure = figure_beside(measure, cell, words)
        except NumberMistake:
            found[measure] = UNCLEAR
        else:
            found[measure] = None if figure is None else figure_text(figure)
    assert found == {"killed": killed, "injured": injured}


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("7 (3 children)", "7"),
        ("7 children", "7"),
        ("at least 14 people", "at least 14"),
        ("~3 men", "about 3"),
        ("5 to 7 men, armed", "5 to 7"),
        ("1.200 Menschen", "1200"),
        ("(7)", "7"),
    ],
)
def test_the_figure_that_a_cell_begins_with(cell: str, figure: str) -> None:
    assert figure_text(leading_figure("killed", cell, COMMA)) == figure


@pytest.mark.parametrize(
    "cell", ["several (3 children)", "5 of 12", "5 injured, 3 killed", "killed 3", "", "3rd", "-99", "- 9"]
)
def test_a_cell_that_begins_with_no_figure_of_its_own_is_refused(cell: str) -> None:
    with pytest.raises(NumberMistake, match="does not begin with a figure of its own"):
        leading_figure("killed", cell)


@given(st.text(st.sampled_from("0123456789 ,.;/()-~killedinjuredand"), max_size=40))
def test_any_cell_has_a_figure_or_none_or_is_a_mistake(cell: str) -> None:
    with suppress(NumberMistake):
        assert figure_text(leading_figure("killed", cell))
    with suppress(NumberMistake):
        found = figure_beside("killed", cell, ("killed",))
        assert found is None or figure_text(found)
