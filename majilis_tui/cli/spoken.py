"""What the commands say of themselves, in the language of the terminal."""

from collections.abc import Iterator
from contextlib import _GeneratorContextManager
from inspect import cleandoc

import click

from majilis_tui.languages import N_, _

HELP_NAMES = ["-h", "--help"]
_HEADINGS = (N_("Options"), N_("Commands"))


class _Formatter(click.HelpFormatter):
    def section(self, name: str) -> _GeneratorContextManager[None]:
        return super().section(_(name))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, _("Usage: "))


class _Context(click.Context):
    formatter_class = _Formatter


def every(command: click.Command) -> Iterator[click.Command]:
    """Yield a command and all that it holds."""
    yield command
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from every(inner)


def explained(command: click.Command) -> Iterator[click.Command | click.Option]:
    """Yield what has a help text: a command, and its options."""
    context = click.Context(command, help_option_names=HELP_NAMES)
    yield command
    yield from (p for p in command.get_params(context) if isinstance(p, click.Option) and p.help)


def speak(commands: click.Command) -> None:
    """Let the help of the commands speak the language of the terminal from now on."""
    for command in every(commands):
        command.context_class = _Context
        for holder in explained(command):
            english = vars(holder).setdefault("english", cleandoc(holder.help or ""))
            holder.help = _(english)
