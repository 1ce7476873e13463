"""Commands that people are told to give next, as they can be pasted: of the database that they named, no password."""

import shlex
from collections.abc import Sequence

import click

from timeline.storage.connecting.address import masked


def typed() -> list[str]:
    """The words of the command at work, without the password of any address."""
    from timeline.cli import TYPED

    words: Sequence[str] = click.get_current_context().meta.get(TYPED, ())
    return [masked(word) if "://" in word else word for word in words]


def as_typed(*more: str) -> str:
    """The command at work, to be given again with more options."""
    words = typed()
    end = words.index("--") if "--" in words else len(words)
    return to_paste(*words[:end], *more, *words[end:])


def to_paste(*words: str) -> str:
    """Another command, with the database of the one at work where that was named by option.

    Its password, which who lists the processes would see, is left out: it belongs into ~/.pgpass.
    """
    group = click.get_current_context().find_root()
    named = group.get_parameter_source("db") is click.core.ParameterSource.COMMANDLINE
    database = ["--db", _without_password(group.obj)] if named else []
    return shlex.join(["timeline", *database, *words])


_NO_SECRETS = {
    *("host", "hostaddr", "port", "dbname", "user", "options", "service", "passfile", "sslmode", "sslrootcert"),
    *("sslcert", "sslkey", "target_session_attrs", "application_name", "connect_timeout", "client_encoding"),
}
"""What stands behind a password in an address and is none of it: keywords of PostgreSQL's library."""


def _without_password(address: str) -> str:
    hidden = masked(address)
    if hidden == address:
        return address
    server, question, asked = hidden.replace(":***@", "@").partition("?")
    if not asked.endswith("=***"):
        return f"{server}{question}{asked}"
    # In it all that follows the password is hidden, and some of that says which database it is.
    given = address.rpartition("?")[2].split("&")
    kept = [each for each in given if each.partition("=")[0] in _NO_SECRETS]
    return "?".join([server, "&".join(kept)]) if kept else server
