"""``timeline actors``: the list of actors."""

from timeline.cli.list_commands import list_command

command = list_command("actor")
