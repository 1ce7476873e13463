"""From text to a relative date and back."""

import pytest
from hypothesis import given

from tests.support import edtf_texts
from tests.support.relatives import relatives
from timeline.domain.dates.edtf import parse
from timeline.domain.dates.relative.reading import RelativeError, looks_relative, read_relative
from timeline.domain.dates.relative.relation import Anchor, Form, Relative

A, B, PUBLICATION = Anchor("a"), Anchor("b-2"), Anchor()


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("1 day after a", Relative(Form.DISTANCE, A, way="after", unit="day", amount=1)),
        ("about 2 weeks before Publication", Relative(Form.DISTANCE, PUBLICATION, None, "before", "week", 2, True)),
        ("before a", Relative(Form.OPEN, A, way="before")),
        ("After a, before B-2", Relative(Form.BETWEEN, A, B)),
        ("after 2020-09-20, before publication", Relative(Form.BETWEEN, Anchor(date="2020-09-20"), PUBLICATION)),
        ("after a, before 2020-21", Relative(Form.BETWEEN, A, Anchor(date="2020-21"))),
        ("about same month as publication", Relative(Form.SAME, PUBLICATION, unit="month", approximate=True)),
        ("during a", Relative(Form.DURING, A)),
        ("the week before publication", Relative(Form.BESIDE, PUBLICATION, way="before", unit="week")),
        ("earlier in the month of publication", Relative(Form.PART, PUBLICATION, way="before", unit="month")),
        ("later in the year of a", Relative(Form.PART, A, way="after", unit="year")),
        ("Monday before publication", Relative(Form.WEEKDAY, PUBLICATION, way="before", unit="monday")),
        ("a to b-2", Relative(Form.LASTING, A, B)),
        ("2020-06 to publication", Relative(Form.LASTING, Anchor(date="2020-06"), PUBLICATION)),
        ("about a to 2020~", Relative(Form.LASTING, A, Anchor(date="2020~"), approximate=True)),
        ("[1012..1013] to publication", Relative(Form.LASTING, Anchor(date="[1012..1013]"), PUBLICATION)),
        ("[1012,1013~] to [..1020]", Relative(Form.LASTING, Anchor(date="[1012,1013~]"), Anchor(date="[..1020]"))),
        ("2018 to at least publication", Relative(Form.AT_LEAST, Anchor(date="2018"), PUBLICATION)),
        ("2018 to at least 2020-09", Relative(Form.AT_LEAST, Anchor(date="2018"), Anchor(date="2020-09"))),
        ("about to to", Relative(Form.LASTING, Anchor("about"), Anchor("to"))),
        ("after to publication", Relative(Form.LASTING, Anchor("after"), PUBLICATION)),
    ],
)
def test_what_a_text_states(text: str, relative: Relative) -> None:
    assert looks_relative(text)
    assert read_relative(text) == relative
    assert read_relative(relative.text) == relative


@given(relatives())
def test_relation_to_text_to_relation(relative: Relative) -> None:
    assert read_relative(relative.text) == relative
    assert read_relative(relative.text.replace("before", "BEFORE").replace("the", "The")) == relative
    assert looks_relative(relative.text)


def test_it_is_told_with_other_names_for_what_it_hangs_on() -> None:
    relative = read_relative("about 2 weeks before talks")
    assert relative.told(lambda anchor: f"“{anchor.text}”") == "about 2 weeks before “talks”"
    names = {"talks": "the talks in the harbour {1}", "publication": "it was published"}
    both = read_relative("after talks, before publication")
    assert both.told(lambda each: names[each.text]) == "after the talks in the harbour {1}, before it was published"


