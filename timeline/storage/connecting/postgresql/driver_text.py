"""Our SQL text -> the text as psycopg takes it: ``:name`` in the words of its cursors."""

import re
from functools import lru_cache

_PARAMETER = re.compile(r"(?<![:\w]):([a-z]\w*)")
"""Two colons are a cast."""
_REMEMBERED = 200


@lru_cache(_REMEMBERED)
def with_names(sql: str) -> str:
    """``%(name)s`` for ``:name``."""
    return _PARAMETER.sub(r"%(\1)s", sql.replace("%", "%%"))


@lru_cache(_REMEMBERED)
def with_numbers(sql: str) -> tuple[str, tuple[str, ...]]:
    """``$1`` for the parameter that is named first, and so on, as the server reads it; and the names in this order."""
    numbers: dict[str, int] = {}
    text = _PARAMETER.sub(lambda found: f"${numbers.setdefault(found[1], len(numbers) + 1)}", sql)
    return text, tuple(numbers)
