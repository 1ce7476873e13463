"""The ``timeline`` command: a group that loads a command's module only when that command runs."""

import errno
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, TextIO

import click

from timeline import __version__
from timeline.errors import TimelineError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "init": "Make the database, or bring it up to date.",
    "load": "Load annotation files, whole or not at all.",
    "import": "Import a file that another tool wrote.",
    "check": "Check annotation files without a database.",
    "dump": "Write the database back as annotation files.",
    "events": "List events by date, actor, place, source …",
    "show": "Show everything about one record.",
    "actors": "List actors, with their events counted.",
    "sources": "List sources, with their events counted.",
    "places": "List places, with their events counted.",
    "export": "Write a chronology to publish.",
    "db": "Look after the database of a server.",
    "formats": "List the formats of export and import.",
}
"""Every command with its line of help, in the order of the work; each is a module of ``commands``."""
_MODULES = {"import": "import_"}
"""Where the module cannot be named as the command is."""


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
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            offer = f' Did you mean "{near[0]}"?' if near else ""
            raise click.UsageError(f'No such command "{args[0]}".{offer}', ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; a TimelineError, or an output that fails, is said on stderr."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # what fails on the way out fails here, where it can still be said
            return result
        except TimelineError as error:
            for line in str(error).splitlines():
                click.echo(line, err=True)
            ctx.exit(1)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read has read enough; Click ends quietly
                raise
            click.echo(f"{error.filename or 'the output'}: {error.strerror or error}", err=True)
            _silence(sys.stdout)
            ctx.exit(1)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """The commands that begin so, without importing them, and options."""
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name, help=line) for name, line in COMMANDS.items() if name.startswith(incomplete)]
        return found + click.Command.shell_complete(self, ctx, incomplete)


def _silence(stream: TextIO) -> None:
    """Lets what is left in a stream's buffer go nowhere: it would fail again at the very end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return  # it has no descriptor, and so no end at which to fail


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
    ctx.obj = db
