"""The picture in pixels: as wide as it was asked to be, with texts and marks in it."""

import io

import pytest

from tests.exporters.harbour import chronology, entry, story
from tests.exporters.pictures.drawing.test_timeline_svg import days
from tests.exporters.pictures.pixels import read_png
from timeline.errors import TimelineError
from timeline.exporters.pictures import png, svg


def written(entries: object, width: int | None = None) -> tuple[bytes, list[str]]:
    out = io.BytesIO()
    options = {} if width is None else {"width": width}
    left_out = png.export(chronology(entries), out, **options)  # type: ignore[arg-type]
    return out.getvalue(), left_out


@pytest.mark.parametrize("width", [240, 600, 1200])
def test_it_is_as_wide_as_asked_and_shows_something(width: int) -> None:
    data, left_out = written(story(), width)
    picture = read_png(data, rows=50)
    assert picture.width == width
    assert left_out == ["2 undated events not drawn"]
    assert not picture.is_blank(16, 16, 120, 44), "the title"
    assert picture.is_blank(0, 0, width, 16), "the margin"
    assert picture.different_lines > 50


def test_it_has_the_height_of_the_svg() -> None:
    out = io.StringIO()
    svg.export(chronology(story()), out, width=900)
    assert f'height="{read_png(written(story(), 900)[0]).height}"' in out.getvalue()


def test_without_a_width_it_has_the_usual_one() -> None:
    assert read_png(written(story())[0]).width == 1200


def test_the_same_chronology_is_drawn_the_same() -> None:
    assert written(story()) == written(story())


@pytest.mark.parametrize("entries", [(), [entry("undated", "Undated")], list(days(117)), list(days(2000))])
def test_any_number_of_events_is_a_picture(entries: object) -> None:
    picture = read_png(written(entries)[0])
    assert picture.different_lines > 10


@pytest.mark.parametrize("width", [1, 239, 10_001])
def test_a_width_that_no_picture_has_is_refused(width: int) -> None:
    with pytest.raises(TimelineError, match="a picture is 240 to 10,000 pixels wide, not "):
        written(story(), width)
