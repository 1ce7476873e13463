"""The parts in which people are told the events of a window, and what is said of those that are only counted."""

from timeline.domain.chronology import More
from timeline.views.wording.sentences import number_told

UNDER_WAY = "Under way then"
"""Heads what certainly was going on in a window, and began before it or went on after it."""
PERHAPS = "Perhaps also then: dated no more closely"
"""Heads what only may have been in a window."""


def perhaps_told(more: More) -> str:
    """How many only may have been in the window: "59 more may have been then"."""
    return f"{number_told(*more)} more may have been then"
