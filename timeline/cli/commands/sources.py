"""``timeline sources``: the list of sources."""

from timeline.cli.list_commands import list_command

command = list_command("source")
