"""What the sources of an event disagree on: its date, figures that cannot both be true, whether it happened at all."""

from collections.abc import Iterable

from timeline.domain.chronology import EventDate
from timeline.domain.records import Claim, Figure


def disputes(claims: Iterable[Claim], date: EventDate, standing: str) -> tuple[str, ...]:
    """``date`` where its spans are alternatives, ``figures:killed`` for each such measure, ``standing`` where one
    source denies what another asserts or alleges; in this order, measures by name."""
    found = ["date"] if date.status == "disputed" else []
    found += [f"figures:{measure}" for measure in disputed_measures(claims)]
    if standing == "contested":
        found.append("standing")
    return tuple(found)


def disputed_measures(claims: Iterable[Claim]) -> list[str]:
    """The measures for which two claims give ranges that do not overlap, by name; claims that deny have no say."""
    ranges: dict[str, list[tuple[float, float]]] = {}
    for claim in claims:
        if claim.modality != "denied":
            for figure in claim.figures:
                ranges.setdefault(figure.measure, []).append(range_of(figure))
    return sorted(
        measure for measure, given in ranges.items() if max(low for low, _ in given) > min(high for _, high in given)
    )


def range_of(figure: Figure) -> tuple[float, float]:
    """The lowest and the highest number that a figure allows, both included; "about" widens nothing.

    Without a best number, what is not given is open: "at least 14" is 14 to infinity. Beside a best one the other
    end is that: "5 (up to 9)" is 5 to 9. Numbers in the wrong order count in the right one.
    """
    given = [number for number in (figure.low, figure.best, figure.high) if number is not None]
    if figure.best is not None or (figure.low is not None and figure.high is not None):
        return min(given), max(given)
    return (figure.low, float("inf")) if figure.low is not None else (0, max(given, default=float("inf")))
