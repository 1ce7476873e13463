"""An event's standing follows from its claims' modality."""

from itertools import permutations

import pytest

from timeline.domain.claims.standing import standing
from timeline.domain.records import STANDINGS


@pytest.mark.parametrize(
    ("modalities", "expected"),
    [
        ((), "asserted"),
        (("asserted",), "asserted"),
        (("asserted", "alleged"), "asserted"),
        (("asserted", "expected"), "asserted"),
        (("asserted", "denied"), "contested"),
        (("alleged", "denied"), "contested"),
        (("alleged", "denied", "expected"), "contested"),
        (("alleged",), "alleged"),
        (("alleged", "expected"), "alleged"),
        (("expected",), "expected"),
        (("expected", "denied"), "expected"),
        (("denied", "denied"), "denied"),
    ],
)
def test_standing(modalities: tuple[str, ...], expected: str) -> None:
    assert expected in STANDINGS
    for order in permutations(modalities):
        assert standing(order) == expected
