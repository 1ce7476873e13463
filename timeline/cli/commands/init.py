"""``timeline init``: make the database, or bring it up to date."""

from dataclasses import replace

import click

from timeline.actions.upkeep.init import Initialised, init_database, plan_database
from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.collection import without_collection


@click.command("init", cls=Command)
@click.option("--dry-run", is_flag=True, help="Say what would be made, and where; change nothing.")
@click.pass_obj
def command(address: str, dry_run: bool) -> None:
    """Make the database, or bring one of an older timeline up to date.

    `timeline load` makes a database by itself where there is none. On a server it first says what it
    is going to make, and in which schema: the first one of the search_path, which the URL may set, as
    in `?options=-csearch_path=team`.

    \b
    Example:
      timeline --db iraq.db init
    """
    database = opened(address)
    planned = plan_database(database)
    if planned.before != planned.after and (dry_run or planned.schema is not None):
        click.echo(_planned(planned))
    if dry_run:
        if planned.before == planned.after:
            click.echo(_done(replace(planned, distributed=())))
        if planned.distributed:
            click.echo(f"{planned.label}: will distribute {', '.join(planned.distributed)}")
        click.echo("(dry run: nothing was changed)")
        return
    with without_collection():
        done = init_database(database)
    click.echo(_done(done))


def _planned(plan: Initialised) -> str:
    where = f" in schema {plan.schema}" if plan.schema is not None else ""
    if plan.before is None:
        return f"{plan.label}: will make {plan.tables} tables{where} (version {plan.after})"
    return f"{plan.label}: will bring the tables{where} from version {plan.before} to {plan.after}"


def _done(done: Initialised) -> str:
    if done.before is None:
        said = f"made (schema {done.after})"
    elif done.before == done.after:
        said = f"up to date (schema {done.after})"
    else:
        said = f"brought from schema {done.before} to {done.after}"
    if done.distributed:
        said += f"; distributed as well: {', '.join(done.distributed)}"
    return f"{done.label}: {said}"
