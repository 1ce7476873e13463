"""``timeline save``: a question, kept under a name."""

from datetime import date
from typing import Any

import click

from timeline.actions.save_question import save_question
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.options import OPTIONS, FilteredCommand, conditions
from timeline.cli.arguments.params import WORD
from timeline.cli.arguments.signed import signature, signed
from timeline.errors import UsageFault
from timeline.views.records.questions_told import asks_told


@click.command("save", cls=FilteredCommand)
@click.argument("name", type=WORD)
@click.option("--title", type=WORD, help="What is asked, in a line; exports and pages head it so.")
@click.option("--note", type=WORD, help="Anything else worth knowing.")
@click.option("--replace", is_flag=True, help="In the place of the question of this name.")
@signed
@conditions
@click.pass_obj
def command(
    address: str,
    /,
    name: str,
    *,
    title: str | None,
    note: str | None,
    replace: bool,
    author: str | None,
    message: str | None,
    **values: Any,
) -> None:
    """Keep a question in the database under a name, to be asked again as @NAME.

    Every command that takes filters takes @NAME as well, and more filters then narrow it. Actors and places are kept
    by their ids; a date is kept as it is typed, so that "last week" is read anew each time. It is a record like others:
    in dumped files it stands under questions, log tells its history, undo takes it back.

    \b
    Example:
      timeline save kadhimi-in-september --actor kadhimi --during 2020-09
    """
    by = signature(author, message)
    try:
        done = save_question(
            opened(address), name, values, by, date.today(), title=title, note=note, replace=replace, spelling=OPTIONS
        )
    except UsageFault as fault:
        raise click.UsageError(str(fault)) from None
    for line in done.notes:
        click.echo(line, err=True)
    question = done.question
    click.echo(f"{done.op:8} @{question.id}: {asks_told(question)}")
    click.echo(f"{'ask it':8} timeline events @{question.id}")
