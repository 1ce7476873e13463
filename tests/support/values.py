"""Values like others, for tests."""

from typing import Any


def replace(value: Any, **changes: Any) -> Any:
    """A named tuple with some of its fields changed."""
    return value._replace(**changes)
