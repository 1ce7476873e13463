"""A record without what is wrong with it, so that all the rest of it can still be checked."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

_ROUNDS = 5
"""A value left out may leave its map without a key that it needs; more than this never follows."""
_Model = TypeVar("_Model", bound=BaseModel)


def repaired(model: type[_Model], value: Any) -> _Model:
    """The record as far as its values are good; a text that it must have and lacks is empty."""
    starts: tuple[Any, ...] = (_copy(value), {})
    for mended in starts:
        for _ in range(_ROUNDS):
            try:
                return model.model_validate(mended)
            except ValidationError as error:
                # The last items first: an earlier one that goes must not move those behind it.
                for fault in reversed(error.errors(include_url=False)):
                    _mend(mended, fault)
    raise AssertionError("a record without a key has all that it needs after two rounds")


def has_blank(value: Any) -> bool:
    """Whether an empty text stands in a value: the mark of a mistake in the YAML itself."""
    if isinstance(value, dict):
        return any(has_blank(inner) for inner in value.values())
    if isinstance(value, list):
        return any(has_blank(inner) for inner in value)
    return bool(value == "")


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items() if inner != ""}
    if isinstance(value, list):
        return [_copy(inner) for inner in value]
    return value if value != "" else {}


def _mend(mended: Any, fault: Any) -> None:
    keys = [key for key in fault["loc"] if key != "[key]"]
    parent: Any = None
    last: Any = None
    inner = mended
    for key in keys:
        if isinstance(inner, dict) and (key in inner or fault["type"] == "missing"):
            parent, last, inner = inner, key, inner.get(key)
        elif isinstance(inner, list) and isinstance(key, int) and key < len(inner):
            parent, last, inner = inner, key, inner[key]
        else:
            break
    if isinstance(parent, dict):
        if fault["type"] == "missing":
            parent[last] = ""
        elif fault["type"] == "model_type" and inner == "":
            parent[last] = {}  # it was missing, and is a map
        else:
            parent.pop(last, None)
    elif isinstance(parent, list) and isinstance(last, int):
        parent[last] = {} if fault["type"] == "model_type" else ""
