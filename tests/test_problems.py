"""Small things of messages; what is wrong with annotation files is tested in tests/annotations."""

import pytest

from timeline.problems import listed


@pytest.mark.parametrize(
    ("items", "expected"),
    [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (["", "b"], "b")],
)
def test_a_list_reads_as_a_phrase(items: list[str], expected: str) -> None:
    assert listed(items) == expected


def test_a_list_has_its_joiner() -> None:
    assert listed(["a", "b"], "or") == "a or b"
