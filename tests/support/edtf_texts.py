"""Hypothesis strategies that write EDTF of every supported form."""

from datetime import date

from hypothesis import strategies as st

from timeline.domain.dates.calendar import days_in_month
from timeline.domain.dates.edtf import is_edtf

_DIGITS = "0123456789"
_MARKS = st.sampled_from(["", "", "", "?", "~", "%"])
SHIFTS = ("", "Z", "-04", "+04:30", "+00", "-11:45")

years = st.integers(-9999, 9999).map(lambda year: f"{'-' if year < 0 else ''}{abs(year):04d}")


@st.composite
def days(draw: st.DrawFn) -> str:
    """A real day with a year of four digits."""
    year = draw(st.integers(-9999, 9999))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, days_in_month(year, month)))
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"


months = st.builds("{}-{:02d}".format, years, st.integers(1, 12))
plain_dates = st.one_of(years, months, days())
modern_days = st.dates().map(date.isoformat)
groupings = st.builds("{}-{}".format, years, st.integers(21, 41))
long_years = st.integers(10_000, 10**12).flatmap(lambda year: st.sampled_from([f"Y{year}", f"Y-{year}"]))
exponent_years = st.builds("Y{}{}E{}".format, st.sampled_from(["", "-"]), st.integers(1, 999), st.integers(4, 9))


@st.composite
def unspecified(draw: st.DrawFn) -> str:
    """A real date with some of its digits unspecified."""
    text = draw(plain_dates)
    masked = "".join("X" if sign in _DIGITS and draw(st.booleans()) else sign for sign in text)
    return masked if is_edtf(masked) else text


@st.composite
def qualified(draw: st.DrawFn, dates: st.SearchStrategy[str]) -> str:
    """A date of four-digit year with qualifiers on any side of any part."""
    text = draw(dates)
    sign = "-" if text.startswith("-") else ""
    parts = text.removeprefix("-").split("-")
    parts[0] = sign + parts[0]
    return "-".join(draw(_MARKS) + part + draw(_MARKS) for part in parts)


dates = st.one_of(
    plain_dates,
    groupings,
    long_years,
    exponent_years,
    unspecified(),
    qualified(st.one_of(plain_dates, groupings, unspecified())),
    st.builds("{}{}{}".format, _MARKS, st.one_of(long_years, exponent_years), _MARKS),
)


@st.composite
def date_times(draw: st.DrawFn) -> str:
    """A day with a time of day, seconds and perhaps a shift from UTC."""
    hour, minute, second = draw(st.integers(0, 23)), draw(st.integers(0, 59)), draw(st.integers(0, 59))
    return f"{draw(days())}T{hour:02d}:{minute:02d}:{second:02d}{draw(st.sampled_from(SHIFTS))}"


_ends = st.one_of(dates, st.sampled_from(["", ".."]))
intervals = st.builds("{}/{}".format, _ends, _ends).filter(is_edtf)


@st.composite
def ranges(draw: st.DrawFn) -> str:
    """``a..b`` for a set: two dates of one kind, in their order."""
    kind = draw(st.sampled_from([years, months, days(), unspecified(), qualified(months)]))
    first, last = draw(kind), draw(kind)
    for text in (f"{first}..{last}", f"{last}..{first}"):
        if is_edtf(f"[{text}]"):
            return text
    return first


@st.composite
def sets(draw: st.DrawFn) -> str:
    """One of, or all of, up to four members; perhaps open at its ends."""
    members = draw(st.lists(st.one_of(dates, ranges()), min_size=1, max_size=4))
    if draw(st.booleans()):
        members.insert(0, f"..{draw(dates)}")
    if draw(st.booleans()):
        members.append(f"{draw(dates)}..")
    joined = ",".join(members)
    return draw(st.sampled_from([f"[{joined}]", f"{{{joined}}}"]))


texts = st.one_of(dates, date_times(), intervals, sets())
"""EDTF of every form that is read."""
