"""The one small door through which queries read: SQL text with named parameters in, tuples out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from timeline.storage.connecting.time_limit import TimeLimit

Value = str | int | float | None
Parameters = Mapping[str, Value]


class Reader(Protocol):
    """Reads rows; ``:name`` in the text is a parameter on both databases.

    Any thread may ask, and read on what another has begun to read; of several at once, one after the other is served.
    """

    dialect: str
    """``sqlite`` or ``postgresql``: words are looked up in an index of its own kind on each."""

    limit: "TimeLimit | None"
    """How long all that is asked may take together; then ``rows``, or whoever reads on, gets TookTooLong."""

    def rows(self, sql: str, parameters: Parameters, *, few: bool = False) -> Iterator[tuple[Any, ...]]:
        """The rows of one query, streamed in the order it asks for.

        ``few``: there are no more than a page or the rows of some ids, which a server may send at once.
        """


def in_list(name: str, values: Sequence[str | int], parameters: dict[str, Value]) -> str:
    """``(:name0, :name1, …)`` for an IN, its values added to the parameters.

    Where there is no value: a list that fits nothing.
    """
    if not values:
        return "(NULL)"  # PostgreSQL knows no empty list
    for number, value in enumerate(values):
        parameters[f"{name}{number}"] = value
    return "(" + ", ".join(f":{name}{number}" for number in range(len(values))) + ")"


def among(reader: Reader, name: str, ids: list[str], parameters: dict[str, Value]) -> str:
    """What follows a column that is to be one of these ids: one parameter, added to the others.

    A text of hundreds of parameters takes longer to read than its rows, and is another text for each number of them.
    """
    return among_in(reader.dialect, name, ids, parameters)


def among_in(dialect: str, name: str, ids: Sequence[str], parameters: dict[str, Value]) -> str:
    """The same, for where there is no reader."""
    joined = '","'.join(ids)
    is_plain = "\\" not in joined and joined.count('"') == 2 * max(len(ids) - 1, 0)
    if dialect == "postgresql":
        if not is_plain:
            joined = '","'.join([each.replace("\\", "\\\\").replace('"', '\\"') for each in ids])
        # The text of an array (PostgreSQL, "Array Input and Output Syntax"): a driver takes longer to write one.
        parameters[name] = f'{{"{joined}"}}' if ids else "{}"
        return f"= ANY(CAST(:{name} AS text[]))"
    if not is_plain or not joined.isprintable():
        return f"IN {in_list(name, ids, parameters)}"  # no slugs, and nothing to write JSON of by hand
    parameters[name] = f'["{joined}"]' if ids else "[]"
    return f"IN (SELECT value FROM json_each(:{name}))"
