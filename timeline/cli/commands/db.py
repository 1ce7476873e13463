"""``timeline db``: what is done to a server's database as a whole."""

import click

from timeline.actions.upkeep.distribute import distribute_database, distribution_lines
from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.collection import without_collection
from timeline.cli.printing.output import print_lines


@click.group("db")
def command() -> None:
    """Look after the database of a server.

    \b
    Example:
      timeline --db postgresql://ana@host/news db distribute
    """


@command.command("distribute", cls=Command)
@click.option("--shards", type=click.IntRange(1, 10_000), default=32, show_default=True, help="Parts of the events.")
@click.option("--apply", "run", is_flag=True, help="Run the statements instead of printing them.")
@click.pass_obj
def distribute(address: str, shards: int, run: bool) -> None:
    """Spread the events of a PostgreSQL database over several machines, with the extension Citus.

    Prints the statements, for psql; --apply runs them, in one transaction, with or without rows in the
    tables; an empty database gets its tables first. Run again, it distributes what is not yet. Every
    command works afterwards as before. The number of shards is hard to change later: take two to four
    for each core that the workers will ever have.

    \b
    Example:
      timeline --db postgresql://ana@host/news db distribute --apply
    """
    database = opened(address)
    if not run:
        print_lines(distribution_lines(database, shards))
        return
    with without_collection():
        done = distribute_database(database, shards)
    if done.made is not None:
        click.echo(f"{done.label}: made {len(done.tables)} tables in schema {done.made} (version {done.version})")
    if not done.was_distributed:
        click.echo(f"{done.label}: distributed ({shards} shards)")
    elif done.tables:
        click.echo(f"{done.label}: was distributed already, but for {', '.join(done.tables)}: distributed now")
    else:
        click.echo(f"{done.label}: is distributed already; nothing was changed")
