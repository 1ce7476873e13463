"""``timeline rename``: another id for a record."""

import json

import click

from timeline.actions.rename import rename_record
from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.params import WORD, RecordName
from timeline.cli.arguments.signed import signature, signed
from timeline.cli.collection import without_collection
from timeline.views.changes.changes_told import rename_line
from timeline.views.records.counts_told import kinds_counted


@click.command("rename", cls=Command)
@click.argument("old", type=RecordName("event", "actor", "source", "place", "question"))
@click.argument("new", type=WORD)
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@signed
@click.pass_obj
def command(
    address: str, old: str, new: str, *, dry_run: bool, as_json: bool, author: str | None, message: str | None
) -> None:
    """Give an event, an actor, a source, a place or a saved question another id.

    Whatever names it follows: participants, claims, memberships, links, relative dates. It is one change, which can be
    undone. The old id goes on finding the record, in questions, in files that name it and in what is imported again;
    files that define the record under the old id have to follow.

    \b
    Example:
      timeline rename mike-pompeo michael-pompeo --dry-run
    """
    by = signature(author, message)
    with without_collection():
        done = rename_record(opened(address), old, new, by, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(done._asdict(), ensure_ascii=False, indent=2))
        return
    click.echo(rename_line(done.was, done.id, sum(done.named_by.values())))
    if done.named_by:
        click.echo(f"{'rewrote':8} {kinds_counted(done.named_by)}")
    former = ", ".join(done.former)
    click.echo(f"{'finds it':8} {former}")
    click.echo(f"in files that have {done.was} as {_a(done.kind)}, write {done.id} with was: [{former}]")
    if dry_run:
        click.echo("(dry run: nothing was changed)")


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
