"""How long a date takes to parse: ours beside the ``edtf`` package, in the same run.

Run from the checkout, where the development requirements are installed:

    python -m benchmarks.parse_dates

Each round times both, one after the other, on the same texts; the medians of the rounds are shown,
in microseconds a date, so that a busy machine slows both alike.
"""

import statistics
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

from edtf import parse_edtf

from timeline.domain.dates.edtf import parse

ROUNDS = 5
TIMES_OURS = 400
"""Ours is run this many times over the texts in a round, for it is too quick to time once."""

MIXES = {
    "plain days": ["2020-09-20", "1985-04-12", "2020-02-29", "1066-10-14"],
    "months and years": ["2020-09", "1985-04", "2020", "1789"],
    "qualified, seasons, unspecified": ["2020-06~", "1984?", "2001-21", "199X", "2004-06-XX", "2004-06~-11"],
    "intervals and sets": ["2004-02-01/2005-02-08", "1985/..", "[1667,1668,1670..1672]", "{1960,1961-12}"],
    "times": ["1985-04-12T23:20:30", "1985-04-12T23:20:30Z"],
}


def microseconds(read: Callable[[str], Any], texts: list[str], times: int) -> float:
    """The mean time that one text of the mix takes, in microseconds."""
    started = perf_counter()
    for _ in range(times):
        for text in texts:
            read(text)
    return (perf_counter() - started) / (times * len(texts)) * 1e6


def days_of(text: str) -> Any:
    """What ``parse`` always gives, by the other package: it works out its bounds when they are asked for."""
    date = parse_edtf(text)
    return date.lower_strict(), date.upper_strict()


def main() -> None:
    """Prints a line for each mix."""
    print(f"Python {sys.version.split()[0]}, median of {ROUNDS} interleaved rounds, microseconds a date")
    print(f"{'mix':34} {'ours':>8} {'edtf':>10} {'ratio':>8}")
    for name, texts in MIXES.items():
        rounds = [(microseconds(parse, texts, TIMES_OURS), microseconds(days_of, texts, 1)) for _ in range(ROUNDS)]
        ours = statistics.median(first for first, _ in rounds)
        other = statistics.median(second for _, second in rounds)
        print(f"{name:34} {ours:8.1f} {other:10.0f} {other / ours:7.0f}x")


if __name__ == "__main__":
    main()
