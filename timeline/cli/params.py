"""Types of arguments: dates as people type them, and names and ids that a shell can complete."""

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from timeline.domain.windows import Window


class WindowType(click.ParamType):
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


class RecordName(click.ParamType):
    """The id or name of a record of some kinds, completed from the database."""

    name = "name"

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":  # noqa: ARG002
        """The ids that fit what has been typed, each with its name; none where there is no database."""
        from click.shell_completion import CompletionItem

        from timeline.actions.listing import complete
        from timeline.errors import TimelineError

        try:
            found = complete(str(ctx.find_root().params.get("db") or "timeline.db"), self.kinds, incomplete)
        except TimelineError:
            return []
        return [CompletionItem(record_id, help=name) for record_id, name in found]


WINDOW = WindowType()
