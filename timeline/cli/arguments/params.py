"""Types of arguments: dates as people type them, and names and ids that a shell can complete."""

from typing import TYPE_CHECKING, Any

import click

from timeline.domain.words.control_signs import shown
from timeline.query import read_count, read_moment

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from timeline.domain.dates.typed.windows import Window
    from timeline.domain.recorded_on import RecordedOn
    from timeline.storage.connecting.database import Database


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

        from timeline.domain.dates.typed.windows import Window, WindowError, read_window

        if isinstance(value, Window):
            return value
        try:
            return read_window(value, date.today())
        except WindowError as error:
            self.fail(str(error), param, ctx)


class MomentType(click.ParamType):  # type: ignore[type-arg]
    """When a database is looked back at: a day, whose end is meant, or the number of a change."""

    name = "day|change n"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> "RecordedOn":
        """The moment; fails with what to type."""
        from datetime import date

        try:
            return read_moment(value, date.today())
        except ValueError as error:
            self.fail(str(error), param, ctx)


class CountType(click.ParamType):  # type: ignore[type-arg]
    """How many: a whole number, 0 or more."""

    name = "n"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; fails with what to type."""
        try:
            return read_count(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class ChangeType(click.ParamType):  # type: ignore[type-arg]
    """The number of a change."""

    name = "change"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; fails with what to type."""
        text = str(value).strip().removeprefix("change ")
        if not (text.isascii() and text.isdigit() and int(text[:_MOST_DIGITS]) > 0 and len(text) < _MOST_DIGITS):
            self.fail(f'"{value}" is not the number of a change: `timeline log` lists them', param, ctx)
        return int(text)


class KnownWord(WordType):
    """A word that the database knows, completed from what it has."""

    def offers(self, database: "Database", begun: str) -> list[tuple[str, str]]:  # noqa: ARG002 - each kind has its own
        """(word, what it means) of what fits what has been typed so far."""
        return []

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click's signature
        incomplete: str,
    ) -> "list[CompletionItem]":
        """What fits what has been typed; none where there is no database."""
        from timeline.errors import TimelineError
        from timeline.storage.connecting.database import open_database

        try:
            with open_database(str(ctx.find_root().params.get("db") or "timeline.db")) as database:
                found = self.offers(database, incomplete)
        except TimelineError:
            return []
        return [_offered(word, meaning) for word, meaning in found]


class RecordName(KnownWord):
    """The id or name of a record of some kinds."""

    name = "name"

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def offers(self, database: "Database", begun: str) -> list[tuple[str, str]]:
        """The ids, each with its name."""
        from timeline.actions.lists.listing import complete

        return complete(database, self.kinds, begun)


class QuestionName(KnownWord):
    """The name of a saved question, behind its mark."""

    name = "@name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name without its mark; fails where there is no mark, for then something else was meant."""
        text = super().convert(value, param, ctx)
        if not text.startswith("@"):
            self.fail(f'"{text}" is no filter: a saved question is typed @{text}, filters as options', param, ctx)
        return text[1:]

    def offers(self, database: "Database", begun: str) -> list[tuple[str, str]]:
        """The names, each with what it asks."""
        from timeline.actions.asking.saved_questions import list_questions
        from timeline.views.records.questions_told import asks_told

        found = [(f"@{each.id}", each.title or asks_told(each)) for each in list_questions(database)]
        return [each for each in found if each[0].startswith(begun or "@")]


class TermName(KnownWord):
    """A type, a role or a tag."""

    def __init__(self, name: str) -> None:
        self.name = name

    def offers(self, database: "Database", begun: str) -> list[tuple[str, str]]:
        """The terms, each with its meaning."""
        from timeline.actions.lists.listing import complete_value

        return complete_value(database, self.name, begun)


def _offered(value: str, meaning: str) -> "CompletionItem":
    """As a shell is told, which prints it as it is."""
    from click.shell_completion import CompletionItem

    return CompletionItem(shown(value), help=" ".join(shown(meaning).split()))


_MOST_DIGITS = 10

CHANGE = ChangeType()
COUNT = CountType()
MOMENT = MomentType()
WORD = WordType()
WINDOW = WindowType()
