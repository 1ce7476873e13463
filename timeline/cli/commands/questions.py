"""``timeline questions``: the saved questions."""

import click

from timeline.actions.asking.saved_questions import list_questions
from timeline.cli.arguments.once import Command
from timeline.cli.arguments.opened import opened
from timeline.cli.arguments.options import format_option
from timeline.cli.list_commands import PRINT
from timeline.cli.printing.output import print_lines, width
from timeline.cli.printing.table import Column, render
from timeline.domain.records import Question
from timeline.views.records.questions_told import asks_told
from timeline.views.wording.sentences import counted_or_no, nothing_found

_KEYS = ("id", "title", "asks", "note")


@click.command("questions", cls=Command)
@format_option("json", "jsonl", "csv")
@click.pass_obj
def command(address: str, format_name: str) -> None:
    """List the saved questions, with what they ask. `timeline events @NAME` asks one.

    \b
    Example:
      timeline questions
    """
    found = list_questions(opened(address))
    if format_name != "table":
        PRINT[format_name](_KEYS, map(_values, found))
    elif found:
        rows = [("\n".join((f"@{each.id}", *([each.title] if each.title else []))), asks_told(each)) for each in found]
        columns = (Column("QUESTION", max(28, width() // 3)), Column("ASKS"))
        print_lines([*render(columns, rows, width()), "", counted_or_no(len(found), "question")])
    else:
        click.echo(nothing_found("question"))


def _values(question: Question) -> tuple[str | None, ...]:
    return question.id, question.title, asks_told(question), question.note
