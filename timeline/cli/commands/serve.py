"""``timeline serve``: the database as pages in a browser."""

import ipaddress
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click

from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.params import WORD
from timeline.errors import TimelineError
from timeline.extras import needing
from timeline.storage.connecting.database import Database

_TOKEN = "TIMELINE_TOKEN"
_HERE = ("127.0.0.1", "localhost", "[::1]")
_MAKE_ONE = 'python -c "import secrets; print(secrets.token_urlsafe())"'


@click.command("serve", cls=Command)
@click.option(
    "--host", type=WORD, metavar="TEXT", default="127.0.0.1", show_default=True, help="The address to serve at."
)
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="The port; 0: any.")
@click.option(
    "--allow-host",
    "names",
    type=WORD,
    metavar="NAME",
    multiple=True,
    help="A name by which it is reached, as behind a proxy; repeat it for several.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    default=2.0,
    show_default=True,
    help="How long a question may take; a download ten times as long.",
)
@click.option("--log", is_flag=True, help="Print a line for each request.")
@click.pass_obj
def command(address: str, host: str, port: int, names: tuple[str, ...], time_limit: float, log: bool) -> None:
    """Show the database as pages in a browser, read only, until Ctrl-C.

    To anybody on this machine, under the address that is printed. With another --host, or a name of its own, it
    is for those who have a token: the environment's TIMELINE_TOKEN, asked for once.

    \b
    Example:
      timeline serve --port 8080
    """
    token = _token(host, names)
    database = opened(address)
    with needing("web", "serve"):
        from timeline.web.server import Server, listen
        from timeline.web.site import Site
    with database.reading():
        pass  # what cannot be opened is told at once
    with listen(host, port) as listening:
        site = Site(
            database,
            _name(database),
            frozenset(_hosts(host, names)),
            token,
            time_limit,
            complain=lambda said: click.echo(said, err=True),
            log=(lambda line: click.echo(line, err=True)) if log else None,
        )
        server = Server(site)
        at = f"[{host}]" if ":" in host else host
        click.echo(f"serving {database.address.label} at http://{at}:{listening.getsockname()[1]}/ (Ctrl-C ends it)")
        sys.stdout.flush()
        with _signals_to(server.stop):
            server.run([listening])


def _token(host: str, names: tuple[str, ...]) -> str | None:
    """The token of who may ask. Raises TimelineError where there is none, and others than this machine may ask."""
    token = os.environ.get(_TOKEN) or None
    others = [f"--host {host}"] if not _is_here(host) else [f"--allow-host {each}" for each in names]
    if token is None and others:
        raise TimelineError(f"{others[0]}: who may ask must have a token: put one into {_TOKEN}, as from {_MAKE_ONE}")
    if token is not None and (len(token) < 16 or not (token.isascii() and token.isprintable() and " " not in token)):
        raise TimelineError(f"{_TOKEN} has to be 16 or more letters, digits and signs of ASCII, as from {_MAKE_ONE}")
    return token


def _hosts(host: str, names: tuple[str, ...]) -> Iterator[str]:
    """The names by which it may be asked. Raises TimelineError where nothing tells them."""
    yield from (each.lower() for each in names)
    if _is_here(host):
        yield from _HERE
    if host in ("0.0.0.0", "::"):
        if not names:
            raise TimelineError(f"--host {host} is every address: name with --allow-host those by which it is reached")
    else:
        yield f"[{host.lower()}]" if ":" in host else host.lower()


def _is_here(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _name(database: Database) -> str:
    return os.path.basename(database.address.label.rstrip("/")) or database.address.label


@contextmanager
def _signals_to(stop: Callable[[], None]) -> Iterator[None]:
    """Within the block, Ctrl-C and SIGTERM stop the server, and the command ends well."""

    def handle(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature of handlers
        stop()

    before = {each: signal.signal(each, handle) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
