"""What is to be done with a database of an older version."""

import pytest

from timeline.storage.connecting.version import HEAD, KNOWN, is_to_be_derived


@pytest.mark.parametrize(
    ("before", "answer"),
    [(None, False), ("0001", True), ("0016", True), ("0017", False), (HEAD, False), ("of a newer release", False)],
)
def test_what_follows_from_records_is_computed_anew_where_less_was_stored(before: str | None, answer: bool) -> None:
    assert is_to_be_derived(before) is answer


def test_from_some_version_on_nothing_is_computed_anew() -> None:
    answers = [is_to_be_derived(version) for version in KNOWN]
    assert answers == sorted(answers, reverse=True)
