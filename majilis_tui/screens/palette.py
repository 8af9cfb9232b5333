"""The palette of commands, and of themes, in the language of the terminal."""

from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.theme import ThemeProvider
from textual.widgets.option_list import Option

from majilis_tui.languages import _


class Palette(CommandPalette):
    """Textual's palette with the program's words."""

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()

        def tell() -> None:
            self._list_visible = bool(search_value)
            if search_value:
                nothing = Option(Content(_("nothing found")), disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(nothing)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, tell)


def of_commands() -> Palette:
    """Return the palette of what can be done."""
    return Palette(placeholder=_("Search for a command"), id="--command-palette")


def of_themes() -> Palette:
    """Return the palette of the themes."""
    return Palette(providers=[ThemeProvider], placeholder=_("Search for a theme"))
