"""The picture of a timeline: what each kind of date and standing looks like, and that nothing lies upon another."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exporters.harbour import UNDATED, agreed, disputed, entry, story
from tests.exporters.hostile import TEXTS
from tests.exporters.pictures.drawn import Drawing
from timeline.domain.chronology import Entry
from timeline.domain.records import STANDINGS

EDTF = st.sampled_from(
    [
        *("2031-05-01", "2031-05-02T23:20:00", "2031-05", "2031", "2031-05~", "2031?", "2031-05-02%"),
        *("2031-05-10/..", "2031/", "../2031-04", "/2031-04", "[..2031-05-31]", "[2031-05-02..]", "2031-03/2031-06-08"),
        *("2031-05-03/2031-05-04", "-0043-03-15", "Y-13800000000", "1979", "203X", "2031-21", "../.."),
    ]
)


@st.composite
def entries(draw: st.DrawFn, most: int = 25) -> list[Entry]:
    """Events of any date and standing."""
    return [
        entry(
            f"event-{number}",
            draw(st.text("abcdefghij klm نص漢", min_size=1, max_size=60).filter(str.strip)),
            agreed(draw(EDTF)),
            standing=draw(st.sampled_from(STANDINGS)),
            type_=draw(st.sampled_from([None, "consult", "assault/rocket", "threaten"])),
        )
        for number in range(draw(st.integers(1, most)))
    ]


@settings(max_examples=40, deadline=None)
@given(entries(), st.sampled_from([240, 600, 1200, 2400]))
def test_no_mark_and_no_title_lies_upon_another(told: list[Entry], width: int) -> None:
    drawing = Drawing(told, width=width)
    labels = [box for _, box in drawing.labels()]
    marks = [drawing.marks(each.id) for each in told]
    assert len(labels) == len(told)
    assert not any(one.meets(other) for one, other in combinations(labels, 2))
    for ours, theirs in combinations(marks, 2):
        assert not any(one.meets(other) for one in ours for other in theirs)
    assert not any(label.meets(mark) for label in labels for boxes in marks for mark in boxes)
    for each in (*labels, *(box for boxes in marks for box in boxes)):
        assert min(each.left, each.top) >= 0
        assert each.right <= drawing.width
        assert each.bottom <= drawing.height


@settings(max_examples=40, deadline=None)
@given(entries(), st.sampled_from([240, 600, 1200]))
def test_what_was_before_is_left_of_what_was_after(told: list[Entry], width: int) -> None:
    drawing = Drawing(told, width=width)
    exact = [each for each in told if each.date.spans[0].begin_earliest == each.date.spans[0].end_latest is not None]
    for one, other in combinations(exact, 2):
        if (one.date.spans[0].end_latest or 0) < (other.date.spans[0].begin_earliest or 0):
            assert drawing.marks(one.id)[0].middle <= drawing.marks(other.id)[0].middle + 0.1


@settings(max_examples=40, deadline=None)
@given(entries(most=12))
def test_labels_of_the_axis_do_not_meet(told: list[Entry]) -> None:
    drawing = Drawing(told)
    for part in ("tick", "heading"):
        by_height: dict[str, list[tuple[float, str]]] = {}
        for each in drawing.all("text", part=part):
            by_height.setdefault(each.get("y", ""), []).append((float(each.get("x", "")), each.text or ""))
        for row in by_height.values():
            assert row == sorted(row, key=lambda each: each[0])


@pytest.mark.parametrize(
    ("edtf", "parts"),
    [
        ("2031-05-01", ["day", "label"]),
        ("2031-05-01~", ["soft", "day", "label"]),
        ("2031-05", ["within", "label"]),
        ("2031-05?", ["soft", "within", "label"]),
        ("2031-03/2031-05-08", ["core", "label"]),
        ("2031-03-04/..", ["core", "open", "label"]),
        ("[..2031-05-31]", ["within", "open", "label"]),
        ("../..", ["within", "open", "open", "label"]),
    ],
)
def test_a_date_has_the_shape_of_what_is_known(edtf: str, parts: list[str]) -> None:
    years = [entry("old", "Long before", agreed("2030-06-01")), entry("new", "Long after", agreed("2031-12-01"))]
    assert Drawing([*years, entry("it", "It happens", agreed(edtf))]).parts("it") == parts


@pytest.mark.parametrize(
    ("standing", "bar", "disc"),
    [
        ("asserted", ["within", "label"], ["day", "label"]),
        ("alleged", ["within", "label"], ["day", "label"]),
        ("contested", ["within", "half", "label"], ["day", "half", "label"]),
        ("denied", ["within", "struck", "label"], ["day", "struck", "label"]),
        ("expected", ["within", "label"], ["day", "label"]),
    ],
)
def test_a_standing_is_told_by_how_the_shape_is_filled(standing: str, bar: list[str], disc: list[str]) -> None:
    drawing = Drawing(
        [
            entry("bar", "A month", agreed("2031-05"), standing=standing),
            entry("disc", "A day", agreed("2031-06-01"), standing=standing),
            entry("far", "A year later", agreed("2032-06")),
        ]
    )
    assert (drawing.parts("bar"), drawing.parts("disc")) == (bar, disc)
    for id_ in ("bar", "disc"):
        shape = next(each for each in drawing.event(id_) if each.get("data-part") in ("within", "day"))
        is_hollow = shape.get("fill") == "#ffffff"
        assert is_hollow == (standing != "asserted")
        assert (shape.get("stroke-dasharray") is not None) == (standing == "expected")
        label = next(each for each in drawing.event(id_) if each.get("data-part") == "label")
        assert (label.get("text-decoration") == "line-through") == (standing == "denied")
    assert (standing in drawing.legend()) == (standing != "asserted")


def test_dates_of_which_one_is_true_are_joined() -> None:
    far = disputed("2031-01-05", "2031-11-20", "2031-12-24")
    near = disputed("2031-05-01", "2031-05-02")
    drawing = Drawing([entry("far", "Far apart", far), entry("near", "Side by side", near)])
    assert drawing.parts("far") == ["alternative", "alternative", "day", "day", "day", "label"]
    assert drawing.parts("near") == ["alternative", "day", "day", "label"]
    for each in drawing.all("path", part="alternative"):
        assert each.get("stroke-dasharray")
    assert "alternative" in drawing.legend()


def test_the_legend_explains_what_occurs_and_nothing_else() -> None:
    assert Drawing([entry("one", "A day", agreed("2031-05-01"))]).legend() == {"within"}
    assert Drawing(story()).legend() >= {"type", "day", "within", "open", "alternative", "soft", "alleged", "contested"}
    assert "denied" not in Drawing(story()).legend()


def test_undated_events_are_counted() -> None:
    assert "Not in the picture: 2 events without a date." in Drawing(story()).words
    undated = Drawing([entry(f"u-{number}", "Undated", UNDATED) for number in range(3)]).words
    assert "No event has a date." in undated
    assert "3 events without a date." in undated
    assert "No events." in Drawing([]).words


def test_what_goes_on_beyond_the_days_asked_for_is_cut() -> None:
    year = agreed("2030-11-01/2031-12-24")
    drawing = Drawing(
        [entry("year", "A year", year), entry("day", "A day", agreed("2031-05-07"))], window=(741_500, None)
    )
    assert drawing.parts("year") == ["core", "beyond", "label"]
    assert "beyond" in drawing.legend()
    assert drawing.marks("year")[0].right <= drawing.width


@pytest.mark.parametrize(
    ("dates", "ticks", "headings"),
    [
        (["2031-05-01", "2031-05-20"], ["1", "2", "3"], ["May 2031"]),
        (["2031-05-02T14:00:00", "2031-05-02T17:30:00"], ["14:00", "14:15", "14:30"], ["2 May 2031"]),
        (["2031-02-01", "2032-11-20"], ["Feb", "Mar", "Apr"], ["2031", "2032"]),
        (["1990", "2031"], ["1990", "1992", "1994"], []),
        (["-0043-03-15", "0079-08"], ["40 BCE", "30 BCE", "20 BCE"], []),
        (["Y-13800000000", "Y-4500000000"], ["13 billion BCE", "12 billion BCE", "11 billion BCE"], []),
    ],
)
def test_the_axis_is_labelled_from_billions_of_years_to_minutes(
    dates: list[str], ticks: list[str], headings: list[str]
) -> None:
    drawing = Drawing([entry(f"e-{at}", "It happens", agreed(each)) for at, each in enumerate(dates)])
    assert [each.text for each in drawing.all("text", part="tick")][: len(ticks)] == ticks
    assert [each.text for each in drawing.all("text", part="heading")] == headings


def test_a_crowded_month_after_long_years_has_a_scale_of_its_own() -> None:
    old = [entry("big-bang", "It begins", agreed("Y-13800000000"))]
    crowded = [entry(f"e-{day}", "It happens", agreed(f"2031-05-{day:02d}")) for day in range(1, 29)]
    drawing = Drawing([*old, *crowded])
    assert drawing.all("rect", axis="break")
    assert "Where it is shaded, time is left out in which nothing begins or ends." in drawing.words
    marks = [drawing.marks(each.id)[0] for each in crowded]
    assert marks[-1].left - marks[0].left > 600
    assert not Drawing(crowded).all("rect", axis="break")


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_is_text(text: str) -> None:
    drawing = Drawing([entry("one", text, agreed("2031-05-01"), type_=text or None)])
    names = {each.tag.partition("}")[2] for each in drawing.root.iter()}
    assert names <= {"svg", "title", "desc", "rect", "g", "path", "text", "circle", "defs", "linearGradient", "stop"}
    attributes = {name for each in drawing.root.iter() for name in each.attrib}
    assert not {name for name in attributes if name in ("style", "class", "href") or name.startswith("on")}


def test_a_title_of_ten_thousand_signs_is_cut() -> None:
    drawing = Drawing([entry("one", "ab " * 3333 + "c", agreed("2031-05-01"))])
    [(label, box)] = drawing.labels()
    assert label.endswith("…")
    assert box.right <= drawing.width
    assert len(drawing.text) < 6000


def test_text_from_right_to_left_keeps_to_itself() -> None:
    drawing = Drawing([entry("one", "\u202eرسالة\u202d من\x00 الميناء", agreed("2031-05-01"))])
    [(label, _)] = drawing.labels()
    assert label == "\u2068رسالة من الميناء\u2069"


def test_the_picture_names_and_describes_itself() -> None:
    root = Drawing(story()).root
    assert root.get("role") == "img"
    labels = {each.get("id"): each.text for each in root}
    assert root.get("aria-labelledby") == "timeline-title timeline-desc"
    assert labels["timeline-title"] == "The title"
    assert (
        labels["timeline-desc"]
        == "9 events on an axis of time, from 1 January 2030 to 30 June 2031 and 2 without a date. The note."
    )


def days(count: int) -> Iterator[Entry]:
    """So many events of one day."""
    for number in range(count):
        yield entry(f"event-{number}", f"Event number {number}", agreed("2031-05-01"))


@pytest.mark.parametrize("count", [1, 117])
def test_events_of_one_day_have_a_lane_each(count: int) -> None:
    drawing = Drawing(days(count))
    assert {each.get("data-lane") for each in drawing.all("g", event="*")} == {str(lane) for lane in range(count)}
    assert not drawing.all("path", counts="*")


def test_five_thousand_of_one_day_are_counted() -> None:
    drawing = Drawing(days(5000))
    assert "began: up to 5,000" in drawing.words
    assert "4,940 have no line of their own" in drawing.words
    assert drawing.height < 800


@pytest.mark.parametrize("count", [1000, 20_000])
def test_many_events_are_marks_beside_counts(count: int) -> None:
    def many() -> Iterator[Entry]:
        for number in range(count):
            yield entry(f"event-{number}", "It happens", agreed(f"{1000 + number * 1000 // count}-05"))

    drawing = Drawing(many())
    assert len(drawing.all("path", counts="*")) == 2
    assert drawing.height < 1800
    assert len(drawing.text) < 600_000
