"""Our reading of EDTF beside that of the ``edtf`` package, an independent implementation.

Where both read a text, the bounds agree, but for the differences of policy that ``DIFFERENCES``
lists; ``docs/dates.md`` gives the reasons. The package is slow, so the texts are a fixed sample.
"""

import random
from typing import Any

import pytest
from edtf import parse_edtf

from timeline.domain.dates.calendar import date_from_day, days_in_month
from timeline.domain.dates.edtf import EdtfError, parse

_Day = tuple[int, int, int] | None
_Bounds = tuple[_Day, _Day] | None

# text, our bounds, theirs; None for a whole text: not read, for one end: open
DIFFERENCES: list[tuple[str, _Bounds, _Bounds]] = [
    # Winter, and the summer of the south, go on into the next year.
    ("2001-24", ((2001, 12, 1), (2002, 2, 28)), ((2001, 12, 1), (2001, 12, 31))),
    ("2001-28", ((2001, 12, 1), (2002, 2, 28)), ((2001, 12, 1), (2001, 12, 31))),
    ("2001-30", ((2001, 12, 1), (2002, 2, 28)), ((2001, 12, 1), (2001, 12, 31))),
    # Nothing is guessed for an end that is not known.
    ("/1985", (None, (1985, 12, 31)), ((1975, 12, 31), (1985, 12, 31))),
    ("1985/", ((1985, 1, 1), None), ((1985, 1, 1), (1995, 1, 1))),
    # Two unknown or open ends are EDTF.
    ("/..", (None, None), None),
    # Bounds are real days, and there is no year -0000.
    ("2023-02-29", None, ((2023, 2, 29), (2023, 2, 29))),
    ("19XX-02-29", ((1904, 2, 29), (1996, 2, 29)), ((1900, 2, 29), (1999, 2, 29))),
    ("XXXX-02-29", ((0, 2, 29), (9996, 2, 29)), ((0, 2, 29), (9999, 2, 29))),
    ("-00XX", ((-99, 1, 1), (-1, 12, 31)), ((-99, 1, 1), (0, 12, 31))),
    # What runs backwards is refused.
    ("2021/2020", None, ((2021, 1, 1), (2020, 12, 31))),
    ("[2021..2020]", None, ((2021, 1, 1), (2020, 12, 31))),
    # A digit of a month or of a day may be the unspecified one.
    ("1984-1X", ((1984, 10, 1), (1984, 12, 31)), None),
    ("2004-X2-30", ((2004, 12, 30), (2004, 12, 30)), None),
    ("2004-06-1X", ((2004, 6, 10), (2004, 6, 19)), None),
    # Seasons and long years take qualifiers and unspecified digits, and stand in intervals.
    ("2001-21~", ((2001, 3, 1), (2001, 5, 31)), None),
    ("156X-21", ((1560, 3, 1), (1569, 5, 31)), None),
    ("Y170000002?", ((170000002, 1, 1), (170000002, 12, 31)), None),
    ("Y12345/Y12346", ((12345, 1, 1), (12346, 12, 31)), None),
    # Significant digits are refused, not left out.
    ("1950S2", None, ((1950, 1, 1), (1950, 12, 31))),
    # Midnight belongs to the day that it begins; a minute may have a leap second.
    ("1985-04-12T24:00:00", None, ((1985, 4, 12), (1985, 4, 12))),
    ("2016-12-31T23:59:60Z", ((2016, 12, 31), (2016, 12, 31)), None),
    # A set may have one member.
    ("[2020]", ((2020, 1, 1), (2020, 12, 31)), None),
]


def ours(text: str) -> _Bounds:
    try:
        when = parse(text)
    except EdtfError:
        return None
    earliest, latest = when.begin_earliest, when.end_latest
    return (
        None if earliest is None else date_from_day(earliest),
        None if latest is None else date_from_day(latest),
    )


def theirs(text: str) -> _Bounds:
    try:
        found: Any = parse_edtf(text)
        earliest, latest = found.lower_strict(), found.upper_strict()
    except Exception:  # It refuses with whatever its parts happen to raise.
        return None
    return _date(earliest), _date(latest)


def _date(moment: Any) -> _Day:
    if isinstance(moment, float):  # an infinity
        return None
    year, month, day = moment[:3]
    return year, month, day


@pytest.mark.parametrize(("text", "our_bounds", "their_bounds"), DIFFERENCES)
def test_the_differences_are_those_that_are_listed(text: str, our_bounds: _Bounds, their_bounds: _Bounds) -> None:
    assert ours(text) == our_bounds
    assert theirs(text) == their_bounds
    assert our_bounds != their_bounds


def sample() -> list[str]:
    """Texts of all forms that both read alike; the same in every run."""
    chance = random.Random(8601)
    texts = []
    for _ in range(8):
        year = chance.randint(1000, 2999)
        month = chance.randint(1, 12)
        day = chance.randint(1, days_in_month(year, month))
        later = year + chance.randint(1, 300)
        whole = f"{year}-{month:02d}-{day:02d}"
        mark, other = chance.choice("?~%"), chance.choice("?~%")
        texts += [
            f"{year}",
            f"{year}-{month:02d}",
            whole,
            f"-{whole}",
            f"-{year}",
            f"{whole}T{chance.randint(0, 23):02d}:59:{chance.randint(0, 59):02d}Z",
            f"{whole}T12:00:00+04:30",
            f"Y{chance.randint(10**4, 10**9)}",
            f"Y-{chance.randint(1, 99)}E{chance.randint(5, 9)}",
            f"{year}-{chance.choice([21, 22, 23, 25, 26, 27, 29, 31, 32, *range(33, 42)])}",
            f"{whole}{mark}",
            f"{year}{mark}-{month:02d}-{day:02d}",
            f"{other}{year}-{month:02d}-{mark}{day:02d}",
            f"{year}-{mark}{month:02d}",
            f"{str(year)[:3]}X",
            f"{str(year)[:2]}XX-{month:02d}",
            f"{str(year)[0]}XXX-{month:02d}-{min(day, 28):02d}",
            f"{year}-XX-XX",
            f"{year}-{month:02d}-XX",
            f"{whole}/{later}",
            f"{year}{mark}/{later}-{month:02d}{other}",
            f"{year}-{month:02d}-XX/{later}-01-01",
            f"../{whole}",
            f"{year}-{month:02d}/..",
            f"[{year},{later}-{month:02d}]",
            f"[{year}..{later}]",
            f"{{{year}-{month:02d},{later}}}",
            f"[..{whole}]",
            f"{{{year}..}}",
        ]
    return texts


def test_both_readings_agree() -> None:
    texts = sample()
    compared = {text: (ours(text), theirs(text)) for text in texts}
    assert {text: both for text, both in compared.items() if both[0] != both[1]} == {}
    assert None not in [both[0] for both in compared.values()]
    assert len(compared) > 200
