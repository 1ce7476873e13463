"""Pairs to review: in a new file, added to one of a person's, taken in, and loaded."""

import re

import pytest

from timeline.annotations.reading.match_section import read_matches
from timeline.annotations.reading.nodes import read_document
from timeline.annotations.reading.read_files import read_paths
from timeline.annotations.writing.review import NotReviewable, Proposal, with_proposals
from timeline.domain.records import Claim, Event, Link, Match

SIEGE = Proposal(
    "siege", "acled-12", ("0.93: same day", "  1 May 2031: Siege (siege)"), 'same day; both say "port": #1'
)
TALKS = Proposal("talks", "acled-3", ("0.71: 2 km apart",), "2 km apart")
PART = TALKS._replace(
    first="pier-burned",
    part=Event(
        "pier-burned",
        "The pier: burns",
        claims=(Claim("gazette", date="2031-05-01"),),
        links=(Link("part-of", "acled-3"),),
    ),
)


def decided(text: str) -> list[Match]:
    """The decisions that a file has; no mistake is in it."""
    document = read_document("review.yaml", text.encode())
    assert document.problems == []
    found, problems = read_matches("review.yaml", document.root["matches"], 1)
    assert problems == []
    return [each.match for each in found]


def taken_in(text: str, what: str) -> str:
    """The text with the first line taken in that begins so."""
    assert f"# {what}" in text
    return text.replace(f"# {what}", what, 1)


def test_a_new_file_decides_nothing_until_a_line_is_taken_in() -> None:
    made = with_proposals("review.yaml", "", [SIEGE, TALKS])
    assert (made.added, made.there) == (2, 0)
    assert decided(made.text) == []
    text = taken_in(made.text, "- {same: [siege")
    text = taken_in(text, "- {not_same: [talks")
    assert decided(text) == [
        Match("same", ("siege", "acled-12"), None, SIEGE.why),
        Match("not_same", ("talks", "acled-3")),
    ]


def test_what_stands_there_is_kept_and_not_proposed_again() -> None:
    before = with_proposals("review.yaml", "", [SIEGE]).text
    edited = taken_in(before, "- {not_same: [siege").replace("0.93: same day", "no: of another port")
    again = with_proposals("review.yaml", edited, [SIEGE, TALKS])
    assert (again.added, again.there) == (1, 1)
    assert again.text.startswith(edited)
    assert decided(again.text) == [Match("not_same", ("siege", "acled-12"))]
    assert with_proposals("review.yaml", again.text, [TALKS, SIEGE]) == (again.text, 0, 2)


def test_pairs_go_to_the_matches_of_a_persons_file() -> None:
    mine = (
        "# What I found\n\nmatches:\n- same: [talks,\n     acled-3]   # sure\n  by: me\n\n# The events\n"
        "events:\n  talks: {title: Talks, date: 2031}\n"
    )
    made = with_proposals("mine.yaml", mine, [TALKS, SIEGE])
    assert (made.added, made.there) == (1, 1)
    lines = mine.splitlines()
    # All that stood there stands there, in its order.
    assert [line for line in made.text.splitlines() if line in lines and line] == [line for line in lines if line]
    assert made.text.index("acled-12") < made.text.index("# The events")
    assert decided(taken_in(made.text, "- {same: [siege"))[1].events == ("siege", "acled-12")
    windows = with_proposals("mine.yaml", mine.replace("\n", "\r\n"), [SIEGE]).text
    assert "\n" not in windows.replace("\r\n", "")


def test_a_part_is_proposed_as_the_event_with_its_link(tmp_path: "pytest.TempPathFactory") -> None:
    made = with_proposals("review.yaml", "", [PART, SIEGE])
    assert decided(made.text) == []
    keys = "pier-burned:|title:|claims:|- source|date:|links:|part-of"
    text = re.sub(rf"^  # (?=(?:  )*(?:{keys}))", "  ", made.text, flags=re.MULTILINE)
    file = tmp_path / "review.yaml"  # type: ignore[operator]
    file.write_text(text)
    read = read_paths([file])
    assert read.problems == []
    assert read.records.events == {"pier-burned": PART.part}
    again = with_proposals("review.yaml", made.text, [PART._replace(second="acled-4"), SIEGE])
    assert again.added == 1
    assert again.text.count("  # pier-burned:") == 2
    assert again.text.index("acled-4") < again.text.index("events:")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("matches: [{same: [a, b]}]\n", 'review.yaml:1: write "matches:" with what it holds on lines of their own'),
        ("matches:\n  - {same: [a, b]\n", "review.yaml:"),
        ("events: 3 4: 5\n", "review.yaml:1"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_refused(text: str, said: str) -> None:
    with pytest.raises(NotReviewable, match=re.escape(said)):
        with_proposals("review.yaml", text, [SIEGE])


def test_what_begins_like_a_pair_a_hundred_thousand_times_is_read_in_no_time() -> None:
    text = "matches:\n  # " + "same: [" * 100_000 + "\n"
    assert with_proposals("review.yaml", text, [SIEGE]).added == 1
