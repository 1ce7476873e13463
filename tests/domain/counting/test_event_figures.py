"""The one figure that an event counts for."""

from fractions import Fraction

import pytest

from timeline.domain.claims.figures import read_figure
from timeline.domain.counting.event_figures import EventFigure, event_figure, plain


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], None),
        (["5"], EventFigure(5, 5, 5)),
        (["5 (3 to 9)"], EventFigure(3, 5, 9)),
        (["at least 14"], EventFigure(14, 14, None, has_best=False)),
        (["up to 6"], EventFigure(0, 0, 6, has_best=False)),
        (["13 to 15"], EventFigure(13, 13, 15, has_best=False)),
        (["about 3000"], EventFigure(3000, 3000, 3000)),
        (["2.5"], EventFigure(Fraction(5, 2), Fraction(5, 2), Fraction(5, 2))),
        # What they have in common, and the best numbers brought into it.
        (["5 (3 to 9)", "at least 4"], EventFigure(4, 5, 9)),
        (["5 (3 to 9)", "8 (7 to 12)"], EventFigure(7, 7, 9)),
        (["5 (3 to 9)", "6 (3 to 9)", "9 (3 to 9)"], EventFigure(3, 6, 9)),
        (["at least 14", "at least 20"], EventFigure(20, 20, None, has_best=False)),
        # Nothing in common: all that is said.
        (["900", "at least 1200"], EventFigure(900, 900, None, disputed=True)),
        (["5", "9"], EventFigure(5, 5, 9, disputed=True)),
    ],
)
def test_however_many_claims_give_one(given: list[str], expected: EventFigure | None) -> None:
    figures = [read_figure("killed", each) for each in given]
    assert event_figure(figures) == event_figure(reversed(figures)) == expected


def test_a_sum_is_told_as_a_number() -> None:
    assert [plain(each) for each in (3, Fraction(6, 2), Fraction(5, 2))] == [3, 3, 2.5]
    assert isinstance(plain(Fraction(6, 2)), int)
