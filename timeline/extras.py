"""What is installed only where it is asked for: the extras of the distribution, and the packages they bring."""

from collections.abc import Iterator
from contextlib import contextmanager

from timeline.errors import TimelineError

EXTRAS = {
    "web": ("starlette", "uvicorn"),
    "pdf": ("typst",),
    "xlsx": ("xlsxwriter",),
    "ics": ("icalendar",),
    "parquet": ("duckdb",),
}
"""By their names in ``pyproject.toml``: the packages that are imported."""


@contextmanager
def needing(extra: str | None, what: str) -> Iterator[None]:
    """Within the block, what an extra brings is imported; ``what`` is that which needs it.

    Raises TimelineError, which says how to install it, where it is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if extra is None or package not in EXTRAS[extra]:
            raise
        raise TimelineError(f'{what} needs {package}: pip install "timeline-db[{extra}]"') from None
