"""Groups of options that commands share: the filters, and how an answer is printed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from timeline.cli.once import Command as OnceCommand
from timeline.cli.params import COUNT, WINDOW, WORD, RecordName, Term

if TYPE_CHECKING:
    from timeline.actions.asking.request import Request

Command = TypeVar("Command", bound=Callable[..., Any])

_LONGEST_OPTION = 20
"""In help, an option longer than this has its text on the next line: the texts need the room."""


class Filter(click.Option):
    """An option that narrows the answer; help lists it apart from how the answer is written."""


class FilteredCommand(OnceCommand):
    """A command with filters, which its help lists under a heading of their own."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The filters, then the other options."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        for heading, are_filters in (("Filters", True), ("Options", False)):
            found = [each for each in options if isinstance(each, Filter) is are_filters]
            records = [record for each in found if (record := each.get_help_record(ctx)) is not None]
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records, col_max=_LONGEST_OPTION)


STANDINGS = ("asserted", "contested", "alleged", "expected", "denied")

_filter = partial(click.option, cls=Filter)

_FILTERS = (
    _filter("--on", type=WINDOW, help="A day, a longer period or a time of day in which it may have happened."),
    _filter("--from", "from_", type=WINDOW, help="From this day (or the first of this period) on."),
    _filter("--to", type=WINDOW, help="Up to this day, or the last of this period."),
    _filter("--during", type=WINDOW, help="The same as --on."),
    _filter("--certain", is_flag=True, help="Only what must have happened then."),
    _filter(
        "--actor",
        "actors",
        multiple=True,
        type=RecordName("actor"),
        help="Id or name, in any usual spelling; repeat it to ask for all of them.",
    ),
    _filter(
        "--any-actor",
        "any_actors",
        multiple=True,
        is_flag=False,
        flag_value="",
        type=RecordName("actor"),
        help="One of these is enough; without a name: one of the --actor ones is.",
    ),
    _filter(
        "--role",
        "roles",
        multiple=True,
        type=Term("role"),
        help="Someone in this role, or the actor asked for; repeat it for one of several.",
    ),
    _filter("--with-members", is_flag=True, help="Also what a group's members did while they were members."),
    _filter("--place", type=RecordName("place"), help="Id or name; also what lies within it."),
    _filter("--type", "type_", type=Term("type"), help="Its type; consult also finds consult/phone."),
    _filter("--source", type=RecordName("source"), help="Id, title or publisher; also those that derive from it."),
    _filter("--tag", "tags", multiple=True, type=Term("tag"), help="With this tag; repeat it to ask for all of them."),
    _filter(
        "--text",
        "texts",
        multiple=True,
        type=WORD,
        metavar="WORDS",
        help='In title, summary, note or names: words, "a phrase", begin*; repeated, it adds words.',
    ),
    _filter("--disputed", is_flag=True, help="Only where sources disagree on the date."),
    _filter("--undated", is_flag=True, help="Only what has no date."),
    _filter(
        "--standing",
        "standings",
        multiple=True,
        type=click.Choice(STANDINGS),
        help="Whether it happened, as its sources have it; repeat it for one of several.",
    ),
    _filter("--as-of", type=WINDOW, help="As it was known then: only claims published by the end of that day."),
    _filter("--limit", type=COUNT, help="At most so many events."),
    _filter("--offset", type=COUNT, default=0, help="Leave out so many at the start."),
    _filter("--reverse", is_flag=True, help="Latest first; undated events stay last."),
)


def filters(command: Command) -> Command:
    """Adds the filters of ``events`` and ``export``; ``read_request`` makes a request of their values."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def read_request(values: dict[str, Any]) -> "Request":
    """The request that the filters' values come to; a usage error where they contradict each other."""
    from timeline.actions.asking.request import Request

    any_actors = tuple(name for name in values["any_actors"] if name)
    actors = values["actors"]
    if len(any_actors) < len(values["any_actors"]):
        any_actors, actors = (*actors, *any_actors), ()
        if not any_actors:
            raise click.UsageError("--any-actor needs names: --any-actor NAME, or --actor NAME … --any-actor")
    window = _window(values)
    if values["certain"] and window is None:
        raise click.UsageError("--certain needs a window: add --on, or --from and --to")
    if values["undated"] and window is not None:
        raise click.UsageError("--undated finds what has no date: leave out --on, --from, --to and --during")
    if values["undated"] and values["disputed"]:
        raise click.UsageError("--undated and --disputed: what has no date is not disputed")
    if values["with_members"] and not (actors or any_actors):
        raise click.UsageError("--with-members needs a group: add --actor")
    as_of = values["as_of"]
    if as_of is not None and as_of.latest_day is None:
        raise click.UsageError(f'--as-of needs a day, "{as_of.text}" has no end')
    if as_of is not None and as_of.latest_second is not None:
        raise click.UsageError(f'--as-of counts whole days, as sources are dated: leave the time out of "{as_of.text}"')
    return Request(
        window=window,
        certain=values["certain"],
        actors=actors,
        any_actors=any_actors,
        roles=values["roles"],
        with_members=values["with_members"],
        place=values["place"],
        type=values["type_"],
        source=values["source"],
        tags=values["tags"],
        texts=values["texts"],
        disputed=values["disputed"],
        undated=values["undated"],
        standings=values["standings"],
        as_of=as_of,
        limit=values["limit"],
        offset=values["offset"],
        reverse=values["reverse"],
    )


def _window(values: dict[str, Any]) -> Any:
    """The one window of --on, --during, or --from and --to; None where none is given."""
    whole = [values[name] for name in ("on", "during") if values[name] is not None]
    start, end = values["from_"], values["to"]
    if len(whole) + (start is not None or end is not None) > 1:
        raise click.UsageError("give the window once: --on, --during, or --from and --to")
    if whole:
        return whole[0]
    if start is None and end is None:
        return None
    from timeline.domain.dates.typed.windows import Window, is_reversed

    window = Window(
        None if start is None else start.earliest_day,
        None if end is None else end.latest_day,
        "..".join("" if each is None else each.text for each in (start, end)),
        None if start is None else start.earliest_second,
        None if end is None else end.latest_second,
    )
    if is_reversed(window):
        raise click.UsageError(f'--from "{start.text}" is later than --to "{end.text}": swap them')
    return window


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
