"""The commands that look at rules and rosters before anyone relies on them."""

from pathlib import Path

import click

from majilis_tui import languages
from majilis_tui.cli.output import FILE
from majilis_tui.languages import ngettext


class _Checking(click.Group):
    """A group whose name before a path alone means `check`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            args = ["check", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=_Checking)
def rules() -> None:
    """Look at rules before you rely on them."""


@rules.command(name="list")
def rules_list() -> None:
    """List the bundled rules."""
    from majilis_tui.rulebook import bundled, find_rules

    for name in bundled():
        found = find_rules(name)
        title = found.title.text(languages.language(), name) if found.title else name
        seats = found.chamber.seats
        words = ngettext("{n} seat", "{n} seats", seats).format(n=seats)
        click.echo(f"{name:<14} {words:>16}   {title}")


@rules.command(name="show")
@click.argument("name", metavar="ID|PATH")
def rules_show(name: str) -> None:
    """Show what rules say, with the numbers they come to."""
    from majilis_tui.rulebook import find_rules
    from majilis_tui.rules_words import rules_text

    click.echo(rules_text(find_rules(name), ids=True))


@rules.command(name="check")
@click.argument("path", type=FILE)
def rules_check(path: Path) -> None:
    """Check a rules file; nothing is kept."""
    from majilis_tui.rulebook import read_rules_file
    from majilis_tui.rules_words import rules_text

    click.echo(rules_text(read_rules_file(path), ids=True))


@click.group(cls=_Checking)
def roster() -> None:
    """Look at a roster before you rely on it."""


@roster.command(name="check")
@click.argument("path", type=FILE)
def roster_check(path: Path) -> None:
    """Check a roster, CSV or XLSX; nothing is kept."""
    from majilis_tui.reports import roster_text
    from majilis_tui.roster import read_roster

    click.echo(roster_text(read_roster(path)))


CHECKING = (rules, roster)
