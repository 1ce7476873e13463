"""Who changes the database, and why: the options of every command that writes."""

import shlex
from collections.abc import Callable
from typing import Any, TypeVar

import click

from timeline.cli.arguments.params import WORD
from timeline.cli.arguments.pasted import typed
from timeline.domain.history import Signature
from timeline.errors import UsageFault
from timeline.signing import VARIABLE, sign

Command = TypeVar("Command", bound=Callable[..., Any])


def signed(command: Command) -> Command:
    """Gives a command the options --author and --message, as its parameters author and message."""
    by = "Who makes the change; without it git's user.name and user.email, or the account's name."
    message = click.option("--message", "-m", type=WORD, metavar="TEXT", help="Why: kept in the history.")
    author = click.option("--author", type=WORD, metavar="NAME", envvar=VARIABLE, show_envvar=True, help=by)
    return author(message(command))


def signature(author: str | None, message: str | None) -> Signature:
    """Signs what the command at work writes, with the command as it was typed."""
    try:
        return sign(author, message, shlex.join(["timeline", *typed()]))
    except UsageFault as fault:
        raise click.UsageError(str(fault)) from None
