"""Counts by hand what a query of a UCDP GED file has to answer: ``python tools/count_ucdp.py FILE 2014-06 [--ids]``.

How many events are dated in a month, under way in it, perhaps in it, by the codebook and by what a query means
(docs/dates.md), read with the standard library alone: nothing of ``timeline`` is used, so the two can disagree.
Prints the three numbers, with ``--ids`` the ids of each.
"""

import csv
import sys
from calendar import monthrange
from datetime import date
from pathlib import Path

PARTS = ("dated", "under way", "perhaps")


def part_of(row: dict[str, str], first: date, last: date) -> str | None:
    """The part of the answer in which a row stands; None where it is outside the window."""
    start, end = (date.fromisoformat(row[name][:10]) for name in ("date_start", "date_end"))
    if end < first or start > last:
        return None
    if first <= start and end <= last:
        return "dated"
    # It sticks out of the window: was it surely going on in there, or only some day of its stretch?
    if row["event_clarity"].startswith("2") or row["date_prec"].startswith("1"):
        return "under way"
    return "perhaps"


def count(file: Path, month: str) -> dict[str, list[str]]:
    """The ids of the events of a file by the part in which they stand, for a month such as 2014-06."""
    year, number = map(int, month.split("-"))
    first, last = date(year, number, 1), date(year, number, monthrange(year, number)[1])
    found: dict[str, list[str]] = {part: [] for part in PARTS}
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["id"].startswith("#") or not row["date_start"][:4].isdigit():
                continue  # the row of HXL tags
            part = part_of(row, first, last)
            if part is not None:
                found[part].append(row["id"])
    return found


def main(arguments: list[str]) -> int:
    """Prints the numbers."""
    plain = [each for each in arguments if each != "--ids"]
    if len(plain) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    for part, ids in count(Path(plain[0]), plain[1]).items():
        print(f"{part}: {len(ids)}{''.join(f' {each}' for each in ids) if '--ids' in arguments else ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
