"""The ``timeline`` command: a group that loads a command's module only when that command runs."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from timeline import __version__
from timeline.cli.printing.streams import guarded_streams, silence
from timeline.errors import TimelineError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "init": "Make the database, or bring it up to date.",
    "load": "Load annotation files, whole or not at all.",
    "import": "Import a file that another tool wrote.",
    "check": "Check annotation files without a database.",
    "rename": "Give a record another id.",
    "dump": "Write the database back as annotation files.",
    "events": "List events by date, actor, place, source …",
    "count": "Count events by time, actor, type, place …",
    "conflicts": "List what cannot all be true, and who says so.",
    "show": "Show everything about one record.",
    "actors": "List actors, with their events counted.",
    "sources": "List sources, with their events counted.",
    "places": "List places, with their events counted.",
    "questions": "List the saved questions.",
    "save": "Keep a question under a name, to be asked again.",
    "forget": "Take a saved question away.",
    "export": "Write a chronology to publish.",
    "duplicates": "List pairs of events that may be one.",
    "log": "List what was changed, when and by whom.",
    "diff": "Say what differs between two changes or days.",
    "undo": "Take a change back.",
    "serve": "Show the database as pages in a browser.",
    "db": "Look after the database of a server.",
    "formats": "List the formats of export and import.",
}
"""Every command with its line of help, in the order of the work; each is a module of ``commands``."""
_MODULES = {"import": "import_"}
"""Where the module cannot be named as the command is."""


TYPED = "timeline.typed"
"""Where the context keeps the command and its arguments, without the options of the group: no address is among them."""


class Commands(click.Group):
    """The commands, imported one by one; errors meant for people become one line and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command itself; imports its module."""
        if cmd_name not in COMMANDS:
            return None
        module = _MODULES.get(cmd_name, cmd_name)
        command: click.Command = import_module(f"timeline.cli.commands.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list in ``--help``, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As Click does, with the nearest names where there is no such command."""
        ctx.meta[TYPED] = args
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            offer = f' Did you mean "{near[0]}"?' if near else ""
            raise click.UsageError(f'No such command "{args[0]}".{offer}', ctx)
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """As Click does; where an output fails, also that of ``--help``, that is said in one line."""
        words = [*(sys.argv[1:] if args is None else args), os.environ.get("TIMELINE_DB", "")]
        with guarded_streams([*words, *(word.partition("=")[2] for word in words)]):
            try:
                return super().main(args, *rest, **extra)
            except OSError as error:
                with suppress(OSError):  # where that fails too there is nobody to tell
                    click.echo(f"{error.filename or 'the output'}: {error.strerror or error}", err=True)
                silence(sys.stdout)
                sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; a TimelineError is said on stderr."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # what fails on the way out fails here, where it can still be said
            return result
        except TimelineError as error:
            for line in str(error).splitlines():
                click.echo(line, err=True)
            ctx.exit(1)
        except UnicodeEncodeError as error:
            # What was typed cannot be kept or looked up; anything else is a mistake of ours.
            if not any("\udc80" <= sign <= "\udcff" for sign in error.object):
                raise
            click.echo(f'"{error.object}" is not UTF-8: rename it, or write it in UTF-8', err=True)
            ctx.exit(1)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """The commands that begin so, without importing them, and options."""
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name, help=line) for name, line in COMMANDS.items() if name.startswith(incomplete)]
        return found + click.Command.shell_complete(self, ctx, incomplete)


@click.group(
    "timeline",
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `timeline load FOLDER`, then `timeline events`. Each command has its own --help.",
)
@click.option(
    "--db",
    metavar="PATH-OR-URL",
    envvar="TIMELINE_DB",
    default="timeline.db",
    show_default=True,
    show_envvar=True,
    help="A SQLite file, or postgresql://user@host/name.",
)
@click.version_option(__version__, prog_name="timeline")
@click.pass_context
def main(ctx: click.Context, db: str) -> None:
    """What happened when, who was in it, and who says so."""
    if not db:
        raise click.BadParameter("write a path or a URL", param_hint="'--db'")
    if os.path.isdir(db):
        raise click.BadParameter(f'"{db}" is a folder: name a file in it', param_hint="'--db'")
    if ctx.get_parameter_source("db") is click.core.ParameterSource.COMMANDLINE:
        _warn_of_password(db)
    ctx.obj = db


def _warn_of_password(db: str) -> None:
    """What the environment names is seen by its owner alone, what is typed by all who list processes."""
    from timeline.storage.connecting.address import masked

    if "://" in db and masked(db) != db:
        click.echo(
            "--db: who lists this machine's processes sees the password: keep it in ~/.pgpass "
            "(host:port:database:user:password) and leave it out of the URL",
            err=True,
        )
