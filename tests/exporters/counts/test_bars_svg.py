"""The picture of a count: every number in it, certain and possible told apart, and nothing that names could break."""

from xml.etree import ElementTree

from timeline.domain.counting.counted import Cell, CountRow, CountTable, CountValue, Sum
from timeline.exporters.counts.bars_svg import MOST_ROWS, count_svg

SVG = "{http://www.w3.org/2000/svg}"


def counted(*rows: tuple[str, Cell], by: tuple[str, ...] = ("actor",), measure: str | None = None) -> CountTable:
    told = tuple(CountRow((CountValue(name, name),), cell) for name, cell in rows)
    return CountTable(by, measure, told, told, (), Cell(sum(row.certain for row in told)), ("A note.",))


def parsed(table: CountTable) -> ElementTree.Element:
    text = count_svg(table)
    assert text == count_svg(table)
    return ElementTree.fromstring(text)


def parts(picture: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [each for each in picture.iter(f"{SVG}rect") if each.get("data-part") == name]


def texts(picture: ElementTree.Element) -> list[str]:
    return ["".join(each.itertext()) for each in picture.iter(f"{SVG}text")]


def test_a_bar_a_row_with_what_is_certain_and_what_is_possible() -> None:
    picture = parsed(counted(("Ana Ruiz", Cell(6, 2)), ("Ben", Cell(3)), ("Nobody", Cell())))
    certain, possible = parts(picture, "certain"), parts(picture, "possible")
    widths = [float(each.get("width", "0")) for each in certain]
    assert abs(widths[0] - 2 * widths[1]) < 0.2
    assert abs(float(possible[0].get("width", "0")) * 3 - widths[0]) < 0.2
    assert possible[0].get("fill-opacity") == "0.35"
    said = texts(picture)
    assert {"Ana Ruiz", "6 + 2", "Ben", "3", "0", "A note."} <= {*said}
    assert any(each.startswith("possible: ") for each in said)
    assert picture.get("aria-labelledby") == "count-title count-desc"
    assert picture.findtext(f"{SVG}title") == "Events by actor"
    assert picture.findtext(f"{SVG}desc") == "Ana Ruiz: 6 + 2; Ben: 3; Nobody: 0"


def test_where_all_is_certain_there_is_no_legend() -> None:
    said = texts(parsed(counted(("Ana", Cell(6)))))
    assert not any(each.startswith(("possible", "certain")) for each in said)


def test_sums_have_their_ranges() -> None:
    exact, open_, none = Sum(5, 5, 5, 1, 0, 0, 0), Sum(5, 7, None, 1, 0, 0, 1), Sum(0, 0, 0, 0, 0, 0, 0)
    wide = Sum(1, 4, 9, 2, 1, 0, 0)
    rows = (("a", Cell(1, 0, wide, none)), ("b", Cell(1, 0, exact, none)), ("c", Cell(1, 1, open_, exact)))
    picture = parsed(counted(*rows, measure="people-killed"))
    assert picture.findtext(f"{SVG}title") == "People killed: sums of figures by actor"
    assert len(list(picture.iter(f"{SVG}path"))) == 1
    assert {"4", "5", "7 + 5"} <= {*texts(picture)}


def test_names_stay_texts_and_inside() -> None:
    name = "<script>\u202e & \x07" + "W" * 400
    picture = parsed(counted((name, Cell(1))))
    assert not list(picture.iter(f"{SVG}script"))
    assert "\u202e" not in "".join(texts(picture)).replace("\u2068", "")
    assert all(len(each) < 120 for each in texts(picture))


def test_many_stretches_are_columns_and_many_rows_are_cut_and_said() -> None:
    months = [(f"20{year:02d}-{month:02d}", Cell(month, year % 3)) for year in range(10) for month in range(1, 13)]
    picture = parsed(counted(*months, by=("month",)))
    assert len(parts(picture, "certain")) == len(months)
    heights = [float(each.get("height", "0")) for each in parts(picture, "certain")]
    assert abs(heights[11] - 12 * heights[0]) < 2
    many = parsed(counted(*((str(number), Cell(1)) for number in range(MOST_ROWS + 5))))
    assert "5 more rows are not drawn." in texts(many)
    assert parsed(counted(by=("month",))).findtext(f"{SVG}title") == "Events by month"
