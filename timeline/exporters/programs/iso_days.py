"""Days as formats for programs write them."""

from functools import lru_cache

from timeline.domain.dates.calendar import iso_day


# In chronological order the same days come again and again; the cache is bounded.
@lru_cache(maxsize=4096)
def day_text(day: int | None) -> str | None:
    """The day in ISO 8601; None where it is open."""
    return None if day is None else iso_day(day)
