"""Values like others, for tests."""

from typing import Any, TypeVar

Value = TypeVar("Value")


def replace(value: Value, **changes: Any) -> Value:
    """A named tuple with some of its fields changed."""
    return value._replace(**changes)  # type: ignore[attr-defined, no-any-return]
