"""Commands that refuse an option which is given twice and can be meant only once."""

import click


class Command(click.Command):
    """A command of which no option is dropped without a word: the last of two would win otherwise.

    Not so the options before it: an alias may name a database, and who types it names another.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As Click does; a usage error where an option with one value is repeated."""
        refuse_repeats(self, ctx, args)
        return super().parse_args(ctx, args)


def refuse_repeats(command: click.Command, ctx: click.Context, args: list[str]) -> None:
    """Raises UsageError for an option with one value that is given more than once; flags may be."""
    if ctx.resilient_parsing:  # a shell completes what is being typed
        return
    _, _, in_order = command.make_parser(ctx).parse_args(args=list(args))
    for param in set(in_order):
        if isinstance(param, click.Option) and _has_one_value(param) and in_order.count(param) > 1:
            name = max(param.opts, key=len)
            raise click.UsageError(f"{name} is given {in_order.count(param)} times: give it once", ctx)


def _has_one_value(option: click.Option) -> bool:
    return not (option.multiple or option.is_flag or option.count)
