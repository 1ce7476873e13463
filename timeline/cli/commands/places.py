"""``timeline places``: the list of places."""

from timeline.cli.listing import list_command

command = list_command("place")
