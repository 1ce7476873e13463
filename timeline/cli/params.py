"""Types of arguments: dates as people type them, and names and ids that a shell can complete."""

from typing import TYPE_CHECKING, Any

import click

from timeline.domain.control_signs import shown

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from timeline.domain.windows import Window


# Click's own types have a parameter from 8.4 on only, and 8.2 is enough for us.
class WordType(click.ParamType):  # type: ignore[type-arg]
    """A text: no bytes that are not UTF-8, for such can neither be looked up nor written."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it is; fails where it has such bytes."""
        try:
            str(value).encode()
        except UnicodeEncodeError:
            self.fail(f'"{value}" is not UTF-8: set the terminal to UTF-8 and type it again', param, ctx)
        return str(value)


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


class RecordName(WordType):
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
        from timeline.actions.listing import complete
        from timeline.errors import TimelineError

        try:
            found = complete(str(ctx.find_root().params.get("db") or "timeline.db"), self.kinds, incomplete)
        except TimelineError:
            return []
        return [_offered(record_id, name) for record_id, name in found]


class Term(WordType):
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
        from timeline.actions.listing import complete_value
        from timeline.errors import TimelineError

        try:
            found = complete_value(str(ctx.find_root().params.get("db") or "timeline.db"), self.name, incomplete)
        except TimelineError:
            return []
        return [_offered(value, meaning) for value, meaning in found]


def _offered(value: str, meaning: str) -> "CompletionItem":
    """As a shell is told, which prints it as it is."""
    from click.shell_completion import CompletionItem

    return CompletionItem(shown(value), help=" ".join(shown(meaning).split()))


COUNT = CountType()
WORD = WordType()
WINDOW = WindowType()
