"""What lists say of an event."""

import pytest

from tests.exporters.harbour import MEETING, entry
from tests.support.values import replace
from timeline.views.events.events_told import corroboration_lines, corroboration_sentence, title_marked


@pytest.mark.parametrize(
    ("sources", "origins", "lines", "sentence"),
    [
        (0, 0, "no source", "no source, no origin. They disagree on the date."),
        (1, 2, "1 source", "1 source, 2 origins. They disagree on the date."),
        (4, 2, "4 sources,\n2 origins", "4 sources, 2 origins. They disagree on the date."),
        (1200, 1, "1,200 sources,\n1 origin", "1,200 sources, 1 origin. They disagree on the date."),
    ],
)
def test_corroboration(sources: int, origins: int, lines: str, sentence: str) -> None:
    event = replace(MEETING, source_count=sources, origin_count=origins)
    event = replace(event, disputed=("date",))
    assert (corroboration_lines(event), corroboration_sentence(event)) == (lines, sentence)


def test_sources_that_agree_are_only_counted() -> None:
    event = replace(entry("e"), source_count=2, origin_count=2)
    assert corroboration_sentence(event) == "2 sources, 2 origins."


@pytest.mark.parametrize(
    ("standing", "title"), [("asserted", "Ruiz meets Vale"), ("alleged", "Ruiz meets Vale [alleged]")]
)
def test_a_title_is_marked_with_its_standing(standing: str, title: str) -> None:
    assert title_marked(entry("e", "Ruiz meets Vale", standing=standing)) == title


def test_all_that_sources_disagree_on_is_said() -> None:
    disputed = ("date", "figures:bases-hit", "figures:killed", "standing")
    assert corroboration_sentence(replace(MEETING, disputed=disputed)).endswith(
        " They disagree on the date, on the figures for bases hit and killed and on whether it happened."
    )
    assert corroboration_sentence(replace(MEETING, disputed=("standing",))).endswith(
        " They disagree on whether it happened."
    )
