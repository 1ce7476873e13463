"""docs/python.md and the README: their examples run as they are shown, and what is listed is all there is."""

import doctest
import re
import warnings
from pathlib import Path

import pytest

import timeline
from timeline.exporters.programs.tables.tidy_tables import TABLES
from timeline.query import FILTERS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(document: str) -> doctest.DocTest:
    """All of a document's as one session, on the lines on which they stand; all else is blank."""
    text = (ROOT / document).read_text(encoding="utf-8")
    lines = ["" for _ in text.splitlines()]
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1))
        shown = block[1].splitlines()
        lines[first : first + len(shown)] = shown
    return doctest.DocTestParser().get_doctest("\n".join(lines) + "\n", {}, document, document, 0)


@pytest.mark.parametrize(("document", "least"), [("README.md", 2), ("docs/python.md", 50)])
def test_every_example_gives_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: str, least: int
) -> None:
    monkeypatch.chdir(tmp_path)
    # doctest compares what is left of texts in ASCII.
    monkeypatch.setattr(doctest, "ELLIPSIS_MARKER", "…".encode("ascii", "backslashreplace").decode())
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    session = examples(document)
    assert len(session.examples) >= least
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    said: list[str] = []
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=timeline.TimelineWarning)
        runner.run(session, out=said.append)
    assert "".join(said) == ""


def rows(heading: str) -> list[list[str]]:
    """The rows of the table under that line of headings, in cells."""
    table = TEXT[TEXT.index(heading) :].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def named(cell: str) -> list[str]:
    """What stands in code, without what follows an equals sign."""
    return [name.partition("=")[0] for name in re.findall(r"`([^`]+)`", cell)]


def test_every_filter_is_listed() -> None:
    listed = [name for cells in rows("| filter | finds |") for name in named(cells[0])]
    assert sorted(listed) == sorted(FILTERS)


def test_every_table_is_listed_with_its_columns_in_their_order() -> None:
    listed = {named(cells[0])[0]: named(cells[-1]) for cells in rows("| table | a row for each |")}
    assert listed == {name: list(table.columns) for name, table in TABLES.items()}


@pytest.mark.parametrize(
    ("heading", "shape"),
    [
        ("| of what is shown | what it is |", timeline.RecordInContext),
        ("| of a load | what it is |", timeline.Report),
        ("| of an import | what it is |", timeline.ImportReport),
    ],
)
def test_every_part_of_an_answer_is_listed(heading: str, shape: type[tuple[object, ...]]) -> None:
    listed = [name for cells in rows(heading) for name in named(cells[0])]
    fields: tuple[str, ...] = getattr(shape, "_fields")  # noqa: B009 - named tuples all, and mypy knows only tuples
    if shape is timeline.ImportReport:
        fields = tuple(name for name in fields if name not in timeline.Report._fields)
    assert sorted(listed) == sorted(name for name in fields if name != "notes" or shape is not timeline.RecordInContext)


def test_every_error_is_listed() -> None:
    listed = {name for cells in rows("| error | when |") for name in named(cells[0])}
    offered = {name for name in timeline.__all__ if isinstance(getattr(timeline, name), type)}
    errors = {name for name in offered if issubclass(getattr(timeline, name), timeline.TimelineError)}
    assert listed == errors
