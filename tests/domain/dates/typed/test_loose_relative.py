"""Relative dates as people tell them: what to write instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.relatives import relatives
from timeline.domain.dates.relative.reading import read_relative
from timeline.domain.dates.relative.relation import Relative
from timeline.domain.dates.typed.loose_relative import hint_for, relative_of

TOLD = [
    ("last week", "the week before publication"),
    ("next month", "the month after publication"),
    ("this year", "same year as publication"),
    ("today", "same day as publication"),
    ("on Monday", "monday before publication"),
    ("last Tues.", "tuesday before publication"),
    ("next friday", "friday after publication"),
    ("earlier this month", "earlier in the month of publication"),
    ("later this week", "later in the week of publication"),
    ("earlier in the year", "earlier in the year of publication"),
    ("recently", "about same month as publication"),
    ("2 weeks ago", "2 weeks before publication"),
    ("about three months ago", "about 3 months before publication"),
    ("a couple of days ago", "2 days before publication"),
    ("several weeks ago", "before publication"),
    ("in 2 days' time", "2 days after publication"),
    ("the Monday before the talks", "monday before talks"),
    ("about the week before the talks", "about the week before talks"),
    ("week before publication", "the week before publication"),
    ("in the week of the talks", "same week as talks"),
    ("earlier in the same week as the talks", "earlier in the week of talks"),
    ("since the talks", "talks to at least publication"),
    ("ever since the talks", "talks to at least publication"),
    ("from talks onwards", "talks to at least publication"),
    ("talks to present", "talks to at least publication"),
    ("from June 2020 to at least publication", "2020-06 to at least publication"),
    ("from talks to siege", "talks to siege"),
    ("talks – publication", "talks to publication"),
    ("talks until publication", "talks to publication"),
    ("from June 2020 until publication", "2020-06 to publication"),
    ("between talks and publication", "after talks, before publication"),
    ("between 20 Sept 2020 and publication", "after 2020-09-20, before publication"),
    ("after talks and before siege", "after talks, before siege"),
    ("before publication, after the talks", "after talks, before publication"),
    ("amid protests", "during protests"),
    ("some time after the talks", "after talks"),
    ("a few days before talks", "before talks"),
    ("befor publication", "before publication"),
    ("2 wekes before talks", "2 weeks before talks"),
    ("same weeek as talks", "same week as talks"),
    ("monady before publication", "monday before publication"),
    ("2020-06 to 2020-10", "2020-06/2020-10"),
    ("same week as 2020-09-20", "[2020-09-14..2020-09-20]"),
]


@pytest.mark.parametrize(("text", "says"), TOLD)
def test_what_is_told_loosely_has_a_form(text: str, says: str) -> None:
    assert relative_of(text) == says
    assert hint_for(text) == f"write {says}"
    if "publication" in says or "talks" in says or "protests" in says:
        assert read_relative(says).text == says


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("the week before", "write the week before EVENT-ID, or the week before publication"),
        ("the following day", "write the day after EVENT-ID, or the day after publication"),
        ("2 days later", "write 2 days after EVENT-ID, or 2 days after publication"),
        ("later that month", "write later in the month of EVENT-ID, or later in the month of publication"),
        ("that week", "write same week as EVENT-ID, or same week as publication"),
        ("until the talks", "write the begin too, as 2020-06 to talks, or before talks, if it did not last"),
        ("every monday", "a file knows no today, so write the day itself, as 2020-09-20, or count from publication"),
    ],
)
def test_what_lacks_an_event_or_a_begin_is_told_what_to_add(text: str, hint: str) -> None:
    assert relative_of(text) is None
    assert hint_for(text) == hint


@given(relatives())
def test_what_is_well_told_needs_no_hint(relative: Relative) -> None:
    """Of an id that reads as a date, as 000 or may, something may be said."""
    text = relative.told(lambda anchor: f"talks-{anchor.event}" if anchor.event else anchor.text)
    assert hint_for(text) is None
    assert hint_for(text.replace("before", "Before").replace("after", "AFTER")) is None


_WORDS = st.sampled_from(
    (
        *("before", "after", "the", "day", "of", "week", "since", "until", "to", "-", "and", "about", "at", "least"),
        *("2018", "March", "talks", "last", "tuesday", "between", "2", "a", "ago", "earlier", "this", "that", "same"),
        *("as", "publication", "from", "during", "in", "x" * 90, "few", ",", "befor"),
    )
)


@given(st.lists(_WORDS, max_size=8).map(" ".join) | st.text(max_size=40))
def test_every_offer_can_be_taken(text: str) -> None:
    said = relative_of(text)
    if said is not None and " " in said:
        assert read_relative(said).text == said
    assert hint_for(text) is None or "\n" not in str(hint_for(text))
