"""Decisions on events that are the same, or are not, as people are told of them."""

from collections.abc import Iterable

from timeline.domain.records import Match
from timeline.views.safe_texts import inline


def told_line(event_id: str, head: str, matches: Iterable[Match]) -> str:
    """That an event is told as another: "ucdp-62366 is told as ruiz-meets-vale, by A. Editor: same day and place"."""
    decided = [match for match in matches if match.kind == "same" and event_id in match.events[1:]]
    return f"{event_id} is told as {head}{decided_by(decided[0]) if decided else ''}"


def decided_by(match: Match) -> str:
    """Who decided so and why, to stand behind what was: ", by A. Editor: same day and place"; "" where nobody says."""
    by = f", by {inline(match.by)}" if match.by else ""
    return f"{by}: {inline(match.why)}" if match.why else by
