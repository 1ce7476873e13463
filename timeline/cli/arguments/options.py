"""Groups of options that commands share: the filters, and how an answer is printed."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

import click

from timeline.cli.arguments.once import Command as OnceCommand
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.params import COUNT, MOMENT, WINDOW, WORD, QuestionName, RecordName, TermName
from timeline.errors import UsageFault
from timeline.query import FILTERS, NARROWING, Filter, Request, Spelling, asked

Command = TypeVar("Command", bound=Callable[..., Any])

_LONGEST_OPTION = 20
"""In help, an option longer than this has its text on the next line: the texts need the room."""


class FilterOption(click.Option):
    """An option that narrows the answer; help lists it apart from how the answer is written."""


class FilteredCommand(OnceCommand):
    """A command with filters, which its help lists under a heading of their own."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The filters, then the other options."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        for heading, are_filters in (("Filters", True), ("Options", False)):
            found = [each for each in options if isinstance(each, FilterOption) is are_filters]
            records = [record for each in found if (record := each.get_help_record(ctx)) is not None]
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records, col_max=_LONGEST_OPTION)


def _option(name: str, filter_: Filter) -> Callable[[Command], Command]:
    """The option of a filter; what its values are like follows from the kind of the filter."""
    more: dict[str, Any] = {"multiple": filter_.repeats, "help": filter_.help}
    match filter_.kind:
        case "flag":
            more = {"is_flag": True, "help": filter_.help}
        case "window":
            more["type"] = WINDOW
        case "moment":
            more["type"] = MOMENT
        case "count":
            more["type"] = COUNT
        case "question":
            return click.argument(name, metavar="[@NAME]", required=False, type=QuestionName())
        case "record" | "sources":
            more["type"] = RecordName(*filter_.of)
        case "term":
            more["type"] = TermName(*filter_.of)
        case "choice":
            more["type"] = click.Choice(filter_.of)
        case "words":
            more |= {"type": WORD, "metavar": "WORDS"}
    if filter_.may_be_bare:
        more |= {"is_flag": False, "flag_value": ""}
    return click.option(OPTIONS.name(name), name, cls=FilterOption, **more)


class Options(Spelling):
    """Filters are written as options."""

    def name(self, name: str) -> str:
        """As it is typed: ``--any-actor``."""
        return f"--{name.rstrip('_').replace('_', '-')}"

    def given(self, name: str, value: str | None = None) -> str:
        """As it is typed: ``--any-actor NAME``."""
        return self.name(name) if value is None else f"{self.name(name)} {value}"


OPTIONS = Options()


def filters(command: Command) -> Command:
    """Adds the filters of ``events`` and ``export``; ``read_request`` makes a request of their values."""
    return _with_filters(command, FILTERS)


def conditions(command: Command) -> Command:
    """Adds those that may be saved as a question."""
    return _with_filters(command, (name for name in NARROWING if FILTERS[name].kind != "question"))


def narrowing(command: Command) -> Command:
    """Adds those that say which events are meant, for a command that lists something else than events."""
    return _with_filters(command, NARROWING)


def _with_filters(command: Command, names: Iterable[str]) -> Command:
    for name in reversed([*names]):
        command = _option(name, FILTERS[name])(command)
    return command


def read_request(values: dict[str, Any]) -> Request:
    """The request that the filters' values come to, with those of a saved question of the command's database.

    A usage error where they contradict each other; raises UnknownName where there is no such question.
    """
    try:
        if values.get("question") is None:
            return asked(values, date.today(), OPTIONS)
        from timeline.actions.asking.saved_questions import request_of  # most questions are asked once

        return request_of(opened(click.get_current_context().obj), values, date.today(), OPTIONS)
    except UsageFault as fault:
        raise click.UsageError(str(fault)) from None


def format_option(*names: str) -> Callable[[Command], Command]:
    """``--format``, with ``table`` for what people read."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(("table", *names)),
        default="table",
        show_default=True,
        help="How to print the answer.",
    )
