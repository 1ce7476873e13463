"""Tests of what is installed only where it is asked for."""

import tomllib
from pathlib import Path

import pytest

from timeline.errors import TimelineError
from timeline.extras import EXTRAS, needing


def test_what_an_extra_lacks_is_said_with_how_to_install_it() -> None:
    with pytest.raises(TimelineError) as raised, needing("pdf", "a PDF"):
        raise ModuleNotFoundError("No module named 'typst.lib'", name="typst.lib")
    assert str(raised.value) == 'a PDF needs typst: pip install "timeline-db[pdf]"'


@pytest.mark.parametrize("extra", ["pdf", None])
def test_another_missing_module_is_a_mistake_of_ours(extra: str | None) -> None:
    with pytest.raises(ModuleNotFoundError), needing(extra, "a PDF"):
        raise ModuleNotFoundError("No module named 'nonsense'", name="nonsense")


def test_the_extras_are_those_of_the_distribution() -> None:
    declared = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]
    extras = declared["optional-dependencies"]
    assert extras.keys() == {*EXTRAS, "docx", "postgres", "all"}
    assert extras["all"] == [f"timeline-db[{','.join(name for name in extras if name != 'all')}]"]
