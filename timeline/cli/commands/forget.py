"""``timeline forget``: a saved question, taken away."""

import click

from timeline.actions.save_question import forget_question
from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.params import RecordName
from timeline.cli.arguments.signed import signature, signed
from timeline.views.records.questions_told import asks_told


@click.command("forget", cls=Command)
@click.argument("name", type=RecordName("question"))
@signed
@click.pass_obj
def command(address: str, name: str, *, author: str | None, message: str | None) -> None:
    """Take a saved question away; undo brings it back.

    \b
    Example:
      timeline forget attacks-in-2020
    """
    done = forget_question(opened(address), name, signature(author, message))
    click.echo(f"{done.op:8} @{done.question.id}: {asks_told(done.question)}")