def test_what_it_hangs_on() -> None:
    assert read_relative("after a, before publication").anchors == (A, PUBLICATION)
    assert read_relative("after a, before publication").events == ("a",)
    assert read_relative("a to a").events == ("a",)
    assert read_relative("a to b-2").events == ("a", "b-2")
    assert read_relative("2020 to publication").events == ()
    assert read_relative("2018 to at least 2020").anchors == ()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("before 2020-09-20", "[..2020-09-19]"),
        ("before 2020", "[..2019]"),
        ("after 2020-09", "[2020-10..]"),
        ("after 2020-09-XX", "[2020-09-02..]"),
        ("after 2020-09-20, before 2020-10", "[2020-09-21..2020-09-30]"),
        ("2020-06 to 2020-10", "2020-06/2020-10"),
        ("about 2020-06 to 2020-10-08", "2020-06~/2020-10-08~"),
        ("2020-06~ to 2020-10-08", "2020-06~/2020-10-08"),
        ("1 day after 2020-09-20", "2020-09-21"),
        ("1 month after 2020-01", "2020-02"),
        ("same week as 2020-09-20", "[2020-09-14..2020-09-20]"),
        ("during 2020-09", "2020-09"),
        ("the month before 2020-09-20", "2020-08"),
        ("earlier in the month of 2020-09-20", "[2020-09-01..2020-09-19]"),
        ("monday before 2020-09-21", "2020-09-14"),
    ],
)
def test_what_hangs_on_no_event_is_refused_with_the_edtf_that_says_it(text: str, edtf: str) -> None:
    with pytest.raises(RelativeError) as error:
        read_relative(text)
    assert str(error.value) == f'"{text}" is told from no event: write {edtf}'
    assert parse(edtf).text == edtf


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2020-10 to 2020-06", "can never be, for the end would lie before the begin"),
        ("after 2020, before 2020-06", "can never be, for no day lies between"),
        ("earlier in the month of 2020-09-01", "can never be, for no day of its month lies before it"),
        ("after a, before a", "can never be: nothing is after and before a"),
        ("100001 days after a", "counts further than 100000 days: use a date"),
        ("[1012, 1013] to a", 'has spaces in "[1012, 1013]": write [1012,1013] to a'),
        ("[1012..1013] or so to a", "is not a relative date"),
        ("1 day after [1012..1013]", 'is told from "[1012..1013]"'),
        ("[soon] to a", 'is told from "[soon]", which is no event'),
        ("2018/2019 to a", 'is told from "2018/2019", which is no event\'s id, no publication and no date: write '),
        ("after -a", 'is told from "-a"'),
        ("2020-09-20T10:00:00 to a", 'is told from "2020-09-20T10:00:00"'),
    ],
)
def test_why_a_text_is_refused(text: str, why: str) -> None:
    with pytest.raises(RelativeError, match='"') as error:
        read_relative(text)
    assert str(error.value).startswith(f'"{text}" {why}')


@pytest.mark.parametrize(
    "text",
    [
        "1 day after",
        "one day after a",
        "1 hour after a",
        "1 day since a",
        "1  day after a",
        "1 day after A B",
        "same hour as a",
        "same day a",
        "about",
        "before",
        "0.5 days after a",
        "week after a",
        "earlier in the day of a",
        "before a, after b",
        "after a before b",
        "2 mondays before a",
        "a to",
        "a to b to c",
        "the week of a",
    ],
)
def test_what_is_no_relative_date_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(RelativeError) as error:
        read_relative(text)
    assert str(error.value).startswith(f'"{text}" is not a relative date: write "1 day after EVENT-ID"')
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    ["1 day after a", "after", "about a week ago", "same as a", "the day after a", "3 weeks", "a to b",
     "during talks x", "earlier in the week", "2018 to at least 2020"],
)  # fmt: skip
def test_what_is_meant_relatively_is_known_by_its_looks(text: str) -> None:
    assert looks_relative(text)


@given(edtf_texts.texts)
def test_edtf_does_not_look_relative(text: str) -> None:
    assert not looks_relative(text)


@pytest.mark.parametrize("text", ["", "20 Sept 2020", "20 to 30 September 2020", "from 2018 to 2020"])
def test_dates_in_words_do_not_look_relative(text: str) -> None:
    assert not looks_relative(text)
