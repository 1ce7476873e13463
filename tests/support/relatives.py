"""Hypothesis strategies for relative dates of every form."""

from hypothesis import strategies as st

from tests.support import edtf_texts
from timeline.domain.dates.edtf import is_edtf
from timeline.domain.dates.relative.meaning import WEEKDAYS
from timeline.domain.dates.relative.relation import Anchor, Form, Relative

UNITS = ("day", "week", "month", "year")

ways = st.sampled_from(["before", "after"])
units = st.sampled_from(UNITS)
ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True).filter(
    lambda slug: slug != "publication" and not is_edtf(slug)
)
events = ids.map(Anchor)
undated = st.just(Anchor()) | events
dates = edtf_texts.modern_days | st.sampled_from(["2020", "2020-09~", "2020-XX-15", "2020-21"])
several = st.sampled_from(["[2020-09-01..2020-09-05]", "[2019,2020~]", "[..2020-09]", "[2020-09-20..]"])
"""One of several dates, as which what lasts may begin or end."""


@st.composite
def _pairs(draw: st.DrawFn, dates: st.SearchStrategy[str]) -> tuple[Anchor, Anchor]:
    """Two anchors, one of them at least an event or the publication, the other perhaps one of the dates."""
    both = draw(undated), draw(undated | dates.map(lambda date: Anchor(date=date)))
    return both if draw(st.booleans()) else both[::-1]


@st.composite
def relatives(draw: st.DrawFn, most: int = 100_000) -> Relative:
    """A relative date of any form, with at most so many units."""
    form, approximate = draw(st.sampled_from(Form)), draw(st.booleans())
    if form in (Form.LASTING, Form.AT_LEAST, Form.BETWEEN):
        pairs = _pairs(dates if form is Form.BETWEEN else dates | several)
        first, second = draw(pairs.filter(lambda both: form is not Form.BETWEEN or both[0] != both[1]))
        return Relative(form, first, second, approximate=approximate)
    unit = {
        Form.OPEN: st.none(),
        Form.DURING: st.none(),
        Form.WEEKDAY: st.sampled_from(WEEKDAYS),
        Form.PART: st.sampled_from(UNITS[1:]),
    }
    return Relative(
        form,
        draw(undated),
        way=None if form in (Form.SAME, Form.DURING) else draw(ways),
        unit=draw(unit.get(form, units)),
        amount=draw(st.integers(0, most)) if form is Form.DISTANCE else None,
        approximate=approximate,
    )
