"""Types of arguments: dates as people type them, and names and ids that a shell can complete."""

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from timeline.domain.windows import Window


# Click's own types have a parameter from 8.4 on only, and 8.2 is enough for us.
class WindowType(click.ParamType):  # type: ignore[type-arg]
    """A stretch of time: EDTF, or what people type ("sept 2020", "2020-09-20..2020-09-30")."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> "Window":
        """The window that a text means today; fails with what to type."""
        from datetime import date

        from timeline.domain.windows import Window, WindowError, read_window

        if isinstance(value, Window):
            return value
        try:
            return read_window(value, date.today())
        except WindowError as error:
            self.fail(str(error), param, ctx)


class CountType(click.ParamType):  # type: ignore[type-arg]
    """How many: a whole number, 0 or more."""

    name = "n"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; fails with what to type."""
        if isinstance(value, int):
            return value
        if not (value.isascii() and value.isdigit()):
            self.fail(f'"{value}" is no count: write a whole number, 0 or more', param, ctx)
        return int(value)


class RecordName(click.ParamType):  # type: ignore[type-arg]
    """The id or name of a record of some kinds, completed from the database."""

    name = "name"

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click's signature
        incomplete: str,
    ) -> "list[CompletionItem]":
        """The ids that fit what has been typed, each with its name; none where there is no database."""
        from click.shell_completion import CompletionItem

        from timeline.actions.listing import complete
        from timeline.errors import TimelineError

        try:
            found = complete(str(ctx.find_root().params.get("db") or "timeline.db"), self.kinds, incomplete)
        except TimelineError:
            return []
        return [CompletionItem(record_id, help=name) for record_id, name in found]


class Term(click.ParamType):  # type: ignore[type-arg]
    """A type, a role or a tag, completed from what is known of them."""

    def __init__(self, name: str) -> None:
        self.name = name

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click's signature
        incomplete: str,
    ) -> "list[CompletionItem]":
        """What begins as typed, each with its meaning; none where there is no database."""
        from click.shell_completion import CompletionItem

        from timeline.actions.listing import complete_value
        from timeline.errors import TimelineError

        try:
            found = complete_value(str(ctx.find_root().params.get("db") or "timeline.db"), self.name, incomplete)
        except TimelineError:
            return []
        return [CompletionItem(value, help=meaning) for value, meaning in found]


COUNT = CountType()
WINDOW = WindowType()
