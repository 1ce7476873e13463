"""The option that asks for all advice."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def all_option(what: str) -> Callable[[Command], Command]:
    """``--all``: everything that would otherwise be cut short."""
    return click.option("--all", "shows_all", is_flag=True, help=f"Print all {what}, however much.")
