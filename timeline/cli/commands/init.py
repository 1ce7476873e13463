"""``timeline init``: make the database, or bring it up to date."""

import click

from timeline.actions.init import init_database


@click.command("init")
@click.pass_obj
def command(database: str) -> None:
    """Make the database, or bring one of an older timeline up to date.

    `timeline load` makes a database by itself where there is none.

    \b
    Example:
      timeline --db iraq.db init
    """
    done = init_database(database)
    if done.before is None:
        click.echo(f"{done.label}: made (schema {done.after})")
    elif done.before == done.after:
        click.echo(f"{done.label}: up to date (schema {done.after})")
    else:
        click.echo(f"{done.label}: brought from schema {done.before} to {done.after}")
