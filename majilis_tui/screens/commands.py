"""Commands: what a user can do, each defined once.

From a command come its keys (on every keyboard layout), its place in the footer, its entry in
the command palette, its line in the help, and the reason why it is not possible now.
"""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from textual.binding import Binding

from majilis_tui.languages import _
from majilis_tui.log_words import PHRASES
from majilis_tui.procedure.actions import Action
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.keys import same_keys, shown_key


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a user can do on a screen.

    `id` is the action's name in the log, or a word of the screen's own. `run` carries it out.
    `probe` returns an action to be judged, a Refusal that says why not, or None for "possible".
    `title` is left out where the action's own title serves; `short` is what the footer says,
    "" for a command that the footer leaves out. `explained` is one sentence for the help.
    `key` is "" for what only the palette offers.
    `shown_as` is how the key is called where its own name does not say enough; `pair` is what the
    footer calls it where one entry there stands for two commands.
    """

    id: str
    key: str
    run: Callable[[Any], object]
    probe: Callable[[Any], Action | Refusal | None] | None = None
    also: tuple[str, ...] = ()
    title: str = ""
    short: str | None = None
    explained: str = ""
    shown_as: str = ""
    pair: str = ""

    @property
    def name(self) -> str:
        """The title in the language of the terminal."""
        return _(self.title or PHRASES[self.id].title)

    @property
    def label(self) -> str:
        """What the footer says, "" for nothing."""
        return self.name if self.short is None else self.short and _(self.short)

    @property
    def key_shown(self) -> str:
        """The key as footer and help show it."""
        return self.shown_as or shown_key(self.key)

    def refusal(self, screen: Any) -> Refusal | None:
        """Return why the command is not possible now, None if it is."""
        asked = self.probe(screen) if self.probe else None
        if asked is None or isinstance(asked, Refusal):
            return asked
        refused: Refusal | None = screen.judge(asked)
        return refused


def not_now(template: str, **places: object) -> Refusal:
    """Return a reason of the screen's own why a command is not possible now."""
    return Refusal("wrong-moment", template, **places)


def bindings(commands: Iterable[Command]) -> dict[str, list[Binding]]:
    """Return the bindings of commands; where two share a key, the first has it."""
    bound: dict[str, list[Binding]] = {}
    for command in commands:
        for key in filter(None, (command.key, *command.also)):
            for same in same_keys(key):
                made = Binding(same, f"command({command.id!r})", command.id, show=False)
                bound.setdefault(same, [made])
    return bound
