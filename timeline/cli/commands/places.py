"""``timeline places``: the list of places."""

from timeline.cli.list_commands import list_command

command = list_command("place")
