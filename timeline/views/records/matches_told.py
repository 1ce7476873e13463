"""Decisions on events that are the same, or are not, as people are told of them."""

from collections.abc import Iterable

from timeline.domain.records import Match
from timeline.problems import listed
from timeline.views.wording.safe_texts import inline


def told_line(event_id: str, head: str, matches: Iterable[Match]) -> str:
    """That an event is told as another: "ucdp-62366 is told as ruiz-meets-vale, by A. Editor: same day and place"."""
    decided = [match for match in matches if match.kind == "same" and event_id in match.events[1:]]
    return f"{event_id} is told as {head}{decided_by(decided[0]) if decided else ''}"


def decided_by(match: Match) -> str:
    """Who decided so and why, to stand behind what was: ", by A. Editor: same day and place"; "" where nobody says."""
    by = f", by {inline(match.by)}" if match.by else ""
    return f"{by}: {inline(match.why)}" if match.why else by


def decisions_told(event_id: str, matches: Iterable[Match]) -> tuple[str, str]:
    """(which others are told with an event, which ones are not the same), a line a decision."""
    told: dict[str, list[str]] = {"same": [], "not_same": []}
    decisions = list(matches)
    one = {event_id, *(each for match in decisions if match.kind == "same" for each in match.events)}
    for match in decisions:
        here = {event_id} if match.kind == "same" else one
        others = listed([each for each in match.events if each not in here])
        told[match.kind].append(f"{others}{decided_by(match)}")
    return "\n".join(told["same"]), "\n".join(told["not_same"])
