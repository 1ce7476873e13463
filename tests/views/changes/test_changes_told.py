"""Changes in words."""

import pytest

from timeline.domain.comparing.changes import Difference
from timeline.views.changes.changes_told import difference_line


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        (("title",), "Talks", "Talks begin", "title: Talks -> Talks begin"),
        (("note",), None, "x", "note added: x"),
        (("note",), "a\nb\x1b", None, "note gone: a\\nb\\x1b"),
        (("claims", "herald", "date"), "2030", "2031", "date of the claim of herald: 2030 -> 2031"),
        (("claims", "herald/2", "date"), None, "2031", "date of the claim 2 of herald added: 2031"),
        (("claims", "herald"), None, "2031, asserted", "claim of herald added: 2031, asserted"),
        (("claims",), "a, b", "b, a", "order of the claims: a, b -> b, a"),
        (("claims", "herald", "figures", "killed"), "5", "7", "killed in the claim of herald: 5 -> 7"),
        (("claims", "herald", "figures"), "a, b", "b, a", "order of the figures in the claim of herald: a, b -> b, a"),
        (("claims", "h", "participants", "ana"), None, "host", "participant ana of the claim of h added: host"),
        (("claims", "h", "participants"), "a, b", "b, a", "order of the participants of the claim of h: a, b -> b, a"),
        (("participants", "ana"), "host", None, "participant ana gone: host"),
        (("participants", "ana/2"), None, "host", "participant ana added: host"),
        (("participants",), "a, b", "b, a", "order of the participants: a, b -> b, a"),
        (("links", "strike"), "follows", "part-of", "link to strike: follows -> part-of"),
        (("derived_from", "wire"), "quotes", None, "derivation from wire gone: quotes"),
        (("member_of", "union"), None, "chair", "membership in union added: chair"),
        (("names",), "A. Ruiz", None, "name gone: A. Ruiz"),
        (("tags",), None, "harbour", "tag added: harbour"),
    ],
)  # fmt: skip
def test_differences_in_words(path: tuple[str, ...], before: str | None, after: str | None, said: str) -> None:
    assert difference_line(Difference(path, before, after)) == said


def test_of_long_texts_that_part_is_shown_which_differs() -> None:
    before = "word " * 30 + "the envoy came on Monday, and left again"
    line = difference_line(Difference(("summary",), before, before.replace("Monday", "Tuesday")))
    assert line == (
        "summary: …d the envoy came on Monday, and left again -> …d the envoy came on Tuesday, and left again"
    )
    assert len(difference_line(Difference(("note",), "x" * 1_000, "x" * 1_000 + "y"))) < 150
