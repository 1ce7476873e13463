"""``timeline actors``: the list of actors."""

from timeline.cli.listing import list_command

command = list_command("actor")
