"""``timeline sources``: the list of sources."""

from timeline.cli.listing import list_command

command = list_command("source")
